"""Recovery drills in Chromium: a school of six on SQLite whose people lose what opens their slips and come back by the
pages, and a real SMTP server that tells the others. `recovery_alone.mjs`, `recovery_papers.mjs` and
`recovery_together.mjs` are the people.

usage: recovery.py alone|papers|together [--out FOLDER for screenshots]
"""

import json
import pathlib
import subprocess
import sys

from harness.open_school import open_school
from harness.pupil import Pupil

# To the lead, the deputy and the officer; and to the head.
BEFORE = {"They wait for me by the bins.": {"group": "unkind", "kind": "CD1"},
          "He shouts at us every week.": {"group": "adult", "kind": "ST1"}}


def main(drills: str, out: str | None) -> int:
    with open_school("recovery") as here:
        place, service, school = here.place, here.service, here.school
        for words, answers in BEFORE.items():
            Pupil(service.port, service.host).send_slip(words, **answers)
        settings = place / "secrets" / "recovery.json"
        settings.write_text(json.dumps({
            "url": service.public_url, "mail": str(place / "mail"), "out": out,
            "people": {key: member.for_browser() for key, member in school.members.items()},
            "before": list(BEFORE),
        }))
        script = pathlib.Path(__file__).with_name(f"recovery_{drills}.mjs")
        return subprocess.run(["node", str(script), str(settings)]).returncode


if __name__ == "__main__":
    folder = sys.argv[sys.argv.index("--out") + 1] if "--out" in sys.argv else None
    sys.exit(main(sys.argv[1], folder))

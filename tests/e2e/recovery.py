"""Recovery drills in Chromium: a school of six on SQLite whose people lose what opens their slips and come back by the
pages, and a real SMTP server that tells the others. `recovery_alone.mjs`, `recovery_papers.mjs` and
`recovery_together.mjs` are the people.

usage: recovery.py alone|papers|together [--out FOLDER for screenshots]
"""

import contextlib
import json
import pathlib
import subprocess
import sys

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.proxy import Proxy
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service

# To the lead, the deputy and the officer; and to the head.
BEFORE = {"They wait for me by the bins.": {"group": "unkind", "kind": "CD1"},
          "He shouts at us every week.": {"group": "adult", "kind": "ST1"}}


def main(drills: str, out: str | None) -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("recovery"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        service = Service(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail, certificates)
        stack.callback(service.stop)
        stack.enter_context(Proxy(service, certificates))
        school = School.founded(service, mail, start=service.start)
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

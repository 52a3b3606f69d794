"""A safeguarding lead's day in Chromium, by keyboard alone: twelve slips of many kinds wait, one of them around
the lead. `staff_day.mjs` is the lead, and the pupil who is written to.

usage: staff_day.py [--out FOLDER for screenshots]
"""

import json
import pathlib
import subprocess
import sys
import time

from harness.open_school import open_school
from harness.pupil import Pupil
from harness.service import SLOT_SECONDS, Service

# One that cannot wait, with a code; one about pictures; one about an adult, which goes around the lead.
KINDS = [("unkind", "CD1"), ("unkind", "CD1"), ("contact", "CT1"), ("seen", "CN1"), ("seen", "CN2"),
         ("money", "CM1"), ("hurt", "SF1"), ("hurt", "SF2"), ("other", None)]


def slips_of_pupils(service: Service) -> str:
    """Sends twelve; answers the code of the one that cannot wait."""
    def sent(words: str, **answers) -> Pupil:
        pupil = Pupil(service.port, service.host)
        pupil.send_slip(words, **answers)
        return pupil

    code = sent("He waits for me at the gate.", danger="yes").press("code-yes").marked["code-words"][0]
    sent("They pass a picture round.", group="sexual", kind="CD2")
    sent("He shouts at us.", group="adult", kind="ST1")
    for number, (group, kind) in enumerate(KINDS):
        sent(f"Something else, number {number}.", group=group, **({"kind": kind} if kind else {}))
    return code


def main(out: str | None) -> int:
    with open_school("staff-day") as here:
        place, service, school = here.place, here.service, here.school
        code = slips_of_pupils(service)
        time.sleep(2 * SLOT_SECONDS + 1)
        lead = school.members["dsl"]
        settings = place / "secrets" / "staff-day.json"
        settings.write_text(json.dumps({
            "url": service.public_url, "person": vars(lead.person), "code": code, "out": out,
            "secret": lead.app.secret, "lastStep": lead.app.last_step, "slotSeconds": SLOT_SECONDS,
        }))
        script = pathlib.Path(__file__).with_suffix(".mjs")
        return subprocess.run(["node", str(script), str(settings)]).returncode


if __name__ == "__main__":
    folder = sys.argv[sys.argv.index("--out") + 1] if "--out" in sys.argv else None
    sys.exit(main(folder))

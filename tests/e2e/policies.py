"""The policies that the guide for browsers hands out, in a real Chromium: it takes every one of them, opens
no other address, and forgets what was typed also where nothing else makes it: without script, closed, then Back.

The controls: without the policies the words are there, and a policy that there is none of is told."""

import json
import pathlib
import subprocess
import sys

from harness.school import School
from pages import CHECKER, PAGES, Running

FILE = "/staff/guides/files/i-need-to-talk-policies.json"
# Where Debian's Chromium looks for them, within a view of the disk that nobody else has.
WITH_POLICIES = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                 'mount --bind "$0" /etc/chromium && exec "$@"']


def main() -> int:
    with Running("policies") as running:
        school = School.founded(running.service, running.mail, start=running.service.start)
        settings = json.loads(school.members["ict"].open(FILE).body)
        # A check drives the browser by the door that this one shuts.
        if settings.pop("DeveloperToolsAvailability") != 2:
            raise AssertionError("whoever sits at the kiosk may open its developer tools")
        place = pathlib.Path(running.place / "chromium")
        file = place / "policies" / "managed" / "talk.json"
        file.parent.mkdir(parents=True)
        forget = ["node", str(CHECKER / "forget.mjs"), "--pages", str(PAGES / "pupil.json"),
                  "--base", running.service.public_url, "--only", "words", "--policies"]
        look = ["node", str(CHECKER / "policies.mjs"), str(file)]
        problems = []
        file.write_text(json.dumps(settings | {"NoSuchPolicy": True}))
        if passed(place, look)[0]:
            problems.append("a policy that there is none of is not told")
        file.write_text(json.dumps(settings))
        for command in (look, forget):
            fine, printed = passed(place, command)
            print(printed.rstrip())
            problems += [] if fine else [f"{pathlib.Path(command[1]).name} failed"]
        fine, printed = ran(forget)
        if fine or "script off  close, then Back: the words are still there" not in printed:
            problems.append("without the policies nothing is left either, so the check is blind")
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{len(settings)} policies, {len(problems)} problems")
    return 1 if problems else 0


def passed(place: pathlib.Path, command: list[str]) -> tuple[bool, str]:
    return ran([*WITH_POLICIES, str(place), *command])


def ran(command: list[str]) -> tuple[bool, str]:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode == 0, done.stdout


if __name__ == "__main__":
    sys.exit(main())

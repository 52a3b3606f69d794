"""What ten pupils in turn leave at one kiosk. Its browser is made a kiosk by the words that staff were shown, and each
pupil writes by keyboard and ends in a way of their own; then it is closed, or killed while the last is writing. In its
profile on the disk is nothing that was typed, no word of a code and no word that made it a kiosk. All ten slips have
one address, beside those that staff, Leave and help have: nothing tells how many there were or what it was about.

The control: what is looked for is planted in the very profile, each thing in each kind of file, and all is found."""

import concurrent.futures
import contextlib
import gzip
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

from harness.kiosk import awaited
from harness.open_school import open_school
from harness.place import Place
from harness.traces import Canary
from residue import CHOSEN, NEUTRAL, code_canaries, pages_in, traces

PUPILS = 10
CODES = 5
WALK_SECONDS_MAX = 900
# Said once each, and by nobody else: what pupils type, in order.
ANIMALS = ("zebra", "walrus", "lemur", "ibis", "okapi", "tapir", "heron", "gecko", "bison", "quokka")
NAMES = ("Perpetua", "Ignatius", "Thessaly", "Barnabas", "Clementine", "Evander", "Rosalind", "Lysander", "Ottoline",
         "Peregrine")
# Every slip is at the first; staff have made it a kiosk at the second, Leave is the third, and the fourth is for whoever
# looks at help.
ADDRESSES = ("", "kiosk", "leave", "help")
TITLES = re.compile(NEUTRAL.pattern + r"|Hello|Make this a kiosk|Help.*")


def pupils() -> list[dict[str, str]]:
    return [{"words": f"{animal} umbrella quartz {4470 + number}", "who": f"{name} Marchbanks-Oyelaran"}
            for number, (animal, name) in enumerate(zip(ANIMALS, NAMES))]


def typed() -> list[Canary]:
    return [Canary(f"{what} of pupil {number}", pupil[what])
            for number, pupil in enumerate(pupils(), 1) for what in ("words", "who")]


def walked(place: Place, settings: dict) -> tuple[pathlib.Path, list[Canary], list[str]]:
    """The profile that is left, what must not be in it, and what was wrong on the way."""
    profile = place / "home" / settings["ends"]
    file = place / "secrets" / f"{settings['ends']}.json"
    file.write_text(json.dumps(settings | {"profile": str(profile), "pupils": pupils()}))
    done = subprocess.run(["node", str(pathlib.Path(__file__).with_suffix(".mjs")), str(file)],
                          capture_output=True, text=True, timeout=WALK_SECONDS_MAX)
    codes = re.findall(r"^code: (.+)$", done.stdout, re.M)
    problems = [] if done.returncode == 0 else [done.stderr.strip()]
    if not problems and len(codes) != CODES:
        problems.append(f"{len(codes)} pupils took six words, not {CODES}")
    canaries = [CHOSEN, *typed(), *code_canaries(settings["kioskWords"])]
    for code in codes:
        canaries += code_canaries(code)
    return profile, canaries, problems


def judged(profile: pathlib.Path, canaries: list[Canary], settings: dict) -> list[str]:
    expected = {settings["url"] + path for path in ADDRESSES}
    found, size = traces(profile, canaries)
    problems = [str(one) for one in found]
    kept = pages_in(profile)
    problems += [f"in its history: {address}" for address, _ in kept["history"] if address not in expected]
    problems += [f"a title: {title}" for _, title in kept["history"] if not TITLES.fullmatch(title)]
    problems += [f"an icon for {address}" for address, in kept["icons"] if address not in expected]
    problems += [f"it remembers {what}" for what in kept["fields"] + kept["searches"]]
    addresses = sorted(address.removeprefix(settings["url"]) for address, _ in kept["history"])
    print(f"   {settings['ends']}: {size / 1e6:.1f} MB searched for {sum(len(one.forms) for one in canaries)} marks, "
          f"addresses {['/' + one for one in addresses]}, {len(problems)} traces")
    sessions = b"".join(file.read_bytes() for file in (profile / "Default" / "Sessions").iterdir())
    if settings["url"].encode() not in sessions:
        problems.append("the visit is not in the session's files: this is no profile of a person's")
    return problems


def planted_are_missed(profile: pathlib.Path, canaries: list[Canary], url: str) -> list[str]:
    """Each mark, put into the profile as a careless page would leave it, has to be found there."""
    before, _ = traces(profile, canaries)
    marks = "\n".join(one.mark for one in canaries)
    (profile / "Default" / "Preferences-planted").write_text(marks)
    (profile / "Default" / "cache-planted").write_bytes(b"head" + gzip.compress(marks.encode()))
    with contextlib.closing(sqlite3.connect(profile / "Default" / "History")) as history:
        history.execute("INSERT INTO urls (url, title, last_visit_time) VALUES (?, ?, 0)",
                        (f"{url}report?id=10", "Report a bully"))
        history.commit()
    found = traces(profile, canaries)[0][len(before):]
    problems = [f"control: the {one.kind} is not noticed in {where}" for one in canaries
                for where in ("Preferences-planted", "cache-planted, compressed")
                if not any(it.kind == one.kind and it.where.endswith(where) for it in found)]
    judged_again = [address for address, _ in pages_in(profile)["history"] if address.endswith("report?id=10")]
    if not judged_again:
        problems.append("control: an address is not noticed")
    print(f"   control: {2 * len(canaries)} marks planted in the profile, {len(problems)} not noticed")
    return problems


def check(place: Place, settings: dict) -> list[str]:
    profile, canaries, problems = walked(place, settings)
    if not problems:
        problems = judged(profile, canaries, settings) + planted_are_missed(profile, canaries, settings["url"])
    return [f"{settings['ends']}: {problem}" for problem in problems]


def main() -> int:
    with open_school("kiosk-residue") as here:
        place, certificates, service, school = here.place, here.certificates, here.service, here.school
        both = [{"url": f"{service.public_url}/", "certificate": str(certificates.certificate), "ends": ends,
                 "name": name, "kioskWords": awaited(school, {"name": name})}
                for ends, name in (("close", "Library 1"), ("kill", "Library 2"))]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            problems = [one for told in pool.map(lambda one: check(place, one), both) for one in told]
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

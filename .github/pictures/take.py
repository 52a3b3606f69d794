"""Takes the pictures of this folder anew: the question of the worry in each mode on each screen, and pages for
README, of the real service with a made-up school. Needs what `tests/run` installs, and TESTED_PROGRAM."""

import json
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "e2e"))

# Only now is their folder on the path.
from harness.pupil import Pupil  # noqa: E402
from harness.school import Member, School  # noqa: E402
from harness.service import SLOT_SECONDS  # noqa: E402
from pages import PAGES, Running, save_state  # noqa: E402

MODES = ("pictures", "short", "more", "all")
SCREENS = ("kiosk", "tablet", "phone")
# Those who begin with pictures are not asked whom it is about, and are at this question a page earlier.
KIND_AFTER = {"pictures": "about"}
# The first is on top of the list, the second below it: they are the most urgent.
SLIPS = [
    {"words": "They wait for me at the gate.", "danger": "yes"},
    {"words": "At lunch they take my bag and hide it. Yesterday it was in the bin. They film it and put it in the "
              "class chat.", "who": "Me, and Sam in 8B", "group": "unkind", "kind": "CD1", "place": "lunch"},
    {"words": "They have a chat without me.", "group": "unkind", "kind": "CD1", "still": "no"},
    {"words": "Somebody has my password.", "group": "money", "kind": "CD7", "still": "no"},
    {"words": "The game takes all my money.", "group": "money", "kind": "CM2", "still": "no"},
]
# What is printed: its name here, the kind, the mode of words, and how it is drawn. Of four slips one is shown.
PAPERS = [("poster", "poster", "short", ["-r", "48"]),
          ("paper-slip", "slips", "pictures", ["-r", "72", "-x", "0", "-y", "0", "-W", "297", "-H", "420"])]
MESSAGE = ("Thank you for telling us. You did the right thing.\n"
           "We will be at the gate today. You can come to room 12 at any time.")


def sent_and_read(school: Running, lead: Member) -> dict[str, str]:
    """The path of an opened slip, and the code of one whose pupil has a message."""
    code = ""
    for slip in SLIPS:
        pupil = Pupil(school.service.port, school.service.host)
        pupil.send_slip(**slip)
        code = code or pupil.press("code-yes").marked["code-words"][0]
    time.sleep(2 * SLOT_SECONDS + 1)
    answered, told, *_ = lead.slips()
    lead.read(answered)
    lead.press("I am looking into it")
    lead.read(answered)
    lead.press("Send to the pupil", {"message": MESSAGE})
    lead.read(told)
    return {"told": told, "code": code}


def pictures(told: str) -> list[dict]:
    """Pages in the form of `tests/e2e/pages`, whose steps they go on from, each with its screen. Those for
    README are at half the size."""
    kinds = [{"name": f"kind-{mode}-{screen}", "screen": screen, "url": f"/?mode={mode}",
              "after": KIND_AFTER.get(mode, "kind")} for mode in MODES for screen in SCREENS]
    others = [
        # Before the page with a code, which sends one more slip.
        {"name": "queue", "url": "/staff/slips", "signedInAs": "dsl"},
        {"name": "slip", "url": told, "signedInAs": "dsl"},
        {"name": "start", "url": "/"},
        {"name": "kind", "url": "/", "after": "kind", "steps": [["check", "input[name=group][value=unkind]"]]},
        {"name": "kind-ar", "url": "/?lang=ar", "after": "kind"},
        {"name": "code", "url": "/", "after": "sent-with-code"},
        {"name": "messages", "url": "/reply", "after": "messages"},
    ]
    return kinds + [{"screen": "kiosk", "scale": 0.5} | one for one in others]


def take_papers(school: Running, lead: Member) -> None:
    """The front of each."""
    for name, kind, mode, how in PAPERS:
        answer, pdf = lead.request("GET", f"/staff/paper/pdf?kind={kind}&mode={mode}")
        assert answer.status == 200, f"{kind}: {answer.status}"
        file = school.place / "secrets" / f"{kind}.pdf"
        file.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-png", "-singlefile", *how, str(file), str(HERE / name)], check=True)


def take(school: Running) -> int:
    lead = School.founded(school.service, school.mail, start=school.service.start).members["dsl"]
    take_papers(school, lead)
    made = sent_and_read(school, lead)
    save_state(school.place / "secrets" / "dsl.json", lead.cookies)
    listed = json.loads((PAGES / "pupil.json").read_text().replace("{code}", made["code"]))
    pages = school.place / "pictures.json"
    pages.write_text(json.dumps(listed + pictures(made["told"])))
    return subprocess.run(["node", str(HERE / "take.mjs"), str(pages), school.service.public_url,
                           str(school.place / "secrets"), str(HERE)]).returncode


if __name__ == "__main__":
    with Running("pictures") as running:
        sys.exit(take(running))

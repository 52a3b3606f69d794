"""Checks key states of every page: accessibility at AAA contrast, privacy, weight, valid HTML; walks from
the first page to the last in every language and mode; and, over https, that a shared computer forgets
what was typed."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from harness.browser import Browser
from harness.certificates import Certificates
from harness.kiosk import awaited, kiosk, saved_state
from harness.mail import MailServer
from harness.place import Place, free_port
from harness.provider import Provider, sign_in_with
from harness.proxy import Proxy
from harness.pupil import Pupil
from harness.school import PEOPLE, Member, Person, School
from harness.service import SLOT_SECONDS, Service

CHECKER = pathlib.Path(__file__).parents[1] / "a11y"
PAGES = pathlib.Path(__file__).parent / "pages"
COOKIES = ("__Host-draft", "__Host-reply", "__Host-staff", "__Host-known", "__Host-kiosk", "__Host-keys",
           "__Host-visited", "__Host-provider")

# Readers' pages come with more of everything than a pupil's, and paper with whole fonts.
STAFF_LISTS = ("staff", "school", "closed")
STAFF_WEIGHT = ["--max-requests", "10", "--max-kb", "150", "--max-script-kb", "8"]

# Browsers that each look at one list. They wait for the service, and for what they have pressed, half of the time.
LISTS_AT_ONCE = 3

# With the day's room for a rush used up, whoever sends next within that time finds none.
ONE_IN_A_WHILE = """
[limits]
normal_burst = 1
normal_seconds_per_slip = 15
rush_megabytes_a_day = 1
writing_seconds_min = 0
"""
# Each is some ten kilobytes, sealed.
SLIPS_OF_A_MEGABYTE = 200


class Running:
    """One service behind its https proxy, with a folder and a database of its own."""

    def __init__(self, name: str, issuer: str | None = None, limits: str = ""):
        """Signing in with another account goes to this issuer, or to one that nobody reaches."""
        self.place = Place(f"pages-{name}")
        self.certificates = Certificates(self.place / "secrets")
        self.mail = MailServer(self.place / "mail", self.certificates)
        self.database = self.place / "data" / "slips.sqlite"
        url = f"sqlite://{self.database}"
        self.service = Service(self.place, url, self.mail, self.certificates,
                               more=sign_in_with(self.place, "Microsoft 365", issuer or nobody(), "secret")
                               + limits)
        self.proxy = Proxy(self.service, self.certificates)

    def __enter__(self):
        self.mail.__enter__()
        self.proxy.__enter__()
        return self

    def __exit__(self, *failure):
        self.proxy.__exit__(*failure)
        self.service.stop()
        self.mail.__exit__(*failure)
        self.place.__exit__(*failure)

    def checked(self, name: str, out: pathlib.Path | None, whole: bool, **words: str) -> tuple[bool, str]:
        """Whether every page of that list passes, and what the checker printed."""
        listed = (PAGES / f"{name}.json").read_text()
        for key, value in words.items():
            listed = listed.replace(f"{{{key}}}", value)
        pages = self.place / f"{name}.json"
        pages.write_text(listed)
        command = ["node", str(CHECKER / "check.mjs"), "--aaa", "--base", self.service.public_url,
                   "--pages", str(pages), "--signed-in", str(self.place / "secrets")]
        if name in STAFF_LISTS:
            command += STAFF_WEIGHT
        if not whole:
            command.append("--quick")
        for cookie in COOKIES:
            command += ["--allow-cookie", cookie]
        if out:
            command += ["--out", str(out)]
        return run(command)


def nobody() -> str:
    return f"http://127.0.0.1:{free_port()}"


def run(command: list[str]) -> tuple[bool, str]:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode == 0, done.stdout


def main(lists: list[str], out: pathlib.Path | None, whole: bool) -> int:
    with (Provider({"lewis-7f3a": "lewis@school.example"}) as provider, Running("open") as school,
          Running("closed", provider.issuer) as closed, Running("busy") as busy, Running("walks") as walked,
          Running("crowd", limits=ONE_IN_A_WHILE) as crowd):
        founded = School.founded(school.service, school.mail, start=school.service.start)
        invited = School.begun(closed.service, closed.mail, start=closed.service.start)
        School.founded(busy.service, busy.mail, start=busy.service.start)
        # With a list of slips of its own: those that the staff's pages show are few.
        School.founded(walked.service, walked.mail, start=walked.service.start)
        School.founded(crowd.service, crowd.mail, start=crowd.service.start)
        use_up_the_rush(crowd.service)
        # A slip is not acknowledged into a file that is no longer there.
        busy.database.rename(busy.place / "data" / "elsewhere")
        slips, visitor = slips_in_each_state(founded)
        library = kiosk(founded, {"name": "Library 1", "mode": "pictures", "look": "cream", "lang": "cy"})
        hall = kiosk(founded, {"name": "Hall"})
        gym = kiosk(founded, {"name": "Gym"})
        awaited(founded, {"name": "Year 3"})
        founded.members["ict"].open("/staff/kiosks")
        founded.members["ict"].press("Pause Gym now")
        checks = kiosk_checks(founded)
        others = {"visitor": visitor, "kiosk": library, "hall": hall, "gym": gym}
        for name, browser in (browsers(founded) | others).items():
            save_state(school.place / "secrets" / f"{name}.json", browser.cookies)
        save_state(closed.place / "secrets" / "back.json", back_from(provider, closed.service).cookies)

        # The staff's first, slips and school at once: their keys are locked away after a quarter of an hour without a
        # press. Then what a provider has said, which is good for five minutes.
        runs = {
            "staff": lambda: school.checked("staff", out, whole, **slips),
            "school": lambda: school.checked("school", out, whole, **checks),
            "closed": lambda: closed.checked("closed", out, whole, enrol=invited.enrolment),
            "pupil": lambda: school.checked("pupil", out, whole, code=slips["code"]),
            "walks": lambda: run(["node", str(CHECKER / "walk.mjs"), "--base",
                                  walked.service.public_url, *(["--whole"] if whole else [])]),
            "class": lambda: school.checked("class", out, whole),
            "busy": lambda: busy.checked("busy", out, whole),
            "forget": lambda: forgets(school),
            "languages": lambda: school.checked("languages", out, whole),
            "kiosk": lambda: run(["node", str(CHECKER / "kiosk.mjs"), "--base", school.service.public_url,
                                  "--signed-in", str(school.place / "secrets"),
                                  *(["--out", str(out)] if out else [])]),
            "device": lambda: run(["node", str(CHECKER / "device.mjs"), "--base", school.service.public_url,
                                   "--fingerprint", school.certificates.fingerprint]),
            "listen": lambda: run(["node", str(CHECKER / "listen.mjs"), "--base",
                                   school.service.public_url]),
            "again": lambda: run(["node", str(CHECKER / "again.mjs"), "--base", crowd.service.public_url]),
        }
        with concurrent.futures.ThreadPoolExecutor(LISTS_AT_ONCE) as pool:
            told = list(pool.map(lambda name: timed(name, runs[name]), lists or runs))

    for _, printed in told:
        print(printed.rstrip())
    counts = [re.findall(r"^(\d+) passed, (\d+) failed$", printed, re.M) for _, printed in told]
    passed, failed = (sum(int(one[index]) for found in counts for one in found) for index in (0, 1))
    print(f"{passed} passed, {failed} failed")
    return 0 if all(fine for fine, _ in told) else 1


def timed(name: str, check) -> tuple[bool, str]:
    began = time.monotonic()
    fine, printed = check()
    return fine, f"{printed.rstrip()}\n-- {name}: {time.monotonic() - began:.0f} s"


def forgets(school: Running) -> tuple[bool, str]:
    """The pages with something typed, and the one after Send, left in each way."""
    return run(["node", str(CHECKER / "forget.mjs"), "--pages", str(PAGES / "pupil.json"),
                "--base", school.service.public_url, "--only", "words,who,sent"])


def slips_in_each_state(school: School) -> tuple[dict[str, str], Pupil]:
    """Paths of slips: answered, still sealed, about nudes, open and worked on, a second case of that, closed, on
    hold, and one that a reader wants deleted; the code of the first, and its pupil, who has come back."""
    pupil = Pupil(school.service.port, school.service.host)
    pupil.send_slip("slip with a code", danger="yes")
    code = pupil.press("code-yes").marked["code-words"][0]
    for number in range(5):
        Pupil(school.service.port, school.service.host).send_slip(f"slip {number}", who="Sam in 8B")
    send_in_a_rush(school)
    time.sleep(2 * SLOT_SECONDS + 1)
    lead = school.members["dsl"]
    # What cannot wait is first on the list.
    answered, sealed, opened, closed, held, asked = earlier = lead.slips()
    lead.read(answered)
    lead.press("Send to the pupil", {"ready": "staff-reply-still"})
    lead.press("Send to the pupil", {"message": "We read it today.\nWe are here until half past three."})
    pupil.open("/reply")
    pupil.press("open", {"code": code})
    pupil.press("answer", {"quick": "yes", "words": "It was again today, by the gate."})
    other = Pupil(school.service.port, school.service.host)
    other.send_slip("slip about a picture", group="sexual", kind="CD2")
    time.sleep(2 * SLOT_SECONDS + 1)
    (nudes,) = set(lead.slips()) - set(earlier)
    school.members["deputy"].read(nudes)
    lead.read(opened)
    work_on(lead)
    lead.open(f"{opened}/together")
    lead.press("They are about the same thing", {"with": answered.rsplit("/", 1)[1]})
    lead.open(f"{opened}/split")
    second = lead.press("Begin the second case", {"second-kind": "CD2"}).url
    lead.read(closed)
    lead.press("I am looking into it")
    lead.read(closed)
    lead.press("Close the slip", {"reason": "dealt-with", "note": "Spoke with both families."})
    for path in (held, asked):
        lead.read(path)
        lead.press("Close the slip", {"reason": "recorded"})
    lead.open(held)
    lead.press("Put it on hold", {"hold-reason": "The police asked for it."})
    lead.open(asked)
    lead.press("Ask to delete it", {"purge-reason": "A class tried it out."})
    school.members["oso"].open(asked)
    school.members["oso"].press("Open the slip")
    return {"answered": answered, "sealed": sealed, "nudes": nudes, "opened": opened, "second": second,
            "closed": closed, "held": held, "asked": asked, "code": code} | tray_in_each_state(school), pupil


def work_on(lead: Member) -> None:
    """Everything that can be written down about the slip that is open."""
    lead.press("I see to it")
    lead.press("Keep the note", {"case-note": "Spoke with both.\nThey will sit apart."})
    lead.press("Write it down", {"body": "police", "decision": "not-done", "decision-reason": "No offence."})
    lead.press("Set the task", {"task": "Look in on them", "due": "2030-01-07"})
    lead.press("Set the task", {"task": "Ring home", "due": "2030-01-08"})
    lead.press("Done: Look in on them")
    lead.press("Keep what you find", {"kind": "CD1", "repeated": "yes", "intentional": "yes",
                                      "imbalance": "yes"})
    lead.press("Put it by", {"case-note": "Rang home, and"})


# What a class sends that tries it out, and one that may be real.
JOKE, OTHER_JOKE = "Mr Smith is a poo head haha", "The canteen food is the worst in the whole wide world"
MAY_BE_REAL = "Someone keeps sending me horrible messages every night."


def send_in_a_rush(school: School) -> None:
    """As a script does, so that all of it lies in the rush tray."""
    for words in [JOKE] * 4 + [OTHER_JOKE] * 3 + [MAY_BE_REAL]:
        send_by_script(school.service, words)


def send_by_script(service: Service, words: str) -> int:
    """How the page is answered that comes after it."""
    fields = [("step", "check"), ("go", "send"), ("danger", "no"), ("words", words)]
    return Browser(service.port, service.host).send("/", fields).status


def use_up_the_rush(service: Service) -> None:
    """A script sends until there is no more room for a rush that day."""
    for _ in range(SLIPS_OF_A_MEGABYTE):
        if send_by_script(service, JOKE) == 429:
            return
    raise RuntimeError(f"there is room for {SLIPS_OF_A_MEGABYTE} slips in a rush")


def tray_in_each_state(school: School) -> dict[str, str]:
    """Paths of the rush tray: a group that is asked to be set aside, and some that were read by chance. Another
    group was set aside."""
    lead, officer = school.members["dsl"], school.members["oso"]

    def groups(member: Member) -> dict[int, str]:
        member.open("/staff/tray")
        links = [(text, to) for text, to in member.page.links if "alike=" in to]
        return {int(re.search(r"(\d+) alike", text).group(1)): to for text, to in links}

    def opens_one(member: Member, group: str) -> None:
        member.open(group)
        member.read(next(to for _, to in member.page.links if to.startswith("/staff/slips/")))
        member.open(group)

    wanted, aside = groups(lead)[4], groups(lead)[3]
    for group, count in ((aside, 3), (wanted, 4)):
        opens_one(lead, group)
        lead.press(f"Ask another reader to set all {count} aside")
    opens_one(officer, aside)
    officer.press("Agree and set 3 aside")
    officer.open("/staff/tray")
    skimmed = officer.press("Look at 20").url
    return {"group": wanted, "skimmed": skimmed}


def kiosk_checks(school: School) -> dict[str, str]:
    """Paths of the check of a kiosk: one that nobody has begun, one that waits for a reader, and one that is signed,
    with the page of what was signed."""
    ict, lead = school.members["ict"], school.members["dsl"]
    paths = {text: to for text, to in ict.open("/staff/kiosks").links if to.endswith("/check")}

    def answers() -> dict[str, str]:
        return dict.fromkeys(lead.page.form("Keep it").choices, "yes") | {
            "sound": "no", "note-sound": "Headphones are ordered.", "power": "not-here"}

    signed = lead.open(paths["Check Library 1"])
    signed = lead.press("Sign it", answers() | {"password": lead.person.password})
    ict.open(paths["Check Hall"])
    ict.press("Keep it", answers())
    [printed] = [to for _, to in signed.links if "/checks/" in to]
    return {"begun": paths["Check Hall"], "check": paths["Check Gym"],
            "checked": paths["Check Library 1"], "printed": printed}


def back_from(provider: Provider, service: Service) -> Browser:
    """Somebody of whom a provider has just said who they are."""
    visitor = Browser(service.port, service.host)
    answer, _ = visitor.request("GET", "/staff/sign-in/with")
    back = provider.let_in(answer.getheader("Location"), "lewis-7f3a")
    visitor.open(back.removeprefix(service.public_url))
    return visitor


def browsers(school: School) -> dict[str, Member]:
    """Signed in, locked, and at each step of enrolling; two wait to be confirmed at once."""
    def newcomer(number: int) -> Member:
        person = Person(f"Miss New {number}", "counsellor", "deputy",
                        f"new{number}@school.example", "kettle-mirror-forest-39")
        member = Member(school.service, person)
        member.take_up(school.members["dsl"].invite(person))
        return member

    locked = Member(school.service, PEOPLE["dsl"])
    locked.follow(school.members["dsl"])
    locked.sign_in()
    locked.send("/staff/lock", [("csrf", dict(locked.page.forms[0].fields)["csrf"])])
    kit, waiting, another = newcomer(1), newcomer(2), newcomer(3)
    waiting.keep_kit()
    another.keep_kit()
    school.members["dsl"].invite(Person("Mr Invited", "counsellor", "deputy",
                                        "invited@school.example", ""))
    # Has proved just now who he is, and is asked for nothing.
    school.members["head"].open("/staff/recovery-papers")
    school.members["head"].press("Make three papers")
    return school.members | {"locked": locked, "kit": kit, "waiting": waiting}


def save_state(file: pathlib.Path, cookies: dict[str, str]) -> None:
    file.write_text(json.dumps(saved_state(cookies)))
    os.chmod(file, 0o600)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lists", nargs="*",
                         help="pupil, class, walks, staff, school, closed, busy, forget, languages, listen, kiosk, "
                              "device, again; none: all")
    options.add_argument("--whole", action="store_true",
                         help="each page in every setting, and each walk with script and without")
    options.add_argument("--out", type=pathlib.Path, help="a folder for pictures")
    given = options.parse_args()
    sys.exit(main(given.lists, given.out, given.whole))

"""The demonstration as a newcomer meets it: in an empty folder, with an empty environment, it makes its
school, takes a slip, shows the mail, lets the reader in by the code it shows, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse

from harness.browser import Browser
from harness.place import Place
from harness.pupil import Pupil

WRITING_SECONDS = 4
SLOT_SECONDS_MAX = 60
QUIET_SECONDS = 3
WORDS = "They keep taking my bag."
PERSON = re.compile(r"<td>([^<]+@[^<]+)</td>\s*<td>([^<]+)</td>\s*<td[^>]*>(\d{6})</td>")


def begin(place: Place) -> subprocess.Popen:
    return subprocess.Popen(
        [os.path.abspath(os.environ["TESTED_PROGRAM"]), "demo", "--port", "0"], text=True,
        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=place / "cwd",
        env={"TMPDIR": str(place / "tmp")})


def printed_until(demo: subprocess.Popen, words: str) -> str:
    for line in demo.stdout:
        if words in line:
            return line
    raise RuntimeError(f"it never said “{words}”")


def stop(demo: subprocess.Popen) -> list[str]:
    demo.send_signal(signal.SIGINT)
    code = demo.wait(20)
    return [f"it ended with {code}"] if code else []


def left(place: Place) -> list[str]:
    return sorted(str(path) for folder in ("tmp", "cwd") for path in (place / folder).iterdir())


def mails(browser: Browser) -> list[str]:
    """The mails of the mailbox page, from its top."""
    return re.findall(r"<h2>To (.*?)</pre>", browser.open("/demo/mailbox").body, re.S)


def number_of(mail: str) -> str:
    return re.search(r"Message-ID: (\S+)", mail, re.I).group(1)


def mails_of_the_setup(browser: Browser) -> list[str]:
    """Those that say the school has new readers: they leave in one slot."""
    found, quiet_since, started = [], time.monotonic(), time.monotonic()
    while not found or time.monotonic() - quiet_since < QUIET_SECONDS:
        if time.monotonic() - started > SLOT_SECONDS_MAX:
            raise RuntimeError(f"no mail of the set-up within {SLOT_SECONDS_MAX} s")
        now = mails(browser)
        if len(now) != len(found):
            found, quiet_since = now, time.monotonic()
        time.sleep(0.5)
    return found


def mail_of_a_slip(browser: Browser, earlier: set[str]) -> tuple[str, list[str]]:
    """The mail on top of the page once a new one has come, and what is wrong."""
    started = time.monotonic()
    while time.monotonic() - started < SLOT_SECONDS_MAX:
        found = mails(browser)
        if any(number_of(mail) not in earlier for mail in found):
            on_top = number_of(found[0]) not in earlier
            return found[0], [] if on_top else ["the latest mail is not the first"]
        time.sleep(0.5)
    raise RuntimeError(f"no mail within {SLOT_SECONDS_MAX} s of a slip")


def tried(demo: subprocess.Popen, place: Place) -> list[str]:
    address = urllib.parse.urlsplit(printed_until(demo, "Start here:").split()[-1])
    problems = []
    [folder] = (place / "tmp").iterdir()
    mode = (folder / "pepper").stat().st_mode & 0o777
    if mode != 0o600:
        problems.append(f"the pepper is {mode:o}")
    browser = Browser(address.port, address.netloc)
    earlier = {number_of(mail) for mail in mails_of_the_setup(browser)}
    pupil = Pupil(address.port, address.netloc)
    pupil.write(WORDS)
    # Faster than anybody writes it would come with a rush, and be told once an hour.
    time.sleep(WRITING_SECONDS)
    pupil.press("send")
    mail, wrong = mail_of_a_slip(browser, earlier)
    problems += wrong
    if "Subject: Please sign in" not in mail or WORDS in mail:
        problems.append(f"not the notice it should be: {mail}")

    reader = mail.split("<")[0]
    people = PERSON.findall(browser.open("/demo").body)
    email, password, code = next(one for one in people if one[0] == reader)
    browser.open("/staff/sign-in")
    browser.press("Sign in", {"email": email, "password": password, "code": code})
    slips = [to for _, to in browser.open("/staff/slips").links
             if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to)]
    if len(slips) != 1:
        return [*problems, f"{email} sees {len(slips)} slips: {browser.page.text[:300]}"]
    browser.open(slips[0])
    if WORDS not in browser.press("Open the slip").marked.get("told", []):
        problems.append(f"the slip does not say what was written: {browser.page.text[:300]}")
    return problems


def main() -> int:
    with Place("demo") as place:
        demo = begin(place)
        try:
            problems = tried(demo, place)
            problems += stop(demo)
        finally:
            demo.kill()
        problems += [f"left behind: {path}" for path in left(place)]

        demo = begin(place)
        try:
            printed_until(demo, "Making a school")
            if not left(place):
                problems.append("stopped too early to leave anything")
            problems += stop(demo)
        finally:
            demo.kill()
        problems += [f"left by one stopped early: {path}" for path in left(place)]
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

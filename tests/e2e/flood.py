"""A flood beside pupils who send, at the running service: a class at one kiosk, a year group behind one
address, scripts behind the same address and an outsider's. What is counted: first presses that are taken,
pages without help, notices, how soon an emergency is told, memory. `src/rate_limit/simulation.rs` plays the
same in no time.

`--long` takes the limits as they come and some minutes; without it the rush is a tenth as large. It also
waits until no address is in memory."""

import argparse
import concurrent.futures
import contextlib
import random
import sqlite3
import sys
import threading
import time
import urllib.parse

from faults.clock_jumps import jump_to, with_libfaketime
from harness.browser import Browser
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.memory import Memory, status
from harness.place import Place
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service
from harness.traces import Canary

SCHOOL, SECOND, THIRD = "127.83.91.207", "127.83.17.5", "127.83.44.66"
OUTSIDER, HOME = "127.99.17.3", "127.98.4.41"
URGENT_SECONDS_MAX = 5
# Of a class that sends, and of what tells networks and copies apart.
GAINED_MEGABYTES_MAX = 48
AGAIN_SECONDS = (10, 15)
ADDRESS_SECONDS_MAX = 90


class Flooded:
    """A school with its form open; `told` has what came wrong."""

    def __init__(self, stack: contextlib.ExitStack, database: str, limits: str):
        self.place = place = stack.enter_context(Place("flood"))
        certificates = Certificates(place / "secrets")
        self.mail = stack.enter_context(MailServer(place / "mail", certificates))
        self.postgres = None
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        if database == "postgres":
            self.postgres = stack.enter_context(Postgres(place.root))
            url = self.postgres.url
        more = f'{limits}\n[school]\nnetworks = ["127.83.0.0/16"]\n'
        self.service = Service(place, url, self.mail, certificates, slot_seconds=900, more=more)
        stack.callback(self.service.stop)
        wrapper = with_libfaketime(place)
        self.school = School.founded(self.service, self.mail,
                                     start=lambda: self.service.start(*wrapper))
        self.problems: list[str] = []

    def sql(self, query: str) -> list[tuple]:
        if self.postgres:
            return [tuple(line.split("|")) for line in self.postgres.sql(query).splitlines()]
        file = self.place / "data" / "slips.sqlite"
        with contextlib.closing(sqlite3.connect(file)) as database:
            return database.execute(query).fetchall()

    def trays(self) -> dict[str, int]:
        rows = "(SELECT tray FROM slips UNION ALL SELECT tray FROM intake) d"
        return {tray: int(count) for tray, count in
                self.sql(f"SELECT tray, count(*) FROM {rows} GROUP BY tray")}

    def pupil(self, source: str = SCHOOL, cookies: dict[str, str] | None = None) -> Pupil:
        pupil = Pupil(self.service.port, self.service.host, source, timeout=60)
        pupil.cookies.update(cookies or {})
        return pupil

    def is_sent(self, page) -> bool:
        """Whether a page after Send says so; one that does not has the words and help."""
        if "is sent" in page.heading.lower():
            return True
        if "0800 1111" not in page.text or "999" not in page.text:
            self.problems.append(f"{page.status} “{page.heading}” is without help")
        if not any(button.value == "send" for form in page.forms for button in form.buttons):
            self.problems.append(f"{page.status} “{page.heading}” has no Send")
        return False

    def kiosk(self) -> dict[str, str]:
        member = self.school.members["ict"]
        member.open("/staff/kiosks")
        words = member.press("Add it and show its words", {"name": "Library 1"})
        computer = Browser(self.service.port, self.service.host, SCHOOL)
        computer.open("/kiosk")
        computer.press("enrol", {"code": words.marked["code-words"][0]})
        return {"__Host-kiosk": computer.cookies["__Host-kiosk"]}


class Script:
    """Sends so many a second from entry to exit. With `has_pages` it takes a draft first and waits, as a
    browser would; without, each slip is one bare form."""

    THREADS = 12

    def __init__(self, at: Flooded, source: str, a_second: float, has_pages: bool = False):
        self.at, self.source, self.a_second, self.has_pages = at, source, a_second, has_pages
        self.sent = self.taken = 0
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._work, args=(number,))
                         for number in range(self.THREADS)]

    def __enter__(self):
        self.began, self._before = time.monotonic(), self.at.trays().get("rush", 0)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_failure):
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self.seconds = time.monotonic() - self.began
        self.taken = self.at.trays().get("rush", 0) - self._before

    def told(self) -> str:
        return f"{self.sent / self.seconds:.0f}/s for {self.seconds:.0f} s, {self.taken} in the tray"

    def _work(self, number: int) -> None:
        ready: list[tuple[float, Browser]] = []
        step = self.THREADS / self.a_second
        due = self.began + number / self.a_second
        while not self._stopping.wait(max(0.0, due - time.monotonic())):
            due += step
            browser = Browser(self.at.service.port, self.at.service.host, self.source, timeout=60)
            if self.has_pages:
                self._post(browser, {"step": "danger", "go": "next", "danger": "no"})
                ready.append((time.monotonic() + 4, browser))
                if ready[0][0] > time.monotonic():
                    continue
                browser = ready.pop(0)[1]
            words = f"Mr Smith is a poo head haha {random.getrandbits(32)}"
            self._post(browser, {"step": "check", "go": "send", "danger": "no", "words": words})
            with self._lock:
                self.sent += 1

    def _post(self, browser: Browser, fields: dict[str, str]) -> None:
        """A script does not look where it is led."""
        browser.request("POST", "/", urllib.parse.urlencode(fields))


def class_at_kiosk(at: Flooded, cookies: dict[str, str]) -> None:
    """30 pupils one after the other, 40 seconds each by the service's clock."""
    offset, seconds, sent = at.place / "offset", 0, 0
    before = at.trays().get("rush", 0)
    for number in range(30):
        pupil = at.pupil(cookies=cookies)
        pupil.write(f"Number {number} of the class.")
        seconds += 40
        jump_to(offset, f"+{seconds}s")
        sent += at.is_sent(pupil.press("send"))
    rush = at.trays().get("rush", 0) - before
    print(f"   30 at one kiosk in {seconds // 60} minutes: {sent} of 30 at the first press, {rush} flagged")
    if sent != 30 or rush:
        at.problems.append("a class at one kiosk was not taken as it is")


def year_group(at: Flooded, count: int) -> None:
    """Everybody of one address presses Send at about the same time."""
    def send(number: int) -> bool:
        pupil = at.pupil()
        pupil.write(f"Number {number} of the year group.")
        return at.is_sent(pupil.press("send"))

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        sent = sum(pool.map(send, range(count)))
    print(f"   {count} pupils of one address at once: {sent} at the first press; {at.trays()}")
    if sent != count:
        at.problems.append(f"{count - sent} of a year group had to press again")


def beside(at: Flooded, name: str, script: Script, seconds: float, source: str = SCHOOL,
           cookies: dict[str, str] | None = None) -> tuple[float, int]:
    """Pupils who send by hand beside a script: the share of first presses that are taken, and how many of
    theirs are flagged, where no slip of the script counts as written. Whoever is kept presses again as the page does, and nobody is left over."""
    normal = at.trays().get("normal", 0)
    first, again, count = 0, [], 0
    with script:
        until = time.monotonic() + seconds
        writing: list[tuple[float, Pupil]] = []
        while time.monotonic() < until or writing:
            if time.monotonic() < until:
                pupil = at.pupil(source, cookies)
                pupil.write(f"Something real {random.getrandbits(32)}")
                writing.append((time.monotonic() + 3.2, pupil))
            ready, pupil = writing[0]
            if ready <= time.monotonic():
                writing.pop(0)
                count += 1
                if at.is_sent(pupil.press("send")):
                    first += 1
                else:
                    again.append(pupil)
            time.sleep(max(0.2, seconds / 30))
    began = time.monotonic()
    while again and time.monotonic() - began < 120:
        time.sleep(random.uniform(*AGAIN_SECONDS) / 5)
        again = [pupil for pupil in again if not at.is_sent(pupil.press("send"))]
    share, told = first / count, ""
    flagged = count - (at.trays().get("normal", 0) - normal)
    if not script.has_pages:
        told = f"{flagged} flagged, "
    print(f"   {name} ({script.told()}): {count} pupils, {share:.0%} at the first press, "
          f"{told}{len(again)} never")
    if again:
        at.problems.append(f"{name}: {len(again)} pupils were never let in")
    return share, flagged


def emergency(at: Flooded, name: str, send) -> None:
    """From Send to the mail server."""
    lead, before = at.school.members["dsl"].person.email, len(at.mail.arrived())
    began = time.monotonic()
    send()
    while time.monotonic() - began < 3 * URGENT_SECONDS_MAX:
        if any(lead in mail["to"] for mail in at.mail.arrived()[before:]):
            break
        time.sleep(0.05)
    took = time.monotonic() - began
    print(f"   an emergency {name}: told after {took:.1f} s")
    if took > URGENT_SECONDS_MAX:
        at.problems.append(f"an emergency {name} took {took:.1f} s")


def told_once_an_hour(at: Flooded) -> None:
    rows = at.sql("SELECT reader_id, slot, count(*) FROM outbox WHERE kind IN ('rush') "
                  "GROUP BY reader_id, slot HAVING count(*) > 1")
    per_reader = at.sql("SELECT count(*) FROM outbox WHERE kind = 'rush' GROUP BY reader_id")
    most = max((int(count) for count, in per_reader), default=0)
    mails = [mail for mail in at.mail.arrived() if "lewis@school.example" in mail["to"]]
    print(f"   notices of the flood that wait for each reader: {most}; mails so far: {len(mails)}")
    # The full hour may have struck meanwhile.
    if rows or not 1 <= most <= 2:
        at.problems.append("the flood is not told once an hour")


def address_goes(at: Flooded) -> None:
    marks = [Canary("address", one) for one in (SCHOOL, SECOND, THIRD, OUTSIDER, HOME)]
    began, found = time.monotonic(), ["not looked yet"]
    while found and time.monotonic() - began < ADDRESS_SECONDS_MAX:
        time.sleep(3)
        found = Memory(at.service.process_id()).found(marks)
    print(f"   addresses in memory after {time.monotonic() - began:.0f} s: {len(found)}")
    at.problems += [f"still in memory: {one}" for one in found]


def flood(database: str, is_long: bool) -> list[str]:
    limits = "[limits]\n" if is_long else "[limits]\nrush_burst = 200\n"
    seconds = 60 if is_long else 4
    with contextlib.ExitStack() as stack:
        at = Flooded(stack, database, limits)
        cookies = at.kiosk()
        process = at.service.process_id()
        # From here on the peak is the flood's and not that of passwords.
        with open(f"/proc/{process}/clear_refs", "w") as file:
            file.write("5")
        before = status(process, "VmRSS") / 1024
        urgent = urllib.parse.urlencode({"step": "check", "go": "send", "danger": "yes"})

        share, flagged = beside(at, "an outsider's bare posts", Script(at, OUTSIDER, 200), seconds)
        if share < 1 or flagged:
            at.problems.append("an outsider uses up the school's room")
        # Each on an address of its own, as if it were another day.
        share, _ = beside(at, "a script on the same address", Script(at, SECOND, 20, True), seconds,
                          source=SECOND)
        if share < 1:
            at.problems.append("at 20 a second pupils had to press again")
        script = Script(at, THIRD, 100)
        share, flagged = beside(at, "bare posts on the same address", script, seconds, source=THIRD)
        if share < 1 or flagged:
            at.problems.append("bare posts use up what pupils write by hand")

        emergency(at, "that came in the rush", lambda: at.pupil(HOME).request("POST", "/", urgent))
        with Script(at, SCHOOL, 100, True):
            pupil = at.pupil(HOME)
            pupil.write("Someone is in danger.", danger="yes")
            time.sleep(3.2)
            emergency(at, "beside a flood", lambda: at.is_sent(pupil.press("send")))
        beside(at, "a script with pages on the same address", Script(at, SCHOOL, 100, True), seconds)
        share, flagged = beside(at, "the same, pupils at a kiosk", Script(at, SCHOOL, 100, True),
                                seconds / 2, cookies=cookies)
        if share < 1:
            at.problems.append("a script uses up the room of kiosks")
        told_once_an_hour(at)
        gained = status(process, "VmHWM") / 1024 - before
        print(f"   memory gained at most: {gained:.0f} MB; stored: {at.trays()}")
        if gained > GAINED_MEGABYTES_MAX:
            at.problems.append(f"memory grew by {gained:.0f} MB")
        year_group(at, 600 if is_long else 60)
        if is_long:
            address_goes(at)
        # Last, since it moves the clock.
        class_at_kiosk(at, cookies)
        return at.problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite"])
    parser.add_argument("--long", action="store_true")
    asked = parser.parse_args()
    problems = []
    for database in asked.databases:
        print(f"flood, {database}")
        problems += flood(database, asked.long)
    for problem in dict.fromkeys(problems):
        print(f"FAILED {problem}")
    print(f"{0 if problems else 1} passed, {len(set(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

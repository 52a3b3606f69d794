"""A flood beside pupils who send, at the running service: a class at one kiosk, a year group behind one
address, scripts behind the same address and an outsider's. What is counted: first presses that are taken,
pages without help, notices, how soon an emergency is told, memory. `src/rate_limit/simulation.rs` plays the
same in no time.

Scripts send 20, 100 and 200 a second, and the limits are as they come; with `--slower N` both are a part of
it, for a machine that is busy with something else or slow. Either way a script that comes to less than
it is asked for shows nothing, and fails. `--long` takes some minutes, at whole rates, and also waits until no
address is in memory."""

import argparse
import concurrent.futures
import contextlib
import random
import sys
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
from harness.script import Script
from harness.service import Service
from harness.thief import disk_of
from harness.traces import Canary
from harness.waiting import until

SCHOOL, SECOND, THIRD, FOURTH, FIFTH, SIXTH = (
    "127.83.91.207", "127.83.17.5", "127.83.44.66", "127.83.120.31", "127.83.201.9", "127.83.58.140")
OUTSIDER, HOME = "127.99.17.3", "127.98.4.41"
ADDRESSES = (SCHOOL, SECOND, THIRD, FOURTH, FIFTH, SIXTH, OUTSIDER, HOME)
# As a machine can do it that runs other tests too.
SLOWER = 20
# Of the rate that is asked for: below it something else was tried.
RATE_MIN = 0.8
URGENT_SECONDS_MAX = 5
# What a slip takes to write at least, and a little, in `limits.writing_seconds_min`.
WRITING_SECONDS = 3.2
SLOT_SECONDS = 900
# What an address of the school may send at once; less when it is slower, so that a script soon spends it.
NORMAL_BURST, NORMAL_BURST_SLOWER = 60, 12
# Until a script has filled the tray, or used up what an address may send.
FULL_SECONDS_MAX = 120
# Of a class that sends, and of what tells networks and copies apart.
GAINED_MEGABYTES_MAX = 48
AGAIN_SECONDS = (10, 15)
ADDRESS_SECONDS_MAX = 90


def limits_slowed(slower: float) -> str:
    """`limits` as they come, or so much slower, with less room at once."""
    if slower == 1:
        return "[limits]\n"
    return (f"[limits]\nnormal_burst = {NORMAL_BURST_SLOWER}\nnormal_seconds_per_slip = {5 * slower:.0f}\n"
            f"rush_burst = {2_000 / slower:.0f}\nrush_per_second = {max(1, 20 / slower):.0f}\n")


class Flooded:
    """A school with its form open; `problems` has what came wrong."""

    def __init__(self, stack: contextlib.ExitStack, database: str, slower: float, is_long: bool):
        self.slower, self.is_long = slower, is_long
        self.place = place = stack.enter_context(Place("flood"))
        certificates = Certificates(place / "secrets")
        self.mail = stack.enter_context(MailServer(place / "mail", certificates))
        postgres = None
        file = place / "data" / "slips.sqlite"
        url = f"sqlite://{file}"
        if database == "postgres":
            postgres = stack.enter_context(Postgres(place.root))
            url = postgres.url
        self.disk = disk_of(postgres, file)
        more = f'{limits_slowed(slower)}\n[school]\nnetworks = ["127.83.0.0/16"]\n'
        self.service = Service(place, url, self.mail, certificates, slot_seconds=SLOT_SECONDS, more=more)
        stack.callback(self.service.stop)
        self.school = School.founded(self.service, self.mail, start=self.service.start)
        self.problems: list[str] = []
        self.emergencies = 0
        self.mails_before, self.began = len(self.mails()), time.time()

    def mails(self) -> list[dict]:
        """Those that the safeguarding lead got."""
        lead = self.school.members["dsl"].person.email
        return [mail for mail in self.mail.arrived() if lead in mail["to"]]

    def start_anew(self) -> None:
        """With limits as they come, and a clock that can be moved: libfaketime looks into a file for each look
        at the clock, and is kept from what is measured."""
        self.service.stop()
        config = self.service.config
        config.write_text(config.read_text().replace(limits_slowed(self.slower), limits_slowed(1)))
        self.service.start(*with_libfaketime(self.place))

    def script(self, source: str, a_second: float, has_pages: bool = False) -> Script:
        return Script(self.service, source, a_second / self.slower, has_pages)

    def trays(self) -> dict[str, int]:
        rows = "(SELECT tray FROM slips UNION ALL SELECT tray FROM intake) d"
        return {tray: int(count) for tray, count in
                self.disk.rows(f"SELECT tray, count(*) FROM {rows} GROUP BY tray")}

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


def class_at_kiosk(at: Flooded, cookies: dict[str, str]) -> None:
    """30 pupils one after the other, 40 seconds each. The clock of the service is moved, and nothing else: by the
    same clock a kiosk's room fills again, so twenty minutes are as long to it as they are in a classroom."""
    offset, seconds, sent = at.place / "offset", 0, 0
    before = at.trays()
    for number in range(30):
        pupil = at.pupil(cookies=cookies)
        pupil.write(f"Number {number} of the class.")
        seconds += 40
        jump_to(offset, f"+{seconds}s")
        sent += at.is_sent(pupil.press("send"))
    normal, rush = gained(before, at.trays())
    print(f"   30 at one kiosk in {seconds // 60} minutes: {sent} of 30 at the first press, "
          f"{normal} normal, {rush} in a rush")
    if sent != 30 or normal != 30 or rush:
        at.problems.append("a class at one kiosk was not taken as it is")


def gained(before: dict[str, int], after: dict[str, int]) -> tuple[int, int]:
    """How many more there are since, normal and in a rush."""
    return tuple(after.get(tray, 0) - before.get(tray, 0) for tray in ("normal", "rush"))


def year_group(at: Flooded, count: int) -> None:
    """Everybody of one address writes, and then all press Send at about the same time."""
    def write(number: int) -> Pupil:
        pupil = at.pupil(FIFTH)
        pupil.write(f"Number {number} of the year group.")
        return pupil

    before = at.trays()
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        pupils = list(pool.map(write, range(count)))
        # The last of them is no quicker than a person.
        time.sleep(WRITING_SECONDS)
        began = time.monotonic()
        sent = sum(pool.map(lambda pupil: at.is_sent(pupil.press("send")), pupils))
    took = time.monotonic() - began
    normal, rush = gained(before, at.trays())
    print(f"   {count} pupils of one address in {took:.0f} s: {sent} at the first press, "
          f"{normal} normal, {rush} in a rush")
    if sent != count:
        at.problems.append(f"{count - sent} of a year group had to press again")
    if normal < min(count, NORMAL_BURST) or normal + rush != count:
        at.problems.append(f"of a year group {normal} were taken as any slip is, and {rush} flagged")


def beside(at: Flooded, name: str, script: Script, count: int, source: str = SCHOOL,
           cookies: dict[str, str] | None = None, when_full: bool = False) -> tuple[float, int]:
    """Pupils who write and send by hand beside a script, `when_full` once it has filled the tray: the share of
    first presses that are taken, and how many of theirs are flagged, where no slip of the script counts as
    written. Whoever is kept presses again as the page does, and nobody is left over."""
    seconds = 60 if at.is_long else 12

    def send(number: int) -> Pupil | None:
        time.sleep(number * seconds / count)
        pupil = at.pupil(source, cookies)
        pupil.write(f"Something real {random.getrandbits(32)}")
        time.sleep(WRITING_SECONDS)
        return None if at.is_sent(pupil.press("send")) else pupil

    def is_full() -> bool:
        """What was answered and is nowhere was kept."""
        return script.answered > sum(gained(before, at.trays()))

    before = at.trays()
    with script, concurrent.futures.ThreadPoolExecutor(count) as pool:
        if when_full and not until(is_full, FULL_SECONDS_MAX):
            at.problems.append(f"{name}: the tray was never full, so nothing was tried")
        again = [pupil for pupil in pool.map(send, range(count)) if pupil is not None]
    first = count - len(again)
    kept = script.answered - (sum(gained(before, at.trays())) - first)
    began = time.monotonic()
    while again and time.monotonic() - began < 120:
        time.sleep(random.uniform(*AGAIN_SECONDS) / 5)
        again = [pupil for pupil in again if not at.is_sent(pupil.press("send"))]
    share, flagged = first / count, count - gained(before, at.trays())[0]
    told = "" if script.has_pages else f"{flagged} flagged, "
    print(f"   {name}, {script.rate:.1f} of {script.a_second:.0f}/s for {script.seconds:.0f} s "
          f"({script.answered} slips, {kept} kept): {count} pupils, {share:.0%} at the first press, "
          f"{told}{len(again)} never")
    if again:
        at.problems.append(f"{name}: {len(again)} pupils were never let in")
    if script.rate < RATE_MIN * script.a_second:
        at.problems.append(f"{name}: the script came to {script.rate:.1f} of {script.a_second:.0f} a second, "
                           "so nothing is shown: this machine is too busy or slow, and --slower is for it")
    return share, flagged


def emergencies(at: Flooded) -> None:
    """From home by a script and by hand, and by hand from the address that a script floods just now."""
    urgent = urllib.parse.urlencode({"step": "check", "go": "send", "danger": "yes"})
    emergency(at, "of a script", lambda: at.pupil(HOME).request("POST", "/", urgent))
    at_home, at_school = at.pupil(HOME), at.pupil(FOURTH)
    for pupil in (at_home, at_school):
        pupil.write("Someone is in danger.", danger="yes")
    before = at.trays()
    with at.script(FOURTH, 100, has_pages=True):
        emergency(at, "from home beside a flood", lambda: at.is_sent(at_home.press("send")))
        # Until then the address has room of its own, and nothing is tried.
        if not until(lambda: gained(before, at.trays())[1] > 0, FULL_SECONDS_MAX):
            at.problems.append("the flooded address was never in a rush, so no emergency was tried in it")
        rush = at.trays().get("rush", 0)
        emergency(at, "from the flooded address", lambda: at.is_sent(at_school.press("send")))
    print(f"   meanwhile the script had {at.trays().get('rush', 0) - rush} more in the tray")


def emergency(at: Flooded, name: str, send) -> None:
    """From Send to the mail server."""
    before = len(at.mails())
    began = time.monotonic()
    send()
    until(lambda: len(at.mails()) > before, 3 * URGENT_SECONDS_MAX)
    at.emergencies += 1
    took = time.monotonic() - began
    is_told = len(at.mails()) > before
    print(f"   an emergency {name}: " + (f"told after {took:.1f} s" if is_told else f"not told in {took:.0f} s"))
    if not is_told or took > URGENT_SECONDS_MAX:
        at.problems.append(f"an emergency {name} took {took:.1f} s" + ("" if is_told else ", and was not told"))


def told_once_an_hour(at: Flooded) -> None:
    """One notice of the flood to each reader at the end of its hour. What else there is to tell are
    emergencies, and slips that are none of the flood's, once a slot."""
    rows = at.disk.rows("SELECT reader_id, slot, count(*) FROM outbox WHERE kind = 'rush' "
                  "GROUP BY reader_id, slot HAVING count(*) > 1")
    per_reader = at.disk.rows("SELECT count(*) FROM outbox WHERE kind = 'rush' GROUP BY reader_id")
    most = max((int(count) for count, in per_reader), default=0)
    mails, now = len(at.mails()) - at.mails_before, time.time()
    slots, hours = (int(now // length) - int(at.began // length) for length in (SLOT_SECONDS, 3_600))
    print(f"   notices of the flood that wait for each reader: {most}; mails meanwhile: {mails}, for "
          f"{at.emergencies} emergencies, {slots} slots and {hours} full hours")
    # The full hour may have struck meanwhile.
    if rows or not 1 <= most <= 2 or mails > at.emergencies + slots + hours:
        at.problems.append("the flood is not told once an hour")


def address_goes(at: Flooded) -> None:
    marks = [Canary("address", one) for one in ADDRESSES]
    began, found = time.monotonic(), ["not looked yet"]
    while found and time.monotonic() - began < ADDRESS_SECONDS_MAX:
        time.sleep(3)
        found = Memory(at.service.process_id()).found(marks)
    print(f"   addresses in memory after {time.monotonic() - began:.0f} s: {len(found)}")
    at.problems += [f"still in memory: {one}" for one in found]


def scripts(at: Flooded, cookies: dict[str, str]) -> None:
    """What pupils notice of each kind of flood."""
    # As many as an address may send at once, and nobody's are flagged.
    count = 50 if at.slower == 1 else 10
    share, flagged = beside(at, "an outsider's bare posts", at.script(OUTSIDER, 200), count)
    if share < 1 or flagged:
        at.problems.append("an outsider uses up the school's room")
    # Each on an address of its own, as if it were another day.
    share, _ = beside(at, "a script on the same address", at.script(SECOND, 20, has_pages=True), count,
                      source=SECOND)
    if share < 1:
        at.problems.append("beside the slower script pupils had to press again")
    share, flagged = beside(at, "bare posts on the same address", at.script(THIRD, 100), count, source=THIRD)
    if share < 1 or flagged:
        at.problems.append("bare posts use up what pupils write by hand")
    emergencies(at)
    beside(at, "a script with pages on the same address, the tray full",
           at.script(SIXTH, 100, has_pages=True), count, source=SIXTH, when_full=True)
    share, flagged = beside(at, "the same, pupils at a kiosk", at.script(SIXTH, 100, has_pages=True),
                            10, source=SIXTH, cookies=cookies, when_full=True)
    if share < 1:
        at.problems.append("a script uses up the room of kiosks")


def flood(database: str, slower: float, is_long: bool) -> list[str]:
    with contextlib.ExitStack() as stack:
        at = Flooded(stack, database, slower, is_long)
        cookies = at.kiosk()
        process = at.service.process_id()
        # From here on the peak is the flood's and not that of passwords.
        with open(f"/proc/{process}/clear_refs", "w") as file:
            file.write("5")
        before = status(process, "VmRSS") / 1024
        scripts(at, cookies)
        told_once_an_hour(at)
        grown = status(process, "VmHWM") / 1024 - before
        print(f"   memory gained at most: {grown:.0f} MB; stored: {at.trays()}")
        if grown > GAINED_MEGABYTES_MAX:
            at.problems.append(f"memory grew by {grown:.0f} MB")
        if is_long:
            address_goes(at)
        at.start_anew()
        year_group(at, 600 if is_long else 80)
        # Last, since it moves the clock.
        class_at_kiosk(at, cookies)
        return at.problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite"])
    parser.add_argument("--long", action="store_true", help="minutes, at whole rates")
    parser.add_argument("--slower", type=float, metavar="N",
                        help=f"rates and limits divided by this (1 with --long, else {SLOWER})")
    asked = parser.parse_args()
    slower = asked.slower or (1 if asked.long else SLOWER)
    problems = []
    for database in asked.databases:
        print(f"flood, {database}" + (f", {slower:g} times slower" if slower > 1 else ""))
        problems += flood(database, slower, asked.long)
    for problem in dict.fromkeys(problems):
        print(f"FAILED {problem}")
    print(f"{0 if problems else 1} passed, {len(set(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

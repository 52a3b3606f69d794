"""What is measured of one service, and how."""

import json
import pathlib
import re
import statistics
import subprocess
import time

from report import Report
from running import Running

from harness.page import Page
from harness.proxy import Proxy
from harness.pupil import Pupil

STARTS = 10
URGENT_SLIPS = 5
MAIL_SECONDS_MAX = 30
# How long the last page of a pupil can be seen, and how often what is over is forgotten.
NOTE_SECONDS = 300
SWEEP_SECONDS = 60
# For as long as it takes actix, the jobs and the allocator to come to rest.
REST_SECONDS = 5


def start(here: Running, report: Report) -> None:
    """From the start of the process to its first answer, with the database there already."""
    took = []
    for _ in range(STARTS):
        here.service.stop()
        took.append(here.service.start() * 1_000)
    report.add("start to first answer, ms", statistics.median(took))
    report.add("start to first answer, slowest of ten, ms", max(took))


def idle(here: Running, report: Report) -> None:
    here.service.stop()
    here.service.start()
    Pupil(here.service.port, here.service.host).open("/")
    time.sleep(REST_SECONDS)
    report.add("memory idle, MB", here.memory_megabytes())
    report.add("descriptors idle", here.descriptors())


def urgent(here: Running, report: Report) -> None:
    """From Send to the last byte of the mail at the relay, the slowest of several."""
    slowest = 0.0
    for number in range(URGENT_SLIPS):
        pupil = Pupil(here.service.port, here.service.host)
        pupil.write(f"urgent {number}", danger="yes")
        before, pressed = len(here.mail.arrived()), time.time()
        pupil.press("send")
        while len(here.mail.arrived()) == before:
            if time.time() - pressed > MAIL_SECONDS_MAX:
                raise RuntimeError("no mail came for an urgent slip")
            time.sleep(0.01)
        slowest = max(slowest, here.mail.arrived()[before]["at"] - pressed)
    report.add("urgent slip to mail at the relay, s", slowest)


def pages(here: Running, report: Report) -> None:
    """HTML of every page on the way, and what a browser loads that has never been here."""
    sizes = [size_of(page) for page in every_page(Pupil(here.service.port, here.service.host))]
    report.add("largest pupil page, KB of HTML", max(sizes))
    report.add("smallest pupil page, KB of HTML", min(sizes))
    listed = here.place / "first.json"
    listed.write_text(json.dumps([{"name": "start", "url": "/"}]))
    checker = "tests/a11y/check.mjs"
    with Proxy(here.service, here.certificates):
        done = subprocess.run(["node", checker, "--base", here.service.public_url, "--pages",
                               str(listed), "--allow-cookie", "__Host-draft"],
                              capture_output=True, text=True)
    loaded = re.search(r"start +(\d+) requests +([\d.]+) KB +script ([\d.]+) KB", done.stdout)
    if loaded is None:
        raise RuntimeError(f"the page checker said: {done.stdout}{done.stderr}")
    report.add("first load, requests", float(loaded[1]))
    report.add("first load, KB with fonts", float(loaded[2]))
    report.add("first load, KB of script", float(loaded[3]))


def every_page(pupil: Pupil) -> list[Page]:
    found = [pupil.open("/")]
    while not pupil.is_at_check():
        form = pupil.page.form("next")
        given = Pupil.ANSWERS | {"group": "unkind", "kind": "CD1", "words": "They took my bag."}
        fields = [*form.choices, *form.writable]
        found.append(pupil.press("next", {name: given[name] for name in fields if name in given}))
    return [*found, pupil.press("send")]


def size_of(page: Page) -> float:
    return len(page.body.encode()) / 1_024


def send(here: Running, report: Report, seconds: int) -> None:
    """At a hundred a second, whether or not the service keeps up: POST, commit, redirect, page."""
    took = here.played("stream", "--visit", "send", "--per-second", 100, "--seconds", seconds)
    report.add("Send to “sent” at 100 a second, p50 ms", took["p50 ms"])
    report.add("Send to “sent” at 100 a second, p99 ms", took["p99 ms"])
    report.add("Send to “sent” at 100 a second, sent", took["visits"])


def shares(here: Running, report: Report, count: int) -> None:
    """Where the processor time of a Send goes: pages and drafts are made in the workers, slips sealed
    (and on PostgreSQL written) in threads that may block, and SQLite is written by one of its own."""
    before = here.processor_seconds()
    here.played("crowd", "--visit", "send", "--count", count, "--at-once", 16)
    spent = here.processor_seconds() - before
    for name, seconds in spent.most_common(3):
        report.add(f"of the processor time of a Send, {name} threads, %",
                   100 * seconds / spent.total())
        report.add(f"processor time of a Send in {name} threads, µs", seconds / count * 1e6)


def journey(here: Running, report: Report, count: int) -> None:
    """The whole way, first page to last: 21 requests of one pupil, 16 pupils at once."""
    took = here.played("crowd", "--visit", "journey", "--count", count, "--at-once", 16)
    report.add("whole journeys a second", took["visits a second"])
    report.add("whole journey, p99 ms", took["p99 ms"])


def after_slips(here: Running, report: Report, count: int, slot_seconds: int) -> None:
    """Memory after so many slips: once their slot has been opened, and once the notes of what was sent,
    from which pupils' last pages are made, have been forgotten. Argon2 takes 64 MiB while somebody
    signs in, which would hide the most that slips take: the service is started anew in between."""
    report.add("memory while readers sign in, most, MB", here.memory_megabytes("VmHWM"))
    here.service.stop()
    here.service.start()
    before = here.stored()
    here.played("crowd", "--visit", "send", "--count", count, "--at-once", 16)
    if here.stored() - before != count:
        raise RuntimeError(f"{here.stored() - before} slips are stored of {count}")
    time.sleep(slot_seconds + REST_SECONDS)
    report.add(f"memory with the notes of {count:,} slips, MB", here.memory_megabytes())
    time.sleep(NOTE_SECONDS + SWEEP_SECONDS)
    report.add(f"memory after {count:,} slips, MB", here.memory_megabytes())
    report.add(f"memory during {count:,} slips, most, MB", here.memory_megabytes("VmHWM"))
    report.add(f"descriptors after {count:,} slips", here.descriptors())


def compare(here: Running, report: Report, slices: int, seconds: int) -> None:
    """The service and the bare loop take turns; each slip acknowledged is counted in the database."""
    bare = here.copied()
    before = here.stored()
    told = here.played("compare", "--bare", bare, "--service", here.service.process_id(),
                       "--slices", slices, "--seconds", seconds)
    stored = here.stored() - before
    if stored != told["acknowledged"]:
        raise RuntimeError(f"{stored} slips are stored, {told['acknowledged']} were acknowledged")
    report.add("slips a second, acknowledged", told["slips a second"])
    report.add("slips a second, bare loop", told["slips a second, bare"])
    report.add("slips a second, of the bare loop's", told["ratio"])
    for part in ("lower quartile", "median", "upper quartile"):
        report.add(f"the same, {part} of the slices", told[f"ratio, {part} of the slices"])
    report.add("readers each slip is sealed to", told["readers"])
    report.add("processor time of the service a slip, µs", told["service cpu us"])
    report.add("processor time of the bare loop a slip, µs", told["bare cpu us"])
    report.add("processor time of its senders a slip, µs", told["client cpu us"])


def growth(here: Running, report: Report, count: int, suite: str) -> None:
    """How long a reader waits with so many slips stored."""
    more = count - here.stored()
    here.filled(more, [here.session("dsl")], suite)
    report.add(f"stored {count:,}: database, MB", here.database_megabytes())
    lead = here.session("dsl")
    slip = first_slip(here)
    here.school.members["dsl"].read(slip)
    # Each takes a good part of a second when a million are stored.
    views = 400 if count < 100_000 else 40
    for name, path in (("list", "/staff/slips"), ("open", slip)):
        took = here.played("crowd", "--visit", path, "--session", lead, "--count", views,
                           "--at-once", 2)
        whole = f"list of {count:,} cases" if name == "list" else f"stored {count:,}: open"
        report.add(f"{whole}, p50 ms", took["p50 ms"])
        report.add(f"{whole}, p99 ms", took["p99 ms"])
        report.add(f"{whole}, KB", took["page bytes"] / 1_024)
    new = here.played("crowd", "--visit", "/staff/slips", "--session", here.session("oso"),
                      "--count", 1, "--at-once", 1)
    report.add(f"stored {count:,}: first look of a reader who has tried none, ms", new["max ms"])
    report.add(f"stored {count:,}: memory, most, MB", here.memory_megabytes("VmHWM"))
    kept_backup(here).unlink(missing_ok=True)
    for name, arguments in OPERATIONS.items():
        since = time.monotonic()
        here.command(*arguments(here))
        report.add(f"stored {count:,}: {name}, s", time.monotonic() - since)
    report.add(f"stored {count:,}: backup, MB", kept_backup(here).stat().st_size / 1e6)
    report.add(f"stored {count:,}: order forgotten after a slot, s", here.order_forgotten()["forgotten s"])
    if count > 1:
        took = here.purged()
        report.add(f"stored {count:,}: slips of one day, closed", took["deleted"])
        report.add(f"stored {count:,}: purge of them, s", took["deleted s"])
        report.add(f"stored {count:,}: erasing what they left, s", took["erased s"])


# Commands whose cost grows with what is stored: what each is called with.
OPERATIONS = {
    "backup": lambda here: ["backup", kept_backup(here)],
    "forecast of deletions": lambda here: ["purge", "--dry-run"],
}


def kept_backup(here: Running) -> pathlib.Path:
    return here.place / "home" / "kept.backup"


def first_slip(here: Running) -> str:
    page = here.school.members["dsl"].open("/staff/slips")
    return next(to for _, to in page.links if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to))

"""Pupils press Send one after the other, in several slots, somebody in danger among them. Once each slot's
slips are visible, somebody who has the disk finds nothing beside a slip that tells in which order they came,
nor when: not where it lies in which file, nor row or page headers, free pages, the log or the times of files.
What tells of danger is visible at once, so that its moment can be told, as README says: it is no slip of the
slot here, and it must not give the others away.

The controls: the same search catches the order while the slips still wait for their slot, in PostgreSQL's
own log (the limit that README names), and in tables that are kept as one would without thinking."""

import argparse
import pathlib
import random
import sqlite3
import sys
import time

from harness import ranks
from harness.place import Place
from harness.pupil import Pupil
from harness.service import Service
from harness.site import Site
from harness.thief import (KNOWN, Loot, PostgresDisk, SqliteDisk, marks_of, pages_of, sqlite_loot,
                           turns_in_free_list)

SLOT_SECONDS = 6
# A slot is opened at the next look at the clock, each second.
OPENS_WITHIN = 1.5
SETTLES_WITHIN = 15
TRIES = 12
# Of so many in each slot the slip does not wait.
IN_DANGER = 1


class Slot:
    """What was sent in one slot, in order, and between which times."""

    def __init__(self):
        self.slips: list[str] = []
        self.drafts: list[str] = []
        self.first = self.last = 0.0

    def send(self, disk, pupils: list[Pupil]) -> bool:
        """False if the slot ended meanwhile, so that nobody knows the order."""
        self.first = time.time()
        before_all = visible(disk)
        waiting, drafts = disk.waiting()
        for pupil in pupils:
            page = pupil.press("send")
            if "is sent" not in page.heading.lower():
                raise LookupError(f"a slip was not taken: {page.status} {page.heading}")
            before, (waiting, drafts) = (waiting, drafts), disk.waiting()
            self.slips += waiting - before[0]
            self.drafts += drafts - before[1]
        self.last = time.time()
        told_at_once = visible(disk) - before_all
        is_whole = len(self.slips) + len(told_at_once) == len(self.drafts) == len(pupils)
        return is_whole and len(told_at_once) == IN_DANGER and waiting >= set(self.slips)


def visible(disk) -> set[str]:
    return {one for one, in disk.rows("SELECT id FROM slips")}


def telling(looks: list[tuple[list[str], Loot]], known: str | None = None) -> dict[str, float]:
    """Figures that tell the order of these slips or drafts, each look by itself; by how much."""
    found = {}
    for what in sorted({what for _, loot in looks for what in loot.figures}):
        groups = [[loot.figures[what][one] for one in order if one in loot.figures.get(what, {})]
                  for order, loot in looks]
        if known is None or known not in what:
            surprise = ranks.tells(groups)
            if surprise >= ranks.TELLS_FROM:
                found[what] = surprise
    return found


def times_in(disk, slot: Slot) -> list[str]:
    """Files whose time says when a slip was sent."""
    return [name for name, times in disk.times().items()
            if any(slot.first - 0.1 <= at <= slot.last + 0.1 for at in times)]


def check(disk, site: Site, slots: int, each: int) -> list[str]:
    problems, before, after, free = [], [], [], []
    for _ in range(slots):
        slot = filled(disk, site.service, each)
        early = times_in(disk, slot)
        pages = disk.pages_in_intake(slot.slips)
        before.append((slot, disk.look(slot.slips, slot.drafts)))
        disk.flush()
        settle(disk)
        after.append((slot, disk.look(slot.slips, slot.drafts)))
        free.append(disk.free_list(pages))
        if len(free[-1]) < len(pages) / 2:
            problems.append("the pages of the intake are not in the list of free ones: nothing was checked")
        problems += [f"the time of {name} says when slips were sent" for name in times_in(disk, slot)]
        if disk.times() and not early:
            problems.append("control: no file's time is noticed while slips are sent")
    sent = [one for slot, _ in after for one in slot.slips]
    stored = visible(disk)
    if not stored >= set(sent):
        problems.append(f"of {len(sent)} slips that were sent {len(set(sent) - stored)} are not stored")
    if ranks.tells(free) >= ranks.TELLS_FROM:
        problems.append("the list of free pages tells the order of slips")
    for what in ("slips", "drafts"):
        problems += compare(what, disk, before, after)
    return problems


def filled(disk, service: Service, each: int) -> Slot:
    """A slot into which so many slips were sent, its end yet to come."""
    for _ in range(TRIES):
        pupils = [Pupil(service.port, service.host) for _ in range(each + IN_DANGER)]
        at = random.sample(range(len(pupils)), IN_DANGER)
        for number, pupil in enumerate(pupils):
            pupil.write(f"slip {number}", danger="yes" if number in at else "no")
        time.sleep(SLOT_SECONDS - time.time() % SLOT_SECONDS + OPENS_WITHIN)
        slot = Slot()
        if slot.send(disk, pupils):
            return slot
    raise LookupError("each time a slot ended while slips were sent (this machine is too slow), or one about "
                      "danger was not there at once")


def compare(what: str, disk, before, after) -> list[str]:
    """Which figures told the order of slips or of drafts while they waited, and which do after."""
    sent = [getattr(slot, what) for slot, _ in after]
    whole = sum(sent, [])
    early = telling([(getattr(slot, what), loot) for slot, loot in before])
    late = telling([*zip(sent, (loot for _, loot in after))], KNOWN)
    across = telling([(whole, disk.look(whole, whole))], KNOWN)
    figures = {what for _, loot in after for what in loot.figures}
    print(f"   {what}: of {len(figures)} figures {len(early)} tell the order while they wait, {len(late)} "
          f"after; {len(across)} tell the slot: {', '.join(across) or 'none'}")
    problems = [f"the order of {what} is told by: {one} ({much:.1f})" for one, much in late.items()]
    problems += [f"the slot of {what} is told by: {one} ({much:.1f})" for one, much in across.items()
                 if one not in disk.TELLS_SLOT]
    if not early:
        problems.append(f"control: the order of {what} is not noticed while it is there")
    if any(KNOWN in one for one in disk.KNOWN_LOGS) and not any(KNOWN in one for one in early):
        problems.append(f"control: the order of {what} is not noticed in {KNOWN}")
    return problems


def settle(disk) -> None:
    until = time.monotonic() + SLOT_SECONDS + SETTLES_WITHIN
    while not disk.is_settled():
        if time.monotonic() > until:
            raise LookupError("the order was not forgotten after the slot")
        time.sleep(0.02)


def naive_is_caught(each: int) -> list[str]:
    """A table as one would make it, and one keyed by random ids whose rows are deleted in their order."""
    problems = []
    with Place("order-naive") as place:
        for name, kind in (("plain", ""), ("by id", "WITHOUT ROWID")):
            file = place / "data" / "naive.sqlite"
            file.unlink(missing_ok=True)
            database = sqlite3.connect(file)
            database.execute("PRAGMA secure_delete = ON")
            database.execute(f"CREATE TABLE slips (id TEXT PRIMARY KEY, envelope BLOB) {kind}")
            sent = {random.randbytes(16).hex(): random.randbytes(9_500) for _ in range(each)}
            database.executemany("INSERT INTO slips VALUES (?, ?)", sent.items())
            database.commit()
            marks, full = marks_of(sent), file.read_bytes()
            database.execute("DELETE FROM slips WHERE length(id) = 32")
            database.commit()
            database.close()
            loot = sqlite_loot({file.name: full}, file.name, marks)
            free = turns_in_free_list(file.read_bytes(), pages_of(full, b"", marks))
            if not telling([(list(sent), loot)]):
                problems.append(f"control: the order in a table {name} is not noticed")
            # Without a key of its own, rows are deleted in the order in which they came.
            if kind and ranks.tells([free]) < ranks.TELLS_FROM:
                problems.append("control: the order in the list of free pages is not noticed")
    return problems


def run(database: str, slots: int, each: int) -> list[str]:
    with Site("order", database, seed=0, slot_seconds=SLOT_SECONDS) as site:
        disk = SqliteDisk(site.file) if database == "sqlite" else PostgresDisk(site.postgres)
        return check(disk, site, slots, each)


def main(databases: list[str], slots: int, each: int) -> int:
    failed = 0
    runs = {one: lambda one=one: run(one, slots, each) for one in databases}
    for name, look in {"controls": lambda: ranks.control() + naive_is_caught(each), **runs}.items():
        print(f"-- {name}")
        problems = look()
        for problem in problems:
            print(f"   FAIL {problem}")
        failed += bool(problems)
    print(f"{len(runs) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("databases", nargs="*", help="sqlite, postgres; none: both")
    options.add_argument("--slots", type=int, default=2)
    options.add_argument("--slips", type=int, default=30, help="in each slot")
    given = options.parse_args()
    sys.exit(main(given.databases or ["sqlite", "postgres"], given.slots, given.slips))

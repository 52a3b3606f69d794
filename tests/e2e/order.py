"""Pupils press Send one after the other, in several slots, somebody in danger among them. Once each slot's
slips are visible, somebody who has the disk finds nothing beside a slip that tells in which order they came,
nor when: not where it lies in which file, nor row or page headers, free pages, the log or the times of files.
What tells of danger is visible at once, so that its moment can be told, as README says: it is no slip of the
slot here, and it must not give the others away.

Beside each slip a thread begins, and its readers, who have the slip's key, can tell which: it must tell no order
either. Then some of the pupils answer in a slot, a reader writes to them, and the same is asked of that.

The controls: the same search catches the order while what was sent still waits for its slot, in PostgreSQL's
own log (the limit that README names), and in tables that are kept as one would without thinking."""

import argparse
import pathlib
import random
import sqlite3
import sys
import time

from harness import ranks
from harness.back_and_forth import BackAndForth, Sender
from harness.place import Place
from harness.pupil import Pupil
from harness.service import Service
from harness.site import Site
from harness.thief import (KNOWN, Disk, Loot, PostgresDisk, SqliteDisk, marks_of, pages_of, sqlite_loot,
                           thread_marks, trees_of, turns_in_free_list)

SLOT_SECONDS = 6
# A slot is opened at the next look at the clock, each second.
OPENS_WITHIN = 1.5
SETTLES_WITHIN = 15
TRIES = 12
# Of so many in each slot the slip does not wait.
IN_DANGER = 1
# Enough that an order among them is no chance; from one network no more than 30 may try words at once.
WRITTEN_TO = 18

# The order of each kind of thing in which something was sent.
Orders = dict[str, list[str]]


class Slot:
    """What was sent in one slot, in order, and between which times."""

    def __init__(self):
        self.slips: list[str] = []
        self.drafts: list[str] = []
        self.threads: list[str] = []
        self.senders: list[Sender] = []
        self.first = self.last = 0.0

    @property
    def orders(self) -> Orders:
        return {"slips": self.slips, "drafts": self.drafts, "threads": self.threads}

    def send(self, disk, pupils: list[Pupil]) -> bool:
        """False if the slot ended meanwhile, so that nobody knows the order."""
        self.first = time.time()
        before_all = visible(disk)
        seen = disk.waiting()
        for pupil in pupils:
            page = pupil.press("send")
            if "is sent" not in page.heading.lower():
                raise LookupError(f"a slip was not taken: {page.status} {page.heading}")
            before, seen = seen, disk.waiting()
            slips, drafts, threads = ([*now - then] for now, then in zip(seen, before))
            self.slips += slips
            self.drafts += drafts
            self.threads += threads
            self.senders += [Sender(pupil, slip, thread) for slip, thread in zip(slips, threads)]
        self.last = time.time()
        told_at_once = visible(disk) - before_all
        is_whole = len(self.slips) + len(told_at_once) == len(self.drafts) == len(self.threads) == len(pupils)
        return is_whole and len(told_at_once) == IN_DANGER and seen[0] >= set(self.slips)


def visible(disk) -> set[str]:
    return {one for one, in disk.rows("SELECT id FROM slips")}


def telling(looks: list[tuple[list[str], Loot]], known: str | None = None) -> dict[str, float]:
    """Figures that tell the order of these, each look by itself; by how much."""
    found = {}
    for what in sorted({what for _, loot in looks for what in loot.figures}):
        groups = [[loot.figures[what][one] for one in order if one in loot.figures.get(what, {})]
                  for order, loot in looks]
        if known is None or known not in what:
            surprise = ranks.tells(groups)
            if surprise >= ranks.TELLS_FROM:
                found[what] = surprise
    return found


def times_in(disk, sent: Slot | BackAndForth) -> list[str]:
    """Files whose time says when something was sent."""
    return [name for name, times in disk.times().items()
            if any(sent.first - 0.1 <= at <= sent.last + 0.1 for at in times)]


def check(disk, site: Site, slots: int, each: int) -> list[str]:
    problems, before, after, free, all_slots = [], [], [], [], []
    for number in range(slots):
        slot = filled(disk, site.service, each)
        pages = disk.pages_in_intake(slot.slips)
        problems += looked(disk, slot, before, after, all_slots if number == slots - 1 else [])
        all_slots.append(slot)
        free.append(disk.free_list(pages))
        if len(free[-1]) < len(pages) / 2:
            problems.append("the pages of the intake are not in the list of free ones: nothing was checked")
    whole = after[-1][1]
    problems += looked(disk, written_in(disk, site, slot.senders), before, after, [])
    sent = [one for slot in all_slots for one in slot.slips]
    stored = visible(disk)
    if not stored >= set(sent):
        problems.append(f"of {len(sent)} slips that were sent {len(set(sent) - stored)} are not stored")
    if ranks.tells(free) >= ranks.TELLS_FROM:
        problems.append("the list of free pages tells the order of slips")
    for what in {what: None for orders, _ in after for what in orders}:
        problems += compare(what, disk, before, after)
    for what in all_slots[0].orders:
        problems += across(what, disk, all_slots, whole)
    return problems


def looked(disk, sent: Slot | BackAndForth, before: list, after: list, earlier: list[Slot]) -> list[str]:
    """Looks at what was sent while it waits for its slot; and, with that of earlier slots, once its order is
    forgotten."""
    early = times_in(disk, sent)
    before.append((sent.orders, disk.look(all_of([sent]))))
    disk.flush()
    settle(disk, sent.last)
    after.append((sent.orders, disk.look(all_of([*earlier, sent]))))
    problems = [f"the time of {name} says when something was sent" for name in times_in(disk, sent)]
    if disk.times() and not early:
        problems.append("control: no file's time is noticed while something is sent")
    return problems


def all_of(sent: list[Slot | BackAndForth]) -> set[str]:
    return {one for some in sent for order in some.orders.values() for one in order}


def filled(disk, service: Service, each: int) -> Slot:
    """A slot into which so many slips were sent, its end yet to come."""
    for _ in range(TRIES):
        pupils = [Pupil(service.port, service.host) for _ in range(each + IN_DANGER)]
        at = random.sample(range(len(pupils)), IN_DANGER)
        for number, pupil in enumerate(pupils):
            pupil.write(f"slip {number}", danger="yes" if number in at else "no")
        wait_for_slot()
        slot = Slot()
        if slot.send(disk, pupils):
            return slot
    raise LookupError("each time a slot ended while slips were sent (this machine is too slow), or one about "
                      "danger was not there at once")


def wait_for_slot() -> None:
    time.sleep(SLOT_SECONDS - time.time() % SLOT_SECONDS + OPENS_WITHIN)


def written_in(disk: Disk, site: Site, senders: list[Sender]) -> BackAndForth:
    """Some of these pupils answer and are written to, the end of the slot yet to come."""
    chosen = random.sample(senders, min(WRITTEN_TO, len(senders)))
    written = BackAndForth(disk, site.school.members["dsl"], chosen)
    for _ in range(TRIES):
        letters = written.letters()
        wait_for_slot()
        if written.write(letters):
            return written
    raise LookupError("each time a slot ended while pupils answered (this machine is too slow)")


def compare(what: str, disk, before, after) -> list[str]:
    """Which figures told the order of these while they waited, and which do after."""
    early, late = telling(of(what, before)), telling(of(what, after), KNOWN)
    figures = {figure for order, loot in of(what, after) for figure, found in loot.figures.items()
               if {*order} & {*found}}
    print(f"   {what}: of {len(figures)} figures {len(early)} tell the order while they wait, {len(late)} after")
    problems = [f"the order of {what} is told by: {one} ({much:.1f})" for one, much in late.items()]
    if not early:
        problems.append(f"control: the order of {what} is not noticed while it is there")
    if any(KNOWN in one for one in disk.KNOWN_LOGS) and not any(KNOWN in one for one in early):
        problems.append(f"control: the order of {what} is not noticed in {KNOWN}")
    return problems


def of(what: str, looks: list[tuple[Orders, Loot]]) -> list[tuple[list[str], Loot]]:
    return [(orders[what], loot) for orders, loot in looks if what in orders]


def across(what: str, disk, slots: list[Slot], whole: Loot) -> list[str]:
    """Which figures tell the slot of these."""
    found = telling([(sum((slot.orders[what] for slot in slots), []), whole)], KNOWN)
    print(f"   {what}: {len(found)} figures tell the slot: {', '.join(found) or 'none'}")
    if what in disk.TELLS_SLOT:
        return []
    return [f"the slot of {what} is told by: {one} ({much:.1f})" for one, much in found.items()]


def settle(disk: Disk, since: float) -> None:
    until = time.monotonic() + SLOT_SECONDS + SETTLES_WITHIN
    while not disk.is_settled(since):
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
            loot = sqlite_loot({file.name: full}, file.name, marks, {})
            free = turns_in_free_list(file.read_bytes(), pages_of(full, b"", marks))
            if not telling([(list(sent), loot)]):
                problems.append(f"control: the order in a table {name} is not noticed")
            # Without a key of its own, rows are deleted in the order in which they came.
            if kind and ranks.tells([free]) < ranks.TELLS_FROM:
                problems.append("control: the order in the list of free pages is not noticed")
    return problems


def naive_threads_are_caught(each: int) -> list[str]:
    """Rows by random ids, with an index by random tags, and both are left as they lie."""
    problems = []
    with Place("order-naive") as place:
        file = place / "data" / "naive.sqlite"
        database = sqlite3.connect(file)
        database.execute("CREATE TABLE threads (id TEXT PRIMARY KEY, tag BLOB UNIQUE, way BLOB) WITHOUT ROWID")
        sent = {random.randbytes(16).hex(): random.randbytes(32) for _ in range(each)}
        ways = {one: random.randbytes(600) for one in sent}
        for one, tag in sent.items():
            database.execute("INSERT INTO threads VALUES (?, ?, ?)", (one, tag, ways[one]))
        database.commit()
        trees = trees_of(lambda statement: database.execute(statement).fetchall())
        database.close()
        loot = sqlite_loot({file.name: file.read_bytes()}, file.name, thread_marks(sent, ways), trees)
        found = telling([([*sent], loot)])
        if not any("autoindex" in one for one in found):
            problems.append("control: the order in an index of threads that is left alone is not noticed")
    return problems


def controls(each: int) -> list[str]:
    return ranks.control() + naive_is_caught(each) + naive_threads_are_caught(each)


def run(database: str, slots: int, each: int) -> list[str]:
    with Site("order", database, seed=0, slot_seconds=SLOT_SECONDS) as site:
        disk = SqliteDisk(site.file) if database == "sqlite" else PostgresDisk(site.postgres)
        return check(disk, site, slots, each)


def main(databases: list[str], slots: int, each: int) -> int:
    failed = 0
    runs = {one: lambda one=one: run(one, slots, each) for one in databases}
    for name, look in {"controls": lambda: controls(each), **runs}.items():
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

"""Two readers agree to delete a slip, and another goes by the clock. Afterwards not a piece of either is in
PostgreSQL's files or in SQLite's, nor of what was done with them, of the name that was given, of what went back
and forth, and of notes that were begun; in PostgreSQL's write-ahead log none once its segments have been used
again."""

import argparse
import pathlib
import sqlite3
import sys
import time

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.school import School
from harness.service import SLOT_SECONDS, Service
from harness.whole_slip import WholeSlip, whole_slips

PIECE_BYTES = 32
# The beginning of an envelope is the same in all of them.
SAME_BYTES = 64
# A piece may lie across the edge of a page, and is not found then.
FOUND_MIN = 0.8
ERASING_SECONDS_MAX = 30
# Recycled segments wait for their turn with what was in them: as many as a small server keeps (min_wal_size).
SEGMENTS_KEPT = 6
KEPT = "a slip that is kept"
ENVELOPE = "envelope"
# Where what there is of a slip lies: a table, a column, and by what its rows are found. A reader's sheet is not among
# them: it has the slip's key until they look again, and PostgreSQL the old one until it is written anew after that.
KINDS = {
    ENVELOPE: ("slips", "envelope", "id"),
    "name": ("slips", "name_box", "id"),
    "acts": ("slip_acts", "sealed", "slip_id"),
    "begun note": ("unfinished_notes", "sealed", "slip_id"),
    "message": ("replies", "sealed", "state = 'to-pupil' AND thread_id"),
    "answer": ("replies", "sealed", "state = 'seen' AND thread_id"),
    "tag of the code": ("threads", "tag", "id"),
    "mark of the code": ("threads", "mark", "id"),
    "way of the code": ("threads", "way", "id"),
    "list of those told": ("threads", "told", "id"),
}


class PostgresFiles:
    """The database as a thief of the disk finds it."""

    def __init__(self, postgres: Postgres):
        self.postgres, self.url = postgres, postgres.url
        self.folder = postgres.folder / "cluster" / "base"

    def sql(self, statement: str) -> list[str]:
        return self.postgres.sql(statement).splitlines()

    def plan(self) -> None:
        """As PostgreSQL does by itself from time to time: it copies values of columns to where no slip is deleted."""
        self.postgres.sql("ANALYZE")

    def settle(self) -> None:
        """Everything that was changed is in the files, and files that are no more are gone."""
        self.postgres.sql("CHECKPOINT")

    def left_in_log(self, pieces: dict[str, list[bytes]]) -> list[str]:
        """Its write-ahead log has them until each of its segments has been written over or taken away."""
        log = self.postgres.folder / "cluster" / "pg_wal"
        before = sum(count_found(log, pieces).values())
        for number in range(2 * SEGMENTS_KEPT):
            self.postgres.sql("SELECT pg_logical_emit_message(false, 'one', 'more'), pg_switch_wal()")
            if number % 3 == 2:
                self.settle()
        after = sum(count_found(log, pieces).values())
        print(f"   {before} pieces in its write-ahead log at first, {after} once that was used again")
        if not before:
            return ["control: no piece is found in the write-ahead log while they are there"]
        return [f"{after} of {before} pieces are still in the write-ahead log"] if after else []

    as_hex = "encode({}, 'hex')"
    today = "current_date - date '1970-01-01'"


class SqliteFiles:
    def __init__(self, place: Place):
        self.folder = place / "data"
        self.file = self.folder / "slips.sqlite"
        self.url = f"sqlite://{self.file}"

    def sql(self, statement: str) -> list[str]:
        database = sqlite3.connect(self.file, timeout=5)
        try:
            # As on the service's own connections: else this check would leave bytes behind by itself.
            database.execute("PRAGMA secure_delete = ON")
            rows = database.execute(statement).fetchall()
            database.commit()
            return [str(row[0]) for row in rows]
        finally:
            database.close()

    def plan(self) -> None:
        """It copies nothing unless it is asked to."""

    def settle(self) -> None:
        """The service empties the log by itself."""

    def left_in_log(self, _pieces: dict[str, list[bytes]]) -> list[str]:
        """It lies beside the database, where it was looked through already."""
        return []

    as_hex = "lower(hex({}))"
    today = "CAST(strftime('%s', 'now') AS INTEGER) / 86400"


def pieces_of(files, slips: list[WholeSlip]) -> dict[str, list[bytes]]:
    """Of each kind, pieces of all that there is of these slips now."""
    ids = ", ".join(f"'{one}'" for slip in slips for one in (slip.slip, slip.thread))
    pieces = {}
    for kind, (table, column, which) in KINDS.items():
        rows = files.sql(f"SELECT {files.as_hex.format(column)} FROM {table} WHERE {which} IN ({ids})")
        same = SAME_BYTES if kind == ENVELOPE else 0
        pieces[kind] = [piece for row in rows for piece in cut(bytes.fromhex(row)[same:])]
    return pieces


def cut(sealed: bytes) -> list[bytes]:
    """Pieces of it; the whole of what is shorter than one."""
    return [sealed[at:at + PIECE_BYTES] for at in range(0, max(1, len(sealed) - PIECE_BYTES + 1), 256)]


def count_found(folder: pathlib.Path, pieces: dict[str, list[bytes]]) -> dict[str, int]:
    """How many of the pieces of each kind are in any file below the folder."""
    found = set()
    for file in (file for file in folder.rglob("*") if file.is_file()):
        try:
            # Room that is only kept, and the rest of a log, are megabytes of zeros: a few of them will do.
            content = file.read_bytes().replace(bytes(4096), bytes(PIECE_BYTES))
        except FileNotFoundError:
            continue  # Went meanwhile.
        found |= {piece for of_kind in pieces.values() for piece in of_kind if piece in content}
    return {kind: len(found.intersection(of_kind)) for kind, of_kind in pieces.items()}


def not_found(files, pieces: dict[str, list[bytes]], when: str) -> list[str]:
    """The control, for each kind by itself: where none is found, or there is none, nothing is proved of it."""
    until = time.monotonic() + ERASING_SECONDS_MAX
    while True:
        files.settle()
        found = count_found(files.folder, pieces)
        missing = [f"{when}, {found[kind]} of {len(of_kind)} pieces of the {kind} are found"
                   for kind, of_kind in pieces.items() if not of_kind or found[kind] < FOUND_MIN * len(of_kind)]
        # While a table is written anew its rows are in two files, or in one that is not written yet.
        if not missing or time.monotonic() > until:
            print(f"   {when}, {told(found)} pieces are found of {sum(map(len, pieces.values()))}")
            return missing
        time.sleep(0.5)


def still_found(files, pieces: dict[str, list[bytes]]) -> list[str]:
    """Pieces that are not erased in time."""
    until = time.monotonic() + ERASING_SECONDS_MAX
    while True:
        files.settle()
        found = count_found(files.folder, pieces)
        if not any(found.values()) or time.monotonic() > until:
            print(f"   once they are deleted, {sum(found.values())}")
            return [f"{count} of {len(pieces[kind])} pieces of the {kind} are still there"
                    for kind, count in found.items() if count]
        time.sleep(0.5)


def told(found: dict[str, int]) -> str:
    return f"{sum(found.values())} ({', '.join(f'{kind} {count}' for kind, count in found.items())})"


def delete_early(school: School, path: str) -> None:
    lead, other = school.members["dsl"], school.members["oso"]
    lead.read(path)
    time.sleep(1.1)  # Acts in one second have no order.
    lead.press("Ask to delete it", {"purge-reason": "A class tried it out."})
    other.open(path)
    other.press("Open the slip")
    page = other.press("Delete it now")
    if "The slip is deleted." not in page.text:
        raise LookupError(f"it was not deleted: {page.status} {page.text[:400]}")


def delete_by_clock(files, service: Service, slip: WholeSlip) -> None:
    """Its day comes, and its thread goes with it."""
    service.stop()
    files.sql(f"UPDATE slips SET purge_on = {files.today} WHERE id = '{slip.slip}'")
    service.start()


def nothing_else_went(files, school: School, kept: WholeSlip) -> list[str]:
    problems = []
    for table, expected in (("slips", kept.slip), ("threads", kept.thread)):
        there = files.sql(f"SELECT id FROM {table}")
        if there != [expected]:
            problems.append(f"there are {len(there)} {table} instead of the one that is kept")
    if KEPT not in school.members["dsl"].read(kept.path).text:
        problems.append("the slip that is kept does not open")
    said = school.service.command("purge", "--dry-run")
    if "Deleted so far: 2" not in said or "Will be deleted later: 1" not in said:
        problems.append(f"the dry run says: {said}")
    return problems


def check(files, service: Service, mail: MailServer) -> list[str]:
    try:
        school = School.founded(service, mail, start=service.start)
        # Without danger a slip waits for its slot in another table.
        dangers = {"by two readers": "yes", "by the clock": "no", KEPT: "yes"}
        by_two, by_clock, kept = whole_slips(files.sql, school, dangers)
        doomed, stays = pieces_of(files, [by_two, by_clock]), pieces_of(files, [kept])
        time.sleep(SLOT_SECONDS + 1)
        files.plan()
        problems = not_found(files, doomed, "while the slips are there")
        delete_early(school, by_two.path)
        delete_by_clock(files, service, by_clock)
        problems += still_found(files, doomed)
        problems += not_found(files, stays, "of the slip that is kept")
        problems += nothing_else_went(files, school, kept)
        return problems + files.left_in_log(doomed)
    finally:
        service.stop()


def run(database: str) -> list[str]:
    with Place(f"purge-{database}") as place:
        certificates = Certificates(place / "secrets")
        with MailServer(place / "mail", certificates) as mail:
            if database == "postgres":
                with Postgres(place.root) as postgres:
                    files = PostgresFiles(postgres)
                    return check(files, Service(place, files.url, mail, certificates), mail)
            files = SqliteFiles(place)
            return check(files, Service(place, files.url, mail, certificates), mail)


def main(databases: list[str]) -> int:
    failed = 0
    for database in databases:
        print(f"-- {database}")
        problems = run(database)
        for problem in problems:
            print(f"   FAIL {problem}")
        failed += bool(problems)
    print(f"{len(databases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("databases", nargs="*", default=["postgres"], help="sqlite, postgres")
    sys.exit(main(options.parse_args().databases))

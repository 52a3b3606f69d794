"""Two readers agree to delete a slip, and another goes by the clock. Afterwards not a piece of either,
nor of what was done with them, is in PostgreSQL's files or in SQLite's; in PostgreSQL's write-ahead log
none once its segments have been used again."""

import argparse
import pathlib
import sqlite3
import sys
import time

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.school import School
from harness.service import SLOT_SECONDS, Service

PIECE_BYTES = 32
# The beginning of an envelope is the same in all of them.
SAME_BYTES = 64
# A piece may lie across the edge of a page, and is not found then.
FOUND_MIN = 0.8
ERASING_SECONDS_MAX = 30
# Recycled segments wait for their turn with what was in them: as many as a small server keeps (min_wal_size).
SEGMENTS_KEPT = 6
KEPT = "a slip that is kept"


class PostgresFiles:
    """The database as a thief of the disk finds it."""

    def __init__(self, postgres: Postgres):
        self.postgres, self.url = postgres, postgres.url
        self.folder = postgres.folder / "cluster" / "base"

    def sql(self, statement: str) -> list[str]:
        return self.postgres.sql(statement).splitlines()

    def settle(self) -> None:
        """Everything that was changed is in the files, and files that are no more are gone."""
        self.postgres.sql("CHECKPOINT")

    def left_in_log(self, pieces: list[bytes]) -> list[str]:
        """Its write-ahead log has them until each of its segments has been written over or taken away."""
        log = self.postgres.folder / "cluster" / "pg_wal"
        before = count_found(log, pieces)
        for number in range(2 * SEGMENTS_KEPT):
            self.postgres.sql("SELECT pg_logical_emit_message(false, 'one', 'more'), pg_switch_wal()")
            if number % 3 == 2:
                self.settle()
        after = count_found(log, pieces)
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
            rows = database.execute(statement).fetchall()
            database.commit()
            return [str(row[0]) for row in rows]
        finally:
            database.close()

    def settle(self) -> None:
        """The service empties the log by itself."""

    def left_in_log(self, _pieces: list[bytes]) -> list[str]:
        """It lies beside the database, where it was looked through already."""
        return []

    as_hex = "lower(hex({}))"
    today = "CAST(strftime('%s', 'now') AS INTEGER) / 86400"


def pieces_of(files, column: str, table: str, which: str) -> list[bytes]:
    rows = files.sql(f"SELECT {files.as_hex.format(column)} FROM {table} WHERE {which}")
    pieces = []
    for row in rows:
        sealed = bytes.fromhex(row)[SAME_BYTES:]
        pieces += [sealed[at:at + PIECE_BYTES] for at in range(0, len(sealed) - PIECE_BYTES, 256)]
    return pieces


def count_found(folder: pathlib.Path, pieces: list[bytes]) -> int:
    """How many of the pieces are in any file below the folder."""
    found = set()
    for file in (file for file in folder.rglob("*") if file.is_file()):
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            continue  # Went meanwhile.
        found |= {piece for piece in pieces if piece in content}
    return len(found)


def close(school: School, words: str) -> str:
    """A pupil's slip, read and closed by the lead; answers its path."""
    lead = school.members["dsl"]
    before = set(lead.slips())
    Pupil(school.service.port, school.service.host).send_slip(words)
    until = time.monotonic() + 5 * SLOT_SECONDS
    while not (new := set(lead.slips()) - before):
        if time.monotonic() > until:
            raise LookupError("the slip did not become visible")
        time.sleep(0.2)
    path = new.pop()
    lead.read(path)
    lead.press("Close the slip", {"reason": "recorded"})
    return path


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


def check(files, service: Service, mail: MailServer) -> list[str]:
    problems = []
    try:
        school = School.founded(service, mail, start=service.start)
        by_two, by_clock = close(school, "by two readers"), close(school, "by the clock")
        kept = close(school, KEPT)
        ids = {name: path.rsplit("/", 1)[1] for name, path in
               {"two": by_two, "clock": by_clock, "kept": kept}.items()}
        gone = ", ".join(f"'{ids[name]}'" for name in ("two", "clock"))
        doomed = (pieces_of(files, "envelope", "slips", f"id IN ({gone})")
                  + pieces_of(files, "sealed", "slip_acts", f"slip_id IN ({gone})"))
        stays = pieces_of(files, "envelope", "slips", f"id = '{ids['kept']}'")
        time.sleep(SLOT_SECONDS + 1)
        files.settle()
        before = count_found(files.folder, doomed)
        if before < FOUND_MIN * len(doomed):
            problems.append(f"only {before} of {len(doomed)} pieces found while the slips are there")

        delete_early(school, by_two)
        service.stop()
        files.sql(f"UPDATE slips SET purge_on = {files.today} WHERE id = '{ids['clock']}'")
        service.start()
        after = len(doomed)
        until = time.monotonic() + ERASING_SECONDS_MAX
        while after and time.monotonic() < until:
            time.sleep(0.5)
            files.settle()
            after = count_found(files.folder, doomed)
        if after:
            problems.append(f"{after} of {before} pieces are still there")
        there = files.sql("SELECT id FROM slips")
        if there != [ids["kept"]]:
            problems.append(f"there are {len(there)} slips instead of the one that is kept")
        # While a table is written anew its rows are in two files, or in one that is not written yet.
        until = time.monotonic() + ERASING_SECONDS_MAX
        while count_found(files.folder, stays) < FOUND_MIN * len(stays):
            if time.monotonic() > until:
                problems.append("the slip that is kept is not found: the search finds nothing")
                break
            time.sleep(0.5)
            files.settle()
        if KEPT not in school.members["dsl"].read(kept).text:
            problems.append("the slip that is kept does not open")
        told = service.command("purge", "--dry-run")
        if "Deleted so far: 2" not in told or "Will be deleted later: 1" not in told:
            problems.append(f"the dry run says: {told}")
        problems += files.left_in_log(doomed)
    finally:
        service.stop()
    print(f"   {before} of {len(doomed)} pieces found before, {after} after")
    return problems


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

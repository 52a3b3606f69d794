"""What somebody who has the disk finds beside each slip, draft, thread and reply: where in which file it lies,
what is in the headers of its row and of its page, and what the lists of free pages and of the log's pages say."""

import collections
import math
import os
import pathlib
import sqlite3
import struct
from dataclasses import dataclass, field

from .postgres import Postgres

# The beginning of an envelope is the same in all of them.
SAME_BYTES = 64
PIECE_BYTES = 24
PLACES_MAX = 3
LOG_HEADER, FRAME_HEADER = 32, 24
# Its own log keeps the order until it is recycled, as README says.
KNOWN = "pg_wal"


@dataclass
class Loot:
    """`figures` by what they are, each with a number for some of the slips, or of what is looked for beside them."""

    figures: dict[str, dict[str, float]] = field(default_factory=dict)

    def note(self, what: str, which: str, figure: float) -> None:
        self.figures.setdefault(what, {})[which] = figure

    def note_places(self, where: str, content: bytes, marks: dict[str, dict[str, bytes]],
                    page_bytes: int, has_lsn: bool = False) -> None:
        """Where in these bytes the marks of each slip are, on which page, and how far down it."""
        if content == bytes(len(content)):
            return  # Room that is kept for a full disk, or a log that is new.
        for which, kinds in marks.items():
            for kind, mark in kinds.items():
                for number, place in enumerate(places(content, mark)):
                    what = f"{kind} in {where}, place {number + 1}"
                    self.note(what, which, place)
                    self.note(f"{what}, on its page", which, place % page_bytes)
                    if has_lsn:
                        page = place - place % page_bytes
                        high, low = struct.unpack_from("<II", content, page)
                        self.note(f"{what}, change of its page", which, high << 32 | low)

    def note_pages(self, content: bytes, marks: dict[str, dict[str, bytes]], page_bytes: int,
                   wheres: dict[int, str], turns: dict[int, int]) -> None:
        """The same in each table and index by itself, and when its page came into the log: one file has them
        all, and an id that is in several would have its place now in this one and now in that."""
        for which, kinds in marks.items():
            for kind, mark in kinds.items():
                seen: collections.Counter = collections.Counter()
                for place in places(content, mark, math.inf):
                    page = place // page_bytes + 1
                    where = wheres.get(page, "no table")
                    seen[where] += 1
                    what = f"{kind} in {where}, place {seen[where]}"
                    self.note(what, which, place)
                    self.note(f"{what}, on its page", which, place % page_bytes)
                    if page in turns:
                        self.note(f"{what}: turn in the log", which, turns[page])


def places(content: bytes, mark: bytes, most: float = PLACES_MAX) -> list[int]:
    found, start = [], 0
    while len(found) < most and (place := content.find(mark, start)) >= 0:
        found.append(place)
        start = place + 1
    return found


def marks_of(envelopes: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Bytes by which a slip is known: its id, and pieces of the sealed envelope."""
    return {which: {"id": which.encode(),
                    "beginning": sealed[SAME_BYTES:SAME_BYTES + PIECE_BYTES],
                    "middle": sealed[len(sealed) // 2:][:PIECE_BYTES],
                    "end": sealed[-PIECE_BYTES:]} for which, sealed in envelopes.items()}


def draft_marks(hashes: list[str]) -> dict[str, dict[str, bytes]]:
    return {one: {"draft": bytes.fromhex(one)} for one in hashes}


def thread_marks(tags: dict[str, bytes], ways: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """What goes back and forth after a slip is found by its id, by the tag that a code leads to, and by
    what is sealed to that code, which each answer changes."""
    return {which: {"thread": which.encode(), "tag": tag, "way": ways[which][-PIECE_BYTES:]}
            for which, tag in tags.items()}


def reply_marks(sealed: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    return {which: {"reply": which.encode(), "sealed reply": text[-PIECE_BYTES:]}
            for which, text in sealed.items()}


class Disk:
    """What is stored, of either database."""

    # How bytes are written in hexadecimal.
    HEX = ""
    # In which slot a slip became visible, as README says: each slot's lie on pages of their own.
    TELLS_SLOT = ("slips",)

    def rows(self, statement: str) -> list[tuple]:
        raise NotImplementedError

    def waiting(self) -> tuple[set[str], set[str], set[str]]:
        """The slips that wait for their slot, all drafts, and all threads."""
        rows = self.rows(f"SELECT id, '', '' FROM intake UNION ALL SELECT '', {self.HEX.format('draft_hash')}, '' "
                         "FROM sent_drafts UNION ALL SELECT '', '', id FROM threads")
        slips, drafts, threads = ({one for one in column if one} for column in zip(*rows or [("", "", "")]))
        return slips, drafts, threads

    def envelopes(self) -> dict[str, bytes]:
        return self._bytes("envelope", "slips") | self._bytes("envelope", "intake")

    def marks(self, which: set[str]) -> dict[str, dict[str, bytes]]:
        """By what each of these is known, of whichever kind it is."""
        drafts = [one for one, in self.rows(f"SELECT {self.HEX.format('draft_hash')} FROM sent_drafts")]
        found = (marks_of(self.envelopes()) | draft_marks(drafts) | reply_marks(self._bytes("sealed", "replies"))
                 | thread_marks(self._bytes("tag", "threads"), self._bytes("way", "threads")))
        return {one: found[one] for one in which if one in found}

    def _bytes(self, column: str, table: str) -> dict[str, bytes]:
        rows = self.rows(f"SELECT id, {self.HEX.format(column)} FROM {table}")
        return {one: bytes.fromhex(text) for one, text in rows}


class SqliteDisk(Disk):
    """A SQLite file with what lies beside it."""

    HEX = "lower(hex({}))"
    KNOWN_LOGS: tuple[str, ...] = ()

    def __init__(self, file: pathlib.Path):
        self.file = file

    def rows(self, statement: str) -> list[tuple]:
        database = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=5)
        try:
            return database.execute(statement).fetchall()
        finally:
            database.close()

    def is_settled(self, _since: float) -> bool:
        """Whether all that was written until then is visible and its order forgotten."""
        return self.log_bytes() == 0 and not self.rows(
            "SELECT id FROM intake UNION ALL SELECT id FROM replies WHERE state = 'waiting'")

    def log_bytes(self) -> int:
        return self.beside("-wal").stat().st_size

    def flush(self) -> None:
        """What the kernel does within half a minute; of a file that is mapped into memory it sees
        another change, and a time, only after that."""
        with open(self.beside("-shm"), "rb") as mapped:
            os.fsync(mapped.fileno())

    def times(self) -> dict[str, list[float]]:
        return {file.name: [file.stat().st_mtime, file.stat().st_ctime] for file in self.files()}

    def free_list(self, pages: dict[str, int]) -> list[float]:
        return turns_in_free_list(self.file.read_bytes(), pages)

    def beside(self, suffix: str) -> pathlib.Path:
        return self.file.with_name(self.file.name + suffix)

    def files(self) -> list[pathlib.Path]:
        return sorted(self.file.parent.iterdir())

    def pages_in_intake(self, slips: list[str]) -> dict[str, int]:
        """A page that each slip has to itself while it waits."""
        envelopes = self.envelopes()
        return pages_of(self.file.read_bytes(), self.beside("-wal").read_bytes(),
                        marks_of({one: envelopes[one] for one in slips}))

    def look(self, which: set[str]) -> Loot:
        """What can be found of these; they need not be all there are."""
        contents = {file.name: file.read_bytes() for file in self.files()}
        return sqlite_loot(contents, self.file.name, self.marks(which), trees_of(self.rows))


def trees_of(rows) -> dict[int, str]:
    """Which table or index each page of a SQLite file is of."""
    return dict(rows("SELECT pageno, name FROM dbstat"))


def sqlite_loot(contents: dict[str, bytes], main: str, marks, trees: dict[int, str]) -> Loot:
    loot = Loot()
    page_bytes = struct.unpack_from(">H", contents[main], 16)[0]
    for name, content in contents.items():
        if name != main:
            loot.note_places(name, content, marks, page_bytes)
    turns: dict[int, int] = {}
    for turn, page in enumerate(logged_pages(contents.get(f"{main}-shm", b""))):
        turns.setdefault(page, turn)
    loot.note_pages(contents[main], marks, page_bytes, trees, turns)
    return loot


def pages_of(main: bytes, log: bytes, marks) -> dict[str, int]:
    page_bytes = struct.unpack_from(">H", main, 16)[0]
    found = {}
    for which, kinds in marks.items():
        # A frame of the log is the number of its page, more of a header, and the page.
        if (place := log.rfind(kinds["middle"])) >= 0:
            frame = (place - LOG_HEADER) // (FRAME_HEADER + page_bytes)
            found[which] = struct.unpack_from(
                ">I", log, LOG_HEADER + frame * (FRAME_HEADER + page_bytes))[0]
        elif (place := main.rfind(kinds["middle"])) >= 0:
            found[which] = place // page_bytes + 1
    return found


def turns_in_free_list(main: bytes, pages: dict[str, int]) -> list[float]:
    """When the page of each slip came free, by their ids. Pages were taken as slips came: if they
    come free by the ids, which the rows still have, the list says which slip came when."""
    turn = {page: place for place, page in
            enumerate(free_pages(main, struct.unpack_from(">H", main, 16)[0]))}
    return [turn[pages[one]] for one in sorted(pages) if pages[one] in turn]


def free_pages(content: bytes, page_bytes: int) -> list[int]:
    """The free list, in the order in which its pages came free."""
    trunk, found = struct.unpack_from(">I", content, 32)[0], []
    while trunk:
        at = (trunk - 1) * page_bytes
        following, count = struct.unpack_from(">II", content, at)
        found = [trunk, *struct.unpack_from(f">{count}I", content, at + 8), *found]
        trunk = following
    return found


def logged_pages(shared: bytes) -> list[int]:
    """The pages of the log's frames, in their order: the shared index keeps them beyond the log."""
    # Blocks of 4,096 page numbers, each with 8,192 places of a hash table behind it; 136 bytes of
    # header are in the first.
    found = []
    for start in range(0, len(shared), 32_768):
        begin = 136 if start == 0 else 0
        numbers = shared[start + begin:start + 16_384]
        found += struct.unpack(f"={len(numbers) // 4}I", numbers)
    return found


class PostgresDisk(Disk):
    """A PostgreSQL cluster: its files, and what its rows' headers say."""

    HEX = "encode({}, 'hex')"
    PAGE_BYTES = 8_192
    KNOWN_LOGS = (KNOWN,)
    TABLES = {"slips": "id", "intake": "id", "sent_drafts": "encode(draft_hash, 'hex')", "threads": "id",
              "replies": "id"}
    HEADERS = {"page of the row": "(ctid::text::point)[0]", "line of the row": "(ctid::text::point)[1]",
               "xmin": "xmin::text::bigint", "xmax": "xmax::text::bigint", "cmin": "cmin::text::bigint"}

    def __init__(self, postgres: Postgres, database: str = "ineedtotalk"):
        self.postgres, self.database = postgres, database
        self.cluster = postgres.folder / "cluster"

    def rows(self, statement: str) -> list[tuple]:
        return [tuple(line.split("|")) for line in self.postgres.sql(statement, self.database).splitlines()]

    def is_settled(self, since: float) -> bool:
        """Whether all that was written until then is visible and its order forgotten: the last of it is that
        what was written anew is cleared away."""
        tables = ("sent_drafts", "threads", "replies")
        told = self.rows("SELECT count(*), pg_relation_size('intake'), "
                         "(SELECT count(*) FROM replies WHERE state = 'waiting'), "
                         "(SELECT coalesce(extract(epoch FROM last_vacuum), 0) FROM pg_stat_user_tables "
                         "WHERE relname = 'threads'), "
                         + ", ".join(f"(SELECT count(DISTINCT xmin::text) FROM {table})" for table in tables)
                         + " FROM intake")[0]
        return (told[:3] == ("0", "0", "0") and float(told[3]) > since
                and all(int(one) <= 1 for one in told[4:]))

    # It keeps no list of free pages, and writes its files when it sees fit.
    def flush(self) -> None:
        pass

    def times(self) -> dict[str, list[float]]:
        return {}

    def pages_in_intake(self, _slips: list[str]) -> dict[str, int]:
        return {}

    def free_list(self, _pages: dict[str, int]) -> list[float]:
        return []

    def files(self) -> list[pathlib.Path]:
        """All but those of the databases that every cluster begins with."""
        others = tuple(str(self.cluster / "base" / number) + "/" for number, in self.rows(
            "SELECT oid FROM pg_database WHERE datname <> current_database()"))
        return sorted(file for file in self.cluster.rglob("*")
                      if file.is_file() and not str(file).startswith(others))

    def look(self, which: set[str]) -> Loot:
        self.postgres.sql("CHECKPOINT")
        loot = Loot()
        for table, key in self.TABLES.items():
            for row in self.rows(f"SELECT {key}, {', '.join(self.HEADERS.values())} FROM {table}"):
                for header, figure in zip(self.HEADERS, row[1:]):
                    if row[0] in which:
                        loot.note(f"{header} in {table}", row[0], float(figure))
        marks = self.marks(which)
        self._note_chunks(loot, {one: sealed for one, sealed in self.envelopes().items() if one in which})
        names = dict(self.rows("SELECT pg_relation_filepath(oid), relname FROM pg_class "
                               "WHERE pg_relation_filepath(oid) IS NOT NULL"))
        for file in self.files():
            try:
                content = file.read_bytes()
            except FileNotFoundError:
                continue  # Went meanwhile.
            path = str(file.relative_to(self.cluster))
            where = names.get(path, KNOWN if path.startswith(KNOWN) else path)
            loot.note_places(where, content, marks, self.PAGE_BYTES, path.startswith("base/"))
        return loot

    def _note_chunks(self, loot: Loot, envelopes: dict[str, bytes]) -> None:
        """Long values lie in a table of their own, under numbers that only grow."""
        for table in ("slips", "intake"):
            long = self.postgres.sql(f"SELECT reltoastrelid::regclass FROM pg_class WHERE oid = '{table}'::regclass")
            chunks = self.rows("SELECT chunk_id, (ctid::text::point)[0], xmin::text::bigint, "
                               f"encode(substr(chunk_data, 65, 24), 'hex') FROM {long} WHERE chunk_seq = 0")
            of = {sealed[SAME_BYTES:SAME_BYTES + 24].hex(): one for one, sealed in envelopes.items()}
            for number, page, transaction, piece in chunks:
                if piece in of:
                    for what, figure in (("number", number), ("page", page), ("xmin", transaction)):
                        loot.note(f"{what} of the long value in {table}", of[piece], float(figure))


def disk_of(postgres: Postgres | None, file: pathlib.Path) -> PostgresDisk | SqliteDisk:
    """That of the database which a service has: this file where it has no cluster."""
    return PostgresDisk(postgres) if postgres else SqliteDisk(file)

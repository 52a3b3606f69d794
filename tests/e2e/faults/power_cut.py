"""The power goes at random moments. What the service wrote and flushed is recorded (strace); from it the
disk is rebuilt as a cut may leave it: what was flushed, and of the rest torn sectors of 512 bytes."""

import bisect
import contextlib
import pathlib
import random
import re
import sqlite3
from dataclasses import dataclass, field

from harness.site import Site, integrity_of

DATABASES = ("sqlite",)
SECTOR = 512
SENDERS, SLIPS_EACH = 4, 12
CALLS = "pwrite64,write,sendto,writev,fsync,fdatasync,ftruncate,unlink"
# Of this many images of a disk that never flushed its log, one at least has to lose a slip.
CONTROL_IMAGES = 20
REOPENED = 2


@dataclass
class File:
    """`safe` is what a flush has reached; `later` are writes since: where and what, or a new length."""
    safe: bytearray = field(default_factory=bytearray)
    later: list[tuple[int, bytes | None]] = field(default_factory=list)

    def flush(self) -> None:
        for change in self.later:
            apply(self.safe, *change)
        self.later.clear()

    def after_cut(self, choose: random.Random) -> bytes:
        content = bytearray(self.safe)
        for at, data in self.later:
            if data is None:
                if choose.random() < 0.5:
                    apply(content, at, None)
                continue
            for start in range(0, len(data), SECTOR):
                if choose.random() < 0.5:
                    apply(content, at + start, data[start:start + SECTOR])
        return bytes(content)


def apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at:at + len(data)] = data


def run(database: str, options) -> list[str]:
    with Site("power-cut", database, options.seed) as site:
        site.service.stop()
        before = {file.name: file.read_bytes() for file in disk_of(site.file)}
        trace = site.place / "trace"
        site.service.start("strace", "-f", "-y", "-qq", "-xx", "-s", "70000", "-e",
                           f"trace={CALLS}", "-e", "signal=none", "-o", str(trace))
        with site.senders(count=SENDERS, each=SLIPS_EACH) as senders:
            senders.join()
        site.service.stop()
        events = read_trace(trace, site.file)
        site.start()
        problems = site.settle()
        ids = {words: path.rsplit("/", 1)[1] for path, words in site.school.opened.items()}
        site.service.stop()
        told = moments(events, site.checker.cookies, ids)
        if not told or len(told) < len(site.checker.acknowledged):
            problems.append(f"of {len(site.checker.acknowledged)} acknowledgements only {len(told)} "
                            "were seen in the trace")
            return problems
        choose = random.Random(options.seed)
        torn = Replay(site, before, events, told, choose)
        problems += torn.images(options.images)
        unflushed = Replay(site, before, events, told, choose, ignores="-wal")
        lost = sum(bool(unflushed.images(1)) for _ in range(CONTROL_IMAGES))
        print(f"   {options.images} power cuts over {len(events)} calls, {len(told)} slips; control: "
              f"{lost} of {CONTROL_IMAGES} images of a disk that does not flush its log lose a slip")
        if not lost:
            problems.append("a disk that does not flush its log lost nothing: the check is blind")
        return problems + torn.reopened()


def disk_of(file: pathlib.Path) -> list[pathlib.Path]:
    """The database and its log; the shared memory beside them does not outlive a cut."""
    return [one for one in (file, file.with_name(file.name + "-wal")) if one.exists()]


CALL = re.compile(r'^(\d+)\s+(\w+)\((\d+)<([^>]*)>(.*)$')
RESUMED = re.compile(r"^(\d+)\s+<\.\.\. (\w+) resumed>")
DATA = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def read_trace(trace: pathlib.Path, file: pathlib.Path) -> list[tuple]:
    """("write", name, at, data), ("length", name, at), ("flush", name), ("gone", name) or
    ("said", bytes). A flush counts once it has returned, everything else as soon as it begins."""
    events, begun = [], {}
    names = {str(file), f"{file}-wal"}
    for line in open(trace, errors="replace"):
        if resumed := RESUMED.match(line):
            if name := begun.pop(resumed.group(1), None):
                events.append(("flush", name))
            continue
        if 'unlink("' in line:
            path = bytes_of(line).decode(errors="replace")
            if path in names:
                events.append(("gone", pathlib.Path(path).name))
            continue
        found = CALL.match(line)
        if not found:
            continue
        process, call, _, path, rest = found.groups()
        path = bytes_of(f'"{path}"').decode(errors="replace") or path
        name = pathlib.Path(path).name
        if call in ("write", "sendto", "writev"):
            if path.startswith(("TCP", "socket")):
                events.append(("said", bytes_of(rest)))
        elif path not in names:
            continue
        elif call == "pwrite64":
            at = int(rest.rsplit('"', 1)[1].split(",")[2].split(")")[0].split("<")[0])
            events.append(("write", name, at, bytes_of(rest)))
        elif call == "ftruncate":
            events.append(("length", name, int(re.match(r", (\d+)", rest).group(1))))
        elif "unfinished" in rest:
            begun[process] = name
        else:
            events.append(("flush", name))
    return events


def bytes_of(text: str) -> bytes:
    return b"".join(bytes.fromhex(part.replace("\\x", "")) for part in DATA.findall(text))


def moments(events, cookies: dict[str, str], ids: dict[str, str]) -> list[tuple[int, str]]:
    """When the answer that says "sent" left, and the row of its slip: in order of time."""
    said = [(number, event[1]) for number, event in enumerate(events) if event[0] == "said"]
    told = []
    for words, cookie in cookies.items():
        when = next((number for number, data in said if cookie.encode() in data), None)
        if when is not None and words in ids:
            told.append((when, ids[words]))
    return sorted(told)


class Replay:
    """Rebuilds the disk as it was at random moments. `ignores` is a file whose flushes do nothing."""

    def __init__(self, site, before, events, told, choose, ignores=None):
        self.site, self.before, self.events, self.told = site, before, events, told
        self.choose, self.ignores = choose, ignores
        self.folder = site.place / "tmp"

    def images(self, count: int) -> list[str]:
        last = self.told[-1][0] if self.told else len(self.events) - 1
        moments = sorted(self.choose.randrange(len(self.events) // 10, last + 1)
                         for _ in range(count))
        disk, problems, position = self._begin(), [], 0
        for moment in moments:
            for event in self.events[position:moment + 1]:
                self._happen(disk, event)
            position = moment + 1
            problems += [f"after {moment} calls: {problem}" for problem in self._look(disk, moment)]
        return problems

    def _begin(self) -> dict[str, File]:
        return {name: File(bytearray(content)) for name, content in self.before.items()}

    def _happen(self, disk: dict[str, File], event) -> None:
        if event[0] == "said":
            return
        file = disk.setdefault(event[1], File())
        if event[0] == "write":
            file.later.append((event[2], event[3]))
        elif event[0] == "length":
            file.later.append((event[2], None))
        elif event[0] == "gone":
            disk.pop(event[1])
        elif self.ignores is None or not event[1].endswith(self.ignores):
            file.flush()

    def _write(self, disk: dict[str, File], folder: pathlib.Path) -> pathlib.Path:
        for old in folder.glob("slips.sqlite*"):
            if not old.name.endswith(".lock"):
                old.unlink()
        for name, file in disk.items():
            (folder / name).write_bytes(file.after_cut(self.choose))
        return folder / self.site.file.name

    def _look(self, disk: dict[str, File], moment: int) -> list[str]:
        file = self._write(disk, self.folder)
        told = {row for when, row in self.told[:bisect.bisect(self.told, (moment, "~"))]}
        try:
            found = rows_of(file)
            problems = integrity_of(file)
        except sqlite3.DatabaseError as error:
            return [f"the database does not open: {error}"]
        doubled = len(found) - len(set(found))
        return (problems + [f"lost: {row}" for row in told - set(found)]
                + ([f"{doubled} stored twice"] if doubled else []))

    def reopened(self) -> list[str]:
        """The service itself starts on what a cut left, and readers open what was acknowledged."""
        problems, words_of = [], {path.rsplit("/", 1)[1]: words
                                  for path, words in self.site.school.opened.items()}
        for number in range(REOPENED):
            moment = self.told[-1 - number * len(self.told) // 3][0]
            disk = self._begin()
            for event in self.events[:moment + 1]:
                self._happen(disk, event)
            self._write(disk, self.site.file.parent)
            self.site.start()
            stored = self.site.school.read_every_slip()
            told = {words_of[row] for when, row in self.told if when <= moment}
            problems += [f"after a cut readers do not find: {words}" for words in told - set(stored)]
            self.site.service.stop()
        return problems


def rows_of(file: pathlib.Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(file)) as database:
        return [row for table in ("intake", "slips")
                for row, in database.execute(f"SELECT id FROM {table}")]

"""An open school on a database of its own, and the checker that watches it while something breaks."""

import contextlib
import pathlib
import sqlite3
import time
from typing import Callable

from .certificates import Certificates
from .checker import Checker
from .mail import MailServer
from .place import Place
from .postgres import Postgres
from .pupil import Pupil
from .school import School
from .senders import NO_ANSWER, Senders
from .service import Service
from .thief import PostgresDisk, SqliteDisk, disk_of
from .waiting import until

LIMITS = """
[limits]
normal_burst = 1000000
rush_burst = 1000000
writing_seconds_min = 0
"""


class Site:
    """`before` is given the place before anything is started, to mount or to trap; `wrapper` starts
    `serve`; `through` gives the service another way to the database than straight."""

    def __init__(self, name: str, database: str, seed: int,
                 wrapper: Callable[[Place], tuple[str, ...]] = lambda place: (),
                 before: Callable[[Place], contextlib.AbstractContextManager] | None = None,
                 through: Callable[[str], contextlib.AbstractContextManager] | None = None,
                 slot_seconds: int = 2):
        self.name, self.database, self.seed, self.wrapper = name, database, seed, wrapper
        self.checker = Checker()
        self.postgres: Postgres | None = None
        self._before, self._through, self._slot_seconds = before, through, slot_seconds
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.place = stack.enter_context(Place(f"{self.name}-{self.database}"))
            if self._before is not None:
                stack.enter_context(self._before(self.place))
            certificates = Certificates(self.place / "secrets")
            self.mail = stack.enter_context(MailServer(self.place / "mail", certificates))
            url = f"sqlite://{self.file}"
            if self.database == "postgres":
                self.postgres = stack.enter_context(Postgres(self.place.root))
                url = self.postgres.url
            if self._through is not None:
                url = stack.enter_context(self._through(url))
            self.service = Service(self.place, url, self.mail, certificates,
                                   slot_seconds=self._slot_seconds, more=LIMITS)
            stack.callback(self.service.stop)
            self.school = School.founded(self.service, self.mail, start=self.start)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *failure):
        return self._stack.__exit__(*failure)

    @property
    def file(self) -> pathlib.Path:
        return self.place / "data" / "slips.sqlite"

    @property
    def disk(self) -> PostgresDisk | SqliteDisk:
        return disk_of(self.postgres, self.file)

    def start(self) -> float:
        return self.service.start(*self.wrapper(self.place))

    def senders(self, **more) -> Senders:
        return Senders(self.service.port, self.service.host, self.checker, self.seed, **more)

    def until_more_acknowledged(self, count: int, seconds_max: float = 20) -> bool:
        """Waits until senders at work have been told of so many more slips that they are sent."""
        told = self.checker.acknowledged
        wanted = len(told) + count
        return until(lambda: len(told) >= wanted, seconds_max)

    def one_more(self, seconds_max: float = 20) -> list[str]:
        """The service has to take a slip again by itself, so soon after the fault is over."""
        began = time.monotonic()
        words = f"afterwards {time.monotonic_ns()}"
        while time.monotonic() - began < seconds_max:
            pupil = Pupil(self.service.port, self.service.host, timeout=seconds_max)
            with contextlib.suppress(*NO_ANSWER, LookupError):
                if "is sent" in pupil.send_slip(words).heading.lower():
                    self.checker.told_sent(words)
                    return []
                self.checker.told_nothing(words)
                words += " again"
            time.sleep(0.1)
        return [f"no slip was taken {seconds_max:.0f} s after the fault was over"]

    def settle(self) -> list[str]:
        """Readers open every slip; what is wrong with what they find, and with the checker itself."""
        stored = self.school.read_every_slip()
        problems = self.checker.problems(stored) + self.checker.control(stored) + self.integrity()
        told = self.checker
        refusals = ", ".join(f"{count} × {status}" for status, count in
                             sorted(told.refusals.items())) or "none"
        print(f"   {len(told.acknowledged)} acknowledged, {len(told.unsure)} unsure, {len(stored)} "
              f"stored; refused: {refusals}; {len(problems)} faults")
        return problems

    def integrity(self) -> list[str]:
        """What the database says of itself."""
        return self.postgres.check() if self.postgres else integrity_of(self.file)


def integrity_of(file: pathlib.Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(file)) as database:
        told = database.execute("PRAGMA integrity_check").fetchone()[0]
    return [] if told == "ok" else [f"integrity_check: {told}"]

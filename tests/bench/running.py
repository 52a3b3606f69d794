"""The service as the benchmark has it: its database, what it holds of the machine, and the program
that plays its visitors (`figures.rs`)."""

import collections
import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))

from harness.certificates import Certificates  # noqa: E402
from harness.mail import MailServer  # noqa: E402
from harness.place import Place  # noqa: E402
from harness.postgres import Postgres  # noqa: E402
from harness.school import School  # noqa: E402
from harness.service import Service  # noqa: E402

# Everyone in the benchmark comes from one address.
LIMITS = """
[limits]
normal_burst = 100000000
rush_burst = 100000000
rush_megabytes_a_day = 1000000
writing_seconds_min = 0
"""
STAFF_COOKIE = "__Host-staff"


class Running:
    """One service with a school that is open, on a database of its own."""

    def __init__(self, place: Place, mail: MailServer, certificates: Certificates,
                 postgres: Postgres | None, slot_seconds: int):
        self.place, self.mail, self.postgres = place, mail, postgres
        self.certificates = certificates
        self.file = place / "data" / "slips.sqlite"
        url = postgres.url if postgres else f"sqlite://{self.file}"
        more = f'{LIMITS}\n[backup]\nkey_file = "{place / "secrets" / "backup-key"}"\n'
        self.service = Service(place, url, mail, certificates, slot_seconds, more)
        self.service.command("backup", "--new-key")
        self.school = School.founded(self.service, mail, start=self.service.start)

    def session(self, member: str) -> str:
        """Signs in anew: a session that waited for a long step may have locked itself."""
        self.school.members[member].sign_in()
        return self.school.members[member].cookies[STAFF_COOKIE]

    def played(self, command: str, *arguments) -> dict[str, float]:
        """Runs a command of the load's; its figures by name."""
        at = ["--port", self.service.port, "--host", self.service.host]
        return figures(command, *at, *arguments)

    def filled(self, count: int, seen_by: list[str], suite: str) -> None:
        """Lays down so many more slips, and starts the service again."""
        config = self.place / "secrets" / "fill.toml"
        config.write_text(self.service.config.read_text() + f'\n[sealing]\nsuite = "{suite}"\n')
        self.service.stop()
        seen = [word for session in seen_by for word in ("--seen-by", session)]
        figures("fill", "--config", config, "--count", count, *seen)
        self.service.start()

    def order_forgotten(self) -> dict[str, float]:
        """As after a slot, while the service is stopped."""
        return self._stopped("forget-order")

    def purged(self) -> dict[str, float]:
        """Deletes the slips of one day, while the service is stopped."""
        return self._stopped("purge")

    def _stopped(self, command: str) -> dict[str, float]:
        self.service.stop()
        took = figures(command, "--config", self.service.config)
        self.service.start()
        return took

    def copied(self) -> pathlib.Path:
        """A configuration whose database is a copy of this one's."""
        config = self.place / "secrets" / "bare.toml"
        text = self.service.config.read_text()
        if self.postgres:
            self.service.stop()
            self.postgres.sql("CREATE DATABASE bare TEMPLATE ineedtotalk", database="postgres")
            self.service.start()
            config.write_text(text.replace(self.postgres.url, self.postgres.url_of("bare")))
            return config
        copy = self.place / "data" / "bare.sqlite"
        with contextlib.closing(sqlite3.connect(copy)) as there, self._sqlite() as here:
            here.backup(there)
        config.write_text(text.replace(str(self.file), str(copy)))
        return config

    def stored(self) -> int:
        """Slips in the database."""
        count = "SELECT (SELECT count(*) FROM slips) + (SELECT count(*) FROM intake)"
        if self.postgres:
            return int(self.postgres.sql(count))
        with self._sqlite() as database:
            return database.execute(count).fetchone()[0]

    def database_megabytes(self) -> float:
        if self.postgres:
            return int(self.postgres.sql("SELECT pg_database_size('ineedtotalk')")) / 1e6
        return self.file.stat().st_size / 1e6

    def _sqlite(self):
        return contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True))

    def memory_megabytes(self, field: str = "VmRSS") -> float:
        status = pathlib.Path(f"/proc/{self.service.process_id()}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(f"{field}:"))
        return int(line.split()[1]) * 1_024 / 1e6

    def processor_seconds(self) -> collections.Counter:
        """What each kind of thread of the service has had of the processors, by the threads' names."""
        had = collections.Counter()
        for task in pathlib.Path(f"/proc/{self.service.process_id()}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):
                name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(") ")
                spent = sum(map(int, rest.split()[11:13])) / os.sysconf("SC_CLK_TCK")
                had[re.sub(r"[:|_-]*[0-9:|]*$", "", name)] += spent
        return had

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.service.process_id()}/fd"))

    def command(self, *arguments) -> None:
        """Runs a command of the program beside the service, however long it takes."""
        self.service.command(*map(str, arguments), timeout=3_600)


@contextlib.contextmanager
def running(database: str, slot_seconds: int = 900):
    """A service on `sqlite` or `postgres`, gone at the end."""
    with contextlib.ExitStack() as parts:
        place = parts.enter_context(Place(f"bench-{database}"))
        certificates = Certificates(place / "secrets")
        mail = parts.enter_context(MailServer(place / "mail", certificates))
        postgres = parts.enter_context(Postgres(place.root)) if database == "postgres" else None
        here = Running(place, mail, certificates, postgres, slot_seconds)
        parts.callback(here.service.stop)
        yield here


def figures(*arguments) -> dict[str, float]:
    """Runs the load program; the `name: value` lines it printed."""
    done = subprocess.run([os.environ["FIGURES_PROGRAM"], *map(str, arguments)],
                          stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"figures {arguments[0]} failed: {done.stdout}")
    found = {}
    for line in done.stdout.splitlines():
        name, _, value = line.partition(": ")
        with contextlib.suppress(ValueError):
            found[name] = float(value)
    return found


def free_gigabytes() -> float:
    return shutil.disk_usage("/tmp").free / 1e9


def built_program(messages: str) -> str:
    """The path of the load program, from what Cargo said of its build."""
    told = [json.loads(line) for line in messages.splitlines() if line.startswith("{")]
    return next(one["executable"] for one in told
                if one.get("executable") and one["target"]["name"] == "figures")


if __name__ == "__main__":
    print(built_program(sys.stdin.read()))

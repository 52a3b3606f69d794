"""A PostgreSQL cluster of the run's own, on a free loopback port."""

import contextlib
import os
import pathlib
import pwd
import signal
import subprocess
import time

from .place import free_port

# What `ineedtotalk deploy postgres` sets for its role, so that a slip's bytes stay out of the server's log.
SETTINGS = {
    "fsync": "on",
    "log_statement": "none",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "logging_collector": "on",
    "log_directory": "log",
    "log_connections": "off",
}


class Postgres:
    """Started on entry, stopped by its process id on exit. `url` names an empty database."""

    def __init__(self, root: pathlib.Path, settings: dict[str, str] | None = None):
        self.folder = root / "postgres"
        self.port = free_port()
        self.settings = SETTINGS | (settings or {})
        self.server: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return self.url_of("ineedtotalk")

    def url_of(self, database: str) -> str:
        return f"postgres://ineedtotalk@127.0.0.1:{self.port}/{database}"

    def __enter__(self):
        self._make_folder()
        run([*as_owner(), tool("initdb"), "--pgdata", self.folder / "cluster", "--no-sync",
             "--auth=trust", "--username=ineedtotalk", "--encoding=UTF8", "--locale=C.UTF-8"])
        self.start()
        self.sql("CREATE DATABASE ineedtotalk", database="postgres")
        return self

    def __exit__(self, *_failure):
        self.stop()

    @contextlib.contextmanager
    def copy(self, root: pathlib.Path):
        """A cluster of its own with the same content, running."""
        copied = Postgres(root, self.settings)
        copied._make_folder()
        (root / "output").mkdir()
        run([*as_owner(), tool("pg_basebackup"), *self._connection, "--checkpoint=fast",
             "--pgdata", copied.folder / "cluster"])
        copied.start()
        try:
            yield copied
        finally:
            copied.stop()

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self.folder.chmod(0o700)

    @property
    def _connection(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "ineedtotalk"]

    def start(self) -> None:
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        output = open(self.folder.parent / "output" / "postgres.txt", "ab")
        self.server = subprocess.Popen(
            [*map(str, as_owner()), tool("postgres"), "-D", self.folder / "cluster",
             "-h", "127.0.0.1", "-p", str(self.port), "-k", self.folder, *options],
            stdout=output, stderr=output, cwd=self.folder.parent)
        for _ in range(300):
            ready = subprocess.run([tool("pg_isready"), "-h", "127.0.0.1", "-p", str(self.port)],
                                   capture_output=True)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def stop(self) -> None:
        """Ends the server of this cluster: its own process id is in the cluster's folder."""
        if self.server is None:
            return
        os.kill(self.process_id(), signal.SIGINT)
        self.server.wait(60)
        self.server = None

    def process_id(self) -> int:
        return int((self.folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])

    def sql(self, statement: str, database: str = "ineedtotalk") -> str:
        """The answer as psql prints it unaligned, without headings."""
        done = run([tool("psql"), "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                    "-d", self.url_of(database), "-c", statement])
        return done.stdout.strip()

    def check(self) -> list[str]:
        """What pg_amcheck finds: pages that are not whole, and rows that an index of theirs does not have."""
        done = subprocess.run([tool("pg_amcheck"), *self._connection, "--install-missing", "--heapallindexed",
                               "ineedtotalk"], capture_output=True, text=True)
        found = (done.stdout + done.stderr).strip().splitlines()
        return [f"pg_amcheck: {line}" for line in found or ["no word of it"]] if done.returncode else []

    def run(self, script: str) -> None:
        """A file for psql, as the administrator runs it."""
        command = [tool("psql"), "-X", "-q", "-d", self.url_of("postgres"), "-f", "-"]
        done = subprocess.run(command, input=script, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"psql refused the script: {done.stderr.strip()}")


def tool(name: str) -> pathlib.Path:
    """A PostgreSQL program of the newest version installed."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
                   key=lambda path: int(path.parts[-3]))
    if not found:
        raise RuntimeError(f"no {name}: install the postgresql package")
    return found[-1]


def as_owner() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


def run(command) -> subprocess.CompletedProcess:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")
    return done

"""The canary run's control: plants every mark in every form in every kind of place, and says which of
them the search does not find there."""

import pathlib
import smtplib
import sqlite3
import ssl
import time

from .certificates import Certificates
from .mail import PASSWORD, USER, MailServer
from .place import Place
from .postgres import Postgres
from .traces import Canary, Found, search, search_below

FOLDERS = ("data", "tmp", "home", "cwd", "output")
LOG_SECONDS_MAX = 15


class Planting:
    """Plants these canaries; each method answers what was planted and not found."""

    def __init__(self, canaries: list[Canary]):
        self.canaries = canaries
        self.marks = [(canary.kind, form, needle) for canary in canaries
                      for form, needle in canary.forms.items()]

    def in_files(self, place: Place) -> list[str]:
        problems = []
        for folder in FOLDERS:
            leak = place / folder / "leak"
            leak.write_bytes(b"\n".join(needle for _, _, needle in self.marks))
            problems += self._missing(search_below(self.canaries, place / folder)[0], folder)
            leak.unlink()
        return problems

    def in_sqlite(self, folder: pathlib.Path) -> list[str]:
        database = sqlite3.connect(folder / "slips.sqlite")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("CREATE TABLE leak (content BLOB)")
        database.executemany("INSERT INTO leak VALUES (?)", [(needle,) for *_, needle in self.marks])
        database.commit()
        log = (folder / "slips.sqlite-wal").read_bytes()
        problems = self._missing(search(self.canaries, log, "log"), "SQLite's write-ahead log")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        content = (folder / "slips.sqlite").read_bytes()
        return problems + self._missing(search(self.canaries, content, "file"), "SQLite's file")

    def in_postgres(self, postgres: Postgres) -> list[str]:
        rows = ",".join(f"('\\x{needle.hex()}'::bytea)" for *_, needle in self.marks)
        postgres.sql("CREATE TABLE leak (content bytea)")
        # Twice, because the log of writes puts the head of its next page into the middle of a mark.
        for _ in range(2):
            postgres.sql(f"INSERT INTO leak VALUES {rows}")
        postgres.sql("CHECKPOINT")
        cluster = postgres.folder / "cluster"
        problems = []
        for folder in ("base", "pg_wal"):
            found = search_below(self.canaries, cluster / folder)[0]
            problems += self._missing(found, f"PostgreSQL's {folder}")
        for canary in self.canaries:
            try:
                postgres.sql(f"SELECT '{canary.mark}'::integer")
            except RuntimeError:
                pass
        return problems + self._missing_in_log(cluster / "log")

    def _missing_in_log(self, folder) -> list[str]:
        """PostgreSQL's log is written by a process of its own, a moment after the answer."""
        until = time.monotonic() + LOG_SECONDS_MAX
        while True:
            told = search_below(self.canaries, folder)[0]
            missing = self._missing(told, "PostgreSQL's own log", "plain")
            if not missing or time.monotonic() > until:
                return missing
            time.sleep(0.2)

    def in_mail(self, mail: MailServer, certificates: Certificates) -> list[str]:
        context = ssl.create_default_context(cafile=str(certificates.ca))
        with smtplib.SMTP("127.0.0.1", mail.port) as relay:
            relay.starttls(context=context)
            relay.login(USER, PASSWORD)
            body = b"\r\n".join(needle for *_, needle in self.marks)
            relay.sendmail("a@school.example", ["b@school.example"], b"Subject: leak\r\n\r\n" + body)
        return self._missing(search_below(self.canaries, mail.folder)[0], "a mail")

    def _missing(self, found: list[Found], where: str, form: str | None = None) -> list[str]:
        """Marks that are not among what was found; of one form only, if it is named."""
        caught = {(one.kind, one.form) for one in found}
        return [f"planted in {where} but not found: {kind} ({shape})"
                for kind, shape, _ in self.marks
                if form in (None, shape) and (kind, shape) not in caught]

"""Breaks the service's own statements in PostgreSQL while slips are sent: refused rows, locks, deadlocks, time-outs,
cancelled and killed connections, a full disk, the same draft twice. Of a server that is set to log everything
for others, neither the log nor its views of statements hold words, names, addresses or any sealed byte.

The control: with the settings that `deploy postgres` makes taken away again, the same faults put them there."""

import argparse
import contextlib
import pwd
import re
import subprocess
import sys
import threading
import time

import canary
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres, as_owner, tool
from harness.pupil import Pupil
from harness.school import School
from harness.senders import NO_ANSWER
from harness.service import Service
from harness.traces import search, search_below

LOUD = canary.LOUD | {
    "shared_preload_libraries": "pg_stat_statements,auto_explain", "log_lock_waits": "on",
    "pg_stat_statements.track": "all", "auto_explain.log_min_duration": "0",
    "auto_explain.log_nested_statements": "on", "deadlock_timeout": "500ms", "log_min_messages": "info",
}
# Ids and hashes are 32 digits and more, and sealed bytes are written like that as well.
VALUES = re.compile(rb"[0-9a-f]{32}")
WRITTEN_WITHIN = 5
PRESSES_MAX = 40

WAITS = """CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM {what}; RETURN NEW; END $$;
    CREATE TRIGGER trouble BEFORE INSERT ON intake FOR EACH ROW EXECUTE FUNCTION trouble()"""
WAITS_NO_MORE = "DROP FUNCTION trouble CASCADE"
ASLEEP = "FROM pg_stat_activity WHERE usename = 'talk' AND wait_event = 'PgSleep'"


class Trouble:
    """A service on a server that logs all it may, and pupils who press Send while something breaks."""

    def __init__(self, service: Service, postgres: Postgres):
        self.service, self.postgres = service, postgres
        self.logs = postgres.folder / "cluster" / "log"
        self.views: list[bytes] = []

    def sql(self, statement: str) -> str:
        return self.postgres.sql(statement, "talk")

    def look(self) -> None:
        """What the server shows of statements under way, and of all before."""
        self.views += [self.sql("SELECT * FROM pg_stat_activity").encode(),
                       self.sql("SELECT query FROM pg_stat_statements").encode()]

    def log(self) -> bytes:
        return b"".join(file.read_bytes() for file in sorted(self.logs.iterdir()))

    def refused(self) -> int:
        return len(re.findall(rb"^.*(?:ERROR|FATAL):", self.log(), re.M))

    def sent_during(self, fault) -> list[str]:
        """One pupil presses Send under this fault, and again once it is over."""
        before = self.refused()
        pupil = Pupil(self.service.port, self.service.host, canary.SOURCE, canary.HEADERS, timeout=60)
        pupil.write(canary.WORDS.mark, who=canary.WHO.mark)
        button = pupil.filled("send")
        problems = []

        def press() -> None:
            with contextlib.suppress(*NO_ANSWER):
                page = pupil.send(*button)
                if page.status != 200 and canary.WORDS.mark not in page.body:
                    problems.append(f"{page.status} without the words")

        with fault(self):
            pressing = threading.Thread(target=press)
            pressing.start()
            time.sleep(0.3)
            self.look()
            pressing.join()
        for _ in range(PRESSES_MAX):
            with contextlib.suppress(*NO_ANSWER):
                if "is sent" in pupil.send(*button).heading.lower():
                    break
            time.sleep(0.2)
        else:
            problems.append("the slip was not taken once it was over")
        until = time.monotonic() + WRITTEN_WITHIN
        while self.refused() == before:
            if time.monotonic() > until:
                return [*problems, "nothing failed in the server"]
            time.sleep(0.1)
        return problems

    def found(self) -> list[str]:
        self.look()
        texts = {"the server's log": self.log(), "a view of statements": b"\n".join(self.views)}
        problems = [str(one) for where, text in texts.items()
                    for one in search(canary.CANARIES, text, where)]
        problems += [f"{len(VALUES.findall(text))} values in {where}"
                     for where, text in texts.items() if VALUES.search(text)]
        # Whatever else is written: the service's own log, and what the server prints.
        problems += map(str, search_below(canary.CANARIES, self.service.place / "output")[0])
        return problems


@contextlib.contextmanager
def refused_row(trouble: Trouble):
    trouble.sql("ALTER TABLE intake ADD CONSTRAINT trouble CHECK (octet_length(envelope) < 0) NOT VALID")
    yield
    trouble.sql("ALTER TABLE intake DROP CONSTRAINT trouble")


@contextlib.contextmanager
def lock_that_is_not_let_go(trouble: Trouble):
    with beside(trouble, "BEGIN; LOCK TABLE intake IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(4)"):
        time.sleep(0.3)
        yield


@contextlib.contextmanager
def deadlock(trouble: Trouble):
    trouble.sql(WAITS.format(what="pg_advisory_xact_lock(1), pg_sleep(1), pg_advisory_xact_lock(2)"))
    with beside(trouble, "BEGIN; SELECT pg_advisory_xact_lock(2); SELECT pg_sleep(1); "
                         "SELECT pg_advisory_xact_lock(1)"):
        yield
    trouble.sql(WAITS_NO_MORE)


@contextlib.contextmanager
def statement_that_takes_too_long(trouble: Trouble):
    trouble.sql(WAITS.format(what="pg_sleep(11)"))
    yield
    trouble.sql(WAITS_NO_MORE)


def ended_by(function: str):
    @contextlib.contextmanager
    def fault(trouble: Trouble):
        trouble.sql(WAITS.format(what="pg_sleep(3)"))

        def end() -> None:
            for _ in range(30):
                if "t" in trouble.sql(f"SELECT {function}(pid) {ASLEEP}"):
                    return
                time.sleep(0.1)

        ending = threading.Thread(target=end)
        ending.start()
        yield
        ending.join()
        trouble.sql(WAITS_NO_MORE)
    return fault


@contextlib.contextmanager
def full_disk(trouble: Trouble):
    small = trouble.postgres.folder / "small"
    small.mkdir()
    owner = pwd.getpwnam("postgres").pw_uid
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=1m,mode=0700,uid={owner}", "none", small],
                   check=True)
    try:
        trouble.sql(f"CREATE TABLESPACE small LOCATION '{small}'")
        trouble.sql("ALTER TABLE intake SET TABLESPACE small")
        ballast = small / "ballast"
        with contextlib.suppress(OSError), open(ballast, "wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        yield
        ballast.unlink()
        trouble.sql("ALTER TABLE intake SET TABLESPACE pg_default")
        trouble.sql("CHECKPOINT")
        trouble.sql("DROP TABLESPACE small")
    finally:
        # At once, although a connection that is idle may still have a file of it open.
        subprocess.run(["umount", "--lazy", small], check=True)


@contextlib.contextmanager
def beside(trouble: Trouble, script: str):
    """Another connection to the same database, at work meanwhile."""
    command = [*as_owner(), tool("psql"), "-X", "-q", "-d", trouble.postgres.url_of("talk")]
    for statement in script.split("; "):
        command += ["-c", statement]
    other = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    yield
    other.wait(30)


FAULTS = {
    "a row that is refused": refused_row,
    "a lock that is not let go": lock_that_is_not_let_go,
    "a deadlock": deadlock,
    "a statement that takes too long": statement_that_takes_too_long,
    "a statement that is cancelled": ended_by("pg_cancel_backend"),
    "a connection that is killed": ended_by("pg_terminate_backend"),
    "a full disk": full_disk,
}
TAKES_LONG = {"a statement that takes too long"}


def pressed_twice_at_once(trouble: Trouble) -> list[str]:
    """Of two presses of one draft the later meets the unique key, or a race."""
    before = trouble.refused()
    for _ in range(10):
        pupil = Pupil(trouble.service.port, trouble.service.host, canary.SOURCE, canary.HEADERS)
        pupil.write(canary.WORDS.mark)
        button, twin = pupil.filled("send"), Pupil(trouble.service.port, trouble.service.host)
        twin.cookies = pupil.cookies
        both = [threading.Thread(target=one.send, args=button) for one in (pupil, twin)]
        for one in both:
            one.start()
        for one in both:
            one.join()
    return [] if trouble.refused() > before else ["the same draft twice made no statement fail"]


def loud_is_noticed(trouble: Trouble) -> list[str]:
    """The settings of the role taken away; a word and a value where only a statement would have them."""
    trouble.sql("ALTER ROLE talk RESET ALL")
    trouble.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'talk'")
    problems = trouble.sent_during(refused_row)
    values = VALUES.findall(trouble.log())
    if b"Failing row contains" not in trouble.log() or len(values) < 10:
        problems.append("control: what a loud server logs of a row is not noticed")
    mark = canary.WORDS.mark
    with contextlib.suppress(RuntimeError):
        trouble.sql(f"SELECT '{mark}'::integer")
    trouble.sql(f"COMMENT ON TABLE intake IS '{mark}'")
    trouble.views.clear()
    with beside(trouble, f"SELECT '{mark}', pg_sleep(1)"):
        time.sleep(0.4)
        activity = trouble.sql("SELECT * FROM pg_stat_activity")
    statements = trouble.sql("SELECT query FROM pg_stat_statements")
    for where, text in (("log", trouble.log()), ("activity", activity.encode()),
                        ("statements", statements.encode())):
        if not search([canary.WORDS], text, where):
            problems.append(f"control: words in the server's {where} are not noticed")
    print(f"   control: {len(values)} values in the log of a server that may log")
    return problems


def check(place: Place, stack: contextlib.ExitStack, is_short: bool) -> list[str]:
    certificates = Certificates(place / "secrets")
    mail = stack.enter_context(MailServer(place / "mail", certificates))
    postgres = stack.enter_context(Postgres(place.root, LOUD))
    url = f"postgres://talk@127.0.0.1:{postgres.port}/talk"
    service = Service(place, url, mail, certificates)
    postgres.run(service.command("deploy", "postgres"))
    postgres.sql("CREATE EXTENSION pg_stat_statements", "talk")
    stack.callback(service.stop)
    School.founded(service, mail, start=service.start)
    trouble, problems = Trouble(service, postgres), []
    for name, fault in FAULTS.items():
        if is_short and name in TAKES_LONG:
            continue
        wrong = trouble.sent_during(fault)
        print(f"   {name}: {len(wrong)} faults")
        problems += [f"{name}: {one}" for one in wrong]
    problems += pressed_twice_at_once(trouble)
    found = trouble.found()
    print(f"   {trouble.refused()} statements failed, {len(trouble.log())} bytes of log, {len(found)} traces")
    return problems + found + loud_is_noticed(trouble)


def main(is_short: bool) -> int:
    with contextlib.ExitStack() as stack:
        problems = check(stack.enter_context(Place("server-log")), stack, is_short)
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true", help="leave out what takes ten seconds")
    sys.exit(main(options.parse_args().short))

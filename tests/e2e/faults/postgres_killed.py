"""PostgreSQL is killed with all its processes, or shut down at once, under load, and started again."""

import os
import pathlib
import signal
import time

from harness.site import Site
from harness.waiting import until

DATABASES = ("postgres",)
# The first pupil who presses Send looks for the server; those after them are refused at once.
REFUSED_SECONDS_MAX = 10
RECONNECT_SECONDS_MAX = 5


def run(database: str, options) -> list[str]:
    problems, restarts = [], max(2, options.kills // 5)
    taken = refused = 0.0
    with Site("postgres-killed", database, options.seed) as site:
        with site.senders(count=8):
            for number in range(restarts):
                if not site.until_more_acknowledged(1):
                    problems.append(f"before restart {number} nobody sent anything")
                before = site.checker.refused()
                (kill if number % 2 == 0 else shut_down_at_once)(site.postgres)
                began = time.monotonic()
                if not until(lambda: site.checker.refused() > before, REFUSED_SECONDS_MAX):
                    problems.append(f"restart {number}: nobody was told that nothing was sent")
                refused = max(refused, time.monotonic() - began)
                site.postgres.start()
                began = time.monotonic()
                problems += site.one_more(RECONNECT_SECONDS_MAX)
                taken = max(taken, time.monotonic() - began)
        print(f"   {restarts} restarts, somebody refused at most {refused:.2f} s after one, "
              f"a slip taken {taken:.2f} s after")
        return problems + site.settle() + control(site)


def control(site) -> list[str]:
    """In a copy a letter of a slip's id is another on its page: nothing but its index can tell."""
    with site.postgres.copy(site.place / "copy") as copy:
        problems = copy.check()
        file = copy.folder / "cluster" / copy.sql("SELECT pg_relation_filepath('slips')")
        slip = copy.sql("SELECT id FROM slips LIMIT 1").encode()
        copy.stop()
        whole = file.read_bytes()
        broken = whole.replace(slip, slip[:-1] + (b"1" if slip.endswith(b"0") else b"0"))
        file.write_bytes(broken)
        copy.start()
        found = copy.check()
        print(f"   a broken page in a copy: {found[0] if found else 'not noticed'}")
        if broken == whole or not found:
            problems.append("a broken page was not noticed")
        return problems


def kill(postgres) -> None:
    """kill -9 for the server and every process it has started."""
    first = postgres.process_id()
    children = pathlib.Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for process in [first, *map(int, children)]:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    postgres.server.wait(30)


def shut_down_at_once(postgres) -> None:
    """What `pg_ctl stop -m immediate` does: it recovers from its log at the next start."""
    os.kill(postgres.process_id(), signal.SIGQUIT)
    postgres.server.wait(30)

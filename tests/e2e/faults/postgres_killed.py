"""PostgreSQL is killed with all its processes, or shut down at once, under load, and started again."""

import os
import pathlib
import signal
import time

from harness.site import Site

DATABASES = ("postgres",)
# A pupil who presses Send waits for a connection before they are refused.
REFUSED_SECONDS_MAX = 20
RECONNECT_SECONDS_MAX = 5


def run(database: str, options) -> list[str]:
    problems, slowest, restarts = [], 0.0, max(2, options.kills // 5)
    with Site("postgres-killed", database, options.seed) as site:
        with site.senders(count=8):
            for number in range(restarts):
                if not site.until_more_acknowledged(1):
                    problems.append(f"before restart {number} nobody sent anything")
                before = site.checker.refused()
                (kill if number % 2 == 0 else shut_down_at_once)(site.postgres)
                if not site.until(lambda: site.checker.refused() > before, REFUSED_SECONDS_MAX):
                    problems.append(f"restart {number}: nobody was refused, so nothing was tried")
                site.postgres.start()
                began = time.monotonic()
                problems += site.one_more(RECONNECT_SECONDS_MAX)
                slowest = max(slowest, time.monotonic() - began)
        print(f"   {restarts} restarts, a slip taken at most {slowest:.2f} s after")
        return problems + site.settle()


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

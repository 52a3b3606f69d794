"""PostgreSQL is killed with all its processes, or shut down at once, under load, and started again."""

import os
import pathlib
import signal
import time

from harness.site import Site

DATABASES = ("postgres",)
DOWN_SECONDS = 0.5
RECONNECT_SECONDS_MAX = 5


def run(database: str, options) -> list[str]:
    problems, slowest = [], 0.0
    with Site("postgres-killed", database, options.seed) as site:
        with site.senders(count=8):
            for number in range(max(2, options.kills // 5)):
                time.sleep(0.7)
                (kill if number % 2 == 0 else shut_down_at_once)(site.postgres)
                time.sleep(DOWN_SECONDS)
                site.postgres.start()
                began = time.monotonic()
                problems += site.one_more(RECONNECT_SECONDS_MAX)
                slowest = max(slowest, time.monotonic() - began)
        print(f"   {max(2, options.kills // 5)} restarts, a slip taken at most {slowest:.2f} s after")
        if not sum(site.checker.refusals.values()):
            problems.append("nobody was refused, so nothing was tried")
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

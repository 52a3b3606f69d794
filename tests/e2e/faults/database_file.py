"""Somebody else locks the database's file, moves it away, puts a copy or an empty file in its place, or
makes its folder read-only."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time

from harness.site import Site
from harness.waiting import until

DATABASES = ("sqlite",)
# Of the threat model. A change waits 2 s for the lock, and what came meanwhile is answered with it.
LOCKED_SECONDS_MAX = 3
REFUSED_SECONDS_MAX = 20


def run(database: str, options) -> list[str]:
    problems = []
    with Site("database-file", database, options.seed) as site:
        for what, deed in DEEDS.items():
            before = site.checker.refused()
            senders = site.senders(count=4, pause=0.05)
            with senders:
                time.sleep(0.5)
                with deed(site.file):
                    until(lambda: site.checker.refused() > before, REFUSED_SECONDS_MAX)
                    time.sleep(options.seconds / 4)
                problems += [f"{what}: {problem}" for problem in site.one_more()]
            refused = site.checker.refused() - before
            print(f"   {what}: {refused} refused, slowest answer {senders.slowest:.2f} s")
            if not refused:
                problems.append(f"{what}: nobody was refused, so nothing was tried")
            if senders.slowest > LOCKED_SECONDS_MAX:
                problems.append(f"{what}: an answer took {senders.slowest:.1f} s")
        problems += site.settle()
        site.service.stop()
        return problems + on_a_read_only_disk(site)


@contextlib.contextmanager
def locked(file):
    with contextlib.closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def moved_away(file, instead=lambda aside, file: None):
    aside = file.with_name("aside")
    os.rename(file, aside)
    try:
        instead(aside, file)
        yield
    finally:
        os.rename(aside, file)


DEEDS = {
    "locked by another process": locked,
    "moved away": moved_away,
    "replaced by a copy": lambda file: moved_away(file, shutil.copy),
    "replaced by an empty file": lambda file: moved_away(file, lambda _, file: file.touch()),
}


def on_a_read_only_disk(site) -> list[str]:
    """A service that cannot keep anything does not start, and says what is wrong."""
    folder = site.file.parent
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        try:
            site.service.start()
            return ["it started on a read-only disk"]
        except RuntimeError as refused:
            said = str(refused).strip().splitlines()[-1]
            print(f"   on a read-only disk: {said}")
            return [] if "slips.sqlite" in said else [f"on a read-only disk it said: {said}"]
    finally:
        site.service.stop()
        subprocess.run(["umount", folder], check=True)

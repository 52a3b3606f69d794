"""Reads, writes and flushes of the disk fail now and then (libfiu), or every write does, as on a disk
that has become read-only."""

import errno
import subprocess
import time

from harness.site import Site
from harness.waiting import until

DATABASES = ("sqlite",)
REFUSED_SECONDS_MAX = 30
LIBRARIES = "/usr/lib/fiu/fiu_run_preload.so /usr/lib/fiu/fiu_posix_preload.so"
ERRORS = {
    "flushes fail": ("posix/io/sync/*", 0.3, errno.EIO),
    "writes fail": ("posix/io/rw/pwrite", 0.3, errno.EIO),
    "reads fail": ("posix/io/rw/pread", 0.2, errno.EIO),
    "the disk is full now and then": ("posix/io/rw/pwrite", 0.3, errno.ENOSPC),
    "the disk is read-only": ("posix/io/rw/pwrite", 1, errno.EROFS),
}


def run(database: str, options) -> list[str]:
    problems = []
    with Site("io-errors", database, options.seed, wrapper=with_libfiu) as site:
        for what, (name, probability, number) in ERRORS.items():
            before = site.checker.refused()
            with site.senders(count=4, pause=0.05, each=10_000):
                time.sleep(0.5)
                tell(site, f"enable_random name={name},probability={probability},"
                           f"failinfo={number}")
                time.sleep(options.seconds / 2)
                # A flush that fails is seen by the log as often as not; a write or a read always is.
                if not until(lambda: site.checker.refused() > before, REFUSED_SECONDS_MAX):
                    problems.append(f"{what}: nobody was refused, so nothing was tried")
                tell(site, f"disable name={name}")
                problems += [f"{what}: {problem}" for problem in site.one_more()]
            refused = site.checker.refused() - before
            print(f"   {what}: {refused} refused")
        site.service.stop()
        site.service.start()
        return problems + site.settle()


def with_libfiu(place) -> tuple[str, ...]:
    return ("env", f"LD_PRELOAD={LIBRARIES}", f"FIU_CTRL_FIFO={place / 'tmp' / 'fiu'}", "FIU_ENABLE=")


def tell(site, command: str) -> None:
    subprocess.run(["fiu-ctrl", "-f", str(site.place / "tmp" / "fiu"), "-c", command,
                    str(site.service.process_id())], check=True, capture_output=True, timeout=20)

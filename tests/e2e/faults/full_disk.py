"""The disk fills up while pupils send, and is emptied again."""

import contextlib
import subprocess
import time

from harness.pupil import Pupil
from harness.site import Site

DATABASES = ("sqlite", "postgres")
# Room for the school itself; what is left over is taken up by the ballast.
MEBIBYTES = {"sqlite": 16, "postgres": 160}
REFUSAL_SECONDS_MAX = 1
HEAL_SECONDS_MAX = 10


def run(database: str, options) -> list[str]:
    folder = "data" if database == "sqlite" else "postgres"
    small = small_disk(folder, MEBIBYTES[database])
    with Site("full-disk", database, options.seed, before=small) as site:
        senders = site.senders(count=4, pause=0.02)
        with senders:
            time.sleep(1)
            ballast = site.place / folder / "ballast"
            fill(ballast)
            problems = until_refused(site, ballast)
            senders.slowest = 0
            time.sleep(options.seconds / 2)
            problems += start_page(site)
            slowest = senders.slowest
            ballast.unlink()
            problems += site.one_more(HEAL_SECONDS_MAX)
            time.sleep(1)
        print(f"   slowest answer with the disk full {slowest:.2f} s")
        if slowest > REFUSAL_SECONDS_MAX:
            problems.append(f"an answer took {slowest:.1f} s")
        return problems + site.settle()


def small_disk(folder: str, mebibytes: int):
    @contextlib.contextmanager
    def mounted(place):
        target = place / folder
        target.mkdir(mode=0o700, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=0711", "none",
                        target], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", target], check=True)
    return mounted


def fill(ballast) -> None:
    """Writes until nothing more goes in."""
    with open(ballast, "ab", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                pass


def until_refused(site, ballast) -> list[str]:
    """The fault has to be one: some pupil is told that it did not work. What the database gives back
    meanwhile is filled up too."""
    began = time.monotonic()
    while time.monotonic() - began < 30:
        if site.checker.refusals[503]:
            return []
        fill(ballast)
        time.sleep(0.1)
    return ["the disk was never full: nobody was refused"]


def start_page(site) -> list[str]:
    page = Pupil(site.service.port, site.service.host).open("/")
    is_there = page.status == 200 and "0800 1111" in page.text
    return [] if is_there else [f"GET / with the disk full: {page.status} “{page.heading}”"]

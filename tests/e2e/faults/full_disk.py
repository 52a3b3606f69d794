"""The disk fills up while pupils send, and is emptied again. What the service kept for such a day lets staff sign in
and read meanwhile, and pupils send, until that is used up too."""

import contextlib
import pathlib
import subprocess
import time

from harness.pupil import Pupil
from harness.site import Site
from harness.waiting import until

DATABASES = ("sqlite", "postgres")
# Room for the school itself and, on SQLite, for four times what is kept; what is left over is filled up.
MEBIBYTES = {"sqlite": 320, "postgres": 160}
KEPT_BYTES, BLOCK_BYTES = 64 << 20, 512
REFUSAL_SECONDS_MAX = 1
HEAL_SECONDS_MAX = 10


def run(database: str, options) -> list[str]:
    folder = "data" if database == "sqlite" else "postgres"
    small = small_disk(folder, MEBIBYTES[database])
    with Site("full-disk", database, options.seed, before=small) as site:
        problems = kept_room(site) if database == "sqlite" else []
        senders = site.senders(count=4, pause=0.02)
        with senders:
            time.sleep(1)
            filler = site.place / folder / "filler"
            fill(filler)
            if database == "sqlite":
                problems += given_back(site)
            problems += until_refused(site, filler)
            senders.slowest = 0
            time.sleep(options.seconds / 2)
            problems += start_page(site)
            slowest = senders.slowest
            filler.unlink()
            problems += site.one_more(HEAL_SECONDS_MAX)
            time.sleep(1)
        print(f"   slowest answer with the disk full {slowest:.2f} s")
        if slowest > REFUSAL_SECONDS_MAX:
            problems.append(f"an answer took {slowest:.1f} s")
        problems += site.settle()
        if database == "sqlite":
            # Somebody has made room: it is looked for as the service starts, and every ten minutes.
            site.service.stop()
            site.start()
            problems += kept_room(site)
        return problems


def ballast(site) -> pathlib.Path:
    return site.file.with_name(f"{site.file.name}.ballast")


def kept_room(site) -> list[str]:
    def is_kept() -> bool:
        kept = ballast(site)
        return kept.exists() and kept.stat().st_blocks * BLOCK_BYTES >= KEPT_BYTES
    return [] if until(is_kept, 10) else ["no room is kept for a full disk"]


def given_back(site) -> list[str]:
    """With the disk full, whoever is told signs in and reads as ever."""
    if not until(lambda: not ballast(site).exists(), 20):
        return ["what was kept for a full disk is not given back"]
    reader = site.school.members["oso"].elsewhere()
    reader.sign_in()
    slips = reader.slips()
    read = reader.read(slips[0]) if slips else None
    print(f"   on a full disk somebody signed in and saw {len(slips)} slips, "
          f"{site.checker.refused()} pupils refused")
    problems = [] if read and read.status == 200 else ["on a full disk nobody could read a slip"]
    if site.checker.refused():
        problems.append(f"{site.checker.refused()} pupils were refused though room was kept")
    return problems


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


def fill(filler) -> None:
    """Writes until nothing more goes in."""
    with open(filler, "ab", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                pass


def until_refused(site, filler) -> list[str]:
    """The fault has to be one: some pupil is told that it did not work. What the database gives back
    meanwhile is filled up too."""
    began = time.monotonic()
    while time.monotonic() - began < 30:
        if site.checker.refusals[503]:
            return []
        fill(filler)
        time.sleep(0.1)
    return ["the disk was never full: nobody was refused"]


def start_page(site) -> list[str]:
    page = Pupil(site.service.port, site.service.host).open("/")
    is_there = page.status == 200 and "0800 1111" in page.text
    return [] if is_there else [f"GET / with the disk full: {page.status} “{page.heading}”"]

"""Twenty minutes of pupils who send and a reader who looks: memory and descriptors stay as they are."""

import argparse
import statistics
import subprocess
import os
import sys
import time

import report
from report import Report, Target
from running import Running, running

PER_SECOND = 5
SLOT_SECONDS = 15
LOOK_SECONDS = 10
# Until notes of sent slips, kept for five minutes, go as fast as they come.
SETTLING_SECONDS = 420
# The least that leaves, after that, enough looks to see through their noise.
LEAK_MINUTES = 14
SLOPE = "memory gained, MB an hour"
DESCRIPTORS = "descriptors gained"


def slope(samples: list[tuple[float, float]]) -> float:
    """What is gained an hour: between the middle of the first third and that of the last."""
    third = len(samples) // 3
    first, last = samples[:third], samples[-third:]
    middle = [(statistics.fmean(at for at, _ in part), statistics.median(held for _, held in part))
              for part in (first, last)]
    (since, before), (until, after) = middle
    return (after - before) / (until - since) * 3_600


def control() -> None:
    """A leak of 3 MB an hour is seen through noise of half a megabyte; noise alone is none."""
    noise = [0.25 if number % 2 else -0.25 for number in range(80)]
    times = [number * 10.0 for number in range(80)]
    leaking = [(at, 30 + at / 1_200 + one) for at, one in zip(times, noise)]
    steady = [(at, 30 + one) for at, one in zip(times, noise)]
    if not 2.5 < slope(leaking) < 3.5 or abs(slope(steady)) > 0.1:
        raise AssertionError("the slope is wrong")


def soak(here: Running, minutes: float) -> list[tuple[float, float, int]]:
    """Seconds, memory and descriptors, at each look."""
    command = [os.environ["FIGURES_PROGRAM"], "stream", "--port", here.service.port, "--host",
               here.service.host, "--visit", "journey", "--per-second", PER_SECOND,
               "--seconds", int(minutes * 60)]
    lead = here.school.members["dsl"]
    lead.sign_in()
    pupils = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    since, samples = time.monotonic(), []
    while pupils.poll() is None:
        if lead.open("/staff/slips").status != 200:
            raise RuntimeError(f"the list came as {lead.page.status}: {lead.page.text[:200]}")
        samples.append((time.monotonic() - since, here.memory_megabytes(), here.descriptors()))
        time.sleep(LOOK_SECONDS)
    if pupils.returncode:
        raise RuntimeError("the pupils were turned away")
    return samples


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--minutes", type=float, default=20, help="on each database")
    asked = parser.parse_args()
    if asked.minutes < 1:
        parser.error("a minute is the least in which anything can be seen")
    can_tell_leak = asked.minutes >= LEAK_MINUTES
    if not can_tell_leak:
        print(f"shorter than {LEAK_MINUTES} minutes: descriptors are held to their target, memory is not")
    control()
    reports = []
    for database in asked.databases:
        figures = Report(database)
        with running(database, SLOT_SECONDS) as here:
            samples = soak(here, asked.minutes)
        for name, place in (("memory, MB", 1), ("descriptors", 2)):
            figures.add(f"{name}, at the start", samples[0][place])
            figures.add(f"{name}, at the end", samples[-1][place])
        third = len(samples) // 3
        figures.add(DESCRIPTORS, max(held for *_, held in samples[-third:])
                    - max(held for *_, held in samples[:third]))
        settled = [(at, held) for at, held, _ in samples if at > SETTLING_SECONDS]
        if can_tell_leak:
            figures.add(SLOPE, slope(settled))
        reports.append(figures)
    targets = {DESCRIPTORS: Target(at_most=2)} | ({SLOPE: Target(at_most=1, accepted=5)} if can_tell_leak else {})
    report.TARGETS.clear()
    report.TARGETS.update(targets)
    return report.conclude(reports)


if __name__ == "__main__":
    sys.exit(main())

"""The benchmark: every figure the service is held to, on both databases, and how cost grows.

How it is measured. Pupils and readers are played by one thread of another process over loopback, on
the same machine: what they cost is counted against the service (and printed beside it). The bare loop
seals the same slip to the same readers' keys with the same crate and writes the same rows through the
same database layer, 64 under way on both sides; service and loop take turns in short slices, and what
the one stored in all its slices is divided by what the other did. Waiting times at 100 a second are from when a pupil came,
random gaps between them, to the last byte of the page after the redirect. Memory is the resident set
in megabytes of 10^6 bytes. Nothing else may run meanwhile."""

import argparse
import os
import sys

import report
from report import Report
from running import free_gigabytes, running

import parts

# The slots of the service that is sent 10,000 slips: all of them are moved in one or two.
SLOT_SECONDS = 15
# Long enough for hundreds of slips, short enough that the machine is in one mood.
SLICE_SECONDS = 2
# Two thousand bytes a slip, twice while the log is emptied, and its neighbours.
MILLION_GIGABYTES = 12


def plan(is_quick: bool) -> list[tuple[dict, list[tuple]]]:
    """Services, each with what is measured of it: the part and its arguments."""
    seconds, slices = (15, 10) if is_quick else (60, 40)
    counts = [1, 10_000, 100_000] if is_quick else [1, 10_000, 100_000, 1_000_000]
    return [
        ({}, [
            (parts.start,), (parts.idle,), (parts.urgent,), (parts.pages,),
            (parts.send, seconds),
            (parts.shares, 500 if is_quick else 3_000),
            (parts.journey, 200 if is_quick else 2_000),
            (parts.compare, slices, SLICE_SECONDS),
        ]),
        ({"slot_seconds": SLOT_SECONDS}, [(parts.after_slips, 10_000, SLOT_SECONDS)]),
        # With X-Wing a million slips are 13 GB on the disk. Nothing here depends on what is sealed
        # how, but for the size.
        ({}, [(parts.growth, count, "x-wing" if count <= 10_000 else "x25519") for count in counts]),
    ]


NAMES = sorted({part.__name__ for _, measured in plan(is_quick=True) for part, *_ in measured})


def measure(database: str, asked: argparse.Namespace) -> Report:
    figures = Report(database)
    for service, measured in plan(asked.quick):
        wanted = [one for one in measured if one[0].__name__ in (asked.only or NAMES)]
        if wanted:
            with running(database, **service) as here:
                for part, *arguments in wanted:
                    figures.take(part, here, *arguments)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the service and holds it to its figures.")
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgres"],
                        metavar="sqlite|postgres", help="both if none is named")
    parser.add_argument("--quick", action="store_true",
                        help="short turns and no million slips: about twenty minutes instead of forty")
    parser.add_argument("--only", action="append", choices=NAMES,
                        help="this part alone, or with others named so; what is not measured is not held")
    asked = parser.parse_args()
    if unknown := set(asked.databases) - {"sqlite", "postgres"}:
        parser.error(f"no such database: {', '.join(unknown)}")
    lays_a_million = not asked.quick and "growth" in (asked.only or NAMES)
    if lays_a_million and free_gigabytes() < MILLION_GIGABYTES:
        parser.error(f"a million slips need {MILLION_GIGABYTES} GB free below /tmp, or use --quick")
    report.control()
    busy = os.getloadavg()[0]
    print(f"load of the machine at the start: {busy:.1f}"
          + (": others are at work, so times are not to be trusted" if busy > 0.5 else ""))
    reports = [measure(database, asked) for database in asked.databases]
    return report.conclude(reports, {name for one in reports for name in one.figures} if asked.only else None)


if __name__ == "__main__":
    sys.exit(main())

"""The machine's clock jumps while pupils send (libfaketime): back and ahead by an hour, by years, past
2038; then it is put right."""

import time

from harness.site import Site

DATABASES = ("sqlite", "postgres")
LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
JUMPS = ("+1h", "-1h", "+4000d", "-400d", "+15y")


def run(database: str, options) -> list[str]:
    problems, seen = [], set()
    with Site("clock-jumps", database, options.seed, wrapper=with_libfaketime) as site:
        offset = site.place / "offset"
        # A draft lasts for half an hour: one that is jumped over is gone, and its words come anew.
        with site.senders(count=3, pause=0.2, forgets=True):
            for jump in JUMPS:
                jump_to(offset, jump)
                time.sleep(options.seconds / 4)
                problems += [f"{jump}: {problem}" for problem in site.one_more()]
                seen.add(days(site))
                jump_to(offset, "+0")
                time.sleep(0.5)
        print(f"   {len(JUMPS)} jumps; first and last day of the slips: {sorted(seen)}")
        if len(seen) < 3:
            problems.append("the service did not notice that its clock jumped")
        problems += site.one_more()
        # A jump of a day ends every session: readers sign in again, at the right time.
        for member in site.school.members.values():
            member.sign_in()
        return problems + site.settle()


def with_libfaketime(place) -> tuple[str, ...]:
    """The service looks at the file each time it asks for the time."""
    jump_to(place / "offset", "+0")
    return ("env", f"LD_PRELOAD={LIBRARY}", "DONT_FAKE_MONOTONIC=1", "FAKETIME_NO_CACHE=1",
            f"FAKETIME_TIMESTAMP_FILE={place / 'offset'}")


def jump_to(file, offset: str) -> None:
    part = file.with_suffix(".part")
    part.write_text(offset)
    part.rename(file)


def days(site) -> tuple[int, ...]:
    """The first and the last day any slip is of: they show whether the service believed the clock."""
    rows = "FROM (SELECT day FROM slips UNION ALL SELECT day FROM intake) d"
    first_and_last, = site.disk.rows(f"SELECT min(day), max(day) {rows}")
    return tuple(map(int, first_and_last))

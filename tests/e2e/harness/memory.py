"""Looks into the memory of a running process."""

import contextlib
import os
import sys

from .traces import Canary, search


class Memory:
    """All readable memory of a process as it was at one moment, but for what is no more than a file's pages."""

    def __init__(self, process: int):
        self.parts: list[tuple[str, bytes]] = []
        written = written_to(process)
        if os.getuid() != 0:
            sys.exit("The service lets nobody but root read its memory: run this check as root.")
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
            for line in maps:
                reach, rights, *_ = line.split()
                if "r" not in rights or "[v" in line:
                    continue
                if reach in written and not written[reach]:
                    continue
                start, end = (int(number, 16) for number in reach.split("-"))
                # A mapping may be gone since the list was read.
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    self.parts.append((line.split()[-1], memory.read(end - start)))

    def found(self, canaries: list[Canary]) -> list[str]:
        return sorted({str(one) for where, content in self.parts
                       for one in search(canaries, content, where)})


def written_to(process: int) -> dict[str, bool]:
    """For each mapping of a file, by its reach, whether the process has pages of its own there."""
    written, reach = {}, None
    with open(f"/proc/{process}/smaps") as lines:
        for line in lines:
            name, *rest = line.split()
            if not name.endswith(":"):
                reach = name if rest[-1].startswith("/") else None
            elif reach and name == "Anonymous:":
                written[reach] = rest[0] != "0"
    return written


def status(process: int | str, name: str, base: int = 10) -> int:
    """A line of /proc/PID/status; in KiB, if it is a size."""
    with open(f"/proc/{process}/status") as lines:
        return next(int(line.split()[1], base) for line in lines if line.startswith(f"{name}:"))


def may_be_swapped(process: int) -> int:
    """How much of its memory is there and not locked, in KiB; what the kernel shares with all is not its own."""
    with open(f"/proc/{process}/smaps") as lines:
        loose = resident = 0
        for line in lines:
            if line.rstrip().endswith(("[vdso]", "[vvar]", "[vvar_vclock]")):
                resident = 0
                next(one for one in lines if one.startswith("VmFlags:"))
            elif line.startswith("Rss:"):
                resident = int(line.split()[1])
            elif line.startswith("VmFlags:") and "lo" not in line.split():
                loose += resident
    return loose

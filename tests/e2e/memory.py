"""Searches the memory of the running service for what a pupil sent. Words, names and headers are gone
as soon as the last answer is; the address, within the next round of requests from the service itself.
The control: a request that is still under way must be found."""

import contextlib
import socket
import sys
import time

import canary
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.school import School
from harness.service import Service
from harness.traces import search

SECONDS_MAX = 90
# Where it came from and what was asked for may wait for the next round of requests.
LATER = [canary.ADDRESS, canary.PATH]
AT_ONCE = [one for one in canary.CANARIES if one not in LATER]


def memory_of(process: int):
    """The process's readable memory, a mapping at a time."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in maps:
            reach, rights, *_ = line.split()
            if "r" not in rights or "[v" in line:
                continue
            start, end = (int(number, 16) for number in reach.split("-"))
            with contextlib.suppress(OSError):
                memory.seek(start)
                yield line.split()[-1], memory.read(end - start)


def found_in(process: int, canaries) -> list[str]:
    return sorted({str(one) for where, content in memory_of(process)
                   for one in search(canaries, content, where)})


def control(service: Service) -> list[str]:
    """A request that stops before its end is in memory, and so are its headers."""
    marked = f"words={canary.WORDS.mark.replace(' ', '+')}"
    headers = "".join(f"{name}: {value}\r\n" for name, value in canary.HEADERS.items())
    line = socket.create_connection(("127.0.0.1", service.port), 5)
    with line:
        line.sendall(f"POST / HTTP/1.1\r\nHost: {service.host}\r\n{headers}"
                     f"Content-Length: 5000\r\n\r\n{marked}".encode())
        time.sleep(0.5)
        found = " ".join(found_in(service.process_id(), [canary.WORDS]))
    return [] if canary.WORDS.kind in found else ["a request under way is not noticed"]


def main() -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("memory"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        service = Service(place, url, mail, certificates)
        stack.callback(service.stop)
        School.founded(service, mail, start=service.start)
        problems = control(service)
        canary.drive(service, service.port, None)
        at_once = found_in(service.process_id(), AT_ONCE)
        print(f"   at once: {len(at_once)} found of {len(AT_ONCE)} marks")
        started = time.monotonic()
        while (later := found_in(service.process_id(), canary.CANARIES)):
            if time.monotonic() - started > SECONDS_MAX:
                break
            time.sleep(3)
        print(f"   after {time.monotonic() - started:.0f} s: {len(later)} found")
        problems += at_once + later
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

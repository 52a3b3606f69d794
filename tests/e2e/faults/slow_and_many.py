"""Clients that send slowly or take nothing of their answer, and ten thousand connections at once."""

import contextlib
import pathlib
import re
import resource
import select
import socket
import time

from harness.page import Page
from harness.pupil import Pupil
from harness.site import Site

DATABASES = ("sqlite",)
HEAD_SECONDS_MAX = 5
BODY_SECONDS_MAX = 20
READ_SECONDS_MAX = 30
# A busy machine is late by so much.
LATE = 5
SOURCES = ("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5")
LOOKS = 100
P99_MAX = 0.100
RSS_MIB_MAX = 256


def run(database: str, options) -> list[str]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = options.connections + 1_000
    # The service, started from here, inherits it.
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(hard, wanted)))
    with Site("slow-and-many", database, options.seed) as site:
        problems = many(site, options.connections)
        problems += slow(site)
        return problems + site.one_more() + site.settle()


def many(site, count: int) -> list[str]:
    """Held open by forms whose end has not come yet."""
    alone = latencies(site)
    head = (f"POST / HTTP/1.1\r\nHost: {site.service.host}\r\nContent-Length: 200\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nstep=words").encode()
    with contextlib.ExitStack() as stack:
        began = time.monotonic()
        for number in range(count):
            one = socket.create_connection(("127.0.0.1", site.service.port), timeout=20,
                                           source_address=(SOURCES[number % len(SOURCES)], 0))
            stack.callback(one.close)
            one.sendall(head)
        opened = time.monotonic() - began
        held = sockets_of(site)
        times = latencies(site)
        memory = rss_mib(site)
    print(f"   {held} connections held ({opened:.1f} s to open): first page p99 "
          f"{times[-2] * 1000:.0f} ms (alone {alone[-2] * 1000:.0f} ms), {memory:.0f} MiB")
    problems = [] if held >= count * 0.95 else [f"of {count} connections only {held} were held"]
    # On a machine that is busy with other things, the page alone is slow too.
    if times[-2] > max(P99_MAX, 3 * alone[-2]):
        problems.append(f"first page p99 {times[-2] * 1000:.0f} ms beside {count} connections")
    return problems + ([] if memory < RSS_MIB_MAX else [f"{memory:.0f} MiB"])


def latencies(site) -> list[float]:
    """Seconds for the first page, many times, each on a connection of its own."""
    times = []
    for _ in range(LOOKS):
        began = time.monotonic()
        Pupil(site.service.port, site.service.host).open("/")
        times.append(time.monotonic() - began)
    return sorted(times)


def sockets_of(site) -> int:
    folder = pathlib.Path(f"/proc/{site.service.process_id()}/fd")
    return sum(1 for _ in folder.iterdir())


def rss_mib(site) -> float:
    status = pathlib.Path(f"/proc/{site.service.process_id()}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def slow(site) -> list[str]:
    """All at once, so that it takes as long as the slowest."""
    pupil = Pupil(site.service.port, site.service.host)
    pupil.open("/")
    while not any("words" in form.writable for form in pupil.page.forms):
        form = pupil.page.form("next")
        answers = {name: pupil.ANSWERS[name] for name in form.choices if name in pupil.ANSWERS}
        pupil.press("next", answers)
    words = "it happens every day on the way home"
    body = f"step=words&go=next&words={words.replace(' ', '+')}".encode()
    cookies = "; ".join(f"{name}={value}" for name, value in pupil.cookies.items())
    host = site.service.host
    slow_head = connect(site, f"GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: ".encode())
    slow_body = connect(site, f"POST / HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\n"
                              "Content-Type: application/x-www-form-urlencoded\r\n"
                              f"Content-Length: {len(body) + 1_000}\r\n\r\n".encode() + body)
    asking = f"GET {a_file(pupil)} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    never_read = connect(site, asking * 400, receive=4_096)
    began = time.monotonic()
    ended: dict[str, float] = {}
    answer = b""
    while time.monotonic() - began < READ_SECONDS_MAX + 2 * LATE:
        time.sleep(0.5)
        drip(slow_head, ended, "head", began)
        answer += drip(slow_body, ended, "body", began)
        if is_over(site, never_read):
            ended.setdefault("never read", time.monotonic() - began)
        if len(ended) == 3:
            break
    for one in (slow_head, slow_body, never_read):
        one.close()
    print("   ended after " + ", ".join(f"{what} {seconds:.0f} s" for what, seconds in ended.items()))
    problems = late(ended, "head", HEAD_SECONDS_MAX) + late(ended, "body", BODY_SECONDS_MAX)
    problems += late(ended, "never read", READ_SECONDS_MAX)
    status, _, rest = answer.partition(b"\r\n")
    page = Page(rest.decode(errors="replace"))
    kept = any(words in value for form in page.forms for _, value in form.fields)
    if b"408" not in status or not kept or "999" not in page.text or "0800 1111" not in page.text:
        problems.append(f"a slow form was answered {status!r}, words kept: {kept}")
    return problems


def a_file(pupil: Pupil) -> str:
    """Some file that a page is made with."""
    _, body = pupil.request("GET", "/")
    return re.search(r"/static/[^\"')#]+", body.decode()).group(0)


def connect(site, data: bytes, receive: int | None = None) -> socket.socket:
    one = socket.socket()
    if receive:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    one.connect(("127.0.0.1", site.service.port))
    one.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        one.send(data)
    return one


def drip(one: socket.socket, ended: dict, what: str, began: float) -> bytes:
    """One more byte; what came back."""
    if what in ended:
        return b""
    came = b""
    try:
        while select.select([one], [], [], 0)[0]:
            data = one.recv(65_536)
            if not data:
                raise ConnectionResetError
            came += data
        one.send(b"x")
    except OSError:
        ended[what] = time.monotonic() - began
    return came


def is_over(site, one: socket.socket) -> bool:
    """Whether the service has let go of the other end: the kernel lists it without an owner."""
    here = f"0100007F:{one.getsockname()[1]:04X}"
    for line in open("/proc/net/tcp"):
        parts = line.split()
        if parts[2] == here and parts[1].endswith(f":{site.service.port:04X}"):
            return parts[9] == "0"
    return True


def late(ended: dict[str, float], what: str, seconds: float) -> list[str]:
    took = ended.get(what)
    if took is None or took > seconds + LATE:
        return [f"slow {what}: ended after {took} s, not {seconds}"]
    return []

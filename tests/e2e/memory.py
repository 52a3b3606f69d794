"""Searches the memory of the running service, behind a proxy, speaking TLS itself and on PostgreSQL, for
what people sent. A pupil's words, names and headers are gone as soon as the last answer is, also after
many sent at once, and the key of a draft that they still write; the address they came from, within the
next round of requests from the service itself; a reader's passwords, private keys, second factor,
recovery kit, recovery papers and session, the keys of two colleagues who vouch for new ones, and the words of a
slip that they read, answer, divide or hand on, once their request is answered. Then a crash must leave no core file.

The controls: a request that is under way must be found, and so must every kind of mark in `naive`, which is sent
the same: the program with its measures switched off (`tests/e2e/naive.rs`, built by `cargo test`), whose allocator
keeps what is given back (`tests/e2e/keep_freed.c`): otherwise it would be chance what is written over before a look."""

import concurrent.futures
import contextlib
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time

import canary
from harness import reader_keys, reader_walk
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.memory import Memory, may_be_swapped, status
from harness.place import Place
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.reader_walk import in_cookie, kit_of
from harness.school import Member, Person, School
from harness.service import Service
from harness.thief import disk_of
from harness.traces import Canary

AT_ONCE_SENDERS = 200
SECONDS_MAX = 90
PART = reader_keys.PART
# Where it came from and what was asked for may wait for the next round of requests.
LATER = [canary.ADDRESS, canary.PATH]
# What a slip says.
TOLD = [canary.WORDS, canary.WHO]
AT_ONCE = [one for one in canary.CANARIES if one not in LATER]
NEWCOMER = Person("Mx Idris", "pastoral lead", "deputy", "idris@school.example", "teapot-glacier-mitten-39")
# As generous as this machine lets us be: the program has to refuse core files by itself.
CORE_MAX, LOCKED_MAX = (resource.getrlimit(one)[1]
                        for one in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK))
# CAP_IPC_LOCK is the right to lock more than the limit.
IPC_LOCK = 1 << 14
MAY_LOCK = LOCKED_MAX == resource.RLIM_INFINITY or status("self", "CapEff", 16) & IPC_LOCK
LIMITS = ("prlimit", f"--core={CORE_MAX}:{CORE_MAX}", f"--memlock={LOCKED_MAX}:{LOCKED_MAX}")
# Neither without a limit nor with the right to go over it.
MAY_NOT_LOCK = ("prlimit", "--memlock=1048576:1048576",
                "setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock")
# What keeps memory that cannot be swapped from growing with use (`src/cli/heap.rs`).
ALLOCATOR = ("MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=65536")
CORE_PATTERN = pathlib.Path("/proc/sys/kernel/core_pattern")


class Site:
    """A service with a school whose readers have enrolled, and what nobody may find of one of them."""

    def __init__(self, stack: contextlib.ExitStack, own_tls: bool = False, on_postgres: bool = False):
        self.place = place = stack.enter_context(Place("memory"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        file = place / "data" / "slips.sqlite"
        postgres = stack.enter_context(Postgres(place.root)) if on_postgres else None
        self.disk = disk_of(postgres, file)
        self.service = Service(place, postgres.url if postgres else f"sqlite://{file}", mail, certificates,
                               own_tls=own_tls)
        stack.callback(self.service.stop)
        school = School.founded(self.service, mail, start=lambda: self.service.start(*LIMITS))
        self.reader = school.members["dsl"]
        self.colleagues = [school.members["head"], school.members["chair"]]

    def secrets(self) -> list[Canary]:
        """As they are now: the private keys stay what they were until there are new ones; the rest is changed on the way."""
        reader = self.reader.person
        return [*self.keys_of(reader),
                reader_keys.second_factor(self.disk, self.place, reader), *kit_of(self.reader)]

    def keys_of(self, reader: Person) -> list[Canary]:
        """What opens their keys, and those."""
        return [Canary("password", reader.password), *reader_keys.private_keys(self.disk, self.place, reader)]

    def at_home(self) -> Member:
        """The reader at another browser."""
        self.reader = self.reader.elsewhere()
        return self.reader

    def found(self, marks: list[Canary]) -> list[str]:
        return Memory(self.service.process_id()).found(marks)

    def traces(self, after: str, marks: list[Canary]) -> list[str]:
        found = self.found(marks)
        print(f"   after {after}: {len(found)} of {len(marks)} marks found")
        return [f"after {after}: {one}" for one in found]


def request_under_way(service: Service) -> list[str]:
    """A request that stops before its end is in memory, and so are its headers."""
    marked = f"words={canary.WORDS.mark.replace(' ', '+')}"
    headers = "".join(f"{name}: {value}\r\n" for name, value in canary.HEADERS.items())
    line = socket.create_connection(("127.0.0.1", service.port), 5)
    with line:
        line.sendall(f"POST / HTTP/1.1\r\nHost: {service.host}\r\n{headers}"
                     f"Content-Length: 5000\r\n\r\n{marked}".encode())
        time.sleep(0.5)
        found = " ".join(Memory(service.process_id()).found([canary.WORDS]))
    return [] if canary.WORDS.kind in found else ["a request under way is not noticed"]


def crowd(service: Service, senders: int) -> list[str]:
    """So many pupils press Send at the same moment."""
    def written() -> Pupil:
        pupil = Pupil(service.port, service.host, canary.SOURCE, canary.HEADERS, timeout=120,
                      tls=service.tls)
        pupil.write(canary.WORDS.mark, who=canary.WHO.mark)
        return pupil

    start = threading.Barrier(senders)

    def send(pupil: Pupil) -> bool:
        button = pupil.filled("send")
        start.wait()
        return pupil.send(*button).status == 200

    with concurrent.futures.ThreadPoolExecutor(16) as few:
        pupils = list(few.map(lambda _: written(), range(senders)))
    with concurrent.futures.ThreadPoolExecutor(senders) as all_at_once:
        sent = sum(all_at_once.map(send, pupils))
    return [] if sent == senders else [f"only {sent} of {senders} slips were taken"]


def few(site: Site) -> list[str]:
    """A few pupils, one after the other, and whatever broken browsers and scanners send."""
    canary.drive(site.service, site.service.port, site.service.tls)
    # With the six words that one of them took, which are known only now.
    at_once = [one for one in canary.CANARIES if one not in LATER]
    return site.traces("a few", at_once) + addresses_gone({"a few": site})


def many(sites: dict[str, Site]) -> list[str]:
    """Many pupils at once, at each service."""
    problems = []
    for way, site in sites.items():
        problems += crowd(site.service, AT_ONCE_SENDERS)
        problems += site.traces(f"{AT_ONCE_SENDERS} at once, {way}", AT_ONCE)
    return problems


def still_writing(service: Service, look) -> None:
    """A pupil has not sent yet: what opens their draft is in their browser alone."""
    pupil = Pupil(service.port, service.host, canary.SOURCE, canary.HEADERS, tls=service.tls)
    pupil.write(canary.WORDS.mark, who=canary.WHO.mark)
    look("a pupil has written and not sent", [*AT_ONCE, *in_cookie("key of a draft", pupil, "__Host-draft")])
    pupil.open("/leave")


def addresses_gone(sites: dict[str, Site]) -> list[str]:
    """The services' own requests come once a minute."""
    started, waiting = time.monotonic(), dict(sites)
    while waiting:
        passed = time.monotonic() - started
        found = {after: site.found(LATER) for after, site in waiting.items()}
        for after in [after for after, left in found.items() if not left]:
            print(f"   the address, after {after}: gone after {passed:.0f} s")
            del waiting[after], found[after]
        if passed > SECONDS_MAX:
            return [f"{one}, {passed:.0f} s after {after}" for after in found for one in found[after]]
        time.sleep(3)
    return []


def reader_at_work(site: Site, look) -> list[str]:
    """A reader's day, and a bad one: each walk at another browser."""
    asks = Pupil(site.service.port, site.service.host, canary.SOURCE, canary.HEADERS, tls=site.service.tls)
    asks.send_slip(canary.WORDS.mark, who=canary.WHO.mark, danger="yes")
    asks.press("code-yes")
    problems = reader_walk.reads(site.at_home(), look, TOLD)
    reader_walk.works(site.at_home(), look, TOLD)
    reader_walk.changes(site.at_home(), look)
    colleagues = [one.elsewhere() for one in site.colleagues]
    theirs = [key for one in colleagues for key in site.keys_of(one.person)]
    reader_walk.gets_new_keys(site.at_home(), colleagues, lambda done, more: look(done, [*theirs, *more]))
    look("been given new keys by two colleagues", [*theirs, *site.keys_of(site.reader.person)])
    return problems


def readers_traces(site: Site, way: str) -> list[str]:
    secrets = site.secrets()
    problems = site.traces(f"a reader has enrolled, {way}", secrets)

    def look(done: str, more: list[Canary]) -> None:
        problems.extend(site.traces(f"{done}, {way}", [*secrets, *more]))

    still_writing(site.service, look)
    return problems + reader_at_work(site, lambda done, more: look(f"a reader has {done}", more))


def naive_is_caught(site: Site) -> list[str]:
    """The same data, pupils and reader, and a program that forgets nothing."""
    site.service.stop()
    site.service.program = str(naive_program())
    site.service.start("env", f"LD_PRELOAD={kept_by(site.place)}")
    canary.drive(site.service, site.service.port, site.service.tls)
    crowd(site.service, 8)
    secrets = site.secrets()
    found, demanded = set(), {kind_of(one) for one in secrets}

    def look(_done: str, more: list[Canary]) -> None:
        found.update(site.found([*secrets, *more]))
        demanded.update(kind_of(one) for one in more)

    # Every kind, none left out: what the service held of them once is written over by nothing (`keep_freed.c`).
    look("been sent slips", canary.CANARIES)
    host = site.at_home()
    host.sign_in()
    newcomer = Member(site.service, NEWCOMER)
    newcomer.take_up(host.invite(NEWCOMER))
    newcomer.keep_kit()
    look("enrolled", [reader_keys.second_factor(site.disk, site.place, NEWCOMER), *kit_of(newcomer)])
    still_writing(site.service, look)
    problems = reader_at_work(site, look)
    site.service.stop()
    missed = uncaught(demanded, found)
    print(f"   control: {len(demanded) - len(missed)} of {len(demanded)} kinds caught in the naive program, "
          f"by {len(found)} traces")
    return problems + [f"the naive program is not caught with: {kind}" for kind in sorted(missed)]


def kind_of(mark: Canary) -> str:
    return mark.kind.partition(PART)[0]


def uncaught(kinds: set[str], found: set[str]) -> set[str]:
    """A key is caught by any part of it: the libraries wipe some by themselves, or write over them."""
    return {kind for kind in kinds
            if not any(one.startswith((f"{kind} (", f"{kind}{PART}")) for one in found)}


def naive_program() -> pathlib.Path:
    target = os.environ.get("CARGO_TARGET_DIR", pathlib.Path(__file__).parents[2] / "target")
    program = pathlib.Path(target) / "debug" / "examples" / "naive"
    if not program.exists():
        sys.exit(f"{program} is not there: cargo build --example naive")
    return program.resolve()


def kept_by(place: Place) -> pathlib.Path:
    """What the naive program's allocator is replaced by."""
    library = place / "output" / "keep_freed.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-fno-builtin", "-o", library,
                    pathlib.Path(__file__).with_name("keep_freed.c")], check=True)
    return library


def limits_hold(service: Service) -> list[str]:
    process, problems = service.process_id(), []
    if status(process, "VmSwap"):
        problems.append("some of the memory is in swap")
    kept = pathlib.Path(f"/proc/{process}/environ").read_bytes().decode().split("\0")
    problems += [f"the allocator was not told {one}" for one in ALLOCATOR if one not in kept]
    loose, resident = may_be_swapped(process), status(process, "VmRSS")
    print(f"   {resident // 1024} MiB resident, {loose // 1024} MiB of it may be swapped"
          f"{'' if MAY_LOCK else ' (this machine does not let memory be locked)'}")
    if not MAY_LOCK:
        return problems
    if loose or not status(process, "VmLck"):
        problems.append(f"{loose} KiB are not kept out of swap, though the machine allows it")
    if "the running service is kept out of swap" not in service.doctor():
        problems.append("doctor does not say that memory is kept out of swap")
    return problems


def unlocked_is_noticed(service: Service) -> list[str]:
    """The control: a service that may not lock its memory."""
    service.start(*MAY_NOT_LOCK)
    process, said = service.process_id(), service.doctor()
    problems = [] if may_be_swapped(process) > 1024 else ["memory that may be swapped is not noticed"]
    if "running service would not be kept out" not in said and "running service is not kept out" not in said:
        problems.append("doctor does not say that the service may be swapped")
    service.stop()
    return problems


def crash_leaves_nothing(service: Service, place: Place) -> list[str]:
    """SIGABRT, with every limit lifted from outside. The control is `sleep`, treated alike."""
    folder = place / "cwd"
    if not re.fullmatch(r"core[.%\w]*", CORE_PATTERN.read_text().strip()):
        print("   this machine's core files go elsewhere: that a crash leaves none is not looked at")
        return []
    before = set(folder.iterdir())
    os.kill(service.process_id(), signal.SIGABRT)
    service.process.wait(30)
    service.process = None
    problems = ["a crash left a core file"] if set(folder.iterdir()) - before else []
    sleeping = subprocess.Popen([*LIMITS[:2], "sleep", "60"], cwd=folder)
    time.sleep(0.5)
    sleeping.send_signal(signal.SIGABRT)
    sleeping.wait(30)
    left = set(folder.iterdir()) - before
    for core in left:
        core.unlink()
    return problems if left else [*problems, "a core file would not be noticed"]


def check(stack: contextlib.ExitStack) -> list[str]:
    plain, over_tls, naive = Site(stack), Site(stack, own_tls=True), Site(stack)
    sites = {"plain": plain, "over TLS": over_tls, "on PostgreSQL": Site(stack, on_postgres=True)}
    problems = request_under_way(plain.service)
    problems += few(plain)
    problems += many(sites)
    # Most of it is waiting for the next code of a phone.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        at_once = [pool.submit(naive_is_caught, naive)]
        # In the walks of readers pupils come from this address again; the naive program need not wait for that.
        problems += addresses_gone(sites)
        at_once += [pool.submit(readers_traces, site, way) for way, site in sites.items()]
        problems += [problem for done in at_once for problem in done.result()]
    problems += limits_hold(plain.service)
    problems += crash_leaves_nothing(plain.service, plain.place)
    plain.service.stop()
    return problems + unlocked_is_noticed(plain.service)


def main() -> int:
    with contextlib.ExitStack() as stack:
        problems = check(stack)
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

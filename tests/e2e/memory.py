"""Searches the memory of the running service for what people sent. A pupil's words, names and headers
are gone as soon as the last answer is, also after many sent at once; the address of one who sends by
themself, within the next round of requests from the service itself; a reader's password, and the words of a slip they read,
once their request is answered. Then a crash must leave no core file.

The controls: a request that is under way must be found, and so must everything in `naive`, the same
program with its measures switched off (`tests/e2e/naive.rs`, built by `cargo test`)."""

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
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.memory import Memory, may_be_swapped, status
from harness.place import Place
from harness.pupil import Pupil
from harness.school import Member, School
from harness.service import SLOT_SECONDS, Service
from harness.traces import Canary

AT_ONCE_SENDERS = 200
SECONDS_MAX = 90
# Where it came from and what was asked for may wait for the next round of requests.
LATER = [canary.ADDRESS, canary.PATH]
AT_ONCE = [one for one in canary.CANARIES if one not in LATER]
# What the naive program must be caught with.
CAUGHT = ("address", "agent", "words", "who", "password")
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
CORE_PATTERN = pathlib.Path("/proc/sys/kernel/core_pattern")


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
        pupil = Pupil(service.port, service.host, canary.SOURCE, canary.HEADERS, timeout=120)
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


def pupils_traces(service: Service) -> list[str]:
    canary.drive(service, service.port, None)
    at_once = Memory(service.process_id()).found(AT_ONCE)
    print(f"   at once: {len(at_once)} of {len(AT_ONCE)} marks found")
    started = time.monotonic()
    while (later := Memory(service.process_id()).found(LATER)):
        if time.monotonic() - started > SECONDS_MAX:
            break
        time.sleep(3)
    print(f"   the address after {time.monotonic() - started:.0f} s: {len(later)} found")
    problems = crowd(service, AT_ONCE_SENDERS)
    crowded = Memory(service.process_id()).found(AT_ONCE)
    print(f"   {AT_ONCE_SENDERS} slips at once: {len(crowded)} of {len(AT_ONCE)} marks found after")
    return problems + at_once + later + crowded


def readers_traces(service: Service, member: Member, password: Canary) -> list[str]:
    """Signs in, opens the list, opens a slip; looks after each."""
    problems = []

    def look(after: str, marks: list[Canary]) -> None:
        found = Memory(service.process_id()).found(marks)
        print(f"   a reader {after}: {len(found)} of {len(marks)} marks found")
        problems.extend(f"after a reader {after}: {one}" for one in found)

    look("enrolled", [password])
    member.sign_in()
    look("signed in", [password])
    time.sleep(2 * SLOT_SECONDS)
    page = member.open("/staff/slips?state=open&page=1")
    slip = next(to for _, to in page.links if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to))
    look("opened the list", [password])
    if canary.WORDS.mark not in member.read(slip).text:
        problems.append("the slip that was opened has other words")
    look("read a slip", [password, canary.WORDS, canary.WHO])
    return problems


def naive_is_caught(service: Service, member: Member, password: Canary) -> list[str]:
    """The same data, pupils and reader, and a program that forgets nothing."""
    service.program = str(naive_program())
    service.start()
    crowd(service, 8)
    other = Member(service, member.person)
    other.follow(member)
    other.sign_in()
    found = Memory(service.process_id()).found([*canary.CANARIES, password])
    service.stop()
    missed = [kind for kind in CAUGHT if not any(one.startswith(f"{kind} (") for one in found)]
    print(f"   control: {len(found)} traces found in the naive program")
    return [f"the naive program is not caught with: {kind}" for kind in missed]


def naive_program() -> pathlib.Path:
    target = os.environ.get("CARGO_TARGET_DIR", pathlib.Path(__file__).parents[2] / "target")
    program = pathlib.Path(target) / "debug" / "examples" / "naive"
    if not program.exists():
        sys.exit(f"{program} is not there: cargo build --example naive")
    return program.resolve()


def limits_hold(service: Service) -> list[str]:
    process, problems = service.process_id(), []
    if status(process, "VmSwap"):
        problems.append("some of the memory is in swap")
    loose, resident = may_be_swapped(process), status(process, "VmRSS")
    print(f"   {resident // 1024} MiB resident, {loose // 1024} MiB of it may be swapped"
          f"{'' if MAY_LOCK else ' (this machine does not let memory be locked)'}")
    if not MAY_LOCK:
        return problems
    if loose or not status(process, "VmLck"):
        problems.append(f"{loose} KiB are not kept out of swap, though the machine allows it")
    if "the running service is kept out of swap" not in doctor(service):
        problems.append("doctor does not say that memory is kept out of swap")
    return problems


def unlocked_is_noticed(service: Service) -> list[str]:
    """The control: a service that may not lock its memory."""
    service.start(*MAY_NOT_LOCK)
    process, said = service.process_id(), doctor(service)
    problems = [] if may_be_swapped(process) > 1024 else ["memory that may be swapped is not noticed"]
    if "running service would not be kept out" not in said and "running service is not kept out" not in said:
        problems.append("doctor does not say that the service may be swapped")
    service.stop()
    return problems


def doctor(service: Service) -> str:
    done = subprocess.run([service.program, "--config", str(service.config), "doctor"],
                          capture_output=True, text=True, env=service.place.environment())
    return done.stdout


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


def check(place: Place, stack: contextlib.ExitStack) -> list[str]:
    certificates = Certificates(place / "secrets")
    mail = stack.enter_context(MailServer(place / "mail", certificates))
    service = Service(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail, certificates)
    stack.callback(service.stop)
    school = School.founded(service, mail, start=lambda: service.start(*LIMITS))
    reader = school.members["dsl"]
    password = Canary("password", reader.person.password)
    at_home = Member(service, reader.person)
    at_home.follow(reader)

    problems = request_under_way(service)
    problems += pupils_traces(service)
    problems += readers_traces(service, at_home, password)
    problems += limits_hold(service)
    problems += crash_leaves_nothing(service, place)
    service.stop()
    problems += unlocked_is_noticed(service)
    return problems + naive_is_caught(service, at_home, password)


def main() -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("memory"))
        problems = check(place, stack)
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Everyone's turn, watched on the line: pupils who tell and pupils who have nothing to tell, in Chromium
with script, without, and at a kiosk, and many more in a plain client. Each kind makes the same requests, of
sizes that are the same to the byte, and times of both kinds are not told apart. An ordinary slip is, by the
same tests.

usage: turn.py [--turns N of each kind in the plain client] [--browser N of each kind in Chromium]
"""

import argparse
import collections
import concurrent.futures
import contextlib
import json
import pathlib
import random
import statistics
import subprocess
import sys

from harness import two_samples
from harness.browser import Browser
from harness.certificates import Certificates
from harness.kiosk import kiosk, saved_state
from harness.mail import MailServer
from harness.place import Place
from harness.pupil import Pupil
from harness.relay import Relay, Seen
from harness.school import School
from harness.service import Service

KINDS = ("tell", "none")
HEADINGS = {"tell": "Your slip is sent", "none": "That is all"}
HOME = "Hello"
# Both tests: in the plain client of the presses, of Send alone and of the looks; in each of three Chromiums, which
# send less often than Send alone could be told by, of all presses and of the looks. One run in a thousand fails
# by chance.
COMPARED = 3 + 3 * 2
TOLD_APART_BELOW = 0.001 / (2 * COMPARED)
CONTROL_BELOW = 1e-6
# Of each: with thirty, they were not told apart once where the machine did much else.
CONTROL_TIMES = 120
# Times later by so much are noticed where there are many; a Send of everyone's turn is one of seventeen requests.
NOTICED_MS = 15.0
MANY = 400
PAGES_MAX = 12
AT_ONCE = 6
LIMITS = """
[limits]
normal_burst = 1000000
writing_seconds_min = 0
"""


class Child(Browser):
    """Takes a turn without script, through one relay."""

    def __init__(self, relay: Relay, service: Service):
        super().__init__(relay.port, service.host)
        self.relay = relay

    def take_turn(self, kind: str) -> list[Seen]:
        self.open("/turn")
        self.press("next", {"way": kind})
        for _ in range(PAGES_MAX):
            form = self.page.form("send" if self.is_at_check() else "next")
            if self.is_at_check():
                break
            given = {"words": f"{kind} {random.getrandbits(40)}", "danger": "no"}
            fields = [*form.choices, *form.writable]
            self.press("next", {name: given[name] for name in fields if name in given})
        self.press("send")
        if HEADINGS[kind] not in self.page.heading:
            raise LookupError(f"{kind}: “{self.page.heading}”")
        return self.relay.take()

    def is_at_check(self) -> bool:
        return any(one.value == "send" for form in self.page.forms for one in form.buttons)


def shape(seen: list[Seen], with_sent: bool) -> collections.Counter:
    """Which requests, how often, and of which sizes. A browser asks for the icon when it comes to that, with the
    cookies that it has by then."""
    return collections.Counter(
        (one.method, one.path, one.sent if with_sent and one.path != "/icon.svg" else 0, one.came)
        for one in seen)


def one_shape(what: str, turns: dict[str, list[list[Seen]]], with_sent: bool) -> list[str]:
    """Every turn of either kind is the same on the line."""
    shapes = {kind: [shape(turn, with_sent) for turn in turns[kind]] for kind in KINDS}
    first = shapes["tell"][0]
    problems = []
    for kind in KINDS:
        other = [one for one in shapes[kind] if one != first]
        if other:
            gaps = [dict((one - first) + (first - one)) for one in other]
            problems.append(f"{what}: {len(other)} of {len(shapes[kind])} turns ({kind}) differ: {gaps}")
    of_turn = sum(count for (_, path, *_), count in first.items() if path == "/turn")
    sizes = {(method, *found) for method, path, *found in first if path == "/turn"}
    asked = sum(count for (_, path, *_), count in first.items() if path == "/health")
    print(f"   {what}: {len(turns['tell'])} and {len(turns['none'])} turns, {first.total()} requests each, "
          f"{of_turn} of /turn, {asked} of /health, (method, bytes sent, bytes of the answer): {sorted(sizes)}")
    return problems


def times(turns: list[list[Seen]]) -> dict[str, list[float]]:
    """Milliseconds of the presses but Send, of Send, and of the looks."""
    found = {"presses": [], "Send": [], "looks": []}
    for turn in turns:
        of_turn = [one for one in turn if one.path == "/turn"]
        presses = [one.waited * 1000 for one in of_turn if one.method == "POST"]
        found["presses"] += presses[:-1]
        found["Send"].append(presses[-1])
        found["looks"] += [one.waited * 1000 for one in of_turn if one.method == "GET"]
    return found


def compare(what: str, one: list[float], other: list[float]) -> float:
    """The smaller answer of both tests."""
    answers = two_samples.kolmogorov_smirnov(one, other), two_samples.welch(one, other)
    print(f"   {what}: {len(one)} and {len(other)}, mean {statistics.fmean(one):.2f} and "
          f"{statistics.fmean(other):.2f} ms, median {statistics.median(one):.2f} and "
          f"{statistics.median(other):.2f}, KS p = {answers[0]:.2g}, Welch p = {answers[1]:.2g}")
    return min(answers)


def in_plain_client(service: Service, count: int) -> list[str]:
    """Kinds in an order of chance, so that whatever else the machine does falls on both alike."""
    turns = {kind: [] for kind in KINDS}

    def take(kind: str) -> None:
        with Relay(service.port) as relay:
            turns[kind].append(Child(relay, service).take_turn(kind))

    order = [*KINDS] * count
    random.shuffle(order)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(take, order))
    both = [times(turns[kind]) for kind in KINDS]
    return one_shape("plain client", turns, with_sent=False) + one_time("plain client", *both)


def one_time(what: str, tell: dict[str, list[float]], none: dict[str, list[float]]) -> list[str]:
    problems = []
    for name in tell:
        if compare(name, tell[name], none[name]) < TOLD_APART_BELOW:
            problems.append(f"{what}: {name} of both kinds are told apart")
        later = [waited + NOTICED_MS for waited in tell[name]]
        if len(later) >= MANY and compare(f"{name}, and {NOTICED_MS:.0f} ms later", tell[name], later) > CONTROL_BELOW:
            problems.append(f"{what}: {name} {NOTICED_MS:.0f} ms later would not be noticed")
    return problems


def in_chromium(service: Service, count: int, what: str, script: bool, state: dict | None = None) -> list[str]:
    """With the `state` of a kiosk in it, Finish is pressed, too."""
    driver = pathlib.Path(__file__).with_suffix(".mjs")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    turns = {kind: [] for kind in KINDS}
    problems = []
    order = [*KINDS] * count
    random.shuffle(order)
    with Relay(service.port) as relay, subprocess.Popen(["node", str(driver)], **pipes) as node:
        for kind in order:
            asked = {"url": f"http://localhost:{relay.port}/turn", "kind": kind, "script": script, "kiosk": state}
            print(json.dumps(asked), file=node.stdin, flush=True)
            told = json.loads(node.stdout.readline())
            if HEADINGS[kind] not in told.get("heading", "") or state and told.get("home") != HOME:
                problems.append(f"{what}, {kind}: {told}")
            turns[kind].append(relay.take())
        node.stdin.close()
    if problems:
        return problems
    both = [times(turns[kind]) for kind in KINDS]
    for found in both:
        found["presses"] += found.pop("Send")
    return one_shape(what, turns, with_sent=script) + one_time(what, *both)


def ordinary_slip_is_told_apart(service: Service) -> list[str]:
    """The control: Send of an ordinary slip against another press on the same page."""
    waited = {"send": [], "back": []}
    came = {"send": set(), "back": set()}
    with Relay(service.port) as relay:
        for _ in range(CONTROL_TIMES):
            for button in waited:
                pupil = Pupil(relay.port, service.host)
                pupil.write("an ordinary slip")
                relay.take()
                pupil.press(button)
                seen = relay.take()
                waited[button] += [one.waited * 1000 for one in seen if one.method == "POST"]
                came[button] |= {one.came for one in seen if one.method == "GET"}
    problems = []
    if compare("ordinary Send and Back", waited["send"], waited["back"]) > CONTROL_BELOW:
        problems.append("times of an ordinary Send are not told from those of Back")
    if came["send"] & came["back"]:
        problems.append("sizes of ordinary pages are not told apart")
    return problems


def main(turns: int, browser: int) -> int:
    problems = two_samples.control()
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("turn"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        service = Service(place, url, mail, certificates, slot_seconds=900, more=LIMITS)
        stack.callback(service.stop)
        school = School.founded(service, mail, start=service.start)
        problems += ordinary_slip_is_told_apart(service)
        problems += in_plain_client(service, turns)
        problems += in_chromium(service, browser, "Chromium with script", script=True)
        problems += in_chromium(service, browser, "Chromium without script", script=False)
        hall = kiosk(school, {"name": "Hall"})
        # Whoever opens the home first on a day is given the kiosk's cookie anew, whatever they do there.
        hall.open("/")
        problems += in_chromium(service, browser, "a kiosk", script=True, state=saved_state(hall.cookies))
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{len(problems)} faults")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=60)
    options.add_argument("--browser", type=int, default=4)
    given = options.parse_args()
    sys.exit(main(given.turns, given.browser))

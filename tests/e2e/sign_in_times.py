"""Whether a stranger can tell which accounts there are: tries at accounts of the school and at none, with
a wrong password, one after the other in an order of chance. The answers are the same to the byte, and
their times are of one source.

usage: sign_in_times.py [--tries N of each kind]
"""

import argparse
import random
import statistics
import sys
import time
import urllib.parse

from harness import two_samples
from harness.browser import Browser
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.school import PEOPLE, School
from harness.service import Service

# Two tests: one run in a thousand fails by chance.
TOLD_APART_BELOW = 0.001 / 2
CONTROL_BELOW = 1e-3
# An attempt later by so much, of as many, is noticed: else the tests would notice nothing.
NOTICED_MS = 15.0
# An account is slowed down after so many failures in an hour, wherever they come from.
TRIES_OF_ACCOUNT_MAX = 100
KINDS = ("there", "nowhere")


def addresses(kind: str, count: int) -> list[str]:
    """Of people who have signed in before, or as long and of nobody."""
    known = [person.email for person in PEOPLE.values()]
    if count > TRIES_OF_ACCOUNT_MAX * len(known):
        raise SystemExit(f"at most {TRIES_OF_ACCOUNT_MAX * len(known)} tries")
    nobody = ["".join(reversed(email.split("@")[0])) + "@school.example" for email in known]
    chosen = known if kind == "there" else nobody
    return [chosen[number % len(chosen)] for number in range(count)]


def attempt(service: Service, email: str, number: int) -> tuple[float, int, str]:
    """From a network of its own: milliseconds from the press to the whole answer, its status, and the page
    without the address that was typed."""
    source = {"X-Forwarded-For": f"198.51.{100 + number // 250}.{number % 250 + 1}"}
    stranger = Browser(service.port, service.host, headers=source)
    stranger.open("/staff/sign-in")
    path, fields = stranger.filled("Sign in", {"email": email, "password": "copper-violin-puddle-28",
                                               "code": f"{number % 1_000_000:06}"})
    body = urllib.parse.urlencode(fields)
    began = time.perf_counter()
    answer, content = stranger.request("POST", path, body)
    waited = (time.perf_counter() - began) * 1000
    return waited, answer.status, content.decode().replace(email, "")


def run(tries: int) -> list[str]:
    with Place("sign-in-times") as place:
        certificates = Certificates(place / "secrets")
        with MailServer(place / "mail", certificates) as mail:
            database = place / "data" / "slips.sqlite"
            service = Service(place, f"sqlite://{database}", mail, certificates)
            School.founded(service, mail, start=service.start)
            try:
                return compare(service, tries)
            finally:
                service.stop()


def compare(service: Service, tries: int) -> list[str]:
    order = [(kind, email) for kind in KINDS for email in addresses(kind, tries)]
    random.shuffle(order)
    times = {kind: [] for kind in KINDS}
    answers = {kind: set() for kind in KINDS}
    for number, (kind, email) in enumerate(order):
        waited, status, page = attempt(service, email, number)
        times[kind].append(waited)
        answers[kind].add((status, page))
    problems = []
    if answers["there"] != answers["nowhere"] or len(answers["there"]) != 1:
        statuses = {kind: sorted({status for status, _ in answers[kind]}) for kind in KINDS}
        problems.append(f"the answers differ: {statuses}")
    both = times["there"], times["nowhere"]
    p = two_samples.kolmogorov_smirnov(*both), two_samples.welch(*both)
    means = [statistics.fmean(one) for one in both]
    print(f"   {tries} tries at accounts, {tries} at none: mean {means[0]:.1f} and {means[1]:.1f} ms, "
          f"KS p = {p[0]:.2g}, Welch p = {p[1]:.2g}")
    if min(p) < TOLD_APART_BELOW:
        problems.append("the times of both kinds are told apart")
    later = [waited + NOTICED_MS for waited in both[0]]
    noticed = two_samples.kolmogorov_smirnov(both[0], later)
    print(f"   control: {NOTICED_MS:.0f} ms later, KS p = {noticed:.2g}")
    if noticed > CONTROL_BELOW:
        problems.append(f"{NOTICED_MS:.0f} ms would not be noticed: make more tries, on a quieter machine")
    return problems


def main(tries: int) -> int:
    problems = run(tries)
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{0 if problems else 1} passed, {1 if problems else 0} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tries", type=int, default=400)
    sys.exit(main(options.parse_args().tries))

"""Kills the service without warning while many pupils send, starts it again, and lets each pupil
press Send again. Then the readers open every slip: each acknowledged one is there exactly once."""

import collections
import http.client
import random
import sqlite3
import sys
import threading
import time

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service

SENDERS = 16
KILLS = 12
DOUBLE_PRESSES = 0.10
PRESSES_MAX = 200
LIMITS = """
[limits]
normal_burst = 1000000
rush_burst = 1000000
"""


class Senders:
    """Pupils who write slips one after another, each with words that no other slip has."""

    def __init__(self, service: Service, seed: int):
        self.service, self.seed = service, seed
        self.acknowledged: set[str] = set()
        self.given_up: set[str] = set()
        self.stopping = threading.Event()
        self._failures: list[BaseException] = []
        self._threads = [threading.Thread(target=self._work, args=(number,))
                         for number in range(SENDERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_failure):
        self.stopping.set()
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]

    def _work(self, number: int) -> None:
        choose = random.Random(f"{self.seed}-{number}")
        count = 0
        try:
            while not self.stopping.is_set():
                count += 1
                words = f"slip {number} {count} {choose.getrandbits(64):016x}"
                (self.acknowledged if self._send(words, choose) else self.given_up).add(words)
        except BaseException as failure:
            self._failures.append(failure)

    def _send(self, words: str, choose: random.Random) -> bool:
        """Whether this slip was acknowledged, pressing Send again as often as it takes."""
        pupil = Pupil(self.service.port, self.service.host, timeout=10)
        while True:
            try:
                pupil.write(words)
                break
            except (OSError, http.client.HTTPException, LookupError):
                if self.stopping.is_set():
                    return False
                time.sleep(0.05)
                pupil = Pupil(self.service.port, self.service.host, timeout=10)
        button = pupil.filled("send")
        if choose.random() < DOUBLE_PRESSES:
            self._press_alongside(pupil, button)
        for _ in range(PRESSES_MAX):
            try:
                page = pupil.send(*button)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if is_sent(page):
                return True
            if page.status < 500:
                # The answer's second half was lost: the slip may be stored, but nobody said so.
                return False
            time.sleep(0.05)
        return False

    def _press_alongside(self, pupil: Pupil, button) -> None:
        twin = Pupil(self.service.port, self.service.host, timeout=10)
        twin.cookies = dict(pupil.cookies)

        def press():
            try:
                twin.send(*button)
            except (OSError, http.client.HTTPException):
                pass
        thread = threading.Thread(target=press)
        thread.start()
        self._threads.append(thread)


def is_sent(page) -> bool:
    return page.status == 200 and "sent" in page.heading.lower()


def faults(acknowledged: set[str], given_up: set[str], stored: list[str]) -> list[str]:
    """What is wrong with these stored slips, given what the pupils were told."""
    count = collections.Counter(stored)
    lost = [words for words in acknowledged if count[words] == 0]
    doubled = [words for words in acknowledged | given_up if count[words] > 1]
    unknown = [words for words in count if words not in acknowledged | given_up]
    return ([f"lost: {words}" for words in lost] + [f"stored twice: {words}" for words in doubled]
            + [f"nobody sent: {words}" for words in unknown])


def control() -> list[str]:
    """The checker has to notice a lost, a doubled and an invented slip."""
    sent = {"a", "b", "c"}
    cases = {"a lost slip": ["a", "b"], "a doubled slip": ["a", "b", "c", "c"],
             "an invented slip": ["a", "b", "c", "d"]}
    missed = [name for name, stored in cases.items() if not faults(sent, {"e"}, stored)]
    wrong = faults(sent, {"e"}, ["a", "b", "c", "e"])
    return [f"not noticed: {name}" for name in missed] + wrong


def run(database: str, seed: int) -> list[str]:
    with Place(f"crash-{database}") as place:
        certificates = Certificates(place / "secrets")
        with MailServer(place / "mail", certificates) as mail:
            if database == "postgres":
                with Postgres(place.root) as postgres:
                    service = Service(place, postgres.url, mail, certificates, more=LIMITS)
                    return check(service, mail, seed, lambda: [])
            file = place / "data" / "slips.sqlite"
            service = Service(place, f"sqlite://{file}", mail, certificates, more=LIMITS)
            return check(service, mail, seed, lambda: integrity(file))


def check(service: Service, mail: MailServer, seed: int, integrity) -> list[str]:
    choose = random.Random(seed)
    restarts = []
    school = School.founded(service, mail, start=service.start)
    try:
        with Senders(service, seed) as senders:
            for _ in range(KILLS):
                time.sleep(choose.uniform(0.3, 1.5))
                service.kill()
                restarts.append(service.start())
            time.sleep(1)
        stored = school.read_every_slip()
    finally:
        service.stop()
    problems = faults(senders.acknowledged, senders.given_up, stored) + integrity()
    # A dropped row has to be noticed in what was really stored, too.
    dropped = next(words for words in stored if words in senders.acknowledged)
    if not faults(senders.acknowledged, senders.given_up, [w for w in stored if w != dropped]):
        problems.append("a dropped slip was not noticed")
    print(f"   {KILLS} kills, slowest start {max(restarts):.2f} s; "
          f"{len(senders.acknowledged)} acknowledged, {len(senders.given_up)} written again, "
          f"{len(stored)} stored; {len(problems)} faults")
    return problems


def integrity(file) -> list[str]:
    told = sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone()[0]
    return [] if told == "ok" else [f"integrity_check: {told}"]


def main() -> int:
    seed = random.SystemRandom().getrandbits(32)
    print(f"seed {seed}")
    passed = failed = 0
    results = {"the checker's own control": control()}
    for database in sys.argv[1:] or ("sqlite", "postgres"):
        print(f"-- {database}")
        results[database] = run(database, seed)
    for problems in results.values():
        for problem in problems[:20]:
            print(f"   FAIL {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

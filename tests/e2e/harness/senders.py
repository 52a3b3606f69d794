"""Pupils who write slips one after another, each with words that no other slip has, and press Send
until they are told something; some press it twice."""

import http.client
import itertools
import random
import threading
import time
import urllib.parse

from .checker import COOKIE, Checker, is_sent
from .page import Page
from .pupil import Pupil

DOUBLE_PRESSES = 0.10
PRESSES_MAX = 400
PAUSE = 0.05
NO_ANSWER = (OSError, http.client.HTTPException)
# No two crowds of one run write the same words.
CROWDS = itertools.count()


class Senders:
    """At work from entry to exit. `forgets` when the fault ends drafts (they are in the memory of
    the process): a pupil who was not told yet may then find the first page. `each` is how many slips a pupil writes at
    most."""

    def __init__(self, port: int, host: str, checker: Checker, seed: int, count: int = 8,
                 forgets: bool = False, each: int = 1_000_000, pause: float = 0,
                 pupil_timeout: float = 15):
        self.port, self.host, self.checker, self.seed = port, host, checker, seed
        self.forgets, self.each, self.pause = forgets, each, pause
        self.timeout = pupil_timeout
        self.slowest = 0.0
        self._crowd = next(CROWDS)
        self._stopping = threading.Event()
        self._failures: list[BaseException] = []
        self._threads = [threading.Thread(target=self._work, args=(number,))
                         for number in range(count)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_failure):
        self._stopping.set()
        self.join()

    def join(self) -> None:
        """Waits until every pupil has been told something of their last slip."""
        for thread in list(self._threads):
            thread.join()
        if self._failures:
            raise self._failures[0]

    def _work(self, number: int) -> None:
        choose = random.Random(f"{self.seed}-{number}")
        try:
            for count in range(self.each):
                if self._stopping.is_set():
                    return
                self._send(f"slip {self._crowd} {number} {count} {choose.getrandbits(64):016x}", choose)
                self._stopping.wait(self.pause)
        except BaseException as failure:
            self._failures.append(failure)

    def _send(self, words: str, choose: random.Random) -> None:
        pupil = self._at_check(words)
        if pupil is None:
            return
        button = pupil.filled("send")
        if choose.random() < DOUBLE_PRESSES:
            self._press_alongside(pupil, *button)
        for _ in range(PRESSES_MAX):
            before = dict(pupil.cookies)
            began = time.monotonic()
            try:
                page = pupil.send(*button)
            except NO_ANSWER:
                time.sleep(PAUSE)
                continue
            self.slowest = max(self.slowest, time.monotonic() - began)
            if is_sent(page):
                self.checker.told_sent(words, pupil.cookies.get(COOKIE, ""))
                return
            if self.forgets and page.status == 200 and words not in page.body:
                # Ended between the answer and the look at it: stored perhaps, and nobody said so.
                break
            self.checker.look_at(page, words, before, pupil.cookies)
            time.sleep(PAUSE)
        self.checker.told_nothing(words)

    def _at_check(self, words: str) -> Pupil | None:
        """A pupil before Send; begun again whenever the fault comes in between."""
        while not self._stopping.is_set():
            pupil = Pupil(self.port, self.host, timeout=self.timeout)
            try:
                pupil.write(words)
                return pupil
            except (*NO_ANSWER, LookupError):
                if pupil.page is not None and pupil.page.status >= 400:
                    self._look_for_help(pupil.page)
                time.sleep(PAUSE)
        return None

    def _look_for_help(self, page: Page) -> None:
        if "0800 1111" not in page.text or "999" not in page.text:
            self.checker.wrong_answers.append(f"{page.status} “{page.heading}” without help")

    def _press_alongside(self, pupil: Pupil, path: str, fields) -> None:
        """The first of two presses: a browser lets go of its answer for that of the second, and may
        have taken its cookie."""
        twin = Pupil(self.port, self.host, timeout=self.timeout)
        # One browser, so one jar.
        twin.cookies = pupil.cookies

        def press():
            try:
                twin.request("POST", path, urllib.parse.urlencode(fields))
            except NO_ANSWER:
                pass
        thread = threading.Thread(target=press)
        thread.start()
        self._threads.append(thread)

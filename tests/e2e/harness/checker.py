"""The one checker of every fault: what pupils were told is held against what readers find
afterwards, and an answer that is not success has to keep the words, the draft and the help."""

import collections
import threading

from .page import Page

COOKIE = "__Host-draft"
# The first 16 of the cookie's 48 bytes say which draft it is, whatever its key: 21 whole letters.
ID_LETTERS = 21


class Checker:
    """`acknowledged`: words that a pupil was told are sent. `unsure`: words of which nobody was told
    anything, so that they may be stored, and once only."""

    def __init__(self):
        self.acknowledged: set[str] = set()
        self.cookies: dict[str, str] = {}
        self.unsure: set[str] = set()
        self.wrong_answers: list[str] = []
        self.refusals: collections.Counter = collections.Counter()
        self._lock = threading.Lock()

    def told_sent(self, words: str, cookie: str = "") -> None:
        """`cookie` is the one that the answer set: no other answer did."""
        with self._lock:
            self.acknowledged.add(words)
            self.cookies[words] = cookie

    def told_nothing(self, words: str) -> None:
        with self._lock:
            self.unsure.add(words)

    def refused(self) -> int:
        """How many answers so far were not "sent"."""
        with self._lock:
            return sum(self.refusals.values())

    def look_at(self, page: Page, words: str, before: dict, after: dict) -> None:
        """An answer that is not "sent": what it lacks is remembered."""
        lacking = missing_from(page, words, before, after)
        with self._lock:
            self.refusals[page.status] += 1
            self.wrong_answers += [f"{page.status} “{page.heading}” without {what} for “{words}”: "
                                   f"{len(page.body)} letters, {[one.fields for one in page.forms]}"
                                   for what in lacking]

    def problems(self, stored: list[str]) -> list[str]:
        return faults(self.acknowledged, self.unsure, stored) + self.wrong_answers

    def control(self, stored: list[str]) -> list[str]:
        """A slip dropped from what was really stored, or there twice, has to be noticed."""
        one = next((words for words in stored if words in self.acknowledged), None)
        if one is None:
            return ["no slip was acknowledged: nothing was checked"]
        without = [words for words in stored if words != one]
        missed = {"a dropped slip": without, "a doubled slip": [*stored, one],
                  "a slip that nobody sent": [*stored, "from nobody"]}
        return [f"{what} was not noticed" for what, instead in missed.items()
                if len(self.problems(instead)) <= len(self.problems(stored))]


def faults(acknowledged: set[str], unsure: set[str], stored: list[str]) -> list[str]:
    """What is wrong with these stored slips, given what the pupils were told."""
    count = collections.Counter(stored)
    lost = [words for words in acknowledged if count[words] == 0]
    doubled = [words for words in acknowledged | unsure if count[words] > 1]
    unknown = [words for words in count if words not in acknowledged | unsure]
    return ([f"lost: {words}" for words in lost] + [f"stored twice: {words}" for words in doubled]
            + [f"nobody sent: {words}" for words in unknown])


def missing_from(page: Page, words: str, before: dict, after: dict) -> list[str]:
    """What an answer that is not success lacks: the words in a form that can be sent again, the same
    draft (so that it counts as the same slip), and where to get help."""
    kept = any(words in value for form in page.forms for _, value in form.fields)
    lacking = [] if kept else ["the words in a form"]
    if draft_of(before) != draft_of(after):
        lacking.append("the same draft")
    return lacking + [what for what in ("999", "0800 1111") if what not in page.text]


def draft_of(cookies: dict) -> str:
    return cookies.get(COOKIE, "")[:ID_LETTERS]


def is_sent(page: Page) -> bool:
    return page.status == 200 and "is sent" in page.heading.lower()


def self_control() -> list[str]:
    """Planted: a lost, a doubled and an invented slip; an answer without each of its parts."""
    sent = {"a", "b", "c"}
    cases = {"a lost slip": ["a", "b"], "a doubled slip": ["a", "b", "c", "c"],
             "an invented slip": ["a", "b", "c", "d"]}
    missed = [name for name, stored in cases.items() if not faults(sent, {"e"}, stored)]
    wrong = faults(sent, {"e"}, ["a", "b", "c", "e"])

    help_strip = "<p>In danger? 999</p><p>Childline 0800 1111</p>"
    form = "<form><textarea name=words>my words</textarea><button>Send again</button></form>"
    cookies = {COOKIE: "x" * ID_LETTERS + "old key"}
    renewed, other = {COOKIE: "x" * ID_LETTERS + "new key"}, {COOKIE: "y" * 64}
    answers = {
        "an error page without words": (help_strip, renewed),
        "words that cannot be sent again": (help_strip + "<p>my words</p>", renewed),
        "a page without Childline": (form + "<p>999</p>", renewed),
        "a page without 999": (form + "<p>0800 1111</p>", renewed),
        "another draft": (form + help_strip, other),
        "a draft taken away": (form + help_strip, {}),
    }
    missed += [name for name, (body, after) in answers.items()
               if not missing_from(Page(body, status=503), "my words", cookies, after)]
    wrong += missing_from(Page(form + help_strip, status=503), "my words", cookies, renewed)
    return [f"the checker did not notice: {name}" for name in missed] + wrong

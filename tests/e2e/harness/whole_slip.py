"""Slips with all that there can be of one: a name that was given, six words to come back with, what went back and
forth, a note that a reader has begun, and what was done with it."""

import time
from dataclasses import dataclass

from .pupil import Pupil
from .school import School
from .service import SLOT_SECONDS

NAME = "Ana in 7B"
MESSAGE = "We read it today. Is it still happening?"
ANSWER = "It was again today, by the gate."
NOTE = "Rang home, and"


@dataclass
class WholeSlip:
    words: str
    slip: str
    # Nothing outside the seal tells which thread is its own: it is the one that came with it.
    thread: str
    pupil: Pupil
    code: str

    @property
    def path(self) -> str:
        return f"/staff/slips/{self.slip}"


def whole_slips(sql, school: School, dangers: dict[str, str]) -> list[WholeSlip]:
    """One for each of these words, with what it says of danger, closed by the lead. Nobody else sends meanwhile."""
    lead = school.members["dsl"]
    slips = [sent(sql, school, words, danger) for words, danger in dangers.items()]
    time.sleep(2 * SLOT_SECONDS + 1)
    for one in slips:
        lead.read(one.path)
        lead.press("Send to the pupil", {"message": MESSAGE})
        answer(one)
    time.sleep(2 * SLOT_SECONDS + 1)
    for one in slips:
        page = lead.read(one.path)
        must_have(page, one.words, ANSWER, *([NAME] if dangers[one.words] == "yes" else []))
        # As long as nobody has, no slip of that day is deleted.
        lead.press("I have read this")
        must_have(lead.press("Put it by", {"case-note": NOTE}), NOTE)
        lead.press("Close the slip", {"reason": "recorded"})
    return slips


def sent(sql, school: School, words: str, danger: str) -> WholeSlip:
    """Sent by a pupil who takes six words; their name is asked for where they say that there is danger."""
    before = ids(sql)
    pupil = Pupil(school.service.port, school.service.host)
    pupil.send_slip(words, danger=danger, name=NAME)
    [slip], [thread] = (new - old for new, old in zip(ids(sql), before))
    return WholeSlip(words, slip, thread, pupil, pupil.press("code-yes").marked["code-words"][0])


def ids(sql) -> tuple[set[str], set[str]]:
    """Those of all slips, and of all threads."""
    return set(sql("SELECT id FROM slips UNION SELECT id FROM intake")), set(sql("SELECT id FROM threads"))


def answer(one: WholeSlip) -> None:
    one.pupil.open("/reply")
    must_have(one.pupil.press("open", {"code": one.code}), MESSAGE)
    must_have(one.pupil.press("answer", {"words": ANSWER}), "Your answer is sent")


def must_have(page, *words: str) -> None:
    missing = [one for one in words if one not in page.body]
    if missing:
        raise LookupError(f"{missing} is not on “{page.heading}”: {page.status} {page.text[:600]}")

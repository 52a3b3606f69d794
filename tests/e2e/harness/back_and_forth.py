"""Pupils take six words for their slips and come back with them; then they answer, and a reader writes to them,
all in one slot and in an order that is known."""

import concurrent.futures
import time
import urllib.parse

from .pupil import Pupil
from .school import Member
from .thief import Disk


class Sender:
    """A pupil on the last page, with the slip and the thread that they began."""

    def __init__(self, pupil: Pupil, slip: str, thread: str):
        self.pupil, self.slip, self.thread = pupil, slip, thread

    def takes_words_and_comes_back(self) -> None:
        words = self.pupil.press("code-yes").marked["code-words"][0]
        self.pupil.open("/reply")
        page = self.pupil.press("open", {"code": words})
        if not any(one.value == "answer" for form in page.forms for one in form.buttons):
            raise LookupError(f"six words open nothing: {page.status} {page.text[:300]}")


class BackAndForth:
    """What was written to whom, in order, and between which times. All of a thread is done in the same order:
    its words, the look at it, the answer and the message."""

    def __init__(self, disk: Disk, lead: Member, senders: list[Sender]):
        self.disk, self.lead, self.senders = disk, lead, senders
        self.answers: list[str] = []
        self.messages: list[str] = []
        self.first = self.last = 0.0
        for sender in senders:
            sender.takes_words_and_comes_back()
        lead.slips()

    @property
    def orders(self) -> dict[str, list[str]]:
        return {"answers": self.answers, "messages": self.messages,
                "threads that were written in": [one.thread for one in self.senders]}

    def letters(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """A message to each pupil as it is sent: opening slips takes longer than a slot."""
        letters = []
        for number, sender in enumerate(self.senders):
            self.lead.read(f"/staff/slips/{sender.slip}")
            letters.append(self.lead.filled("Send to the pupil", {"message": f"message {number}"}))
        return letters

    def write(self, letters) -> bool:
        """False if the slot ended meanwhile: answers tell by their rows that it has not. Pupils and reader write
        beside one another, each side in order; a slot is short."""
        before = {one for one, *_ in self._rows()}
        self.first = time.time()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for done in [pool.submit(self._answer), pool.submit(self._send, letters)]:
                done.result()
        self.last = time.time()
        written = {(thread, state): one for one, thread, state in self._rows() if one not in before}
        self.answers, self.messages = ([written[one.thread, state] for one in self.senders
                                        if (one.thread, state) in written] for state in ("waiting", "to-pupil"))
        return len(self.answers) == len(self.messages) == len(self.senders)

    def _answer(self) -> None:
        for number, sender in enumerate(self.senders):
            page = sender.pupil.press("answer", {"words": f"answer {number}"})
            if "Your answer is sent" not in page.text:
                raise LookupError(f"an answer was not taken: {page.status} {page.text[:300]}")

    def _send(self, letters) -> None:
        for path, fields in letters:
            # The page that comes after it takes longer than the message itself.
            answer, _ = self.lead.request("POST", path, urllib.parse.urlencode(fields))
            if answer.status != 303:
                raise LookupError(f"a message was not taken: {answer.status}")

    def _rows(self) -> list[tuple]:
        return self.disk.rows("SELECT id, thread_id, state FROM replies")

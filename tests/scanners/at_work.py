"""A reader who is at work while a scanner uses their session. Else the screen locks after a quarter of an
hour, and what changes who may read asks for a proof after five minutes: the scanner saw nothing behind it."""

import contextlib
import threading
from collections.abc import Iterator

from harness.school import Member

# Nobody is asked before the last proof is over, so this is for how long the scanner may be turned away.
LOOK_SECONDS = 10


@contextlib.contextmanager
def at_work(reader: Member) -> Iterator[list[str]]:
    """What went wrong meanwhile, from entry to exit."""
    beside = reader.elsewhere()
    beside.cookies = reader.cookies
    problems, ended = prove(beside), threading.Event()

    def go_on() -> None:
        while not ended.wait(LOOK_SECONDS) and not problems:
            problems.extend(prove(beside))

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield problems
    finally:
        ended.set()
        thread.join()


def prove(reader: Member) -> list[str]:
    """Presses what asks for a proof, and leaves out a name, so that nobody is invited."""
    try:
        reader.open("/staff/readers")
        page = reader.press("Invite", {"name": ""})
    except (LookupError, OSError) as error:
        return [f"the reader could not go on: {error}"]
    if page.status != 422 or page.url != "/staff/readers/invite" or "Readers" not in page.heading:
        return [f"the reader could not prove who it is: {page.status} {page.url} {page.heading}"]
    return []

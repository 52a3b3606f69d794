"""A script that sends slips by the clock, whatever becomes of those before: what a flood is made of."""

import asyncio
import itertools
import random
import threading
import time
import urllib.parse

from .service import Service

# Requests at once; what comes beyond waits for room, and then the rate falls and is told.
REQUESTS_MAX = 200
SECONDS_MAX = 60
# Longer than a pupil takes at least, so that each of its slips passes for one that was written.
WRITING_SECONDS = 4


class Script:
    """At work from entry to exit. With `has_pages` it takes a draft first and waits, as a browser would;
    without, each slip is one bare form. What it comes to is counted from when its first slip is due. It does
    not look where it is led: what became of a slip, the database tells."""

    def __init__(self, service: Service, source: str, a_second: float, has_pages: bool = False):
        self.service, self.source, self.a_second, self.has_pages = service, source, a_second, has_pages
        self.answered = 0
        self.rate = self.seconds = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._flood()))
        self._failure: BaseException | None = None

    def __enter__(self):
        self._thread.start()
        if self.has_pages:
            # The lead-in: until here nothing of it was sent.
            time.sleep(WRITING_SECONDS)
        self._began = time.monotonic()
        return self

    def __exit__(self, *_failure):
        self.seconds = time.monotonic() - self._began
        self.rate = self.answered / self.seconds
        self._stopping.set()
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    async def _flood(self) -> None:
        room, sending = asyncio.Semaphore(REQUESTS_MAX), set()
        began = time.monotonic()
        for number in itertools.count():
            due = began + number / self.a_second
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if self._stopping.is_set():
                break
            one = asyncio.create_task(self._send(room))
            sending.add(one)
            one.add_done_callback(sending.discard)
        # What was sent is answered; what waits for its time is not sent any more.
        await asyncio.gather(*sending)

    async def _send(self, room: asyncio.Semaphore) -> None:
        try:
            cookie = ""
            if self.has_pages:
                answer = await self._post(room, {"step": "danger", "go": "next", "danger": "no"})
                cookie = cookie_of(answer)
                await asyncio.sleep(WRITING_SECONDS)
            words = f"Mr Smith is a poo head haha {random.getrandbits(32)}"
            if await self._post(room, {"step": "check", "go": "send", "danger": "no",
                                       "words": words}, cookie):
                self.answered += 1
        except (OSError, TimeoutError) as failure:
            self._failure = failure

    async def _post(self, room: asyncio.Semaphore, fields: dict[str, str], cookie: str = "") -> bytes:
        """The answer; none where it was too late to ask."""
        body = urllib.parse.urlencode(fields)
        host = self.service.host
        head = (f"POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: https://{host}\r\nConnection: close\r\n"
                f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        async with room, asyncio.timeout(SECONDS_MAX):
            if self._stopping.is_set():
                return b""
            reader, writer = await asyncio.open_connection("127.0.0.1", self.service.port,
                                                           local_addr=(self.source, 0))
            try:
                writer.write((head + body).encode())
                return await reader.read()
            finally:
                writer.close()


def cookie_of(answer: bytes) -> str:
    """What a browser would send back of it."""
    head = answer.partition(b"\r\n\r\n")[0].decode()
    lines = [line.partition(": ") for line in head.split("\r\n")]
    return "; ".join(value.partition(";")[0] for name, _, value in lines
                     if name.lower() == "set-cookie")

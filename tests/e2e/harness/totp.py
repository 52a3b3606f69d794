"""The six digits an authenticator app shows (RFC 6238: SHA-1, 30 seconds)."""

import base64
import hashlib
import hmac
import struct
import time

STEP_SECONDS = 30
# A code that is about to run out may have done so by the time it is looked at.
CODE_SECONDS_LEFT = 20


class App:
    """One person's app, whichever browser they type its codes into."""

    def __init__(self, secret: str, last_step: int = 0):
        self.secret, self.last_step = secret, last_step

    def new_code(self) -> str:
        """A code that has not been used: the service takes each once, from a step either side. It
        stays good for as long as a slow machine takes to send it."""
        while True:
            step = max(self.last_step + 1, int(time.time() + CODE_SECONDS_LEFT) // STEP_SECONDS - 1)
            if step <= int(time.time()) // STEP_SECONDS + 1:
                self.last_step = step
                return code(self.secret, step * STEP_SECONDS)
            time.sleep(1)


def code(secret: str, now: float) -> str:
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(now) // STEP_SECONDS), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start:start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"

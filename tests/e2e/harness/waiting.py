"""Waiting for what has no other sign."""

import time
from collections.abc import Callable


def until(is_so: Callable[[], bool], seconds_max: float, pause: float = 0.02) -> bool:
    """Waits for it, and says whether it came in time."""
    latest = time.monotonic() + seconds_max
    while not (came := is_so()) and time.monotonic() < latest:
        time.sleep(pause)
    return came

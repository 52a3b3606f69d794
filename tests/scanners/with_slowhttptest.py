"""slowhttptest: many clients that send or read as slowly as they can."""

import pathlib
import re

from tools import run

MODES = {"slow headers": "-H", "slow body": "-B", "slow reading": "-X"}
SECONDS = 20
# How long a child would wait for the first page meanwhile.
PROBE_SECONDS_MAX = 3
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def stays_available(url: str, mode: str, folder: pathlib.Path, connections: int) -> bool:
    """Whether the first page came at every look at it while the connections were held."""
    _, printed = run(
        ["slowhttptest", MODES[mode], "-c", str(connections), "-r", "300", "-l", str(SECONDS),
         "-i", "5", "-p", str(PROBE_SECONDS_MAX), "-k", "3", "-u", f"{url}/"], folder, SECONDS * 4)
    looks = re.findall(r"service available:\s*(YES|NO)", COLOURS.sub("", printed))
    if len(looks) < 3:
        raise RuntimeError(f"slowhttptest looked {len(looks)} times: {printed[-2000:]}")
    return "NO" not in looks

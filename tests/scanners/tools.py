"""The scanners' programs, and what every scan has: a folder, a time it must end in, its output."""

import os
import pathlib
import subprocess

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "ineedtotalk"


def program(name: str, environment: str | None = None) -> str:
    """A Python scanner, in the virtual environment of its own that `tests/needs.sh` made."""
    return str(CACHE / (environment or name) / "bin" / name)


def run(command: list[str], folder: pathlib.Path, seconds: float) -> tuple[int, str]:
    """Its exit code and all it printed. One that does not end in time is a failure of the check."""
    done = subprocess.run(
        command, cwd=folder, timeout=seconds, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=os.environ | {"HOME": str(folder), "NO_COLOR": "1", "COLUMNS": "120"})
    return done.returncode, done.stdout

"""An https address of the service at which every request comes from another network (`many_networks.mjs`)."""

import collections
import contextlib
import pathlib
import subprocess
import time

SCRIPT = pathlib.Path(__file__).parent / "many_networks.mjs"
START_SECONDS_MAX = 20


class Door:
    """Its address, and the statuses that were answered there."""

    def __init__(self, log: pathlib.Path):
        self._log, self._read = log, 0
        self.url = f"https://localhost:{self._port()}"

    def _port(self) -> str:
        until = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < until:
            first, ended, _ = self._log.read_text().partition("\n")
            if ended:
                self._read = len(first) + 1
                return first
            time.sleep(0.05)
        raise RuntimeError("the address did not come up")

    def statuses(self) -> collections.Counter[int]:
        """Of all answers since this was asked last."""
        with self._log.open() as log:
            log.seek(self._read)
            lines = log.read()
        self._read += len(lines.encode())
        return collections.Counter(int(line.rsplit(" ", 1)[1]) for line in lines.splitlines())


@contextlib.contextmanager
def running(service, certificates, folder: pathlib.Path):
    """From entry to exit."""
    command = ["node", str(SCRIPT), service.host, str(service.port), str(certificates.certificate),
               str(certificates.key)]
    log = folder / "many-networks.txt"
    with log.open("w") as output, subprocess.Popen(command, stdout=output) as process:
        try:
            yield Door(log)
        finally:
            process.terminate()

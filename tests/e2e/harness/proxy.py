"""The https proxy in front of the service (`proxy.mjs`)."""

import pathlib
import subprocess

from .certificates import Certificates
from .service import Service

SCRIPT = pathlib.Path(__file__).parents[1] / "proxy.mjs"


class Proxy:
    """Listens on the service's public port from entry to exit."""

    def __init__(self, service: Service, certificates: Certificates):
        self._command = ["node", str(SCRIPT), str(service.public_port), str(service.port),
                         str(certificates.certificate), str(certificates.key)]
        self._process: subprocess.Popen | None = None

    def __enter__(self):
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        if self._process.stdout.readline().strip() != "listening":
            raise RuntimeError("the https proxy did not start")
        return self

    def __exit__(self, *_failure):
        self._process.terminate()
        self._process.wait(10)

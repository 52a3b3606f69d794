"""An ACME authority (RFC 8555) on loopback: Let's Encrypt's own test server, which proves the host by asking the
service on the port that it is known to."""

import json
import os
import pathlib
import ssl
import subprocess
import urllib.request

from .certificates import Certificates
from .place import Place, free_port
from .waiting import until

SECONDS_MAX = 20


class Authority:
    """At work from `start` to `stop`; each start is another authority, with another key."""

    def __init__(self, place: Place, certificates: Certificates, proved_on: int):
        self._place = place
        self._port, self._management_port = free_port(), free_port()
        self._asks = ssl.create_default_context(cafile=certificates.ca)
        self._config = place / "secrets" / "authority.json"
        self._config.write_text(json.dumps({"pebble": {
            "listenAddress": f"127.0.0.1:{self._port}",
            "managementListenAddress": f"127.0.0.1:{self._management_port}",
            "certificate": str(certificates.certificate), "privateKey": str(certificates.key),
            "httpPort": free_port(), "tlsPort": proved_on, "ocspResponderURL": "",
            "externalAccountBindingRequired": False}}))
        self._process: subprocess.Popen | None = None

    @property
    def directory(self) -> str:
        return f"https://localhost:{self._port}/dir"

    def start(self) -> None:
        output = open(self.log, "ab")
        self._process = subprocess.Popen(["pebble", "-config", str(self._config)], stdout=output, stderr=output,
                                         env=os.environ | {"PEBBLE_VA_NOSLEEP": "1"})
        if not until(lambda: self._asked("dir", self._port) is not None, SECONDS_MAX):
            raise RuntimeError(f"the authority did not answer: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    @property
    def log(self) -> pathlib.Path:
        return self._place / "output" / "authority.txt"

    def root(self) -> str:
        """The certificate that those it gives are traced back to, as PEM."""
        return self._asked("roots/0", self._management_port)

    def _asked(self, path: str, port: int) -> str | None:
        try:
            with urllib.request.urlopen(f"https://localhost:{port}/{path}", context=self._asks, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return None

"""A folder of its own for one run: whatever the service writes lies below it."""

import os
import pathlib
import random
import shutil
import socket
import tempfile

# Below those that Linux gives to outgoing connections.
PORTS = (20_000, 32_000)


class Place:
    """Folders `data`, `tmp`, `home`, `cwd`, `output` and `mail` under one root, gone at the end."""

    FOLDERS = ("data", "tmp", "home", "cwd", "output", "mail", "secrets")

    def __init__(self, name: str):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix=f"ineedtotalk-{name}-"))
        # PostgreSQL runs as a user of its own and has to get to its folder.
        self.root.chmod(0o711)
        for folder in self.FOLDERS:
            (self.root / folder).mkdir(mode=0o700)

    def __truediv__(self, name: str) -> pathlib.Path:
        return self.root / name

    def __enter__(self):
        return self

    def __exit__(self, *_failure):
        if os.environ.get("KEEP_PLACE"):
            print(f"kept: {self.root}")
        else:
            shutil.rmtree(self.root, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What the service is told of the machine: nothing but these folders."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self / "home"),
            "TMPDIR": str(self / "tmp"),
            "LANG": "C.UTF-8",
        }


def free_port() -> int:
    """A loopback port that nobody listens on, and that no outgoing connection is given: a client
    that asks for a service that is down could otherwise be connected to itself."""
    for _ in range(200):
        port = random.randrange(*PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no free port")

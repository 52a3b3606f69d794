"""A way to a server on which somebody listens: each request, how many bytes went either way, and how long
the answer took to come."""

import socket
import threading
import time
from dataclasses import dataclass

from .place import free_port

CHUNK = 65_536


@dataclass
class Seen:
    """One request, as the line shows it. A connection has one."""

    method: str
    path: str
    sent: int
    """Bytes of the whole request."""
    came: int
    """Bytes of the whole answer."""
    waited: float
    """Seconds from its last byte to the answer's first."""


class Relay:
    """Passes bytes on to `target` from entry to exit; `seen` is what went by since it was last taken."""

    def __init__(self, target: int):
        self.port, self.target = free_port(), target
        self._seen: list[Seen] = []
        self._open = 0
        self._change = threading.Condition()
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=256)

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_failure):
        self._listener.close()

    def take(self) -> list[Seen]:
        """What went by, once every connection has ended."""
        with self._change:
            self._change.wait_for(lambda: self._open == 0, timeout=5)
            seen, self._seen = self._seen, []
        return seen

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        # A browser opens connections that it may never use.
        first = receive(client)
        if not first:
            client.close()
            return
        with self._change:
            self._open += 1
        try:
            self._listen(client, first)
        finally:
            with self._change:
                self._open -= 1
                self._change.notify_all()

    def _listen(self, client: socket.socket, first: bytes) -> None:
        server = socket.create_connection(("127.0.0.1", self.target))
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        up = {"bytes": 0, "last": 0.0}

        def send(data: bytes) -> None:
            up["bytes"] += len(data)
            server.sendall(data)
            up["last"] = time.perf_counter()

        def upwards() -> None:
            try:
                while data := receive(client):
                    send(data)
            except OSError:
                pass

        send(first)
        threading.Thread(target=upwards, daemon=True).start()
        came, began = 0, 0.0
        while data := receive(server):
            began = began or time.perf_counter()
            came += len(data)
            try:
                client.sendall(data)
            except OSError:
                break
        for end in (client, server):
            end.close()
        method, path, _ = first.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        with self._change:
            self._seen.append(Seen(method, path, up["bytes"], came, began - up["last"]))


def receive(end: socket.socket) -> bytes:
    try:
        return end.recv(CHUNK)
    except OSError:
        return b""

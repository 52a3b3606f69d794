"""A way to a server that is cut, in the middle of a request or of its answer, again and again."""

import random
import socket
import threading
import urllib.parse

from .place import free_port

CHUNK = 4096


class CuttingProxy:
    """Passes bytes on to `target` while `share` of its connections are cut after so many bytes,
    either way; `cuts` counts them."""

    def __init__(self, target: int, seed: int, bytes_max: int, share: float = 0.3):
        self.port, self.target = free_port(), target
        self.share, self.bytes_max = share, bytes_max
        self.cuts = 0
        self._choose = random.Random(seed)
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=256)

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_failure):
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                if self._listener.fileno() < 0:
                    return
                client.close()
                continue
            limits = [None, None]
            if self._choose.random() < self.share:
                limits[self._choose.randrange(2)] = self._choose.randrange(1, self.bytes_max)
            for source, sink, limit in ((client, server, limits[0]), (server, client, limits[1])):
                threading.Thread(target=self._pass, args=(source, sink, limit), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, limit: int | None) -> None:
        """Until either end hangs up, or as many bytes as `limit` have gone this way."""
        try:
            while data := source.recv(CHUNK):
                if limit is not None and len(data) >= limit:
                    sink.sendall(data[:limit])
                    self.cuts += 1
                    break
                limit = None if limit is None else limit - len(data)
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Detour:
    """On entry, the address of the same database by way of a cutting proxy that cuts nothing yet."""

    def __init__(self, url: str, seed: int):
        parts = urllib.parse.urlsplit(url)
        self.proxy = CuttingProxy(parts.port, seed, bytes_max=20_000, share=0)
        netloc = parts.netloc.replace(str(parts.port), str(self.proxy.port))
        self.url = urllib.parse.urlunsplit(parts._replace(netloc=netloc))

    def __enter__(self) -> str:
        self.proxy.__enter__()
        return self.url

    def __exit__(self, *failure):
        self.proxy.__exit__(*failure)

"""nginx with the configuration that README gives, its files below the run's own folder."""

import pathlib
import re
import socket
import subprocess
import time

from .certificates import Certificates
from .place import Place
from .service import HOST, Service

README = pathlib.Path(__file__).parents[3] / "README.md"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """Serves https on the service's public port from entry to exit."""

    def __init__(self, place: Place, service: Service, certificates: Certificates):
        self._folder = place / "nginx"
        self._port = service.public_port
        self._process: subprocess.Popen | None = None
        server = re.search(r"```nginx\n(.*?)```", README.read_text(), re.S).group(1)
        for was, now in (
            ("listen 443", f"listen 127.0.0.1:{service.public_port}"),
            ("talk.school.example", HOST),
            ("/etc/ssl/talk.pem", str(certificates.certificate)),
            ("/etc/ssl/private/talk.key", str(certificates.key)),
            ("127.0.0.1:8080", f"127.0.0.1:{service.port}"),
            # The address as it is opened here has a port in it.
            ("Host $host;", "Host $http_host;"),
        ):
            if was not in server:
                raise LookupError(f"README's nginx configuration has no “{was}”")
            server = server.replace(was, now)
        folders = "".join(f"{name}_temp_path {self._folder / name};\n" for name in TEMPORARY)
        self._config = (f"daemon off;\nmaster_process off;\npid {self._folder / 'pid'};\n"
                        f"error_log {self._folder / 'error.log'} info;\n"
                        f"events {{}}\nhttp {{\n{folders}{server}}}\n")

    def __enter__(self):
        self._folder.mkdir()
        config = self._folder / "nginx.conf"
        config.write_text(self._config)
        self._process = subprocess.Popen(["nginx", "-p", str(self._folder), "-c", str(config)])
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def __exit__(self, *_failure):
        self._process.terminate()
        self._process.wait(10)

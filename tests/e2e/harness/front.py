"""Proxies in front of the service, each with the file that `ineedtotalk deploy` prints for it, changed
only where two of them, or a port of the run's own, would get in the way."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

from .certificates import Certificates
from .place import Place
from .service import Service

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Front:
    """Serves https on a port from entry to exit, and knows which files it opened to write."""

    name = "front"
    # Below the proxy's own folder, what it may write to.
    own_files: tuple[str, ...] = ()

    def __init__(self, place: Place, port: int):
        self.folder, self.port = place / self.name, port
        self._output = place / "output" / f"{self.name}.txt"
        self._trace = place / f"{self.name}-opened.txt"
        self._place = place
        self._process: subprocess.Popen | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return self._place.environment() | {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

    def __enter__(self):
        self.folder.mkdir()
        command = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(self._trace),
                   *self.command()]
        with open(self._output, "ab") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output,
                                             cwd=self.folder, env=self.environment())
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start: {self._output.read_text()[-1500:]}")

    def __exit__(self, *_failure):
        own = self._process.pid
        children = pathlib.Path(f"/proc/{own}/task/{own}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGTERM)
        self._process.wait(20)

    def written(self) -> list[str]:
        """Files that it opened to write and has no business with: a body is written, sent on and
        deleted before anybody can look."""
        trace = self._trace.read_text(errors="replace")
        opened = re.findall(r'(?:open|openat|creat)\((?:[^,"]+, )?"([^"]*)", ([A-Z_0-9|]+)', trace)
        if not opened:
            return [f"strace saw {self.name} open nothing"]
        own = {str(self.folder / name) for name in self.own_files} | {"/dev/null"}
        writes = ("O_WRONLY", "O_RDWR", "O_CREAT")
        return [f"{self.name} wrote to {path}" for path, flags in opened
                if any(flag in flags for flag in writes) and path not in own]


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The file with each of these replaced; each has to be there."""
    for was, now in changes:
        if was not in text:
            raise LookupError(f"the printed file has no “{was}”")
        text = text.replace(was, now)
    return text


class Nginx(Front):
    name = "nginx"
    own_files = ("pid", "error.log")

    def __init__(self, place: Place, service: Service, certificates: Certificates):
        super().__init__(place, service.public_port)
        printed = service.command("deploy", "nginx", "--certificate", str(certificates.certificate),
                                  "--key", str(certificates.key))
        self.server = changed(
            printed, (f"    listen {self.port} ssl;", f"    listen 127.0.0.1:{self.port} ssl;"),
            (f"    listen [::]:{self.port} ssl;\n", ""))

    def command(self) -> list[str]:
        folders = "".join(f"{name}_temp_path {self.folder / name};\n" for name in TEMPORARY)
        config = self.folder / "nginx.conf"
        config.write_text(f"daemon off;\nmaster_process off;\npid {self.folder / 'pid'};\n"
                          f"error_log {self.folder / 'error.log'} info;\n"
                          f"events {{}}\nhttp {{\n{folders}{self.server}}}\n")
        return ["nginx", "-p", str(self.folder), "-c", str(config)]


class NaiveNginx(Nginx):
    """nginx as guides have it, in front of nothing: what has to be noticed."""

    name = "naive"

    def __init__(self, place: Place, port: int, tls_port: int, dead_port: int, certificates: Certificates):
        Front.__init__(self, place, port)
        self.server = (f"access_log {self.folder / 'access.log'};\n"
                       f"ssl_protocols TLSv1.2 TLSv1.3;\nssl_certificate {certificates.certificate};\n"
                       f"ssl_certificate_key {certificates.key};\n"
                       f"server {{ listen 127.0.0.1:{port}; listen 127.0.0.1:{tls_port} ssl;\n"
                       f"location / {{ proxy_pass http://127.0.0.1:{dead_port}; }} }}\n")


class HAProxy(Front):
    name = "haproxy"

    def __init__(self, place: Place, service: Service, certificates: Certificates):
        super().__init__(place, service.public_port)
        whole = place / "secrets" / "certificate-with-key.pem"
        whole.write_text(certificates.certificate.read_text() + certificates.key.read_text())
        printed = service.command("deploy", "haproxy", "--certificate", str(whole))
        self._config = changed(printed, (f"bind :{self.port} ", f"bind 127.0.0.1:{self.port} "))

    def command(self) -> list[str]:
        config = self.folder / "haproxy.cfg"
        config.write_text(self._config)
        return ["haproxy", "-db", "-f", str(config)]


class HAProxyWithTls13(HAProxy):
    """As its file says in a remark: TLS 1.3 too, and OpenSSL told to give out no tickets."""

    name = "haproxy-tls13"

    def __init__(self, place: Place, service: Service, certificates: Certificates):
        super().__init__(place, service, certificates)
        remark = re.search(r"#   openssl_conf.*?NumTickets = 0", self._config, re.S).group(0)
        self._openssl = place / "secrets" / "openssl.cnf"
        self._openssl.write_text(re.sub(r"^ *#   ", "", remark, flags=re.M))
        self._config = changed(self._config, (" ssl-max-ver TLSv1.2 ", " "))

    def environment(self) -> dict[str, str]:
        return super().environment() | {"OPENSSL_CONF": str(self._openssl)}


class Caddy(Front):
    name = "caddy"
    own_files = ("config/caddy/autosave.json", "data/caddy/instance.uuid",
                 "data/caddy/last_clean.json")

    def __init__(self, place: Place, service: Service, certificates: Certificates):
        super().__init__(place, service.public_port)
        printed = service.command("deploy", "caddy", "--certificate", str(certificates.certificate),
                                  "--key", str(certificates.key))
        whole = json.loads(changed(printed, (f'":{self.port}"', f'"127.0.0.1:{self.port}"')))
        whole["admin"] = {"disabled": True}
        whole["apps"]["http"]["servers"]["ineedtotalk"]["automatic_https"] = {
            "disable_redirects": True}
        self._config = json.dumps(whole)

    def environment(self) -> dict[str, str]:
        return super().environment() | {"XDG_CONFIG_HOME": str(self.folder / "config"),
                                        "XDG_DATA_HOME": str(self.folder / "data")}

    def command(self) -> list[str]:
        config = self.folder / "caddy.json"
        config.write_text(self._config)
        return ["caddy", "run", "--config", str(config)]


FRONTS = {front.name: front for front in (Nginx, HAProxy, HAProxyWithTls13, Caddy)}

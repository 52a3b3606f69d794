"""TLS as the service speaks it itself: 1.2 and 1.3 alone, nothing that knows a visitor again, and a
certificate that is taken up when its files change. The control: `openssl s_server` as it comes, which
has what must not be there. `tls.py long` has testssl look at both as well, which takes minutes."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys

from harness.browser import Browser
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place, free_port
from harness.service import Service
from harness.tls import WEAK, TlsPeer
from harness.waiting import until

# The files are looked at every 10 seconds.
SECONDS_MAX = 25


class Checks:
    """Each thing that must hold, said as it is checked."""

    def __init__(self):
        self.passed = self.failed = 0

    def holds(self, what: str, does: bool) -> None:
        print(f"   {'ok  ' if does else 'FAIL'} {what}")
        self.passed, self.failed = self.passed + bool(does), self.failed + (not does)


def versions_and_tickets(checks: Checks, peer: TlsPeer) -> None:
    for version in ("tls1_2", "tls1_3"):
        checks.holds(f"{version} is spoken", peer.speaks(version))
        links = peer.links(version)
        checks.holds(f"{version}: nothing links a visit to the next: {links}", not links)
    for version in ("tls1", "tls1_1"):
        checks.holds(f"{version} is refused", not peer.speaks(version))
    said = peer.connect("-alpn", "h2,http/1.1")
    checks.holds("HTTP/1.1 is what it agrees to", "ALPN protocol: http/1.1" in said)
    found = peer.scan()
    checks.holds(f"sslscan finds nothing: {found}", not found)


@contextlib.contextmanager
def weak_server(certificates: Certificates, *more: str):
    """OpenSSL's own server as it comes."""
    port = free_port()
    server = subprocess.Popen(
        ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert",
         str(certificates.certificate), "-key", str(certificates.key), "-www", *WEAK, *more],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: is_open(port), SECONDS_MAX)
        yield TlsPeer(port)
    finally:
        server.terminate()
        server.wait(10)


def control(checks: Checks, certificates: Certificates, is_long: bool) -> None:
    with weak_server(certificates) as peer:
        checks.holds("control: tickets of TLS 1.3 are noticed", peer.tickets("tls1_3") > 0)
        checks.holds("control: a ticket of TLS 1.2 is noticed", peer.tickets("tls1_2") > 0)
        checks.holds("control: resumption is noticed", peer.resumes("tls1_2"))
        checks.holds("control: TLS 1.1 is noticed", peer.speaks("tls1_1"))
        checks.holds("control: sslscan notices old versions", peer.scan() != [])
        if is_long:
            found = peer.testssl(certificates.ca)
            checks.holds(f"control: testssl notices {len(found)} things", len(found) > 3)
    with weak_server(certificates, "-no_ticket") as peer:
        checks.holds("control: a session with a number is noticed where there is no ticket",
                     peer.tickets("tls1_2") == 0 and peer.session_ids("tls1_2") > 0)
        checks.holds("control: tickets of TLS 1.3 are noticed where they were to be off",
                     peer.tickets("tls1_3") > 0)


def plain_http(checks: Checks, service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), 5) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {service.host}\r\n\r\n".encode())
        line.settimeout(10)
        answer = b""
        with contextlib.suppress(OSError):
            while more := line.recv(4096):
                answer += more
    checks.holds("plain HTTP is not answered on the port", b"HTTP/" not in answer)


def renewal(checks: Checks, service: Service, peer: TlsPeer, new: Certificates,
            place: Place) -> None:
    process = service.process_id()
    served = [place / "secrets" / name for name in ("server.pem", "server.key")]
    first = peer.serial()
    put_in_place(new.certificate, served[0])
    put_in_place(new.key, served[1])
    changed = until(lambda: peer.serial() != first, SECONDS_MAX)
    checks.holds("a new certificate is served without a restart", changed)
    checks.holds("the page that tests a device names it", named(service) == new.fingerprint)
    second = peer.serial()

    served[0].write_text("-----BEGIN CERTIFICATE-----\nbroken\n")
    os.kill(process, signal.SIGHUP)
    log = place / "output" / "serve.txt"
    told = until(lambda: "the new certificate is not served" in log.read_text(), SECONDS_MAX)
    checks.holds("a broken certificate is said in the log", told)
    checks.holds("the one before it is still served", peer.serial() == second)

    third = Certificates(made(place / "secrets" / "third"))
    put_in_place(third.key, served[1])
    put_in_place(third.certificate, served[0])
    os.kill(process, signal.SIGHUP)
    changed = until(lambda: peer_serial(service) != second, 5)
    checks.holds("a hangup signal has it taken up at once", changed)
    checks.holds("it is the same process", service.process_id() == process)


def named(service: Service) -> str:
    """The fingerprint on the page that tests a device."""
    any_certificate = ssl.create_default_context()
    any_certificate.check_hostname, any_certificate.verify_mode = False, ssl.CERT_NONE
    page = Browser(service.port, service.host, tls=any_certificate).open("/device-test")
    return " ".join(page.marked.get("code", []))


def peer_serial(service: Service) -> str:
    return TlsPeer(service.port).serial()


def healthcheck(checks: Checks, service: Service) -> None:
    checks.holds("healthcheck finds it over TLS", service.ended("healthcheck").returncode == 0)
    service.stop()
    checks.holds("healthcheck finds it stopped", service.ended("healthcheck").returncode == 1)


def put_in_place(new: pathlib.Path, old: pathlib.Path) -> None:
    beside = old.with_suffix(".new")
    shutil.copy(new, beside)
    os.replace(beside, old)


def made(folder: pathlib.Path) -> pathlib.Path:
    folder.mkdir()
    return folder


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main() -> int:
    checks, is_long = Checks(), sys.argv[1:] == ["long"]
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("tls"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        service = Service(place, url, mail, certificates, own_tls=True)
        service.set_up("Mr Lewis", "safeguarding lead", "dsl", "lewis@school.example")
        service.start()
        try:
            peer = TlsPeer(service.port, certificates.ca)
            versions_and_tickets(checks, peer)
            if is_long:
                found = peer.testssl(certificates.ca)
                checks.holds(f"testssl finds nothing: {found}", not found)
            plain_http(checks, service)
            checks.holds("the page that tests a device names the certificate",
                         named(service) == certificates.fingerprint)
            new = Certificates(made(place / "secrets" / "new"))
            renewal(checks, service, TlsPeer(service.port), new, place)
            healthcheck(checks, service)
            control(checks, new, is_long)
        finally:
            service.stop()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())

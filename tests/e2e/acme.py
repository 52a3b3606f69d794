"""A service that fetches its certificate itself, from a real ACME authority on loopback: while the authority is away
it says so and asks again; what it was given is served, to whoever trusts the authority alone, and again after a
restart without asking; nobody else on the computer may read the key. It speaks TLS as with a certificate of files.
`TESTED_PROGRAM` is to be built with `--features acme`."""

import contextlib
import re
import ssl
import stat
import sys

from harness.authority import Authority
from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service
from harness.tls import TlsPeer
from harness.waiting import until
from tls import Checks, versions_and_tickets

SECONDS_MAX = 60
FILES = re.compile(r"^tls_(certificate|key) = .*\n", re.M)


class Fetching:
    """A school's service whose certificate is fetched into `cache`."""

    def __init__(self, place: Place, mail: MailServer, certificates: Certificates):
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        self.service = Service(place, url, mail, certificates, own_tls=True)
        self.cache = place / "data" / "certificate"
        self.authority = Authority(place, certificates, proved_on=self.service.port)
        # The authority's own address is vouched for by the run's, which this computer does not know.
        self.trusting = ("env", f"SSL_CERT_FILE={certificates.ca}")
        self.root = place / "secrets" / "root.pem"
        # Browsers of these checks ask for 127.0.0.1, which no certificate names that is fetched for a host.
        self.service.tls = ssl.create_default_context(cadata=certificates.ca.read_text())
        self.service.tls.check_hostname = False
        self.log = place / "output" / "serve.txt"
        written = FILES.sub("", self.service.config.read_text())
        self.service.config.write_text(written.replace("[server]\n", f"""[server]
acme_contact = "mailto:ict@school.example"
acme_cache = "{self.cache}"
acme_directory = "{self.authority.directory}"
"""))

    def trusts(self, root: str) -> None:
        """Whoever has a browser here trusts that authority from now on."""
        self.service.tls.load_verify_locations(cadata=root)
        self.root.write_text(root)

    def peer(self) -> TlsPeer:
        return TlsPeer(self.service.port, self.root)


def while_it_is_away(checks: Checks, fetching: Fetching) -> None:
    fetching.service.begin(*fetching.trusting)
    said = until(lambda: "could not be renewed" in fetching.log.read_text(), SECONDS_MAX)
    checks.holds("while the authority is away, the log says so", said)
    checks.holds("and why", "error=order: acme error" in fetching.log.read_text())
    checks.holds("nothing is served meanwhile", not fetching.service.is_up())
    process = fetching.service.process_id()
    fetching.authority.start()
    fetching.trusts(fetching.authority.root())
    checks.holds("once it is there, a certificate comes without a restart",
                 until(fetching.service.is_up, SECONDS_MAX) and fetching.service.process_id() == process)


def served(checks: Checks, fetching: Fetching) -> None:
    service = fetching.service
    pupil = Pupil(service.port, service.host, tls=service.tls)
    page = pupil.send_slip("sent by way of a certificate that was fetched")
    checks.holds("a pupil who trusts the authority sends a slip", "is sent" in page.heading.lower())
    said = fetching.peer().connect("-verify_hostname", "localhost")
    checks.holds("the certificate is for the host that pupils open", "Verification: OK" in said)
    said = fetching.peer().connect("-verify_hostname", "another.example")
    checks.holds("control: and for no other", "Verification: OK" not in said)
    trusting, service.tls = service.tls, ssl.create_default_context()
    checks.holds("control: whoever does not trust the authority is shown nothing", not service.is_up())
    service.tls = trusting


def kept(checks: Checks, fetching: Fetching) -> None:
    kept = [fetching.cache.glob(f"cached_{what}_*") for what in ("cert", "account")]
    checks.holds("what was given is kept, and the key of the account", all(map(any, kept)))
    checks.holds("nobody else may go where it is", stat.S_IMODE(fetching.cache.stat().st_mode) == 0o700)
    serial = fetching.peer().serial()
    fetching.service.stop()
    fetching.authority.stop()
    fetching.cache.chmod(0o755)
    fetching.service.start(*fetching.trusting)
    checks.holds("after a restart the same is served, with the authority away",
                 fetching.peer().serial() == serial)
    checks.holds("a folder that was opened to others is closed again",
                 stat.S_IMODE(fetching.cache.stat().st_mode) == 0o700)


def refused(checks: Checks, fetching: Fetching) -> None:
    """An authority whose own address nobody vouches for is not asked."""
    fetching.service.stop()
    for file in fetching.cache.iterdir():
        file.unlink()
    before = fetching.log.stat().st_size
    fetching.authority.start()
    fetching.service.begin()
    said = until(lambda: "could not be renewed" in fetching.log.read_text()[before:], SECONDS_MAX)
    checks.holds("an authority that this computer does not trust is not asked", said)
    checks.holds("and gives nothing", not any(fetching.cache.glob("cached_cert_*")))


def main() -> int:
    checks = Checks()
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("acme"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        fetching = Fetching(place, mail, certificates)
        stack.callback(fetching.authority.stop)
        stack.callback(fetching.service.stop)
        School.founded(fetching.service, mail, start=lambda: while_it_is_away(checks, fetching))
        served(checks, fetching)
        versions_and_tickets(checks, fetching.peer())
        kept(checks, fetching)
        refused(checks, fetching)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())

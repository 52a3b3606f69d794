"""The program itself: configured, set up, served, stopped or killed, always by its process id."""

import http.client
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import time

from .certificates import Certificates
from .mail import PASSWORD, USER, MailServer
from .place import Place, free_port

HOST = "localhost"
SLOT_SECONDS = 2
# Pupils of a check write faster than people, and are none the worse for it.
WRITTEN_AT_ONCE = "\n[limits]\nwriting_seconds_min = 0\n"


class Service:
    """`serve` on a free loopback port, its public address https://localhost:`public_port`; with
    `own_tls` the two are one."""

    def __init__(self, place: Place, database_url: str, mail: MailServer,
                 certificates: Certificates, slot_seconds: int = SLOT_SECONDS, more: str = "",
                 own_tls: bool = False):
        self.place = place
        self.program = os.path.abspath(os.environ["TESTED_PROGRAM"])
        self.port, self.public_port = free_port(), free_port()
        self.tls: ssl.SSLContext | None = None
        server = 'trusted_proxies = ["127.0.0.1/32"]'
        if own_tls:
            self.public_port = self.port
            self.tls = ssl.create_default_context(cafile=certificates.ca)
            server += (f'\ntls_certificate = "{certificates.certificate}"'
                       f'\ntls_key = "{certificates.key}"')
        else:
            server += f'\ncertificate_fingerprints = ["{certificates.fingerprint}"]'
        self.config = place / "secrets" / "ineedtotalk.toml"
        self.process: subprocess.Popen | None = None
        password = place / "secrets" / "mail-password"
        password.write_text(PASSWORD)
        password.chmod(0o600)
        text = json.dumps  # A TOML string is written like a JSON one.
        self.config.write_text(f"""
[server]
listen = "127.0.0.1:{self.port}"
public_url = "{self.public_url}"
{server}

[database]
url = {text(database_url)}

[secrets]
pepper_file = {text(str(place / "secrets" / "pepper"))}

[mail]
host = "127.0.0.1"
port = {mail.port}
security = "starttls"
user = {text(USER)}
password_file = {text(str(password))}
from = "talk@school.example"
ca_file = {text(str(certificates.ca))}

[timing]
slot_seconds = {slot_seconds}
{more}{"" if "[limits]" in more else WRITTEN_AT_ONCE}""")

    @property
    def public_url(self) -> str:
        return f"https://{HOST}:{self.public_port}"

    @property
    def host(self) -> str:
        """What browsers call the service."""
        return f"{HOST}:{self.public_port}"

    def command(self, *arguments: str, timeout: float = 120) -> str:
        """Runs a command of the program to its end; answers what it printed."""
        return self.command_and_notes(*arguments, timeout=timeout)[0]

    def command_and_notes(self, *arguments: str, timeout: float = 120) -> tuple[str, str]:
        """The same, and what it said beside that."""
        done = self.ended(*arguments, timeout=timeout)
        if done.returncode:
            raise RuntimeError(f"{arguments[0]} failed: {done.stdout}{done.stderr}")
        with open(self.place / "output" / "commands.txt", "a") as kept:
            kept.write(done.stdout + done.stderr)
        return done.stdout, done.stderr

    def doctor(self) -> str:
        """What `doctor` found, well or not."""
        return self.ended("doctor").stdout

    def ended(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """A command of the program that has come to its end, well or not."""
        return subprocess.run(
            [self.program, "--config", str(self.config), *arguments], capture_output=True,
            text=True, cwd=self.place / "cwd", env=self.place.environment(), timeout=timeout)

    def set_up(self, name: str, title: str, roles: str, email: str) -> str:
        """Makes the school and its first reader; answers the path of the one-time link."""
        printed = self.command(
            "setup", "--school", "Elmwood School", "--host", HOST, "--reader-name", name,
            "--reader-title", title, "--roles", roles, "--email", email)
        return enrolment_path(printed)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_failure):
        self.stop()

    def start(self, *wrapper: str) -> float:
        """Starts `serve`, under a wrapper such as strace if one is given, and waits for its first
        answer; how many seconds that took."""
        started = time.monotonic()
        self.begin(*wrapper)
        while time.monotonic() - started < 30:
            if self.process.poll() is not None:
                break
            if self.is_up():
                return time.monotonic() - started
            time.sleep(0.01)
        written = (self.place / "output" / "serve.txt").read_text(errors="replace")
        raise RuntimeError(f"serve did not answer: {written[-2000:]}")

    def begin(self, *wrapper: str) -> None:
        """The same, without waiting."""
        output = open(self.place / "output" / "serve.txt", "ab")
        self.process = subprocess.Popen(
            [*wrapper, self.program, "--config", str(self.config), "serve"], stdout=output,
            stderr=output, stdin=subprocess.DEVNULL, cwd=self.place / "cwd",
            env=self.place.environment())

    def is_up(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        if self.tls:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=2,
                                                     context=self.tls)
        try:
            connection.request("GET", "/health", headers={"Host": self.host})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def process_id(self) -> int:
        """That of `serve`, which is the wrapper's child when there is a wrapper."""
        own = self.process.pid
        try:
            # Built anew while it runs, it is another file.
            program = os.readlink(f"/proc/{own}/exe").removesuffix(" (deleted)")
        except PermissionError:
            return own  # The service lets nobody look into it; a wrapper would.
        if program == os.path.realpath(self.program):
            return own
        return int(pathlib.Path(f"/proc/{own}/task/{own}/children").read_text().split()[0])

    def stop(self) -> None:
        """Asks `serve` to end, as an operator does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9: nothing gets the chance to tidy up."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process_id(), how)
            self.process.wait(30)
        self.process = None


def enrolment_path(text: str) -> str:
    """The path of a one-time link somewhere in a text."""
    found = re.search(r"/staff/enrol/[\w-]+", text)
    if found is None:
        raise LookupError(f"no enrolment link in: {text}")
    return found.group(0)

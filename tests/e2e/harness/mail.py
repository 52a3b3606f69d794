"""A real SMTP server: STARTTLS and login compulsory, every mail kept as the bytes that came. It can be told to
misbehave."""

import asyncio
import contextlib
import enum
import json
import logging
import pathlib
import ssl
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from .certificates import Certificates
from .place import free_port

# It tells of every client that hung up, and warns of its own use of what it means to remove.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
logging.getLogger("asyncio").setLevel(logging.CRITICAL)

USER, PASSWORD = "talk@school.example", "correct-relay-password"


class Trouble(enum.Enum):
    GONE = "gone"
    PUTS_OFF = "puts everybody off (451)"
    REFUSES = "refuses one address (550), and puts the others off"
    HANGS_UP = "hangs up when it has the mail"
    NO_STARTTLS = "offers no STARTTLS and takes mail in the clear"
    WRONG_CERTIFICATE = "shows a certificate that nobody vouches for"
    SILENT = "says nothing"
    DRIPS = "says one byte a second"


class MailServer:
    """Writes `0001.eml` (raw) and `0001.json` (who from, who to, EHLO name) into its folder."""

    def __init__(self, folder: pathlib.Path, certificates: Certificates):
        self.folder = folder
        self.port = free_port()
        # Mails that it took and never said so, and how often somebody signed in to it in the clear.
        self.unacknowledged: list[bytes] = []
        self.in_the_clear = 0
        self._trouble: Trouble | None = None
        self._refused = ""
        self._written = threading.Lock()
        self._count = 0
        self._tls = certificates.for_server()
        self._listener: Listener | None = None

    def __enter__(self):
        self._listen()
        return self

    def __exit__(self, *_failure):
        if self._listener is not None:
            self._listener.stop()

    def behave(self, trouble: Trouble | None = None, refused: str = "") -> None:
        """From the next connection on; well, if no trouble is named. `refused` is the address that
        `REFUSES` is about."""
        if (trouble is Trouble.GONE) != (self._listener is None):
            if self._listener is None:
                self._listen()
            else:
                self._listener.stop()
                self._listener = None
        self._trouble, self._refused = trouble, refused

    def _listen(self) -> None:
        self._listener = Listener(self, hostname="127.0.0.1", port=self.port)
        self._listener.start()

    def meet(self) -> asyncio.Protocol:
        """What a connection that has come is answered by."""
        match self._trouble:
            case Trouble.SILENT | Trouble.DRIPS:
                return Mute(drips=self._trouble is Trouble.DRIPS)
            case Trouble.NO_STARTTLS:
                return self._speaker(None)
            case Trouble.WRONG_CERTIFICATE:
                return self._speaker(self._of_a_stranger())
            case _:
                return self._speaker(self._tls)

    def _speaker(self, tls: ssl.SSLContext | None) -> SMTP:
        """Without TLS it takes mail from anybody, whether or not they sign in."""
        is_safe = tls is not None
        return SMTP(self, hostname="127.0.0.1", enable_SMTPUTF8=True, tls_context=tls,
                    require_starttls=is_safe, auth_require_tls=is_safe, auth_required=is_safe,
                    authenticator=self._authenticate)

    def _of_a_stranger(self) -> ssl.SSLContext:
        folder = self.folder / "stranger"
        if not folder.exists():
            folder.mkdir()
            Certificates(folder)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        return context

    def _authenticate(self, _server, session, _envelope, _mechanism, given):
        self.in_the_clear += session.ssl is None
        right = (isinstance(given, LoginPassword)
                 and given.login.decode() == USER and given.password.decode() == PASSWORD)
        return AuthResult(success=right)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        match self._trouble:
            case Trouble.REFUSES if address == self._refused:
                return "550 5.1.1 no such mailbox"
            case Trouble.REFUSES | Trouble.PUTS_OFF:
                return "451 4.7.1 greylisted, try again later"
            case _:
                envelope.rcpt_tos.append(address)
                return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self._trouble is Trouble.HANGS_UP:
            self.unacknowledged.append(envelope.original_content)
            server.transport.abort()
            return "421 4.3.2 going down"
        with self._written:
            self._count += 1
            name = f"{self._count:04}"
            (self.folder / f"{name}.eml").write_bytes(envelope.original_content)
            about = {"from": envelope.mail_from, "to": envelope.rcpt_tos,
                     "ehlo": session.host_name, "login": session.authenticated,
                     "tls": session.ssl is not None, "at": time.time()}
            # Last, and whole at once: whoever sees it may read the mail too.
            part = self.folder / f"{name}.part"
            part.write_text(json.dumps(about))
            part.rename(self.folder / f"{name}.json")
        return "250 OK"

    def arrived(self) -> list[dict]:
        """Every mail so far: who to, and its bytes."""
        mails = []
        for about in sorted(self.folder.glob("*.json")):
            raw = about.with_suffix(".eml").read_bytes()
            mails.append(json.loads(about.read_text()) | {"raw": raw})
        return mails


class Listener(Controller):
    """Asks the mail server anew what each connection is met by."""

    def factory(self):
        return self.handler.meet()


class Mute(asyncio.Protocol):
    """Takes a connection, and never gets as far as a greeting."""

    def __init__(self, drips: bool):
        self._drips = drips

    def connection_made(self, transport):
        if self._drips:
            self._dripping = asyncio.get_running_loop().create_task(self._drip(transport))

    async def _drip(self, transport) -> None:
        with contextlib.suppress(OSError):
            while not transport.is_closing():
                transport.write(b"2")
                await asyncio.sleep(1)

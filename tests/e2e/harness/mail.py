"""A real SMTP server: STARTTLS and login compulsory, every mail kept as the bytes that came."""

import json
import logging
import pathlib
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from .certificates import Certificates
from .place import free_port

# It tells of every client that hung up, and warns of its own use of what it means to remove.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
logging.getLogger("asyncio").setLevel(logging.CRITICAL)

USER, PASSWORD = "talk@school.example", "correct-relay-password"


class MailServer:
    """Writes `0001.eml` (raw) and `0001.json` (who from, who to, EHLO name) into its folder."""

    def __init__(self, folder: pathlib.Path, certificates: Certificates):
        self.folder = folder
        self.port = free_port()
        self._written = threading.Lock()
        self._count = 0
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port,
            tls_context=certificates.for_server(), require_starttls=True,
            auth_required=True, authenticator=self._authenticate)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_failure):
        self._controller.stop()

    def _authenticate(self, _server, _session, _envelope, _mechanism, given):
        right = (isinstance(given, LoginPassword)
                 and given.login.decode() == USER and given.password.decode() == PASSWORD)
        return AuthResult(success=right)

    async def handle_DATA(self, _server, session, envelope):
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

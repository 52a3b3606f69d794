"""Passkeys in Chromium, with its virtual authenticator: starts the program on SQLite, then lets `passkey.mjs`
be the reader. On plain http://localhost, since no browser gives a passkey to a certificate it does not trust."""

import contextlib
import json
import pathlib
import subprocess
import sys

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.school import PEOPLE
from harness.service import HOST, Service


class PlainService(Service):
    @property
    def public_url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"


def main() -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("passkey"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        service = PlainService(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail,
                               certificates)
        lead = PEOPLE["dsl"]
        enrolment = service.set_up(lead.name, lead.title, lead.roles, lead.email)
        stack.enter_context(service)
        settings = place / "secrets" / "passkey.json"
        settings.write_text(json.dumps({
            "url": service.public_url, "enrolment": enrolment, "people": {"dsl": vars(lead)},
        }))
        script = pathlib.Path(__file__).with_suffix(".mjs")
        return subprocess.run(["node", str(script), str(settings)]).returncode


if __name__ == "__main__":
    sys.exit(main())

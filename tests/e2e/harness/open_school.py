"""A school whose form is open: the program on SQLite, a mail server, and a proxy that speaks https before it."""

import contextlib
from dataclasses import dataclass

from .certificates import Certificates
from .mail import MailServer
from .place import Place
from .proxy import Proxy
from .school import School
from .service import Service


@dataclass
class OpenSchool:
    place: Place
    certificates: Certificates
    service: Service
    school: School


@contextlib.contextmanager
def open_school(name: str):
    """All of it in a place of this name, gone at the end."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place(name))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        service = Service(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail, certificates)
        stack.callback(service.stop)
        stack.enter_context(Proxy(service, certificates))
        yield OpenSchool(place, certificates, service,
                         School.founded(service, mail, start=service.start))

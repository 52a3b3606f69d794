"""A school whose readers have enrolled, vouched for each other and opened the form."""

import re
import time
from dataclasses import dataclass

from . import totp
from .browser import Browser
from .mail import MailServer
from .page import Page
from .service import SLOT_SECONDS, Service, enrolment_path


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    roles: str
    email: str
    password: str


PEOPLE = {
    "dsl": Person("Mr Lewis", "safeguarding lead", "dsl", "lewis@school.example",
                  "marble-lantern-otter-91"),
    "oso": Person("Mrs Okafor", "online safety officer", "oso", "okafor@school.example",
                  "copper-violin-puddle-27"),
    "deputy": Person("Ms Shah", "deputy safeguarding lead", "deputy", "shah@school.example",
                     "walnut-ribbon-cactus-63"),
    "head": Person("Dr Hughes", "head teacher", "head", "hughes@school.example",
                   "velvet-harbour-maple-48"),
    "chair": Person("Mr Price", "chair of governors", "chair", "price@school.example",
                    "saddle-tunnel-biscuit-15"),
    "ict": Person("Sam Jones", "ICT technician", "ict", "jones@school.example",
                  "pepper-anchor-meadow-82"),
}


class Member(Browser):
    """A person of the school at their own browser."""

    def __init__(self, service: Service, person: Person):
        super().__init__(service.port, service.host, tls=service.tls)
        self.service, self.person = service, person
        self.kit = ""
        self.app = totp.App("")

    def take_up(self, link: str) -> Page:
        """Opens the one-time link, chooses the password, sets up the app: up to the recovery kit."""
        page = self.open(link)
        self.app = totp.App(page.marked["code"][0].replace(" ", ""))
        password = self.person.password
        self.press("Go on", {"password": password, "again": password, "code": self.app.new_code()})
        self._must_be("recovery kit")
        return self.page

    def keep_kit(self) -> Page:
        """Types the kit back, and is enrolled."""
        self.kit = self.page.marked["code"][0]
        return self.press("I have it on paper", {"kit": self.kit})

    def press(self, *given, **more) -> Page:
        """Presses a button, and proves who it is where the page asks for that first."""
        page = super().press(*given, **more)
        if "Show that it is you" not in page.heading:
            return page
        return super().press("Go on", {"step-up-password": self.person.password,
                                       "step-up-code": self.app.new_code()})

    def invite(self, person: Person) -> str:
        """Invites somebody; answers the path of their link."""
        before = set(self._links(self.open("/staff/readers")))
        self.press("Invite", {"name": person.name, "title": person.title, "email": person.email,
                              "roles": person.roles.split(",")})
        new = set(self._links(self.open("/staff/readers"))) - before
        if len(new) != 1:
            raise LookupError(f"{len(new)} new links after inviting {person.name}")
        return new.pop()

    def _links(self, page: Page) -> list[str]:
        return [enrolment_path(text) for text in page.marked.get("code", []) if "/enrol/" in text]

    def confirm(self, person: Person, digits: str) -> Page:
        self.open("/staff/readers")
        return self.press(f"Confirm {person.name}", {"digits": digits})

    def sign_in(self) -> Page:
        self.open("/staff/sign-in")
        page = self.press("Sign in", {"email": self.person.email,
                                      "password": self.person.password, "code": self.app.new_code()})
        if page.url.startswith("/staff/sign-in"):
            raise LookupError(f"{self.person.name} could not sign in: {page.text}")
        return page

    def follow(self, other: "Member") -> None:
        """The same person at another browser, with the one authenticator app they have."""
        self.app = other.app

    def elsewhere(self) -> "Member":
        """The same person at another browser, with all they know and have."""
        other = Member(self.service, self.person)
        other.app, other.kit = self.app, self.kit
        return other

    def slips(self, state: str = "open") -> list[str]:
        """The paths of this reader's slips, from every page of the list."""
        found, number = [], 1
        while True:
            page = self.open(f"/staff/slips?state={state}&page={number}")
            if "not been checked yet" in page.text:
                continue  # Each look tries this reader's key on some more.
            found += [to for to in page.rows if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to)]
            if not any("Next page" in text for text, _ in page.links):
                return list(dict.fromkeys(found))
            number += 1

    def rush_slips(self) -> list[str]:
        """The paths of those in the rush tray, from every group and every page of it."""
        found, waiting, seen = [], ["/staff/tray"], set()
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            for _, to in self.open(address).links:
                if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to):
                    found.append(to)
                elif to.startswith("/staff/tray?"):
                    waiting.append(to)
        return list(dict.fromkeys(found))

    def read(self, path: str) -> Page:
        """Opens a slip: presses Open where it is still sealed on the screen."""
        page = self.open(path)
        if not page.marked.get("told"):
            page = self.press("Open the slip")
        if "Before you open it" in page.heading:
            page = self.press("I have read this. Open the slip")
        return page

    def for_browser(self) -> dict:
        """What a script needs to be this person at a browser with their session in it."""
        return vars(self.person) | {"kit": self.kit, "secret": self.app.secret,
                                    "lastStep": self.app.last_step, "cookies": self.cookies}

    def _must_be(self, heading: str) -> None:
        if heading not in self.page.heading:
            raise LookupError(f"{self.person.name}: “{self.page.heading}” came, not “{heading}”: "
                              f"{self.page.status} {self.page.text[:400]}")


class School:
    """`members` by the keys of `PEOPLE`, all signed in."""

    def __init__(self, service: Service, mail: MailServer):
        self.service, self.mail = service, mail
        self.members = {key: Member(service, person) for key, person in PEOPLE.items()}
        self.enrolment = ""
        self.opened: dict[str, str] = {}

    @classmethod
    def begun(cls, service: Service, mail: MailServer, start) -> "School":
        """Set up, and nobody has taken up the first link yet."""
        school = cls(service, mail)
        first = PEOPLE["dsl"]
        school.enrolment = service.set_up(first.name, first.title, first.roles, first.email)
        start()
        return school

    @classmethod
    def founded(cls, service: Service, mail: MailServer, start) -> "School":
        """Everyone has enrolled, and the form is open."""
        school = cls.begun(service, mail, start)
        first = school.members["dsl"]
        first.take_up(school.enrolment)
        first.keep_kit()
        for key, member in school.members.items():
            if key == "dsl":
                continue
            member.take_up(first.invite(PEOPLE[key]))
            digits = member.keep_kit().marked["code"][0]
            first.confirm(PEOPLE[key], digits)
        first.open("/staff/set-up")
        page = first.press("Open the form to pupils")
        if "pupils can send slips" not in page.text:
            raise LookupError(f"the form did not open: {page.status} {page.text[:600]}")
        return school

    def words_of(self, path: str) -> str:
        """What a pupil wrote in this slip, opened by the first who may."""
        for member in self.members.values():
            if member.open(path).status == 200:
                return member.read(path).marked["told"][0]
        raise LookupError(f"nobody can open {path}")

    def read_every_slip(self) -> list[str]:
        """What pupils wrote in every slip there is, each slip once, once all are visible."""
        time.sleep(2 * SLOT_SECONDS + 1)
        self.opened = opened = {}
        for member in self.members.values():
            if member.person.roles == "ict":
                continue
            # What was begun before the service was killed, or a clock jumped, came without a beginning.
            for path in member.slips() + member.rush_slips():
                if path not in opened:
                    opened[path] = member.read(path).marked["told"][0]
        return list(opened.values())

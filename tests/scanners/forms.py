"""The forms that sqlmap tries. Each is pressed once as people press it and has to be taken: one that is
turned away before its handler says nothing of what lies behind that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harness.browser import Browser
from harness.kiosk import awaited
from harness.page import Page
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service

Fields = list[tuple[str, str]]
# Nothing is stored of it, and with another one the form is not looked at.
NOT_TRIED = {"csrf"}


@dataclass(frozen=True)
class Form:
    path: str
    fields: Fields
    tried: list[str]
    cookie: str = ""
    technique: str = "BEU"
    """By what sqlmap tells an injection: booleans, errors, unions."""

    def value(self, name: str) -> str:
        return dict(self.fields)[name]


def of_pupils(service: Service, school: School) -> Iterator[Form]:
    """What anybody can press without signing in."""
    def browser() -> Browser:
        return Browser(service.port, service.host)

    step = [("step", "words"), ("go", "next"), ("words", "hello")]
    yield taken(browser(), "/", step, lambda page: page.status == 200 and "hello" not in page.body)

    sender = Pupil(service.port, service.host)
    sender.send_slip("one with words to come back", danger="yes")
    words = sender.press("code-yes").marked["code-words"][0]
    visitor = browser()
    visitor.open("/reply")
    path, fields = visitor.filled("open", {"code": words})
    yield from apart(taken(visitor, path, fields, lambda page: bool(page.form("answer"))))

    # Its words work once: what sqlmap sends with them is looked up and found used.
    computer = browser()
    computer.open("/kiosk")
    path, fields = computer.filled("enrol", {"code": awaited(school, {"name": "Library"})})
    yield from apart(taken(computer, path, fields, lambda page: "Library" in page.heading))

    adult = browser()
    adult.open("/pass-on")
    path, fields = adult.filled("Pass it on", {
        "how": "told", "promised": "yes", "danger": "no", "words": "hello", "who": "w", "by": "b"})
    fields.append(("hidden_from[]", "h"))
    yield taken(adult, path, fields, lambda page: page.url == "/pass-on/done")


def apart(form: Form) -> Iterator[Form]:
    """The words by themselves, then the other fields without words: a school takes sixty tries at words at
    once, and every look at how the form is answered as it stands is one of them."""
    yield Form(form.path, form.fields, ["code"])
    others = [name for name in form.tried if name != "code"]
    yield Form(form.path, [("code", ""), *((name, form.value(name)) for name in others)], others)


def of_sign_in(school: School) -> Iterator[Form]:
    """Guesses at an account wait after 120 in an hour, and sqlmap makes about as many for a field, so what
    goes to one account is shared out. A code is looked at only where the password is right."""
    path = "/staff/sign-in"
    for tried, key, technique in (
            ("email", "head", "BEU"), ("password", "oso", "B"), ("password", "chair", "EU"),
            ("code", "deputy", "B"), ("code", "ict", "EU")):
        member = school.members[key].elsewhere()
        person = member.person
        right = [("email", person.email), ("password", person.password)]
        member.open(path)
        pressed = taken(member, path, [*right, ("code", member.app.new_code())],
                        lambda page: page.url.startswith("/staff") and page.url != path)
        # The code that was right has been used.
        used = dict(pressed.fields) | ({"password": "x"} if tried == "password" else {})
        yield Form(path, list(used.items()), [tried], technique=technique)


def of_staff(school: School, cookie: str, csrf: str, slips: list[str]) -> Iterator[Form]:
    """What the lead presses. The proof that an invitation asks for is given afresh, for five minutes, and
    the slips are opened, since nobody acts on what they have not read."""
    lead = school.members["dsl"]
    own = [("csrf", csrf)]

    def of_lead(path: str, fields: Fields, is_taken: Callable[[Page], bool]) -> Form:
        return taken(lead, path, fields + own, is_taken, cookie)

    invited = {"name": "N", "title": "T", "email": "n@school.example", "roles": "deputy"}
    lead.open("/staff/readers")
    lead.press("Invite", invited | {"email": "m@school.example", "roles": ["deputy"]})
    yield of_lead("/staff/readers/invite", list(invited.items()),
                  lambda page: page.status == 200 and "n@school.example" in page.body)

    sought = [("term", "one"), ("kind", "CD1"), ("place", "online"), ("code", "")]
    yield of_lead("/staff/search", sought, lambda page: page.status == 200)

    pressed, scanned = (f"/staff/slips/{slip}" for slip in slips[:2])
    for path in (pressed, scanned):
        lead.read(path)
    yield of_lead(f"{scanned}/note", [("case-note", "n")],
                  lambda page: page.status == 200 and page.url == scanned)
    closed = [("reason", "recorded"), ("note", "n")]
    form = of_lead(f"{pressed}/close", closed,
                   lambda page: page.status == 200 and page.url == pressed)
    yield Form(f"{scanned}/close", form.fields, form.tried, form.cookie)


def taken(browser: Browser, path: str, fields: Fields, is_taken: Callable[[Page], bool],
          cookie: str = "") -> Form:
    """The form, once one plain press of it was taken."""
    page = browser.send(path, fields)
    if not is_taken(page):
        raise LookupError(f"{path} was not taken: {page.status} {page.url} {page.text[:600]}")
    names = dict.fromkeys(name for name, _ in fields if name not in NOT_TRIED)
    return Form(path, fields, list(names), cookie)

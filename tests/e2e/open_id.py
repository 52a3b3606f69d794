"""Signing in with an account of another provider, beside the program on SQLite behind https. A reader links an account,
signs in with it, and by code once the provider is gone; `doctor` says which it is. `open_id.mjs` does it in Chromium.

usage: open_id.py [--out FOLDER for screenshots]
"""

import contextlib
import json
import pathlib
import subprocess
import sys
import time

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.provider import Provider, sign_in_with
from harness.proxy import Proxy
from harness.pupil import Pupil
from harness.school import Member, School
from harness.service import Service

NAME = "Microsoft 365"
ACCOUNTS = {"lewis-7f3a": "lewis@school.example", "okafor-19c2": "okafor@school.example",
            "stranger": "stranger@school.example"}
SECRET = "pear:tree & 5% more"
WORDS = "They wait for me by the bins."
# What a browser brings along from another site.
BROUGHT_ALONG = "__Host-provider"


class Reader(Member):
    """A reader who goes to the provider and comes back, as the owner of an account there."""

    def go(self, path: str, provider: Provider, subject: str) -> None:
        answer, content = self.request("GET", path)
        if answer.status != 303:
            raise RuntimeError(f"{path}: {answer.status} {content[:600]}")
        back = provider.let_in(answer.getheader("Location"), subject)
        start = f"{self.service_url}/staff/sign-in/return?"
        must(back.startswith(start), f"sent back to {back}")
        ours = {name: value for name, value in self.cookies.items() if name != BROUGHT_ALONG}
        for name in ours:
            del self.cookies[name]
        self.open(back.removeprefix(self.service_url))
        self.cookies |= ours

    def __init__(self, service: Service, member: Member):
        super().__init__(service, member.person)
        self.service_url = service.public_url
        self.cookies = dict(member.cookies)
        self.follow(member)


def must(is_so: bool, what: str) -> None:
    if not is_so:
        raise AssertionError(what)


def with_account(reader: Reader, provider: Provider, subject: str, passphrase: str):
    reader.go("/staff/sign-in/with", provider, subject)
    must("Type your passphrase" in reader.page.heading, reader.page.text)
    return reader.press("Sign in", {"password": passphrase})


def check(service: Service, provider: Provider, member: Member) -> None:
    reader = Reader(service, member)
    reader.go("/staff/account/linked/with", provider, "lewis-7f3a")
    must("You are back" in reader.page.text, reader.page.text)
    reader.open("/staff/account/linked")
    must("lewis@school.example" in reader.page.text, reader.page.text)
    reader.press("Link it")
    must("The account is linked." in reader.page.text, reader.page.text)
    reader.open("/staff/account")
    reader.press("Sign out")

    time.sleep(1)
    page = with_account(reader, provider, "stranger", reader.person.password)
    must(page.status == 422 and "We could not sign you in" in page.text, page.text)
    page = with_account(reader, provider, "lewis-7f3a", "not the passphrase")
    must(page.status == 422 and "We could not sign you in" in page.text, page.text)
    page = reader.press("Sign in", {"password": reader.person.password})
    must(page.status == 200 and page.url.startswith("/staff") and "sign-in" not in page.url, page.text)
    must(f"Signed in with {NAME}" in reader.open("/staff/log").text, reader.page.text)
    must(f"signing in with {NAME}: {provider.issuer} answers as itself" in service.doctor(), "doctor")

    reader.open("/staff/account")
    reader.press("Sign out")


def check_gone(service: Service, provider: Provider, member: Member) -> None:
    reader = Reader(service, member)
    provider.stop()
    page = reader.open("/staff/sign-in/return?code=a&state=b")
    must(page.status == 422, page.text)
    must(f"signing in with {NAME} ({provider.issuer}): it cannot be reached" in service.doctor(), "doctor")
    reader.sign_in()


def check_nothing_is_told(place: Place) -> None:
    """No log has a token, a code or the secret."""
    for file in (place / "output").iterdir():
        text = file.read_text(errors="replace")
        for secret in [SECRET, "eyJ", "code=", *ACCOUNTS, *ACCOUNTS.values()]:
            must(secret not in text, f"{file.name} has {secret}")


def in_chromium(school: School, out: str | None) -> bool:
    place = school.service.place
    settings = place / "secrets" / "open-id.json"
    settings.write_text(json.dumps({
        "url": school.service.public_url, "out": out, "name": NAME, "words": WORDS,
        "people": {key: member.for_browser() for key, member in school.members.items()},
    }))
    script = pathlib.Path(__file__).with_suffix(".mjs")
    return subprocess.run(["node", str(script), str(settings)]).returncode == 0


def main(out: str | None) -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("open-id"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        provider = stack.enter_context(Provider(ACCOUNTS))
        service = Service(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail, certificates,
                          more=sign_in_with(place, NAME, provider.issuer, SECRET))
        stack.callback(service.stop)
        stack.enter_context(Proxy(service, certificates))
        school = School.founded(service, mail, start=service.start)
        Pupil(service.port, service.host).send_slip(WORDS, group="unkind", kind="CD1")
        lead = school.members["dsl"]
        check(service, provider, lead)
        is_fine = in_chromium(school, out)
        check_gone(service, provider, lead)
        check_nothing_is_told(place)
    print(f"A reader signed in with {NAME} and by code without it; nothing of it is in a log.")
    return 0 if is_fine else 1


if __name__ == "__main__":
    folder = sys.argv[sys.argv.index("--out") + 1] if "--out" in sys.argv else None
    sys.exit(main(folder))

"""Signing in with an account of another provider: `oidc-provider-mock`, an OpenID provider of its own kind
(Authlib, RS256), beside the program on SQLite. A reader links an account, signs in with it, and by code once
the provider is gone; `doctor` says which it is."""

import contextlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place, free_port
from harness.school import PEOPLE, Member
from harness.service import Service

NAME = "Microsoft 365"
ACCOUNTS = {"lewis-7f3a": "lewis@school.example", "stranger": "stranger@school.example"}
SECRET = "pear:tree & 5% more"
# What a browser brings along from another site.
BROUGHT_ALONG = "__Host-provider"


class Provider:
    """The provider, as a process of its own."""

    def __init__(self):
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        users = [part for sub, email in ACCOUNTS.items()
                 for part in ("--user-claims", json.dumps({"sub": sub, "email": email}))]
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(self.port),
             *users], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration").close()
                return self
            time.sleep(0.1)
        raise RuntimeError("the provider did not answer")

    def __exit__(self, *_failure):
        self.stop()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def let_in(self, sent_to: str, subject: str) -> str:
        """Whoever was sent there says who they are; where they are sent back to."""
        body = urllib.parse.urlencode({"sub": subject}).encode()
        opener = urllib.request.build_opener(Unfollowed)
        try:
            answer = opener.open(urllib.request.Request(sent_to, body))
        except urllib.error.HTTPError as redirect:
            return redirect.headers["Location"]
        raise RuntimeError(f"the provider stays where it is: {answer.read()[:400]}")


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


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

    def __init__(self, service: Service, person):
        super().__init__(service, person)
        self.service_url = service.public_url


def must(is_so: bool, what: str) -> None:
    if not is_so:
        raise AssertionError(what)


def sign_in_with(reader: Reader, provider: Provider, subject: str, passphrase: str):
    reader.go("/staff/sign-in/with", provider, subject)
    must("Type your passphrase" in reader.page.heading, reader.page.text)
    return reader.press("Sign in", {"password": passphrase})


def check(service: Service, provider: Provider, enrolment: str) -> None:
    reader = Reader(service, PEOPLE["dsl"])
    reader.take_up(enrolment)
    reader.keep_kit()

    reader.go("/staff/account/linked/with", provider, "lewis-7f3a")
    must("You are back" in reader.page.text, reader.page.text)
    reader.open("/staff/account/linked")
    must("lewis@school.example" in reader.page.text, reader.page.text)
    reader.press("Link it")
    must("The account is linked." in reader.page.text, reader.page.text)
    reader.open("/staff/account")
    reader.press("Sign out")

    time.sleep(1)
    page = sign_in_with(reader, provider, "stranger", reader.person.password)
    must(page.status == 422 and "We could not sign you in" in page.text, page.text)
    page = sign_in_with(reader, provider, "lewis-7f3a", "not the passphrase")
    must(page.status == 422 and "We could not sign you in" in page.text, page.text)
    page = reader.press("Sign in", {"password": reader.person.password})
    must(page.status == 200 and page.url.startswith("/staff") and "sign-in" not in page.url, page.text)
    must(f"Signed in with {NAME}" in reader.open("/staff/log").text, reader.page.text)
    must(f"signing in with {NAME}: {provider.issuer} answers as itself" in doctor(service), "doctor")

    reader.open("/staff/account")
    reader.press("Sign out")
    provider.stop()
    page = reader.open("/staff/sign-in/return?code=a&state=b")
    must(page.status == 422, page.text)
    must(f"signing in with {NAME} ({provider.issuer}): it cannot be reached" in doctor(service), "doctor")
    reader.sign_in()


def doctor(service: Service) -> str:
    asked = subprocess.run([service.program, "--config", str(service.config), "doctor"],
                           capture_output=True, text=True, env=service.place.environment())
    return asked.stdout


def check_nothing_is_told(place: Place) -> None:
    """No log has a token, a code or the secret."""
    for file in (place / "output").iterdir():
        text = file.read_text(errors="replace")
        for secret in [SECRET, "eyJ", "code=", *ACCOUNTS, *ACCOUNTS.values()]:
            must(secret not in text, f"{file.name} has {secret}")


def main() -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("open-id"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        provider = stack.enter_context(Provider())
        secret = place / "secrets" / "client-secret"
        secret.write_text(SECRET)
        secret.chmod(0o600)
        section = f"""
[sign_in_with]
name = {json.dumps(NAME)}
issuer = {json.dumps(provider.issuer)}
client_id = "talk of school"
client_secret_file = {json.dumps(str(secret))}
"""
        service = Service(place, f"sqlite://{place / 'data' / 'slips.sqlite'}", mail, certificates,
                          more=section)
        lead = PEOPLE["dsl"]
        enrolment = service.set_up(lead.name, lead.title, lead.roles, lead.email)
        stack.enter_context(service)
        check(service, provider, enrolment)
        check_nothing_is_told(place)
    print(f"A reader signed in with {NAME} and by code without it; nothing of it is in a log.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""An OpenID provider of its own kind (`oidc-provider-mock`: Authlib, RS256)."""

import contextlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from .place import Place, free_port


def sign_in_with(place: Place, name: str, issuer: str, secret: str) -> str:
    """The service's settings for a provider."""
    file = place / "secrets" / "client-secret"
    file.write_text(secret)
    file.chmod(0o600)
    return f"""
[sign_in_with]
name = {json.dumps(name)}
issuer = {json.dumps(issuer)}
client_id = "talk of school"
client_secret_file = {json.dumps(str(file))}
"""


class Provider:
    """The provider, as a process of its own."""

    def __init__(self, accounts: dict[str, str]):
        self.accounts = accounts
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        users = [part for sub, email in self.accounts.items()
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

"""A browser without script: one person's cookies, and forms sent the way a browser sends them."""

import http.client
import ssl
import urllib.parse

from .page import Page

REDIRECTS_MAX = 5


class WholeAnswer(http.client.HTTPResponse):
    """An answer that was cut among its headers is none, as to a browser over https. Python's own would
    take half a cookie for the whole one."""

    def begin(self):
        self.fp = Lines(self.fp)
        super().begin()
        if self.fp.last not in (b"\r\n", b"\n"):
            self.close()
            raise http.client.IncompleteRead(b"")


class Lines:
    """A file that remembers the last line that was read."""

    def __init__(self, file):
        self._file, self.last = file, b""

    def readline(self, *most) -> bytes:
        self.last = self._file.readline(*most)
        return self.last

    def __getattr__(self, name):
        return getattr(self._file, name)


class Browser:
    """Talks to `port` as someone at `source`, naming the service `host`; over https with `tls`."""

    def __init__(self, port: int, host: str, source: str = "127.0.0.1",
                 headers: dict[str, str] | None = None, timeout: float = 90,
                 tls: ssl.SSLContext | None = None):
        self.port, self.host, self.source, self.timeout = port, host, source, timeout
        self.tls = tls
        self.headers = headers or {}
        self.cookies: dict[str, str] = {}
        self.page: Page | None = None

    def open(self, path: str) -> Page:
        return self._follow("GET", path, None)

    def press(self, button: str, answers: dict[str, str | list[str]] | None = None) -> Page:
        """Presses a button of the page at hand, found by its words or its value."""
        return self.send(*self.filled(button, answers))

    def send(self, path: str, fields: list[tuple[str, str]]) -> Page:
        return self._follow("POST", path, urllib.parse.urlencode(fields))

    def filled(self, button: str, answers=None) -> tuple[str, list[tuple[str, str]]]:
        """Where that button would send its form, and what."""
        form = self.page.form(button)
        answers = answers or {}
        fields = [one for one in form.fields if one[0] not in answers]
        for name, value in answers.items():
            if name not in form.choices and name not in dict(form.fields):
                raise LookupError(f"no field {name} on “{self.page.heading}”: "
                                  f"{[n for n, _ in form.fields]} {list(form.choices)}")
            values = value if isinstance(value, list) else [value]
            fields += [(name, one) for one in values]
        pressed = next(one for one in form.buttons if one.is_called(button))
        if pressed.name:
            fields.append((pressed.name, pressed.value))
        return pressed.action or form.action or self.page.url, fields

    def _follow(self, method: str, path: str, body: str | None) -> Page:
        for _ in range(REDIRECTS_MAX):
            answer, content = self.request(method, path, body)
            if answer.status not in (301, 302, 303):
                break
            method, body = "GET", None
            path = urllib.parse.urljoin(path, answer.getheader("Location"))
        self.page = Page(content.decode("utf-8", "replace"), path, answer.status, answer.headers)
        return self.page

    def request(self, method: str, path: str, body: str | bytes | None = None,
                headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """One request and its whole answer; cookies are kept, redirects are not followed."""
        where = {"timeout": self.timeout, "source_address": (self.source, 0)}
        connection = (http.client.HTTPSConnection("127.0.0.1", self.port, context=self.tls, **where)
                      if self.tls else http.client.HTTPConnection("127.0.0.1", self.port, **where))
        connection.response_class = WholeAnswer
        sent = {"Host": self.host, "Accept": "text/html", **self.headers}
        if self.cookies:
            kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            sent["Cookie"] = "; ".join(filter(None, [self.headers.get("Cookie"), kept]))
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Origin"] = f"https://{self.host}"
        try:
            connection.request(method, path, body, sent | (headers or {}))
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._keep(line)
        return answer, content

    def _keep(self, line: str) -> None:
        pair, *attributes = line.split(";")
        name, _, value = pair.strip().partition("=")
        if any(one.strip().lower() in ("max-age=0", "max-age=1") for one in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

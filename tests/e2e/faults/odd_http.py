"""Requests that two servers may read differently, that are too large, or that ask for somebody else's
host; and words of any kind. None hangs, none is answered twice, none is the server's fault."""

import contextlib
import re
import socket
import time
import urllib.parse

from harness.pupil import Pupil
from harness.site import Site

DATABASES = ("sqlite",)
ANSWER_SECONDS_MAX = 8
FORM = "Content-Type: application/x-www-form-urlencoded"
SMUGGLED = "GET /away HTTP/1.1\r\nHost: {host}\r\n\r\n"


def cases(host: str) -> dict[str, tuple[bytes, set[int]]]:
    """What is sent, and the answers that are right; 0 stands for a connection closed without one."""
    get, post = f"GET / HTTP/1.1\r\nHost: {host}\r\n", f"POST / HTTP/1.1\r\nHost: {host}\r\n{FORM}\r\n"
    end, smuggled = "Connection: close\r\n\r\n", SMUGGLED.format(host=host)
    chunked, refused = "Transfer-Encoding: chunked\r\n", {400}
    texts = {
        "both lengths, chunks first": (post + chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n" + smuggled, refused),
        "both lengths, length first": (post + "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n" + smuggled, refused),
        "two lengths": (post + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + smuggled, refused),
        "two lengths in one": (post + "Content-Length: 0, 44\r\n\r\n" + smuggled, refused),
        "length +5": (post + "Content-Length: +5\r\n\r\na=b&c", refused),
        "length -5": (post + "Content-Length: -5\r\n\r\na=b&c", refused),
        "length in hexadecimal": (post + "Content-Length: 0x5\r\n\r\na=b&c", refused),
        "length without end": (post + "Content-Length: 99999999999999999999999\r\n\r\n", refused),
        "xchunked": (post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", refused),
        "chunked, identity": (post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", refused),
        "chunked twice": (post + chunked + chunked + "\r\n0\r\n\r\n", refused),
        "space before the colon": (post + "Content-Length : 5\r\n\r\na=b&c", refused),
        "folded header": (get + "X-One: a\r\n b\r\n" + end, refused),
        "zero byte in a header": (get + "X-One: a\0b\r\n" + end, refused),
        "bad chunk": (post + chunked + "\r\nZZ\r\nabc\r\n0\r\n\r\n", {400, 303}),
        "chunk too long for a number": (post + chunked + "\r\nfffffffffffffffff\r\nabc\r\n", {400, 303}),
        "no host": ("GET / HTTP/1.1\r\n" + end, {400, 421}),
        "two hosts": (get + "Host: evil.example\r\n" + end, {400, 421}),
        "another host": ("GET / HTTP/1.1\r\nHost: evil.example\r\n" + end, {421}),
        "another host, with a form": (post.replace(host, "evil.example") + "Content-Length: 5\r\n" + end + "a=b&c", {421}),
        "another host in the target": (f"GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n" + end, {421}),
        "our host with user and password": (f"GET / HTTP/1.1\r\nHost: a:b@{host}\r\n" + end, {400, 421}),
        "forwarded host": (get + "X-Forwarded-Host: evil.example\r\n" + end, {200}),
        "header of 200 KB": (get + "X-One: " + "a" * 200_000 + "\r\n" + end, {400, 431, 0}),
        "500 headers": (get + "".join(f"X-{n}: a\r\n" for n in range(500)) + end, {400, 431}),
        "address of 100 KB": (f"GET /{'a' * 100_000} HTTP/1.1\r\nHost: {host}\r\n" + end, {400, 404, 414, 431}),
        "form of 10 MB": (post + "Content-Length: 10000000\r\n" + end + "words=" + "a" * 200_000, {413, 303}),
        "bare line feeds": (get.replace("\r\n", "\n") + end.replace("\r\n", "\n"), {200, 400}),
        "TRACE": (get.replace("GET", "TRACE") + end, {404, 405}),
        "CONNECT": ("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n" + end, {400, 404, 405, 421}),
        "a method nobody has": (get.replace("GET", "BREW") + end, {400, 404, 405}),
        "HTTP/0.9": ("GET /\r\n\r\n", {400}),
        "HTTP/3.7": (get.replace("1.1", "3.7") + end, {400, 505}),
        "upgrade to h2c": (get + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: \r\n\r\n", {200, 400}),
        "expects 100": (post + "Expect: 100-continue\r\nContent-Length: 5\r\n" + end + "a=b&c", {303}),
        "a dot path": (f"GET /static/../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n" + end, {404}),
        "an encoded dot path": (f"GET /static/%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: {host}\r\n" + end, {404}),
        "a line break in the address": (f"GET /help%0d%0aSet-Cookie:x=y HTTP/1.1\r\nHost: {host}\r\n" + end, {404}),
        "a cookie of nonsense": (get + "Cookie: __Host-draft=\"\\\"; ;=;__Host-draft\r\n" + end, {200}),
        "something that is not HTTP": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\0" * 40 + "\r\n\r\n", {400, 0}),
    }
    return {name: (text.encode("latin-1"), right) for name, (text, right) in texts.items()}


# What the words of a slip may be, as they stand in the body of a form.
WORDS = {
    "a lone %": b"100% sure %zz",
    "bytes that are no UTF-8": b"a%ff%feb%c0%af",
    "a zero": b"a%00b",
    "right to left": "a\u202eb\u2066c".encode(),
    "zalgo": ("z\u0301\u0310\u0328" * 60).encode(),
    "emoji of many parts": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿".encode(),
    "markup": b"<script>alert(1)</script>%22%27--%3b",
}


def run(database: str, options) -> list[str]:
    with Site("odd-http", database, options.seed) as site:
        problems, unusual = [], cases(site.service.host)
        for name, (sent, right) in unusual.items():
            problems += [f"{name}: {problem}" for problem in judged(ask(site, sent), right)]
        for name, sent in WORDS.items():
            problems += [f"{name}: {problem}" for problem in sent_as_words(site, sent)]
        problems += control(site)
        print(f"   {len(unusual)} requests, {len(WORDS)} kinds of words")
        return problems + site.one_more() + site.settle()


def ask(site, sent: bytes) -> tuple[bytes, float]:
    """Everything that comes back until the service hangs up, or has been silent for a second."""
    began, came = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", site.service.port), timeout=5) as one:
        with contextlib.suppress(OSError):
            one.sendall(sent)
        with contextlib.suppress(OSError):
            one.settimeout(ANSWER_SECONDS_MAX)
            while data := one.recv(65_536):
                came += data
                one.settimeout(1)
    return came, time.monotonic() - began


def judged(answer: tuple[bytes, float], right: set[int]) -> list[str]:
    came, took = answer
    statuses = [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3})", came)]
    final = [status for status in statuses if status != 100]
    problems = []
    if (final or [0])[0] not in right:
        problems.append(f"answered {final or 'nothing'}, not one of {sorted(right)}")
    if len(final) > 1:
        problems.append(f"answered more than once: {final}")
    if took > ANSWER_SECONDS_MAX:
        problems.append(f"took {took:.1f} s")
    if b"text/html" in came and b"0800 1111" not in came and b"10:07" not in came:
        problems.append("a page without help")
    return problems + (["evil.example in the answer"] if b"evil.example" in came else [])


def sent_as_words(site, sent: bytes) -> list[str]:
    """Typed into the box, they are on the next pages and can be sent."""
    pupil = Pupil(site.service.port, site.service.host)
    pupil.write("to be written again")
    pupil.press("change-words")
    mark = f"mark{time.monotonic_ns()}"
    body = b"step=words&go=next&words=" + mark.encode() + b"+" + sent
    answer, _ = pupil.request("POST", "/", body)
    page = pupil.open("/")
    if answer.status != 303 or page.status != 200 or mark not in page.text:
        return [f"answered {answer.status}, then {page.status} “{page.heading}”"]
    if "<script>alert" in page.body:
        return ["they became markup"]
    page = pupil.press("send")
    if "is sent" not in page.heading.lower():
        return [f"not sent: {page.status} “{page.heading}”"]
    shown = urllib.parse.unquote_to_bytes(sent).decode("utf-8", "replace").replace("\0", "␀")
    site.checker.told_sent(" ".join(f"{mark} {shown}".split()))
    return []


def control(site) -> list[str]:
    """Two requests in one are answered twice, which has to be seen; and so has a wrong answer."""
    twice = (SMUGGLED.format(host=site.service.host) * 2).encode()
    seen = any("more than once" in problem for problem in judged(ask(site, twice), {200}))
    wrong = judged((b"HTTP/1.1 500 Oh\r\n\r\n", 0), {400}), judged((b"", 0), {400})
    return [] if seen and all(wrong) else ["the check does not see a second or a wrong answer"]

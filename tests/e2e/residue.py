"""What is left in a browser's profile on the disk. Pupils write slips in Chromium, come back with the six words
of their code, and it is closed, killed, gone back in, opened again; then every file of the profile is searched,
also what is compressed in it. There is nothing that was typed, chosen or shown as a code; of the service there
are addresses that everyone's slip has, under titles that tell nothing.

The control: a page with an address and a title that tell, and fields without `autocomplete=off`, leaves it
all in a profile, and all is found."""

import argparse
import concurrent.futures
import contextlib
import gzip
import http.server
import itertools
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import threading
import zlib

from harness.certificates import Certificates
from harness.open_school import open_school
from harness.place import Place
from harness.service import Service
from harness.traces import Canary, Found, search, search_below

WORDS = Canary("words", "zebra umbrella quartz 4471")
WHO = Canary("who", "Perpetua Marchbanks-Oyelaran")
DRAFT = Canary("draft", "walrus lantern obsidian 83")
CHOSEN = Canary("choice", "someone-else")
CANARIES = [WORDS, WHO, DRAFT, CHOSEN]
CODE = "marble otter lantern cactus violin puddle"
TITLE = Canary("title", "Report a bully at Elmwood")
CODE_WORDS = 6
WAYS = ("writing, closed", "writing, killed", "sent, closed", "sent, killed",
        "sent, back and forward, opened again", "killed before Send, opened again")
# What a title may say to whoever looks over a shoulder or through the history.
NEUTRAL = re.compile(r"Thank you|Question \d+ of \d+|Check your answers|I Need To Talk|Come back|Clock")
# The addresses of the service that there may be; the later ones only where the pupil has left and come back.
SLIP, LATER = ("",), ("", "leave", "away", "reply")
COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")


class Naive(http.server.BaseHTTPRequestHandler):
    """The control's page; what was typed is in the address of the next, and in its text."""

    def do_GET(self):
        body = gzip.compress(f"""<!doctype html><title>{TITLE.mark}</title><p>{self.path}</p>
            <ol>{"".join(f"<li>{word}</li>" for word in CODE.split())}</ol>
            <form action=/report><input name=code><input name=who><textarea name=words></textarea><input type=radio
            name=about value={CHOSEN.mark} checked><button>Send</button></form>""".encode())
        self.send_response(200)
        for name, value in (("Content-Type", "text/html"), ("Content-Encoding", "gzip"),
                            ("Cache-Control", "max-age=600"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def code_canaries(code: str) -> list[Canary]:
    """The code as it is typed, by neighbours, since a browser has many a single word in its own lists; and as
    a page shows it."""
    words = code.split()
    return [
        *(Canary(f"code, word {number} and next", " ".join(pair))
          for number, pair in enumerate(itertools.pairwise(words), 1)),
        *(Canary(f"code's page, word {number}", f"{word}</li>") for number, word in enumerate(words, 1)),
    ]


def walk(place: Place, way: str, settings: dict) -> tuple[pathlib.Path, str, list[str]]:
    """The profile that is left, the code that the pupil was given, and what was wrong on the way."""
    name = re.sub(r"\W+", "-", way)
    profile = place / "home" / name
    file = place / "secrets" / f"{name}.json"
    file.write_text(json.dumps(settings | {"profile": str(profile), "way": way}))
    done = subprocess.run(["node", str(pathlib.Path(__file__).with_suffix(".mjs")), str(file)],
                          capture_output=True, text=True, timeout=120)
    code = next(iter(re.findall(r"^code: (.+)$", done.stdout, re.M)), "")
    problems = [] if done.returncode == 0 else [f"{way}: {done.stderr.strip()}"]
    if way.startswith("sent") and len(code.split()) != CODE_WORDS:
        problems.append(f"{way}: there are no six words")
    return profile, code, problems


def traces(profile: pathlib.Path, canaries: list[Canary]) -> tuple[list[Found], int]:
    """Whatever is found in any file, and in what is compressed within it."""
    found, size = search_below(canaries, profile)
    for file in profile.rglob("*"):
        if file.is_file() and not file.is_symlink():
            for content in unpacked(file.read_bytes()):
                size += len(content)
                found += search(canaries, content, f"{file.relative_to(profile)}, compressed")
    return found, size


def unpacked(content: bytes):
    for begin in COMPRESSED.finditer(content):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(47).decompress(content[begin.start():])


def table(profile: pathlib.Path, name: str, statement: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(profile / "Default" / name)) as database:
        return database.execute(statement).fetchall()


def pages_in(profile: pathlib.Path) -> dict[str, list[tuple]]:
    """The lists that a browser keeps of pages and of what was typed into them."""
    return {
        "history": table(profile, "History", "SELECT url, title FROM urls"),
        "icons": table(profile, "Favicons", "SELECT DISTINCT page_url FROM icon_mapping"),
        "fields": table(profile, "Web Data", "SELECT name, value FROM autofill"),
        "searches": table(profile, "History", "SELECT term FROM keyword_search_terms"),
    }


def judged(way: str, profile: pathlib.Path, code: str, url: str) -> list[str]:
    expected = {url + path for path in (LATER if code else SLIP)}
    found, size = traces(profile, CANARIES + code_canaries(code))
    problems = [str(one) for one in found]
    kept = pages_in(profile)
    problems += [f"in its history: {address}" for address, _ in kept["history"] if address not in expected]
    problems += [f"a title: {title}" for _, title in kept["history"] if not NEUTRAL.fullmatch(title)]
    problems += [f"an icon for {address}" for address, in kept["icons"] if address not in expected]
    problems += [f"it remembers {what}" for what in kept["fields"] + kept["searches"]]
    # Killed, it may not have come to writing its history.
    if not kept["history"] and "killed" not in way:
        problems.append("the visit is not in the history: this is no profile of a person's")
    sessions = b"".join(file.read_bytes() for file in (profile / "Default" / "Sessions").iterdir())
    if url.encode() not in sessions:
        problems.append("the visit is not in the session's files: this is no profile of a person's")
    print(f"   {way}: {size / 1e6:.1f} MB, {len(problems)} traces")
    return [f"{way}: {one}" for one in problems]


def naive_is_caught(place: Place, settings: dict) -> list[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Naive) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/report"
        profile, _, problems = walk(place, "naive", settings | {"naive": url, "code": CODE})
        server.shutdown()
    canaries = [*CANARIES, *code_canaries(CODE), TITLE]
    found, _ = traces(profile, canaries)
    where = " ".join(map(str, found))
    problems += [f"control: the {one.kind} is not noticed" for one in canaries
                 if f"{one.kind} (" not in where]
    problems += [f"control: nothing is noticed in {name}" for name in
                 ("Session_", "Tabs_", "History", "Web Data", "Cache_Data", "compressed") if name not in where]
    kept = pages_in(profile)
    if not kept["fields"] or len(kept["history"]) < 2:
        problems.append("control: a naive page's fields and addresses are not noticed")
    print(f"   control: {len(found)} traces of a naive page")
    return problems


def check(service: Service, certificates: Certificates, place: Place, ways) -> list[str]:
    settings = {"url": f"{service.public_url}/", "certificate": str(certificates.certificate),
                "words": WORDS.mark, "who": WHO.mark, "draft": DRAFT.mark}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        walks = list(pool.map(lambda way: (way, *walk(place, way, settings)), ways))
    problems = naive_is_caught(place, settings)
    for way, profile, code, wrong in walks:
        problems += wrong or judged(way, profile, code, settings["url"])
    return problems


def main(ways: list[str]) -> int:
    with open_school("residue") as here:
        place, certificates, service = here.place, here.certificates, here.service
        problems = check(service, certificates, place, ways)
    for problem in problems[:40]:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ways", nargs="*", help=f"one or more of: {'; '.join(WAYS)}; none: all")
    sys.exit(main(options.parse_args().ways or WAYS))

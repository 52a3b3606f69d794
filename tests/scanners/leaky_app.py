"""A service with every weakness that the scanners are to find: their control. Whichever they miss here
says nothing of ours, whatever it reports. Loopback only, and gone with the run."""

import contextlib
import html
import http.server
import json
import pathlib
import sqlite3
import threading
import urllib.parse

PAGE = """<!DOCTYPE html><title>Leaky</title>
<a href="/search?q=a">search</a> <a href="/go?to=/search">go</a> <a href="/lang?is=en">language</a>
<a href="/file?name=notes.txt">file</a> <a href="/row?id=1">row</a>
<form method="post" action="/slip"><input name="category" value="a"><input name="text" value="b">
<button>Send</button></form>"""

LONG_BYTES = 16_000_000

DESCRIPTION = {
    "openapi": "3.0.3",
    "info": {"title": "Leaky", "version": "1"},
    "paths": {
        "/slip": {"post": {
            "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["category", "text"], "properties": {
                    "category": {"type": "string"}, "text": {"type": "string"}}}}}},
            "responses": {"200": {"description": "stored", "content": {"text/html": {}}}},
        }},
        "/status": {"get": {"responses": {"200": {"description": "", "content": {"text/html": {}}}}}},
    },
}


class Leaky(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        given = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        match url.path:
            case "/":
                self.answer(200, PAGE, {"Set-Cookie": "visit=1"})
            case "/search":
                self.answer(200, f"<p>You searched for {given.get('q', '')}</p>")
            case "/go":
                self.answer(302, "", {"Location": given.get("to", "/")})
            case "/lang":
                self.answer(200, "<p>Set</p>", {"X-Language": given.get("is", "")})
            case "/file":
                name = pathlib.Path(__file__).parent / given.get("name", "")
                self.answer(200, name.read_text(errors="replace") if name.is_file() else "")
            case "/row":
                self.query(f"SELECT text FROM slip WHERE id = {given.get('id', '1')}")
            case "/openapi.json":
                self.answer(200, json.dumps(DESCRIPTION), {"Content-Type": "application/json"})
            case "/status":
                self.answer(418, "<p>A status that nobody described</p>")
            case _:
                self.answer(404, "<p>Nothing here</p>")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(errors="replace")
        given = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
        category = given.get("category", "")
        self.query(f"SELECT text FROM slip WHERE category = '{category}'")

    def do_TRACE(self):
        self.answer(200, html.escape(str(self.headers)))

    def query(self, statement: str) -> None:
        try:
            rows = self.server.database.execute(statement).fetchall()
        except sqlite3.Error as error:
            self.answer(500, f"<p>sqlite3.OperationalError: {html.escape(str(error))}</p>")
        else:
            self.answer(200, "".join(f"<p>{html.escape(str(row[0]))}</p>" for row in rows))

    def answer(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        content = body.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Leaky)
        self.database = sqlite3.connect(":memory:", check_same_thread=False)
        self.database.executescript(
            "CREATE TABLE slip (id INTEGER, category TEXT, text TEXT);"
            "INSERT INTO slip VALUES (1, 'a', 'one'), (2, 'b', 'two');")

    def handle_error(self, *_):
        pass


class Long(Leaky):
    """Answers everything with more than the system takes off a server's hands."""

    def do_GET(self):
        self.answer(200, PAGE + " " * LONG_BYTES)


class OneAtATime(http.server.HTTPServer):
    """Serves a connection to its end before it takes the next: what slow clients bring down."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Long)

    def handle_error(self, *_):
        pass


@contextlib.contextmanager
def running(kind=Server):
    """Its address, from entry to exit."""
    with kind() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            # One that is busy with a slow client does not come back for this.
            if kind is Server:
                server.shutdown()

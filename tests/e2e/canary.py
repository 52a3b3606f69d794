"""Drives the service as a pupil whose every trace is a canary, then looks for the canaries in
everything that was written: files, database, write-ahead log, output, mails. There must be none.
Then plants each of them in each of these places, and all of those must be found. A proxy's TLS must
leave nothing with a browser by which it is known again; nginx as guides have it leaves that and more."""

import contextlib
import json
import pathlib
import re
import socket
import ssl
import sys
import time

from harness.browser import Browser
from harness.certificates import Certificates
from harness.front import FRONTS, NaiveNginx
from harness.mail import MailServer
from harness.place import Place, free_port
from harness.planting import Planting
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.school import School
from harness.service import HOST, Service
from harness.tls import TlsPeer
from harness.traces import Canary, search, search_below

SOURCE = "127.83.91.207"
ADDRESS = Canary("address", SOURCE)
FORWARDED = Canary("forwarded for", "198.51.100.207")
AGENT = Canary("agent", "Zanzibar/7.31 (kestrel tablet)")
REFERRER = Canary("referrer", "https://marmalade.example/lesson/4b")
COOKIE = Canary("cookie", "saffron0walrus0lantern")
LANGUAGE = Canary("language", "zu-walrus-lantern")
WORDS = Canary("words", "zebra umbrella quartz 4471")
WHO = Canary("who", "Perpetua Marchbanks-Oyelaran")
TOLD = Canary("told with pictures", "An adult at school did it. They would not stop.")
PATH = Canary("path", "/quetzal-juniper-saxophone")
TYPED = Canary("typed at sign-in", "obsidian.trombone@walnut.example")
ANSWER = Canary("answer", "quartz kestrel marmalade 9013")
PASSED = Canary("passed on", "tamarind gazebo obelisk 2764")
BY = Canary("who passed on", "Thessaly Bramblewick-Achterberg")
CANARIES = [ADDRESS, FORWARDED, AGENT, REFERRER, COOKIE, LANGUAGE, WORDS, WHO, TOLD, PATH, TYPED,
            ANSWER, PASSED, BY]
# The cookie of the kiosk at which all of it is written, once there is one.
KIOSK: dict[str, str] = {}

HEADERS = {
    "User-Agent": AGENT.mark, "Referer": REFERRER.mark, "X-Forwarded-For": FORWARDED.mark,
    "X-Real-IP": FORWARDED.mark, "Forwarded": f"for={FORWARDED.mark}",
    "Cookie": f"seen={COOKIE.mark}", "Accept-Language": LANGUAGE.mark,
}
WAIT_SECONDS = 30
# What a PostgreSQL server may be set to, for other databases: the service's role has to be kept out of it.
LOUD = {"log_statement": "all", "log_error_verbosity": "default", "log_min_error_statement": "error",
        "log_parameter_max_length": "-1", "log_parameter_max_length_on_error": "-1",
        "log_min_duration_statement": "0"}


def drive(service: Service, port: int, tls: ssl.SSLContext | None) -> None:
    """Everything a pupil, a broken browser or a scanner might send, all of it marked."""
    def pupil(source: str = SOURCE) -> Pupil:
        sits_down = Pupil(port, service.host, source, HEADERS, tls=tls)
        sits_down.cookies.update(KIOSK)
        return sits_down

    # A slip each way: straight from its address, and through the trusted proxy that names it.
    for source in (SOURCE, "127.0.0.1"):
        sender = pupil(source)
        page = sender.write(WORDS.mark, who=WHO.mark, danger="yes")
        button = sender.filled("send")
        first, again = sender.send(*button), sender.send(*button)
        expect(first.status == again.status == 200, f"Send was answered {first.status}")
        expect(WORDS.mark not in first.text, "the last page has the words on it")
        expect(page.status == 200, "the check page did not come")

    teller = pupil()
    teller.write(WORDS.mark)
    for button, chosen in (("change-words", {}), ("change-tell-who", {}),
                           ("next", {"done_by": "adult-at-school"}),
                           ("next", {"done": "would-not-stop"}), ("skip", {})):
        teller.press(button, chosen)
    expect("An adult at school did it." in teller.page.text, "nothing was told with pictures")
    expect(TOLD.mark not in teller.press("send").text, "the last page says what was told")
    hears_back(pupil(), pupil())
    for source in (SOURCE, "127.0.0.1"):
        passes_on(pupil(source))

    leaver = pupil()
    leaver.write(WORDS.mark)
    leaver.open("/leave")

    odd = pupil()
    odd.write(WORDS.mark)
    marked = f"words={WORDS.mark.replace(' ', '+')}&who={WHO.mark}"
    for body in (marked, f"{marked}&{marked}&step=words&step=check", "words=%zz%ff%00" + marked,
                 "step=nowhere&go=fly&" + marked, marked + "&words=" + "a" * 70_000,
                 marked + "&words=" + "a" * 3_000_000, marked.encode("utf-16")):
        attempt(odd, "POST", "/", body)
    for path in ("/", PATH.mark, f"/?words={PATH.mark}", f"/static{PATH.mark}", "/help", "/away",
                 f"/staff/enrol{PATH.mark}", f"/staff/slips{PATH.mark}", f"/%2e%2e{PATH.mark}"):
        for method in ("GET", "POST", "PUT", "TRACE", "HEAD"):
            attempt(odd, method, path, marked if method in ("POST", "PUT") else None)
    attempt(odd, "POST", "/", json.dumps({"words": WORDS.mark}),
            {"Content-Type": "application/json"})
    attempt(odd, "GET", "/", None, {"Host": f"{WHO.mark}.example"})
    attempt(odd, "POST", "/", marked, {"Origin": REFERRER.mark})

    visitor = pupil()
    visitor.open("/staff/sign-in")
    form = visitor.page.forms[-1]
    visitor.send(form.action or "/staff/sign-in",
                 [(name, TYPED.mark) for name, _ in form.fields])

    for request in broken_requests(service.host, marked):
        raw(port, tls, request)


def hears_back(sender: Pupil, visitor: Pupil) -> None:
    """Takes six words, which are a canary from then on, and answers with them."""
    sender.send_slip(WORDS.mark, danger="yes")
    code = sender.press("code-yes").marked["code-words"][0]
    CANARIES[:] = [one for one in CANARIES if one.kind != "code"] + [Canary("code", code)]
    visitor.open("/reply")
    visitor.press("open", {"code": code})
    page = visitor.press("answer", {"words": ANSWER.mark})
    expect("Your answer is sent" in page.text, f"the answer was answered: {page.text[:200]}")
    visitor.open("/reply")
    visitor.open("/leave")


def passes_on(adult: Pupil) -> None:
    """An adult writes down what a pupil told them, and copies a slip from paper; with something to put right first."""
    for how in ("told", "on-paper"):
        adult.open("/pass-on")
        told = {"how": how, "promised": "yes", "words": PASSED.mark, "who": WHO.mark, "by": BY.mark}
        page = adult.press("Pass it on", told)
        expect(page.status == 422 and PASSED.mark in page.body, f"danger was not asked for: {page.status}")
        page = adult.press("Pass it on", {"danger": "yes"})
        expect(page.url == "/pass-on/done", f"{page.url} came after passing on: {page.text[:300]}")
        expect(PASSED.mark not in page.body, "what was passed on is shown again")
    marked = f"how=told&danger=no&words={PASSED.mark.replace(' ', '+')}&by={BY.mark}"
    for body in (marked + "&words=" + "a" * 70_000, "how=%zz%ff&" + marked, marked.encode("utf-16")):
        attempt(adult, "POST", "/pass-on", body)
    for method in ("PUT", "TRACE", "HEAD"):
        attempt(adult, method, f"/pass-on?words={PATH.mark}", marked if method == "PUT" else None)


def becomes_a_kiosk(service: Service, school: School) -> None:
    """A computer gets a token, which is a canary from then on: only its tag may be anywhere."""
    member = school.members["ict"]
    member.open("/staff/kiosks")
    words = member.press("Add it and show its words", {"name": "Library 1"}).marked["code-words"][0]
    computer = Browser(service.port, service.host, tls=service.tls)
    computer.open("/kiosk")
    page = computer.press("enrol", {"code": words})
    expect("Library 1" in page.heading, f"no kiosk was made: {page.text[:200]}")
    KIOSK.update(computer.cookies)
    CANARIES[:] = ([one for one in CANARIES if one.kind != "kiosk token"]
                   + [Canary("kiosk token", computer.cookies["__Host-kiosk"])])


def broken_requests(host: str, marked: str):
    """Bytes that no browser sends."""
    head = f"Host: {host}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    yield f"GET {PATH.mark} HTTP/9.9\r\n{head}\r\n"
    yield f"{WHO.mark} / HTTP/1.1\r\n{head}\r\n"
    yield f"POST / HTTP/1.1\r\n{head}Content-Length: 10\r\nContent-Length: 20\r\n\r\n{marked}"
    yield f"POST / HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{marked}\r\n"
    yield f"POST / HTTP/1.1\r\n{head}Content-Type: text/{WHO.mark}\r\nContent-Length: 9999\r\n\r\n{marked}"
    yield f"GET / HTTP/1.1\r\n{head}X-Long: {'a' * 200_000}\r\n\r\n"
    yield f"GET / HTTP/1.1\r\n{head}Broken {WHO.mark}\r\n\r\n"
    yield f"{marked}\r\n\r\n"


def raw(port: int, tls: ssl.SSLContext | None, request: str) -> None:
    """Sends the bytes, reads what comes at once, and hangs up."""
    plain = socket.create_connection(("127.0.0.1", port), 5, source_address=(SOURCE, 0))
    with tls.wrap_socket(plain, server_hostname=HOST) if tls else plain as line:
        line.settimeout(1)
        try:
            line.sendall(request.encode())
            line.recv(65_536)
        except OSError:
            pass


def attempt(browser: Browser, method: str, path: str, body=None, headers=None) -> None:
    """A request whose answer may be anything, a closed connection included."""
    try:
        browser.request(method, path, body, headers)
    except (OSError, ValueError):
        pass
    except Exception as failure:  # http.client has a class for each way an answer can be broken
        expect(type(failure).__module__ == "http.client", f"{method} {path}: {failure!r}")


def without_database(service: Service, postgres: Postgres) -> None:
    """The database goes away under a slip that is being sent, and comes back."""
    sender = Pupil(service.port, service.host, SOURCE, HEADERS)
    sender.write(WORDS.mark, who=WHO.mark)
    postgres.stop()
    page = sender.press("send")
    expect(page.status == 503, f"without a database Send was answered {page.status}")
    expect("0800 1111" in page.text, "the page for a database that is away has no help on it")
    postgres.start()


def run(setting: str) -> list[str]:
    """One setting: everything found that should not be, and everything planted but not found."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place(f"canary-{setting}"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        postgres, front = None, None
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        if setting == "postgres":
            postgres = stack.enter_context(Postgres(place.root, LOUD))
            url = f"postgres://talk@127.0.0.1:{postgres.port}/talk"
        service = Service(place, url, mail, certificates, own_tls=setting == "tls")
        if postgres:
            postgres.run(service.command("deploy", "postgres"))
        port, tls = service.port, service.tls
        if setting in FRONTS:
            front = stack.enter_context(FRONTS[setting](place, service, certificates))
            port, tls = service.public_port, ssl.create_default_context(cafile=certificates.ca)
        if tls:
            tls.check_hostname = False
        problems = check(place, service, mail, certificates, postgres,
                         lambda: drive(service, port, tls))
        problems += [*front.written(), *linked(setting, front.port)] if front else []
        return problems + (naive_not_noticed(place, certificates) if setting == "nginx" else [])


def linked(front: str, port: int) -> list[str]:
    """What a proxy's own TLS leaves with a browser, which shows it again at its next visit."""
    peer = TlsPeer(port)
    spoken = [version for version in ("tls1_2", "tls1_3") if peer.speaks(version)]
    links = [one for version in spoken for one in peer.links(version)]
    print(f"   {front} speaks {' and '.join(spoken)}: {len(links)} ways to know a browser again")
    return links if spoken else [f"{front} speaks neither TLS 1.2 nor 1.3"]


def check(place, service, mail, certificates, postgres, driven) -> list[str]:
    opened = place / "opened.txt"
    wrapper = ("strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(opened))
    problems = []
    try:
        school = School.founded(service, mail, start=lambda: service.start(*wrapper))
        becomes_a_kiosk(service, school)
        driven()
        if postgres:
            without_database(service, postgres)
            activity = postgres.sql("SELECT * FROM pg_stat_activity")
            problems += map(str, search(CANARIES, activity.encode(), "pg_stat_activity"))
        wait_for_mail(mail)
        running, _ = search_below(CANARIES, place.root)
    finally:
        service.stop()
    stopped, size = search_below(CANARIES, place.root)
    problems += map(str, running + stopped)
    trace = opened.read_text(errors="replace")
    expect(str(service.config) in trace, "strace did not see the program read its configuration")
    problems += written_elsewhere(trace, place.root)
    print(f"   {len(mail.arrived())} mails; {size / 1e6:.1f} MB searched for "
          f"{sum(len(one.forms) for one in CANARIES)} marks: {len(problems)} found")
    return problems + not_noticed(place, mail, certificates, postgres)


def wait_for_mail(mail: MailServer) -> None:
    """Until the notices of the slips have come: after the last of them nothing is under way."""
    seen, quiet_since, started = -1, time.monotonic(), time.monotonic()
    while time.monotonic() - started < WAIT_SECONDS:
        count = len(mail.arrived())
        if count != seen:
            seen, quiet_since = count, time.monotonic()
        if seen and time.monotonic() - quiet_since > 6:
            return
        time.sleep(0.2)
    expect(seen > 0, "no notice came")


def written_elsewhere(trace: str, root: pathlib.Path) -> list[str]:
    """Files opened for writing outside the run's own folders, from what strace saw."""
    found = []
    for path, flags in re.findall(r'open(?:at)?\((?:[^,"]+, )?"([^"]*)", ([A-Z_|]+)', trace):
        writes = any(flag in flags for flag in ("O_WRONLY", "O_RDWR", "O_CREAT"))
        outside = path.startswith("/") and not path.startswith((str(root), "/dev/null", "/dev/tty"))
        if writes and outside:
            found.append(f"wrote to {path}")
    return found


def not_noticed(place, mail, certificates, postgres) -> list[str]:
    """The control: every mark in every form, put in every kind of place, has to be found there."""
    planting = Planting(CANARIES)
    problems = planting.in_files(place) + planting.in_mail(mail, certificates)
    problems += planting.in_postgres(postgres) if postgres else planting.in_sqlite(place / "data")
    elsewhere = 'openat(AT_FDCWD, "/var/x", O_WRONLY|O_CREAT, 0666) = 3'
    if not written_elsewhere(elsewhere, place.root):
        problems.append("a file that is written elsewhere is not noticed")
    print(f"   control: {len(planting.marks)} marks planted in each place, "
          f"{len(problems)} not noticed")
    return problems


def naive_not_noticed(place: Place, certificates: Certificates) -> list[str]:
    """The proxies' control: nginx as guides have it logs the visitor, writes the words and gives out tickets."""
    port, tls_port = free_port(), free_port()
    with NaiveNginx(place, port, tls_port, free_port(), certificates) as naive:
        visitor = Pupil(port, HOST, SOURCE, HEADERS)
        attempt(visitor, "POST", "/", f"words={WORDS.mark}" + "a" * 30_000)
        # It writes a line once the connection is over.
        until = time.monotonic() + WAIT_SECONDS
        while AGENT.kind not in (kinds := kinds_below(naive.folder)) and time.monotonic() < until:
            time.sleep(0.2)
        links = linked("a naive proxy", tls_port)
    problems = [f"a naive proxy's log is not noticed to hold the {one.kind}"
                for one in (ADDRESS, AGENT, REFERRER) if one.kind not in kinds]
    if not any("/client_body/" in one for one in naive.written()):
        problems.append("a naive proxy's file with the words is not noticed")
    problems += [f"a naive proxy's tickets of {version} are not noticed"
                 for version in ("tls1_2", "tls1_3") if not any(version in one for one in links)]
    print(f"   control: a naive proxy, {len(problems)} traces not noticed")
    return problems


def kinds_below(folder: pathlib.Path) -> set[str]:
    return {one.kind for one in search_below(CANARIES, folder)[0]}


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


def main() -> int:
    passed = failed = 0
    for setting in sys.argv[1:] or ("sqlite", "postgres", "nginx", "haproxy"):
        print(f"-- {setting}")
        problems = run(setting)
        for problem in problems[:40]:
            print(f"   FAIL {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Scans the running service with wapiti, sqlmap, schemathesis and slowhttptest: pupils' pages, the pages
before signing in, and staff pages with a session. Each scanner is shown the leaky service in the same
run and has to find what is planted there. Findings of ours are none, or on the scanner's own list with
the reason."""

import argparse
import pathlib
import sys
import time
import urllib.parse

import leaky_app
import with_schemathesis
import with_slowhttptest
import with_sqlmap
import with_wapiti

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
from harness.open_school import open_school  # noqa: E402
from harness.pupil import Pupil  # noqa: E402
from harness.school import School  # noqa: E402
from harness.service import SLOT_SECONDS, Service  # noqa: E402

SLOW_CLIENTS = 1_500
# Pressed by a scanner they would end what it is to look at.
ENDS_THE_SCAN = ["/staff/sign-out", "/staff/lock"]


class Scanned:
    """A school with slips, over https as its people have it."""

    def __init__(self, service: Service, school: School, folder: pathlib.Path):
        self.service, self.folder = service, folder
        self.url = service.public_url
        self.lead = school.members["dsl"]
        self.slips = [path.rsplit("/", 1)[1] for path in self.lead.slips()]
        page = self.lead.open("/staff/readers")
        self.csrf = next(value for form in page.forms for name, value in form.fields
                         if name == "csrf")

    def cookie(self) -> str:
        return f"__Host-staff={self.lead.cookies['__Host-staff']}"

    def still_signed_in(self) -> list[str]:
        """A scan whose session ended on the way saw the sign-in page only."""
        page = self.lead.open("/staff/slips")
        return [] if page.url == "/staff/slips" else [f"the session ended during the scan: {page.url}"]


def wapiti(scanned: Scanned) -> list[str]:
    with leaky_app.running() as url:
        found, _ = with_wapiti.scan(url, scanned.folder)
    problems = [f"the control: wapiti did not find {what}"
                for what in sorted(with_wapiti.PLANTED - {kind for kind, _ in found})]
    runs = [("", ("/staff/sign-in", "/staff/recover", "/help"), "/staff/sign-in"),
            (scanned.cookie(), ("/staff/slips", "/staff/readers", f"/staff/slips/{scanned.slips[0]}"),
             "/staff/readers")]
    for cookie, starts, must_see in runs:
        excluded = [*ENDS_THE_SCAN, "/staff/readers/*/remove", "/leave"]
        found, seen = with_wapiti.scan(scanned.url, scanned.folder, cookie, starts, excluded)
        print(f"   wapiti{' signed in' if cookie else ''}: {len(seen)} pages, {len(found)} findings")
        problems += [f"wapiti: {what} at {path}" for what, path in sorted(found)
                     if (what, path) not in with_wapiti.ACCEPTED]
        if must_see not in seen:
            problems.append(f"wapiti did not get to {must_see}: {sorted(seen)}")
    return problems + scanned.still_signed_in()


def sqlmap(scanned: Scanned) -> list[str]:
    problems = []
    with leaky_app.running() as url:
        if not with_sqlmap.is_injectable(f"{url}/slip", scanned.folder, "category=a&text=b", "category"):
            problems.append("the control: sqlmap did not find the planted injection")
    csrf = {"csrf": scanned.csrf}
    forms = {
        "/": {"step": "words", "go": "next", "words": "hello"},
        "/reply": {"go": "open", "code": "apple river lemon window tiger garden"},
        "/kiosk": {"go": "enrol", "code": "apple river lemon window tiger garden summer table"},
        "/pass-on": {"how": "told", "danger": "no", "words": "hello", "kind": "CD1", "who": "w", "by": "b",
                     "key": "k", "hidden_from[]": "h"},
        "/staff/search": {"term": "one", "kind": "CD1", "place": "online"} | csrf,
        "/staff/sign-in": {"email": "a@school.example", "password": "x", "code": "123456"},
        "/staff/readers/invite": {"name": "N", "title": "T", "email": "n@school.example",
                                  "roles": "deputy"} | csrf,
        f"/staff/slips/{scanned.slips[0]}/close": {"reason": "recorded", "note": "n"} | csrf,
    }
    for path, fields in forms.items():
        names = ",".join(name for name in fields if name not in ("csrf", "password", "code"))
        cookie = scanned.cookie() if "csrf" in fields else ""
        if with_sqlmap.is_injectable(scanned.url + path, scanned.folder,
                                     urllib.parse.urlencode(fields), names, cookie):
            problems.append(f"sqlmap: {path} is injectable")
    for path in (f"/staff/slips/{scanned.slips[0]}*", "/staff/slips?state=open*&page=1*"):
        if with_sqlmap.is_injectable(scanned.url + path, scanned.folder, cookie=scanned.cookie()):
            problems.append(f"sqlmap: {path} is injectable")
    print(f"   sqlmap: {len(forms) + 2} forms and addresses")
    return problems + scanned.still_signed_in()


def schemathesis(scanned: Scanned) -> list[str]:
    with leaky_app.running() as url:
        found, *_ = with_schemathesis.check(url, leaky_app.DESCRIPTION, scanned.folder)
    problems = [f"the control: schemathesis did not find {what}"
                for what in sorted(with_schemathesis.PLANTED - found)]
    description = with_schemathesis.described(scanned.csrf, scanned.slips)
    for cookie, excluded in (("", []), (scanned.cookie(), ENDS_THE_SCAN)):
        found, made, printed = with_schemathesis.check(scanned.url, description, scanned.folder,
                                                       cookie, excluded)
        print(f"   schemathesis{' signed in' if cookie else ''}: {made} requests")
        if found:
            problems.append(f"schemathesis: {sorted(found)}\n{printed[-6000:]}")
    return problems + scanned.still_signed_in()


def slowhttptest(scanned: Scanned) -> list[str]:
    problems = []
    for mode in with_slowhttptest.MODES:
        with leaky_app.running(leaky_app.OneAtATime) as url:
            if with_slowhttptest.stays_available(url, mode, scanned.folder, 50):
                problems.append(f"the control: {mode} does not bring down a server of one thread")
        plain = f"http://localhost:{scanned.service.port}"
        if not with_slowhttptest.stays_available(plain, mode, scanned.folder, SLOW_CLIENTS):
            problems.append(f"slowhttptest: {mode} keeps pupils out")
    print(f"   slowhttptest: {SLOW_CLIENTS} clients in {len(with_slowhttptest.MODES)} ways")
    return problems


SCANNERS = {scan.__name__: scan for scan in (wapiti, sqlmap, schemathesis, slowhttptest)}


def main(names: list[str]) -> int:
    with open_school("scanners") as here:
        place, service, school = here.place, here.service, here.school
        for words in ("one", "two", "three"):
            Pupil(service.port, service.host).send_slip(words)
        time.sleep(2 * SLOT_SECONDS + 1)
        scanned = Scanned(service, school, place / "tmp")
        problems = []
        for name in names or SCANNERS:
            started = time.monotonic()
            problems += SCANNERS[name](scanned)
            print(f"   {name}: {time.monotonic() - started:.0f} s", flush=True)
        if not service.is_up():
            problems.append("the service no longer answers")
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("scanners", nargs="*", choices=[*SCANNERS, []], help="none: all")
    sys.exit(main(options.parse_args().scanners))

"""Scans the running service with wapiti, sqlmap, schemathesis and slowhttptest: pupils' pages, the pages
before signing in, and staff pages with a session. Each scanner is shown the leaky service in the same
run and has to find what is planted there. Findings of ours are none, or on the scanner's own list with
the reason."""

import argparse
import collections
import contextlib
import itertools
import pathlib
import sys
import time
from collections.abc import Iterable

import leaky_app
import many_networks
import with_schemathesis
import with_slowhttptest
import with_wapiti

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
import forms  # noqa: E402
import with_sqlmap  # noqa: E402
from at_work import at_work  # noqa: E402
from harness.open_school import OpenSchool, open_school  # noqa: E402
from harness.pupil import Pupil  # noqa: E402
from harness.service import SLOT_SECONDS  # noqa: E402

SLOW_CLIENTS = 1_500
# Too many tries, or too much to do: the handler has not looked at what came.
NOT_NOW = (429, 503)
# Pressed by a scanner they would end what it is to look at.
ENDS_THE_SCAN = ["/staff/sign-out", "/staff/lock"]


class Scanned:
    """A school with slips, over https as its people have it."""

    def __init__(self, here: OpenSchool):
        self.service, self.school, self.certificates = here.service, here.school, here.certificates
        self.folder = here.place / "tmp"
        self.url = here.service.public_url
        self.lead = here.school.members["dsl"]
        self.slips = [path.rsplit("/", 1)[1] for path in self.lead.slips()]
        page = self.lead.open("/staff/readers")
        self.csrf = next(value for form in page.forms for name, value in form.fields
                         if name == "csrf")

    def cookie(self) -> str:
        return f"__Host-staff={self.lead.cookies['__Host-staff']}"

    def still_signed_in(self) -> list[str]:
        """A scan whose session ended on the way saw the sign-in page only."""
        page = self.lead.open("/staff/slips")
        if page.url == "/staff/slips" and "locked" not in page.heading:
            return []
        return [f"the session ended during the scan: {page.url} {page.heading}"]

    def at_work(self, cookie: str):
        """Where the scanner has this session, its reader goes on using it."""
        return at_work(self.lead) if cookie else contextlib.nullcontext([])


def wapiti(scanned: Scanned) -> list[str]:
    with leaky_app.running() as url:
        control = with_wapiti.scan(url, scanned.folder)
    problems = [f"the control: wapiti did not find {what}"
                for what in sorted(with_wapiti.PLANTED - {kind for kind, _ in control.found})]
    # Signed in first: the screen would lock during the other.
    runs = [(scanned.cookie(), ("/staff/slips", "/staff/readers", f"/staff/slips/{scanned.slips[0]}"),
             "/staff/readers"),
            ("", ("/staff/sign-in", "/staff/recover", "/help"), "/staff/sign-in")]
    for cookie, starts, must_see in runs:
        excluded = [*ENDS_THE_SCAN, "/staff/readers/*/remove", "/leave"]
        with scanned.at_work(cookie) as meanwhile:
            done = with_wapiti.scan(scanned.url, scanned.folder, cookie, starts, excluded)
        problems += meanwhile
        name = f"wapiti{' signed in' if cookie else ''}"
        print(f"   {name}: {len(done.pages)} pages, {len(done.attacked)} modules at "
              f"{sum(done.attacked.values())} links and forms, {len(done.found)} findings", flush=True)
        problems += [f"{name}: {what} at {path}" for what, path in sorted(done.found)
                     if (what, path) not in with_wapiti.ACCEPTED]
        problems += [f"{name}: {line}" for line in done.cut_short]
        if must_see not in done.pages:
            problems.append(f"{name} did not get to {must_see}: {sorted(done.pages)}")
        if cookie:
            problems += scanned.still_signed_in()
    return problems


def sqlmap(scanned: Scanned) -> list[str]:
    problems = []
    planted = forms.Form("/slip", [("category", "a"), ("text", "b")], ["category"])
    with leaky_app.running() as url:
        if not with_sqlmap.attack(url, planted, scanned.folder).is_injectable:
            problems.append("the control: sqlmap did not find the planted injection")
    service, school = scanned.service, scanned.school
    addresses = [forms.Form(path, [], [], scanned.cookie()) for path in (
        f"/staff/slips/{scanned.slips[0]}*", "/staff/slips?state=open*&page=1*")]
    # Signed in first: the screen would lock during the others.
    of_staff = itertools.chain(forms.of_staff(school, scanned.cookie(), scanned.csrf, scanned.slips), addresses)
    others = itertools.chain(forms.of_pupils(service, school), forms.of_sign_in(school))
    with many_networks.running(service, scanned.certificates, scanned.folder) as door:
        return (problems + tried_by_sqlmap(of_staff, door, scanned.folder)
                + scanned.still_signed_in() + tried_by_sqlmap(others, door, scanned.folder))


def tried_by_sqlmap(all_of_them: Iterable[forms.Form], door: many_networks.Door,
                    folder: pathlib.Path) -> list[str]:
    problems, answers, fields = [], 0, set()
    for form in all_of_them:
        tried = with_sqlmap.attack(door.url, form, folder)
        statuses = door.statuses()
        print(f"   sqlmap {form.path} {form.tried}: {dict(statuses)}", flush=True)
        answers += statuses.total()
        fields |= {(form.path, name) for name in form.tried or range(form.path.count("*"))}
        problems += [f"sqlmap: {what} {form.path}" for what in unsound(tried, statuses)]
    print(f"   sqlmap: {len(fields)} fields and parts of addresses at "
          f"{len({path for path, _ in fields})} addresses, {answers} answers")
    return problems


def unsound(tried: with_sqlmap.Tried, statuses: collections.Counter[int]) -> list[str]:
    """What was found, and what was not looked for."""
    problems = []
    turned_away = tried.asked_first + sum(statuses[status] for status in NOT_NOW)
    if tried.is_injectable:
        problems.append("there is an injection at")
    if turned_away:
        problems.append(f"{turned_away} requests were turned away before the handler of")
    if tried.left_out:
        problems.append(f"did not try {sorted(tried.left_out)} of")
    return problems


def schemathesis(scanned: Scanned) -> list[str]:
    with leaky_app.running() as url:
        control = with_schemathesis.check(url, leaky_app.DESCRIPTION, scanned.folder)
    problems = [f"the control: schemathesis did not find {what}"
                for what in sorted(with_schemathesis.PLANTED - control.found)]
    # Nobody acts on what they have not read.
    for slip in scanned.slips:
        scanned.lead.read(f"/staff/slips/{slip}")
    description = with_schemathesis.described(scanned.csrf, scanned.slips)
    # Signed in first: the screen would lock during the other.
    for cookie, excluded in ((scanned.cookie(), ENDS_THE_SCAN), ("", [])):
        with scanned.at_work(cookie) as meanwhile:
            done = with_schemathesis.check(scanned.url, description, scanned.folder, cookie, excluded)
        print(f"   schemathesis{' signed in' if cookie else ''}: {done.requests} requests, "
              f"{done.operations - len(done.left_out)} of {done.operations} operations", flush=True)
        problems += meanwhile
        if done.found:
            problems.append(f"schemathesis: {sorted(done.found)}\n{done.printed[-6000:]}")
        if done.left_out:
            problems.append(f"schemathesis never asked {sorted(done.left_out)}")
        if cookie:
            problems += scanned.still_signed_in()
    return problems


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
    problems = []
    for name in names or SCANNERS:
        started = time.monotonic()
        problems += scanned_by(name)
        print(f"   {name}: {time.monotonic() - started:.0f} s", flush=True)
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{int(not problems)} passed, {int(bool(problems))} failed")
    return 1 if problems else 0


def scanned_by(name: str) -> list[str]:
    """What one scanner finds in a school of its own: each leaves hundreds of slips, and some of its forms
    pressed."""
    with open_school("scanners") as here:
        for words in ("one", "two", "three"):
            Pupil(here.service.port, here.service.host).send_slip(words)
        time.sleep(2 * SLOT_SECONDS + 1)
        problems = SCANNERS[name](Scanned(here))
        if not here.service.is_up():
            problems.append("the service no longer answers")
        return problems


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("scanners", nargs="*", choices=[*SCANNERS, []], help="none: all")
    sys.exit(main(options.parse_args().scanners))

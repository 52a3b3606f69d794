"""wapiti: a crawler that attacks each form and link it finds."""

import json
import pathlib
import re
import urllib.parse
from dataclasses import dataclass

from tools import program, run

# Without those that ask other computers (ssrf, xxe, log4shell …) or download data (nikto, cms, wapp …).
# Nor ldap: there is no directory behind this, and it takes the page after too many tries for an answer of one.
# Nor timesql: all of its 218 payloads for each field ask databases to sleep that are not SQLite.
MODULES = ("sql,xss,permanentxss,redirect,exec,file,crlf,shellshock,csp,http_headers,"
           "cookieflags,csrf,methods,backup,htaccess")
# How few of the forms count that differ in what their hidden fields hold, such as a new secret at each look.
FORCE = "sneaky"
# For crawling, and for each module. One that runs out of it has not attacked all, and fails the check.
CRAWL_SECONDS_MAX = 300
MODULE_SECONDS_MAX = 1_200
SECONDS_MAX = 7_200
# wapiti says so in a line, and goes on as if nothing was.
CUT_SHORT = re.compile(r".*(?:Max (?:attack|scan) time was reached|requests were skipped due to|"
                       r"Too much lag|Missing dependencies).*")
LAUNCHED = re.compile(r"^\[\*\] Launching module (\w+)$", re.M)
# What the leaky service has and must be found with.
PLANTED = {
    "SQL Injection", "Reflected Cross Site Scripting", "CRLF Injection", "Open Redirect",
    "Path Traversal", "Content Security Policy Configuration", "HttpOnly Flag cookie",
    "Secure Flag cookie", "Cross Site Request Forgery", "Clickjacking Protection",
    "Internal Server Error",
}
# What is reported of ours and is so on purpose, by finding and path.
ACCEPTED = {
    # Nobody is signed in here, so there is no session to ride on: the draft's cookie is
    # SameSite=Strict, so another site's form meets no draft, and Sec-Fetch-Site tells it: such a slip
    # goes to the rush tray, because no form of a child's is refused.
    ("Cross Site Request Forgery", "/"),
    ("Cross Site Request Forgery", "/pass-on"),
    # Chooses another language, and asks nothing of the database.
    ("Cross Site Request Forgery", "/help"),
    # Opens with six words. Whoever knows them needs no browser of a pupil's; the cookie of one that is open is
    # SameSite=Strict.
    ("Cross Site Request Forgery", "/reply"),
    # Before signing in there is no session. Another site's form is refused by Sec-Fetch-Site.
    ("Cross Site Request Forgery", "/staff/sign-in"),
    ("Cross Site Request Forgery", "/staff/recover"),
    ("Cross Site Request Forgery", "/staff/lost-phone"),
    ("Cross Site Request Forgery", "/staff/recovery"),
}


@dataclass(frozen=True)
class Scan:
    found: set[tuple[str, str]]
    """Every finding as (what, path)."""
    pages: set[str]
    """The paths that were crawled."""
    attacked: dict[str, int]
    """How many links and forms each module attacked."""
    cut_short: list[str]
    """What was not done, in wapiti's words."""


def scan(url: str, folder: pathlib.Path, cookie: str = "", starts=(), excluded=()) -> Scan:
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    command = [program("wapiti", "wapiti3"), "-u", f"{url}/", "--scope", "folder", "-m", MODULES,
               "--max-scan-time", str(CRAWL_SECONDS_MAX), "--max-attack-time",
               str(MODULE_SECONDS_MAX), "--flush-session", "--store-session", str(folder),
               "--store-config", str(folder / "config"), "--no-bugreport", "--verify-ssl", "0",
               "--tasks", "4", "-S", FORCE, "-dr", "2", "-v", "1", "-f", "json", "-o", str(report)]
    if cookie:
        command += ["-C", cookie]
    for path in starts:
        command += ["-s", url + path]
    for path in excluded:
        command += ["-x", url + path]
    _, printed = run(command, folder, SECONDS_MAX)
    if not report.exists():
        raise RuntimeError(f"wapiti wrote no report: {printed[-2000:]}")
    told = json.loads(report.read_text())
    found = {(what, one["path"]) for part in ("vulnerabilities", "anomalies")
             for what, all_of_it in told[part].items() for one in all_of_it}
    pages = {urllib.parse.urlsplit(one["request"]["url"]).path
             for one in told["infos"]["crawled_pages"]}
    _, *parts = LAUNCHED.split(printed)
    attacked = {module: lines.count("[+] ") for module, lines in zip(parts[::2], parts[1::2])}
    return Scan(found, pages, attacked, CUT_SHORT.findall(printed))

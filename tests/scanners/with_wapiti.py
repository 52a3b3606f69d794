"""wapiti: a crawler that attacks each form and link it finds."""

import json
import pathlib
import urllib.parse

from tools import program, run

# Without those that ask other computers (ssrf, xxe, log4shell …) or download data (nikto, cms, wapp …).
# Nor ldap: there is no directory behind this, and it takes the page after too many tries for an answer of one.
MODULES = ("sql,timesql,xss,permanentxss,redirect,exec,file,crlf,shellshock,csp,http_headers,"
           "cookieflags,csrf,methods,backup,htaccess")
SECONDS_MAX = 90
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


def scan(url: str, folder: pathlib.Path, cookie: str = "", starts=(), excluded=()):
    """Every finding as (what, path), and the paths that were crawled."""
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    command = [program("wapiti", "wapiti3"), "-u", f"{url}/", "--scope", "folder", "-m", MODULES,
               "--max-scan-time", str(SECONDS_MAX), "--max-attack-time", "30", "--flush-session",
               "--store-session", str(folder), "--store-config", str(folder / "config"),
               "--no-bugreport", "--verify-ssl", "0", "--tasks", "4", "-dr", "2", "-v", "0",
               "-f", "json", "-o", str(report)]
    if cookie:
        command += ["-C", cookie]
    for path in starts:
        command += ["-s", url + path]
    for path in excluded:
        command += ["-x", url + path]
    _, printed = run(command, folder, SECONDS_MAX * 4)
    if not report.exists():
        raise RuntimeError(f"wapiti wrote no report: {printed[-2000:]}")
    told = json.loads(report.read_text())
    found = {(what, one["path"]) for part in ("vulnerabilities", "anomalies")
             for what, all_of_it in told[part].items() for one in all_of_it}
    pages = {urllib.parse.urlsplit(one["request"]["url"]).path
             for one in told["infos"]["crawled_pages"]}
    return found, pages

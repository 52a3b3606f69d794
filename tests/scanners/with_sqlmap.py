"""sqlmap: injection into the SQL behind a form's fields."""

import pathlib
import re
import urllib.parse
from dataclasses import dataclass

from forms import Form
from tools import program, run

# 1 to 5: how many kinds of payload are tried.
LEVEL = "2"
# A sign-in is slow on purpose, and sqlmap tries hundreds.
SECONDS_MAX = 900
FOUND = "identified the following injection point"
CLEAN = "all tested parameters do not appear to be injectable"
# Of each parameter that was tried to the end and is none.
TRIED = re.compile(r"parameter '([^']+)' does not seem to be injectable")
# A form that was taken leads to a page. By itself sqlmap sends the form there once more, and sees none.
SEES_ANSWERS = "resend=N"
# The page that asks for a proof before the handler has the form.
ASKS_FIRST = "Show that it is you"


@dataclass(frozen=True)
class Tried:
    is_injectable: bool
    asked_first: int
    """How many requests were answered with that page."""
    left_out: set[str]
    """Fields that were not tried to the end."""


def attack(service: str, form: Form, folder: pathlib.Path) -> Tried:
    """Tries the fields of a form, or what is marked with `*` in its path. Without a verdict the scan was
    none."""
    traffic = folder / "sqlmap-traffic.txt"
    traffic.unlink(missing_ok=True)
    command = [program("sqlmap"), "-u", service + form.path, "--batch", "--level", LEVEL, "--risk",
               "1", "--dbms", "sqlite", "--technique", form.technique, "--output-dir",
               str(folder / "sqlmap"), "--flush-session", "--disable-coloring", "--ignore-code",
               "*", "--timeout", "20", "--answers", SEES_ANSWERS, "-t", str(traffic)]
    for option, value in (("--data", urllib.parse.urlencode(form.fields)),
                          ("-p", ",".join(form.tried)), ("--cookie", form.cookie)):
        if value:
            command += [option, value]
    _, printed = run(command, folder, SECONDS_MAX)
    if FOUND not in printed and CLEAN not in printed:
        raise RuntimeError(f"sqlmap came to no verdict on {form.path}: {printed[-2000:]}")
    asked_first = traffic.read_text(errors="replace").count(f"<h1>{ASKS_FIRST}")
    names = form.tried or [f"#{number + 1}*" for number in range(form.path.count("*"))]
    left_out = set(names) - set(TRIED.findall(printed))
    return Tried(FOUND in printed, asked_first, left_out)

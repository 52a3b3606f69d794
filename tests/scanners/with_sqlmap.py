"""sqlmap: injection into the SQL behind a form's fields."""

import pathlib

from tools import program, run

# 1 to 5: how many kinds of payload are tried.
LEVEL = "2"
# A sign-in is slow on purpose, and sqlmap tries hundreds.
SECONDS_MAX = 900
FOUND = "identified the following injection point"
CLEAN = "all tested parameters do not appear to be injectable"


def is_injectable(url: str, folder: pathlib.Path, data: str = "", fields: str = "",
                  cookie: str = "") -> bool:
    """Whether any of the fields reaches SQL as SQL. With neither verdict the scan was none."""
    command = [program("sqlmap"), "-u", url, "--batch", "--level", LEVEL, "--risk", "1", "--dbms",
               "sqlite", "--technique", "BEU", "--output-dir", str(folder / "sqlmap"),
               "--flush-session", "--disable-coloring", "--ignore-code", "*", "--timeout", "20"]
    for option, value in (("--data", data), ("-p", fields), ("--cookie", cookie)):
        if value:
            command += [option, value]
    _, printed = run(command, folder, SECONDS_MAX)
    if FOUND in printed:
        return True
    if CLEAN in printed:
        return False
    raise RuntimeError(f"sqlmap came to no verdict on {url}: {printed[-2000:]}")

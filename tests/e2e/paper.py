"""Posters and slips on paper, as a reader downloads them: every kind, mode, language and size is a PDF that
qpdf finds whole, tagged, with its fonts, read out in order and each word once; and the same page printed by
a browser takes as many sheets. Damaged files, and files that are not tagged, are found."""

import argparse
import concurrent.futures
import http.server
import itertools
import json
import pathlib
import re
import subprocess
import sys
import threading

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.school import PEOPLE, Member
from harness.service import Service

LANGUAGES = ("en-GB", "cy", "pl", "ro", "uk", "ar", "ur")
MODES = ("pictures", "short", "more", "all")
# In each: a heading of the front, one of the back, what is in danger, and a name as the form has it.
IN_ENGLISH = ["I Need To Talk", "Is someone in danger right now?", "What kind of worry is it?",
              "Tell us what happened", "Who reads this", "0800 1111"]
SHEETS = {("poster", "usual"): 1, ("slips", "usual"): 2}
# What is printed by a browser as well; each takes two seconds.
BY_BROWSER = [("poster", "more", "en-GB", "usual"), ("slips", "all", "en-GB", "usual"),
              ("slips", "short", "pl", "usual"), ("slips", "more", "ur", "usual")]


def query(order: tuple[str, str, str, str]) -> str:
    return "?kind={}&mode={}&lang={}&size={}".format(*order)


def told(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace")
    return f"failed: {done.stdout}" if done.returncode else done.stdout


def faults(file: pathlib.Path, order: tuple[str, str, str, str]) -> list[str]:
    """What is wrong with a PDF."""
    kind, mode, language, size = order
    found = []
    whole = told("qpdf", "--check", str(file))
    if "No syntax or stream encoding errors found" not in whole:
        found.append(f"qpdf: {whole[-200:]}")
        return found
    about = told("pdfinfo", str(file))
    for line in ("Tagged:          yes", "Title:           "):
        if line not in about:
            found.append(f"pdfinfo does not say “{line.strip()}”")
    pages = int(re.search(r"^Pages:\s+(\d+)$", about, re.M).group(1))
    wanted = SHEETS.get((kind, size))
    if wanted and pages != wanted:
        found.append(f"{pages} pages, not {wanted}")
    fonts = told("pdffonts", str(file)).splitlines()[2:]
    if not fonts or any(line.split()[-5:-2] != ["yes", "yes", "yes"] for line in fonts):
        found.append(f"not every font is embedded, cut down and readable: {fonts}")
    if language in ("ar", "ur"):
        found += spoken_faults(file, about)
    else:
        found += order_faults(told("pdfinfo", "-struct-text", str(file)), order)
    drawn = told("pdftotext", "-raw", str(file), "-")
    copies = 4 if (kind, size) == ("slips", "usual") else 1
    if drawn.count("1111") < copies:
        found.append(f"Childline stands {drawn.count('1111')} times on it, not {copies}")
    return found


def order_faults(spoken: str, order: tuple[str, str, str, str]) -> list[str]:
    """What is wrong with the order in which it is read out, or with how often."""
    kind, mode, language, size = order
    found = []
    if not re.search(r"^\s*H1", spoken, re.M) or not re.search(r"^\s*LI", spoken, re.M):
        found.append("it has no heading or no list")
    if "Figure" not in spoken:
        found.append("its square code is no figure")
    text = re.sub(r"\s+", " ", " ".join(re.findall(r'"([^"]*)"', spoken)))
    if text.count("1111") != 1:
        found.append(f"Childline is read out {text.count('1111')} times")
    if (kind, mode, language) == ("slips", "more", "en-GB"):
        places = [text.find(words) for words in IN_ENGLISH]
        if -1 in places or places != sorted(places):
            found.append(f"it is read out in another order: {places}")
    return found


def spoken_faults(file: pathlib.Path, about: str) -> list[str]:
    """What is wrong with what is read out of lines that run from the right: pdfinfo tells their letters as they
    are drawn, so it is taken from the structure itself."""
    objects = json.loads(told("qpdf", "--json=2", "--json-key=qpdf", str(file)))["qpdf"][1].values()
    parts = [one["value"] for one in objects if isinstance(one.get("value"), dict)]
    text = " ".join(part["/ActualText"][2:] for part in parts if "/ActualText" in part)
    title = re.search(r"^Title:\s+(.*)$", about, re.M).group(1)
    found = []
    if text.count("1111") != 1:
        found.append(f"Childline is read out {text.count('1111')} times")
    if title not in text:
        found.append(f"its title “{title}” is not read out")
    if not any(part.get("/S") == "/Figure" and part.get("/Alt") for part in parts):
        found.append("its square code is no figure")
    return found


class Window(http.server.BaseHTTPRequestHandler):
    """What the service answers one member of staff, for a browser that is not signed in."""

    member: Member

    def do_GET(self):
        answer, content = self.member.request("GET", self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type"))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def printed(member: Member, folder: pathlib.Path) -> list[str]:
    """Prints some pages with a browser, and counts the sheets."""
    Window.member = member
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Window)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = []
    for order in BY_BROWSER:
        file = folder / ("-".join(order) + "-printed.pdf")
        address = f"http://127.0.0.1:{server.server_port}/staff/paper/page{query(order)}"
        told("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={file}", address)
        about = told("pdfinfo", str(file))
        pages = re.search(r"^Pages:\s+(\d+)$", about, re.M)
        wanted = SHEETS[order[0], order[3]]
        if not pages or int(pages.group(1)) != wanted:
            found.append(f"{order}: printed on {pages and pages.group(1)} sheets, not {wanted}")
    server.shutdown()
    return found


def controls(file: pathlib.Path, order: tuple[str, str, str, str]) -> list[str]:
    """Files that are wrong, each of which has to be found."""
    bytes_ = file.read_bytes()
    damaged = {
        "cut off": bytes_[:len(bytes_) // 2],
        "not tagged": bytes_.replace(b"/StructTreeRoot", b"/StructTreeNone"),
        "another order": None,
    }
    missed = []
    for name, content in damaged.items():
        if content is None:
            spoken = told("pdfinfo", "-struct-text", str(file))
            lines = spoken.splitlines()
            found = order_faults("\n".join(reversed(lines)), order)
        else:
            other = file.with_name("damaged.pdf")
            other.write_bytes(content)
            found = faults(other, order)
        if not found:
            missed.append(f"control: a file that is {name} was not found")
    return missed


def main(out: pathlib.Path | None) -> int:
    orders = list(itertools.product(("poster", "slips"), MODES, LANGUAGES, ("usual", "large")))
    problems = []
    with Place("paper") as place:
        certificates = Certificates(place / "secrets")
        with MailServer(place / "mail", certificates) as mail:
            url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
            service = Service(place, url, mail, certificates)
            first = PEOPLE["dsl"]
            link = service.set_up(first.name, first.title, first.roles, first.email)
            with service:
                member = Member(service, first)
                member.take_up(link)
                member.keep_kit()
                folder = out or place / "home"
                folder.mkdir(exist_ok=True, parents=True)
                files = {}
                for order in orders:
                    answer, content = member.request("GET", f"/staff/paper/pdf{query(order)}")
                    if answer.status != 200:
                        problems.append(f"{order}: {answer.status}")
                        continue
                    files[order] = folder / ("-".join(order) + ".pdf")
                    files[order].write_bytes(content)
                problems += printed(member, folder)
                with concurrent.futures.ThreadPoolExecutor(2) as pool:
                    for order, found in zip(files, pool.map(lambda it: faults(files[it], it), files)):
                        problems += [f"{order}: {one}" for one in found]
                model = ("slips", "more", "en-GB", "usual")
                if model in files:
                    problems += controls(files[model], model)
    for problem in problems:
        print(problem)
    count = len(orders) + len(BY_BROWSER) + 3
    print(f"{count - len(problems)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=pathlib.Path, help="a folder in which to keep the files")
    sys.exit(main(options.parse_args().out))

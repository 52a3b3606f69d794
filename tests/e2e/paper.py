"""Posters and slips on paper, as a reader downloads them: every kind, mode, language and size is a PDF that
qpdf finds whole, tagged, with its fonts; drawn, it has ink on every face and none in a margin, and a phone
opens the class's link by its square code; it has the words of the page that a browser prints, read out once
and in the same order; and that page takes as many sheets. A school's own pictures are drawn in their own
shape, and nothing is read out for them. Files that are wrong in each of these are found."""

import argparse
import concurrent.futures
import contextlib
import copy
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter

import numpy

from harness.certificates import Certificates
from harness.kiosk import saved_state
from harness.mail import MailServer
from harness.one_colour import png, webp
from harness.pdf import (Printed, alternatives, code_faults, faces, page_faults, read_out, seen, sides_of,
                         told, words)
from harness.place import Place
from harness.proxy import Proxy
from harness.school import PEOPLE, Member
from harness.service import Service

LANGUAGES = ("en-GB", "cy", "pl", "ro", "uk", "ar", "ur")
MODES = ("pictures", "short", "more", "all")
FROM_THE_RIGHT = ("ar", "ur")
# In these, files that are wrong have to be found.
CONTROLLED = ("en-GB", "ur")
CONTROLS = 9
SHEETS = {("poster", "usual"): 1, ("slips", "usual"): 2}
ORDERS = list(itertools.product(("poster", "slips"), MODES, LANGUAGES, ("usual", "large")))
BY_BROWSER = [order for order in ORDERS if (order[0], order[3]) in SHEETS]
# Of what a browser prints, a phone looks at these.
BY_PHONE = [("poster", "more", "en-GB", "usual"), ("slips", "all", "en-GB", "usual"),
            ("slips", "short", "pl", "usual"), ("slips", "more", "ur", "usual")]
WITH_OWN = [("poster", "more", "en-GB", "usual"), ("slips", "all", "ar", "usual")]
# How much of a sheet, and of a slip, stays free; in points.
MARGIN, MARGIN_OF_SLIP = 40, 20
# A school's own pictures: a file, how wide and high it is, and its colour, which nothing else on paper has.
OWN_PICTURES = {"unkind.png": (png, 70, 50, (255, 0, 255)), "messages.webp": (webp, 40, 60, (0, 255, 0))}

Order = tuple[str, str, str, str]


def query(order: Order) -> str:
    return "?kind={}&mode={}&lang={}&size={}".format(*order)


def copies(order: Order) -> int:
    return 4 if (order[0], order[3]) == ("slips", "usual") else 1


def link(base: str, order: Order) -> str:
    """The class's link, as a phone opens it."""
    return f"{base}/?mode={order[1]}&lang={order[2]}"


def faults(file: pathlib.Path, order: Order, page: Printed, base: str) -> list[str]:
    """What is wrong with a PDF, beside the page that a browser prints."""
    kind, _, _, size = order
    found = []
    whole = told("qpdf", "--check", str(file))
    if "No syntax or stream encoding errors found" not in whole:
        found.append(f"qpdf: {whole[-200:]}")
        return found
    about = told("pdfinfo", str(file))
    for line in ("Tagged:          yes", "Title:           "):
        if line not in about:
            found.append(f"pdfinfo does not say “{line.strip()}”")
    sheets, wanted = sheets_of(about), SHEETS.get((kind, size))
    if wanted and sheets != wanted:
        found.append(f"{sheets} sheets, not {wanted}")
    fonts = told("pdffonts", str(file)).splitlines()[2:]
    if not fonts or any(line.split()[-5:-2] != ["yes", "yes", "yes"] for line in fonts):
        found.append(f"not every font is embedded, cut down and readable: {fonts}")
    found += seen_faults(seen(file), order, link(base, order))
    found += drawn_faults(file, order, page)
    return found + spoken_faults(file, order, page)


def sheets_of(about: str) -> int:
    """As pdfinfo tells of a file."""
    return int(re.search(r"^Pages:\s+(\d+)$", about, re.M).group(1))


def seen_faults(pages: list[numpy.ndarray], order: Order, opens: str) -> list[str]:
    """What is wrong with what somebody sees, and with what a phone does."""
    margin = MARGIN_OF_SLIP if copies(order) > 1 else MARGIN
    found = []
    for number, page in enumerate(pages, 1):
        found += [f"page {number}: {one}" for one in page_faults(page, copies(order), margin)]
    return found + code_faults(pages, copies(order), opens)


def drawn_faults(file: pathlib.Path, order: Order, page: Printed) -> list[str]:
    """Words that the page has and the PDF has not, or less often than on each copy; and numbers to call that
    do not stand together."""
    said = [word for kind, text in page.parts if kind != "Figure" for word in text.split()]
    sheets = words(file)
    drawn = [word for sheet in sheets for word in sheet]
    if order[2] in FROM_THE_RIGHT:
        # Their words come back in pieces, as letters are joined: all of the letters do.
        said, drawn = (unicodedata.normalize("NFKD", "".join(them)) for them in (said, drawn))
    wanted = Counter({one: count * copies(order) for one, count in Counter(said).items()})
    found = []
    if (drawn := Counter(drawn)) != wanted:
        found.append(f"drawn and not on the page: {drawn - wanted}; the other way: {wanted - drawn}")
    if any(("999" in sheet) != ("1111" in sheet) for sheet in sheets):
        found.append("999 and Childline stand on different sheets")
    return found


def spoken_faults(file: pathlib.Path, order: Order, page: Printed) -> list[str]:
    """What is read out otherwise than what the page has, from its first heading to its last number."""
    found = []
    spoken = read_out(file, order[2] in FROM_THE_RIGHT)
    if spoken != page.parts:
        differing = [pair for pair in itertools.zip_longest(spoken, page.parts) if pair[0] != pair[1]]
        found.append(f"it is read out in another order, or other words: {differing[:1]}")
    if alternatives(file) != page.alternatives:
        found.append(f"its figures are said to be {alternatives(file)}, not {page.alternatives}")
    said = " ".join(text for _, text in spoken)
    for number in ("999", "0800 1111"):
        if said.count(number) != 1:
            found.append(f"{number} is read out {said.count(number)} times")
    return found


def printed(member: Member, certificates: Certificates, folder: pathlib.Path) -> list[str]:
    """Prints pages with a browser, counts the sheets, and reads some square codes."""
    base = member.service.public_url
    files = {order: folder / ("-".join(order) + "-printed.pdf") for order in BY_BROWSER}
    pages = [{"url": f"{base}/staff/paper/page{query(order)}", "file": str(file)} for order, file in files.items()]
    settings = json.dumps({"state": saved_state(member.cookies), "pages": pages})
    driver = pathlib.Path(__file__).with_suffix(".mjs")
    with Proxy(member.service, certificates):
        done = subprocess.run(["node", str(driver)], input=settings, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        return [f"the browser did not print: {done.stderr.strip()}"]
    found = []
    for order, file in files.items():
        sheets, wanted = sheets_of(told("pdfinfo", str(file))), SHEETS[order[0], order[3]]
        if sheets != wanted:
            found.append(f"{order}: printed on {sheets} sheets, not {wanted}")
    for order in BY_PHONE:
        wrong = code_faults(seen(files[order]), copies(order), link(base, order))
        found += [f"{order}, printed: {one}" for one in wrong]
    return found


def controls(file: pathlib.Path, page: Printed, order: Order, base: str) -> list[str]:
    """Files and pages that are wrong, each of which has to be found."""
    bytes_ = file.read_bytes()

    def of_bytes(content: bytes) -> list[str]:
        other = file.with_name("damaged.pdf")
        other.write_bytes(content)
        return faults(other, order, page, base)

    def beside(change) -> Printed:
        """The page, which has parts that differ."""
        other = copy.copy(page)
        other.parts = change(list(page.parts))
        return other

    def looked_at(dots: numpy.ndarray) -> list[str]:
        return page_faults(dots, copies(order), MARGIN_OF_SLIP)

    swapped = beside(lambda parts: parts[:3] + parts[4:2:-1] + parts[5:])
    longer = beside(lambda parts: [*parts, ("P", "more")])
    pages, opens = seen(file), link(base, order)
    first = pages[0]
    centimetre = first.shape[1] // 21
    without_last = first.copy()
    without_last[first.shape[0] // 2:, first.shape[1] // 2:] = 255
    found = {
        "cut off": of_bytes(bytes_[:len(bytes_) // 2]),
        "not tagged": of_bytes(bytes_.replace(b"/StructTreeRoot", b"/StructTreeNone")),
        "read out in another order": spoken_faults(file, order, swapped),
        "short of a word": drawn_faults(file, order, longer),
        "with a code of another class": code_faults(pages, copies(order), f"{opens}&look=cream"),
        "blank": looked_at(numpy.full_like(first, 255)),
        "too far to the right": looked_at(numpy.roll(first, centimetre, 1)),
        "too low": looked_at(numpy.roll(first, centimetre, 0)),
        "short of a copy": looked_at(without_last),
    }
    assert len(found) == CONTROLS
    return [f"control: a file that is {name} was not found" for name, of in found.items() if not of]


def downloaded(member: Member, order: Order, folder: pathlib.Path) -> tuple[pathlib.Path, Printed]:
    """A PDF, and the page of the same order."""
    answer, content = member.request("GET", f"/staff/paper/pdf{query(order)}")
    shown, page = member.request("GET", f"/staff/paper/page{query(order)}")
    assert (answer.status, shown.status) == (200, 200), f"{order}: {answer.status}, {shown.status}"
    file = folder / ("-".join(order) + ".pdf")
    file.write_bytes(content)
    return file, Printed(page.decode())


@contextlib.contextmanager
def school(name: str, more: str = ""):
    """A school with one reader: that reader's browser, the school's certificates, and a folder."""
    with Place(name) as place:
        certificates = Certificates(place / "secrets")
        with MailServer(place / "mail", certificates) as mail:
            url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
            service = Service(place, url, mail, certificates, more=more)
            first = PEOPLE["dsl"]
            link_to_enrol = service.set_up(first.name, first.title, first.roles, first.email)
            with service:
                member = Member(service, first)
                member.take_up(link_to_enrol)
                member.keep_kit()
                yield member, certificates, place / "home"


def with_ours(out: pathlib.Path | None) -> list[str]:
    """What is wrong with every paper of a school that has no pictures of its own."""
    problems = []
    with school("paper") as (member, certificates, home):
        base = member.service.public_url
        folder = out or home
        folder.mkdir(exist_ok=True, parents=True)
        papers = {order: downloaded(member, order, folder) for order in ORDERS}
        problems += printed(member, certificates, folder)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            of_all = pool.map(lambda order: faults(papers[order][0], order, papers[order][1], base), ORDERS)
            for order, found in zip(ORDERS, of_all):
                problems += [f"{order}: {one}" for one in found]
        for language in CONTROLLED:
            order = ("slips", "more", language, "usual")
            problems += controls(*papers[order], order, base)
        if not picture_faults(papers[WITH_OWN[0]][0], WITH_OWN[0]):
            problems.append("control: a file without the school's own pictures was not found")
    return problems


def picture_faults(file: pathlib.Path, order: Order) -> list[str]:
    """Own pictures that a face lacks, or has in another shape."""
    found = []
    front = faces(seen(file, is_in_colour=True)[0], copies(order))
    for name, (_, width, height, colour) in OWN_PICTURES.items():
        for number, face in enumerate(front, 1):
            sides = sides_of(face, colour)
            # At this size a dot more or less is a tenth.
            if not sides or abs(sides[0] / sides[1] * height / width - 1) > 0.15:
                found.append(f"face {number}: {name} is {sides}")
    return found


def with_own() -> list[str]:
    """What is wrong with paper where a school has pictures of its own."""
    problems = []
    with tempfile.TemporaryDirectory() as pictures:
        for name, (made, *how) in OWN_PICTURES.items():
            (pathlib.Path(pictures) / name).write_bytes(made(*how))
        with school("own-paper", f'[symbols]\nfolder = "{pictures}"\n') as (member, _, home):
            home.mkdir(exist_ok=True)
            for order in WITH_OWN:
                file, page = downloaded(member, order, home)
                found = faults(file, order, page, member.service.public_url) + picture_faults(file, order)
                problems += [f"{order}, own pictures: {one}" for one in found]
    return problems


def main(out: pathlib.Path | None) -> int:
    problems = with_ours(out) + with_own()
    for problem in problems:
        print(problem)
    count = len(ORDERS) + len(BY_BROWSER) + len(WITH_OWN) + CONTROLS * len(CONTROLLED) + 1
    print(f"{count - len(problems)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=pathlib.Path, help="a folder in which to keep the files")
    sys.exit(main(options.parse_args().out))

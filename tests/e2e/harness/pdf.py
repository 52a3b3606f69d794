"""A PDF as it is seen, and as it is read out to whoever cannot see it."""

import html
import html.parser
import json
import pathlib
import re
import subprocess
import unicodedata

import numpy
import zxingcpp

PIXELS_PER_INCH = 144
POINTS_PER_INCH = 72
# A4.
WIDTH, HEIGHT = 595.28, 841.89
# Whatever is not white; where letters end there is some grey.
WHITE = 250
# Of what stands on a page: none has less ink than a line, or is black.
INK_LEAST, INK_MOST = 0.002, 0.3
# The edges of boxes and the ends of lines are round: so many points beyond.
BEYOND = 1.5
# What is no text: a picture that says something.
FIGURE = "a figure"

Part = tuple[str, str]


def told(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace")
    return f"failed: {done.stdout}" if done.returncode else done.stdout


def plain(text: str) -> str:
    """Words as they are heard: what only orders or joins letters is left out."""
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFC", text).split())


# What is seen.

def seen(file: pathlib.Path, is_in_colour: bool = False) -> list[numpy.ndarray]:
    """Every page as a printer has it: rows of grey dots, or of red, green and blue."""
    stem = file.with_suffix("")
    told("pdftoppm", *([] if is_in_colour else ["-gray"]), "-r", str(PIXELS_PER_INCH), str(file), str(stem))
    pages = []
    for picture in sorted(stem.parent.glob(f"{stem.name}-*.p[gp]m")):
        _, width, height, rest = picture.read_bytes().split(maxsplit=3)
        picture.unlink()
        dots = numpy.frombuffer(rest[rest.index(b"\n") + 1:], numpy.uint8)
        pages.append(dots.reshape(int(height), int(width), -1).squeeze())
    return pages


def sides_of(page: numpy.ndarray, colour: tuple[int, int, int]) -> tuple[int, int] | None:
    """How wide and how high the part of a page is that has this colour, or one that nobody tells from it."""
    rows, columns = numpy.nonzero((abs(page.astype(int) - colour) <= 2).all(axis=-1))
    return (int(numpy.ptp(columns)) + 1, int(numpy.ptp(rows)) + 1) if len(rows) else None


def faces(page: numpy.ndarray, copies: int) -> list[numpy.ndarray]:
    """What is cut apart."""
    if copies == 1:
        return [page]
    height, width = page.shape[0] // 2, page.shape[1] // 2
    return [page[y:y + height, x:x + width] for y in (0, height) for x in (0, width)]


def page_faults(page: numpy.ndarray, copies: int, margin: float) -> list[str]:
    """What is wrong with a page: nothing on it, ink where a printer or scissors may take it, or copies that
    are not alike. `margin` is in points."""
    found, shares = [], []
    scale = PIXELS_PER_INCH / POINTS_PER_INCH
    edge = int((margin - BEYOND) * scale)
    # The line along which slips are cut apart.
    cut = 0 if copies == 1 else int(BEYOND * scale)
    for number, face in enumerate(faces(page, copies), 1):
        ink = face < WHITE
        height, width = ink.shape
        room = ink[edge:height - edge, edge:width - edge]
        shares.append(room.mean())
        if not INK_LEAST < shares[-1] < INK_MOST:
            found.append(f"face {number}: {shares[-1]:.1%} of it is ink")
        inside = ink[cut:height - cut, cut:width - cut].sum()
        if inside > room.sum():
            found.append(f"face {number}: {inside - room.sum()} pixels of ink in its margin")
    if max(shares) > 1.05 * min(shares):
        found.append(f"its copies are not alike: {shares}")
    return found


def codes(page: numpy.ndarray) -> list[str]:
    """What the square codes on it say to a phone."""
    return [code.text for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)]


def code_faults(pages: list[numpy.ndarray], copies: int, link: str) -> list[str]:
    """One page has the square code, once on each copy, and all of them open this link."""
    said = [codes(page) for page in pages]
    wanted = [link] * copies
    if sorted(filter(None, said)) != [wanted]:
        return [f"its square codes say {said}, not {wanted}"]
    return []


def words(file: pathlib.Path) -> list[list[str]]:
    """The words that are drawn on each page; what lies beyond its edges is not."""
    found = []
    for page in told("pdftotext", "-bbox", str(file), "-").split("<page ")[1:]:
        drawn = re.findall(r"<word [^>]*>([^<]*)</word>", page)
        found.append([word for word in (plain(html.unescape(text)) for text in drawn) if word])
    return found


# What is read out.

def read_out(file: pathlib.Path, is_right_to_left: bool) -> list[Part]:
    """What each part is and says, in order. Of lines that run from the right pdfinfo tells the letters as
    they are drawn, so those are taken from the structure itself."""
    return merged(from_structure(file) if is_right_to_left else from_lines(file))


def from_lines(file: pathlib.Path) -> list[Part]:
    parts = []
    for line in told("pdfinfo", "-struct-text", str(file)).splitlines():
        if begun := re.match(r"\s*(H1|H2|P|LI|Figure)\b", line):
            parts.append([begun[1], ""])
        elif parts and (text := re.match(r'\s*"(.*)"$', line)):
            parts[-1][1] += " " + text[1]
    return [(kind, FIGURE if kind == "Figure" else text) for kind, text in parts]


def objects(file: pathlib.Path) -> dict:
    listed = json.loads(told("qpdf", "--json=2", "--json-key=qpdf", str(file)))["qpdf"][1]
    return {name.removeprefix("obj:"): one["value"] for name, one in listed.items() if "value" in one}


def from_structure(file: pathlib.Path) -> list[Part]:
    listed = objects(file)
    parts = []

    def walk(name) -> None:
        part = listed.get(name, {}) if isinstance(name, str) else {}
        kind = part.get("/S", "")[1:]
        if kind in ("H1", "H2", "P", "LI", "Figure"):
            parts.append([kind, FIGURE if kind == "Figure" else ""])
        if "/ActualText" in part:
            parts[-1][1] += " " + part["/ActualText"].removeprefix("u:")
        children = part.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            walk(child)

    for name, value in listed.items():
        if isinstance(value, dict) and value.get("/Type") == "/StructTreeRoot":
            walk(name)
    return [tuple(part) for part in parts]


def alternatives(file: pathlib.Path) -> list[str]:
    """What is said of each figure."""
    parts = [value for value in objects(file).values() if isinstance(value, dict)]
    return [plain(part.get("/Alt", "").removeprefix("u:")) for part in parts if part.get("/S") == "/Figure"]


def merged(parts) -> list[Part]:
    """Paragraphs that follow each other are read out as one; a part without words is not."""
    found = []
    for kind, text in parts:
        if found and kind == found[-1][0] == "P":
            text = found.pop()[1] + " " + text
        if plain(text):
            found.append((kind, plain(text)))
    return found


class Printed(html.parser.HTMLParser):
    """The page that a browser prints, as it is read out: `parts`, and what is said of its figures."""

    KINDS = {"h1": "H1", "h2": "H2", "p": "P", "li": "LI"}

    def __init__(self, body: str):
        super().__init__()
        self._parts, self.alternatives = [], []
        self._hidden = self._main = False
        self.feed(body)
        self.parts = merged(self._parts)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._main = self._main or tag == "main"
        if tag == "section":
            self._hidden = attrs.get("aria-hidden") == "true"
        if not self._main or self._hidden:
            return
        if tag in self.KINDS:
            self._parts.append((self.KINDS[tag], ""))
        elif tag == "svg" and "aria-label" in attrs:
            self._parts.append(("Figure", FIGURE))
            self.alternatives.append(plain(attrs["aria-label"]))
        elif tag == "br":
            self.handle_data(" ")

    def handle_data(self, data):
        if self._main and not self._hidden and data.strip() and self._parts:
            kind, text = self._parts[-1]
            self._parts[-1] = (kind, text + data)
        elif self._main and not self._hidden and self._parts:
            kind, text = self._parts[-1]
            self._parts[-1] = (kind, text + " ")

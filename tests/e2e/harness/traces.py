"""Canaries: marks that nobody else writes, looked for in every form a program might keep them in."""

import base64
import functools
import html
import ipaddress
import pathlib
import urllib.parse
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation


@dataclass(frozen=True)
class Found:
    kind: str
    form: str
    where: str

    def __str__(self):
        return f"{self.kind} ({self.form}) in {self.where}"


class Canary:
    """One mark; `kind` says what it stands for: an address, an agent, a pupil's words."""

    def __init__(self, kind: str, mark: str):
        self.kind, self.mark = kind, mark
        plain = mark.encode()
        self.forms: dict[str, bytes] = {
            "plain": plain,
            "utf-16 little": mark.encode("utf-16-le"),
            "utf-16 big": mark.encode("utf-16-be"),
            "url %20": urllib.parse.quote(mark, safe="").encode(),
            "url +": urllib.parse.quote_plus(mark).encode(),
            "html": html.escape(mark).encode(),
            "hex": plain.hex().encode(),
        }
        for shift in range(3):
            for name, encode in (("base64", base64.b64encode),
                                 ("base64url", base64.urlsafe_b64encode)):
                self.forms[f"{name}, shift {shift}"] = base64_core(plain, shift, encode)
        try:
            self._add_address(ipaddress.ip_address(mark))
        except ValueError:
            pass

    @classmethod
    def of_bytes(cls, kind: str, content: bytes) -> "Canary":
        """A mark that is no text, such as a key; half of it is a find too."""
        canary = cls(kind, "")
        middle = len(content) // 2
        canary.forms = {
            "binary, first half": content[:middle], "binary, second half": content[middle:],
            "hex": content.hex().encode(),
            "base32": base64.b32encode(content).rstrip(b"="),
            "JSON numbers": ",".join(map(str, content[:middle])).encode(),
        }
        for shift in range(3):
            canary.forms[f"base64, shift {shift}"] = base64_core(content, shift, base64.b64encode)
        return canary

    def _add_address(self, address) -> None:
        self.forms["binary"] = address.packed
        self.forms["binary, reversed"] = address.packed[::-1]
        self.forms["binary in hex"] = address.packed.hex().encode()
        self.forms["number"] = str(int(address)).encode()
        self.forms["reversed name"] = address.reverse_pointer.encode()
        halves = address.packed.hex()
        self.forms["inside IPv6"] = f"ffff:{halves[:4]}:{halves[4:]}".encode()

    # Letters in these may have changed case on the way; in base64 and binary they may not.
    CASE_MATTERS = ("base64", "binary", "utf-16")

    def case_matters(self, form: str) -> bool:
        return form.startswith(self.CASE_MATTERS) and "hex" not in form


class Needles:
    """The forms of many marks, looked for in one go through the content."""

    def __init__(self, canaries: tuple[Canary, ...]):
        kinds: dict[bool, dict[bytes, list[tuple[str, str]]]] = {True: {}, False: {}}
        for canary in canaries:
            for form, needle in canary.forms.items():
                exact = canary.case_matters(form)
                needle = needle if exact else needle.lower()
                kinds[exact].setdefault(needle, []).append((canary.kind, form))
        self._searches = [(exact, list(named.values()), BytesAhoCorasick(list(named), implementation=Implementation.DFA))
                          for exact, named in kinds.items() if named]

    def found(self, content: bytes, where: str) -> list[Found]:
        found = set()
        for exact, named, search_all in self._searches:
            text = content if exact else content.lower()
            # Overlapping: a mark inside another is a find of its own.
            matches = search_all.find_matches_as_indexes(text, overlapping=True)
            found.update(one for number, _, _ in matches for one in named[number])
        return [Found(kind, form, where) for kind, form in sorted(found)]


@functools.lru_cache(maxsize=64)
def needles(canaries: tuple[Canary, ...]) -> Needles:
    return Needles(canaries)


def base64_core(plain: bytes, shift: int, encode) -> bytes:
    """The part of its base64 that does not depend on the bytes around it."""
    whole = encode(bytes(shift) + plain)
    first = -(-shift * 8 // 6)
    last = (shift + len(plain)) * 8 // 6
    return whole[first:last]


def search(canaries: list[Canary], content: bytes, where: str) -> list[Found]:
    return needles(tuple(canaries)).found(content, where)


def search_below(canaries: list[Canary], folder: pathlib.Path) -> tuple[list[Found], int]:
    """Looks through every file below a folder, names included; answers also how many bytes."""
    found, size = [], 0
    for path in sorted(folder.rglob("*")):
        found += search(canaries, str(path).encode(), f"the name {path}")
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            size += len(content)
            found += search(canaries, content, str(path.relative_to(folder.parent)))
    return found, size

"""What is on recovery papers and what two of them give, worked out from the description in
`src/crypto/paper_shares.rs`: it proves that as well."""

from .reader_keys import PART
from .traces import Canary

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP, NUMBER_AND_MARK, POINT_BYTES = 5, 4, 20
# x⁸ + x⁴ + x³ + x + 1, the field of AES.
MODULUS = 0x11B


def traces(papers: list[str]) -> list[Canary]:
    """The words of each paper, what they stand for, and the secret of any two."""
    kind = "recovery paper"
    written = [Canary(kind, form) for paper in papers for form in (paper, paper.replace(" ", ""))]
    points = dict(map(point, papers))
    secret = joined(1, points[1], 2, points[2])
    if secret != joined(3, points[3], 1, points[1]):
        raise ValueError("papers of one set give two secrets")
    return [*written, Canary.of_bytes(f"{kind}{PART}secret", secret),
            *(Canary.of_bytes(f"{kind}{PART}point", one) for one in points.values())]


def point(paper: str) -> tuple[int, bytes]:
    """Its number and its point; the last of each group checks the others."""
    values = [ALPHABET.index(one) for group in paper.split() for one in group[:GROUP - 1]]
    bits = 0
    for value in values[NUMBER_AND_MARK:]:
        bits = bits << 5 | value
    return values[0], bits.to_bytes(POINT_BYTES)


def joined(number: int, one: bytes, others_number: int, other: bytes) -> bytes:
    """Where the line through both points begins."""
    apart = next(a for a in range(256) if times(a, number ^ others_number) == 1)
    return bytes(times(times(left, others_number) ^ times(right, number), apart)
                 for left, right in zip(one, other))


def times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a * (b & 1)
        a, b = a << 1, b >> 1
        a ^= MODULUS * (a >> 8)
    return product

"""Pictures of one colour, small enough to be written by hand: as PNG and as WebP."""

import struct
import zlib

Colour = tuple[int, int, int]


def png(width: int, height: int, colour: Colour) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def webp(width: int, height: int, colour: Colour) -> bytes:
    """Without loss: each of its five codes has one symbol, so that the dots themselves take no bit."""
    bits = []

    def put(value: int, count: int) -> None:
        bits.extend(value >> place & 1 for place in range(count))

    put(0x2f, 8)
    put(width - 1, 14)
    put(height - 1, 14)
    put(0, 1 + 3 + 3)
    red, green, blue = colour
    for symbol in (green, red, blue, 255, 0):
        put(0b101, 3)
        put(symbol, 8)
    put(0, -len(bits) % 16)
    dots = bytes(sum(bit << place for place, bit in enumerate(bits[start:start + 8]))
                 for start in range(0, len(bits), 8))
    body = b"WEBPVP8L" + struct.pack("<I", len(dots)) + dots
    return b"RIFF" + struct.pack("<I", len(body)) + body

"""A reader's private keys, worked out from the database (one of `thief.py`), the pepper and the password.
Written by itself, from the description of the formats in `src/crypto`: it proves them as well."""

import hashlib
import pathlib
import struct

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .place import Place
from .school import Person
from .traces import Canary

# Between a key's name and that of a part of it.
PART = ", its "
HEAD_BYTES, NONCE_BYTES, KEY_BYTES = 29, 12, 32
# ML-KEM-768 (FIPS 203).
MODULUS, RANK, COEFFICIENTS = 3329, 3, 256
ZETAS = [pow(17, int(f"{one:07b}"[::-1], 2), MODULUS) for one in range(128)]


def private_keys(disk, place: Place, person: Person) -> list[Canary]:
    """Each key as it is kept, and what it is spread out to when it is used."""
    kept, public = unlocked(disk, place, person)
    x25519, xwing, signing = (kept[start:start + KEY_BYTES] for start in range(1, len(kept), KEY_BYTES))
    spread = hashlib.shake_256(xwing).digest(3 * KEY_BYTES)
    halves = (Ed25519PrivateKey.from_private_bytes(signing), X25519PrivateKey.from_private_bytes(x25519),
              X25519PrivateKey.from_private_bytes(spread[64:]))
    sign, seal, seal_too = (half.public_key().public_bytes_raw() for half in halves)
    if not (public[1:].startswith(sign + seal) and public.endswith(seal_too)):
        raise ValueError("the private keys are not those of the public ones")
    sigma = hashlib.sha3_512(spread[:32] + bytes([RANK])).digest()[32:]
    keys = {
        "x25519": x25519, "xwing": xwing, "signing": signing,
        f"xwing{PART}ML-KEM d": spread[:32], f"xwing{PART}ML-KEM z": spread[32:64],
        f"xwing{PART}ML-KEM sigma": sigma, f"xwing{PART}X25519": spread[64:],
        f"signing{PART}scalar": hashlib.sha512(signing).digest()[:32],
    }
    for number in range(RANK):
        noise = small(hashlib.shake_256(sigma + bytes([number])).digest(128))
        keys[f"xwing{PART}ML-KEM s[{number}]"] = struct.pack("<16H", *transformed(noise)[:16])
    return [Canary.of_bytes(f"private key: {name}", key) for name, key in keys.items()]


def second_factor(disk, place: Place, person: Person) -> Canary:
    reader, sealed = row(disk, person, "readers.id, sealed_secret FROM readers "
                                       "JOIN second_factors ON readers.id = reader_id")
    return Canary.of_bytes("second factor", opened(by_pepper(place, "second-factor"),
                                                   reader.encode(), sealed))


def unlocked(disk, place: Place, person: Person) -> tuple[bytes, bytes]:
    """version ‖ X25519 ‖ X-Wing seed ‖ Ed25519 seed; and the public halves: version ‖ Ed25519 ‖ X25519 ‖ X-Wing,
    which ends with an X25519 of its own."""
    reader, sealed, public = row(disk, person, "readers.id, locked_by_password, public_keys FROM reader_keys "
                                               "JOIN readers ON readers.id = reader_id")
    locked = opened(by_pepper(place, "password-lock"), reader.encode(), sealed)
    head = locked[:HEAD_BYTES]
    version, memory, passes, lanes = struct.unpack(">BIII", head[:13])
    key = hash_secret_raw(person.password.encode(), head[13:], passes, memory, lanes, KEY_BYTES,
                          Type.ID)
    plain = opened(key, head, locked[HEAD_BYTES:])
    if version != 1 or plain[0] != 1 or len(plain) != 1 + 3 * KEY_BYTES:
        raise ValueError("the keys are not written as this check knows them")
    return plain, public


def by_pepper(place: Place, purpose: str) -> bytes:
    pepper = bytes.fromhex(pathlib.Path(place / "secrets" / "pepper").read_text().strip())
    label = b"ineedtotalk/pepper/1/seal/" + purpose.encode()
    return HKDF(SHA256(), KEY_BYTES, None, label).derive(pepper)


def opened(key: bytes, bound_to: bytes, sealed: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)


def row(disk, person: Person, what: str) -> tuple:
    """The id of a reader, and bytes, which PostgreSQL prints in hex."""
    found, = disk.rows(f"SELECT {what} WHERE email = '{person.email}'")
    reader, *rest = found
    return reader, *(one if isinstance(one, bytes) else bytes.fromhex(one.removeprefix("\\x"))
                     for one in rest)


def small(random: bytes) -> list[int]:
    """SamplePolyCBD with eta = 2: FIPS 203, algorithm 8."""
    bits = [byte >> place & 1 for byte in random for place in range(8)]
    return [(bits[at] + bits[at + 1] - bits[at + 2] - bits[at + 3]) % MODULUS
            for at in range(0, len(bits), 4)]


def transformed(of: list[int]) -> list[int]:
    """NTT: FIPS 203, algorithm 9."""
    values, zeta, length = list(of), 1, COEFFICIENTS // 2
    while length >= 2:
        for start in range(0, COEFFICIENTS, 2 * length):
            for at in range(start, start + length):
                turned = ZETAS[zeta] * values[at + length] % MODULUS
                values[at + length] = (values[at] - turned) % MODULUS
                values[at] = (values[at] + turned) % MODULUS
            zeta += 1
        length //= 2
    return values

"""A profile of Send: of what parts its processor time is, and which functions of each are the dearest.

The service is sent slips by 16 senders while `perf` asks it 997 times in each second of a processor's time
which function it is in. The senders are not counted. A function belongs to the first part that its name, or
the file it is in, speaks of; what no part speaks of is listed as the rest, so that nothing is left out."""

import argparse
import collections
import re
import subprocess
import sys

from running import Running, running

SAMPLES_A_SECOND = 997
DEAREST_PARTS = 3
FUNCTIONS_OF_A_PART = 4
# A share of fewer samples says little.
SAMPLES_MIN = 2_000

# What a part is, by the names of its functions or by the file that they are in.
PARTS = {
    "sealing to the readers (X-Wing, HPKE)": r"ml_kem|keccak|sha3|shake|curve25519|x_wing|hpke|hybrid_array|module_lattice|kem\b",
    "sealing drafts, notes and cookies (ring)": r"\bring|chacha20|poly1305|sha256|sha512|aes_|vpaes|bn_|ecp_|p256",
    "SQLite": r"sqlite3|wal[A-Z]|pager[A-Z]|btree[A-Z]|pcache|vdbe",
    "PostgreSQL's client": r"libpq|libssl|libcrypto|\bPQ|pq[A-Z]",
    "Linux: sockets, files, scheduling": r"\[kernel|\[k\]|\[vdso\]",
    "memory: allocating, copying, wiping": r"malloc|free|realloc|unlink_chunk|mem(cpy|set|move|cmp)|zeroize|alloc::|RawVec|traces",
    "pages and texts": r"maud|fluent|views::|i18n|intl|unic_",
    "HTTP and its routes": r"actix|httparse|\bhttp|mio::|bytes::|tokio|h2::|regex",
    "rows (diesel)": r"diesel|r2d2",
}
REST = "the rest"


def part_of(function: str, file: str) -> str:
    spoken_of = f"[{file.strip('[]')}] {function}"
    return next((part for part, names in PARTS.items() if re.search(names, spoken_of)), REST)


def profiled(here: Running, count: int) -> list[tuple[int, str, str]]:
    """Samples, file and name of each function that the service was seen in."""
    found = here.place / "home" / "perf.data"
    watching = subprocess.Popen(
        ["perf", "record", "--quiet", "-e", "cpu-clock", "-F", str(SAMPLES_A_SECOND),
         "-p", str(here.service.process_id()), "-o", str(found)])
    try:
        here.played("crowd", "--visit", "send", "--count", count, "--at-once", 16)
    finally:
        watching.send_signal(2)
        watching.wait()
    told = subprocess.run(
        ["perf", "report", "--stdio", "--quiet", "--no-children", "--sort", "dso,sym", "--percentage",
         "absolute", "-F", "sample,dso,sym", "-t", "|", "-i", str(found)],
        check=True, capture_output=True, text=True).stdout
    rows = [line.split("|", 2) for line in told.splitlines() if line.count("|") >= 2]
    return [(int(samples), file.strip(), re.sub(r"^\[.\] ", "", name.strip())) for samples, file, name in rows]


def tell(database: str, rows: list[tuple[int, str, str]]) -> None:
    total = sum(samples for samples, *_ in rows)
    if total < SAMPLES_MIN:
        raise RuntimeError(f"{total} samples are too few: does this machine let perf look?")
    parts, functions = collections.Counter(), collections.defaultdict(collections.Counter)
    for samples, file, name in rows:
        part = part_of(name, file)
        parts[part] += samples
        functions[part][name] += samples
    print(f"{database}: {total:,} samples")
    for place, (part, samples) in enumerate(parts.most_common()):
        print(f"{database}: {part}: {100 * samples / total:.1f} %")
        if place < DEAREST_PARTS or part == REST:
            for name, seen in functions[part].most_common(FUNCTIONS_OF_A_PART):
                print(f"{database}:     {100 * seen / total:4.1f} %  {name[:110]}")


def control() -> None:
    """Each part is found by what it is called, and what is called otherwise is the rest."""
    for name, file, part in [
        ("<ml_kem::kem::EncapsulationKey<P>>::encapsulate", "ineedtotalk", "sealing to the readers (X-Wing, HPKE)"),
        ("sqlite3VdbeExec", "ineedtotalk", "SQLite"),
        ("do_syscall_64", "[kernel.kallsyms]", "Linux: sockets, files, scheduling"),
        ("PQexecParams", "libpq.so.5.15", "PostgreSQL's client"),
        ("main", "ineedtotalk", REST),
    ]:
        if part_of(name, file) != part:
            raise AssertionError(f"{name} is taken for {part_of(name, file)}, not for {part}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--count", type=int, default=5_000, help="slips to send")
    asked = parser.parse_args()
    control()
    for database in asked.databases:
        with running(database) as here:
            # Uses up what was prepared, and opens every connection.
            here.played("crowd", "--visit", "send", "--count", 500, "--at-once", 16)
            tell(database, profiled(here, asked.count))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Breaks the machine under the running service, one fault after another, and holds what pupils were
told against what readers find. `--help` lists the faults."""

import argparse
import importlib
import pathlib
import random
import sys
import time
import traceback

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from harness.checker import self_control  # noqa: E402

FAULTS = sorted(file.stem for file in HERE.glob("*.py") if not file.stem.startswith("_"))


def options_of(arguments: list[str]) -> argparse.Namespace:
    about = {name: importlib.import_module(name).__doc__ for name in FAULTS}
    listed = "\n".join(f"  {name:16} {' '.join(text.split())}" for name, text in about.items())
    parser = argparse.ArgumentParser(
        prog="tests/e2e/faults", description=__doc__, epilog=f"faults:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help="which; all if none is named")
    parser.add_argument("--database", choices=("sqlite", "postgres"), help="only on this one")
    parser.add_argument("--kills", type=int, default=20, help="how often to kill (%(default)s)")
    parser.add_argument("--images", type=int, default=40, help="power cuts (%(default)s)")
    parser.add_argument("--seconds", type=float, default=6,
                        help="how long other faults last (%(default)s)")
    parser.add_argument("--connections", type=int, default=10_000,
                        help="connections held open (%(default)s)")
    parser.add_argument("--mail", type=int,
                        help="how many troubles of the mail server, by chance, and none of the slow "
                             "ones; all if not given")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32),
                        help="what a run that failed printed, to have the same again")
    options = parser.parse_args(arguments)
    for name in options.faults:
        if name not in FAULTS:
            parser.error(f"no fault “{name}”: there are {', '.join(FAULTS)}")
    return options


def main() -> int:
    options = options_of(sys.argv[1:])
    print(f"seed {options.seed}")
    results = {"the checker's own control": self_control()}
    for name in options.faults or FAULTS:
        fault = importlib.import_module(name)
        for database in fault.DATABASES:
            if options.database in (None, database):
                print(f"-- {name}, {database}", flush=True)
                began = time.monotonic()
                results[f"{name}, {database}"] = run(fault, database, options)
                print(f"   took {time.monotonic() - began:.0f} s", flush=True)
    failed = 0
    for name, problems in results.items():
        failed += bool(problems)
        for problem in problems[:20]:
            print(f"FAIL {name}: {problem}")
    print(f"{len(results) - failed} passed, {failed} failed (seed {options.seed})")
    return 1 if failed else 0


def run(fault, database: str, options) -> list[str]:
    """One fault that cannot be tried is told and does not keep the others from being tried."""
    try:
        return fault.run(database, options)
    except Exception:
        return traceback.format_exc().splitlines()


if __name__ == "__main__":
    sys.exit(main())

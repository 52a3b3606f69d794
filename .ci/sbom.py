"""Writes the bill of materials of the default build (CycloneDX), and holds it to its schema and to what
cargo says is compiled in. The control: a crate that is left out, and a file that breaks the schema."""

import json
import pathlib
import subprocess
import sys
import tomllib

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = pathlib.Path(__file__).parents[1]
PLATFORM = "x86_64-unknown-linux-gnu"


def cargo(*arguments: str) -> str:
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, capture_output=True,
                          text=True).stdout


def bill() -> tuple[Bom, set[tuple[str, str]]]:
    """The bill, and the name and version of each crate on it."""
    metadata = json.loads(cargo("metadata", "--format-version", "1", "--locked",
                                "--filter-platform", PLATFORM))
    packages = {one["id"]: one for one in metadata["packages"]}
    nodes = {one["id"]: one for one in metadata["resolve"]["nodes"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in lock}
    root = metadata["resolve"]["root"]
    licences = LicenseFactory()
    components: dict[str, Component] = {}
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if found in components:
            continue
        package = packages[found]
        components[found] = component(package, checksums, licences, found == root)
        waiting += compiled_in(nodes[found])
    bom = Bom(components=[one for name, one in components.items() if name != root])
    bom.metadata.component = components[root]
    for name, one in components.items():
        bom.register_dependency(one, [components[child] for child in compiled_in(nodes[name])])
    return bom, {(packages[name]["name"], packages[name]["version"]) for name in components}


def compiled_in(node: dict) -> list[str]:
    """What a crate or its build script uses; what only its tests use is left out."""
    return [one["pkg"] for one in node["deps"]
            if any(kind["kind"] != "dev" for kind in one["dep_kinds"])]


def component(package, checksums, licences, is_root: bool) -> Component:
    name, version = package["name"], package["version"]
    checksum = checksums[(name, version)]
    licence = (package["license"] or "").replace("/", " OR ")
    return Component(
        type=ComponentType.APPLICATION if is_root else ComponentType.LIBRARY,
        name=name, version=version, bom_ref=f"{name}@{version}",
        purl=PackageURL("cargo", None, name, version),
        licenses=[licences.make_with_expression(licence)] if licence else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [])


def told_by_cargo() -> set[tuple[str, str]]:
    """The same from `cargo tree`, which goes another way about it."""
    told = cargo("tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--target",
                 PLATFORM, "--format", "{p}")
    lines = (line.split()[:2] for line in told.splitlines() if line.strip())
    return {(name, version.removeprefix("v")) for name, version in lines}


def faults(text: str, listed: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> list[str]:
    broken = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    found = ["the file breaks its schema"] if broken else []
    return found + [f"{name} {version} is not listed" for name, version in sorted(wanted - listed)]


def main() -> int:
    file = pathlib.Path(sys.argv[1])
    bom, listed = bill()
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    wanted = told_by_cargo()
    problems = faults(text, listed, wanted)
    if not faults(text, listed - {min(wanted)}, wanted):
        problems.append("a crate that is left out is not noticed")
    if not faults(text.replace('"type": "library"', '"type": "lib"'), listed, wanted):
        problems.append("a file that breaks the schema is not noticed")
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{len(listed)} crates in {file}: {len(problems)} problems")
    return 1 if problems or len(wanted) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())

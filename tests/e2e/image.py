"""Follows the Dockerfile without a container engine: each of its stages is a bare Debian root made by
debootstrap, its steps are run in it, and the program is started as the Dockerfile says, as its own user,
with a root that cannot be written to. Needs root. Of the image `rust:…` the toolchain is this machine's.

The control: what the program may not write to is tried as the same user in the same place."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).parents[2]
DATA = "/var/lib/ineedtotalk"
CONFIG = """
[server]
public_url = "https://talk.school.example"
trusted_proxies = ["127.0.0.1/32"]
[database]
url = "sqlite:///var/lib/ineedtotalk/slips.sqlite"
[secrets]
pepper_file = "/etc/ineedtotalk/pepper"
[mail]
host = "127.0.0.1"
from = "talk@school.example"
"""
SECONDS_MAX = 60


class Stage:
    """A `FROM` and what follows it."""

    def __init__(self, image: str, name: str, root: pathlib.Path):
        self.image, self.name, self.root = image, name, root
        self.folder, self.user, self.environment = "/", "0:0", {}
        self.entry: list[str] = []
        self.command: list[str] = []
        self.healthcheck: list[str] = []


def instructions(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def mirror() -> str:
    """Where this machine gets Debian from."""
    places = [pathlib.Path("/etc/apt/sources.list"),
              *sorted(pathlib.Path("/etc/apt/sources.list.d").glob("*"))]
    text = "\n".join(place.read_text() for place in places if place.is_file())
    found = re.search(r"^(?:URIs:|deb(?:\s+\[[^\]]*\])?)\s*(\S+)", text, re.M)
    return found.group(1)


def bare_root(folder: pathlib.Path, suite: str) -> None:
    run(["debootstrap", "--variant=minbase", suite, str(folder), mirror()])
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    for proxy in pathlib.Path("/etc/apt/apt.conf.d").glob("*prox*"):
        shutil.copy(proxy, folder / "etc" / "apt" / "apt.conf.d")


def run(command: list[str], **more) -> None:
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        raise RuntimeError(f"{shlex.join(command)[:300]}\n{(done.stdout + done.stderr)[-3000:]}")


def inside(stage: Stage, command: list[str], mounts: list[tuple[str, str]] = (),
           is_read_only: bool = False) -> list[str]:
    """A command in the stage's root, in a mount and network space of its own where it is at work."""
    lines = ["mount --make-rprivate /", f"mount --bind {stage.root} {stage.root}",
             f"mount --bind /dev {stage.root}/dev", f"mount -t proc proc {stage.root}/proc"]
    if is_read_only:
        lines += ["ip link set lo up", f"mount -o remount,ro,bind {stage.root}"]
    for source, target in mounts:
        lines.append(f"mount --bind {source} {stage.root}{target}")
    variables = [f"{name}={value}" for name, value in stage.environment.items()]
    lines.append(shlex.join([
        "exec", "chroot", f"--userspec={stage.user}", str(stage.root), "/usr/bin/env", "-i",
        "-C", stage.folder, "PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:"
        "/usr/bin:/sbin:/bin", *variables, *command]))
    spaces = ["--mount", "--net"] if is_read_only else ["--mount"]
    return ["unshare", *spaces, "sh", "-ec", "\n".join(lines)]


def build(place: pathlib.Path) -> Stage:
    """Every stage, one after the other; answers the last."""
    stages: dict[str, Stage] = {}
    bare = place / "bare"
    stage = None
    for word, rest in instructions((REPOSITORY / "Dockerfile").read_text()):
        print(f"   {word} {rest[:90]}")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            suite = re.search(r"(bookworm|trixie)", image).group(1)
            if not bare.exists():
                bare_root(bare, suite)
            stage = Stage(image, name or str(len(stages)), place / f"stage-{len(stages)}")
            stages[stage.name] = stage
            run(["cp", "-a", str(bare), str(stage.root)])
            if image.startswith("rust:"):
                toolchain(stage)
        elif word == "WORKDIR":
            stage.folder = rest
            (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            copy(stage, stages, rest.split())
        elif word == "RUN":
            step = re.sub(r"--mount=\S+\s*", "", rest)
            run(inside(stage, ["sh", "-ec", step], cargo_mounts(stage)))
        elif word == "ENV":
            stage.environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        elif word == "USER":
            stage.user = rest
        elif word == "HEALTHCHECK":
            stage.healthcheck = json.loads(rest[rest.index("CMD") + 3:])
        elif word in ("ENTRYPOINT", "CMD"):
            setattr(stage, "entry" if word == "ENTRYPOINT" else "command", json.loads(rest))
        elif word not in ("VOLUME", "EXPOSE", "STOPSIGNAL"):
            raise LookupError(f"the Dockerfile has an instruction that is not followed: {word}")
    return stage


def toolchain(stage: Stage) -> None:
    """What the image of Rust has beside Debian: a C compiler, and the toolchain under /usr/local."""
    packages = "apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev ca-certificates"
    run(inside(stage, ["sh", "-ec", packages]))
    for folder in ("usr/local/rust", "usr/local/cargo"):
        (stage.root / folder).mkdir()
    (stage.root / "usr/local/cargo/bin").mkdir()
    for name in ("cargo", "rustc"):
        (stage.root / "usr/local/cargo/bin" / name).symlink_to(f"/usr/local/rust/bin/{name}")
    (stage.root / "usr/local/cargo/registry").mkdir()
    stage.environment = {"CARGO_HOME": "/usr/local/cargo", "HOME": "/root"} | {
        name: value for name, value in os.environ.items() if name.startswith("CARGO_PROFILE_")}


def cargo_mounts(stage: Stage) -> list[tuple[str, str]]:
    if not stage.image.startswith("rust:"):
        return []
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True,
                             check=True).stdout.strip()
    home = os.environ.get("CARGO_HOME", os.path.expanduser("~/.cargo"))
    return [(sysroot, "/usr/local/rust"), (f"{home}/registry", "/usr/local/cargo/registry")]


def copy(stage: Stage, stages: dict[str, Stage], words: list[str]) -> None:
    target = stage.root / stage.folder.lstrip("/") / words[-1].lstrip("/")
    if words[-1].startswith("/"):
        target = stage.root / words[-1].lstrip("/")
    if words[0].startswith("--from="):
        source = stages[words[0].removeprefix("--from=")].root / words[1].lstrip("/")
        shutil.copy2(source, target)
        return
    # The whole context: what .dockerignore lets through.
    for name in (REPOSITORY / ".dockerignore").read_text().split():
        if name.startswith("!"):
            source = REPOSITORY / name[1:]
            if source.is_dir():
                shutil.copytree(source, target / source.name, dirs_exist_ok=True)
            else:
                shutil.copy2(source, target)


def work(stage: Stage, place: pathlib.Path) -> list[str]:
    """Sets up a school and serves, as a container would; answers what went wrong."""
    secrets, data = place / "etc", place / "data"
    for folder in (secrets, data):
        folder.mkdir()
        os.chown(folder, *map(int, stage.user.split(":")))
    (secrets / "config.toml").write_text(CONFIG)
    (stage.root / "etc/ineedtotalk").mkdir()
    stage.environment["INEEDTOTALK_CONFIG"] = "/etc/ineedtotalk/config.toml"
    mounts = [(str(data), DATA), (str(secrets), "/etc/ineedtotalk")]
    set_up = ["setup", "--school", "Elmwood", "--reader-name", "Mr Lewis", "--reader-title",
              "safeguarding lead", "--roles", "dsl", "--email", "lewis@school.example"]
    run(inside(stage, [*stage.entry, *set_up], mounts, is_read_only=True))
    # One space for all three: the service, the check of its health, and the control.
    script = f"""
        {shlex.join([*stage.entry, *stage.command])} & service=$!
        tries={SECONDS_MAX}
        until {shlex.join(stage.healthcheck)}; do
            tries=$((tries - 1)); [ $tries -gt 0 ] || exit 3; sleep 1
        done
        [ "$(id -u)" != 0 ] || exit 4
        ! touch /usr/local/bin/planted 2>/dev/null || exit 5
        touch {DATA}/planted || exit 6
        kill $service; wait $service || true
        ! {shlex.join(stage.healthcheck)} || exit 7
    """
    done = subprocess.run(inside(stage, ["sh", "-ec", script], mounts, is_read_only=True),
                          capture_output=True, text=True)
    told = {0: None, 3: "it did not answer its health check", 4: "it runs as root",
            5: "its root can be written to", 6: "its data folder cannot be written to",
            7: "the health check passes without a service"}
    problem = told.get(done.returncode, f"exit {done.returncode}")
    return [f"{problem}\n{done.stdout}{done.stderr}"] if problem else []


def main() -> int:
    if os.getuid() != 0:
        print("This check makes Debian roots and needs to be root.")
        return 1
    started = time.monotonic()
    place = pathlib.Path(tempfile.mkdtemp(prefix="ineedtotalk-image-"))
    place.chmod(0o755)
    try:
        problems = work(build(place), place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    for problem in problems:
        print(f"   FAIL {problem}")
    print(f"{1 - len(problems)} passed, {len(problems)} failed in {time.monotonic() - started:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

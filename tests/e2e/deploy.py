"""Every file that `ineedtotalk deploy` prints, read by the program it is for: whole, it is taken; with
something left open, it is refused. The unit's list of system calls lets through all that the service
makes, and PostgreSQL's log is quiet once the printed SQL has run."""

import contextlib
import json
import pathlib
import re
import subprocess
import sys

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.pupil import Pupil
from harness.school import School
from harness.service import Service
from tls import Checks

# systemd's own figure, from 0 (nothing left to harden) to 10.
EXPOSURE_MAX = 1.5
# SQLite gives files to their folder's owner when it runs as root, which under the unit it does not.
AS_ROOT_ONLY = {"fchown"}
LOUD = {"log_statement": "all", "log_error_verbosity": "default", "log_min_error_statement": "error",
        "log_parameter_max_length": "-1", "log_parameter_max_length_on_error": "-1"}
SBIN = "/usr/sbin:/usr/bin:/sbin:/bin"


def accepts(command: list, place: Place) -> tuple[bool, str]:
    """Whether a program takes its file without a word against it."""
    environment = place.environment() | {"PATH": SBIN, "XDG_DATA_HOME": str(place / "home")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env=environment, timeout=60)
    said = done.stdout + done.stderr
    return done.returncode == 0 and "ignoring assignment" not in said, said


def proxies(checks: Checks, service: Service, certificates: Certificates, place: Place) -> None:
    folder = place / "cwd"
    both = folder / "both.pem"
    both.write_text(certificates.certificate.read_text() + certificates.key.read_text())
    pair = ("--certificate", str(certificates.certificate), "--key", str(certificates.key))
    whole = {"nginx": pair, "haproxy": ("--certificate", str(both)), "caddy": pair}
    for name, arguments in whole.items():
        taken, said = check_proxy(name, service.command("deploy", name, *arguments), folder, place)
        checks.holds(f"{name} takes its file: {'' if taken else said}", taken)
    for name in ("nginx", "haproxy"):
        taken, said = check_proxy(name, service.command("deploy", name), folder, place)
        checks.holds(f"{name} refuses the file without a certificate", not taken and "FILL-IN" in said)
    broken = json.loads(service.command("deploy", "caddy", *pair))
    broken["apps"]["http"]["servers"]["ineedtotalk"]["routes"][0]["handle"][0]["handler"] = "nothing"
    taken, _ = check_proxy("caddy", json.dumps(broken), folder, place)
    checks.holds("control: caddy refuses a handler that there is not", not taken)


def check_proxy(name: str, text: str, folder: pathlib.Path, place: Place) -> tuple[bool, str]:
    file = folder / f"{name}.conf"
    if name == "nginx":
        # Not every machine has IPv6, and nginx tries to listen.
        text = re.sub(r"    listen \[::\]:\d+ ssl;\n", "", text)
        text = f"pid {folder / 'pid'};\nerror_log stderr;\nevents {{}}\nhttp {{\n{text}\n}}\n"
    file.write_text(text)
    return accepts({"nginx": ["nginx", "-t", "-p", folder, "-c", file],
                    "haproxy": ["haproxy", "-c", "-f", file],
                    "caddy": ["caddy", "validate", "--config", file]}[name], place)


def unit(checks: Checks, service: Service, place: Place) -> None:
    folder = place / "cwd"
    text = service.command("deploy", "systemd")
    taken, said = check_unit(text, folder, place)
    checks.holds(f"systemd takes the unit: {'' if taken else said}", taken)
    figure = exposure(text, folder, place)
    checks.holds(f"its exposure is {figure}, at most {EXPOSURE_MAX}", figure <= EXPOSURE_MAX)
    config = service.config.read_text()
    service.config.write_text(config.replace('host = "127.0.0.1"', 'host = "mail.school.example"'))
    open_text = service.command("deploy", "systemd")
    service.config.write_text(config)
    taken, said = check_unit(open_text, folder, place)
    checks.holds("systemd refuses an address that is left open, and the unit would not start",
                 not taken and "FILL-IN" in said and "AssertPathExists=/FILL-IN" in open_text)
    taken, _ = check_unit(text.replace("UMask=", "Umask="), folder, place)
    checks.holds("control: a setting that there is not is noticed", not taken)
    bare = re.sub(r"^(Protect|Private|Restrict|System|Capab|NoNew|Dynamic).*\n", "", text, flags=re.M)
    checks.holds("control: a unit without hardening is noticed",
                 exposure(bare, folder, place) > 2 * EXPOSURE_MAX)


def check_unit(text: str, folder: pathlib.Path, place: Place) -> tuple[bool, str]:
    file = folder / "ineedtotalk.service"
    file.write_text(text)
    taken, said = accepts(["systemd-analyze", "verify", file], place)
    return taken and "Unknown key" not in said, said


def exposure(text: str, folder: pathlib.Path, place: Place) -> float:
    file = folder / "ineedtotalk.service"
    file.write_text(text)
    _, said = accepts(["systemd-analyze", "security", "--offline=true", "--no-pager", file], place)
    return float(re.search(r"exposure level for \S+: ([\d.]+)", said).group(1))


def system_calls(checks: Checks, service: Service, mail: MailServer, place: Place) -> None:
    """No system call of the service at work is one that the unit forbids."""
    text = service.command("deploy", "systemd")
    allowed: set[str] = set()
    for line in re.findall(r"^SystemCallFilter=(.*)$", text, re.M):
        names = {name for group in line.removeprefix("~").split() for name in calls_of(group)}
        allowed = allowed - names if line.startswith("~") else allowed | names
    trace = place / "calls.txt"
    School.founded(service, mail, start=lambda: service.start("strace", "-f", "-qq", "-o", str(trace)))
    Pupil(service.port, service.host).send_slip("Somebody took my bag.")
    service.stop()
    made = set(re.findall(r"^\d+ +(\w+)\(", trace.read_text(errors="replace"), re.M))
    made -= AS_ROOT_ONLY
    checks.holds(f"the unit forbids none of {len(made)} system calls: {sorted(made - allowed)}",
                 len(made) > 40 and not made - allowed)
    checks.holds("control: a call that it forbids is noticed", bool({"mount", "ptrace"} - allowed))


def calls_of(group: str) -> set[str]:
    """The system calls of one of systemd's groups, those of the groups within it too."""
    if not group.startswith("@"):
        return {group}
    done = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True,
                          text=True, check=True)
    lines = [line.strip() for line in done.stdout.splitlines()[1:]]
    names = [line for line in lines if line and not line.startswith("#")]
    return {call for name in names for call in calls_of(name)}


def server_log(checks: Checks, postgres: Postgres, service: Service) -> None:
    script = service.command("deploy", "postgres")
    postgres.run(script)
    postgres.run(script)
    checks.holds("the SQL may be run twice", True)
    service.set_up("Mr Lewis", "safeguarding lead", "dsl", "lewis@school.example")
    said = service.doctor()
    checks.holds("doctor finds a quiet log", "writes nothing of a row into its log" in said)
    postgres.sql("ALTER ROLE talk RESET ALL", "postgres")
    said = service.doctor()
    named = [name for name in LOUD if f"WRONG  PostgreSQL's {name} " in said]
    checks.holds(f"control: doctor names what is loud: {named}", len(named) == len(LOUD))
    said = service.command("migrate")
    checks.holds("migrate sets what its role may, and names the rest",
                 "log_statement" in said and "log_parameter_max_length_on_error" not in said)
    try:
        postgres.run(script.replace("\\set role 'talk'", "\\set role 'nobody"))
        refused = False
    except RuntimeError:
        refused = True
    checks.holds("control: SQL that is broken is noticed", refused)


def main() -> int:
    checks = Checks()
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place("deploy"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        # The unit's own kind of folder; nothing is written there.
        described = Service(place, "sqlite:///var/lib/ineedtotalk/slips.sqlite", mail, certificates)
        proxies(checks, described, certificates, place)
        unit(checks, described, place)
        system_calls(checks, Service(place, url, mail, certificates), mail, place)
        postgres = stack.enter_context(Postgres(place.root, LOUD))
        there = f"postgres://talk@127.0.0.1:{postgres.port}/talk"
        server_log(checks, postgres, Service(place, there, mail, certificates))
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())

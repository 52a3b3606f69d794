"""The restore drill: a backup is taken while pupils send, and restored into the same and into the other
kind of database. Every slip acknowledged before the backup began is there once, and its readers sign in
and read it. The backup holds nothing in the open, and what is damaged or beside a running service is
refused. Both say beside their answer how far they are. With `--laid` so many slips are there before
(`FIGURES_PROGRAM` names the benchmark's program, which lays them), and it must still be minutes until the
first answer."""

import argparse
import os
import subprocess
import sys
import time
from contextlib import ExitStack

from harness.certificates import Certificates
from harness.checker import Checker, faults
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.school import PEOPLE, School
from harness.senders import Senders
from harness.service import SLOT_SECONDS, Service
from harness.site import LIMITS
from harness.thief import PostgresDisk, SqliteDisk
from harness.traces import Canary, search

SENDING_SECONDS = 4
FIRST_SENT_SECONDS_MAX = 60
# From the order to restore until pupils have their first page again, as README says.
MINUTES_MAX = 30
LAYING_SECONDS_MAX = 1_200


class Drill:
    """One school on one kind of database, and an empty database of each kind beside it."""

    def __init__(self, stack: ExitStack, kind: str):
        self.place = stack.enter_context(Place(f"restore-{kind}"))
        self.certificates = Certificates(self.place / "secrets")
        self.mail = stack.enter_context(MailServer(self.place / "mail", self.certificates))
        self.postgres = stack.enter_context(Postgres(self.place.root))
        self.kind, self.key = kind, self.place / "secrets" / "paper"
        self.backup = self.place / "home" / "kept.backup"
        self.problems: list[str] = []
        self.laid: set[str] = set()
        self.service = self.on(self.url(kind, "ineedtotalk"))

    def url(self, kind: str, name: str) -> str:
        if kind == "postgres":
            return self.postgres.url_of(name)
        return f"sqlite://{self.place / 'data' / name}.sqlite"

    def ids(self, kind: str, name: str) -> set[str]:
        """Those of all slips that are stored in the database of this name."""
        disk = (PostgresDisk(self.postgres, name) if kind == "postgres"
                else SqliteDisk(self.place / "data" / f"{name}.sqlite"))
        return {one for one, in disk.rows("SELECT id FROM slips")}

    def on(self, url: str) -> Service:
        more = f'{LIMITS}\n[backup]\nkey_file = "{self.place / "secrets" / "backup-key"}"\n'
        return Service(self.place, url, self.mail, self.certificates, more=more)

    def expect(self, condition: bool, problem: str) -> None:
        if not condition:
            self.problems.append(problem)

    def refused(self, service: Service, why: str, *arguments: str) -> None:
        try:
            service.command("restore", str(self.backup), "--key-file", str(self.key), *arguments)
            self.problems.append(f"a restore was not refused: {why}")
        except RuntimeError as failure:
            self.expect(why in str(failure), f"“{why}” is not why: {failure}")

    def lay(self, slips: int) -> None:
        """Puts so many slips into the database of the service, which is stopped for it."""
        self.service.stop()
        subprocess.run([os.environ["FIGURES_PROGRAM"], "fill", "--config", str(self.service.config),
                        "--count", str(slips)], check=True, stdout=subprocess.DEVNULL,
                       timeout=LAYING_SECONDS_MAX)
        self.laid = self.ids(self.kind, "ineedtotalk")
        self.service.start()

    def run(self, seed: int, laid: int) -> list[str]:
        printed = self.service.command("backup", "--new-key")
        self.key.write_text(next(line for line in printed.splitlines() if line.startswith("  ")))
        school = School.founded(self.service, self.mail, start=self.service.start)
        try:
            if laid:
                self.lay(laid)
            before, told, seconds = self.back_up(seed)
            self.refused(self.service, "stop the service", "--replace")
        finally:
            self.service.stop()
        self.search_backup(before)
        self.damage()
        for kind in ("sqlite", "postgres"):
            self.restore_into(kind, school, before, told, seconds)
        return self.problems

    def back_up(self, seed: int):
        told, until = Checker(), time.monotonic() + FIRST_SENT_SECONDS_MAX
        with Senders(self.service.port, self.service.host, told, seed, count=16):
            time.sleep(SENDING_SECONDS)
            while not told.acknowledged and time.monotonic() < until:
                time.sleep(0.1)
            before, begun = set(told.acknowledged), time.monotonic()
            said = self.service.command_and_notes("backup", str(self.backup), timeout=MINUTES_MAX * 60)
            seconds = time.monotonic() - begun
            self.shows_progress("backup", *said)
            time.sleep(0.5)
        self.expect(bool(before), "nothing was sent before the backup")
        return before, told, seconds

    def shows_progress(self, work: str, printed: str, notes: str) -> None:
        """Beside the answer, a line for each tenth and no more, and the last says that all is done."""
        lines = [line.split() for line in notes.splitlines() if line.startswith(f"{work}: ")]
        percents = [int(line[1]) for line in lines]
        self.expect(bool(lines) and percents == sorted(set(percents)) and percents[-1] == 100
                    and all(percent % 10 == 0 for percent in percents),
                    f"{work}: how far it is: {percents}")
        self.expect(bool(lines) and lines[-1][3].strip("(") == lines[-1][5],
                    f"{work}: its last line is not of all rows: {lines[-1:]}")
        self.expect(f"{work}: " not in printed, f"{work}: its progress is among the answer")

    def search_backup(self, before: set[str]) -> None:
        """No word, name or address in any form; planted in a copy, each is found."""
        person = PEOPLE["dsl"]
        canaries = [Canary("words", next(iter(before))), Canary("name", person.name),
                    Canary("address", person.email), Canary("school", "Elmwood School"),
                    Canary("pepper", (self.place / "secrets" / "pepper").read_text().strip())]
        content = self.backup.read_bytes()
        self.problems += map(str, search(canaries, content, "the backup"))
        planted = content + b"\n".join(form for one in canaries for form in one.forms.values())
        found = {(one.kind, one.form) for one in search(canaries, planted, "the planted copy")}
        missed = {(one.kind, form) for one in canaries for form in one.forms} - found
        self.expect(not missed, f"planted in a backup and not found: {missed}")
        self.expect(self.backup.stat().st_mode & 0o777 == 0o600, "others may read the backup")
        self.expect(self.backup.stat().st_mtime % 86_400 == 0, "the backup tells its hour")

    def damage(self) -> None:
        """A file with a bit changed and one cut short restore nothing."""
        whole, target = self.backup.read_bytes(), self.on(self.url("sqlite", "untouched"))
        middle = len(whole) // 2
        changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:]
        for damaged in (changed, whole[:-65_552], whole[:-1]):
            self.backup.write_bytes(damaged)
            self.refused(target, "changed, or part of it is missing")
        self.backup.write_bytes(whole)
        made = list((self.place / "data").glob("untouched.sqlite"))
        self.expect(not made, f"a refused restore left {made}")

    def restore_into(self, kind: str, school: School, before, told, backup_seconds) -> None:
        if kind == "postgres":
            self.postgres.sql("CREATE DATABASE restored")
        service, begun = self.on(self.url(kind, "restored")), time.monotonic()
        said = service.command_and_notes("restore", str(self.backup), "--key-file", str(self.key),
                                         timeout=MINUTES_MAX * 60)
        restored = time.monotonic() - begun
        for work in ("checking", "restoring"):
            self.shows_progress(work, *said)
        service.start()
        seconds = time.monotonic() - begun
        try:
            again = School(service, self.mail)
            for key, member in again.members.items():
                # The backup is of before this code was used, so each restored school takes it.
                member.follow(school.members[key])
                member.sign_in()
            time.sleep(2 * SLOT_SECONDS + 1)
            ids = self.ids(kind, "restored")
            stored = [again.words_of(f"/staff/slips/{one}") for one in sorted(ids - self.laid)]
        finally:
            service.stop()
        sent = told.acknowledged | told.unsure
        self.expect(self.laid <= ids, f"{len(self.laid - ids)} of {len(self.laid)} slips are not there")
        self.problems += [f"{self.kind} → {kind}: {one}"
                          for one in faults(before, sent - before, stored)]
        dropped = [words for words in stored if words != next(iter(before))]
        self.expect(bool(faults(before, sent - before, dropped)), "a lost slip is not noticed")
        self.expect(seconds < MINUTES_MAX * 60, f"back in {seconds:.0f} s")
        print(f"   {self.kind} → {kind}: {len(ids)} slips, {len(before)} of {len(stored)} that pupils sent "
              f"acknowledged before the backup; backup {backup_seconds:.1f} s, {self.backup.stat().st_size / 1e6:.1f} MB; "
              f"restore {restored:.1f} s, first answer after {seconds:.1f} s")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("databases", nargs="*", default=["sqlite", "postgres"])
    options.add_argument("--laid", type=int, default=0, help="so many slips are there before")
    chosen = options.parse_args()
    passed = failed = 0
    for kind in chosen.databases:
        with ExitStack() as stack:
            problems = Drill(stack, kind).run(int(time.time()), chosen.laid)
        for problem in problems[:20]:
            print(f"   FAIL {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

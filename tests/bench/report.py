"""Figures, each printed as it is measured, and all of them held to their targets at the end."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass


MISSED, SHORT = "MISSED", "SHORT of it, as README says"


def is_within(value: float, at_most: float | None, at_least: float | None) -> bool:
    return (at_most is None or value <= at_most) and (at_least is None or value >= at_least)


@dataclass(frozen=True)
class Target:
    """What to reach: at most so much, or at least. Beyond it, but no further than what is `accepted`, with the
    reason in README, a figure is short of its target and does not fail the run; what is worse does."""
    at_most: float | None = None
    at_least: float | None = None
    accepted: float | None = None

    def verdict(self, value: float | None) -> str:
        if value is None:
            return MISSED
        if is_within(value, self.at_most, self.at_least):
            return "ok"
        is_known = self.accepted is not None and is_within(
            value, self.at_most and self.accepted, self.at_least and self.accepted)
        return SHORT if is_known else MISSED

    def __str__(self):
        return f"≥ {self.at_least:g}" if self.at_most is None else f"≤ {self.at_most:g}"


TARGETS = {
    "slips a second, of the bare loop's": Target(at_least=0.7, accepted=0.63),
    "memory idle, MB": Target(at_most=25, accepted=33),
    "memory after 10,000 slips, MB": Target(at_most=40, accepted=60),
    "start to first answer, ms": Target(at_most=150),
    "largest pupil page, KB of HTML": Target(at_most=8),
    "first load, KB with fonts": Target(at_most=75),
    "first load, requests": Target(at_most=8),
    "first load, KB of script": Target(at_most=6),
    "Send to “sent” at 100 a second, p99 ms": Target(at_most=300),
    "urgent slip to mail at the relay, s": Target(at_most=5),
    "list of 10,000 cases, p99 ms": Target(at_most=100),
}


class Report:
    """The figures of one database."""

    def __init__(self, database: str):
        self.database = database
        self.figures: dict[str, float] = {}
        self.broken: list[str] = []

    def add(self, name: str, value: float) -> None:
        self.figures[name] = value
        print(f"{self.database}: {name}: {value:,.10g}", flush=True)

    def take(self, part: Callable, here, *arguments) -> None:
        """Measures a part, and says how long that took. When a part breaks off, what it had to measure
        is missed and the others are measured all the same."""
        since, name = time.monotonic(), " ".join([part.__name__, *map(str, arguments)])
        try:
            part(here, self, *arguments)
        except Exception:
            traceback.print_exc()
            self.broken.append(name)
        ended = "broke off after" if name in self.broken else "took"
        print(f"{self.database}: {name} {ended} {time.monotonic() - since:.0f} s", flush=True)


def rows(reports: list[Report], targets: dict[str, Target]) -> tuple[list[list[str]], int]:
    """The lines of the table, and how many figures miss their target or were not measured."""
    lines, missed = [], 0
    for name, target in targets.items():
        for report in reports:
            value = report.figures.get(name)
            verdict = target.verdict(value)
            missed += verdict == MISSED
            measured = "not measured" if value is None else f"{value:,.3g}"
            lines.append([report.database, name, str(target), measured, verdict])
    return lines, missed


def conclude(reports: list[Report], measured: set[str] | None = None) -> int:
    """Prints the table; answers the exit code."""
    targets = {name: target for name, target in TARGETS.items()
               if measured is None or name in measured}
    lines, missed = rows(reports, targets)
    widths = [max((len(line[place]) for line in lines), default=0) for place in range(5)]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths)))
    broken = [f"{report.database}: {part}" for report in reports for part in report.broken]
    short = sum(line[-1] == SHORT for line in lines)
    print(f"{len(lines) - missed - short} held, {short} short, {missed} missed"
          + (f"; broken off: {', '.join(broken)}" if broken else ""))
    return exit_code(missed, reports)


def exit_code(missed: int, reports: list[Report]) -> int:
    return 1 if missed or any(report.broken for report in reports) else 0


def control() -> None:
    """A figure beyond its target, one beyond what is accepted, and one that nobody measured, have to be seen."""
    report = Report("control")
    targets = {"high": Target(at_most=1), "low": Target(at_least=3), "absent": Target(at_most=1, accepted=9),
               "too high": Target(at_most=1, accepted=1.5), "too low": Target(at_least=3, accepted=2.5),
               "known": Target(at_most=1, accepted=2), "known low": Target(at_least=3, accepted=2),
               "fine": Target(at_most=2), "fine low": Target(at_least=2, accepted=1)}
    report.figures = dict.fromkeys(targets.keys() - {"absent"}, 2.0)
    lines, missed = rows([report], targets)
    verdicts = [line[-1] for line in lines]
    if (verdicts, missed) != ([MISSED] * 5 + [SHORT] * 2 + ["ok"] * 2, 5):
        raise AssertionError(f"the table does not see what it must: {verdicts}")
    fine = exit_code(0, [report])
    report.broken.append("a part")
    if (fine, exit_code(0, [report]), exit_code(1, [])) != (0, 1, 1):
        raise AssertionError("a part that broke off, or a figure missed, does not fail the run")

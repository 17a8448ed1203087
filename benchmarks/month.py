"""The office's month: this library beside three yardsticks, in one run on one machine.

    python -m benchmarks.month [--books hq-12 hq-42] [--runs 5] [--limit 60] [--skip textbook]

Protocol
    Books: benchmarks/service-room, month 2027-01, six priorities. The books are read once,
    and for each run a problem is built anew, outside the clock. In each run the contenders
    take turns, so that a slow moment of the machine falls on all; a contender that reaches
    the limit is not run on that book again. What is told is the median of the runs.

    ours       ``find_roster``: encoding, all priorities proven, verified.
    command    ``roster solve`` in a process of its own, from the folder of tables to the
               calendars, workbook and page; with its peak memory.
    highs      plain HiGHS: one weighted sum, convex steps, gap below 1 (yardsticks/plain_highs).
    textbook   CP-SAT: one weighted sum, element constraints, 2 workers (yardsticks/textbook).
    priority   CP-SAT by priority on our encoding, 2 workers (yardsticks/by_priority).

    The seconds of a yardstick take in the making of its model. Each of its rosters is judged
    by the rules' own checks, and where it is one weighted sum, that sum must be the same.
    ``>`` marks a limit reached without proof. The weighted sums hold the priorities no
    stricter than their weights do, so their costs are told beside ours.

The machine should have two free cores and nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from math import exp, log
from pathlib import Path

from benchmarks.yardsticks import by_priority, plain_highs, textbook
from benchmarks.yardsticks.office import WEIGHTS, office_of
from benchmarks.yardsticks.outcome import Outcome
from roster.book import Book, read_book
from roster.book.problem import build_problem
from roster.model import Problem
from roster.registry import rules
from roster.solve import Options, find_roster
from roster.verify import verify

BOOKS = Path(__file__).parent / "service-room"
NAMES = ("hq-12", "hq-24", "hq-42", "hq-60", "hq-120")
MONTH = "2027-01"
FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)

Contender = Callable[[Problem, float], Outcome]


def ours(problem: Problem, seconds: float) -> Outcome:
    """This library."""
    result = find_roster(problem, Options(seconds=seconds))
    return Outcome(result.roster, result.status == "optimal")


CONTENDERS: dict[str, Contender] = {
    "ours": ours,
    "highs": lambda problem, seconds: plain_highs.solve(office_of(problem), seconds),
    "textbook": lambda problem, seconds: textbook.solve(office_of(problem), seconds),
    "priority": by_priority.solve,
}


@dataclass
class Measured:
    """The runs of one contender on one book; ``capped`` where none was proven in time."""

    seconds: list[float] = field(default_factory=list)
    costs: tuple[int, ...] = ()
    capped: bool = False
    mebibytes: float | None = None

    @property
    def median(self) -> float:
        """Of the runs, in seconds."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return f"{'>' if self.capped else ''}{self.median:.2f}"


def run(contender: Contender, book: Book, limit: float, found: Measured) -> None:
    """One run: the seconds of an answer, which the rules' own checks judge."""
    problem, _ = build_problem(book, FIRST, LAST, rules())
    started = time.perf_counter()
    outcome = contender(problem, limit)
    found.seconds.append(time.perf_counter() - started)
    found.capped |= not outcome.proven
    if outcome.roster is None:
        return
    report = verify(problem, outcome.roster)
    if report.broken:
        raise RuntimeError(f"a roster breaks {report.hard} must rules")
    found.costs = tuple(report.costs.values())
    weighted = sum(WEIGHTS[p] * cost for p, cost in report.costs.items())
    if outcome.proven and outcome.total not in (None, weighted):
        raise RuntimeError(f"a yardstick claims {outcome.total}, its roster costs {weighted}")


def command(folder: Path, found: Measured) -> None:
    """One run of the whole command in a process of its own, with its peak memory."""
    with tempfile.TemporaryDirectory() as home:
        args = ["solve", str(folder), "--month", MONTH, "--out", f"{home}/out"]
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "roster", *args],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        found.seconds.append(time.perf_counter() - started)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"roster solve {folder} ended with status {child.returncode}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    found.mebibytes = max(found.mebibytes or 0.0, usage.ru_maxrss * unit / 2**20)


def measure(name: str, contenders: Sequence[str], runs: int, limit: float) -> dict[str, Measured]:
    """All contenders on one book, taking turns."""
    folder = BOOKS / name
    book = read_book(folder)
    found = {contender: Measured() for contender in contenders}
    for _ in range(runs):
        for contender, measured in found.items():
            if measured.capped:
                continue
            if contender == "command":
                command(folder, measured)
            else:
                run(CONTENDERS[contender], book, limit, measured)
    return found


def told(name: str, found: dict[str, Measured]) -> str:
    """A table of one book."""
    base = found["ours"].median
    lines = [f"\n{name}", f"  {'':10}{'seconds':>9}{'times ours':>12}{'MiB':>7}  costs by priority"]
    for contender, measured in found.items():
        ratio = f"{'>' if measured.capped else ''}{measured.median / base:.1f}"
        memory = f"{measured.mebibytes:.0f}" if measured.mebibytes else ""
        costs = " ".join(map(str, measured.costs))
        lines.append(f"  {contender:10}{measured!s:>9}{ratio:>12}{memory:>7}  {costs}")
    return "\n".join(lines)


def geometric_mean(ratios: Sequence[float]) -> float:
    """The mean of ratios."""
    return exp(sum(map(log, ratios)) / len(ratios))


def main(args: Sequence[str] | None = None) -> None:
    """Measure the books asked for and print a table of each, then the mean ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--books", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds a run may take")
    others = ("command", "highs", "textbook", "priority")
    parser.add_argument("--skip", nargs="+", choices=others, default=[])
    chosen = parser.parse_args(args)
    contenders = [c for c in ("ours", *others) if c not in chosen.skip]
    versions = ", ".join(f"{p} {version(p)}" for p in ("duty-roster", "ortools", "highspy"))
    print(f"{versions}, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {MONTH},")
    print(f"medians of {chosen.runs} runs, limit {chosen.limit:g} s")
    books = {}
    for name in chosen.books:
        books[name] = measure(name, contenders, chosen.runs, chosen.limit)
        print(told(name, books[name]), flush=True)
    print()
    for other in contenders[2 if "command" in contenders else 1 :]:
        ratios = [found["ours"].median / found[other].median for found in books.values()]
        bound = "at most " if any(found[other].capped for found in books.values()) else ""
        print(f"ours / {other}: {bound}{geometric_mean(ratios):.3f} (geometric mean)")


if __name__ == "__main__":
    main()

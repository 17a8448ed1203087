"""Growth with officers, days and rules: the service-room books over months, quarters, a year.

Protocol: a book of ``service-room`` from 1 January 2027 on, its period read and built
beforehand, then encoded and solved by ``find_roster`` in one go, every priority to its proof.
Seconds are CPU and wall clock of that; the machine should be free. Each line of the output is
a row of a table; ``--plot`` draws seconds against columns (matplotlib).

    python benchmarks/horizons.py                       the quarter of hq-120, the year of hq-42
    python benchmarks/horizons.py --growth [--plot growth.svg]
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from roster.book import read_book
from roster.book.problem import build_problem
from roster.encoding import encode_problem
from roster.model import Problem
from roster.registry import rules
from roster.solve import Options, find_roster

BOOKS = Path(__file__).resolve().parent / "service-room"
FIRST = date(2027, 1, 1)
LONG = (("hq-120", 3), ("hq-42", 12))
GROWTH = (
    *((book, 1) for book in ("hq-12", "hq-24", "hq-42", "hq-60", "hq-120")),
    *(("hq-42", months) for months in (2, 3, 6, 12)),
    ("hq-120", 3),
)


@dataclass(frozen=True)
class Measured:
    """One solve: its size, and how long it took."""

    book: str
    months: int
    rules: int
    officers: int
    duties: int
    columns: int
    rows: int
    status: str
    cpu: float
    wall: float


def problem_of(book: str, months: int) -> Problem:
    """The problem of the first months of 2027."""
    following = date(2027 + months // 12, months % 12 + 1, 1)
    last = following - timedelta(days=1)
    return build_problem(read_book(BOOKS / book), FIRST, last, rules())[0]


def measure(book: str, months: int, priorities: int | None, seconds: float) -> Measured:
    """Solve a book's period with its first priorities, or all."""
    problem = problem_of(book, months)
    if priorities is not None:
        kept = tuple(u for u in problem.rules if (u.priority or 0) <= priorities)
        problem = replace(problem, rules=kept)
    model = encode_problem(problem)
    cpu, wall = time.process_time(), time.perf_counter()
    result = find_roster(problem, Options(seconds=seconds))
    return Measured(
        book,
        months,
        len(problem.rules),
        len(problem.officers),
        len(problem.duties),
        model.columns,
        model.rows,
        result.status,
        time.process_time() - cpu,
        time.perf_counter() - wall,
    )


def plot(found: list[Measured], path: Path) -> None:
    """CPU seconds against columns, both logarithmic, a line per kind of growth."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "growth"
    from matplotlib import pyplot

    whole = max(m.rules for m in found)
    officers = [m for m in found if m.months == 1 and m.rules == whole]
    days = [m for m in found if m.book == "hq-42" and m.rules == whole]
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for name, line in (("officers, one month", officers), ("days, 42 officers", days)):
        line = sorted(line, key=lambda m: m.columns)
        axes.loglog([m.columns for m in line], [m.cpu for m in line], "o-", label=name)
    axes.set_xlabel("columns")
    axes.set_ylabel("CPU seconds to the proof of all priorities")
    axes.legend()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--seconds", type=float, default=600.0)
    args = parser.parse_args()
    cases: list[tuple[str, int, int | None]] = [(*case, None) for case in LONG]
    if args.growth:
        cases = [(*case, None) for case in GROWTH]
        cases += [("hq-42", 1, priorities) for priorities in range(6)]
    print(
        "| book | months | rules | officers | duties | columns | rows | status | CPU s | wall s |"
    )
    print("|---" * 10 + "|")
    found = []
    for book, months, priorities in cases:
        m = measure(book, months, priorities, args.seconds)
        found.append(m)
        print(
            f"| {m.book} | {m.months} | {m.rules} | {m.officers} | {m.duties} | {m.columns} "
            f"| {m.rows} | {m.status} | {m.cpu:.2f} | {m.wall:.2f} |",
            flush=True,
        )
    if args.plot:
        plot(found, args.plot)


if __name__ == "__main__":
    main()

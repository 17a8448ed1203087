"""Growth with officers, days and rules: the service-room books over months, quarters, a year.

Protocol: a book of ``service-room`` from 1 January 2027 on, its period read and built
beforehand, then encoded and solved by ``find_roster`` in one go, every priority to its proof.
Seconds are CPU and wall clock of that; the machine should be free. Each line of the output is
a row of a table; ``--plot`` draws CPU seconds against officers, months and rules (matplotlib).

    python benchmarks/horizons.py                       the quarter of hq-120, the year of hq-42
    python benchmarks/horizons.py --growth [--plot growth.svg]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
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
    """One solve: its size, and how long it took; ``whole`` if with all rules of the book."""

    book: str
    months: int
    whole: bool
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
        priorities is None,
        len(problem.rules),
        len(problem.officers),
        len(problem.duties),
        model.columns,
        model.rows,
        result.status,
        time.process_time() - cpu,
        time.perf_counter() - wall,
    )


def lines_of(found: list[Measured]) -> tuple[tuple[str, list[tuple[int, Measured]]], ...]:
    """By kind of growth the measured ones along it, each with where it stands."""
    kinds: tuple[tuple[str, Callable[[Measured], int], Callable[[Measured], bool]], ...] = (
        ("officers, one month", lambda m: m.officers, lambda m: m.months == 1 and m.whole),
        ("months, 42 officers", lambda m: m.months, lambda m: m.book == "hq-42" and m.whole),
        (
            "rules, 42 officers, one month",
            lambda m: m.rules,
            lambda m: (m.book, m.months) == ("hq-42", 1),
        ),
    )
    return tuple(
        (name, sorted(((at(m), m) for m in found if along(m)), key=lambda pair: pair[0]))
        for name, at, along in kinds
    )


def plot(found: list[Measured], path: Path) -> None:
    """CPU seconds along each kind of growth, a panel each, on one logarithmic scale."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 9}
    from matplotlib import pyplot
    from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator

    figure, panels = pyplot.subplots(1, 3, figsize=(10, 3.6), sharey=True, layout="constrained")
    plain = FuncFormatter(lambda value, _: f"{value:g}")
    for axes, (name, line) in zip(panels, lines_of(found), strict=True):
        axes.set_xlabel(name)
        axes.set_yscale("log")
        axes.set_xscale("linear" if name.startswith("rules") else "log")
        places = [at for at, _ in line]
        axes.plot(places, [m.cpu for _, m in line], "o-", color="#1f6f86", clip_on=False)
        axes.set_xticks(places, [str(at) for at in places])
        axes.xaxis.set_minor_locator(NullLocator())
        for at, m in line:
            label = f"{m.cpu:.2g}" if m.cpu < 10 else f"{m.cpu:.0f}"
            above = {"xytext": (0, 8), "textcoords": "offset points", "ha": "center"}
            axes.annotate(label, (at, m.cpu), **above)
        axes.yaxis.set_major_formatter(plain)
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.grid(axis="y", color="#d5dee3", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        axes.margins(x=0.08, y=0.15)
    panels[0].set_ylabel("CPU seconds until all is proven")
    figure.savefig(path, metadata={"Date": None}, facecolor="white")


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

"""The month with one more rule of the catalogue switched on: where is the relaxation tight?

    python benchmarks/more_rules.py [--books hq-12 hq-42] [--cases runs_2 together] [--seconds 20]

Protocol
    A book of ``service-room``, month 2027-01, seed 0, 2 workers, with its rules and one more.
    The rule binds (``must``), or costs before fairness (``first``: its priority is 3, those of
    fairness and below move down by one), or costs after all others (``last``: priority 7).
    Runs of several days need ``rest_days`` out of the way: those cases leave it out and allow
    3 duties a week.

    A row tells for each priority, in order, the bound of the relaxation on the face of those
    above, and where it differs the least cost found (``27<31``); then what each was proven by:
    r relaxation with an exact certificate, s search, - not proven within the limit. The last
    line counts the priorities by what proved them.

    ``--bounds`` makes no search, so that it tells the same on a busy machine: the bounds of the
    relaxations, face by face, as far as they go, and whether the last face gives a roster at
    once. Where it does, every priority is proven; where it does not, some relaxation may be
    too low.
"""

from __future__ import annotations

import argparse
import csv
import math
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from roster.book import read_book
from roster.book.problem import build_problem
from roster.encoding import encode_problem
from roster.encoding.dominance import without_dominated_rows
from roster.encoding.reduce import reduce_model
from roster.encoding.slack import without_slack
from roster.model import Problem, Result
from roster.registry import rules
from roster.solve import Options, find_roster
from roster.solve.faces import descend
from roster.solve.options import Progress
from roster.solve.point import find_point

BOOKS = Path(__file__).resolve().parent / "service-room"
NAMES = ("hq-12", "hq-24", "hq-42", "hq-60", "hq-120")
FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)
STRENGTHS = ("must", "first", "last")
FIELDS = ("rule", "strength", "weight", "applies_to", "parameters")
FAIRNESS = 3


@dataclass(frozen=True)
class Case:
    """A rule with its parameters; ``runs`` where duties on following days must be allowed."""

    rule: str
    parameters: str
    applies_to: str = ""
    runs: bool = False


CASES = {
    "runs_2": Case("run_length", "most=2", runs=True),
    "runs_pairs": Case("run_length", "least=2; most=3", runs=True),
    "rest_40h": Case("rest_hours", "hours=40"),
    "rest_64h": Case("rest_hours", "hours=64"),
    "mix_sign": Case("mix", "among=competency:sign_language; least=1; when=staffed"),
    "mix_units": Case("mix", "least=3; count=units; when=staffed"),
    "mix_supervisor": Case("mix", "among=competency:supervisor; most=2"),
    "together": Case("together", "mentors=competency:supervisor", "not:competency:information"),
    "rhythm_weekday": Case("rhythm", "same_weekday=yes"),
    "rhythm_gap": Case("rhythm", "gap=4"),
}


def with_rule(rows: Iterable[dict[str, str]], case: Case, strength: str) -> list[dict[str, str]]:
    """The rows of the rules with one more."""
    changed = [dict(row) for row in rows]
    if case.runs:
        changed = [row for row in changed if row["rule"] != "rest_days"]
        for row in changed:
            row["parameters"] = row["parameters"].replace("per=week; limit=2", "per=week; limit=3")
    if strength == "first":
        for row in changed:
            if row["strength"] != "must" and int(row["strength"]) >= FAIRNESS:
                row["strength"] = str(int(row["strength"]) + 1)
    place = {"must": "must", "first": str(FAIRNESS), "last": "7"}[strength]
    values = (case.rule, place, "", case.applies_to, case.parameters)
    changed.append(dict(zip(FIELDS, values, strict=True)))
    return changed


def problem_of(book: str, case: Case, strength: str) -> Problem:
    """The month of a book with the rule in it."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "book"
        shutil.copytree(BOOKS / book, folder)
        with (folder / "rules.csv").open(newline="") as file:
            rows = with_rule(csv.DictReader(file), case, strength)
        with (folder / "rules.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            writer.writerows(rows)
        return build_problem(read_book(folder), FIRST, LAST, rules())[0]


def measure(problem: Problem, seconds: float) -> tuple[Result, dict[int, int], float]:
    """The result, the bound of each priority's relaxation, and the CPU seconds taken."""
    bounds: dict[int, int] = {}

    def watch(news: Progress) -> None:
        if news.best is None and news.bound is not None:
            bounds[news.priority] = news.bound

    started = time.process_time()
    result = find_roster(problem, Options(seconds=seconds), watch)
    return result, bounds, time.process_time() - started


def row(book: str, name: str, strength: str, seconds: float, totals: Counter[str]) -> str:
    """One line of the table."""
    result, bounds, cpu = measure(problem_of(book, CASES[name], strength), seconds)
    told, by = [], ""
    for priority in result.priorities:
        bound = bounds.get(priority.priority)
        same = bound == priority.cost
        told.append(
            str(priority.cost) if same else f"{'?' if bound is None else bound}<{priority.cost}"
        )
        by += {"relaxation": "r", "search": "s"}.get(priority.by, "-") if priority.proven else "-"
    totals.update(by)
    none = "no roster exists" if result.proven_infeasible else "no roster found in time"
    costs = " ".join(told) or none
    return f"| {book} | {name} | {strength} | {costs} | {by} | {cpu:.2f} | {result.seconds:.2f} |"


def bounds_row(book: str, name: str, strength: str) -> str:
    """One line of the table of bounds."""
    model = encode_problem(problem_of(book, CASES[name], strength))
    started = time.process_time()
    top = without_dominated_rows(reduce_model(model))
    down = descend(top, list(model.costs), lambda: math.inf, lambda priority, bound: None)
    last = down.faces[-1]
    tight = len(down.faces) > len(model.costs) and (
        find_point(without_slack(last, None).model, 0, math.inf) is not None
    )
    cpu = time.process_time() - started
    told = "no roster exists" if down.empty else " ".join(map(str, down.bounds))
    return f"| {book} | {name} | {strength} | {told} | {'yes' if tight else 'no'} | {cpu:.2f} |"


def main(args: Sequence[str] | None = None) -> None:
    """Solve the cases asked for and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--books", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--cases", nargs="+", choices=tuple(CASES), default=tuple(CASES))
    parser.add_argument("--strengths", nargs="+", choices=STRENGTHS, default=STRENGTHS)
    parser.add_argument("--seconds", type=float, default=20.0, help="limit of one solve")
    parser.add_argument("--bounds", action="store_true", help="relaxations alone, no search")
    chosen = parser.parse_args(args)
    cases = list(product(chosen.books, chosen.cases, chosen.strengths))
    if chosen.bounds:
        print("| book | rule | strength | bounds | roster at once | CPU s |")
        print("|---" * 6 + "|")
        for case in cases:
            print(bounds_row(*case), flush=True)
        return
    print("| book | rule | strength | costs | proven by | CPU s | wall s |")
    print("|---" * 7 + "|")
    totals: Counter[str] = Counter()
    for case in cases:
        print(row(*case, chosen.seconds, totals), flush=True)
    print(f"\nrelaxation {totals['r']}, search {totals['s']}, not proven {totals['-']}")


if __name__ == "__main__":
    main()

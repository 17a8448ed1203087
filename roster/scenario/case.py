"""One solve of a sweep: a book, a period, limits; and what comes of it, as plain data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from roster.book.problem import build_problem
from roster.book.tables import Book
from roster.errors import InputError, Issue
from roster.ledger.balances import opening
from roster.ledger.records import BalanceEntry
from roster.model import Problem, Result, Roster
from roster.scenario.expand import BASE

if TYPE_CHECKING:
    from roster.solve import Options

DISTRIBUTIONS = ("duty-roster", "highspy", "holidays", "ortools")
REFUSED = "refused"
"""The status of a case whose book does not hold for its period."""


@dataclass(frozen=True)
class Case:
    """A scenario of an office in a period, ready to be solved anywhere.

    ``path`` names its folder within the output. ``past`` is what was done before, ``entries``
    the balances of the office's ledger. ``resilience`` asks for that figure.
    """

    path: str
    scenario: str
    title: str
    book: Book
    first: date
    last: date
    options: Options
    office: str = ""
    past: Roster | None = None
    entries: tuple[BalanceEntry, ...] = ()
    language: str = "id"
    resilience: bool = True

    @property
    def key(self) -> str:
        """A hash of everything that the outcome rests on; names and titles are not."""
        before = self.past.assignments if self.past else ()
        about = {
            "book": self.book.sha256,
            "period": [self.first.isoformat(), self.last.isoformat()],
            "options": asdict(self.options),
            "past": sorted(f"{who} {duty.id}" for who, duty in before),
            "entries": sorted(map(repr, self.entries)),
            "resilience": self.resilience,
            "versions": versions(),
        }
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()

    @property
    def is_base(self) -> bool:
        """Whether it is the book as it stands."""
        return self.scenario == BASE


@dataclass(frozen=True)
class Answer:
    """What became of a case: the table of the roster (empty: none) and the facts about it."""

    facts: dict[str, Any]
    roster: str = ""


@cache
def versions() -> dict[str, str]:
    """The versions that a roster depends on."""
    return {name: version(name) for name in DISTRIBUTIONS}


def problem_of(case: Case) -> tuple[Problem, tuple[Issue, ...]]:
    """The problem of a case, and warnings about it; raises InputError."""
    from roster.registry import rules

    problem, warnings = build_problem(
        case.book, case.first, case.last, rules(), case.past, case.language
    )
    if case.entries:
        problem = replace(problem, balances=opening(problem, case.entries))
    return problem, warnings


def run(case: Case) -> Answer:
    """Solve a case and measure its roster, which has passed the independent check.

    A book that does not hold for the period is an answer too: its status is ``refused``.
    Raises VerifyError where solver and rules disagree.
    """
    from roster.solve import find_roster

    try:
        problem, _ = problem_of(case)
    except InputError as fault:
        faults = [str(issue) for issue in fault.issues if not issue.warning]
        return Answer({"key": case.key, "status": REFUSED, "faults": faults, "seconds": 0.0})
    return measured(case, problem, find_roster(problem, case.options))


def measured(case: Case, problem: Problem, result: Result) -> Answer:
    """What became of a case: the roster found, what the independent check said, and figures."""
    from roster.explain.resilience import surviving
    from roster.exports.table import result_json, roster_csv
    from roster.scenario.measures import DIGITS, measures
    from roster.verify import verify

    if result.roster is None:
        return Answer(
            {
                "key": case.key,
                "status": result.status,
                "proven_infeasible": result.proven_infeasible,
                "interrupted": result.interrupted,
                "seconds": round(result.seconds, 3),
            }
        )
    report = result.report or verify(problem, result.roster)
    told = json.loads(result_json(problem, result, report, versions(), case.book.sha256))
    figures = measures(problem, result.roster)
    if case.resilience:
        share = surviving(problem, result.roster, report)
        figures["resilience"] = round(float(share), DIGITS)
    facts = {"key": case.key, **told, "measures": figures}
    return Answer(facts, roster_csv(problem, result.roster))

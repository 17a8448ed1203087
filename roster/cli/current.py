"""A roster in its folder, with its book and ledger, as publish, repair and swap take it up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from roster.amendment import Absence, Amendment, read_amendment
from roster.cli import outputs
from roster.cli.common import Period, open_book, problem_of, spoken
from roster.model import LANGUAGES, Problem, Result, Roster

if TYPE_CHECKING:
    from roster.book import Book
    from roster.ledger import Ledger
    from roster.verify import Report


@dataclass(frozen=True)
class Current:
    """The roster of a folder. ``problem`` knows all absences that were told of so far.

    ``reference`` is the roster that officers hold: the one in the folder, or where that was
    repaired and not yet published, the one that it was repaired from. ``version`` is the
    number of the reference in the ledger, 0 if it was never published.
    """

    path: Path
    book: Book
    folder: Path
    language: str
    problem: Problem
    roster: Roster
    told: outputs.Earlier
    amendment: Amendment
    reference: Roster
    version: int

    def outcome(self, report: Report) -> outputs.Outcome:
        """The roster with everything that its files are made from."""
        same = self.told.sha256 == self.book.sha256
        result = judged(self.told.result, self.roster, report, same_book=same)
        return outputs.Outcome(
            self.problem,
            result,
            report,
            self.language,
            self.told.issued,
            self.path,
            self.book.sha256,
        )


def take_up(
    path: Path, folder: Path, language: str | None, ledger: Ledger, *, strict: bool = True
) -> Current:
    """Read a folder with its book; raises InputError for anything that does not fit.

    Without ``strict`` the roster may name duties, hours and officers that the book no longer
    has; it is then as it was.
    """
    from roster.cli.past import read_past
    from roster.exports.reading import read_roster

    told = outputs.earlier(folder, language or LANGUAGES[0])
    language = spoken(path, language or told.language)
    book = open_book(path, language)
    problem = problem_of(book, Period(told.first, told.last), language)
    amendment = read_amendment(folder, language)
    problem = with_absences(
        problem,
        [
            *ledger.absences(told.first, told.last),
            *(amendment.absences if amendment else ()),
        ],
    )
    if strict:
        roster = read_roster(folder / "roster.csv", problem, language)
    else:
        roster = read_past(folder, date.max, language)
    version = amendment.base if amendment else _number(ledger, told, folder)
    reference = amendment.reference(roster, problem.duty) if amendment else roster
    return Current(
        path,
        book,
        folder,
        language,
        problem,
        roster,
        told,
        amendment or Amendment(version),
        reference,
        version,
    )


def with_absences(problem: Problem, absences: Iterable[Absence]) -> Problem:
    """The problem with absences as approved leave; those of unknown officers are passed."""
    new = [away.leave for away in dict.fromkeys(absences) if away.officer in problem.officer]
    return replace(problem, leaves=(*problem.leaves, *new)) if new else problem


def judged(result: Result, roster: Roster, report: Report, *, same_book: bool) -> Result:
    """A result told of a roster, without the proofs that no longer hold for it."""
    costs = report.costs
    rows = tuple(
        row
        if same_book and costs.get(row.priority) == row.cost
        else replace(row, cost=costs.get(row.priority, row.cost), bound=None, proven=False, by="")
        for row in result.priorities
    )
    proven = all(row.proven for row in rows)
    status = result.status if proven else "feasible"
    return replace(result, roster=roster, hard=report.hard, priorities=rows, status=status)


def _number(ledger: Ledger, told: outputs.Earlier, folder: Path) -> int:
    """The number of the version in force, if it is this very roster."""
    last = ledger.current(told.first, told.last)
    written = hashlib.sha256((folder / "roster.csv").read_bytes()).hexdigest()
    return last.number if last and last.roster_sha256 == written else 0

"""From offices, scenarios and months to the cases of a sweep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from roster.book.period import parse_period
from roster.book.report import Report
from roster.book.tables import Book
from roster.errors import InputError, Issue
from roster.ledger.ledger import LOOK_BACK
from roster.ledger.records import BalanceEntry
from roster.model import Roster
from roster.scenario.case import Case, problem_of
from roster.scenario.expand import BASE, expand
from roster.scenario.overlay import Overlaid, overlays
from roster.scenario.reading import read_specs
from roster.solve.options import Options

Span = tuple[date, date]


@dataclass(frozen=True)
class Office:
    """A book with what belongs to it: what was done before, and its ledger's balances.

    ``past`` is the roster that the book names; without it the months before each period are
    taken from ``published``, all that the ledger holds.
    """

    name: str
    book: Book
    past: Roster | None = None
    entries: tuple[BalanceEntry, ...] = ()
    published: Roster | None = None

    def before(self, first: date) -> Roster | None:
        """What was done before a period."""
        if self.past is not None or self.published is None:
            return self.past
        start = first - LOOK_BACK
        return Roster(tuple(a for a in self.published.assignments if start <= a.duty.day < first))


@dataclass(frozen=True)
class Wanted:
    """What is asked of every office: scenarios (None: those of its own book), periods, limits.

    Without ``scenarios`` and without a table of them the book is solved as it stands if
    ``plain`` allows it.
    """

    scenarios: Path | None
    periods: tuple[Span, ...]
    options: Options
    language: str = "id"
    plain: bool = False
    resilience: bool = True


def months(text: str) -> list[Span]:
    """The months of ``2027-03`` or ``2027-01..2027-12``; raises InputError."""
    if not re.fullmatch(r"\d{4}-\d{2}(\.\.\d{4}-\d{2})?", text.strip()):
        raise InputError([Issue("--month", repr(text), "2027-03 or 2027-01..2027-12")])
    first, last = parse_period(text.strip())
    found = []
    while first <= last:
        after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append((first, after - timedelta(days=1)))
        first = after
    return found


def plan(
    offices: Sequence[Office],
    wanted: Wanted,
    told: Callable[[Sequence[Issue]], None] | None = None,
) -> tuple[Case, ...]:
    """Every case, the base of an office first; all faults of all books are raised at once.

    Each book is tried in its first period, so that unknown rules and officers are found before
    anything is solved. ``told`` hears of the warnings about the books as they stand.
    """
    cases: list[Case] = []
    issues: list[Issue] = []
    for office in offices:
        several = office.name if len(offices) > 1 else ""
        try:
            made = list(_cases(office, wanted, several))
            tried: set[str] = set()
            for case in made:
                if case.scenario not in tried:
                    tried.add(case.scenario)
                    _, warnings = problem_of(case)
                    if told and case.is_base:
                        told(warnings)
            cases += made
        except InputError as fault:
            before = f"{several}/" if several else ""
            issues += [replace(i, where=f"{before}{i.where}") for i in fault.issues]
    if issues:
        raise InputError(dict.fromkeys(issues))
    return tuple(cases)


def _cases(office: Office, wanted: Wanted, several: str) -> Iterator[Case]:
    for made in _overlaid(office.book, wanted):
        name = made.scenario.name
        spans = (_own_period(made, wanted),) if made.period else wanted.periods
        for first, last in spans:
            parts = ["runs", *([slug(several)] if several else [])]
            if len(wanted.periods) > 1 or made.period:
                parts.append(_span_name(first, last))
            yield Case(
                path="/".join([*parts, made.scenario.slug]),
                scenario=name,
                title=made.scenario.title,
                book=made.book,
                first=first,
                last=last,
                options=wanted.options,
                office=several,
                past=office.before(first),
                entries=office.entries,
                language=wanted.language,
                resilience=wanted.resilience,
            )


def _overlaid(book: Book, wanted: Wanted) -> Sequence[Overlaid]:
    report = Report(wanted.language)
    if wanted.scenarios is None and wanted.plain and not book.scenarios:
        return overlays(book, expand((), report), wanted.language)
    specs = read_specs(wanted.scenarios, book, report)
    report.refuse_if_wrong()
    scenarios = expand(specs, report)
    report.refuse_if_wrong()
    return overlays(book, scenarios, wanted.language)


def _own_period(made: Overlaid, wanted: Wanted) -> Span:
    """The period that a scenario asks for; raises InputError with its place."""
    try:
        return parse_period(made.period)
    except InputError as fault:
        (spec, *_) = [spec for spec in made.scenario.changes if spec.change == "month"]
        raise InputError(
            [replace(issue, where=spec.at("values", "month")) for issue in fault.issues]
        ) from fault


def _span_name(first: date, last: date) -> str:
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first}--{last}"


def slug(name: str) -> str:
    """A name as a folder may be called."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "office"


__all__ = ["BASE", "Office", "Wanted", "months", "plan"]

"""Making a scenario's changes on a book; the book itself is never touched."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roster.book.canonical import fingerprint
from roster.book.checks import check_book
from roster.book.names import NAMED_BY, Names
from roster.book.planning import PLANNING
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.row import Place
from roster.book.tables import NEEDED, TABLES, Book
from roster.book.words import nearest
from roster.errors import InputError, Issue
from roster.scenario.desks import visitors_as_ideal
from roster.scenario.expand import Scenario
from roster.scenario.fields import own_values, table_of
from roster.scenario.people import head_count, on_leave
from roster.scenario.rows import (
    new_row,
    rows_meant,
    values_of,
    with_table,
    with_values,
    without_rows,
)
from roster.scenario.spec import Spec

CHANGEABLE = tuple(table for table in TABLES if table not in PLANNING)


@dataclass(frozen=True)
class ChangedPlace(Place):
    """The place of a row that a scenario has made or changed: that of the change."""

    told: str = ""

    def __str__(self) -> str:
        return self.told

    def of(self, column: str) -> str:
        """The change's place, whatever the column."""
        return self.told


@dataclass(frozen=True)
class Overlaid:
    """A scenario's book, and the period it asks for (empty: that of the sweep)."""

    scenario: Scenario
    book: Book
    period: str = ""


def overlay(book: Book, scenario: Scenario, language: str) -> Overlaid:
    """A book with a scenario's changes made; raises InputError with every fault of them."""
    report = Report(language)
    period = ""
    for spec in scenario.changes:
        if spec.change == "month":
            period = (own_values(spec, report) or {}).get("month", period)
        else:
            book = _changed(book, spec, report)
    report.refuse_if_wrong()
    check_book(book, names_of(book), report)
    _refuse_emptied(book, scenario, report)
    report.refuse_if_wrong()
    return Overlaid(scenario, replace(book, sha256=fingerprint(book)), period)


def names_of(book: Book) -> Names:
    """The names that a book's tables give."""
    names = Names()
    for table, key in NAMED_BY.items():
        for row in book.table(table):
            names.note(table, {key: getattr(row, key), "name": getattr(row, "name", "")})
    return names


def overlays(book: Book, scenarios: tuple[Scenario, ...], language: str) -> tuple[Overlaid, ...]:
    """Every scenario's book; raises InputError with the faults of all of them, each once."""
    found: list[Overlaid] = []
    issues: list[Issue] = []
    for scenario in scenarios:
        try:
            found.append(overlay(book, scenario, language))
        except InputError as fault:
            issues += fault.issues
    if issues:
        raise InputError(dict.fromkeys(issues))
    return tuple(found)


def _refuse_emptied(book: Book, scenario: Scenario, report: Report) -> None:
    for table in NEEDED:
        if not book.table(table):
            where = scenario.changes[-1].at() if scenario.changes else book.source
            report.error(
                where,
                Text(f"tabel {table} menjadi kosong", f"the table {table} becomes empty"),
                Text("sekurangnya satu baris", "one row at least"),
            )


def _changed(book: Book, spec: Spec, report: Report) -> Book:
    """The book after one change; unchanged where it cannot be understood."""
    if spec.change in ("set", "add", "remove"):
        return _table_changed(book, spec, report)
    values = own_values(spec, report)
    meant = rows_meant(book, spec, report)
    if values is None or meant is None:
        return book
    place = ChangedPlace(told=spec.at())
    if spec.change == "officers":
        return head_count(book, meant, values["count"], values.get("seed", 0), place)
    if spec.change == "away":
        return on_leave(book, meant, values, spec, place, report)
    return visitors_as_ideal(book, meant, values, spec, place, report)


def _table_changed(book: Book, spec: Spec, report: Report) -> Book:
    table = table_of(spec)
    if table not in CHANGEABLE:
        report.error(
            spec.at("table"),
            Text(f"tabel {shown(spec.table)} tidak dikenal", f"unknown table {shown(spec.table)}"),
            Text(f"salah satu dari {', '.join(CHANGEABLE)}", f"one of {', '.join(CHANGEABLE)}"),
            did_you_mean(nearest(spec.table, CHANGEABLE)),
        )
        return book
    values = values_of(spec, table, report)
    place = ChangedPlace(told=spec.at())
    if spec.change == "add":
        row = new_row(spec, table, values, place, report)
        return book if row is None else with_table(book, table, (*book.table(table), row))
    meant = rows_meant(book, spec, report)
    if meant is None or values is None:
        return book
    chosen = set(map(id, meant))
    if spec.change == "remove":
        if not spec.where:
            _say_which(spec, report)
        return without_rows(book, table, chosen)
    rows = (
        with_values(row, table, values, place, report) if id(row) in chosen else row
        for row in book.table(table)
    )
    return with_table(book, table, tuple(rows))


def _say_which(spec: Spec, report: Report) -> None:
    report.error(
        spec.at(),
        Text("remove tanpa where", "remove without where"),
        Text("baris yang dimaksud", "which rows are meant"),
    )

"""Making a scenario's changes on a book; the book itself is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from roster.book.canonical import fingerprint
from roster.book.cells import written
from roster.book.checks import check_book
from roster.book.names import NAMED_BY, Names
from roster.book.planning import PLANNING
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.row import Column, Place, Row, columns
from roster.book.tables import NEEDED, TABLES, Book
from roster.book.words import nearest
from roster.errors import InputError, Issue
from roster.scenario.desks import visitors_as_ideal
from roster.scenario.expand import Scenario
from roster.scenario.fields import (
    cell,
    default_of,
    field_of,
    is_needed,
    own_values,
    table_of,
    unknown_part,
)
from roster.scenario.people import head_count, on_leave
from roster.scenario.spec import Pairs, Spec

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
    meant = _meant(book, spec, report)
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
    values = _values(spec, table, report)
    if spec.change == "add":
        row = _new_row(spec, table, values, report)
        return book if row is None else _with(book, table, (*book.table(table), row))
    meant = _meant(book, spec, report)
    if meant is None or values is None:
        return book
    chosen = set(map(id, meant))
    if spec.change == "remove":
        if not spec.where:
            _say_which(spec, report)
        return _with(book, table, tuple(r for r in book.table(table) if id(r) not in chosen))
    place = ChangedPlace(told=spec.at())
    rows = (
        _set(row, table, values, spec, place, report) if id(row) in chosen else row
        for row in book.table(table)
    )
    return _with(book, table, tuple(rows))


def _with(book: Book, table: str, rows: tuple[Row, ...]) -> Book:
    changed: Mapping[str, Any] = {table: rows}
    return replace(book, **changed)


def _say_which(spec: Spec, report: Report) -> None:
    report.error(
        spec.at(),
        Text("remove tanpa where", "remove without where"),
        Text("baris yang dimaksud", "which rows are meant"),
    )


Value = tuple[str, str, str, str]
"""A field, a name within it (of a parameter), the text given, and where it stands."""


def _values(spec: Spec, table: str, report: Report) -> list[Value] | None:
    """The fields that a change sets; None, and reported, where one is not known."""
    found = _fields(spec, "values", spec.values, table, report)
    if spec.change == "set" and not spec.values:
        report.error(spec.at(), Text("set tanpa values", "set without values"))
        return None
    if spec.change == "remove" and spec.values:
        report.error(spec.at("values"), Text("remove dengan values", "remove with values"))
        return None
    return found


def _fields(spec: Spec, part: str, pairs: Pairs, table: str, report: Report) -> list[Value] | None:
    found: list[Value] = []
    for key, text in pairs:
        field = field_of(table, key)
        if field is None:
            known = [column.name for column in columns(TABLES[table]).values()]
            unknown_part(spec, part, key, dict.fromkeys(known), report)
        else:
            found.append((*field, text, spec.at(part, key)))
    return found if len(found) == len(pairs) else None


def _meant(book: Book, spec: Spec, report: Report) -> tuple[Row, ...] | None:
    """The rows that ``where`` picks, all of them where it is empty; None if it picks none."""
    table = table_of(spec)
    if not table:
        return ()
    tests = _fields(spec, "where", spec.where, table, report)
    if tests is None:
        return None
    rows = book.table(table)
    how = columns(TABLES[table])
    for field, name, text, where in tests:
        wanted: Any = text
        if not name and text:
            wanted = cell(how[field], text, where, report)
            if wanted is None and how[field].kind != "strength":
                return None
        elif not name:
            wanted = default_of(TABLES[table], field)
        kept = tuple(row for row in rows if _is(how[field], getattr(row, field), name, wanted))
        if not kept:
            values = [written(how[field], getattr(row, field)) for row in book.table(table)]
            report.error(
                where,
                Text(
                    f"tidak ada baris {table} dengan {field.rstrip('_')} {shown(text)}",
                    f"no row of {table} has {field.rstrip('_')} {shown(text)}",
                ),
                advice=did_you_mean(nearest(text, [value for value in values if value != text])),
            )
            return None
        rows = kept
    return rows


def _is(column: Column, value: Any, name: str, wanted: Any) -> bool:
    """Whether a cell is what a test wants: a list holds it, a parameter has the value."""
    if name:
        return bool(dict(value).get(name) == wanted)
    if column.kind == "list" and wanted:
        return set(wanted) <= set(value)
    return bool(value == wanted)


def _set(
    row: Row, table: str, values: list[Value], spec: Spec, place: Place, report: Report
) -> Row:
    """A row with new values."""
    how = columns(TABLES[table])
    changed: dict[str, Any] = {"at": place}
    for field, name, text, where in values:
        column = how[field]
        before = changed.get(field, getattr(row, field))
        if name:
            pairs = dict(before) | {name: text}
            changed[field] = tuple((key, value) for key, value in pairs.items() if value)
        elif not text:
            changed[field] = default_of(TABLES[table], field)
            if is_needed(changed[field]):
                report.error(where, Text(f"{column.name} kosong", f"{column.name} is empty"))
                return row
        elif column.kind == "integer" and column.least is not None and text[0] in "+-":
            step = cell(replace(column, least=None), text, where, report)
            if step is None:
                return row
            changed[field] = None if before is None else max(column.least, before + step)
        else:
            value = cell(column, text, where, report)
            if value is None and column.kind != "strength":
                return row
            changed[field] = value
    return replace(row, **changed)


def _new_row(spec: Spec, table: str, values: list[Value] | None, report: Report) -> Row | None:
    """The row that ``add`` makes; None, and reported, if it cannot be made."""
    if values is None:
        return None
    if spec.where:
        report.error(spec.at("where"), Text("add dengan where", "add with where"))
        return None
    how = columns(TABLES[table])
    given: dict[str, Any] = {}
    for field, name, text, where in values:
        if name:
            given[field] = (*given.get(field, ()), (name, text))
        elif text:
            given[field] = cell(how[field], text, where, report)
            if given[field] is None and how[field].kind != "strength":
                return None
    lacking = [c.name for field, c in how.items() if c.required and field not in given]
    if lacking:
        listed = ", ".join(lacking)
        report.error(
            spec.at("values"),
            Text(f"baris {table} tanpa {listed}", f"a row of {table} without {listed}"),
            Text(*2 * ["; ".join(f"{name}=…" for name in lacking)]),
        )
        return None
    return TABLES[table](at=ChangedPlace(told=spec.at()), **given)

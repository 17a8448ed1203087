"""Rows picked, changed, added and taken away, in the words of the book's own columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from roster.book.cells import written
from roster.book.names import NAMED_BY
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.row import Column, Place, Row, columns
from roster.book.tables import TABLES, Book
from roster.book.words import nearest
from roster.scenario.fields import cell, default_of, field_of, is_needed, table_of, unknown_part
from roster.scenario.spec import Pairs, Spec

FOLLOWING = ("officers", "rooms", "sessions", "posts")
"""Tables with whose names the rows go that name them: no wish outlives its session."""


def without_rows(book: Book, table: str, gone: set[int]) -> Book:
    """A book without some rows, by identity, and without what only spoke of them."""
    kept = tuple(row for row in book.table(table) if id(row) not in gone)
    before = book.table(table)
    book = with_table(book, table, kept)
    if table not in FOLLOWING:
        return book
    name = NAMED_BY[table]
    lost = {getattr(row, name) for row in before} - {getattr(row, name) for row in kept}
    for other, kind in TABLES.items():
        fields = [field for field, column in columns(kind).items() if column.of == table]
        if table == "sessions" and other == "leave":
            fields.append("part")
        if other != "scenarios" and lost:
            rows = book.table(other)
            idle = {id(row) for row in rows if any(getattr(row, f) in lost for f in fields)}
            if idle:
                book = without_rows(book, other, idle)
    return book


def with_table(book: Book, table: str, rows: tuple[Row, ...]) -> Book:
    """A book with one table exchanged."""
    changed: Mapping[str, Any] = {table: rows}
    return replace(book, **changed)


Value = tuple[str, str, str, str]
"""A field, a name within it (of a parameter), the text given, and where it stands."""


def values_of(spec: Spec, table: str, report: Report) -> list[Value] | None:
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


def rows_meant(book: Book, spec: Spec, report: Report) -> tuple[Row, ...] | None:
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


def with_values(row: Row, table: str, values: list[Value], place: Place, report: Report) -> Row:
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


def new_row(
    spec: Spec, table: str, values: list[Value] | None, place: Place, report: Report
) -> Row | None:
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
    return TABLES[table](at=place, **given)

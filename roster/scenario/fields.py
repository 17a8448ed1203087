"""What the parts of a change may be called, and how their values are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from fractions import Fraction
from typing import Any

from roster.book.cells import clean, parse
from roster.book.report import Fault, Report, Text, did_you_mean, shown
from roster.book.row import Column, Row, columns
from roster.book.tables import TABLES
from roster.book.words import TABLE_WORDS, headings, match, nearest, plain
from roster.scenario.spec import Spec

COUNT = Column("integer", least=0, name="count")
SEED = Column("integer", least=0, name="seed")
OWN: Mapping[str, Mapping[str, Column]] = {
    "officers": {"count": replace(COUNT, required=True), "seed": SEED},
    "away": {
        "count": COUNT,
        "share": Column("number", least=0, name="share"),
        "start": Column("date", name="start", required=True),
        "end": Column("date", name="end", required=True),
        "type": Column("name", name="type"),
        "seed": SEED,
    },
    "desks": {
        "wait": Column("number", least=0, name="wait"),
        "share": Column("number", above=0, name="share"),
    },
    "month": {"month": Column("month", name="month", required=True)},
    "with": {"scenario": Column("text", name="scenario", required=True)},
}
"""The values of changes that are about no table."""

ABOUT: Mapping[str, str] = {"officers": "officers", "away": "officers", "desks": "posts"}
"""The table whose rows ``where`` picks, for changes that name none."""

OWN_WORDS: Mapping[str, tuple[str, ...]] = {
    "count": ("jumlah",),
    "share": ("bagian", "porsi"),
    "start": ("mulai", "dari"),
    "end": ("selesai", "sampai"),
    "type": ("jenis",),
    "seed": ("benih",),
    "wait": ("tunggu",),
    "month": ("bulan",),
    "scenario": ("skenario",),
}


def table_of(spec: Spec) -> str:
    """The table that a change is about; empty if there is none, or none of that name."""
    return match(spec.table, TABLE_WORDS) or ABOUT.get(spec.change, "")


def field_of(table: str, key: str) -> tuple[str, str] | None:
    """The field that a key means, and after a dot a name within it; None if there is none."""
    head, _, rest = key.partition(".")
    how = columns(TABLES[table])
    for name, words in headings(table).items():
        if plain(head) in words and (not rest or how[name].kind == "pairs"):
            return name, rest.strip()
    return None


def kind_of(spec: Spec, key: str) -> str:
    """The kind of a value of a change, ``parameter`` for a rule's; text where it is not known."""
    if spec.change in OWN:
        name = match(key, OWN_WORDS) or ""
        return OWN[spec.change][name].kind if name in OWN[spec.change] else "text"
    table = table_of(spec)
    field = field_of(table, key) if table else None
    if field is None:
        return "text"
    return "parameter" if field[1] else columns(TABLES[table])[field[0]].kind


def own_values(spec: Spec, report: Report) -> dict[str, Any] | None:
    """The values of a change about no table; None, and reported, where they cannot be used."""
    known = OWN[spec.change]
    found: dict[str, Any] = {}
    right = True
    for key, text in spec.values:
        name = match(key, OWN_WORDS) or ""
        if name not in known:
            unknown_part(spec, "values", key, known, report)
            right = False
            continue
        value = cell(known[name], text, spec.at("values", key), report)
        right = right and value is not None
        found[name] = value
    for name, column in known.items():
        if column.required and name not in found:
            report.error(
                spec.at("values"),
                Text(f"{spec.change} tanpa {name}", f"{spec.change} without {name}"),
                Text(f"{name}=…", f"{name}=…"),
            )
            right = False
    return found if right else None


def cell(column: Column, text: str, where: str, report: Report) -> Any:
    """The value of one text, or None, and reported, if it cannot be read."""
    if column.kind == "month":
        return text
    try:
        return parse(column, clean(text))
    except Fault as fault:
        report.error(where, fault.found, fault.expected, fault.advice)
        return None


def default_of(row: type[Row], field: str) -> Any:
    """What an empty cell means; MISSING where it must be filled in."""
    return next(item.default for item in fields(row) if item.name == field)


def is_needed(value: Any) -> bool:
    """Whether a default says that there is none."""
    return value is MISSING


def unknown_part(
    spec: Spec, part: str, key: str, known: Mapping[str, object], report: Report
) -> None:
    """Report a name that a change does not know."""
    about = table_of(spec) or spec.change
    listed = ", ".join(name.rstrip("_") for name in known)
    report.error(
        spec.at(part, key),
        Text(f"{shown(key)} tidak dikenal untuk {about}", f"unknown {shown(key)} for {about}"),
        Text(f"salah satu dari {listed}", f"one of {listed}"),
        did_you_mean(nearest(key, [name.rstrip("_") for name in known])),
    )


def share_of(share: Fraction, count: int) -> int:
    """A share of a number of officers, to the nearest whole, half to even."""
    return round(share * count)

"""Books drawn at random, for round trips: right in themselves, with awkward texts."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from roster.book import Book
from roster.book.names import NAMED_BY
from roster.book.row import Column, Row, columns
from roster.book.tables import NEEDED, TABLES
from roster.book.words import SETTING_WORDS, match

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
WORDS = st.text(LETTERS, min_size=1, max_size=8)
# What a spreadsheet would make a formula, a number, an escape or a link of.
AWKWARD = st.sampled_from(
    ["=1+1", '"', "'07:30", "_x0041_", "_x000D_", "http://a.b", "0012", "1e5", "-", "a\nb", "{=A1}"]
)
TEXTS = st.one_of(WORDS, AWKWARD, st.lists(WORDS, max_size=3).map(" ".join))
DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
CODES = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
PAIRS = st.dictionaries(
    st.from_regex(r"[a-z]{1,5}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9:,.=-]{1,8}", fullmatch=True),
    max_size=3,
)
# Columns whose order within a row matters, lowest first.
ORDERED = {
    "officers": [("joined", "left")],
    "competencies": [("valid_from", "valid_until")],
    "sessions": [("from_", "until")],
    "leave": [("start", "end")],
    "posts": [("min", "ideal", "max"), ("from_", "until")],
}


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values of a column, as the reader gives them."""
    if column.name == "timezone":
        return st.sampled_from(["", "Asia/Jakarta", "Asia/Jayapura"])
    low = column.least if column.least is not None else -99
    numbers = st.fractions(low, 99, max_denominator=10**6)
    if column.above is not None:
        numbers = st.fractions(Fraction(1, 1000), 99, max_denominator=1000)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "nip": st.from_regex(r"[0-9]{18}", fullmatch=True),
        "date": DATES,
        "time": st.builds(time, st.integers(0, 11), st.integers(0, 59)),
        "end": st.builds(time, st.integers(12, 23), st.integers(0, 59)) | st.just(time()),
        "integer": st.integers(low, 999_999),
        "number": numbers,
        "choice": st.sampled_from(column.choices[:1] or ("",)),
        "strength": st.none() | st.integers(1, 99),
        "days": st.sets(st.integers(0, 6), min_size=1).map(lambda d: tuple(sorted(d))),
        "list": st.lists(CODES, unique=True, max_size=3).map(tuple),
        "pairs": PAIRS.map(lambda pairs: tuple(pairs.items())),
        "part": st.sampled_from(["", "12:00-13:30", "18:00-24:00"]),
        "text": TEXTS | st.just(""),
    }
    return kinds.get(column.kind, WORDS)


@st.composite
def rows(draw: st.DrawFn, table: str, names: dict[str, list[str]]) -> tuple[Row, ...]:
    """Rows of a table that name only what is in ``names``."""
    kind = TABLES[table]
    found: list[Row] = []
    keys = set()
    own = names.get(table, [])
    for number in range(len(own) or draw(st.integers(int(table in NEEDED), 3))):
        cells: dict[str, Any] = {}
        for field, column in columns(kind).items():
            if own and field == NAMED_BY[table]:
                cells[field] = own[number]
            elif column.of:
                empty = [] if column.required else [""]
                cells[field] = draw(st.sampled_from(empty + names[column.of]))
            else:
                cells[field] = draw(values(column))
        if table == "settings":
            # A key in another language or case is read as the canonical one.
            cells["key"] = match(cells["key"], SETTING_WORDS) or cells["key"]
        for order in ORDERED.get(table, []):
            cells |= dict(zip(order, sorted(cells[field] for field in order), strict=True))
        key = tuple(cells[field] for field in kind.unique) or number
        if key not in keys:
            found.append(kind(**cells))
        keys.add(key)
    return tuple(found)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Whole books of a few rows in each table."""
    names = {
        table: draw(
            st.lists(
                values(columns(TABLES[table])[field]),
                min_size=1,
                max_size=3,
                unique_by=str.casefold,
            )
        )
        for table, field in NAMED_BY.items()
    }
    tables: dict[str, Any] = {table: draw(rows(table, names)) for table in TABLES}
    return Book(**tables)

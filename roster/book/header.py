"""Finding the row of headings, and which column each heading names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from roster.book.grid import Grid
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.row import columns
from roster.book.tables import TABLES
from roster.book.words import IGNORED_HEADINGS, headings, nearest, plain

SEARCHED = 30


@dataclass(frozen=True)
class Header:
    """Where the headings stand, and the column number of each field found."""

    row: int
    fields: Mapping[str, int]


def header_score(cells: Sequence[object], table: str) -> int:
    """How many cells are headings of a table; of any table where ``table`` is empty."""
    known = _known(table)
    return sum(isinstance(cell, str) and plain(cell) in known for cell in cells)


@cache
def _known(table: str) -> frozenset[str]:
    """Every way to write a heading of a table; of any table where it is empty."""
    names = [table] if table else list(TABLES)
    return frozenset(
        plain(word) for name in names for words in headings(name).values() for word in words
    )


def find_header(grid: Grid, table: str, report: Report) -> Header | None:
    """The row of headings, below any title; None, and reported, where it cannot be used.

    It is the row among the first thirty that holds the most headings of the table.
    """
    scores = [header_score(row, table) for row in grid.rows[:SEARCHED]]
    known = headings(table)
    names = ", ".join(column.name for column in columns(TABLES[table]).values())
    if not any(scores):
        report.error(
            grid.where,
            Text("tidak ada baris judul kolom", "no row of headings"),
            Text(f"judul kolom {names}", f"the headings {names}"),
            Text(
                f"Tulis judul kolom pada salah satu dari {SEARCHED} baris pertama.",
                f"Write the headings in one of the first {SEARCHED} rows.",
            ),
        )
        return None
    row = scores.index(max(scores))
    fields: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    width = max(map(len, grid.rows))
    blanks = [""] * (width - len(grid.rows[row]))
    for number, cell in enumerate([*grid.rows[row], *blanks]):
        text = cell.strip().strip("\ufeff") if isinstance(cell, str) else str(cell)
        if not text:
            _refuse_unnamed(grid, row, number, report)
        elif field := next((f for f, words in known.items() if plain(text) in words), None):
            if field in fields:
                report.error(
                    grid.cell(row, number),
                    Text(
                        f"judul kolom {shown(text)} kedua, sesudah {grid.cell(row, fields[field])}",
                        f"a second heading {shown(text)}, after {grid.cell(row, fields[field])}",
                    ),
                    advice=Text("Hapus salah satunya.", "Remove one of them."),
                )
            fields.setdefault(field, number)
        elif plain(text) not in IGNORED_HEADINGS:
            unknown.append((number, text))
    _report_unknown(grid, row, unknown, set(known) - set(fields), table, report)
    return None if _lacks(grid, row, fields, table, report) else Header(row, fields)


def _refuse_unnamed(grid: Grid, row: int, number: int, report: Report) -> None:
    """Report a column without a heading that holds something below."""
    for below in range(row + 1, len(grid.rows)):
        cells = grid.rows[below]
        if number < len(cells) and cells[number] != "" and str(cells[number]).strip():
            report.error(
                grid.cell(row, number),
                Text(
                    f"kolom tanpa judul, tetapi {grid.cell(below, number)} berisi",
                    f"a column without a heading, yet {grid.cell(below, number)} is filled in",
                ),
                advice=Text(
                    "Beri judul kolom atau kosongkan kolom itu.",
                    "Give the column a heading, or empty it.",
                ),
            )
            return


def _report_unknown(
    grid: Grid,
    row: int,
    unknown: list[tuple[int, str]],
    missing: set[str],
    table: str,
    report: Report,
) -> None:
    known = headings(table)
    names = ", ".join(column.name for column in columns(TABLES[table]).values())
    words = [word for field in known if field in missing for word in known[field]]
    for number, text in unknown:
        report.error(
            grid.cell(row, number),
            Text(f"kolom {shown(text)} tidak dikenal", f"unknown column {shown(text)}"),
            Text(f"salah satu dari {names}", f"one of {names}"),
            did_you_mean(
                nearest(text, words),
                Text("Betulkan judulnya atau hapus kolomnya.", "Mend it or remove the column."),
            ),
        )


def _lacks(grid: Grid, row: int, fields: Mapping[str, int], table: str, report: Report) -> bool:
    """Whether a column that must be there is missing; each one is reported."""
    lacking = [
        column.name
        for field, column in columns(TABLES[table]).items()
        if column.required and field not in fields
    ]
    for name in lacking:
        report.error(
            f"{grid.where}{'!' if grid.sheet else ':'}{row + 1}",
            Text(f"kolom {name} tidak ada", f"the column {name} is missing"),
            advice=Text("Tambahkan kolom itu pada baris judul.", "Add it to the row of headings."),
        )
    return bool(lacking)

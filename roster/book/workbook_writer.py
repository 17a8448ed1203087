"""A book as a workbook that is pleasant to fill in: lists to choose from, notes, filters."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roster.book.canonical import texts
from roster.book.cells import parse
from roster.book.grid import letter
from roster.book.guide import heading_note
from roster.book.names import NAMED_BY
from roster.book.row import Column, columns
from roster.book.settings import language_of
from roster.book.tables import TABLES, Book

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook carries the time of its making; a fixed one keeps its bytes the same.
CREATED = datetime(2027, 1, 1)
ROWS_TO_FILL = 1000
NARROWEST, WIDEST = 9, 45
LONGEST_LIST = 255
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "integer": "0", "number": "General", "strength": "General"}
OFTEN_USED = {"days": ["Mon-Thu", "Fri", "Mon-Fri"], "strength": ["must", *"123456"]}


def write_workbook(book: Book, path: Path) -> None:
    """Write every table to a sheet of its own; raises OSError if the file cannot be written."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    workbook.set_properties({"created": CREATED, "title": book.setting("office")})
    heading = workbook.add_format(
        {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "num_format": "@"}
    )
    formats = {
        kind: workbook.add_format({"num_format": how}) for kind, how in NUMBER_FORMATS.items()
    }
    formats[""] = workbook.add_format({"num_format": "@"})
    for table in TABLES:
        _write_sheet(workbook.add_worksheet(table), book, table, heading, formats)
    workbook.close()
    path.write_bytes(content.getvalue())


def _write_sheet(
    sheet: Worksheet, book: Book, table: str, heading: Format, formats: dict[str, Format]
) -> None:
    how = columns(TABLES[table])
    lines = texts(book, table)
    rows = book.table(table)
    language = language_of(book)
    for number, (name, column) in enumerate(how.items()):
        style = formats.get(column.kind, formats[""])
        longest = max(max(map(len, line[number].split("\n")), default=0) for line in lines)
        sheet.set_column(number, number, min(max(longest + 3, NARROWEST), WIDEST), style)
        sheet.write_string(0, number, column.name, heading)
        sheet.write_comment(0, number, heading_note(table, name, column, language))
        for row, line in enumerate(lines[1:], start=1):
            value = getattr(rows[row - 1], name)
            _write_cell(sheet, row, number, column, value, line[number], style)
        _offer(sheet, book, number, column, len(rows))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(how) - 1)


def _write_cell(
    sheet: Worksheet, row: int, number: int, column: Column, value: Any, text: str, style: Format
) -> None:
    """A real date or number where it reads back the same; else text, as all names are."""
    if isinstance(value, date) and value.year > 1900:
        sheet.write_datetime(row, number, datetime.combine(value, time()), style)
    elif isinstance(value, int | Fraction) and parse(column, float(value)) == value:
        sheet.write_number(row, number, float(value), style)
    elif text:
        sheet.write_string(row, number, text, style)


def _offer(sheet: Worksheet, book: Book, number: int, column: Column, rows: int) -> None:
    """A list to choose from; what is not in it may still be typed, after a warning."""
    source = _choices(book, column)
    if not source:
        return
    sheet.data_validation(
        1,
        number,
        rows + ROWS_TO_FILL,
        number,
        {"validate": "list", "source": source, "error_type": "warning"},
    )


def _choices(book: Book, column: Column) -> list[str] | str:
    """The values to offer: given ones, names in the book, or the cells that hold the names."""
    if column.of in ("sessions", "posts"):
        names = dict.fromkeys(getattr(r, NAMED_BY[column.of]) for r in book.table(column.of))
        fits = len(",".join(names)) <= LONGEST_LIST and not any("," in name for name in names)
        return list(names) if fits else []
    if column.of:
        fields = list(columns(TABLES[column.of]))
        where = letter(fields.index(NAMED_BY[column.of]))
        last = len(book.table(column.of)) + ROWS_TO_FILL
        return f"={column.of}!${where}$2:${where}${last}"
    return list(column.choices) or OFTEN_USED.get(column.kind, [])

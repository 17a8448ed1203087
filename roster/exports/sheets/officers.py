"""The second sheet: officers by dates, grouped by unit, a coloured letter a session."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from roster.exports.grid import SessionKind, session_kinds
from roster.exports.sheets.common import (
    ACCENT,
    BAND,
    GREY,
    HEAD,
    LINE_POINTS,
    SHADE,
    TOP,
    Book,
    across,
    text,
)
from roster.exports.words import by_unit, people, short_day
from roster.model import Officer

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

DAYS_A_PAGE = 31
ROWS_A_PAGE = 60
"""How many rows may be shrunk onto one page and still be read."""


def officer_sheet(book: Book) -> None:
    """Write the matrix; days on which no post is open are shaded."""
    title = book.say(id="Jadwal per petugas", en="Roster by officer")
    sheet = book.sheet(book.say(id="Petugas", en="Officers"), title)
    days, kinds = book.problem.days, {kind.id: kind for kind in session_kinds(book.problem)}
    names, total = people(book.problem), len(days) + 1
    if kinds:
        _legend(book, sheet, kinds)
    _head(book, sheet)
    row = TOP + 2
    for unit, members in groupby(by_unit(book.problem), key=lambda officer: officer.unit):
        known = book.problem.unit.get(unit)
        label = " · ".join(
            dict.fromkeys(part for part in (unit, known.name if known else "") if part)
        )
        across(
            sheet,
            row,
            0,
            total,
            label or "–",
            book.cell(bold=True, font_color=ACCENT, bg_color=BAND),
        )
        row += 1
        for officer in members:
            text(sheet, row, 0, names[officer.id], book.cell(indent=1))
            _officer(book, sheet, row, officer, kinds)
            row += 1
    _totals(book, sheet, row)
    sheet.fit_to_pages(max(1, -(-len(days) // DAYS_A_PAGE)), 1 if row < ROWS_A_PAGE else 0)
    sheet.set_column(0, 0, max([16, *(len(name) + 2 for name in names.values())]))
    sheet.set_column(1, len(days), 3.9)
    sheet.set_column(total, total, 7)
    sheet.freeze_panes(TOP + 2, 1)
    sheet.repeat_rows(TOP, TOP + 1)
    sheet.repeat_columns(0)


def _legend(book: Book, sheet: Worksheet, kinds: Mapping[str, SessionKind]) -> None:
    """Tell the letters, in the colours of their cells, above the table."""
    parts: list[Any] = []
    for kind in kinds.values():
        parts += [book.letter(kind.colour), kind.letter, book.style(), f" {kind.name}    "]
    closed = book.say(id="diarsir: tidak ada pelayanan", en="shaded: no service")
    sheet.write_rich_string(TOP - 1, 0, *parts, book.style(font_color=GREY), closed, book.style())


def _head(book: Book, sheet: Worksheet) -> None:
    """Two heading rows: the days of the week, and the dates."""
    for row, label in ((TOP, ""), (TOP + 1, book.say(id="Petugas", en="Officer"))):
        text(sheet, row, 0, label, book.head(align="left"))
    opened, month = set(book.problem.open_days), None
    for column, day in enumerate(book.problem.days, start=1):
        shade = HEAD if day in opened else "#D5DADE"
        style = book.head(bg_color=shade, font_size=8, text_wrap=False)
        text(sheet, TOP, column, short_day(day, book.language), style)
        starts_month = len(book.problem.days) > DAYS_A_PAGE and day.month != month
        month = day.month
        number = f"{day.day}/{day.month}" if starts_month else str(day.day)
        text(sheet, TOP + 1, column, number, book.head(bg_color=shade, text_wrap=False))
    total = len(book.problem.days) + 1
    across_rows = book.head(font_size=9)
    sheet.merge_range(TOP, total, TOP + 1, total, "", across_rows)
    text(sheet, TOP, total, book.say(id="Jumlah", en="Total"), across_rows)


def _officer(
    book: Book, sheet: Worksheet, row: int, officer: Officer, kinds: Mapping[str, SessionKind]
) -> None:
    """One officer's days: the letters of the sessions served, and the number of duties."""
    served: dict[Any, list[SessionKind]] = {}
    for duty in book.roster.duties(officer.id):
        served.setdefault(duty.day, []).append(kinds[duty.session])
    opened = set(book.problem.open_days)
    for column, day in enumerate(book.problem.days, start=1):
        today = served.get(day)
        if today:
            letters = "".join(kind.letter for kind in today)
            text(sheet, row, column, letters, book.session(today[0].colour))
        else:
            shade = {} if day in opened else {"bg_color": SHADE}
            sheet.write_blank(row, column, None, book.cell(**shade))
    count = len(book.roster.duties(officer.id))
    style = book.cell(bold=True, align="center")
    sheet.write_number(row, len(book.problem.days) + 1, count, style)


def _totals(book: Book, sheet: Worksheet, row: int) -> None:
    """The number of officers on duty each day."""
    style = book.head(font_size=9, text_wrap=False)
    text(
        sheet,
        row,
        0,
        book.say(id="Petugas bertugas", en="Officers on duty"),
        book.head(align="left"),
    )
    officers: dict[Any, set[str]] = {}
    for officer, duty in book.roster.assignments:
        officers.setdefault(duty.day, set()).add(officer)
    for column, day in enumerate(book.problem.days, start=1):
        if day in officers:
            sheet.write_number(row, column, len(officers[day]), style)
        else:
            sheet.write_blank(row, column, None, style)
    total = len(book.problem.days) + 1
    sheet.write_number(row, total, len(book.roster.assignments), style)
    sheet.set_row(row, LINE_POINTS + 4)

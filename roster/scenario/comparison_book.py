"""The comparison as a workbook, ready to print: the figures, the empty places, the loads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from roster.model.language import say
from roster.scenario.comparison import Cell, Line, columns, labels, outcome

PERCENT = ("coverage", "resilience")
GAP_HEADINGS = (
    "skenario|tanggal|ruang|sesi|pos|kosong|di bawah minimum",
    "scenario|date|room|session|post|empty|below the minimum",
)
LOAD_HEADINGS = (
    "skenario|petugas|nama|unit|tugas|jatah|selisih",
    "scenario|officer|name|unit|duties|entitled|difference",
)
A4 = 9
MOST_ROWS = 2**20 - 1
"""Rows of a sheet without its headings: 1,048,576 in all, by Excel's specification."""
LINE = 15
"""Points that a line of text is high."""
PAGE = 140
"""Characters that a page is wide, in letters that can be read."""


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook; ``percent`` are the numbers of its columns of shares."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    percent: frozenset[int] = frozenset()


def comparison_xlsx(found: Sequence[Line], language: str) -> bytes:
    """The bytes of ``comparison.xlsx``; the same lines give the same bytes."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        title = say(language, id="Perbandingan skenario", en="Comparison of scenarios")
        start = found[0].case.first if found else date(2027, 1, 1)
        book.set_properties({"title": title, "created": datetime.combine(start, time())})
        for sheet in _sheets(found, language):
            _write(book, fitted(sheet, language))
    return stream.getvalue()


def fitted(made: Sheet, language: str, most: int = MOST_ROWS) -> Sheet:
    """A sheet with as many rows as a workbook can hold; the last one tells what is missing."""
    missing = len(made.rows) - most
    if missing <= 0:
        return made
    told = say(
        language,
        id=f"… dan {missing + 1} baris lagi: lihat folder runs",
        en=f"… and {missing + 1} rows more: see the folder runs",
    )
    note = [told, *[None] * (len(made.headings) - 1)]
    return replace(made, rows=[*made.rows[: most - 1], note])


def _sheets(found: Sequence[Line], language: str) -> Iterable[Sheet]:
    def text(id: str, en: str) -> str:
        return say(language, id=id, en=en)

    def cell(key: str, line: Line, value: Cell) -> Cell:
        if key == "status":
            return outcome(line, language)
        return (
            text("ya", "yes") if value == "yes" else text("tidak", "no") if value == "no" else value
        )

    shown = columns(found)
    named = list(zip(labels(found), found, strict=True))
    yield Sheet(
        text("Perbandingan", "Comparison"),
        [column.heading(language) for column in shown],
        [[cell(column.key, line, column.cell(line)) for column in shown] for line in found],
        frozenset(number for number, column in enumerate(shown) if column.key in PERCENT),
    )
    yield Sheet(
        text("Tempat kosong", "Empty places"),
        text(*GAP_HEADINGS).split("|"),
        [[name, *gap] for name, line in named for gap in line.figure("gaps") or ()],
    )
    yield Sheet(
        text("Beban", "Loads"),
        text(*LOAD_HEADINGS).split("|"),
        [
            [name, *own[:4], *(round(number, 2) for number in own[4:])]
            for name, line in named
            for own in line.figure("loads") or ()
        ],
    )


def _write(book: Any, made: Sheet) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#E6EFF0", "text_wrap": True, "valign": "top"}
    )
    percent = book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet(made.name)
    sheet.freeze_panes(1, 1)
    sheet.repeat_columns(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&F, &A&R&P/&N")
    widths = []
    for number, heading in enumerate(made.headings):
        word = max(map(len, heading.split()), default=0)
        longest = max([word, *(len(str(row[number] or "")) for row in made.rows)])
        widths.append(min(longest + 2, 44))
        sheet.set_column(number, number, widths[-1])
        sheet.write_string(0, number, heading, head)
    lines = max(
        -(-len(heading) // width) for heading, width in zip(made.headings, widths, strict=True)
    )
    sheet.set_row(0, LINE * (lines + 1))
    sheet.fit_to_pages(max(1, round(sum(widths) / PAGE)), 0)
    for number, row in enumerate(made.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif value is not None:
                sheet.write_number(number, place, value, percent if place in made.percent else None)
    if made.rows:
        sheet.autofilter(0, 0, len(made.rows), len(made.headings) - 1)

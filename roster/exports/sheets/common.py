"""What the sheets of the workbook have in common: formats, colours, the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from roster.exports.edition import Edition
from roster.exports.words import period, status_words
from roster.model import Problem, Result, Roster
from roster.model.language import say
from roster.verify import Report

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

INK, ACCENT, LINE, HEAD, SHADE = "#1B2733", "#0B5C66", "#C9D3DA", "#E6EFF0", "#EEF0F2"
BAND = "#CFE2E3"
RED, RED_FILL, GREY = "#B3261E", "#FBE4E1", "#5B6873"
SESSIONS = (
    ("#CDE9E3", "#0B4F48"),
    ("#FCE3C5", "#7A4300"),
    ("#DDD9F5", "#3A2F86"),
    ("#F8D5E0", "#7E1F3D"),
    ("#D8EACB", "#2E5A16"),
    ("#CFE2F7", "#124A80"),
    ("#F1E8B4", "#5F5200"),
    ("#E2E4E7", "#333B42"),
)
"""Fill and ink of the session kinds, in order; further kinds start again."""

TOP = 3
"""The row on which tables begin, counted from 0."""

LINE_POINTS = 14.5
"""The height of a line of text in a cell, in points."""

SMALL = '&9&"Calibri,Regular"'
"""Small print in page headers; the font ends the size, so that words may begin with digits."""

CELL_LIMIT = 32_000
"""Characters that a cell is given; Excel refuses more than 32,767."""


@dataclass
class Book:
    """A workbook being written, with what its sheets have in common."""

    workbook: Workbook
    problem: Problem
    roster: Roster
    result: Result
    report: Report
    language: str
    editions: tuple[Edition, ...] = ()
    styles: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def style(self, **properties: Any) -> Format:
        """A cell format on the house's base; the same properties give the same format."""
        key = tuple(sorted(properties.items()))
        if key not in self.styles:
            base = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self.styles[key] = self.workbook.add_format({**base, **properties})
        return self.styles[key]

    def cell(self, **properties: Any) -> Format:
        """A ruled cell of a table."""
        return self.style(border=1, border_color=LINE, **properties)

    def head(self, **properties: Any) -> Format:
        """A heading of a table."""
        base = {"bold": True, "bg_color": HEAD, "align": "center", "text_wrap": True}
        return self.cell(**{**base, **properties})

    def session(self, colour: int, **properties: Any) -> Format:
        """A cell in the colours of a session kind."""
        fill, ink = SESSIONS[colour % len(SESSIONS)]
        return self.cell(bg_color=fill, font_color=ink, bold=True, align="center", **properties)

    def letter(self, colour: int) -> Format:
        """A session's letter among other words, in the ink of its cells."""
        return self.style(bold=True, font_color=SESSIONS[colour % len(SESSIONS)][1])

    def say(self, *, id: str, en: str) -> str:
        """The text in the language of the workbook."""
        return say(self.language, id=id, en=en)

    def sheet(self, name: str, title: str) -> Worksheet:
        """A new sheet with its title and its page set up: A4 landscape, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        office = self.problem.setting("office", self.problem.name)
        when = period(self.problem.first, self.problem.last, self.language)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.center_horizontally()
        page = self.say(id="Halaman &P dari &N", en="Page &P of &N")
        sheet.set_header(f"&L{SMALL}{_plain(office)}&R{SMALL}{_plain(when)}")
        sheet.set_footer(f"&L{SMALL}{_plain(title)}&R{SMALL}{page}")
        sheet.set_row(0, 26)
        text(sheet, 0, 0, title, self.style(bold=True, font_size=18, font_color=ACCENT))
        status = status_words(self.result, self.language)
        line = " · ".join(part for part in (office, when, status) if part)
        text(sheet, 1, 0, line, self.style(font_color=GREY, font_size=11))
        return sheet


def _plain(words: str) -> str:
    """Words for a page header: the ampersand is doubled, the length kept within limits."""
    return words[:90].replace("&", "&&")


def text(sheet: Worksheet, row: int, column: int, words: str, style: Format) -> None:
    """Write words as words: never a formula, a link or a number."""
    if words:
        sheet.write_string(row, column, words[:CELL_LIMIT], style)
    else:
        sheet.write_blank(row, column, None, style)


def across(sheet: Worksheet, row: int, first: int, last: int, words: str, style: Format) -> None:
    """Write words over the columns from ``first`` to ``last``."""
    if first == last:
        text(sheet, row, first, words, style)
    else:
        sheet.merge_range(row, first, row, last, "", style)
        text(sheet, row, first, words, style)

"""The last sheet of a published roster: its versions, and what each changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.exports.edition import Edition, named
from roster.exports.grid import span
from roster.exports.sheets.common import LINE_POINTS, TOP, Book, text
from roster.exports.words import post_name, sentence
from roster.model.language import long_date

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (30, 26, 22, 36, 36)


def change_sheet(book: Book) -> None:
    """Write the versions, the newest first; who was on a duty before is struck through."""
    title = book.say(id="Versi dan perubahan", en="Versions and changes")
    sheet = book.sheet(book.say(id="Perubahan", en="Changes"), title)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = TOP
    for edition in book.editions:
        row = _edition(book, sheet, row, edition) + 1


def _edition(book: Book, sheet: Worksheet, row: int, edition: Edition) -> int:
    """Write one version; returns the row below it."""
    told = sentence(edition.title(book.problem, book.language))
    told = " – ".join(part for part in (told, edition.note) if part)
    text(sheet, row, 0, told, book.style(bold=True, font_size=12))
    if not edition.changes:
        return row + 1
    heads = book.say(
        id="Tanggal|Sesi|Kedudukan|Semula|Menjadi", en="Date|Session|Post|Before|Now"
    ).split("|")
    row += 1
    for column, words in enumerate(heads):
        text(sheet, row, column, words, book.head(align="left"))
    cell = book.cell(text_wrap=True, align="left")
    struck = book.cell(text_wrap=True, align="left", font_strikeout=True)
    for change in edition.changes:
        row += 1
        duty = change.duty
        hours = span(duty, book.language)
        off, on = named(book.problem, change.off), named(book.problem, change.on)
        moved = [f"{name}: {hours}" for name in named(book.problem, change.moved)]
        text(sheet, row, 0, long_date(duty.day, book.language), cell)
        text(sheet, row, 1, duty.session_name or duty.session, cell)
        text(sheet, row, 2, sentence(post_name(duty.post)), cell)
        text(sheet, row, 3, "\n".join(off), struck)
        text(sheet, row, 4, "\n".join([*on, *moved]), cell)
        sheet.set_row(row, 4 + LINE_POINTS * max(1, len(off), len(on) + len(moved)))
    return row + 1

"""The first sheet: dates down, sessions and posts across, names within."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from roster.exports.grid import Block, Grid, grid
from roster.exports.sheets.common import (
    ACCENT,
    GREY,
    HEAD,
    LINE,
    LINE_POINTS,
    RED,
    RED_FILL,
    SESSIONS,
    SHADE,
    TOP,
    Book,
    across,
    text,
)
from roster.exports.summary import Cover
from roster.exports.words import day_month, people, post_name, room_title, sentence
from roster.model.language import weekday_name

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Line = tuple[str, str]
"""A line within a cell: its words and its kind (``hours``, ``name`` or ``empty``)."""


def roster_sheet(book: Book) -> None:
    """Write the matrix; empty places stand in red."""
    title = book.say(id="Jadwal piket", en="Duty roster")
    sheet = book.sheet(book.say(id="Jadwal", en="Roster"), title)
    table, names = grid(book.problem, book.language), people(book.problem)
    text(sheet, TOP - 1, 0, _note(book, table), book.style(font_color=GREY))
    first = _head(book, sheet, table)
    widths: dict[int, int] = {}
    week = None
    for row, day in enumerate(table.days, start=first):
        starts_week = week not in (None, day.isocalendar()[:2])
        week = day.isocalendar()[:2]
        rule = {"top": 2, "top_color": ACCENT} if starts_week else {"top": 1, "top_color": LINE}
        label = f"{weekday_name(day, book.language)}, {day_month(day, book.language)}"
        text(sheet, row, 0, label, book.cell(bold=True, bg_color=HEAD, indent=1, **rule))
        cells = [
            (post == block.posts[0], block, post) for block in table.blocks for post in block.posts
        ]
        height = 1
        for column, (leads, block, post) in enumerate(cells, start=1):
            lines = _lines(book, table, day, block, post, names)
            hours = table.unusual(day, block, book.language) if leads else ""
            lines = [(hours, "hours"), *lines] if hours and lines else lines
            _write(book, sheet, row, column, lines, rule)
            height = max(height, len(lines))
            widths[column] = max([widths.get(column, 11), *(len(words) for words, _ in lines)])
        sheet.set_row(row, 4 + LINE_POINTS * height)
    sheet.set_column(0, 0, 19)
    for column, width in widths.items():
        sheet.set_column(column, column, min(width, 28) + 1)
    sheet.freeze_panes(first, 1)
    sheet.repeat_rows(TOP, first - 1)


def _note(book: Book, table: Grid) -> str:
    """How to read the table; with one room, also where it is and in which zone."""
    rooms = {block.room for block in table.blocks}
    where = room_title(rooms.pop(), book.problem) if len(rooms) == 1 else ""
    note = book.say(
        id="Jam yang lain dari biasanya tertulis di dalam sel; tempat kosong berwarna merah.",
        en="Hours other than usual stand in the cell; empty places are red.",
    )
    return " · ".join(part for part in (where, note) if part)


def _head(book: Book, sheet: Worksheet, table: Grid) -> int:
    """Write the heading rows; returns the row below them."""
    rooms = list(dict.fromkeys(block.room for block in table.blocks))
    row = TOP + (len(rooms) > 1)
    for line in range(TOP, row + 2):
        label = book.say(id="Tanggal", en="Date") if line == row + 1 else ""
        text(sheet, line, 0, label, book.head(align="left"))
    sheet.set_row(row, 2 * LINE_POINTS + 4)
    column = 1
    for room in rooms:
        start = column
        for block in (b for b in table.blocks if b.room == room):
            last = column + len(block.posts) - 1
            fill, ink = SESSIONS[block.session.colour % len(SESSIONS)]
            head = book.head(bg_color=fill, font_color=ink)
            across(sheet, row, column, last, f"{block.session.name}\n{block.usual}", head)
            for offset, post in enumerate(block.posts):
                text(sheet, row + 1, column + offset, sentence(post_name(post)), book.head())
            column = last + 1
        if len(rooms) > 1:
            name = room_title(room, book.problem)
            across(sheet, TOP, start, column - 1, name, book.head(font_size=11))
    return row + 2


def _lines(
    book: Book, table: Grid, day: date, block: Block, post: str, names: Mapping[str, str]
) -> list[Line]:
    """Who stands in a cell, and a line for each empty place; nothing where the post is closed."""
    duty = table.at(day, block, post)
    if duty is None:
        return []
    officers = book.roster.officers(duty)
    cover = Cover(duty, len(officers))
    empty = book.say(id="kosong", en="empty")
    missing = max(cover.missing, cover.missing_min)
    return [(name, "name") for name in sorted(names[o] for o in officers)] + [
        (empty, "empty")
    ] * missing


def _write(
    book: Book, sheet: Worksheet, row: int, column: int, lines: list[Line], rule: dict[str, Any]
) -> None:
    """Write the lines of one cell, each in the style of its kind."""
    if not lines:
        sheet.write_blank(row, column, None, book.cell(bg_color=SHADE, **rule))
        return
    fill = {"bg_color": RED_FILL} if any(kind == "empty" for _, kind in lines) else {}
    styles = {
        "hours": {"font_color": GREY, "italic": True, "font_size": 9},
        "name": {},
        "empty": {"font_color": RED, "bold": True},
    }
    if len({kind for _, kind in lines}) == 1:
        words = "\n".join(words for words, _ in lines)
        style = book.cell(
            text_wrap=True, align="left", indent=1, **fill, **rule, **styles[lines[0][1]]
        )
        text(sheet, row, column, words, style)
        return
    parts: list[Any] = []
    for number, (words, kind) in enumerate(lines):
        parts += [book.style(**styles[kind]), words + ("\n" if number < len(lines) - 1 else "")]
    sheet.write_rich_string(
        row, column, *parts, book.cell(text_wrap=True, align="left", indent=1, **fill, **rule)
    )

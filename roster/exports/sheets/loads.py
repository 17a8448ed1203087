"""The third sheet: what officers and units do, against what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roster.explain.entitlement import officer_sentence, unit_sentence
from roster.exports.grid import SessionKind, session_kinds
from roster.exports.sheets.common import GREY, TOP, Book, text
from roster.exports.summary import Load, fairness, officer_loads, unit_loads
from roster.exports.words import by_unit, decimal, people

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

BAR, OVER, UNDER = "#7FB8B5", "#D98A4B", "#6C8EBF"


def load_sheet(book: Book) -> None:
    """Write the officers' table and, below it, the units'."""
    title = book.say(id="Beban tugas dan jatah", en="Loads and entitlements")
    sheet = book.sheet(book.say(id="Beban", en="Loads"), title)
    kinds, names = session_kinds(book.problem), people(book.problem)
    officers = {load.id: load for load in officer_loads(book.problem, book.roster)}
    ordered = [officers[officer.id] for officer in by_unit(book.problem)]
    text(sheet, TOP - 1, 0, _evenness(book, ordered), book.style(font_color=GREY))
    label = book.say(id="Petugas", en="Officer")
    _head(book, sheet, TOP, label, kinds)
    named = [(names[load.id], load.unit, load) for load in ordered]
    below = _rows(book, sheet, TOP + 1, named, kinds)
    if book.problem.units:
        _head(book, sheet, below + 1, book.say(id="Unit kerja", en="Unit"), kinds)
        units = unit_loads(book.problem, book.roster)
        told = [(book.problem.unit[u.id].name or u.id, u.id, u) for u in units]
        _rows(book, sheet, below + 2, told, kinds)
        named += told
    last = 2 + len(kinds)
    sheet.set_column(0, 0, min(48, max([24, *(len(name) + 2 for name, _, _ in named)])))
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 1 + len(kinds), 11)
    sheet.set_column(last, last, 9)
    sheet.set_column(last + 1, last + 1, 20)
    sheet.set_column(last + 2, last + 2, 10)
    sheet.set_column(last + 3, last + 3, 10)
    sheet.set_column(last + 4, last + 4, 20)
    sheet.freeze_panes(TOP + 1, 1)
    sheet.repeat_rows(TOP)


def _evenness(book: Book, loads: Sequence[Load]) -> str:
    """The line above the table: how even the loads are, and what an entitlement is."""
    even = fairness(book.problem, loads)
    if even is None:
        return ""
    spread = decimal(even.spread, book.language)
    gini, jain = decimal(even.gini, book.language, 3), decimal(even.jain, book.language, 3)
    return book.say(
        id=f"Rentang selisih {spread} tugas · Gini {gini} · Jain {jain}. Jatah dihitung dari "
        "semua tempat ideal, hari dan kapasitas petugas, dan saldo periode lalu.",
        en=f"Spread of differences {spread} duties · Gini {gini} · Jain {jain}. Entitlement "
        "comes from all ideal places, the officer's days and capacity, and earlier balances.",
    )


def _head(book: Book, sheet: Worksheet, row: int, label: str, kinds: Sequence[SessionKind]) -> None:
    heads = [
        label,
        book.say(id="Unit", en="Unit"),
        *(kind.name for kind in kinds),
        book.say(id="Jam", en="Hours"),
        book.say(id="Jumlah tugas", en="Duties"),
        book.say(id="Jatah", en="Entitled"),
        book.say(id="Selisih", en="Difference"),
        book.say(id="kurang ◂ ▸ lebih", en="below ◂ ▸ above"),
    ]
    for column, words in enumerate(heads):
        text(sheet, row, column, words, book.head(align="left" if column < 2 else "center"))
    sheet.set_row(row, 30)


def _rows(
    book: Book,
    sheet: Worksheet,
    first: int,
    loads: Sequence[tuple[str, str, Load]],
    kinds: Sequence[SessionKind],
) -> int:
    """Write a table's rows with their bars; returns the row below them."""
    whole, hours = book.cell(align="center"), book.cell(align="center", num_format="0.0")
    bold = book.cell(bold=True, align="left", indent=1, num_format="0")
    exact = book.cell(align="center", num_format="0.00")
    signed = book.cell(align="center", num_format="+0.00;−0.00;0.00")
    last = 2 + len(kinds)
    for row, (name, unit, load) in enumerate(loads, start=first):
        text(sheet, row, 0, name, book.cell(indent=1))
        text(sheet, row, 1, unit, book.cell(font_color=GREY))
        for column, kind in enumerate(kinds, start=2):
            sheet.write_number(row, column, load.sessions.get(kind.id, 0), whole)
        sheet.write_number(row, last, load.minutes / 60, hours)
        sheet.write_number(row, last + 1, load.duties, bold)
        sheet.write_number(row, last + 2, round(float(load.entitlement), 4), exact)
        sheet.write_comment(row, last + 2, _words(book, load), {"x_scale": 2, "y_scale": 1.2})
        sheet.write_number(row, last + 3, round(float(load.difference), 4), signed)
        sheet.write_number(row, last + 4, round(float(load.difference), 4), signed)
    end = first + len(loads)
    if loads:
        _bars(sheet, first, end - 1, last)
    return end


def _words(book: Book, load: Load) -> str:
    """What an entitlement is made of, for a note on its cell."""
    told = officer_sentence if load.id in book.problem.officer else unit_sentence
    return told(book.problem, book.roster, load.id, book.language)


def _bars(sheet: Worksheet, first: int, last: int, column: int) -> None:
    """Data bars in the columns of duties and of differences."""
    plain = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True}
    duties = {**plain, "bar_color": BAR, "min_type": "num", "min_value": 0}
    sheet.conditional_format(first, column + 1, last, column + 1, duties)
    difference = {
        **plain,
        "bar_color": OVER,
        "bar_negative_color": UNDER,
        "bar_axis_position": "middle",
        "bar_only": True,
    }
    sheet.conditional_format(first, column + 4, last, column + 4, difference)

"""The rows of one table: from the cells below its headings to typed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roster.book.cells import clean, parse
from roster.book.grid import Grid, letter
from roster.book.header import Header, find_header
from roster.book.moments import notation
from roster.book.names import Names
from roster.book.report import Fault, Report, Text
from roster.book.row import Column, Place, Row, columns
from roster.book.tables import NEEDED


def filled(row: Sequence[object]) -> bool:
    """Whether a row of cells holds anything."""
    return any(not isinstance(cell, str) or cell.strip() for cell in row)


def read_rows(
    table: str, row: type[Row], grid: Grid, names: Names, report: Report
) -> tuple[Row, ...]:
    """The rows of a table that are right; what is wrong is reported.

    The names that other tables may use are noted in ``names``, those of wrong rows too.
    """
    if not any(filled(cells) for cells in grid.rows) and table not in NEEDED:
        return ()
    header = find_header(grid, table, report)
    if header is None:
        names.unsure.add(table)
        return ()
    _refuse_merged(grid, header, report)
    how = columns(row)
    letters = {how[name].name: letter(number) for name, number in header.fields.items()}
    found = []
    bodies = [
        (number, cells)
        for number, cells in enumerate(grid.rows)
        if number > header.row and filled(cells)
    ]
    for number, cells in bodies:
        place = Place(grid.file, grid.sheet, number + 1, letters)
        values, right = _values(how, header, cells, place, report)
        names.note(table, values)
        if right:
            found.append(row(at=place, **values))
    _compare_notations(grid, how, header, report)
    if not bodies and table in NEEDED:
        names.unsure.add(table)
        report.error(
            grid.where,
            Text(f"tabel {table} tanpa baris", f"the table {table} has no rows"),
            Text("paling sedikit satu baris", "one row at least"),
        )
    return tuple(found)


def _values(
    how: Mapping[str, Column],
    header: Header,
    cells: Sequence[object],
    place: Place,
    report: Report,
) -> tuple[dict[str, Any], bool]:
    """The values of a row's filled cells, and whether all are right; faults are reported."""
    values: dict[str, Any] = {}
    right = True
    for name, number in header.fields.items():
        column = how[name]
        try:
            cell = clean(cells[number] if number < len(cells) else "")
            if cell != "":
                values[name] = parse(column, cell)
            elif column.required:
                raise Fault(
                    Text(f"{column.name} kosong", f"{column.name} is empty"),
                    advice=Text("Isi sel ini.", "Fill in this cell."),
                )
        except Fault as fault:
            right = False
            report.error(place.of(column.name), fault.found, fault.expected, fault.advice)
    return values, right


def _refuse_merged(grid: Grid, header: Header, report: Report) -> None:
    for (top, left), (bottom, right) in grid.merged:
        if bottom >= header.row and any(
            left <= number <= right for number in header.fields.values()
        ):
            report.error(
                grid.cell(top, left),
                Text(
                    f"sel gabungan sampai {letter(right)}{bottom + 1}",
                    f"merged cells up to {letter(right)}{bottom + 1}",
                ),
                advice=Text(
                    "Pisahkan sel gabungan (Unmerge) dan isi setiap baris.",
                    "Unmerge them and fill in every row.",
                ),
            )


def _compare_notations(
    grid: Grid, how: Mapping[str, Column], header: Header, report: Report
) -> None:
    """Report a column whose dates are written in two ways, naming a cell of each."""
    for name, number in header.fields.items():
        if how[name].kind != "date":
            continue
        first: dict[str, str] = {}
        for row in range(header.row + 1, len(grid.rows)):
            cell = grid.rows[row][number] if number < len(grid.rows[row]) else ""
            written = notation(cell.strip() if isinstance(cell, str) else cell)
            first.setdefault(written, grid.cell(row, number))
        if "iso" in first and "day first" in first:
            report.error(
                first["day first"],
                Text(
                    f"tanggal hari/bulan/tahun, tetapi {first['iso']} tahun-bulan-hari",
                    f"a date written day/month/year, but {first['iso']} is year-month-day",
                ),
                Text("satu cara menulis dalam satu kolom", "one way of writing in a column"),
                Text(
                    "Tulis semua tanggal kolom ini dengan cara yang sama.",
                    "Write all dates of the column in the same way.",
                ),
            )
        elif "date" in first and "day first" in first:
            report.warning(
                first["day first"],
                Text(
                    f"tanggal sebagai teks, tetapi {first['date']} tanggal Excel",
                    f"a date as text, but {first['date']} is an Excel date",
                ),
                advice=Text(
                    "Periksa apakah hari dan bulan tertukar.",
                    "Check that day and month are not exchanged.",
                ),
            )

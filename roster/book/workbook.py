"""Tables from a workbook: cells by calamine, what calamine hides from the sheets' XML.

Calamine shows a formula error as an empty cell (python-calamine issue 105), and allocates
every cell between the first and the last one in use.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from roster.book.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Broken,
    Grid,
    UnreadableError,
    letter,
    read_bytes,
)
from roster.book.report import Report, Text, shown

MOST_UNPACKED = 512 * 2**20
LOWEST = -1e9
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOT_A_WORKBOOK = Text(
    "bukan buku kerja Excel (.xlsx) yang utuh", "not a whole Excel workbook (.xlsx)"
)
SAVE_AGAIN = Text(
    "Buka di Excel dan simpan sebagai 'Excel Workbook (.xlsx)', tanpa kata sandi.",
    "Open it in Excel and save it as 'Excel Workbook (.xlsx)', without a password.",
)


@dataclass
class _Sheet:
    """What the XML of a sheet tells: cells in error and the last row and column in use.

    ``too_low`` is a cell with a number so far below zero that calamine, taking it for a date,
    would stop the program.
    """

    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    too_low: tuple[int, int] | None = None
    rows: int = 0
    columns: int = 0


def read_workbook(path: Path, report: Report) -> list[Grid]:
    """The sheets of a workbook in order; sheets that cannot be read are reported."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        data = read_bytes(path)
        parts = _scan(path.name, data)
    except UnreadableError as fault:
        report.error(fault.where, fault.found, advice=fault.advice)
        return []
    grids = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                if name not in parts:
                    continue
                seen = parts[name]
                if _unfit(path.name, name, seen, report):
                    grids.append(Grid(name, path.name, name, unreadable=True))
                    continue
                sheet = book.get_sheet_by_name(name)
                grid: list[list[object]] = [
                    [*row] for row in sheet.to_python(skip_empty_area=False)
                ]
                merged = tuple(sheet.merged_cell_ranges or ())
                rows = _with_errors(grid, seen.broken)
                grids.append(Grid(name, path.name, name, rows, merged))
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        report.error(path.name, NOT_A_WORKBOOK + _reason(error), advice=SAVE_AGAIN)
        return []
    return grids


def _with_errors(
    grid: list[list[object]], broken: Mapping[tuple[int, int], str]
) -> tuple[tuple[object, ...], ...]:
    for (row, column), error in broken.items():
        while len(grid) <= row:
            grid.append([])
        while len(grid[row]) <= column:
            grid[row].append("")
        if error or grid[row][column] == "":
            grid[row][column] = Broken(error)
    return tuple(tuple(row) for row in grid)


def _unfit(file: str, name: str, seen: _Sheet, report: Report) -> bool:
    """Whether a sheet cannot be given to calamine; it is reported."""
    if seen.too_low:
        row, column = seen.too_low
        report.error(
            f"{file}: {name}!{letter(column)}{row + 1}",
            Text("angka jauh di bawah nol", "a number far below zero"),
            Text(f"paling kecil {LOWEST:.0f}", f"at least {LOWEST:.0f}"),
            Text("Hapus atau ketik ulang.", "Remove it, or type it again."),
        )
        return True
    if seen.rows > MOST_ROWS or seen.columns > MOST_COLUMNS:
        report.error(
            f"{file}: {name}!{letter(seen.columns - 1)}{seen.rows}",
            Text("sel terisi jauh di luar tabel", "a cell in use far outside the table"),
            Text(
                f"paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS} kolom",
                f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns",
            ),
            Text(
                "Hapus baris dan kolom kosong di bawah dan di kanan tabel.",
                "Delete the rows and columns below and beside the table.",
            ),
        )
        return True
    return False


def _scan(file: str, data: bytes) -> dict[str, _Sheet]:
    """What the XML tells of each worksheet, by name; raises UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED:
                too_large = Text("isinya lebih dari 512 MiB", "it unpacks to more than 512 MiB")
                raise UnreadableError(file, too_large, SAVE_AGAIN)
            return {name: _scan_sheet(archive.read(part)) for name, part in _worksheets(archive)}
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        LookupError,
        EOFError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise UnreadableError(file, NOT_A_WORKBOOK + _reason(error), SAVE_AGAIN) from error


def _worksheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each worksheet and the part of the archive that holds it."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {
        item.get("Id"): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip(
            "/"
        )
        for item in relations
        if item.get("Type", "").endswith("/worksheet")
    }
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if sheet.tag.endswith("}sheet") and sheet.get(RELATION) in target:
            yield sheet.get("name", ""), target[sheet.get(RELATION)]


def _scan_sheet(xml: bytes) -> _Sheet:
    sheet = _Sheet()
    row = column = 0
    for event, item in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        tag = item.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(item.get("r", row + 1)), 0
        elif event == "start" and tag == "c":
            column = _column(item.get("r", "")) or column + 1
        elif event == "end" and tag == "c":
            value = next((v.text or "" for v in item if v.tag.endswith("}v")), "")
            formula = any(f.tag.endswith("}f") for f in item)
            if value or formula or len(item):
                sheet.rows, sheet.columns = max(sheet.rows, row), max(sheet.columns, column)
            if item.get("t") == "e":
                sheet.broken[row - 1, column - 1] = value or "#ERROR"
            elif formula and not value and item.get("t") != "str":
                sheet.broken[row - 1, column - 1] = ""
            elif value.startswith("-") and item.get("t", "n") == "n" and float(value) < LOWEST:
                sheet.too_low = (row - 1, column - 1)
            item.clear()
    return sheet


def _column(reference: str) -> int:
    """The number of a cell's column, 1 for A; 0 where the reference names none."""
    number = 0
    for sign in reference:
        if not "A" <= sign <= "Z":
            break
        number = number * 26 + ord(sign) - ord("A") + 1
    return number


def _reason(error: Exception) -> Text:
    """What a library found; it speaks English alone."""
    return Text("", f" ({shown(error)})" if str(error) else "")

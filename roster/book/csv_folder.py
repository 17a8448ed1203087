"""Tables from a folder of CSV files, however a spreadsheet program has saved them."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from roster.book.grid import MOST_COLUMNS, MOST_ROWS, Grid, UnreadableError, read_bytes
from roster.book.header import header_score
from roster.book.report import Report, Text, because
from roster.book.words import TABLE_WORDS, match

DELIMITERS = (",", ";", "\t")
CSV_FAULTS = {
    "unexpected end of data": "berakhir di dalam tanda petik",
    "field larger than field limit": "satu sel terlalu panjang",
    "',' expected after": "teks sesudah tanda petik penutup",
    "';' expected after": "teks sesudah tanda petik penutup",
    "'\t' expected after": "teks sesudah tanda petik penutup",
}


def read_folder(folder: Path, report: Report) -> list[Grid]:
    """The tables of a folder, in order of file name; files that are no table are reported."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        report.error(
            folder.name,
            Text("folder tidak dapat dibaca", "unreadable folder") + because(error),
            advice=Text("Periksa izin folder.", "Check the folder's permissions."),
        )
        return []
    grids = []
    for path in paths:
        if path.suffix.casefold() == ".csv" and not path.name.startswith((".", "~")):
            try:
                grids.append(read_file(path))
            except UnreadableError as fault:
                report.error(fault.where, fault.found, advice=fault.advice)
                grids.append(Grid(path.stem, path.name, unreadable=True))
    return grids


def read_file(path: Path) -> Grid:
    """The table of one file; raises UnreadableError if it is none."""
    text = _decode(path.name, read_bytes(path))
    table = match(path.stem, TABLE_WORDS) or ""
    delimiter = max(DELIMITERS, key=lambda sign: _fit(text, sign, table))
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(tuple(row))
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise UnreadableError(
                    f"{path.name}:{len(rows)}",
                    Text("tabel terlalu besar", "the table is too large"),
                    Text(
                        f"Paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS} kolom.",
                        f"At most {MOST_ROWS} rows and {MOST_COLUMNS} columns.",
                    ),
                )
    except csv.Error as error:
        raise UnreadableError(
            f"{path.name}:{len(rows) + 1}",
            Text("bukan CSV yang sah", "no valid CSV") + _reason(error),
            Text(
                "Periksa tanda petik pada baris itu dan sesudahnya.",
                "Check the quotation marks in that row and after it.",
            ),
        ) from error
    return Grid(path.stem, path.name, rows=tuple(rows))


def _reason(error: csv.Error) -> Text:
    """What the standard library found; source: its module _csv."""
    told = str(error)
    known = (words for start, words in CSV_FAULTS.items() if told.startswith(start))
    return Text(f" ({next(known, told)})", f" ({told})")


def _fit(text: str, delimiter: str, table: str) -> int:
    """How well a delimiter explains the first lines: the most headings found in one."""
    lines = text[:100_000].splitlines()[:30]
    return max(
        (header_score(row, table) for row in csv.reader(lines, delimiter=delimiter)), default=0
    )


def _decode(name: str, data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without a byte order mark."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[1:200:2].count(0) > len(data[:200]) // 4:
        encoding = "utf-16-le"
    elif data[:200:2].count(0) > len(data[:200]) // 4:
        encoding = "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"{name}:{line}",
            Text(
                f"byte 0x{data[error.start]:02x} bukan {encoding.upper()[:6].rstrip('-')}",
                f"the byte 0x{data[error.start]:02x} is not {encoding.upper()[:6].rstrip('-')}",
            ),
            Text(
                "Simpan lagi dari Excel sebagai 'CSV UTF-8'.",
                "Save it again from Excel as 'CSV UTF-8'.",
            ),
        ) from error

"""Whatever is thrown at the reader, it answers with a book or with faults, never a traceback."""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.book import read_book, starter_book, write_book
from roster.book.cells import clean, parse, written
from roster.book.grid import Broken
from roster.book.report import Fault
from roster.book.row import columns
from roster.book.tables import TABLES
from roster.book.words import HEADING_WORDS, TABLE_WORDS, VALUE_WORDS
from roster.errors import InputError

EXAMPLES = settings(max_examples=60, deadline=None)
TITLES = st.sampled_from([word for name in TABLE_WORDS for word in (name, *TABLE_WORDS[name])])
HEADINGS = st.sampled_from([word for key in HEADING_WORDS for word in HEADING_WORDS[key]])
TOKENS = st.sampled_from(
    [word for key in VALUE_WORDS for word in (key, *VALUE_WORDS[key])]
    + ["2027-03-01", "1/3/2027", "30/2/2027", "0000-00-00", "07:30", "24.00", "Mon-Thu", "Sen,Ming"]
    + ["198503122010011003", "1e999", "nan", "-0", "9" * 5000, "1/0", "½", "٣", "=", ";", "a=b;c"]
    + ["\ufeff", "\u200b", "\ud7ff", "\uffff", "\x00", "\r\n", "s.d.", "12:00-", "to", "—"]
)
TEXTS = TOKENS | st.text(max_size=20) | st.text("0123456789.:-/ ", max_size=12)
VALUES = st.one_of(
    TEXTS,
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(days=-9), timedelta(days=9)),
    st.builds(Broken, st.sampled_from(["", "#REF!"])),
)
COLUMNS = [column for row in TABLES.values() for column in columns(row).values()]


def read(path: Path) -> None:
    for language in ("id", "en"):
        with contextlib.suppress(InputError):
            read_book(path, language)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(COLUMNS), VALUES)
def test_any_cell_is_a_value_or_a_fault_and_a_value_reads_back(column: Any, cell: object) -> None:
    try:
        usable = clean(cell)
        value = parse(column, usable) if usable != "" else None
    except Fault:
        return
    if text := written(column, value) if usable != "" else "":
        assert parse(column, clean(text)) == value


@EXAMPLES
@given(TITLES, st.lists(st.lists(HEADINGS | TEXTS, max_size=6), max_size=6))
def test_any_csv_file_is_read_or_refused(title: str, rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        text = "\n".join(",".join(row) for row in rows)
        path = Path(name) / f"{title}.csv"
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        read(Path(name))


@EXAMPLES
@given(TITLES, st.binary(max_size=200))
def test_any_bytes_for_a_csv_file_are_read_or_refused(title: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / f"{title}.csv").write_bytes(content)
        read(Path(name))


def book_with(sheet: str, rows: list[list[Any]], path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        form = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif isinstance(cell, float | int):
                    page.write_number(row, column, cell, form if column % 2 else None)
                elif isinstance(cell, date | datetime | time | timedelta):
                    page.write_datetime(row, column, cell, form)


XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
SHEET_CELLS = st.one_of(
    HEADINGS,
    XML_TEXT,
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1)),
)


@EXAMPLES
@given(TITLES, st.lists(st.lists(SHEET_CELLS, max_size=6), max_size=6))
def test_any_sheet_is_read_or_refused(title: str, rows: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "book.xlsx"
        book_with(title, rows, path)
        read(path)


@EXAMPLES
@given(st.binary(max_size=300))
def test_any_bytes_for_a_workbook_are_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "book.xlsx"
        path.write_bytes(content)
        read(path)


def starter_workbook() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        write_book(starter_book(), Path(name) / "book.xlsx")
        return (Path(name) / "book.xlsx").read_bytes()


STARTER = starter_workbook()


@EXAMPLES
@given(st.data())
def test_a_workbook_with_damaged_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(STARTER)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "book.xlsx"
        path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
        read(path)


@EXAMPLES
@given(st.data())
def test_a_workbook_with_damaged_xml_is_read_or_refused(data: st.DataObject) -> None:
    """Damage within the parts, which a damaged archive would hide behind its checksum."""
    with zipfile.ZipFile(io.BytesIO(STARTER)) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    victim = data.draw(st.sampled_from(sorted(parts)))
    start = data.draw(st.integers(0, len(parts[victim])))
    length = data.draw(st.integers(0, 40))
    patch = data.draw(
        st.binary(max_size=10) | st.sampled_from([b"1e400", b"-5", b"A0", b'"', b"<"])
    )
    parts[victim] = parts[victim][:start] + patch + parts[victim][start + length :]
    if data.draw(st.booleans()):
        del parts[data.draw(st.sampled_from(sorted(parts)))]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "book.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for item, content in parts.items():
                archive.writestr(item, content)
        read(path)

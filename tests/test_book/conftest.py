"""A small right book as tables of text, to break one cell at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from roster.book import starter_book
from roster.book.canonical import texts
from roster.book.tables import TABLES
from roster.errors import InputError, Issue

Tables = dict[str, list[list[Any]]]


@pytest.fixture
def tables() -> Tables:
    """The starter book: headings and rows as text, by table."""
    book = starter_book()
    return {name: texts(book, name) for name in TABLES}


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, list[list[Any]]]], Path]:
    """Writes tables to a folder of CSV files."""

    def write(tables: Mapping[str, list[list[Any]]]) -> Path:
        path = tmp_path / "book"
        path.mkdir()
        for name, rows in tables.items():
            with (path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes tables to a workbook; numbers as numbers, dates as dates, text as text."""
    from datetime import date, datetime, time, timedelta

    import xlsxwriter

    def write(tables: Mapping[str, list[list[Any]]], name: str = "office.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"strings_to_formulas": True}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            clock = book.add_format({"num_format": "[h]:mm"})
            for table, rows in tables.items():
                sheet = book.add_worksheet(table)
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, date | datetime):
                            sheet.write_datetime(number, column, cell, day)
                        elif isinstance(cell, time | timedelta):
                            sheet.write_datetime(number, column, cell, clock)
                        elif isinstance(cell, str) and not cell.startswith("="):
                            sheet.write_string(number, column, cell)
                        elif isinstance(cell, str):
                            sheet.write_formula(number, column, cell, None, "#REF!")
                        else:
                            sheet.write_number(number, column, cell)
        return path

    return write


@pytest.fixture
def faults() -> Callable[..., tuple[Issue, ...]]:
    """Reads a book that must be refused, and returns its issues."""
    from roster.book import read_book

    def read(path: Path, language: str = "en") -> tuple[Issue, ...]:
        with pytest.raises(InputError) as caught:
            read_book(path, language)
        return caught.value.issues

    return read

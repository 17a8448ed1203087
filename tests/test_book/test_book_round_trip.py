"""A book written in one form and read from it says the same; so it does in the other."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from book_strategies import books
from hypothesis import HealthCheck, given, settings

from roster.book import Book, read_book, write_book
from roster.book.canonical import fingerprint


def content(book: Book) -> Book:
    return replace(book, source="", sha256="", warnings=())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_csv_and_workbook_keep_every_value_and_the_fingerprint(book: Book) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, workbook = Path(name) / "book", Path(name) / "book.xlsx"
        write_book(book, folder)
        from_csv = read_book(folder)
        write_book(from_csv, workbook)
        from_workbook = read_book(workbook)
    assert content(from_csv) == content(book)
    assert content(from_workbook) == content(book)
    assert from_csv.sha256 == from_workbook.sha256 == fingerprint(book)

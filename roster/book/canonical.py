"""The content of a book as canonical text, and its fingerprint."""

from __future__ import annotations

import hashlib
import json

from roster.book.cells import written
from roster.book.planning import PLANNING
from roster.book.row import columns
from roster.book.tables import TABLES, Book


def texts(book: Book, table: str) -> list[list[str]]:
    """A table's headings and rows as the canonical text of their cells."""
    how = columns(TABLES[table])
    rows = [[column.name for column in how.values()]]
    for row in book.table(table):
        rows.append([written(column, getattr(row, name)) for name, column in how.items()])
    return rows


def fingerprint(book: Book) -> str:
    """SHA-256 of the content alone: not of file names, formats, languages or spacing.

    Tables for planners are left out, as no roster rests on them.
    """
    rested_on = (table for table in TABLES if table not in PLANNING)
    content = {table: texts(book, table) for table in rested_on if book.table(table)}
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()

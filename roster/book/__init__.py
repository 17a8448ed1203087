"""The book: what the secretariat fills in."""

from roster.book.reader import read_book
from roster.book.tables import Book

__all__ = ["Book", "read_book"]

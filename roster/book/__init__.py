"""The book: what the secretariat fills in."""

from roster.book.reader import read_book
from roster.book.starter import starter_book, write_starter
from roster.book.tables import Book
from roster.book.writer import write_book

__all__ = ["Book", "read_book", "starter_book", "write_book", "write_starter"]

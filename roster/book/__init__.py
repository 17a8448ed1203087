"""The book: what the secretariat fills in."""

from roster.book.tables import Book

__all__ = ["Book"]

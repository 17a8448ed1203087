"""What lies beside a book, found without opening it."""

from __future__ import annotations

from pathlib import Path


def ledger_path(book: Path) -> Path:
    """The ledger of a book: one file beside it, the same for both forms of the book."""
    book = book.resolve()
    name = book.name if book.is_dir() or not book.suffix else book.stem
    return book.with_name(f"{name}.ledger")

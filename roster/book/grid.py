"""A table as it stands in its file, before its words are understood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roster.book.report import Text, because

MOST_BYTES = 64 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class Broken:
    """A cell whose formula has no usable result: its error, or empty if never calculated."""

    error: str = ""


@dataclass(frozen=True)
class Grid:
    """The cells of one table; row and column 0 are the sheet's first.

    A cell is text, number, truth value, date, time, a span of time, or :class:`Broken`.
    ``merged`` holds the first and last (row, column) of each range of merged cells. An
    ``unreadable`` table, reported already, has no rows.
    """

    title: str
    file: str
    sheet: str = ""
    rows: tuple[tuple[object, ...], ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    unreadable: bool = False

    @property
    def where(self) -> str:
        """``office.xlsx: Cuti`` or ``leave.csv``."""
        return f"{self.file}: {self.sheet}" if self.sheet else self.file

    def cell(self, row: int, column: int) -> str:
        """``office.xlsx: Cuti!C14`` or ``leave.csv: C14``, counted from 0."""
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{self.file}: {sheet}{letter(column)}{row + 1}"


class UnreadableError(Exception):
    """A file is no table; ``found`` and ``advice`` say why and what to do."""

    def __init__(self, where: str, found: Text, advice: Text) -> None:
        super().__init__(found.en)
        self.where, self.found, self.advice = where, found, advice


def letter(column: int) -> str:
    """The letters of a column counted from 0: A, B, …, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def read_bytes(path: Path) -> bytes:
    """A file's content; raises UnreadableError if it cannot be read or is far too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableError(
                path.name,
                Text("berkas lebih besar dari 64 MiB", "the file is larger than 64 MiB"),
                Text("Salin tabel-tabelnya saja ke berkas baru.", "Copy the tables to a new file."),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path.name,
            Text("berkas tidak dapat dibaca", "the file cannot be read") + because(error),
            Text("Periksa nama dan izin berkas.", "Check its name and permissions."),
        ) from error

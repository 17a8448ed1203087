"""What a row of a table is: where it stands, and how the cells of its columns are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from types import MappingProxyType
from typing import ClassVar, get_type_hints

from roster.book.once import once


@dataclass(frozen=True)
class Column:
    """How the cells of a column are written.

    ``kind`` is one of text, name, nip, list, date, time, end, days, integer, number, choice,
    strength, pairs, part. ``of`` is the table whose key the cell must name. ``choices`` are
    the values of a choice. ``least`` is the smallest value allowed, ``above`` a bound that the
    value must exceed. ``name`` and ``required`` are filled in by :func:`columns`.
    """

    kind: str = "text"
    of: str = ""
    choices: tuple[str, ...] = ()
    least: int | None = None
    above: int | None = None
    name: str = ""
    required: bool = False


@dataclass(frozen=True)
class Place:
    """Where a row stands: file, sheet (empty in a CSV file), row number, column letters."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    letters: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """``office.xlsx: Cuti!14`` or ``leave.csv:14``."""
        if not self.file:
            return ""
        return f"{self.file}: {self.sheet}!{self.row}" if self.sheet else f"{self.file}:{self.row}"

    def of(self, column: str) -> str:
        """``office.xlsx: Cuti!C14`` or ``leave.csv: C14``; the row if the column is absent."""
        letter = self.letters.get(column)
        if not letter:
            return str(self)
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{self.file}: {sheet}{letter}{self.row}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table. ``at`` is where it was read; rows are compared without it."""

    unique: ClassVar[tuple[str, ...]] = ()

    at: Place = field(default=Place(), compare=False, repr=False)

    @property
    def where(self) -> str:
        """The row's place, as ``office.xlsx: Cuti!14`` or ``leave.csv:14``."""
        return str(self.at)

    def where_of(self, column: str) -> str:
        """The place of one cell, by column name, as ``office.xlsx: Cuti!C14``."""
        return self.at.of(column)


@once
def columns(row: type[Row]) -> Mapping[str, Column]:
    """The columns of a table in order, by the name of their field."""
    hints = get_type_hints(row, include_extras=True)
    found = {}
    for item in fields(row):
        if item.name != "at":
            how: Column = hints[item.name].__metadata__[0]
            found[item.name] = replace(
                how, name=item.name.rstrip("_"), required=item.default is MISSING
            )
    return MappingProxyType(found)

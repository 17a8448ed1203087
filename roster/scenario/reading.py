"""Where what-ifs come from: the book's own table, another workbook or CSV file, or YAML."""

from __future__ import annotations

from pathlib import Path

from roster.book.csv_folder import read_file
from roster.book.grid import Grid, UnreadableError
from roster.book.names import Names
from roster.book.planning import ScenarioRow
from roster.book.reader import WORKBOOKS
from roster.book.report import Report, Text, shown
from roster.book.rows import read_rows
from roster.book.tables import Book
from roster.book.words import TABLE_WORDS, match
from roster.book.workbook import read_workbook
from roster.scenario.spec import Spec, specs_of
from roster.scenario.yaml_file import read_yaml

TABLE = "scenarios"
YAML = (".yaml", ".yml")


def read_specs(path: Path | None, book: Book, report: Report) -> tuple[Spec, ...]:
    """The changes that a file asks for, or the book itself where none is named.

    Faults are reported, with file, sheet and cell, or file, line and column.
    """
    if path is None:
        found = specs_of(book.scenarios)
        _refuse_empty(found, book.source, report)
        return found
    if not path.is_file():
        report.error(
            str(path),
            Text("tidak ada berkas bernama itu", "no such file"),
            Text("berkas .yaml, .csv atau .xlsx", "a .yaml, .csv or .xlsx file"),
        )
        return ()
    suffix = path.suffix.casefold()
    if suffix in YAML:
        found = read_yaml(path, report)
    else:
        grid = _grid(path, suffix, report)
        rows = read_rows(TABLE, ScenarioRow, grid, Names(), report) if grid else ()
        found = specs_of(row for row in rows if isinstance(row, ScenarioRow))
    if not report.issues:
        _refuse_empty(found, path.name, report)
    return found


def _grid(path: Path, suffix: str, report: Report) -> Grid | None:
    """The table of scenarios in a CSV file or workbook."""
    if suffix == ".csv":
        try:
            return read_file(path)
        except UnreadableError as fault:
            report.error(fault.where, fault.found, advice=fault.advice)
            return None
    if suffix not in WORKBOOKS:
        report.error(
            path.name,
            Text(f"berkas {shown(suffix)}", f"a {shown(suffix)} file"),
            Text("berkas .yaml, .csv atau .xlsx", "a .yaml, .csv or .xlsx file"),
        )
        return None
    grids = read_workbook(path, report)
    named = [grid for grid in grids if match(grid.title, TABLE_WORDS) == TABLE]
    if not named and not report.issues:
        report.error(
            path.name,
            Text("tanpa lembar scenarios", "no sheet scenarios"),
            Text("lembar scenarios atau skenario", "a sheet scenarios or skenario"),
        )
    return named[0] if named else None


def _refuse_empty(found: tuple[Spec, ...], source: str, report: Report) -> None:
    if not found:
        report.error(
            source,
            Text("tidak ada skenario", "no scenario"),
            advice=Text(
                "Isi tabel scenarios, atau sebut berkas YAML.",
                "Fill in the table scenarios, or name a YAML file.",
            ),
        )

"""Reading a book: from a workbook or a folder of CSV files to typed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from roster.book.calendar import check_closures
from roster.book.canonical import fingerprint
from roster.book.checks import check_book
from roster.book.csv_folder import read_folder
from roster.book.duties import rooms_of
from roster.book.grid import Grid
from roster.book.names import Names
from roster.book.report import Report, Text, because, did_you_mean, shown
from roster.book.row import Row
from roster.book.rows import filled, read_rows
from roster.book.rules import check_rules
from roster.book.settings import check_settings
from roster.book.tables import NEEDED, TABLES, Book, SettingRow
from roster.book.words import LANGUAGE_WORDS, SETTING_WORDS, TABLE_WORDS, ZONE_WORDS, match, nearest
from roster.book.workbook import read_workbook
from roster.model.rule import Rule

WORKBOOKS = (".xlsx", ".xlsm")


def read_book(
    path: Path, language: str = "en", registry: Mapping[str, type[Rule]] | None = None
) -> Book:
    """Read a workbook (``.xlsx``) or a folder of CSV files.

    ``language`` (``id`` or ``en``) is that of the messages. With a ``registry`` of rules the
    book is held to all that no period can mend: settings, time zones, closures, and rules
    and parameters that there are. Raises InputError with every fault and warning of the
    run; warnings alone go with the book.
    """
    report = Report(language)
    path = path if path.name else path.absolute()
    grids: list[Grid] = []
    try:
        grids = _grids(path, report)
    except OSError as error:
        report.error(
            shown(path),
            Text("tidak dapat dibuka", "cannot be opened") + because(error),
            advice=Text("Periksa nama dan izinnya.", "Check its name and permissions."),
        )
    if not grids:
        report.refuse_if_wrong()
    found = _by_table(grids, path, report)
    tables: dict[str, tuple[Row, ...]] = {}
    names = Names()
    for name, row in TABLES.items():
        if name in found and found[name].unreadable:
            names.unsure.add(name)
        elif name in found:
            tables[name] = read_rows(name, row, found[name], names, report)
        elif name in NEEDED:
            names.unsure.add(name)
            report.error(
                path.name,
                Text(f"tabel {name} tidak ada", f"the table {name} is missing"),
                advice=Text(
                    f"Tambahkan lembar atau berkas {name}.",
                    f"Add a sheet or a file of the name {name}.",
                ),
            )
    book = _normalised(Book(source=path.name, **tables))  # type: ignore[arg-type]
    check_book(book, names, report)
    if registry is not None:
        check_settings(book, report)
        check_closures(book, report)
        rooms_of(book, report)
        if "contracts" not in names.unsure:
            check_rules(book, registry, report, complete=not names.unsure)
    report.refuse_if_wrong()
    return replace(book, sha256=fingerprint(book), warnings=report.warnings)


def _grids(path: Path, report: Report) -> list[Grid]:
    if path.is_dir():
        grids = read_folder(path, report)
        if not grids and not report.issues:
            report.error(
                path.name,
                Text("folder tanpa tabel", "a folder without tables"),
                Text("berkas CSV seperti officers.csv", "CSV files such as officers.csv"),
                Text("Buat buku awal dengan `roster init`.", "Start one with `roster init`."),
            )
        return grids
    if not path.exists():
        near = nearest(path.name, [p.name for p in _siblings(path)])
        report.error(
            str(path),
            Text("tidak ada berkas atau folder bernama itu", "no such file or folder"),
            advice=did_you_mean(near),
        )
        return []
    if path.suffix.casefold() not in WORKBOOKS:
        report.error(
            path.name,
            Text("bukan buku", "not a book"),
            Text("buku kerja .xlsx atau folder CSV", "a workbook (.xlsx) or a folder of CSV files"),
            Text(
                "Simpan sebagai .xlsx, atau sebut foldernya.",
                "Save it as .xlsx, or name the folder.",
            ),
        )
        return []
    return read_workbook(path, report)


def _siblings(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir()) if path.parent.is_dir() else []


def _by_table(grids: Sequence[Grid], path: Path, report: Report) -> dict[str, Grid]:
    """The grid of each table; sheets that are no table, or a second one, are reported."""
    found: dict[str, Grid] = {}
    for grid in grids:
        name = match(grid.title, TABLE_WORDS)
        if name is None:
            if any(filled(row) for row in grid.rows) or grid.unreadable:
                words = [w for table, others in TABLE_WORDS.items() for w in (table, *others)]
                report.error(
                    grid.where,
                    Text(
                        f"tabel {shown(grid.title)} tidak dikenal",
                        f"unknown table {shown(grid.title)}",
                    ),
                    Text(f"salah satu dari {', '.join(TABLES)}", f"one of {', '.join(TABLES)}"),
                    did_you_mean(nearest(grid.title, words)),
                )
        elif name in found:
            report.error(
                grid.where,
                Text(
                    f"tabel {name} untuk kedua kali, sesudah {found[name].where}",
                    f"the table {name} a second time, after {found[name].where}",
                ),
                advice=Text("Gabungkan keduanya.", "Put the two together."),
            )
        else:
            found[name] = grid
    return found


def _normalised(book: Book) -> Book:
    """The book with the words of settings and time zones in their canonical form."""
    settings = tuple(_setting(row) for row in book.settings)
    rooms = tuple(
        replace(row, timezone=match(row.timezone, ZONE_WORDS) or row.timezone) for row in book.rooms
    )
    return replace(book, settings=settings, rooms=rooms)


def _setting(row: SettingRow) -> SettingRow:
    key = match(row.key, SETTING_WORDS) or row.key
    words = {"language": LANGUAGE_WORDS, "timezone": ZONE_WORDS}.get(key, {})
    return replace(row, key=key, value=match(row.value, words) or row.value)

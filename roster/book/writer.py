"""Writing a book: as a workbook or as a folder of CSV files, whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from roster.book.canonical import texts
from roster.book.tables import TABLES, Book
from roster.errors import InputError, Issue
from roster.model.language import reason, say


def write_book(book: Book, path: Path, language: str = "en") -> None:
    """Write a book to a workbook (a path ending in ``.xlsx``) or a folder of CSV files.

    The file or folder appears whole, by rename, and the same book gives the same bytes.
    Raises InputError if it exists already or cannot be written.
    """
    if path.exists():
        raise InputError([_exists(path, language)])
    write = _writer(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            write(book, beside / path.name)
            os.rename(beside / path.name, path)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise InputError([_unwritable(path, error, language)]) from error


def _writer(path: Path) -> Callable[[Book, Path], None]:
    if path.suffix.casefold() != ".xlsx":
        return _write_folder
    from roster.book.workbook_writer import write_workbook

    return write_workbook


def _write_folder(book: Book, folder: Path) -> None:
    folder.mkdir()
    for table in TABLES:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(texts(book, table))
        (folder / f"{table}.csv").write_bytes(text.getvalue().encode())


def _exists(path: Path, language: str) -> Issue:
    return Issue(
        str(path),
        say(language, id="sudah ada dan tidak ditimpa", en="exists already and is not overwritten"),
        advice=say(
            language, id="Pilih nama lain atau pindahkan.", en="Choose another name, or move it."
        ),
    )


def _unwritable(path: Path, error: OSError, language: str) -> Issue:
    why = reason(error, language)
    return Issue(
        str(path),
        say(language, id=f"tidak dapat ditulis ({why})", en=f"cannot be written ({why})"),
        advice=say(
            language,
            id="Periksa folder, izin dan ruang kosong.",
            en="Check the folder, its permissions and free space.",
        ),
    )

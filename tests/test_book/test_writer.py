"""Books written whole, the same each time, and pleasant to fill in."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from roster.book import read_book, starter_book, write_book, write_starter
from roster.book.guide import TABLE_NOTES, column_note, reference
from roster.book.row import columns
from roster.book.tables import TABLES
from roster.book.words import headings, match, plain, weekday
from roster.errors import InputError


def test_a_workbook_keeps_a_nip_as_text_and_dates_as_dates(tmp_path: Path) -> None:
    write_book(starter_book(), tmp_path / "office.xlsx")
    book = openpyxl.load_workbook(tmp_path / "office.xlsx")
    assert book["officers"]["A2"].value == "198503122010011003"
    assert book["officers"]["A2"].number_format == "@"
    assert book["leave"]["B2"].is_date
    assert book["leave"]["B2"].number_format == "yyyy-mm-dd"
    # Rows still to be filled in take the same form.
    assert book["officers"].column_dimensions["A"].width > 18


def test_a_workbook_offers_lists_notes_filters_and_a_fixed_heading(tmp_path: Path) -> None:
    write_book(starter_book(), tmp_path / "office.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "office.xlsx")["requests"]
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    # Eight officers and a thousand rows for more, below one row of headings.
    assert lists["A"] == "officers!$A$2:$A$1008"
    assert lists["C"] == '"pagi,siang"'
    assert lists["D"] == '"want,avoid"'
    assert "hindari" in sheet["D1"].comment.text
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_book(starter_book(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


@pytest.mark.parametrize("name", ["book", "book.xlsx"])
def test_what_exists_is_never_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_starter(path)
    assert path.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="cannot be written"):
        write_book(starter_book(), tmp_path / "book")


def test_a_file_in_place_of_the_folder_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        write_book(starter_book(), tmp_path / "file" / "book")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_starter_book_is_a_folder_or_a_workbook(tmp_path: Path) -> None:
    assert write_starter(tmp_path / "book") == (tmp_path / "book", "2027-03")
    assert write_starter(tmp_path / "book", xlsx=True)[0] == tmp_path / "book.xlsx"
    shas = {read_book(path).sha256 for path in tmp_path.iterdir()}
    assert shas == {starter_book().sha256}


def test_every_table_and_column_has_a_note_in_both_languages() -> None:
    for table, row in TABLES.items():
        assert TABLE_NOTES[table].id
        assert TABLE_NOTES[table].en
        for column in columns(row).values():
            note = column_note(table, column.name)
            assert note.id.endswith((".", "…")), column.name
            assert note.en.endswith((".", "…")), column.name


def test_no_heading_means_two_columns_of_a_table() -> None:
    for table in TABLES:
        words = [word for words in headings(table).values() for word in dict.fromkeys(words)]
        assert sorted(words) == sorted(set(words)), table
        assert all(word == plain(word) for word in words)


def test_words_match_whatever_their_case_and_spacing() -> None:
    assert match(" Unit_Kerja ", {"units": ("unit kerja",)}) == "units"
    assert match("unity", {"units": ("unit kerja",)}) is None
    days = ("Senin", "sel", "RABU", "Thu", "Jum'at", "sat", "Ahad")
    assert [weekday(day) for day in days] == [0, 1, 2, 3, 4, 5, 6]
    assert weekday("se") is None


def test_the_page_on_the_book_lists_every_table_and_column() -> None:
    page = Path(__file__).parents[2] / "docs" / "book.md"
    assert page.read_text(encoding="utf-8").endswith(f"## Tables\n\n{reference()}")

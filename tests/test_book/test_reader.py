"""Books as people make them, right and wrong."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction

import pytest

from roster.book import read_book, starter_book
from roster.book.tables import TABLES

NIP = "198503122010011003"


def test_the_starter_book_reads_the_same_from_csv_and_workbook(tables, folder, workbook) -> None:
    from_csv, from_workbook = read_book(folder(tables)), read_book(workbook(tables))
    assert from_csv.sha256 == from_workbook.sha256 == starter_book().sha256
    assert from_csv.warnings == from_workbook.warnings == ()
    assert from_csv.officers == starter_book().officers


def test_every_row_and_cell_knows_its_place(tables, folder, workbook) -> None:
    leave = read_book(folder(tables)).leave[0]
    assert (leave.where, leave.where_of("start")) == ("leave.csv:2", "leave.csv: B2")
    leave = read_book(workbook(tables)).leave[0]
    assert leave.where == "office.xlsx: leave!2"
    assert leave.where_of("start") == "office.xlsx: leave!B2"


def test_an_office_may_write_everything_in_indonesian(workbook) -> None:
    path = workbook(
        {
            "Pengaturan": [["Kunci", "Nilai"], ["Bahasa", "Indonesia"], ["zona waktu", "WITA"]],
            "Unit": [["Unit Kerja", "Nama", "Bagian"], ["SET", "Sekretariat", 0.5]],
            "Petugas": [
                ["No", "NIP", "Nama", "Unit", "Kompetensi", "Kapasitas", "Bergabung"],
                [1, NIP, "Bayu", "SET", "front; information", 0.5, "1 Maret 2020"],
            ],
            "Ruang": [["Ruang", "Nama", "Tempat", "Zona Waktu"], ["PIP", "R", "G", "WITA"]],
            "Sesi": [
                ["Ruang", "Sesi", "Hari", "Jam mulai", "Jam selesai"],
                ["PIP", "pagi", "Senin s.d. Kamis", "07.30", time(12)],
                ["PIP", "pagi", "Jum'at", time(7, 30), "11.30"],
                ["PIP", "malam", "Sabtu dan Minggu", "18.00", timedelta(days=1)],
            ],
            "Pos/Loket".replace("/", " "): [
                ["Ruang", "Sesi", "Loket", "Kompetensi", "Minimal", "Ideal", "Maksimal"],
                ["PIP", "pagi", "depan", "front", 1, 1, 2],
            ],
            "Libur": [["Ruang", "Tanggal", "Jenis", "Alasan"], ["", "1/3/2027", "tutup", "HUT"]],
            "Cuti": [
                ["Petugas", "Mulai", "Selesai", "Jenis", "Bagian", "Status"],
                [NIP, date(2027, 3, 2), date(2027, 3, 3), "CT", "12.00–13.30", "Disetujui"],
            ],
            "Permintaan": [
                ["Petugas", "Tanggal", "Sesi", "Keinginan", "Bobot"],
                [NIP, "4-3-2027", "pagi", "Hindari", 2],
            ],
            "Sematan": [["Petugas", "Tanggal", "Jenis"], [NIP, "2027-03-05", "wajib"]],
            "Saldo": [["Petugas", "Tugas"], [NIP, "-1,5"]],
            "Aturan": [
                ["Aturan", "Kekuatan", "Parameter"],
                ["max_duties", "Wajib", "per=week; limit=2"],
                ["requests", 1.0, ""],
            ],
        }
    )
    book = read_book(path)
    assert book.setting("language") == "id"
    assert book.setting("timezone") == book.rooms[0].timezone == "Asia/Makassar"
    officer = book.officers[0]
    assert officer.competencies == ("front", "information")
    assert (officer.capacity, officer.joined) == (Fraction(1, 2), date(2020, 3, 1))
    assert [s.weekdays for s in book.sessions] == [(0, 1, 2, 3), (4,), (5, 6)]
    assert [s.start for s in book.sessions] == [time(7, 30), time(7, 30), time(18)]
    assert [s.end for s in book.sessions] == [time(12), time(11, 30), time(0)]
    assert book.closures[0].kind == "closed"
    assert book.leave[0].window == (time(12), time(13, 30))
    assert book.leave[0].status == "approved"
    assert (book.requests[0].wish, book.requests[0].weight) == ("avoid", 2)
    assert book.requests[0].date == date(2027, 3, 4)
    assert book.pins[0].kind == "must"
    assert book.balances[0].duties == Fraction(-3, 2)
    assert [rule.strength for rule in book.rules] == [None, 1]
    assert book.rules[0].parameters == (("per", "week"), ("limit", "2"))


def test_merged_title_rows_above_the_headings_are_passed_over(tables, tmp_path) -> None:
    import xlsxwriter

    path = tmp_path / "office.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 1, 3, "DAFTAR PETUGAS RUANG PELAYANAN")
            for number, row in enumerate(rows):
                sheet.write_row(number + 3, 0, row)
    read = read_book(path)
    assert read.sha256 == starter_book().sha256
    assert read.officers[0].where_of("officer") == "office.xlsx: officers!A5"


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ";"),
        ("utf-8", "\t"),
        ("utf-8-sig", ","),
        ("utf-16", ";"),
        ("utf-16-le", "\t"),
        ("utf-16-be", ","),
    ],
)
def test_csv_is_read_as_spreadsheets_save_it(tables, tmp_path, encoding, delimiter) -> None:
    import csv
    import io

    for name, rows in tables.items():
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        (tmp_path / f"{name}.csv").write_bytes(text.getvalue().encode(encoding))
    assert read_book(tmp_path).sha256 == starter_book().sha256


def test_the_fingerprint_is_of_the_content_not_of_spelling(tables, folder, workbook) -> None:
    before = read_book(workbook(tables)).sha256
    tables["sessions"][1][3] = "Senin - Kamis"
    tables["leave"][1][1] = "3 Maret 2027"
    tables["leave"][1][5] = "DISETUJUI"
    tables["officers"][1][0] = "19850312 201001 1 003"
    assert read_book(folder(tables)).sha256 == before


def test_another_value_is_another_fingerprint(tables, folder) -> None:
    tables["balances"][1][2] = "2"
    assert read_book(folder(tables)).sha256 != starter_book().sha256


def test_a_name_may_stand_in_two_rows_of_a_table_that_allows_it(tables, folder) -> None:
    assert [row.session for row in read_book(folder(tables)).sessions].count("pagi") == 2


def test_tables_that_nobody_needs_may_be_absent(tables, folder) -> None:
    for name in ("settings", "competencies", "closures", "leave", "requests", "pins", "balances"):
        del tables[name]
    book = read_book(folder(tables))
    assert book.leave == ()
    assert book.setting("language", "id") == "id"


def test_a_night_desk_may_end_on_the_next_day(tables, folder) -> None:
    tables["sessions"].append(["PIP", "malam", "", "", "22:00", "06:00", "", ""])
    row = read_book(folder(tables)).sessions[-1]
    assert (row.start, row.end) == (time(22), time(6))


def test_no_table_is_forgotten_in_the_list_of_tables() -> None:
    from dataclasses import fields

    from roster.book import Book

    others = {"source", "sha256", "warnings"}
    assert {f.name for f in fields(Book)} - others == set(TABLES)


def test_reading_a_book_loads_no_heavy_library() -> None:
    import subprocess
    import sys

    code = "import sys, roster.book; print(sorted(set(sys.modules) & {'pandas', 'xlsxwriter'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

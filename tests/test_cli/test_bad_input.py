"""Bad input, end to end: a clear message with its cell, exit status 2, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Change = Callable[[str, str, str], None]

HEADS = "NIP,Nama,Unit Kerja,Surel,Kompetensi,Kapasitas,Mulai bertugas,Selesai bertugas"

# name: (table, old text, new text, what the message must name)
SPOILED = {
    "a NIP stored as a number": (
        "petugas",
        "198402172008011003,",
        "1.98402E+17,",
        ("petugas.csv: A2", "1.98402E+17", "text"),
    ),
    "an unknown unit": ("petugas", ",TU,", ",TUU,", ("petugas.csv: C2", "TUU", "TU")),
    "an unknown officer": (
        "cuti",
        "198402172008011003",
        "198402172008011009",
        ("cuti.csv: A2", "198402172008011009", "198402172008011003"),
    ),
    "an unknown session": ("permintaan", ",pagi,", ",pgi,", ("permintaan.csv: C2", "pgi", "pagi")),
    "an unknown rule": ("aturan", "rest_days", "rest_day", ("aturan.csv: A8", "rest_days")),
    "an unknown parameter": ("aturan", "days=1", "dys=1", ("aturan.csv: E8", "dys", "days")),
    "a parameter that is no number": ("aturan", "days=1", "days=x", ("aturan.csv: E8", "x")),
    "a duplicate officer": (
        "petugas",
        "199011052014022001,",
        "198402172008011003,",
        ("petugas.csv: A3", "petugas.csv: A2"),
    ),
    "an end before its start": (
        "cuti",
        "2027-03-01,2027-03-03",
        "2027-03-03,2027-03-01",
        ("cuti.csv: C2", "2027-03-01", "2027-03-03"),
    ),
    "a date that does not exist": (
        "cuti",
        "2027-03-01,2027-03-03",
        "2027-02-30,2027-03-03",
        ("cuti.csv: B2", "2027-02-30", "does not exist"),
    ),
    "two ways of writing dates in a column": (
        "cuti",
        "2027-03-16,2027-03-19",
        "16/03/2027,19/03/2027",
        ("cuti.csv: B3", "cuti.csv: B2"),
    ),
    "a capacity of 0": ("petugas", ",0.5,", ",0,", ("petugas.csv: F5", "above 0")),
    "a negative capacity": ("petugas", ",0.5,", ",-1,", ("petugas.csv: F5", "above 0")),
    "a min above ideal above max": (
        "pos",
        "loket,1,1,2",
        "loket,3,2,1",
        ("pos.csv: F2", "pos.csv: G2", "min <= ideal <= max"),
    ),
    "a cell of 100,000 characters": (
        "petugas",
        "Alif Rachman",
        "A" * 100_000,
        ("petugas.csv: B2", "100000 characters"),
    ),
    "an unknown heading": ("cuti", "Jenis cuti", "Warna", ("cuti.csv: D1", "Warna")),
    "an unknown zone": ("ruang", "Asia/Makassar", "Asia/Makasar", ("ruang.csv: D2", "Makassar")),
}


def refused(run: Run, book: Path, *options: object) -> str:
    """Solve a book that must be refused, and return what is told on standard error."""
    out = book.parent / "out"
    found = run("solve", book, "--month", "2027-03", "--out", out, "--language", "en", *options)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert not out.exists()
    assert sorted(path.name for path in book.parent.iterdir()) == [book.name]
    assert "Traceback" not in found.stderr
    return found.stderr


@pytest.mark.parametrize("case", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_cell_is_refused_by_name(run: Run, book: Path, change: Change, case) -> None:
    table, old, new, named = case
    change(table, old, new)
    told = refused(run, book)
    for words in named:
        assert words in told
    assert all(len(line) < 500 for line in told.splitlines())


def test_an_empty_table_is_refused(run: Run, book: Path) -> None:
    (book / "petugas.csv").write_text("")
    assert "petugas.csv" in refused(run, book)
    (book / "petugas.csv").write_text(HEADS + "\n")
    assert "has no rows" in refused(run, book)


def test_a_missing_table_is_refused_by_its_name(run: Run, book: Path) -> None:
    (book / "sesi.csv").unlink()
    assert "the table sessions is missing" in refused(run, book)


def test_a_book_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    found = run("check", tmp_path / "nothing.xlsx", "--language", "en")
    assert found.exit_code == 2
    assert "no such file or folder" in found.stderr


def test_a_book_is_named_though_its_folder_is_the_one_we_stand_in(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book / "sesi.csv").unlink()
    monkeypatch.chdir(book)
    assert run("check", ".", "--language", "en").stderr.startswith("book: the table sessions")


def test_a_workbook_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "office.xlsx").write_bytes(b"no workbook at all")
    told = refused(run, tmp_path / "office.xlsx")
    assert told.startswith("office.xlsx: ")


def test_a_nip_that_is_a_number_in_a_workbook_is_refused(run: Run, tmp_path: Path) -> None:
    told = refused(run, edited(run, tmp_path, "officers", "A2", 198808082014122007))
    assert "office.xlsx: officers!A2" in told
    assert "number" in told


def test_a_formula_error_in_a_workbook_is_refused(run: Run, tmp_path: Path) -> None:
    told = refused(run, edited(run, tmp_path, "leave", "B3", "#REF!"))
    assert "office.xlsx: leave!B3" in told
    assert "#REF!" in told


def edited(run: Run, folder: Path, sheet: str, cell: str, value: object) -> Path:
    """A starter workbook in a folder, one cell of it overwritten."""
    from openpyxl import load_workbook

    path = folder / "office.xlsx"
    assert run("init", path, "--language", "en").exit_code == 0
    book = load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)
    return path


def test_a_month_without_an_open_day_is_refused(run: Run, book: Path) -> None:
    # 6 and 7 March 2027 are a Saturday and a Sunday.
    out = book.parent / "out"
    days = ("--from", "2027-03-06", "--until", "2027-03-07")
    found = run("solve", book, *days, "--out", out, "--language", "en")
    assert found.exit_code == 2
    assert "no open day" in found.stderr
    assert not out.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_csv_are_read(run: Run, book: Path, encoding: str) -> None:
    for path in book.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    assert run("check", book, "--month", "2027-03").exit_code == 0


def test_csv_with_semicolons_is_read(run: Run, book: Path) -> None:
    path = book / "unit.csv"
    path.write_text(path.read_text().replace(",", ";"))
    assert run("check", book, "--month", "2027-03").exit_code == 0


def test_title_rows_above_the_headings_are_passed_over(run: Run, book: Path) -> None:
    path = book / "petugas.csv"
    path.write_text("DAFTAR PETUGAS\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check", book, "--month", "2027-03").exit_code == 0


def test_overlapping_leave_is_a_warning(run: Run, book: Path) -> None:
    with (book / "cuti.csv").open("a") as file:
        file.write("198402172008011003,2027-03-02,2027-03-02,CT,,disetujui\n")
    found = run("check", book, "--month", "2027-03", "--language", "en")
    assert found.exit_code == 0
    assert "warning: cuti.csv: B8: the leave of 198402172008011003 overlaps" in found.stderr


def test_a_post_for_which_nobody_is_competent_is_a_warning_that_names_it(
    run: Run, book: Path, change: Change
) -> None:
    change("pos", "konsultan,rumah_swadaya", "konsultan,hukum")
    found = run("check", book, "--month", "2027-03", "--language", "en")
    assert found.exit_code == 0
    assert 'warning: pos.csv: D6: the post "konsultan"' in found.stderr


def test_an_output_folder_that_cannot_be_written_is_refused(run: Run, book: Path) -> None:
    file = book.parent / "file"
    file.write_text("mine")
    args = ("solve", book, "--month", "2027-03", "--language", "en", "--out")
    for out in (file, file / "below"):
        found = run(*args, out)
        assert found.exit_code == 2
        assert str(file) in found.stderr
        assert "nothing was written" in found.stderr
    assert file.read_text() == "mine"


def test_a_folder_that_holds_other_files_is_left_alone(run: Run, book: Path) -> None:
    out = book.parent / "letters"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    found = run("solve", book, "--month", "2027-03", "--out", out)
    assert found.exit_code == 2
    assert "letter.txt" in found.stderr
    assert "prioritas" not in found.stderr, "nobody waits for a roster that cannot be written"
    assert [path.name for path in out.iterdir()] == ["letter.txt"]

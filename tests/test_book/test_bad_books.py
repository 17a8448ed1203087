"""What is wrong with a book is told with its cell, what was expected, and what to do."""

from __future__ import annotations

import re
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from roster.book import read_book, starter_book, write_book
from roster.errors import InputError
from roster.registry import rules

NIP = "198503122010011003"
OTHER = "199007212015022001"


def test_a_nip_stored_as_a_number_is_refused_with_its_cell(tables, workbook, faults) -> None:
    tables["officers"][1][0] = float(NIP)
    [issue] = faults(workbook(tables))
    assert issue.where == "office.xlsx: officers!A2"
    assert "a NIP stored as a number" in issue.found
    assert issue.advice == "Format the column as text, then type the value again."


def test_a_nip_that_a_csv_file_keeps_as_a_number_is_refused(tables, folder, faults) -> None:
    tables["officers"][1][0] = "1,98503E+17"
    [issue] = faults(folder(tables))
    assert issue.where == "officers.csv: A2"
    assert "a NIP stored as a number" in issue.found


CELLS = [
    # table, row, column, cell, place, words of the message
    ("officers", 1, 2, "SETT", "officers.csv: C2", 'unknown unit "SETT".*mean "SET"'),
    ("officers", 1, 5, "0", "officers.csv: F2", '"0"; expected a number above 0'),
    ("officers", 1, 5, "-1", "officers.csv: F2", '"-1"; expected a number above 0'),
    ("officers", 1, 5, "full", "officers.csv: F2", '"full"; expected a number above 0'),
    ("officers", 1, 6, "2027-02-30", "officers.csv: G2", "a date that does not exist"),
    ("officers", 1, 6, "31/4/2027", "officers.csv: G2", "a date that does not exist"),
    ("officers", 1, 6, "1/3/27", "officers.csv: G2", "expected a date such as 2027-03-01"),
    ("officers", 1, 6, "9999-12-31", "officers.csv: G2", "the year 9999"),
    ("officers", 1, 1, "a\x07b", "officers.csv: B2", r"control character U\+0007"),
    ("leave", 1, 0, OTHER[:-1] + "2", "leave.csv: A2", f'unknown officer.*mean "{OTHER}"'),
    ("leave", 1, 0, "Citra Wulandari", "leave.csv: A2", f'unknown officer.*mean "{OTHER}"'),
    ("leave", 1, 2, "2027-03-01", "leave.csv: C2", "end 2027-03-01, before start 2027-03-03"),
    ("leave", 1, 4, "pagii", "leave.csv: E2", 'unknown session "pagii".*mean "pagi"'),
    ("leave", 1, 4, "12:00-11:00", "leave.csv: E2", "an end before its start"),
    ("leave", 1, 5, "approve", "leave.csv: F2", 'or requested. Did you mean "approved"'),
    ("requests", 1, 2, "siank", "requests.csv: C2", 'unknown session "siank".*mean "siang"'),
    ("requests", 1, 3, "avoyd", "requests.csv: D2", 'want or avoid. Did you mean "avoid"'),
    ("requests", 1, 3, "", "requests.csv: D2", "wish is empty. Fill in this cell"),
    ("requests", 1, 4, "0", "requests.csv: E2", "a whole number of at least 1"),
    ("requests", 1, 4, "1.5", "requests.csv: E2", "a whole number of at least 1"),
    ("sessions", 1, 0, "PIPP", "sessions.csv: A2", 'unknown room "PIPP".*mean "PIP"'),
    ("sessions", 1, 3, "Mon-Thurzday", "sessions.csv: D2", 'the weekday "Thurzday"'),
    ("sessions", 1, 4, "7", "sessions.csv: E2", "a time such as 07:30"),
    ("sessions", 1, 4, "25:00", "sessions.csv: E2", "a time such as 07:30"),
    ("sessions", 1, 4, "24:00", "sessions.csv: E2", "24:00 as a start"),
    ("sessions", 1, 5, "07:00", "sessions.csv: F2", "end 07:00, before start 07:30"),
    ("posts", 1, 4, "3", "posts.csv: F2", "ideal 1, less than min 3 in posts.csv: E2"),
    ("posts", 1, 6, "0", "posts.csv: G2", "max 0, less than ideal 1 in posts.csv: F2"),
    ("posts", 1, 4, "-1", "posts.csv: E2", "a whole number of at least 0"),
    ("rules", 1, 1, "wajb", "rules.csv: B2", 'a priority 1, 2, 3, …. Did you mean "wajib"'),
    ("rules", 1, 1, "0", "rules.csv: B2", "must, or a priority"),
    ("rules", 1, 4, "per week", "rules.csv: E2", "name=value. Example: per=week; limit=2"),
    ("rules", 1, 4, "a=1; a=2", "rules.csv: E2", 'the parameter "a" twice'),
    ("balances", 1, 2, "1/0", "balances.csv: C2", '"1/0"; expected a number'),
]


@pytest.mark.parametrize(("table", "row", "column", "cell", "place", "words"), CELLS)
def test_a_wrong_cell_is_named(
    tables, folder, faults, table, row, column, cell, place, words
) -> None:
    tables[table][row][column] = cell
    [issue] = faults(folder(tables))
    assert issue.where == place
    assert re.search(words, str(issue)), str(issue)


@pytest.mark.parametrize(
    ("table", "cell", "place"),
    [("officers", NIP, "A10"), ("units", "SET", "A5"), ("rooms", "PIP", "A3")],
)
def test_a_name_given_twice_names_both_cells(tables, folder, faults, table, cell, place) -> None:
    tables[table].append([cell] + [""] * (len(tables[table][0]) - 1))
    [issue] = faults(folder(tables))
    assert issue.where == f"{table}.csv: {place}"
    assert f"stands already in {table}.csv: A2" in issue.found


def test_iso_and_day_first_dates_in_one_column_name_both_cells(tables, folder, faults) -> None:
    tables["leave"][2][1:3] = ["18/03/2027", "18/03/2027"]
    first, second = faults(folder(tables))
    assert (first.where, second.where) == ("leave.csv: B3", "leave.csv: C3")
    assert "leave.csv: B2 is year-month-day" in first.found


def test_excel_dates_beside_dates_as_text_are_a_warning(tables, workbook) -> None:
    tables["leave"][1][1:3] = [date(2027, 3, 3), date(2027, 3, 5)]
    for row in tables["leave"][2:]:
        row[1:3] = ["18/03/2027", "18/03/2027"]
    [first, second] = [w for w in read_book(workbook(tables)).warnings if "Excel" in w.found]
    assert (first.where, second.where) == ("office.xlsx: leave!B3", "office.xlsx: leave!C3")


def test_overlapping_leave_of_one_officer_is_a_warning(tables, folder) -> None:
    tables["leave"].append([tables["leave"][1][0], "2027-03-05", "2027-03-08", "DL", "", ""])
    [warning] = read_book(folder(tables)).warnings
    assert warning.warning
    assert warning.where == "leave.csv: B6"
    assert "overlaps the one in leave.csv: B2" in warning.found


def test_two_parts_of_one_day_do_not_overlap(tables, folder) -> None:
    who = tables["leave"][1][0]
    tables["leave"] = tables["leave"][:1]
    for part in ("08:00-10:00", "10:00-12:00", "22:00-24:00"):
        tables["leave"].append([who, "2027-03-05", "2027-03-05", "", part, ""])
    assert read_book(folder(tables)).warnings == ()


def test_a_post_whose_competency_nobody_has_is_a_warning_that_names_it(tables, folder) -> None:
    tables["posts"][1][3] = "fronts"
    [warning] = read_book(folder(tables)).warnings
    assert warning.where == "posts.csv: D2"
    assert 'the post "front" asks for the competency "fronts"' in warning.found
    assert warning.advice == 'Did you mean "front"?'


def test_pins_that_contradict_each_other_are_refused(tables, folder, faults) -> None:
    tables["pins"] += [[NIP, "2027-03-05", "", "", "", kind] for kind in ("must", "never")]
    [issue] = faults(folder(tables))
    assert (issue.where, issue.found) == ("pins.csv: F3", "never, but pins.csv: F2 says must")


def test_a_table_that_is_needed_must_be_there_and_have_rows(tables, folder, faults) -> None:
    del tables["rooms"]
    tables["rules"] = tables["rules"][:1]
    rooms, rules = faults(folder(tables))
    assert rooms.found == "the table rooms is missing"
    assert (rules.where, rules.found) == ("rules.csv", "the table rules has no rows")


def test_a_missing_table_does_not_make_every_name_in_it_unknown(tables, folder, faults) -> None:
    del tables["officers"]
    [issue] = faults(folder(tables))
    assert issue.found == "the table officers is missing"


def test_a_row_with_a_fault_still_gives_its_name_to_other_tables(tables, folder, faults) -> None:
    tables["officers"][3][5] = "much"
    assert [issue.where for issue in faults(folder(tables))] == ["officers.csv: F4"]


def test_an_empty_file_of_a_needed_table_is_told(tables, folder, faults) -> None:
    tables["posts"] = []
    [issue] = faults(folder(tables))
    assert issue.found == "no row of headings"


def test_unknown_tables_and_columns_are_refused_with_the_likely_word(
    tables, folder, faults
) -> None:
    tables["leaf"] = [["officer", "start", "end"], [NIP, "2027-03-01", "2027-03-01"]]
    tables["officers"][0][5] = "capasity"
    table, column = faults(folder(tables))
    assert table.where == "leaf.csv"
    assert table.advice == 'Did you mean "leave"?'
    assert column.where == "officers.csv: F1"
    assert column.advice.startswith('Did you mean "capacity"?')


def test_a_column_twice_missing_or_without_a_heading_is_told(tables, folder, faults) -> None:
    tables["units"][0][1] = "unit"
    tables["rooms"][0][0] = ""
    tables["balances"] = [row[:2] for row in tables["balances"]]
    found = {issue.where: issue.found for issue in faults(folder(tables))}
    assert "a second heading" in found["units.csv: B1"]
    assert "rooms.csv: A2 is filled in" in found["rooms.csv: A1"]
    assert found["rooms.csv:1"] == "the column room is missing"
    assert found["balances.csv:1"] == "the column duties is missing"


def test_a_table_in_two_files_is_refused(tables, folder, faults) -> None:
    tables["Cuti"] = tables["leave"]
    [issue] = faults(folder(tables))
    assert issue.found == "the table leave a second time, after Cuti.csv"


def test_a_formula_error_is_not_taken_for_an_empty_cell(tables, workbook, faults) -> None:
    tables["leave"][1][1] = "=B99"
    tables["officers"][1][5] = "=1/0"
    officers, leave = faults(workbook(tables))
    assert officers.where == "office.xlsx: officers!F2"
    assert (leave.where, leave.found) == ("office.xlsx: leave!B2", 'the formula error "#REF!"')


def test_a_formula_that_no_spreadsheet_has_calculated_is_told(tmp_path, faults) -> None:
    write_book(starter_book(), tmp_path / "office.xlsx")
    book = openpyxl.load_workbook(tmp_path / "office.xlsx")
    book["leave"]["C2"] = "=B2+2"
    book.save(tmp_path / "office.xlsx")
    [issue] = faults(tmp_path / "office.xlsx")
    assert issue.where == "office.xlsx: leave!C2"
    assert issue.found == "a formula that was never calculated"
    assert issue.advice == "Open the file in Excel and save it."


def test_merged_cells_among_the_rows_are_refused(tables, workbook, faults) -> None:
    path = workbook(tables)
    book = openpyxl.load_workbook(path)
    book["leave"].merge_cells("A2:A3")
    book.save(path)
    found = {issue.where: issue.found for issue in faults(path)}
    assert found["office.xlsx: leave!A2"] == "merged cells up to A3"


def test_a_huge_cell_is_shown_shortened(tables, folder, faults) -> None:
    tables["units"][1][1] = "x" * 100_000
    [issue] = faults(folder(tables))
    assert issue.where == "units.csv: B2"
    assert "100000 characters" in issue.found
    assert len(str(issue)) < 200


def test_all_faults_come_in_one_run(tables, folder, faults) -> None:
    tables["officers"][1][5] = "0"
    tables["leave"][1][1] = "2027-02-30"
    tables["requests"][1][0] = "Nobody"
    tables["rules"][1][1] = "x"
    places = [issue.where for issue in faults(folder(tables))]
    assert places == ["officers.csv: F2", "leave.csv: B2", "rules.csv: B2", "requests.csv: A2"]


def test_messages_come_in_indonesian_too(tables, folder, faults) -> None:
    tables["leave"][1][5] = "setujui"
    [issue] = faults(folder(tables), "id")
    assert issue.expected == "disetujui (approved) atau diajukan (requested)"
    assert issue.advice == 'Maksudnya "setuju"?'


def test_csv_in_an_unknown_encoding_names_the_line(tables, folder, faults) -> None:
    path = folder(tables)
    (path / "units.csv").write_bytes(b"unit,name\nSET,Caf\xe9\n")
    [issue] = [i for i in faults(path) if i.where.startswith("units")]
    assert issue.where == "units.csv:2"
    assert "0xe9 is not UTF-8" in issue.found


def test_a_quotation_mark_that_never_ends_is_told(tables, folder, faults) -> None:
    path = folder(tables)
    (path / "units.csv").write_text('unit,name\nSET,"Sekretariat\n')
    [issue] = [i for i in faults(path) if i.where.startswith("units")]
    assert "no valid CSV" in issue.found


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("book.xlsx", b"no workbook", "not a whole Excel workbook"),
        ("book.xlsx", b"", "not a whole Excel workbook"),
        ("book.xlsx", b"PK\x03\x04" + bytes(60), "not a whole Excel workbook"),
        ("book.ods", b"", "not a book"),
        ("officers.csv", b"officer\n", "not a book"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, faults, name, content, words) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    [issue] = faults(path)
    assert issue.where == name
    assert words in issue.found


def test_a_path_that_is_not_there_is_told_with_a_likely_one(tmp_path, faults) -> None:
    (tmp_path / "office.xlsx").touch()
    [issue] = faults(tmp_path / "ofice.xlsx")
    assert issue.advice == 'Did you mean "office.xlsx"?'
    with pytest.raises(InputError):
        read_book(tmp_path / "no" / "such" / "book")
    with pytest.raises(InputError, match="cannot be opened"):
        read_book(tmp_path / ("long" * 1000))


def test_a_folder_without_tables_is_refused(tmp_path, faults) -> None:
    (tmp_path / "README.md").write_text("nothing")
    [issue] = faults(tmp_path)
    assert issue.found == "a folder without tables"


def test_a_cell_far_outside_the_table_is_refused_before_memory_runs_out(
    tables, tmp_path, faults
) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "leave":
                sheet.write(1_048_575, 16_383, "x")
    [issue] = faults(path)
    assert issue.where == "far.xlsx: leave!XFD1048576"


def test_what_no_period_can_mend_is_told_with_the_faults_of_reading(tables, folder, faults) -> None:
    tables["officers"][1][5] = "0"
    tables["settings"].append(["langauge", "en"])
    tables["rooms"][1][3] = "Asia/Jakrta"
    tables["closures"] += [["PIP", "2027-03-08", kind, ""] for kind in ("closed", "open")]
    tables["rules"] += [["fairshare", "3", "1", "", ""], ["rest_days", "must", "1", "", "day=1"]]
    with pytest.raises(InputError) as caught:
        read_book(folder(tables), registry=rules())
    told = {issue.where: issue for issue in caught.value.issues}
    assert sorted(told) == [
        "closures.csv: C3",
        "officers.csv: F2",
        "rooms.csv: D2",
        "rules.csv: A15",
        "rules.csv: E16",
        "settings.csv: A8",
    ]
    assert told["rules.csv: A15"].advice == 'Did you mean "fair_share"?'


def test_a_rule_may_name_an_officer_whose_row_is_at_fault(tables, folder) -> None:
    tables["officers"][1][0] = "1.98E+17"
    tables["rules"].append(["rest_days", "must", "1", NIP, "days=1"])
    with pytest.raises(InputError) as caught:
        read_book(folder(tables), registry=rules())
    assert [issue.where for issue in caught.value.issues] == ["officers.csv: A2"]


def test_a_cell_beyond_the_headings_is_not_dropped(tables, folder, faults) -> None:
    tables["leave"][2].append("ask her first")
    [issue] = faults(folder(tables))
    assert issue.where == "leave.csv: G1"
    assert issue.found == "a column without a heading, yet leave.csv: G3 is filled in"


def test_an_empty_table_does_not_make_every_name_in_it_unknown(tables, folder, faults) -> None:
    tables["officers"] = tables["officers"][:1]
    [issue] = faults(folder(tables))
    assert issue.found == "the table officers has no rows"


def test_a_nip_in_wide_digits_is_the_same_nip(tables, folder) -> None:
    tables["officers"][1][0] = NIP.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert read_book(folder(tables)).officers[0].officer == NIP


def test_a_fault_is_told_wholly_in_one_language(tables, folder, faults) -> None:
    path = folder(tables)
    (path / "units.csv").write_text('unit,name\nSET,"Sekretariat\n')
    (path / "officers.csv").write_text("officer,name\n1.98E+17,Bayu\n")
    assert [issue.told("id") for issue in faults(path, "id")] == [
        "units.csv:2: bukan CSV yang sah (berakhir di dalam tanda petik). "
        "Periksa tanda petik pada baris itu dan sesudahnya.",
        'officers.csv: A2: NIP disimpan sebagai angka, "1.98E+17"; digit terakhirnya mungkin '
        "sudah hilang; seharusnya teks. Format kolom sebagai Teks, lalu ketik ulang nilainya.",
    ]


@pytest.mark.parametrize(("text", "fits"), [("40320", True), ("40321", False), ("1;2;3", False)])
def test_a_reminder_is_at_most_four_weeks_before(tables, folder, text: str, fits: bool) -> None:
    tables["settings"] = [
        row for row in tables["settings"] if row[0] != "calendar_reminder_minutes"
    ] + [["calendar_reminder_minutes", text]]
    path = folder(tables)
    if fits:
        assert read_book(path, registry=rules()).setting("calendar_reminder_minutes") == text
        return
    with pytest.raises(InputError) as caught:
        read_book(path, registry=rules())
    assert [issue.where for issue in caught.value.issues] == ["settings.csv: B7"]

"""Tests of roster.xlsx, read back by two libraries that did not write it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from small_office import (
    ANI,
    BUDI,
    CITRA,
    DEWI,
    PROBLEM,
    REPORT,
    RESULT,
    ROSTER,
    outcome,
)

from roster.exports.workbook import workbook
from roster.model import Room, Roster

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
"""The reader drops the newer form of data bars, which the tests do not look at."""

INDONESIAN = workbook(PROBLEM, ROSTER, RESULT, REPORT, "id")
ENGLISH = workbook(PROBLEM, ROSTER, RESULT, REPORT, "en")


@pytest.fixture(scope="module")
def book() -> Any:
    """The Indonesian workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(INDONESIAN))


def values(sheet: Worksheet) -> list[list[Any]]:
    """Every row of a sheet as far as its last value."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [
        row[: max((i + 1 for i, v in enumerate(row) if v is not None), default=0)] for row in rows
    ]


def find(sheet: Worksheet, words: str) -> Any:
    """The first cell that holds exactly these words."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == words)


def test_the_sheets_are_named_in_the_language_asked_for(book: Any) -> None:
    assert book.sheetnames == ["Jadwal", "Petugas", "Beban", "Biaya"]
    english = CalamineWorkbook.from_filelike(io.BytesIO(ENGLISH))
    assert english.sheet_names == ["Roster", "Officers", "Loads", "Costs"]


def test_every_sheet_tells_office_period_and_status(book: Any) -> None:
    for sheet in book:
        assert sheet["A2"].value == "Kantor & Layanan · 1–5 Maret 2027 · terbukti optimal"


def test_the_roster_sheet_has_dates_down_and_sessions_across(book: Any) -> None:
    rows = values(book["Jadwal"])
    assert rows[3] == [None, "Sesi pagi\n07.30–12.00", "Sesi siang\n13.00–16.00"]
    assert rows[4] == ["Tanggal", "Front", "Front"]
    assert rows[5] == ["Senin, 1 Maret", "Ani Lestari\nCitra Dewanti", "Dewi Anjani"]
    assert rows[6] == ["Selasa, 2 Maret", "Budi =1+1 <b>\nCitra Dewanti", "Ani Lestari"]
    assert rows[7] == ["Kamis, 4 Maret", "07.30–11.30\nBudi =1+1 <b>\nkosong", "kosong"]
    assert len(rows) == 8


def test_empty_places_are_red_and_filled_ones_are_not(book: Any) -> None:
    sheet = book["Jadwal"]
    assert sheet["C8"].font.color.rgb == "FFB3261E"
    assert sheet["C8"].fill.fgColor.rgb == sheet["B8"].fill.fgColor.rgb == "FFFBE4E1"
    assert sheet["C6"].fill.fill_type is None


def test_calamine_reads_the_same_names(book: Any) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(ENGLISH)).get_sheet_by_name("Roster")
    rows = sheet.to_python(skip_empty_area=False)
    assert rows[5] == ["Monday, 1 March", "Ani Lestari\nCitra Dewanti", "Dewi Anjani"]
    assert rows[7][2] == "empty"


def test_the_officer_sheet_groups_by_unit_and_marks_sessions_with_letters(book: Any) -> None:
    rows = values(book["Petugas"])
    assert rows[2] == ["P Sesi pagi    S Sesi siang    diarsir: tidak ada pelayanan"]
    assert rows[3] == [None, "Sen", "Sel", "Rab", "Kam", "Jum", "Jumlah"]
    assert rows[4] == ["Petugas", "1", "2", "3", "4", "5"]
    assert rows[5] == ["SET · Sekretariat"]
    assert rows[6] == ["Ani Lestari", "P", "S", None, None, None, 2]
    assert rows[7] == ["Budi =1+1 <b>", None, "P", None, "P", None, 2]
    assert rows[8] == ["RUS · Direktorat Rumah Susun"]
    assert rows[9] == ["Citra Dewanti", "P", "P", None, None, None, 2]
    assert rows[10] == ["Dewi Anjani", "S", None, None, None, None, 1]
    assert rows[11] == ["Petugas bertugas", 3, 3, None, 1, None, 7]


def test_sessions_have_their_colours_and_closed_days_are_shaded(book: Any) -> None:
    sheet = book["Petugas"]
    morning, afternoon = sheet["B7"], sheet["C7"]
    assert morning.fill.fgColor.rgb == sheet["B10"].fill.fgColor.rgb
    assert morning.fill.fgColor.rgb != afternoon.fill.fgColor.rgb
    # Wednesday and Friday have no duty; Thursday has.
    assert sheet["D7"].fill.fgColor.rgb == sheet["F7"].fill.fgColor.rgb == "FFEEF0F2"
    assert sheet["E7"].fill.fill_type is None


def test_leave_cannot_be_told_from_a_free_day(book: Any) -> None:
    # Budi is ill on the 1st, Dewi free on the 2nd; both cells are alike.
    sheet = book["Petugas"]
    ill, free = sheet["B8"], sheet["C11"]
    assert ill.value is None
    assert ill.style_id == free.style_id


@pytest.mark.parametrize("content", [INDONESIAN, ENGLISH])
def test_no_reason_number_or_leave_stands_in_the_file(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode()
    for word in ("rahasia", "CS-", "CAP-", ANI, BUDI, CITRA, DEWI, "tersedia", "unavailable"):
        assert word not in everything


def test_the_load_sheet_sets_duties_against_entitlement(book: Any) -> None:
    sheet = book["Beban"]
    rows = values(sheet)
    assert "Rentang selisih 1,05 tugas · Gini 0,100 · Jain 0,962" in rows[2][0]
    assert rows[3][:8] == [
        "Petugas",
        "Unit",
        "Sesi pagi",
        "Sesi siang",
        "Jam",
        "Jumlah tugas",
        "Jatah",
        "Selisih",
    ]
    # Ani 41/19 = 2.1579, so 0.1579 below; Citra 60/19 = 3.1579, 1.1579 below.
    assert rows[4][:8] == ["Ani Lestari", "SET", 1, 1, 7.5, 2, 2.1579, -0.1579]
    assert rows[6][:8] == ["Citra Dewanti", "RUS", 2, 0, 9, 2, 3.1579, -1.1579]
    # Secretariat: 10 x 5 / 9.5 = 5.2632, 4 duties.
    assert find(sheet, "Unit kerja").row == 10
    assert rows[10][:8] == ["Sekretariat", "SET", 3, 1, 16, 4, 5.2632, -1.2632]


def test_loads_have_data_bars(book: Any) -> None:
    ranges = {str(rule.sqref) for rule in book["Beban"].conditional_formatting}
    assert ranges == {"F5:F8", "I5:I8", "F11:F12", "I11:I12"}
    kinds = {r.type for found in book["Beban"].conditional_formatting for r in found.rules}
    assert kinds == {"dataBar"}


def test_the_cost_sheet_tells_priorities_rules_and_the_worst_first(book: Any) -> None:
    rows = values(book["Biaya"])
    assert rows[4] == [
        "1",
        "Keterisian tempat: hingga minimum",
        1,
        1,
        "terbukti: batas linear, aritmetika eksak",
    ]
    assert rows[6][:4] == ["3", "Pemerataan antarpetugas: jumlah tugas", 171, 171]
    explained = rows.index(["Kekuatan", "Aturan", "Besar", "Biaya", "Penjelasan"])
    told = rows[explained + 1 :]
    assert [row[0] for row in told] == sorted(row[0] for row in told)
    fair = [row[3] for row in told if row[0] == "prioritas 3"]
    assert fair == [134, 34, 2, 1]
    use, violation = REPORT.entries[1][0], REPORT.entries[1][1][0]
    assert told[0][4] == use.rule.explain(violation, PROBLEM, "id")


def test_an_unproven_priority_tells_its_gap() -> None:
    result, report = outcome(PROBLEM, ROSTER, proven=False)
    book = openpyxl.load_workbook(io.BytesIO(workbook(PROBLEM, ROSTER, result, report, "en")))
    assert values(book["Costs"])[4][4] == "not proven: at most 1 better"
    assert "lawful, not proven to be the best" in book["Costs"]["A2"].value


def test_breaches_of_must_rules_are_counted_but_not_told(book: Any) -> None:
    ill = Roster.of([*ROSTER.assignments, (BUDI, PROBLEM.duties[1])])
    result, report = outcome(PROBLEM, ill)
    assert result.hard == 1
    found = openpyxl.load_workbook(io.BytesIO(workbook(PROBLEM, ill, result, report, "id")))
    text = str([values(sheet) for sheet in found])
    assert "melanggar aturan wajib" in text
    assert "Cuti dan ketidakhadiran', 1" in text
    assert "tidak tersedia" not in text


def test_every_sheet_prints_on_a4_landscape_with_its_headings_repeated(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        tall = sheet.page_setup.fitToHeight
        assert tall in (None, 1) if sheet.title == "Petugas" else int(tall) == 0
        assert sheet.oddHeader.left.text == "Kantor && Layanan"
        assert sheet.oddHeader.right.text == "1–5 Maret 2027"
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
    assert book["Jadwal"].print_title_rows == "$4:$5"
    assert book["Petugas"].print_title_rows == "$4:$5"
    assert book["Petugas"].print_title_cols == "$A:$A"
    assert book["Beban"].print_title_rows == "$4:$4"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert workbook(PROBLEM, ROSTER, RESULT, REPORT, "id") == INDONESIAN


def test_names_that_look_like_formulas_stay_names(book: Any) -> None:
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds


def test_a_second_room_gets_its_own_columns_and_heading() -> None:
    makassar = Room("MKS", "Ruang Timur", timezone="Asia/Makassar")
    more = tuple(replace(duty, room="MKS") for duty in PROBLEM.duties[:2])
    problem = replace(PROBLEM, rooms=(*PROBLEM.rooms, makassar), duties=PROBLEM.duties + more)
    result, report = outcome(problem, ROSTER)
    book = openpyxl.load_workbook(io.BytesIO(workbook(problem, ROSTER, result, report, "id")))
    rows = values(book["Jadwal"])
    assert rows[3] == [None, "Ruang Pelayanan, Gedung G (WIB)", None, "Ruang Timur (WITA)"]
    assert rows[6][3:] == ["kosong\nkosong", "kosong"]
    # The other room is not open on Tuesday.
    assert rows[7][3:] == []


def test_a_quarter_spreads_the_officers_over_pages() -> None:
    problem = replace(PROBLEM, last=date(2027, 5, 31))
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(problem, ROSTER, *outcome(problem, ROSTER), "id"))
    )
    # 31 + 30 + 31 = 92 days, 31 a page.
    assert int(book["Petugas"].page_setup.fitToWidth) == 3
    assert values(book["Petugas"])[4][32] == "1/4"


def test_a_problem_with_nothing_in_it_still_gives_a_workbook() -> None:
    problem = replace(
        PROBLEM, duties=(), officers=(), units=(), leaves=(), requests=(), balances=()
    )
    none = Roster(())
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(problem, none, *outcome(problem, none), "en"))
    )
    assert book.sheetnames == ["Roster", "Officers", "Loads", "Costs"]
    assert "No violation and no cost." in str(values(book["Costs"]))


def test_many_violations_end_in_what_is_left_of_each_priority() -> None:
    # 25 officers with one wish each, all refused at weight 2: 20 are told, 5 x 2 are left.
    more = tuple(replace(PROBLEM.officers[0], id=f"{n:018}", name=f"P{n}") for n in range(25))
    asked = tuple(replace(PROBLEM.requests[2], officer=officer.id) for officer in more)
    problem = replace(PROBLEM, officers=more, requests=asked, leaves=(), balances=())
    none = Roster(())
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(problem, none, *outcome(problem, none), "en"))
    )
    told = [
        row for row in values(book["Costs"]) if row and row[0] == "priority 4" and len(row) == 5
    ]
    assert [row[3] for row in told[1:]] == [2] * 20 + [10]
    assert told[-1][4] == "5 more at priority 4, none costing more than 2"

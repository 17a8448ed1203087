"""The annex of the decree: what it holds, that no name breaks it, and that its bytes are stable."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from small_office import ANI, BUDI, PROBLEM, ROSTER

from roster.errors import InputError
from roster.exports.annex import Annex, annex_pdf, grouped
from roster.exports.edition import Edition
from roster.exports.plan import DOTS, Plan
from roster.model import Officer, Problem, Roster

EDITION = Edition(3, datetime(2027, 2, 25, 10, tzinfo=ZoneInfo("Asia/Jakarta")))
SETTINGS = (
    ("office", "Kantor Layanan"),
    ("letterhead", "Kementerian Contoh; Direktorat Jenderal Contoh; Jalan Contoh 1"),
    ("decree", "Keputusan Direktur Jenderal Contoh Nomor 17/KPTS/2027"),
    ("decree_date", "2027-02-24"),
    ("place", "Jakarta"),
    ("signatory", "Sekretaris Direktorat Jenderal; Dr. Ratna Wulandari"),
    ("signatory_nip", "197203141998032001"),
)
OFFICE = replace(PROBLEM, settings=SETTINGS)
AWKWARD = (
    "#panic()",
    "[*x*]",
    "$ sum $",
    "@ref <label>",
    "Kutip \"ganda\" \\ 'satu'",
    "= Judul\n- butir\n+ nomor",
    "`raw` // komentar /* x */",
    "مكتب 住宅 🚪",
    "_" * 300,
)


def annex(problem: Problem = OFFICE, language: str = "id", edition: Edition = EDITION) -> Annex:
    return Annex(problem, ROSTER, language, edition)


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF, by a program that is not ours."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: install poppler-utils")
    path = folder / "roster.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_the_head_of_the_annex_names_the_decree() -> None:
    assert annex().decree() == {
        "name": "Keputusan Direktur Jenderal Contoh",
        "number": "17/KPTS/2027",
        "date": "24 Februari 2027",
        "about": "Penetapan petugas dan jadwal piket Kantor Layanan",
    }
    again = annex(edition=replace(EDITION, decree="18/KPTS/2027")).decree()
    assert (again["name"], again["number"]) == (
        "Keputusan Direktur Jenderal Contoh",
        "18/KPTS/2027",
    )
    whole = annex(edition=replace(EDITION, decree="Keputusan Sekretaris Nomor 2/2027")).decree()
    assert (whole["name"], whole["number"]) == ("Keputusan Sekretaris", "2/2027")


def test_what_is_not_known_yet_is_left_as_dots() -> None:
    bare = annex(PROBLEM)
    assert (bare.decree()["number"], bare.decree()["date"]) == (DOTS, DOTS)
    assert bare.signature() == {
        "place": DOTS,
        "date": DOTS,
        "title": "Pejabat yang menetapkan",
        "name": DOTS,
        "nip": "",
    }


def test_officers_stand_by_unit_with_number_and_role() -> None:
    assert annex().officers()["rows"][0] == [
        "1.",
        "Ani Lestari",
        "19800101 201001 1 001",
        "Sekretariat",
        "Front",
    ]
    assert len(annex().officers()["rows"]) == 4


def test_a_number_of_18_digits_is_printed_in_its_groups() -> None:
    assert grouped("198709172016072046") == "19870917 201607 2 046"
    assert grouped("budi") == "budi"


def test_the_table_has_a_row_for_each_session_with_dots_for_empty_places() -> None:
    plan = Plan(OFFICE, ROSTER, "id")
    days = plan.table("PIP")["days"]
    assert [day["title"] for day in days] == [
        "Senin, 1 Maret 2027",
        "Selasa, 2 Maret 2027",
        "Kamis, 4 Maret 2027",
    ]
    thursday = days[2]["rows"]
    assert [(row["session"], row["hours"], row["cells"]) for row in thursday] == [
        ("Sesi pagi", "07.30–11.30 WIB", [["Budi =1+1 <b>", DOTS]]),
        ("Sesi siang", "13.00–16.00 WIB", [[DOTS]]),
    ]


def test_a_wall_sheet_has_a_weeks_days_across_and_no_personnel_number() -> None:
    plan = Plan(OFFICE, ROSTER, "en")
    (monday,) = plan.mondays
    sheet = plan.sheet("PIP", monday)
    assert sheet["days"] == ["Monday\n1 March", "Tuesday\n2 March", "Thursday\n4 March"]
    assert [row["session"] for row in sheet["rows"]] == ["Sesi pagi", "Sesi siang"]
    assert sheet["rows"][0]["cells"][0]["posts"] == [
        {"post": "Front", "names": ["Ani Lestari", "Citra Dewanti"]}
    ]
    assert ANI not in repr(sheet)


def test_the_same_roster_has_the_same_bytes_everywhere() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from test_annex import *;"
        "print(hashlib.sha256(annex_pdf(OFFICE, ROSTER, 'id', EDITION)).hexdigest())"
    )
    answers = set()
    for seed, zone in (("0", "UTC"), ("1", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        answers.add(done.stdout)
    assert len(answers) == 1


def test_the_printed_words_are_those_of_the_annex(tmp_path: Path) -> None:
    text = text_of(annex_pdf(OFFICE, ROSTER, "id", EDITION), tmp_path)
    for words in (
        "KEPUTUSAN DIREKTUR JENDERAL CONTOH",
        "17/KPTS/2027",
        "Senin, 1 Maret 2027",
        "Dr. Ratna Wulandari",
        "NIP 19720314 199803 2 001",
        "Halaman 1 dari 2",
        "versi 3, 25 Februari 2027 10.00 WIB",
        "Budi =1+1 <b>",
        "Jadwal Piket 1–4 Maret 2027",
    ):
        assert words in text
    assert "rahasia" not in text


@pytest.mark.parametrize("name", AWKWARD)
def test_no_name_can_break_the_layout(name: str, tmp_path: Path) -> None:
    officers = tuple(Officer(o.id, name, o.unit) if o.id == BUDI else o for o in OFFICE.officers)
    settings = tuple(
        (key, f"{value} {name}") for key, value in SETTINGS if key not in ("decree_date",)
    )
    pdf = annex_pdf(replace(OFFICE, officers=officers, settings=settings), ROSTER, "id", EDITION)
    assert pdf.startswith(b"%PDF-")
    printed = text_of(pdf, tmp_path)
    for word in name.split():
        if word.isascii() and len(word) < 20:
            assert word in printed


def test_a_roster_without_duties_is_still_an_annex() -> None:
    empty = replace(OFFICE, duties=())
    assert annex_pdf(empty, Roster(()), "en").startswith(b"%PDF-")


def test_without_typst_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(InputError, match=r"duty-roster\[pdf\]"):
        annex_pdf(OFFICE, ROSTER, "en", EDITION)

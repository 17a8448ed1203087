"""``roster check``: a book alone, or a roster against every rule."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

EXAMPLES = Path(__file__).parents[2] / "examples"
Run = Callable[..., Result]
Change = Callable[[str, str, str], None]


@pytest.mark.parametrize("name", ["service-room", "service-room.xlsx", "regional-office"])
def test_each_example_is_fit_for_use(run: Run, name: str) -> None:
    found = run("check", EXAMPLES / name, "--month", "2027-03", "--language", "en")
    assert found.exit_code == 0
    assert found.stdout == f"{EXAMPLES / name}: fit for use\n"


def test_a_workbook_and_a_folder_that_say_the_same_have_one_hash(run: Run) -> None:
    hashes = {
        json.loads(run("check", EXAMPLES / name, "--json").stdout)["sha256"]
        for name in ("service-room", "service-room.xlsx")
    }
    assert len(hashes) == 1


def test_estimated_holidays_are_told_as_warnings_in_the_language_asked_for(
    run: Run, book: Path
) -> None:
    told = {
        language: run("check", book, "--month", "2027-03", "--language", language)
        for language in ("id", "en")
    }
    assert all(found.exit_code == 0 for found in told.values())
    assert told["id"].stderr.startswith("peringatan: ")
    assert "10 Maret 2027" in told["id"].stderr
    assert told["en"].stderr.startswith("warning: ")
    assert "10 March 2027" in told["en"].stderr


def test_faults_are_told_in_the_language_that_the_book_declares(
    run: Run, book: Path, change: Change
) -> None:
    change("petugas", ",TU,", ",TUU,")
    assert "seharusnya" in run("check", book).stderr
    change("pengaturan", "bahasa,id", "language,en")
    found = run("check", book)
    assert found.exit_code == 2
    assert "expected one of the table" in found.stderr
    assert "seharusnya" not in found.stderr


def test_two_faults_are_told_in_one_run(run: Run, book: Path, change: Change) -> None:
    change("petugas", ",TU,", ",TUU,")
    change("cuti", "198402172008011003", "198402172008011009")
    found = run("check", book)
    assert found.exit_code == 2
    assert "petugas.csv: C2" in found.stderr
    assert "cuti.csv: A2" in found.stderr


def test_a_roster_without_a_period_is_a_fault_of_usage(run: Run, book: Path) -> None:
    found = run("check", book, "--roster", book)
    assert found.exit_code == 2
    assert "--month 2027-03" in found.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--month", "2027-03", "--from", "2027-03-01"), "not both"),
        (("--from", "2027-03-01"), "both --from and --until"),
        (("--from", "2027-03-02", "--until", "2027-03-01"), "before --from 2027-03-02"),
        (("--month", "2027-13"), "2027-13"),
        (("--month", "March"), "March"),
        (("--from", "1/3/2027", "--until", "2027-03-31"), "1/3/2027"),
    ],
)
def test_a_period_that_is_none_is_refused(run: Run, book: Path, options, told: str) -> None:
    found = run("check", book, *options, "--language", "en")
    assert found.exit_code == 2
    assert told in found.stderr


def test_the_solved_roster_keeps_every_must_rule(run: Run, solved: Path) -> None:
    found = run("check", solved / "book", "--month", "2027-03", "--roster", solved / "out")
    assert found.exit_code == 0
    assert "Semua aturan wajib dipenuhi" in found.stdout


def test_the_costs_checked_are_those_that_solve_told(run: Run, solved: Path) -> None:
    told = json.loads((solved / "out" / "result.json").read_text())
    found = run(
        "check", solved / "book", "--month", "2027-03", "--roster", solved / "out", "--json"
    )
    assert found.exit_code == 0
    answer = json.loads(found.stdout)
    assert answer["broken"] == []
    assert answer["costs"] == {str(row["priority"]): row["cost"] for row in told["priorities"]}


def test_a_roster_that_breaks_a_must_rule_is_answered_no(
    run: Run, solved: Path, tmp_path: Path
) -> None:
    # Evita Lasut is pinned to the clinic on 16 March; the row is given to Fathur Palinggi, who
    # is on leave that day: at least the pin and the leave are broken.
    with (solved / "out" / "roster.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    pinned = [r for r in rows if (r["date"], r["room"]) == ("2027-03-16", "KLINIK")]
    assert [row["name"] for row in pinned] == ["Evita Lasut"]
    pinned[0]["officer"], pinned[0]["name"] = "199212192016032005", "Fathur Palinggi"
    path = tmp_path / "changed.csv"
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    args = ("check", solved / "book", "--month", "2027-03", "--roster", path, "--language", "en")
    found = run(*args)
    assert found.exit_code == 1
    assert "Fathur Palinggi" in found.stdout
    answer = json.loads(run(*args, "--json").stdout)
    assert {"leave", "pins"} <= {row["rule"] for row in answer["broken"]}
    assert answer["hard"] == len(answer["broken"])


def test_a_roster_that_is_none_is_refused_with_its_line(
    run: Run, solved: Path, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("date,room,session,post,officer\n2027-03-02,LOKET,pagi,loket,12\n")
    found = run("check", solved / "book", "--month", "2027-03", "--roster", path)
    assert found.exit_code == 2
    assert "roster.csv, baris 2" in found.stderr

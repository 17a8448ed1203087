"""``roster export``: the files of a roster again, in other formats or another language."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def copy(solved: Path, tmp_path: Path) -> Path:
    """The solved month and its book, free to be changed."""
    home = tmp_path / "home"
    shutil.copytree(solved, home)
    return home


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_export_gives_the_same_bytes(run: Run, copy: Path) -> None:
    before = contents(copy / "out")
    found = run("export", copy / "out")
    assert found.exit_code == 0
    assert contents(copy / "out") == before


def test_another_language_changes_what_is_asked_for_and_nothing_else(run: Run, copy: Path) -> None:
    before = contents(copy / "out")
    found = run("export", copy / "out", "--to", "html,ics", "--language", "en")
    assert found.exit_code == 0
    after = contents(copy / "out")
    assert "March 2027" in after["roster.html"].decode()
    assert after["roster.html"] != before["roster.html"]
    assert after["roster.xlsx"] == before["roster.xlsx"]
    assert after["roster.csv"] == before["roster.csv"]
    assert b"Duty" in next(text for name, text in after.items() if name.startswith("calendars/"))


def test_a_book_that_has_changed_is_refused(run: Run, copy: Path) -> None:
    path = copy / "book" / "cuti.csv"
    path.write_text(path.read_text().replace("2027-03-16,2027-03-19", "2027-03-16,2027-03-18"))
    before = contents(copy / "out")
    found = run("export", copy / "out", "--language", "en")
    assert found.exit_code == 2
    assert "the book has changed" in found.stderr
    assert contents(copy / "out") == before


def test_a_book_that_has_moved_is_found_by_its_option(run: Run, copy: Path) -> None:
    (copy / "book").rename(copy / "elsewhere")
    assert run("export", copy / "out").exit_code == 2
    assert run("export", copy / "out", "--book", copy / "elsewhere").exit_code == 0


def test_a_book_in_another_form_is_the_same_book(run: Run, copy: Path) -> None:
    assert run("convert", copy / "book", copy / "book.xlsx").exit_code == 0
    assert run("export", copy / "out", "--book", copy / "book.xlsx").exit_code == 0


def test_a_roster_changed_by_hand_is_refused(run: Run, copy: Path) -> None:
    path = copy / "out" / "roster.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-1]))
    found = run("export", copy / "out", "--language", "en")
    assert found.exit_code == 2
    assert "no longer agrees with result.json" in found.stderr


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"period": {"first": "x"}}', "nothing"])
def test_a_folder_that_is_no_output_is_refused(run: Run, tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "result.json").write_text(text)
    found = run("export", tmp_path, "--language", "en")
    assert found.exit_code == 2
    assert "is no result of roster solve" in found.stderr


def test_the_output_tells_nothing_of_leave(copy: Path) -> None:
    # DIKLAT is the reason of one officer's absence in the book; result.json names the book only
    # by its path.
    assert "DIKLAT" in (copy / "book" / "cuti.csv").read_text()
    files = contents(copy / "out")
    assert not [name for name, text in files.items() if b"DIKLAT" in text]
    assert json.loads(files["result.json"])["book"] == "../book"


def test_programs_are_told_which_files_were_written(run: Run, copy: Path) -> None:
    told = json.loads(run("export", copy / "out", "--to", "xlsx,html", "--json").stdout)
    assert told == {"folder": str(copy / "out"), "files": ["roster.html", "roster.xlsx"]}

"""``roster init`` and ``roster convert``: books made and turned into the other form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

EXAMPLES = Path(__file__).parents[2] / "examples"
Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("args", "made"),
    [(("office",), "office"), (("office", "--xlsx"), "office.xlsx"), (("a.xlsx",), "a.xlsx")],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_starter_book_solves_with_the_command_it_tells(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args, made: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("init", *args, "--language", language)
    assert found.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == [made]
    command = found.stderr.split(": ", 1)[1].split()
    assert command[:3] == ["roster", "solve", made]
    assert run(*command[1:]).exit_code == 0
    assert (tmp_path / "out" / "roster.csv").is_file()


def test_a_book_that_exists_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_text("mine")
    for args in (("init", path), ("convert", EXAMPLES / "service-room", path)):
        found = run(*args)
        assert found.exit_code == 2
        assert str(path) in found.stderr
        assert path.read_text() == "mine"


def test_converting_there_and_back_loses_nothing(run: Run, tmp_path: Path) -> None:
    assert run("convert", EXAMPLES / "regional-office", tmp_path / "b.xlsx").exit_code == 0
    assert run("convert", tmp_path / "b.xlsx", tmp_path / "c").exit_code == 0
    books = (EXAMPLES / "regional-office", tmp_path / "b.xlsx", tmp_path / "c")
    hashes = {json.loads(run("check", book, "--json").stdout)["sha256"] for book in books}
    assert len(hashes) == 1


def test_a_faulty_book_is_not_converted(run: Run, book: Path) -> None:
    (book / "sesi.csv").unlink()
    found = run("convert", book, book.parent / "b.xlsx")
    assert found.exit_code == 2
    assert not (book.parent / "b.xlsx").exists()


def test_programs_are_told_what_was_written(run: Run, tmp_path: Path) -> None:
    book, copy = tmp_path / "office", tmp_path / "copy.xlsx"
    told = json.loads(run("init", book, "--json").stdout)
    assert told == {"book": str(book), "month": "2027-03"}
    told = json.loads(run("convert", book, copy, "--json").stdout)
    assert told["book"] == str(copy)
    assert told["sha256"] == json.loads(run("check", copy, "--json").stdout)["sha256"]

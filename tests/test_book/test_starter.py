"""The starter book is a book to start from: right, and solved as it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from roster.book import starter_book, write_starter
from roster.book.problem import build_problem
from roster.cli import main
from roster.registry import rules


def test_the_starter_book_solves_as_it_is_with_every_place_filled(tmp_path: Path) -> None:
    book, month = write_starter(tmp_path / "office", xlsx=True)
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["solve", str(book), "--month", month, "--out", str(out)])
    assert done.exit_code == 0, done.output
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert (result["status"], result["hard"]) == ("optimal", 0)
    # March 2027 has 15 open days, each with two sessions of two posts for one officer.
    assert len((out / "roster.csv").read_text(encoding="utf-8").splitlines()) == 1 + 15 * 4
    assert [p["cost"] for p in result["priorities"] if p["priority"] in (1, 2)] == [0, 0]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_starter_book_fits_any_month(month: int) -> None:
    first = date(2026, month, 1)
    last = date(2026, month, 28)
    book = starter_book(first)
    problem, _warnings = build_problem(book, first, last, rules())
    assert problem.duties
    assert all(first <= leave.start and leave.end.month == month for leave in book.leave)

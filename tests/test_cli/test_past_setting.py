"""The setting ``past``: a book that names the roster of the month before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from roster.book import read_book
from roster.cli import main
from roster.cli.common import Period, open_book, problem_of
from roster.errors import InputError
from roster.model import Problem

LINES = """date,room,session,post,officer,start,end
2027-02-26,PTSP,pagi,front,{officer},2027-02-26T07:30:00+07:00,2027-02-26T11:30:00+07:00
2027-03-01,PTSP,pagi,front,{officer},2027-03-01T07:30:00+07:00,2027-03-01T11:30:00+07:00
"""


def march(book: Path) -> Problem:
    with click.Context(main):
        return problem_of(open_book(book, "en"), Period(date(2027, 3, 1), date(2027, 3, 31)), "en")


@pytest.fixture
def naming(book: Path) -> Path:
    """The book, with a setting that names a folder beside it."""
    settings = book / "pengaturan.csv"
    settings.write_text(settings.read_text(encoding="utf-8").rstrip() + "\njadwal lalu,../before\n")
    return book


def test_a_book_names_the_roster_before_relative_to_itself(naming: Path) -> None:
    officer = march_officers(naming)[0]
    folder = naming.parent / "before"
    folder.mkdir()
    (folder / "roster.csv").write_text(LINES.format(officer=officer), encoding="utf-8")
    found = march(naming)
    # What lies in the period itself is left aside.
    assert [(who, duty.day) for who, duty in found.past] == [(officer, date(2027, 2, 26))]


def test_a_roster_before_that_is_not_there_is_told_with_its_path(naming: Path) -> None:
    with pytest.raises(InputError) as refused:
        march(naming)
    assert "before" in str(refused.value)


def test_a_book_that_names_none_has_no_past(book: Path) -> None:
    assert march(book).past == ()


def march_officers(book: Path) -> list[str]:
    return [row.officer for row in read_book(book, "en").officers]

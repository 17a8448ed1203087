"""A book to spoil, and a way to run the command line as a user does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roster.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"

Run = Callable[..., Result]
Change = Callable[[str, str, str], None]


@pytest.fixture
def run() -> Run:
    """Run ``roster`` with arguments; an exception that is no exit fails the test."""

    def invoke(*args: object) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)

    return invoke


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the regional office, a folder of CSV files, to change at will."""
    folder = tmp_path / "book"
    shutil.copytree(EXAMPLES / "regional-office", folder)
    return folder


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The regional office's March, solved once: ``book`` and ``out`` in one folder."""
    home = tmp_path_factory.mktemp("solved")
    shutil.copytree(EXAMPLES / "regional-office", home / "book")
    found = CliRunner().invoke(
        main,
        ["solve", str(home / "book"), "--month", "2027-03", "--out", str(home / "out")],
        catch_exceptions=False,
    )
    assert found.exit_code == 0, found.output
    return home


@pytest.fixture
def change(book: Path) -> Change:
    """Replace the first occurrence of a text in a table of the book; it must be there."""

    def replace(table: str, old: str, new: str) -> None:
        path = book / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace

"""The command line as a whole: quick help, no solver where none is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from roster import __version__
from roster.cli import COMMANDS, main

HEAVY = {
    "ortools",
    "highspy",
    "pandas",
    "numpy",
    "holidays",
    "xlsxwriter",
    "jinja2",
    "icalendar",
    "python_calamine",
    "pydantic",
    "rich",
}
SOLVERS = {"ortools", "highspy"}
Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def imported(*args: str) -> set[str]:
    """The top-level packages that a run of the command line has imported."""
    program = (
        "import sys\n"
        "from roster.cli import main\n"
        f"status = main({list(args)!r}, standalone_mode=False)\n"
        "print('imported', *{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("args", [("--help",), *((name, "--help") for name in COMMANDS)], ids=str)
def test_help_imports_no_heavy_library(args: tuple[str, ...]) -> None:
    assert imported(*args) & HEAVY == set()


@pytest.mark.parametrize(
    "args",
    [
        ("check", "examples/service-room", "--month", "2027-03"),
        ("rules",),
        ("rules", "coverage"),
    ],
    ids=lambda args: " ".join(args),
)
def test_checking_and_explaining_import_no_solver(args: tuple[str, ...]) -> None:
    assert imported(*args) & SOLVERS == set()


def test_help_lists_every_command_in_order(run: Run) -> None:
    found = run("--help")
    assert found.exit_code == 0
    listed = found.stdout.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)


def test_an_unknown_command_is_refused(run: Run) -> None:
    found = run("sovle")
    assert found.exit_code == 2
    assert "sovle" in found.stderr


def test_the_version_is_told(run: Run) -> None:
    found = run("--version")
    assert found.exit_code == 0
    assert __version__ in found.stdout


def test_a_terminal_that_cannot_show_a_character_gets_its_escape() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "roster", "rules", "coverage"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        encoding="latin-1",
        check=True,
    )
    assert "\\u2013" in done.stdout


def test_a_command_starts_no_threads_for_linear_algebra_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = click.Context(main)
    for told, kept in (("", "1"), ("4", "4")):
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", told)
        if not told:
            monkeypatch.delenv("OPENBLAS_NUM_THREADS")
        assert main.get_command(context, "rules") is not None
        assert os.environ["OPENBLAS_NUM_THREADS"] == kept

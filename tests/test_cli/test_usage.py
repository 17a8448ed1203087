"""Faults of usage: exit status 2, told in the language asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from roster.cli import usage
from roster.cli.usage import asked_language

Run = Callable[..., Result]

FAULTS = {
    ("solve",): "Argumen 'BOOK' belum diberikan.",
    ("solve", "x"): "Opsi '--out' belum diberikan.",
    ("solve", "x", "y", "--out", "o"): "Argumen berlebih: y",
    ("solve", "x", "--out"): "Opsi '--out' memerlukan nilai.",
    ("solve", "x", "--out", "o", "--sead", "1"): "Opsi '--sead' tidak dikenal.",
    ("solve", "x", "--out", "o", "--seed", "q"): "'--seed': 'q' bukan bilangan bulat.",
    ("solve", "x", "--out", "o", "--seed", "-1"): "'--seed': -1 di luar rentang",
    ("solve", "x", "--out", "o", "--seconds", "q"): "'--seconds': 'q' bukan bilangan.",
    ("solve", "x", "--out", "o", "--to", "doc"): "'doc' bukan salah satu dari ics",
    ("solve", "x", "--out", "o", "--from", "1/3"): "'1/3' tidak berbentuk '%Y-%m-%d'.",
    ("solve", "x", "--out", "p"): "Bulan apa?",
    ("solve", "x", "--out", "o", "--month", "2027-03", "--from", "2027-03-01"): "keduanya",
    ("check", "x", "--from", "2027-03-02", "--until", "2027-03-01"): "sebelum --from",
    ("check", "x", "--month", "2027-13"): "periode: '2027-13' bukan periode; seharusnya 2027-03.",
    ("chek",): "Perintah 'chek' tidak dikenal.",
}


@pytest.mark.parametrize("arguments", FAULTS, ids=" ".join)
def test_a_fault_of_usage_is_told_in_indonesian(run: Run, arguments: tuple[str, ...]) -> None:
    found = run(arguments[0], "--language=id", *arguments[1:])
    assert found.exit_code == 2
    assert found.stdout == ""
    assert FAULTS[arguments] in found.stderr
    for english in ("Error", "Usage:", "Try ", "expected", "Invalid", "Missing", "No such"):
        assert english not in found.stderr


def test_a_fault_of_usage_is_told_in_the_language_of_the_help_else(run: Run) -> None:
    found = run("solve", "x", "--out", "o", "--seed", "q")
    assert found.exit_code == 2
    assert "Error: Invalid value for '--seed': 'q' is not a valid integer" in found.stderr


def test_a_book_that_can_be_read_gives_its_language_to_what_follows(run: Run, book: Path) -> None:
    assert "Bulan apa?" in run("solve", book, "--out", "o").stderr
    assert "Which month?" in run("solve", book, "--out", "o", "--language", "en").stderr


def test_without_a_command_there_is_help(run: Run) -> None:
    found = run()
    assert found.exit_code == 2
    assert "Commands:" in found.output
    assert "Error" not in found.output


def test_an_interruption_outside_a_solve_is_told_and_is_no_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: click.Command, ctx: click.Context) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(click.Command, "invoke", interrupted)
    for language, told in (("id", "Dihentikan."), ("en", "Aborted!")):
        found = run("init", "book", "--language", language)
        assert (found.exit_code, found.stderr.strip()) == (1, told)


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--language", "id"], "id"),
        (["solve", "--language=id", "x"], "id"),
        (["--language", "en"], "en"),
        (["--language", "zz"], "en"),
        (["--language"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_found_in_the_arguments(arguments: list[str], language: str) -> None:
    assert asked_language(arguments) == language


def test_every_pattern_of_the_dictionary_matches_what_it_replaces() -> None:
    assert usage.message(click.UsageError("Option '--json' does not take a value."), "id") == (
        "Opsi '--json' tidak memakai nilai."
    )

"""The documents are true: commands run and print what is shown, every option is documented."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from roster.book import read_book
from roster.cli import COMMANDS, main
from roster.cli.rules import page
from roster.registry import rules

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
EXAMPLES = sorted((ROOT / "examples").glob("*/README.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Shown:
    """A command of a console block, the exit status and the output shown below it."""

    line: int
    command: str
    status: int
    output: str


def shown(text: str) -> Iterator[Shown]:
    """The commands of the console blocks of a page, in order."""
    for fence in FENCE.finditer(text):
        if fence[1] != "console":
            continue
        first = text[: fence.start()].count("\n") + 2
        for number, block in enumerate(re.split(r"^\$ ", fence[2], flags=re.MULTILINE)):
            if number:
                command, _, output = block.partition("\n")
                command, _, status = command.partition("  # exit status ")
                yield Shown(first, command, int(status or 0), output)


def ran(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would, with this environment's ``roster`` on the path.

    ``make demo`` is run with this environment in place of the one that it would set up.
    """
    tools = Path(sys.executable).parent
    if command.startswith("make "):
        command += f" BIN={tools} -o .venv/installed"
    # Within `make test` these would make an inner make tell which folder it enters.
    outer = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    environ = {name: value for name, value in os.environ.items() if name not in outer}
    environ |= {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=home,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def masked(output: str) -> str:
    """Output with every officer's name in place of which another's could stand."""
    book = read_book(ROOT / "examples" / "service-room")
    names = "|".join(re.escape(officer.name) for officer in book.officers)
    return re.sub(names, "NAME", output)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_commands_of_a_page_print_what_is_shown(path: Path, tmp_path: Path) -> None:
    """``...`` stands for anything; a page's commands run in order, in a copy of the examples.

    Who serves may differ between equally good rosters of two versions of a solver, so any
    officer's name stands for any other's.
    """
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "Makefile", tmp_path)
    checker = doctest.OutputChecker()
    for example in shown(path.read_text(encoding="utf-8")):
        done = ran(example.command, tmp_path)
        where = f"{path.name}, block at line {example.line}: {example.command}"
        assert done.returncode == example.status, f"{where}\n{done.stderr}"
        want, got = masked(example.output), masked(done.stdout)
        same = checker.check_output(want, got, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        assert same, f"{where}\n{done.stdout}"


def test_the_readme_shows_a_roster_and_its_command_in_30_lines() -> None:
    top = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30])
    commands = [example.command for example in shown(top + "\n```")]
    assert any(command.startswith("roster solve ") for command in commands)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_command_of_an_example_solves_it(path: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (command,) = re.findall(r"^    (roster .+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    done = ran(command, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "terbukti optimal" in done.stdout


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    broken = [link for link in LINK.findall(text) if not (path.parent / link).exists()]
    assert broken == []


def section(name: str) -> str:
    """The part of the commands page about one command."""
    parts = re.split(r"^## ", COMMANDS_PAGE, flags=re.MULTILINE)
    (found,) = [part for part in parts if part.startswith(f"roster {name}\n")]
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    flags = {flag for param in command.params for flag in param.opts if flag.startswith("-")}
    text = section(name)
    rows = set(re.findall(r"`(--[\w-]+)`", "\n".join(re.findall(r"^\| .*", text, re.MULTILINE))))
    assert rows == flags


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, param.name


def test_the_rules_page_is_made_from_the_rules() -> None:
    made = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert made == page(rules()), "run `make docs`"

"""Progress of a sweep on standard error: bars on a terminal, a line a case elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from roster.model.language import say

if TYPE_CHECKING:
    from roster.scenario.case import Case

Watch = Callable[["Case", dict[str, Any], bool], None]


@contextmanager
def watching(count: int, language: str) -> Iterator[Watch]:
    """Give a function to call with each finished case, its facts, and whether it was found."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with _bars(console, count, language) as watch:
            yield watch
        return
    done = 0

    def show(case: Case, facts: dict[str, Any], found: bool) -> None:
        nonlocal done
        done += 1
        click.echo(f"{done}/{count} {_told(case, facts, found, language)}", err=True)

    yield show


@contextmanager
def _bars(console: Any, count: int, language: str) -> Iterator[Watch]:
    """A bar of all cases, and above it a line for each that is finished."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        every = progress.add_task(say(language, id="semua", en="all"), total=count)

        def show(case: Case, facts: dict[str, Any], found: bool) -> None:
            progress.console.print(_told(case, facts, found, language), highlight=False)
            progress.advance(every)

        yield show


def _told(case: Case, facts: dict[str, Any], found: bool, language: str) -> str:
    """``lebaran: optimal, 2.1 s``, with office and month where they are told apart."""
    parts = case.path.split("/")[1:-1]
    name = " ".join([*parts, case.scenario])
    if found:
        again = say(language, id="sudah selesai", en="finished before")
        return f"{name}: {facts['status']}, {again}"
    seconds = say(language, id="detik", en="s")
    return f"{name}: {facts['status']}, {facts['seconds']:.1f} {seconds}"

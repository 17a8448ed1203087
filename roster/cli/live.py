"""Progress of a solve on standard error: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from roster.model.language import say

if TYPE_CHECKING:
    from rich.table import Table

    from roster.model import Problem
    from roster.solve import Progress

PAUSE = 5.0
"""Seconds between two plain lines about a priority that is not yet proven."""


@contextmanager
def watching(problem: Problem, language: str) -> Iterator[Callable[[Progress], None]]:
    """Give a function to call with each piece of progress."""
    from rich.console import Console

    rules: dict[int, str] = {}
    for use in problem.rules:
        if use.priority is not None:
            named = rules.get(use.priority)
            rules[use.priority] = f"{named}, {use.name}" if named else use.name
    console = Console(stderr=True)
    if not console.is_terminal:
        yield PlainLines(rules, language)
        return
    from rich.live import Live

    board = Board(rules, language)
    with Live(board.table(), console=console, transient=True, refresh_per_second=8) as live:

        def show(progress: Progress) -> None:
            board.add(progress)
            live.update(board.table())

        yield show


class PlainLines:
    """Progress as lines: one when a priority is proven, and one now and then before."""

    def __init__(self, rules: Mapping[int, str], language: str) -> None:
        self.rules, self.language = rules, language
        self.next_at = PAUSE

    def __call__(self, progress: Progress) -> None:
        """Print a line if the progress is worth one."""
        if not progress.proven and progress.seconds < self.next_at:
            return
        self.next_at = progress.seconds + PAUSE
        click.echo(line(progress, self.rules, self.language), err=True)


def line(progress: Progress, rules: Mapping[int, str], language: str) -> str:
    """``priority 3 (fair_share): best 200, bound 200, proven, 0.8 s``."""
    cells = row(progress, rules, language)
    return say(
        language,
        id=f"prioritas {cells[0]} ({cells[1]}): terbaik {cells[2]}, batas {cells[3]}, "
        f"selisih {cells[4]}, {cells[5]} detik",
        en=f"priority {cells[0]} ({cells[1]}): best {cells[2]}, bound {cells[3]}, "
        f"gap {cells[4]}, {cells[5]} s",
    )


def row(progress: Progress, rules: Mapping[int, str], language: str) -> tuple[str, ...]:
    """Priority, rules, best, bound, gap and seconds as words; a dash for what is not known."""
    best, bound = progress.best, progress.bound
    if progress.proven:
        gap = say(language, id="0 (terbukti)", en="0 (proven)")
    else:
        gap = "–" if best is None or bound is None else str(best - bound)
    return (
        str(progress.priority),
        rules.get(progress.priority, ""),
        "–" if best is None else str(best),
        "–" if bound is None else str(bound),
        gap,
        f"{progress.seconds:.1f}",
    )


class Board:
    """The latest progress of every priority."""

    def __init__(self, rules: Mapping[int, str], language: str) -> None:
        self.rules, self.language = rules, language
        self.latest: dict[int, Progress] = {}

    def add(self, progress: Progress) -> None:
        """Keep a piece of progress in place of the last one on its priority."""
        self.latest[progress.priority] = progress

    def table(self) -> Table:
        """What is known of each priority, in order."""
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        table = Table(box=SIMPLE_HEAD)
        heads = say(
            self.language,
            id="prioritas|aturan|terbaik|batas|selisih|detik",
            en="priority|rules|best|bound|gap|seconds",
        ).split("|")
        for head in heads:
            table.add_column(head, justify="left" if head == heads[1] else "right")
        for priority in sorted(self.latest):
            table.add_row(*row(self.latest[priority], self.rules, self.language))
        return table

"""Progress of a solve: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from roster.cli.live import Board, PlainLines
from roster.solve.options import Progress

RULES = {1: "coverage", 2: "fair_share, fair_share"}
PROVEN = Progress(1, best=0, bound=0, proven=True, seconds=0.31)
OPEN = Progress(2, best=212, bound=200, proven=False, seconds=1.26)
UNKNOWN = Progress(2, best=None, bound=None, proven=False, seconds=1.0)


def test_a_proven_priority_is_a_line_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    PlainLines(RULES, "en")(PROVEN)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "priority 1 (coverage): best 0, bound 0, gap 0 (proven), 0.3 s\n"


def test_an_open_priority_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    # At most one line in five seconds: of news at 1.3, 5.0, 6, 9.9 and 10 s those at 5.0 and 10.
    lines = PlainLines(RULES, "id")
    for seconds in (1.3, 5.0, 6.0, 9.9, 10.0):
        lines(Progress(2, best=212, bound=200, proven=False, seconds=seconds))
    told = capsys.readouterr().err.splitlines()
    assert [line.rsplit(", ", 1)[1] for line in told] == ["5.0 detik", "10.0 detik"]
    assert "terbaik 212, batas 200, selisih 12" in told[0]


def test_the_table_shows_the_latest_of_each_priority_in_order() -> None:
    board = Board(RULES, "en")
    for progress in (OPEN, UNKNOWN, PROVEN):
        board.add(progress)
    text = io.StringIO()
    Console(file=text, width=100).print(board.table())
    cells = [line.split() for line in text.getvalue().splitlines() if line.strip()]
    assert cells[0] == ["priority", "rules", "best", "bound", "gap", "seconds"]
    assert cells[2] == ["1", "coverage", "0", "0", "0", "(proven)", "0.3"]
    assert cells[3] == ["2", "fair_share,", "fair_share", "–", "–", "–", "1.0"]

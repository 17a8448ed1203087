"""A search that is stopped, or out of time, hands over a lawful roster and does not boast."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hard_book import hard_book

from roster.encoding import encode_problem
from roster.model import Problem, Result
from roster.solve import Options, Progress, find_roster
from roster.solve.finder import read_roster
from roster.solve.lexicographic import March
from roster.verify import verify

PATIENCE = 60.0
"""Seconds after which a wait is given up: far above any that a test needs."""


@pytest.fixture(scope="module")
def hard() -> Problem:
    return hard_book()


def honest(result: Result, book: Problem) -> None:
    """A lawful roster, its costs as the rules reckon them, and no claim that they are least."""
    assert result.roster is not None
    report = verify(book, result.roster)
    assert report.hard == result.hard == 0
    assert {p.priority: p.cost for p in result.priorities} == dict(report.costs)
    assert result.status == "feasible"
    assert not result.priorities[-1].proven
    for row in result.priorities:
        assert row.bound is None or row.bound <= row.cost
        assert row.proven == bool(row.by)


def test_stopping_a_march_leaves_its_best_values(hard: Problem) -> None:
    found = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            found.set()

    march = March(encode_problem(hard), Options(seconds=10 * PATIENCE), watch)
    running = threading.Thread(target=march.run)
    running.start()
    assert found.wait(PATIENCE)
    march.stop()
    running.join(PATIENCE)
    assert not running.is_alive()
    assert march.values is not None
    assert verify(hard, read_roster(hard, march.model, march.values)).hard == 0
    assert not all(state.proven for state in march.settled.values())


def test_a_march_stopped_at_once_still_ends_soon(hard: Problem) -> None:
    march = March(encode_problem(hard), Options(seconds=10 * PATIENCE), None)
    march.stop()
    running = threading.Thread(target=march.run)
    running.start()
    running.join(PATIENCE)
    assert not running.is_alive()
    assert not march.infeasible
    if march.values is not None:
        assert verify(hard, read_roster(hard, march.model, march.values)).hard == 0


def test_an_interrupt_ends_the_search_with_the_best_roster_so_far(hard: Problem) -> None:
    pressed: list[Progress] = []

    def press(progress: Progress) -> None:
        if progress.best is not None and not pressed:
            pressed.append(progress)
            os.kill(os.getpid(), signal.SIGINT)

    result = find_roster(hard, Options(seconds=10 * PATIENCE), press)
    assert result.interrupted
    honest(result, hard)


@pytest.mark.parametrize("seconds", [0.2, 4.0])
def test_a_limit_of_seconds_ends_the_search(hard: Problem, seconds: float) -> None:
    result = find_roster(hard, Options(seconds=seconds))
    assert result.seconds < PATIENCE
    assert not result.interrupted
    assert not result.proven_infeasible
    if result.roster is not None:
        honest(result, hard)


RULES = """\
one_place,must,,
max_duties,must,,per=day; limit=1
rest_hours,must,,hours=11
run_length,must,,least=2; most=5
weekends,must,,require=most; most=2
coverage,1,10,to=min
days_off,1,3,least=2; most=4
weekends,1,2,require=complete
requests,1,,
fair_share,2,,of=duties
fair_share,3,,of=session
"""


def tables(book: Problem) -> dict[str, Sequence[Sequence[object]]]:
    """The hard problem as a book."""
    seen = {duty.session: duty for duty in book.duties}
    return {
        "settings": [("key", "value"), ("office", "Posko"), ("language", "en")],
        "units": [("unit", "name"), ("SET", "Sekretariat")],
        "officers": [
            ("officer", "name", "unit", "capacity"),
            *((o.id, o.name, "SET", 1) for o in book.officers),
        ],
        "rooms": [("room", "name", "timezone"), ("PIP", "Posko", "Asia/Jakarta")],
        "sessions": [
            ("room", "session", "name", "weekdays", "start", "end"),
            *(
                ("PIP", kind, kind, "", f"{duty.start:%H:%M}", f"{duty.end:%H:%M}")
                for kind, duty in seen.items()
            ),
        ],
        "posts": [
            ("room", "session", "post", "min", "ideal", "max"),
            *(("PIP", k, duty.post, duty.min, duty.ideal, duty.max) for k, duty in seen.items()),
        ],
        "requests": [
            ("officer", "date", "session", "wish", "weight"),
            *(
                (w.officer, w.day.isoformat(), w.session, "want" if w.want else "avoid", w.weight)
                for w in book.requests
            ),
        ],
        "rules": [
            ("rule", "strength", "weight", "parameters"),
            *(line.split(",") for line in RULES.splitlines()),
        ],
    }


@pytest.fixture
def hard_folder(tmp_path: Path, hard: Problem) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    for table, rows in tables(hard).items():
        with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_ctrl_c_on_the_command_line_saves_the_best_roster_so_far(
    hard_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    args = ["solve", str(hard_folder), "--month", "2027-03", "--out", str(out), "--to", "html"]
    running = subprocess.Popen(
        [sys.executable, "-m", "roster", *args, "--seconds", "600"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert running.stderr is not None
    told = ""
    ends = time.monotonic() + PATIENCE
    # A line with a best cost: there is a roster to save.
    while "best" not in told or "best –" in told:
        told = running.stderr.readline()
        assert told, "the solve ended before it was interrupted"
        assert time.monotonic() < ends
    running.send_signal(signal.SIGINT)
    output, messages = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, messages
    assert "Traceback" not in messages
    saved = json.loads((out / "result.json").read_text())
    assert (saved["status"], saved["interrupted"], saved["hard"]) == ("feasible", True, 0)
    assert not saved["priorities"][-1]["proven"]
    assert "proven optimal" not in output
    check = [sys.executable, "-m", "roster", "check", str(hard_folder), "--month", "2027-03"]
    assert subprocess.run([*check, "--roster", str(out)], capture_output=True).returncode == 0

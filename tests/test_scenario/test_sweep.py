"""Sweeps: the same rosters in any order and number of jobs, and nothing lost when killed."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from what_ifs import BOOK

from roster.book import write_book
from roster.errors import InputError
from roster.model import Roster
from roster.scenario.case import Case, problem_of
from roster.scenario.comparison import lines
from roster.scenario.outputs import write_comparison
from roster.scenario.plan import Office, Wanted, months, plan
from roster.scenario.store import open_store
from roster.scenario.sweep import sweep, workers
from roster.solve import Options

WHAT_IFS = """
late:
  - set: sessions
    where: {session: siang, weekdays: Mon-Thu}
    values: {end: 17:00}
fewer:
  - officers: 6..7
april:
  - month: 2027-04
"""
LIMITS = Options(seconds=600, effort=60, workers=1)


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    (tmp_path / "what-if.yaml").write_text(WHAT_IFS)
    wanted = Wanted(tmp_path / "what-if.yaml", tuple(months("2027-03")), LIMITS, "en")
    return plan([Office("starter", BOOK)], wanted)


def swept(cases: Sequence[Case], folder: Path, jobs: int) -> dict[str, bytes]:
    """The rosters of a sweep by path."""
    with workers(jobs) as (pool, window):
        facts = sweep(cases, open_store(folder, {}, "en"), pool, window)
    assert {told["status"] for told in facts.values()} == {"optimal"}
    return {case.path: (folder / case.path / "roster.csv").read_bytes() for case in cases}


def test_order_and_number_of_jobs_change_no_byte(cases: tuple[Case, ...], tmp_path: Path) -> None:
    alone = swept(cases, tmp_path / "one", 1)
    together = swept(cases[::-1], tmp_path / "two", 2)
    assert alone == together


def test_every_roster_is_measured_and_compared_with_the_base(
    cases: tuple[Case, ...], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with workers(1) as (pool, window):
        facts = sweep(cases, open_store(out, {}, "en"), pool, window)
    write_comparison(out, cases, facts, "starter", "en")
    with (out / "comparison.csv").open(newline="") as file:
        rows = {row["scenario"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["base", "late", "fewer count=6", "fewer count=7", "april"]
    # March 2027 has 15 open days, each with two sessions of two posts.
    assert rows["base"]["places"] == "60"
    # Mon-Thu an hour more for two posts, 12 of the 15 days are Mondays to Thursdays.
    days = sum(
        1
        for cell in facts["runs/base"]["measures"]["cells"]
        if cell[2] == "siang" and _weekday(cell[0]) < 4
    )
    more = float(rows["late"]["hours"]) - float(rows["base"]["hours"])
    assert more == pytest.approx(2 * days)
    assert rows["fewer count=6"]["officers"] == "6"
    assert rows["april"]["first"] == "2027-04-01"
    for name in ("comparison.html", "comparison.xlsx"):
        assert (out / name).stat().st_size > 5000


def _weekday(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day).weekday()


def test_what_is_finished_is_not_solved_again(cases: tuple[Case, ...], tmp_path: Path) -> None:
    store = open_store(tmp_path / "out", {}, "en")
    told: list[tuple[str, bool]] = []
    for _ in range(2):
        with workers(1) as (pool, window):
            sweep(cases[:2], store, pool, window, lambda c, f, found: told.append((c.path, found)))
    assert told == [
        ("runs/base", False),
        ("runs/late", False),
        ("runs/base", True),
        ("runs/late", True),
    ]


@pytest.mark.parametrize("harm", ["roster.csv gone", "result.json cut", "another seed"])
def test_a_result_counts_only_whole_and_for_the_same_question(
    cases: tuple[Case, ...], tmp_path: Path, harm: str
) -> None:
    store = open_store(tmp_path / "out", {}, "en")
    case = cases[0]
    with workers(1) as (pool, window):
        sweep([case], store, pool, window)
    assert store.find(case)
    place = tmp_path / "out" / case.path
    if harm == "roster.csv gone":
        (place / "roster.csv").unlink()
    elif harm == "result.json cut":
        text = (place / "result.json").read_text()
        (place / "result.json").write_text(text[: len(text) // 2])
    else:
        case = replace(case, options=replace(case.options, seed=1))
    assert store.find(case) is None


def test_a_name_or_title_is_no_part_of_the_question(cases: tuple[Case, ...]) -> None:
    assert replace(cases[0], title="other", path="elsewhere").key == cases[0].key
    assert cases[1].key != cases[0].key


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="other things"):
        open_store(tmp_path, {}, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt"]


def test_a_book_that_does_not_hold_for_a_month_is_an_answer(tmp_path: Path) -> None:
    closed = replace(BOOK, sessions=tuple(replace(r, until=_march()) for r in BOOK.sessions))
    wanted = Wanted(None, tuple(months("2027-03..2027-04")), LIMITS, "en", plain=True)
    cases = plan([Office("starter", closed)], wanted)
    with workers(1) as (pool, window):
        facts = sweep(cases, open_store(tmp_path / "out", {}, "en"), pool, window)
    assert [facts[case.path]["status"] for case in cases] == ["optimal", "refused"]
    found = lines(cases, facts)
    assert "no open day" in found[1].facts["faults"][0]
    write_comparison(tmp_path / "out", cases, facts, "starter", "en")


def _march() -> object:
    from datetime import date

    return date(2027, 3, 31)


def test_each_month_knows_what_was_published_in_the_two_before_it() -> None:
    """62 days before 1 April are 29 January; a roster that the book names goes before."""
    march = Wanted(None, tuple(months("2027-03")), LIMITS, plain=True)
    problem, _ = problem_of(plan([Office("starter", BOOK)], march)[0])
    who, duty = BOOK.officers[0].officer, problem.duties[0]
    days = [date(2027, 1, 28), date(2027, 1, 29), date(2027, 3, 31), date(2027, 4, 1)]
    published = Roster.of((who, replace(duty, day=day)) for day in days)
    office = Office("starter", BOOK, published=published)
    found = office.before(date(2027, 4, 1))
    assert found is not None
    assert [a.duty.day for a in found.assignments] == days[1:3]
    named = Roster.of([(who, duty)])
    assert replace(office, past=named).before(date(2027, 4, 1)) == named
    assert Office("starter", BOOK).before(date(2027, 4, 1)) is None


def test_all_faults_of_all_offices_are_told_before_anything_is_solved(tmp_path: Path) -> None:
    wrong = replace(BOOK, rules=(*BOOK.rules, replace(BOOK.rules[0], rule="one_plaice")))
    wanted = Wanted(None, tuple(months("2027-03")), LIMITS, "en", plain=True)
    with pytest.raises(InputError) as caught:
        plan([Office("a", BOOK), Office("b", wrong), Office("c", wrong)], wanted)
    faults = [issue for issue in caught.value.issues if not issue.warning]
    assert [issue.where.split("/")[0] for issue in faults] == ["b", "c"]


def test_months_are_one_or_each_of_a_span() -> None:
    assert [f"{first:%m}-{last:%d}" for first, last in months("2027-01..2027-03")] == [
        "01-31",
        "02-28",
        "03-31",
    ]
    with pytest.raises(InputError):
        months("2027-01-05")


def _until_nobody_is_left(group: int) -> None:
    """The workers of a killed sweep end by themselves; else they would write behind its back."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("a worker outlives the sweep")


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    write_book(BOOK, tmp_path / "book")
    (tmp_path / "what-if.yaml").write_text(WHAT_IFS.replace("6..7", "5..7"))
    out = tmp_path / "out"
    command = [
        *(sys.executable, "-m", "roster", "scenario", str(tmp_path / "book")),
        *(str(tmp_path / "what-if.yaml"), "--month", "2027-03", "--out", str(out)),
        *("--jobs", "2", "--language", "en"),
    ]
    finished: set[str] = set()
    for _ in range(2):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        before = len(list(out.glob("runs/**/result.json")))
        deadline = time.monotonic() + 60
        while len(list(out.glob("runs/**/result.json"))) == before:
            if running.poll() is not None or time.monotonic() > deadline:
                break
            time.sleep(0.02)
        running.kill()
        running.wait()
        _until_nobody_is_left(running.pid)
        for path in out.glob("runs/**/result.json"):
            assert json.loads(path.read_text())["status"] == "optimal"
            assert (path.parent / "roster.csv").is_file()
            finished.add(str(path))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    again = [line for line in done.stderr.splitlines() if "finished before" in line]
    assert len(again) >= len(finished)
    with (out / "comparison.csv").open(newline="") as file:
        names = [row["scenario"] for row in csv.DictReader(file)]
    assert len(names) == len(set(names)) == 6

"""roster scenario, staffing and risk as a planner calls them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from roster.book import read_book, starter_book, write_book
from roster.book.report import Report
from roster.scenario.expand import expand
from roster.scenario.overlay import overlays
from roster.scenario.reading import read_specs

Run = Callable[..., Result]
EXAMPLES = Path(__file__).parents[2] / "examples"
TWO = """
late:
  - set: sessions
    where: {session: siang, weekdays: Mon-Thu}
    values: {end: 17:00}
nobody-in-the-morning:
  - add: rules
    values: {rule: max_duties, strength: must, parameters: 'per=horizon; limit=0'}
  - add: pins
    values: {officer: '198503122010011003', date: 2027-03-01, kind: must}
"""


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The starter book and a file of two what-ifs beside it."""
    write_book(starter_book(), tmp_path / "book")
    (tmp_path / "two.yaml").write_text(TWO)
    return tmp_path


def sweep(run: Run, home: Path, *more: object) -> Result:
    return run(
        *("scenario", home / "book", home / "two.yaml", "--month", "2027-03"),
        *("--out", home / "out", "--jobs", 1, "--language", "en", *more),
    )


def test_scenarios_are_solved_compared_and_written(run: Run, starter: Path) -> None:
    done = sweep(run, starter)
    assert done.exit_code == 0, done.output
    rows = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    assert "proven optimal" in rows["late"]
    # A pin that must be kept against a limit of no duties at all.
    assert "impossible, proven" in rows["nobody-in-the-morning"]
    with (starter / "out" / "comparison.csv").open(newline="") as file:
        told = {row["scenario"]: row for row in csv.DictReader(file)}
    assert list(told) == ["base", "late", "nobody-in-the-morning"]
    assert told["late"]["proven"] == told["nobody-in-the-morning"]["proven"] == "yes"
    assert told["nobody-in-the-morning"]["filled"] == ""
    book = load_workbook(starter / "out" / "comparison.xlsx")
    assert book.sheetnames == ["Comparison", "Empty places", "Loads"]
    assert [cell.value for cell in book["Comparison"]["A"]] == ["scenario", *told]
    page = (starter / "out" / "comparison.html").read_text(encoding="utf-8")
    assert 'src="http' not in page
    assert 'http-equiv="Content-Security-Policy"' in page


def test_the_page_says_nothing_of_who_is_on_leave(run: Run, starter: Path) -> None:
    (starter / "two.yaml").write_text(
        "away:\n  - away: {count: 2, start: 2027-03-01, end: 2027-03-05, type: RAHASIA}\n"
    )
    assert sweep(run, starter).exit_code == 0
    for path in (starter / "out").rglob("*"):
        assert path.is_dir() or b"RAHASIA" not in path.read_bytes(), path


def test_plots_are_in_the_page_with_matplotlib_and_without(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roster.scenario import plots

    monkeypatch.setattr(plots, "find_spec", lambda name: None)
    sweep(run, starter)
    own = (starter / "out" / "comparison.html").read_text(encoding="utf-8")
    assert own.count("<svg") >= 4
    assert "<rect" in own
    monkeypatch.undo()
    pytest.importorskip("matplotlib")
    sweep(run, starter)
    drawn = (starter / "out" / "comparison.html").read_text(encoding="utf-8")
    assert drawn.count("data:image/svg+xml;base64,") == 3
    sweep(run, starter)
    assert (starter / "out" / "comparison.html").read_text(encoding="utf-8") == drawn


def test_the_page_scrolls_its_table_and_plots_and_nothing_else(run: Run, starter: Path) -> None:
    sweep(run, starter)
    page = (starter / "out" / "comparison.html").read_text(encoding="utf-8")
    assert 'class="scroll wide"' in page
    assert ".side th, .side td { overflow-wrap: normal; }" in page


def test_a_second_run_goes_on_and_json_tells_every_fact(run: Run, starter: Path) -> None:
    sweep(run, starter)
    again = sweep(run, starter, "--json")
    assert again.stderr.count("finished before") == 3
    facts = json.loads(again.stdout)
    assert [row["scenario"] for row in facts] == ["base", "late", "nobody-in-the-morning"]
    assert facts[0]["measures"]["resilience"] is not None


def test_resilience_may_be_left_out(run: Run, starter: Path) -> None:
    facts = json.loads(sweep(run, starter, "--json", "--no-resilience").stdout)
    assert "resilience" not in facts[0]["measures"]


def test_scenarios_may_stand_in_the_book_itself(run: Run, starter: Path) -> None:
    (starter / "book" / "scenarios.csv").write_text(
        "scenario,change,table,where,values\nlate,set,sessions,session=siang,end=17:00\n"
    )
    done = run(
        *("scenario", starter / "book", "--month", "2027-03", "--out", starter / "out"),
        *("--jobs", 1, "--language", "en"),
    )
    assert done.exit_code == 0, done.output
    assert "late" in done.stdout


def test_faults_are_told_with_their_place_and_nothing_is_written(run: Run, starter: Path) -> None:
    (starter / "two.yaml").write_text("a:\n  - set: sessions\n    values: {ned: 17:00}\n")
    done = sweep(run, starter)
    assert done.exit_code == 2
    assert 'two.yaml:3:19: unknown "ned" for sessions' in done.stderr
    assert 'Did you mean "end"?' in done.stderr
    assert not (starter / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--month", "2027-03"),
        ("BOOK", "YAML", "--books", "x*", "--month", "2027-03"),
        ("--books", "nothing*", "--month", "2027-03"),
        ("BOOK", "YAML", "--month", "2027-13"),
        ("BOOK", "YAML", "--month", "2027-03", "--scheduler", "nonsense"),
        ("BOOK", "missing.yaml", "--month", "2027-03"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(
    run: Run, starter: Path, arguments: tuple[str, ...]
) -> None:
    named = {"BOOK": str(starter / "book"), "YAML": str(starter / "two.yaml")}
    words = [named.get(word, word) for word in arguments]
    done = run("scenario", *words, "--out", starter / "out", "--jobs", 1)
    assert done.exit_code == 2
    assert done.stderr
    assert not (starter / "out").exists()


def test_many_offices_and_months_have_one_summary_and_their_own_rosters(
    run: Run, starter: Path
) -> None:
    offices = starter / "offices"
    for name, zone in (("ambon", "WIT"), ("medan", "WIB")):
        shutil.copytree(starter / "book", offices / name)
        rooms = offices / name / "rooms.csv"
        rooms.write_text(rooms.read_text().replace("Asia/Jakarta", zone))
    done = run(
        *("scenario", "--books", offices / "*", "--month", "2027-03..2027-04"),
        *("--out", starter / "out", "--jobs", 1, "--language", "en"),
    )
    assert done.exit_code == 0, done.output
    with (starter / "out" / "comparison.csv").open(newline="") as file:
        told = [(row["office"], row["first"]) for row in csv.DictReader(file)]
    assert told == [
        (office, first) for office in ("ambon", "medan") for first in ("2027-03-01", "2027-04-01")
    ]
    for office, offset in (("ambon", "+09:00"), ("medan", "+07:00")):
        text = (starter / "out" / "runs" / office / "2027-04" / "base" / "roster.csv").read_text()
        assert offset in text.splitlines()[1]


def test_the_examples_in_yaml_and_as_a_table_say_the_same() -> None:
    book = read_book(EXAMPLES / "service-room")
    found = []
    for name in ("what-if.yaml", "skenario.csv"):
        report = Report("en")
        specs = read_specs(EXAMPLES / "scenarios" / name, book, report)
        scenarios = expand(specs, report)
        report.refuse_if_wrong()
        made = overlays(book, scenarios, "en")
        found.append([(o.scenario.name, o.scenario.title, o.book.sha256) for o in made])
    assert found[0] == found[1]
    assert len({name.split(" ")[0] for name, _, _ in found[0]}) == 7


def test_staffing_tells_the_least_number_and_the_desks(run: Run, starter: Path) -> None:
    (starter / "book" / "visitors.csv").write_text(
        "room,session,post,date,start,arrivals,minutes\nPIP,pagi,front,2027-02-01,08:00,4,20\n"
    )
    rules = starter / "book" / "rules.csv"
    rules.write_text(
        "".join(row for row in rules.read_text().splitlines(True) if "unit_limits" not in row)
    )
    week = ("--from", "2027-04-05", "--until", "2027-04-09", "--language", "en")
    done = run("staffing", starter / "book", *week, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    everybody = told["officers"]["needs"][0]
    assert everybody["proven"]
    assert everybody["least"] == everybody["bound"] <= everybody["have"] == 8
    assert everybody["one_fewer"]["bound"] > 0
    assert [need["kind"] for need in told["officers"]["needs"]] == [
        "all",
        *["competency"] * 2,
        *["unit"] * 3,
    ]
    (desk,) = told["desks"]
    assert (desk["erlang"], desk["ideal"]) == (5, 1)
    shown = run("staffing", starter / "book", *week)
    assert "proven" in shown.stdout
    assert "Erlang C" in shown.stdout


PLAIN = """rule,strength,weight,applies_to,parameters
one_place,must,,,
competence,must,,,
leave,must,,,
max_duties,must,,,per=day; limit=1
max_duties,must,,,per=week; limit=3
coverage,1,,,to=ideal
"""


def served(book: Path) -> Path:
    """A roster of Monday and Tuesday, 5 and 6 April, with two duties of all but two officers."""
    officers = [row.officer for row in read_book(book).officers]
    hours = "2027-04-{0}T07:30:00+07:00,2027-04-{0}T11:30:00+07:00"
    lines = [
        f"2027-04-{day},PIP,pagi,front,{officer},{hours.format(day)}\n"
        for day in ("05", "06")
        for officer in officers[2:]
    ]
    folder = book.parent / "before"
    folder.mkdir()
    (folder / "roster.csv").write_text(
        "".join(["date,room,session,post,officer,start,end\n", *lines])
    )
    return folder


def test_staffing_counts_what_was_done_before_the_period(run: Run, starter: Path) -> None:
    # Wednesday to Friday are 3 days x 2 sessions x 2 posts = 12 places, 3 duties a week each: 4
    # officers. With two duties done already six of the eight have one left: 2 x 3 + 6 x 1 = 12.
    book = starter / "book"
    (book / "rules.csv").write_text(PLAIN)
    days = ("--from", "2027-04-07", "--until", "2027-04-09", "--json")
    before = json.loads(run("staffing", book, *days).stdout)["officers"]["needs"][0]
    assert (before["least"], before["bound"]) == (4, 4)
    served(book)
    with (book / "settings.csv").open("a") as file:
        file.write("past,../before\n")
    done = run("staffing", book, *days)
    assert done.exit_code == 0, done.output
    after = json.loads(done.stdout)["officers"]["needs"][0]
    assert (after["least"], after["bound"]) == (8, 8)


def test_risk_is_the_same_for_the_same_seed_and_written_whole(run: Run, starter: Path) -> None:
    arguments = (
        *("risk", starter / "book", "--month", "2027-03", "--draws", 500, "--language", "en"),
        *("--out", starter / "risk.csv"),
    )
    one, two = run(*arguments, "--json"), run(*arguments, "--json")
    assert one.exit_code == 0, one.output
    assert one.stdout == two.stdout
    told = json.loads(one.stdout)
    with (starter / "risk.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(told["sessions"]) == 30
    assert float(rows[0]["without"]) == told["sessions"][0]["without"][0]
    other = run(*arguments, "--json", "--seed", 1)
    assert other.stdout != one.stdout
    assert "substitutes" in run(*arguments).stdout


def test_ctrl_c_keeps_what_is_finished(starter: Path) -> None:
    """In a process of its own, as a terminal would: the group gets the signal."""
    import signal
    import time

    (starter / "two.yaml").write_text("n:\n  - officers: 5..7\n" + TWO.partition("nobody")[0])
    command = [
        *(sys.executable, "-m", "roster", "scenario", str(starter / "book")),
        *(str(starter / "two.yaml"), "--month", "2027-03", "--out", str(starter / "out")),
        *("--jobs", "2", "--language", "en"),
    ]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not list((starter / "out").glob("runs/*/result.json")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 0 or "The same command goes on." in told
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "finished before" in done.stderr

"""``roster solve``: from a book to a roster and all its files."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from roster.cli.live import PlainLines
from roster.solve.options import Progress

Run = Callable[..., Result]
Change = Callable[[str, str, str], None]

MARCH = ("--month", "2027-03")
FIRST_WEEK = ("--from", "2027-03-01", "--until", "2027-03-05")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_holds_every_file_of_the_contract(solved: Path) -> None:
    files = contents(solved / "out")
    assert {name for name in files if "/" not in name} == {
        "certificate.html",
        "certificate.json",
        "roster.csv",
        "result.json",
        "roster.xlsx",
        "roster.html",
    }
    # A calendar for each of the 12 officers and each of the 2 rooms.
    assert sum(name.startswith("calendars/") for name in files) == 14
    assert all(files.values())


def test_the_regional_office_is_filled_and_every_priority_proven(solved: Path) -> None:
    told = json.loads((solved / "out" / "result.json").read_text())
    assert told["status"] == "optimal"
    assert told["hard"] == 0
    assert [row["cost"] for row in told["priorities"][:2]] == [0, 0]
    assert all(row["proven"] for row in told["priorities"])
    # 15 working days with 4 places at the desk, and the clinic on the five open Tuesdays and
    # Thursdays (2, 4, 16, 23, 30 March; 18 March is closed, 9, 11 and 25 are holidays).
    assert len(read(solved / "out" / "roster.csv")) == 15 * 4 + 5


def test_the_summary_is_an_answer_and_the_rest_are_messages(run: Run, book: Path) -> None:
    out = book.parent / "out"
    found = run("solve", book, *FIRST_WEEK, "--out", out, "--language", "en")
    assert found.exit_code == 0
    assert "1–5 March 2027, proven optimal" in found.stdout
    assert "22 of 22 places filled" in found.stdout
    assert f"Written to {out}: roster.csv, result.json" in found.stdout
    assert "priority 1 (coverage): best 0, bound 0, gap 0 (proven)" in found.stderr


def test_empty_places_are_named(run: Run, book: Path, change: Change) -> None:
    # Nobody is competent for the clinic, which is open on 2 and 4 March in that week.
    change("pos", "konsultan,rumah_swadaya", "konsultan,hukum")
    found = run("solve", book, *FIRST_WEEK, "--out", book.parent / "out", "--language", "en")
    assert found.exit_code == 0
    assert "20 of 22 places filled; empty:" in found.stdout
    assert "  Tuesday, 2 March 2027, KLINIK konsultasi konsultan: 1 (below the" in found.stdout
    assert "  Thursday, 4 March 2027, KLINIK konsultasi konsultan: 1 (below the" in found.stdout


def test_a_month_without_a_lawful_roster_is_answered_no(
    run: Run, book: Path, change: Change
) -> None:
    # Fathur Palinggi is on leave on 16 March, and now decreed to serve in the clinic that day.
    change("sematan", "198106302006041001", "199212192016032005")
    out = book.parent / "out"
    found = run("solve", book, *MARCH, "--out", out, "--language", "en")
    assert found.exit_code == 1
    assert "No roster keeps every must rule: this is proven." in found.stderr
    assert not out.exists()
    answer = json.loads(run("solve", book, *MARCH, "--out", out, "--json").stdout)
    assert answer["status"] == "infeasible"
    assert answer["proven_infeasible"] is True


def test_json_is_alone_on_standard_output(book: Path) -> None:
    # A process of its own, as solvers may print past Python.
    out = book.parent / "out"
    args = ("solve", str(book), *FIRST_WEEK, "--out", str(out), "--json")
    done = subprocess.run(
        [sys.executable, "-m", "roster", *args], capture_output=True, encoding="utf-8", check=True
    )
    told = json.loads(done.stdout)
    assert told["priorities"] == json.loads((out / "result.json").read_text())["priorities"]


def test_the_same_seed_and_effort_give_the_same_bytes_anywhere(book: Path) -> None:
    runs = []
    for home, hashes, zone in (("a", "1", "Asia/Jakarta"), ("b", "2", "America/St_Johns")):
        out = book.parent / home / "out"
        args = ("solve", str(book), *FIRST_WEEK, "--out", str(out), "--effort", "5")
        environ = {**os.environ, "PYTHONHASHSEED": hashes, "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "roster", *args], env=environ, capture_output=True, check=True
        )
        files = contents(out)
        told = json.loads(files.pop("result.json"))
        del told["seconds"]
        for row in told["priorities"]:
            del row["seconds"]
        runs.append((files, told))
    assert runs[0] == runs[1]


def test_another_seed_draws_another_roster_of_the_same_cost(run: Run, book: Path) -> None:
    costs, rosters = set(), set()
    for seed in range(3):
        out = book.parent / str(seed)
        found = run("solve", book, *FIRST_WEEK, "--out", out, "--seed", seed, "--to", "html")
        assert found.exit_code == 0
        told = json.loads((out / "result.json").read_text())
        costs.add(tuple(row["cost"] for row in told["priorities"]))
        rosters.add((out / "roster.csv").read_text())
    assert len(costs) == 1
    assert len(rosters) > 1


def test_only_the_formats_asked_for_are_written(run: Run, book: Path) -> None:
    out = book.parent / "out"
    assert run("solve", book, *FIRST_WEEK, "--out", out, "--to", "html").exit_code == 0
    assert set(contents(out)) == {
        "certificate.html",
        "certificate.json",
        "roster.csv",
        "result.json",
        "roster.html",
    }


@pytest.fixture
def keyboard() -> Iterator[None]:
    """Ctrl-C is heard, as a shell lets no program hear it that runs in the background."""
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, earlier)


@pytest.mark.usefixtures("keyboard")
def test_ctrl_c_saves_the_best_roster_so_far_and_says_so(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first piece of news presses the key, and waits until the press is heard.
    pressed: list[Progress] = []

    def press(self: PlainLines, progress: Progress) -> None:
        if not pressed:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.5)
        pressed.append(progress)

    monkeypatch.setattr(PlainLines, "__call__", press)
    out = book.parent / "out"
    found = run("solve", book, *MARCH, "--out", out)
    assert pressed
    assert found.exit_code == 0
    assert json.loads((out / "result.json").read_text())["interrupted"] is True
    assert run("check", book, *MARCH, "--roster", out).exit_code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "html,doc"), "'doc'"),
        (("--to", ","), "is not one of ics, xlsx, html, pdf"),
        (("--seconds", "0"), "--seconds"),
        (("--workers", "0"), "--workers"),
        (("--seed", "-1"), "--seed"),
        (("--effort", "x"), "--effort"),
        (("--issued", "yesterday"), "--issued"),
        (("--speed", "9"), "--speed"),
    ],
)
def test_an_option_that_means_nothing_is_refused(run: Run, book: Path, options, told: str) -> None:
    out = book.parent / "out"
    found = run("solve", book, *FIRST_WEEK, "--out", out, *options)
    assert found.exit_code == 2
    assert told in found.stderr
    assert not out.exists()


def test_a_solve_needs_a_period_and_a_folder(run: Run, book: Path) -> None:
    found = run("solve", book, "--out", book.parent / "out")
    assert found.exit_code == 2
    assert "--month 2027-03" in found.stderr
    found = run("solve", book, *MARCH)
    assert found.exit_code == 2
    assert "--out" in found.stderr


def test_the_past_binds_the_first_days(run: Run, book: Path) -> None:
    # rest_days days=1: who is on duty on Friday 5 March has a free weekend, so only a past duty
    # on the eve binds. 16 to 19 March is solved after a past that ends on the 15th, a day on
    # which three officers did something elsewhere: none of them serves on the 16th.
    eve = ("199011052014022001", "198709232011012004", "198106302006041001")
    past = book.parent / "past.csv"
    rows = [
        f"2027-03-15,LUAR,pagi,loket,{who},,2027-03-15T08:00:00+08:00,2027-03-15T12:00:00+08:00"
        for who in eve
    ]
    heads = "date,room,session,post,officer,name,start,end"
    past.write_text("\n".join([heads, *rows[:2]]) + "\n")
    days = ("--from", "2027-03-16", "--until", "2027-03-19")
    out = book.parent / "out"
    found = run("solve", book, *days, "--out", out, "--past", past, "--to", "html")
    assert found.exit_code == 0
    first = {row["officer"] for row in read(out / "roster.csv") if row["date"] == "2027-03-16"}
    assert first.isdisjoint(eve[:2])
    # The third is decreed to serve in the clinic on the 16th: with her there is no roster.
    past.write_text("\n".join([heads, *rows]) + "\n")
    assert run("solve", book, *days, "--out", out, "--past", past).exit_code == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date,room\n2027-02-26,LOKET\n", "past.csv:2: cannot be read"),
        (
            "date,room,session,post,officer,name,start,end\n"
            "2027-03-01,LOKET,pagi,loket,1,,2027-03-01T08:00+08:00,2027-03-01T12:00+08:00\n",
            "a date before 2027-03-01",
        ),
        (
            "date,room,session,post,officer,name,start,end\n"
            "2027-02-26,LOKET,pagi,loket,1,,2027-02-26T12:00+08:00,2027-02-26T08:00+08:00\n",
            "past.csv:2: cannot be read",
        ),
    ],
)
def test_a_past_that_is_none_is_refused(run: Run, book: Path, text: str, told: str) -> None:
    past = book.parent / "past.csv"
    past.write_text(text)
    out = book.parent / "out"
    args = ("solve", book, *FIRST_WEEK, "--out", out, "--past", past, "--language", "en")
    found = run(*args)
    assert found.exit_code == 2
    assert told in found.stderr
    past.unlink()
    found = run(*args)
    assert found.exit_code == 2
    assert "past.csv" in found.stderr
    assert not out.exists()

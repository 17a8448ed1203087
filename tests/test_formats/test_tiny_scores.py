"""Small instances of our own in each family's form, reckoned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmark_files import TINY

from roster.formats import read_instance, read_solution, write_solution
from roster.model import Problem, Roster
from roster.verify import Report, verify

INSTANCES = {
    "nrp": (TINY / "nrp" / "tiny.txt", TINY / "nrp" / "tiny-204.csv"),
    "inrc1": (TINY / "inrc1" / "tiny.xml", TINY / "inrc1" / "tiny-56.xml"),
    "inrc2": (TINY / "inrc2" / "Sc-tiny.txt", TINY / "inrc2" / "Solution_H_0-WD_0-1"),
}


def instance(family: str) -> Problem:
    """The tiny instance of a family."""
    more = {"history": 0, "weeks": "0-1"} if family == "inrc2" else {}
    return read_instance(INSTANCES[family][0], **more)  # type: ignore[arg-type]


def solved(family: str) -> tuple[Problem, Roster]:
    """The tiny instance of a family and its solution."""
    problem = instance(family)
    return problem, read_solution(INSTANCES[family][1], problem)


def split(report: Report) -> dict[str, int]:
    """What each part of the file costs, by its name in the family."""
    costs: dict[str, int] = {}
    for use, found in report.entries:
        if found and use.priority is not None:
            costs[use.where] = costs.get(use.where, 0) + sum(v.cost for v in found)
    return costs


def test_the_nrp_roster_costs_what_was_reckoned() -> None:
    report = verify(*solved("nrp"))
    assert report.hard == 0
    assert split(report) == {
        # A is not on L on day 4: 1; B is on E on day 2: 2
        "SECTION_SHIFT_ON_REQUESTS, SECTION_SHIFT_OFF_REQUESTS": 3,
        # nobody is on E on days 5 and 6
        "SECTION_COVER, under": 200,
        # A is on L on day 3, where nobody is asked for
        "SECTION_COVER, over": 1,
    }


def test_the_inrc2_roster_costs_what_was_reckoned() -> None:
    report = verify(*solved("inrc2"))
    assert report.hard == 0
    assert split(report) == {
        # Tue Early: 1 Head and 1 Nurse below the optimum; Mon Night of week 1: 1
        "S1": 3 * 30,
        # runs of a shift, 15: Budi 4 days Early of at most 3; Ani 1 day Early of at least 2.
        # runs at work, 30: Ani alone on Tuesday of week 1. Her first Monday ends a run of 2.
        "S2": 2 * 15 + 30,
        # Budi: the free day before day 0 alone (1), Friday alone (1), 6 days of at most 3 (3);
        # Ani: Wed to Sat, 4 of at most 3 (1)
        "S3": 6 * 30,
        # Budi Early on Wed of week 0, Ani on Sun, Budi on Mon of week 1
        "S4": 3 * 10,
        # Ani only on Sunday of week 1
        "S5": 30,
        # Budi 7 of at most 6; Ani 5, and 1 before, of at most 6
        "S6": 20,
        # Budi 1, and 1 before, of at most 1
        "S7": 30,
    }
    assert report.costs == {1: 440}


def test_the_inrc1_roster_costs_what_was_reckoned() -> None:
    report = verify(*solved("inrc1"))
    assert report.hard == 0
    assert split(report) == {
        "MaxNumAssignments": 2,  # Ani 5 of at most 4
        "MinConsecutiveWorkingDays": 10,  # Ani's first Friday and last Saturday stand alone
        "MinConsecutiveFreeDays": 3,  # the last Sunday stands alone
        "CompleteWeekends": 6,  # Ani on Saturday 9 only
        "IdenticalShiftTypesDuringWeekend": 1,  # and so E is missing on Sunday 10
        "NoNightShiftBeforeFreeWeekend": 8,  # Ani's night of Friday 1
        "AlternativeSkillCategory": 9,  # Ani is no head nurse
        "Pattern 0": 10,  # Ani E on Monday, N on Tuesday
        "requests": 7,  # Ani works on the 4th (3), Budi is free on the 8th (4)
    }
    assert report.costs == {1: 56}


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ("A,-,E,L,E,-,-,- B,E,-,E,E,E,-,-", "SECTION_SHIFTS"),
        ("A,-,E,L,E,-,-,- B,E,-,E,E,E,-,-", "MaxShifts"),
        ("A,-,L,L,-,-,-,- B,E,-,E,E,E,-,-", "MinTotalMinutes"),
        ("A,-,L,L,L,L,-,- B,E,-,E,E,E,-,-", "MaxTotalMinutes"),
        ("A,-,L,L,L,L,-,- B,E,-,E,E,E,-,-", "ConsecutiveShifts"),
        ("A,-,L,-,-,L,L,- B,E,-,E,E,E,-,-", "ConsecutiveShifts"),
        ("A,-,L,L,-,L,-,- B,E,-,E,E,E,-,-", "MinConsecutiveDaysOff"),
        ("A,L,L,L,-,-,-,- B,E,-,E,E,E,-,-", "SECTION_DAYS_OFF"),
        ("A,-,E,L,L,-,-,- B,E,-,-,-,-,E,E", "MaxWeekends"),
        ("A,-,E,L,L,-,-,- B,E,-,L,E,E,-,-", "MaxShifts of 0"),
    ],
)
def test_a_broken_rule_of_nrp_is_named_by_its_section(
    rows: str, broken: str, tmp_path: Path
) -> None:
    problem = instance("nrp")
    file = tmp_path / "roster.csv"
    file.write_text(rows.replace(" ", "\n"))
    report = verify(problem, read_solution(file, problem))
    assert broken in {use.where for use, _ in report.broken}


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("Budi Mon Night Nurse", "Budi Mon Early Nurse", {"H2", "H3"}),
        ("Budi Mon Night Nurse", "Budi Mon Night Head", {"H2", "H4"}),
        ("Ani Tue Early Nurse", "Ani Tue Early Head", {"H2"}),
        ("Ani Sun Night Nurse", "Ani Tue Night Nurse", {"H1"}),
    ],
)
def test_a_broken_rule_of_inrc2_is_named_by_its_number(
    old: str, new: str, broken: set[str], tmp_path: Path
) -> None:
    problem, _ = solved("inrc2")
    for file in INSTANCES["inrc2"][1].iterdir():
        text = file.read_text(encoding="utf-8").replace(old, new)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    report = verify(problem, read_solution(tmp_path, problem))
    assert {use.where for use, _ in report.broken} == broken


def test_the_cover_of_inrc1_is_met_neither_below_nor_above() -> None:
    problem, roster = solved("inrc1")
    monday = next(d for d in problem.duties if d.day.day == 4)
    ani, budi = (officer.id for officer in problem.officers)
    without = Roster.of(a for a in roster.assignments if a.duty != monday)
    twice = Roster.of([*roster.assignments, (budi, monday)])
    assert roster.officers(monday) == (ani,)
    assert [v.kind for _, v in verify(problem, without).broken] == ["below_min"]
    assert [v.kind for _, v in verify(problem, twice).broken] == ["above_max"]


@pytest.mark.parametrize("family", INSTANCES)
def test_a_solution_is_read_as_it_was_written(family: str, tmp_path: Path) -> None:
    problem, roster = solved(family)
    path = tmp_path / "again"
    write_solution(problem, roster, path)
    assert read_solution(path, problem) == roster
    assert verify(problem, read_solution(path, problem)).costs == verify(problem, roster).costs


@pytest.mark.parametrize("family", ["nrp", "inrc2"])
def test_a_solution_is_written_in_the_very_form_of_the_family(family: str, tmp_path: Path) -> None:
    problem, roster = solved(family)
    path, kept = tmp_path / "again", INSTANCES[family][1]
    write_solution(problem, roster, path)
    if path.is_dir():
        texts = {file.name: file.read_bytes() for file in path.iterdir()}
        assert texts == {file.name: file.read_bytes() for file in kept.iterdir()}
    else:
        assert path.read_bytes() == kept.read_bytes()


def test_an_instance_names_itself_as_its_family_does() -> None:
    assert [instance(family).name for family in INSTANCES] == ["tiny", "tiny", "tiny_0_0-1"]

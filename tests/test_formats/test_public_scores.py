"""Every kept solution of the public benchmarks scores what its name or record says, to the unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmark_files import FOLDER, OURS, Scored, scored, validated

from roster.formats import read_instance, read_solution, write_solution
from roster.verify import verify

FAMILIES = ("nrp", "inrc1", "inrc2")
FILES = [
    pytest.param(item, id=f"{family}/{item.solution.name}")
    for family in FAMILIES
    for item in scored(family)
]

pytestmark = pytest.mark.skipif(
    not FILES,
    reason=f"no public benchmark files in {FOLDER}; name their folder in ROSTER_BENCHMARKS",
)


@pytest.mark.parametrize("item", FILES)
def test_a_kept_solution_scores_what_its_name_says(item: Scored, tmp_path: Path) -> None:
    problem = read_instance(item.instance, history=item.history, weeks=item.weeks)
    roster = read_solution(item.solution, problem)
    report = verify(problem, roster)
    assert report.broken == ()
    assert report.costs == {1: item.cost}
    record = validated(item.solution)
    assert record in (None, item.cost)
    again = tmp_path / "again"
    write_solution(problem, roster, again)
    assert read_solution(again, problem) == roster


def test_no_kept_solution_is_passed_over() -> None:
    nrp, inrc1 = (FOLDER / family / "solutions" for family in ("nrp", "inrc1"))
    assert {item.solution for item in scored("nrp")} == {*nrp.iterdir(), *(OURS / "nrp").iterdir()}
    assert {item.solution for item in scored("inrc1")} == set(inrc1.iterdir())
    weeks = [file for file in (FOLDER / "inrc2").rglob("[Ss]ol-*.txt") if file.is_file()]
    assert {item.solution for item in scored("inrc2")} == {file.parent for file in weeks}


@pytest.mark.parametrize("number", [21, 22, 23, 24])
def test_the_largest_instances_become_problems(number: int) -> None:
    problem = read_instance(FOLDER / "nrp" / f"Instance{number}.txt")
    sizes = {21: (182, 100, 8), 22: (364, 50, 10), 23: (364, 100, 16), 24: (364, 150, 32)}
    days, staff, shifts = sizes[number]
    assert (len(problem.days), len(problem.officers)) == (days, staff)
    assert len(problem.duties) == days * shifts

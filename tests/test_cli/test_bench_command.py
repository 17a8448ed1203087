"""``roster bench`` on tiny instances of our own in each family's form."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from roster.formats import read_instance, read_solution
from roster.verify import verify

Run = Callable[..., Result]

DATA = Path(__file__).parents[1] / "data" / "formats"
TINY = sorted((DATA / "nrp").glob("*.txt"))[0]


def test_an_instance_is_solved_to_its_proof_and_its_roster_scores_as_told(
    run: Run, tmp_path: Path
) -> None:
    found = run("bench", TINY, "--seconds", "20", "--write", tmp_path, "--json")
    assert found.exit_code == 0
    (row,) = json.loads(found.stdout)
    keys = ["instance", "hard", "cost", "bound", "proven", "seconds", "build_seconds", "peak_mib"]
    assert list(row) == keys
    assert row["hard"] == 0
    assert row["proven"]
    assert row["bound"] == row["cost"]
    problem = read_instance(TINY)
    (written,) = tmp_path.iterdir()
    assert sum(verify(problem, read_solution(written, problem)).costs.values()) == row["cost"]
    scored = run("bench", TINY, "--score", written, "--json")
    assert json.loads(scored.stdout)[0]["cost"] == row["cost"]


def test_a_solution_goes_with_one_instance(run: Run) -> None:
    found = run("bench", TINY, TINY, "--score", TINY)
    assert found.exit_code == 2
    assert "--score" in found.stderr


@pytest.mark.parametrize("text", ["", "SECTION_HORIZON\nx\n", "<xml"])
def test_a_file_that_is_no_instance_is_told_without_a_traceback(
    run: Run, tmp_path: Path, text: str
) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_text(text)
    found = run("bench", broken)
    assert found.exit_code == 2
    assert str(broken) in found.stderr

"""The public nurse-rostering benchmarks, each instance from a cold start.

Protocol: every instance is read, encoded and solved by ``find_roster`` in one go; no solution
file is read. Seconds are wall clock of the whole solve, encoding included, reading the file
left out; the machine should have two free cores. The cost is that of the rules' own checks.
The data are looked for in the folder that ``ROSTER_BENCHMARKS`` names, else in
``../shared/benchmarks`` beside the repository.

    python benchmarks/public.py --seconds 60 nrp/Instance5.txt inrc1/sprint01.xml
    python benchmarks/public.py --seconds 600 inrc2/n030w4:1:6-2-9-1

An INRC-II instance is named by its folder, its history and its weeks. Each line of the output
holds instance, cost, bound, whether the cost is proven, seconds, and the best known cost. With
``--keep FOLDER`` the rosters found stand there in the form of the published solutions.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from pathlib import Path

from roster.formats import read_instance, write_solution
from roster.model import Problem
from roster.solve import Options, find_roster

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("ROSTER_BENCHMARKS", HERE.parent.parent / "shared" / "benchmarks"))


def read(name: str) -> tuple[Problem, str]:
    """The problem of a name on the command line, and its name in the table of best costs."""
    path, _, rest = name.partition(":")
    if rest:
        history, _, weeks = rest.partition(":")
        folder = DATA / path
        scenario = folder / f"Sc-{folder.name}.txt"
        problem = read_instance(scenario, history=int(history), weeks=weeks)
        return problem, f"{folder.name}_{history}_{weeks}"
    return read_instance(DATA / path), Path(path).stem


def best_known() -> dict[str, str]:
    """The best known cost of each instance."""
    with (DATA / "best-known.csv").open(newline="") as file:
        return {row["instance"]: row["upper_bound"] for row in csv.DictReader(file)}


def main() -> None:
    """Solve every instance named and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("instances", nargs="+")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    known = best_known()
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    print("instance,cost,bound,proven,seconds,best_known")
    for name in asked.instances:
        problem, key = read(name)
        result = find_roster(
            problem, Options(seconds=asked.seconds, seed=asked.seed, workers=asked.workers)
        )
        row = [key, "", "", "", f"{result.seconds:.1f}", known.get(key, "")]
        if result.priorities:
            (found,) = result.priorities
            row[1:4] = [str(found.cost), str(found.bound), "yes" if found.proven else "no"]
        if asked.keep is not None and result.roster is not None:
            write_solution(problem, result.roster, asked.keep / f"{key}.solution")
        print(",".join(row), flush=True)


if __name__ == "__main__":
    sys.exit(main())

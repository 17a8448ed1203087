"""Public benchmark instances: solved from a cold start, or a solution of theirs scored."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roster.cli.common import NO, Command, answer, json_option
from roster.model import Problem, Result

if TYPE_CHECKING:
    from roster.solve.options import Options
    from roster.verify import Report

FILE = click.Path(path_type=Path)


@click.command(name="bench", cls=Command, short_help="Solve or score public benchmark instances.")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--history", type=click.IntRange(min=0), help="The INRC-II history: 0, 1 or 2.")
@click.option("--weeks", metavar="N-N-…", help="The INRC-II weeks in order, such as 6-2-9-1.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long to search each instance at most, encoding included.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**31 - 1),
    default=0,
    show_default=True,
    help="Draws among equally good rosters.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Search threads."
)
@click.option("--score", type=FILE, help="A solution to score instead of solving.")
@click.option("--write", type=FILE, help="A folder for the rosters, in the families' own forms.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    history: int | None,
    weeks: str | None,
    seconds: float,
    seed: int,
    workers: int,
    score: Path | None,
    write: Path | None,
    as_json: bool,
) -> None:
    """Solve each FILE of a public benchmark family (NRP, INRC-I, INRC-II), or score a solution.

    An INRC-II instance is its scenario with --history and --weeks. The cost is the sum of the
    rules' own checks; hard counts broken must rules. The memory is the peak of the process so
    far. The answer is no (exit status 1) if an instance got no roster, or the solution scored
    breaks a must rule.
    """
    from roster.formats import read_instance
    from roster.solve import Options

    if score is not None and len(files) > 1:
        raise click.UsageError("--score goes with one FILE.")
    if score is None:
        _tell_of_numba()
    rows = []
    for file in files:
        started = time.monotonic()
        problem = read_instance(file, history=history, weeks=weeks)
        reading = time.monotonic() - started
        if score is not None:
            row = _scored(problem, score, reading)
        else:
            row = _solved(problem, Options(seconds, seed=seed, workers=workers), reading, write)
        rows.append(row)
        if not as_json:
            click.echo(", ".join(f"{key} {value}" for key, value in row.items()))
    if as_json:
        answer(rows)
    if any(row["hard"] is None or row["hard"] for row in rows):
        ctx.exit(NO)


def _tell_of_numba() -> None:
    from roster.solve.large.kernel import has_numba

    if not has_numba():
        click.echo(
            "Without numba large instances are searched by CP-SAT alone, far worse: "
            "pip install 'duty-roster[speed]'",
            err=True,
        )


def _scored(problem: Problem, solution: Path, reading: float) -> dict[str, object]:
    from roster.formats import read_solution
    from roster.verify import verify

    roster = read_solution(solution, problem)
    started = time.monotonic()
    report = verify(problem, roster)
    return _row(problem, report, None, time.monotonic() - started, reading)


def _solved(
    problem: Problem, options: Options, reading: float, write: Path | None
) -> dict[str, object]:
    from roster.formats import write_solution
    from roster.solve import find_roster
    from roster.verify import verify

    result = find_roster(problem, options)
    building = reading + result.build_seconds
    if result.roster is None:
        return _row(problem, None, result, result.seconds, building)
    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        write_solution(problem, result.roster, write / f"{problem.name}{_suffix(problem)}")
    return _row(problem, verify(problem, result.roster), result, result.seconds, building)


def _suffix(problem: Problem) -> str:
    """What a solution's name ends in: a file of the family's kind, or a folder of them."""
    return {"nrp": ".csv", "inrc1": ".xml"}.get(problem.setting("format"), "")


def _row(
    problem: Problem,
    report: Report | None,
    result: Result | None,
    seconds: float,
    building: float,
) -> dict[str, object]:
    bounds = [p.bound for p in result.priorities] if result else [None]
    known = bool(bounds) and None not in bounds
    return {
        "instance": problem.name,
        "hard": report.hard if report else None,
        "cost": sum(report.costs.values()) if report else None,
        "bound": sum(b for b in bounds if b is not None) if known else None,
        "proven": bool(result and result.priorities and result.status == "optimal"),
        "seconds": round(seconds, 3),
        "build_seconds": round(building, 3),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }

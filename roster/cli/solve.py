"""The main job: from a book to a roster and all its files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from roster.cli import outputs, summary
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    formats_option,
    json_option,
    language_option,
    needed_period,
    open_book,
    period_options,
    problem_of,
    spoken,
)
from roster.cli.explain import no_roster
from roster.cli.live import watching
from roster.cli.past import read_past
from roster.errors import VerifyError
from roster.model import Problem, Result
from roster.model.language import say

FILE = click.Path(path_type=Path)


@click.command(name="solve", cls=Command, short_help="Find the best roster and write its files.")
@book_argument
@period_options
@click.option("--out", type=FILE, required=True, help="The folder to write.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long to search at most, in seconds.",
)
@click.option(
    "--effort",
    type=click.FloatRange(min=0, min_open=True),
    help="A limit in deterministic units: the same seed and effort give the same bytes.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**31 - 1),
    default=0,
    show_default=True,
    help="Draws among equally good rosters.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Threads of the solver.",
)
@click.option("--past", type=FILE, help="The output folder of the period before.")
@click.option(
    "--issued",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="The moment stamped into calendars; the start of the period if not given.",
)
@formats_option
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    month: str | None,
    first: datetime | None,
    last: datetime | None,
    out: Path,
    seconds: float,
    effort: float | None,
    seed: int,
    workers: int,
    past: Path | None,
    issued: datetime | None,
    formats: tuple[str, ...],
    language: str | None,
    as_json: bool,
) -> None:
    """Find the best roster of a month and write its files into a folder.

    The folder holds roster.csv, result.json, roster.xlsx, roster.html and calendars/. It
    appears whole or not at all; an earlier output in it is replaced. Ctrl-C ends the search
    with the best roster so far. The answer is no (exit status 1) if there is no roster.
    """
    from roster.exports.folder import refuse_foreign
    from roster.solve import Options
    from roster.solve.finder import roster_and_rows
    from roster.verify import verify

    language = spoken(book, language)
    days = needed_period(month, first, last)
    refuse_foreign(out, language)
    read = open_book(book, language)
    before = read_past(past, days.first, language) if past else None
    problem = problem_of(read, days, language, before)
    with watching(problem, language) as watch:
        result, model = roster_and_rows(problem, Options(seconds, effort, seed, workers), watch)
    if result.roster is None:
        _no_roster(problem, result, language, as_json)
        ctx.exit(NO)
    outcome = outputs.Outcome(
        problem,
        result,
        verify(problem, result.roster),
        language,
        outputs.issued_at(problem, issued),
        book,
        read.sha256,
        {"seconds": seconds, "effort": effort, "seed": seed, "workers": workers},
        model=model,
    )
    names = outputs.save(out, outcome, formats)
    if as_json:
        answer(outputs.record(out, outcome))
        return
    click.echo("\n".join(summary.solved(problem, result, language)))
    click.echo(summary.written(str(out), names, language))


def _no_roster(problem: Problem, result: Result, language: str, as_json: bool) -> None:
    """Say that there is no roster and, where that is proven, what clashes and what helps."""
    from roster.explain.conflicts import diagnose

    if result.proven_infeasible:
        told = say(
            language,
            id="Tidak ada jadwal yang memenuhi semua aturan wajib: ini terbukti.",
            en="No roster keeps every must rule: this is proven.",
        )
    elif result.interrupted:
        told = say(
            language,
            id="Dihentikan sebelum ada jadwal yang sah.",
            en="Stopped before there was a lawful roster.",
        )
    else:
        told = say(
            language,
            id="Tidak ditemukan jadwal yang sah dalam batas waktu; coba --seconds lebih besar.",
            en="No lawful roster was found in time; try more --seconds.",
        )
    click.echo(told, err=True)
    about = {
        "status": result.status,
        "proven_infeasible": result.proven_infeasible,
        "interrupted": result.interrupted,
        "seconds": round(result.seconds, 3),
    }
    if result.proven_infeasible:
        found = diagnose(problem)
        if found.feasible:
            raise VerifyError("a roster exists, though the search says that there is none")
        no_roster(found, language, as_json, **about)
    elif as_json:
        answer(about)

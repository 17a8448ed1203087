"""What-ifs side by side, for one office or many, here or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.cli import summary
from roster.cli.common import (
    Command,
    answer,
    json_option,
    language_option,
    ledger_of_the_book,
    named_past,
    open_book,
    spoken,
    tell,
    unusable,
)
from roster.model.language import say

if TYPE_CHECKING:
    from roster.scenario.comparison import Line
    from roster.scenario.plan import Office

FILE = click.Path(path_type=Path)


@click.command(name="scenario", cls=Command, short_help="Compare what-ifs of a book.")
@click.argument("book", required=False, type=FILE)
@click.argument("scenarios", required=False, type=FILE)
@click.option("--books", metavar="GLOB", help="Many offices, as 'offices/*', in place of BOOK.")
@click.option(
    "--month",
    "months",
    multiple=True,
    required=True,
    metavar="YYYY-MM",
    help="The month, or each of 2027-01..2027-12; may be given several times.",
)
@click.option("--out", type=FILE, required=True, help="The folder to write, or to go on with.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=256),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="How many scenarios are solved at once.",
)
@click.option("--scheduler", default="", metavar="ADDRESS", help="A dask cluster to solve on.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=600.0,
    show_default=True,
    help="How long one scenario may take at most, in seconds.",
)
@click.option(
    "--effort",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="A limit for each search in deterministic units.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**31 - 1),
    default=0,
    show_default=True,
    help="Draws among equally good rosters.",
)
@click.option(
    "--resilience/--no-resilience",
    default=True,
    help="Reckon which places survive any single absence, or save that time.",
)
@language_option
@json_option
def command(
    book: Path | None,
    scenarios: Path | None,
    books: str | None,
    months: tuple[str, ...],
    out: Path,
    jobs: int,
    scheduler: str,
    seconds: float,
    effort: float,
    seed: int,
    resilience: bool,
    language: str | None,
    as_json: bool,
) -> None:
    """Solve each of the SCENARIOS of a BOOK, verify it, and compare them.

    SCENARIOS is a YAML file, a CSV file or a workbook; without it the book's own table
    scenarios is taken. With --books the only argument is SCENARIOS. The folder holds
    comparison.csv, comparison.xlsx, comparison.html, and in runs/ each roster. What is finished
    is not solved again: interrupted at any moment, the same command goes on.
    """
    from roster.cli.sweeping import watching
    from roster.scenario.outputs import write_comparison
    from roster.scenario.plan import Wanted, plan
    from roster.scenario.plan import months as months_of
    from roster.scenario.store import open_store
    from roster.scenario.sweep import sweep, workers
    from roster.solve.options import Options

    paths, scenarios = _paths(book, scenarios, books)
    language = spoken(paths[0], language)
    periods = tuple(dict.fromkeys(span for text in months for span in months_of(text)))
    options = Options(seconds, effort, seed, workers=1)
    plain = books is not None
    wanted = Wanted(scenarios, periods, options, language, plain, resilience)
    with workers(jobs, scheduler) as (pool, window):
        offices = [_office(path, language) for path in paths]
        cases = plan(offices, wanted, lambda issues: tell(issues, language))
        store = open_store(out, {"cases": [case.path for case in cases]}, language)
        with watching(len(cases), language) as watch:
            try:
                facts = sweep(cases, store, pool, window, watch)
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                raise _stopped(language) from None
    found = write_comparison(
        out, cases, facts, offices[0].name if len(offices) == 1 else "", language
    )
    if as_json:
        answer([{**line.facts, **_about(line)} for line in found])
        return
    click.echo("\n".join(summary.aligned(_table(found, language))))
    names = ("comparison.csv", "comparison.xlsx", "comparison.html", *(c.path for c in cases))
    click.echo(summary.written(str(out), names, language))


def _stopped(language: str) -> click.ClickException:
    return click.ClickException(
        say(
            language,
            id="Dihentikan; yang selesai tersimpan. Perintah yang sama melanjutkan.",
            en="Stopped; what is finished is kept. The same command goes on.",
        )
    )


def _paths(
    book: Path | None, scenarios: Path | None, books: str | None
) -> tuple[list[Path], Path | None]:
    """The books, and the file of scenarios; raises UsageError."""
    if books is None:
        if book is None:
            raise unusable(
                id="Buku mana? Sebut BOOK, atau --books 'kantor/*'.",
                en="Which book? Give BOOK, or --books 'offices/*'.",
            )
        return [book], scenarios
    if scenarios is not None:
        raise unusable(
            id="Dengan --books satu-satunya argumen ialah SCENARIOS.",
            en="With --books the only argument is SCENARIOS.",
        )
    found = sorted(Path(name) for name in glob(books))
    if not found:
        raise unusable(
            id=f"--books {books!r}: tidak ada buku bernama itu.",
            en=f"--books {books!r}: there is no such book.",
        )
    names = [path.stem for path in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        listed = ", ".join(twice)
        raise unusable(
            id=f"--books {books!r}: dua buku bernama {listed}.",
            en=f"--books {books!r}: two books are called {listed}.",
        )
    return found, book


def _office(path: Path, language: str) -> Office:
    """A book with the roster before it that it names, and what its ledger holds."""
    from roster.scenario.plan import Office

    book = open_book(path, language)
    past, kept = named_past(book, language), ledger_of_the_book()
    if kept is None:
        return Office(path.stem, book, past)
    from roster.ledger import Ledger

    with Ledger(kept, language) as ledger:
        published = None if past else ledger.roster_between(date.min, date.max)
        return Office(path.stem, book, past, ledger.balance_entries(), published)


def _about(line: Line) -> dict[str, Any]:
    case = line.case
    return {
        "office": case.office,
        "scenario": case.scenario,
        "title": case.title,
        "path": case.path,
        "proven": line.proven,
    }


def _table(found: Sequence[Line], language: str) -> list[tuple[str, ...]]:
    from roster.scenario.comparison import labels, outcome

    heads = say(
        language,
        id="skenario|hasil|terisi|tempat|rentang|keinginan|detik",
        en="scenario|outcome|filled|places|spread|wishes|seconds",
    ).split("|")
    rows = [tuple(heads)]
    for line, name in zip(found, labels(found), strict=True):
        figures = [line.figure(key) for key in ("filled", "places", "spread")]
        wishes = f"{line.figure('granted')}/{line.figure('wishes')}" if line.measures else "–"
        rows.append(
            (
                name,
                outcome(line, language),
                *("–" if figure is None else f"{figure:g}" for figure in figures),
                wishes,
                f"{line.facts['seconds']:.1f}",
            )
        )
    return rows

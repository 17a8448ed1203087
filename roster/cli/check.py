"""A book alone, or a roster against every rule of its book."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from roster.cli import summary
from roster.cli.common import (
    NO,
    Command,
    Period,
    agreed,
    answer,
    book_argument,
    json_option,
    language_option,
    needed_period,
    open_book,
    period,
    period_options,
    problem_of,
    spoken,
    unusable,
)
from roster.model.language import say


@click.command(name="check", cls=Command, short_help="Check a book, or a roster of it.")
@book_argument
@period_options
@click.option(
    "--roster",
    "file",
    type=click.Path(path_type=Path),
    help="A roster.csv, or the folder that holds one, to check against every rule.",
)
@click.option(
    "--certificate",
    "certified",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="An output folder whose certificate and roster to check, every proof recomputed.",
)
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    month: str | None,
    first: datetime | None,
    last: datetime | None,
    file: Path | None,
    certified: Path | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Check the BOOK alone, or with --roster a roster against every rule.

    With --certificate the proofs that no lawful roster is better are recomputed as well. No
    solver is asked. The answer is no (exit status 1) if a must rule is broken, or anything
    in the certificate does not hold.
    """
    if certified is not None:
        language = spoken(book, language)
        if file:
            raise unusable(
                id="--certificate sudah menyebut jadwalnya; hilangkan --roster.",
                en="--certificate names the roster itself; leave --roster out.",
            )
        asked = period(month, first, last)
        ctx.exit(_certificate(book, certified, asked, language, as_json))
    language = spoken(book, language)
    days = needed_period(month, first, last) if file else period(month, first, last)
    read = open_book(book, language)
    if days is None:
        _tell_book(str(book), read.sha256, language, as_json)
        return
    problem = problem_of(read, days, language)
    if file is None:
        _tell_book(str(book), read.sha256, language, as_json)
        return
    from roster.exports.reading import read_roster
    from roster.verify import verify

    path = file / "roster.csv" if file.is_dir() else file
    roster = read_roster(path, problem, language)
    report = verify(problem, roster)
    if as_json:
        answer(summary.checked(problem, report, language))
    else:
        click.echo("\n".join(summary.verdict(problem, roster, report, language)))
    ctx.exit(NO if report.hard else 0)


def _certificate(
    book: Path, folder: Path, asked: Period | None, language: str, as_json: bool
) -> int:
    """Check the certificate in a folder; the exit status."""
    from roster.audit import audit
    from roster.certificate import read_certificate
    from roster.exports.reading import read_roster

    found = read_certificate(folder, language)
    days = agreed(asked, Period(found.first, found.last), "--certificate")
    read = open_book(book, language)
    problem = problem_of(read, days, language, found.past)
    roster = read_roster(folder / "roster.csv", problem, language)
    findings = audit(found, problem, roster, read.sha256, language)
    holds = not any(finding.holds is False for finding in findings)
    if as_json:
        answer({"valid": holds, "checks": [asdict(finding) for finding in findings]})
    else:
        marks = {True: "✓", False: "✗", None: "–"}
        for finding in findings:
            click.echo(f"{marks[finding.holds]} {finding.sentence}")
    return 0 if holds else NO


def _tell_book(book: str, sha256: str, language: str, as_json: bool) -> None:
    if as_json:
        answer({"book": book, "sha256": sha256})
    else:
        click.echo(say(language, id=f"{book}: dapat dipakai", en=f"{book}: fit for use"))

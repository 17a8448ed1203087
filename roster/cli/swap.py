"""Two officers exchange duties."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from roster.cli import amended, summary
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    unusable,
)
from roster.cli.current import Current, judged, take_up
from roster.model import Duty, Problem, Roster
from roster.model.language import LANGUAGES, long_date, say
from roster.swap import Exchange, exchange


@click.command(name="swap", cls=Command, short_help="Let two officers exchange duties.")
@book_argument
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("one", metavar="X:2027-03-10")
@click.argument("other", metavar="Y:2027-03-15")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to write; only told if not given."
)
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    one: str,
    other: str,
    out: Path | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Let officer X take Y's duty and Y take X's, in the roster in DIR.

    X and Y are numbers or names; where somebody has several duties on a day, add the session:
    X:2027-03-10/pagi. The answer is no (exit status 1) if a must rule forbids it. Whoever
    gives a duty away keeps the credit for it, so that nobody's balance suffers by a swap.
    """
    from roster.ledger import Ledger, ledger_path

    with Ledger(ledger_path(book), language or LANGUAGES[0]) as ledger:
        current = take_up(book, folder, language, ledger)
    giver, given = _duty(current.problem, current.roster, one)
    taker, taken = _duty(current.problem, current.roster, other)
    try:
        done = exchange(current.problem, current.roster, giver, given, taker, taken)
    except ValueError as fault:
        raise unusable(
            id=f"Tugas itu tidak dapat ditukar: {fault}.",
            en=f"These duties cannot be swapped: {fault}.",
        ) from None
    if as_json:
        answer(_record(current.problem, done, current.language))
    else:
        click.echo("\n".join(_told(current, done)))
    if not done.lawful:
        ctx.exit(NO)
    if out is not None:
        _save(current, out, done)


def _duty(problem: Problem, roster: Roster, text: str) -> tuple[str, Duty]:
    """The officer and the duty that ``X:2027-03-10`` names; raises UsageError."""
    who, _, when = text.rpartition(":")
    day_text, _, session = when.partition("/")
    first, last = amended.days(day_text)
    if not who or first != last:
        raise unusable(
            id=f"{text!r} bukan tugas; tulis PETUGAS:2027-03-10.",
            en=f"{text!r} is no duty; write OFFICER:2027-03-10.",
        )
    officer = amended.officer_id(problem, who)
    found = [
        duty
        for duty in roster.duties(officer)
        if duty.day == first and session in ("", duty.session)
    ]
    if len(found) == 1:
        return officer, found[0]
    if not found:
        dates = ", ".join(f"{duty.day}/{duty.session}" for duty in roster.duties(officer))
        raise unusable(
            id=f"{who} tidak bertugas pada {when}. Tugasnya: {dates or '–'}.",
            en=f"{who} has no duty on {when}. Duties: {dates or '–'}.",
        )
    sessions = ", ".join(duty.session for duty in found)
    raise unusable(
        id=f"{who} bertugas beberapa kali pada {first}: {sessions}. Tambahkan sesinya.",
        en=f"{who} has several duties on {first}: {sessions}. Add the session.",
    )


def _record(problem: Problem, done: Exchange, language: str) -> dict[str, object]:
    return {
        "lawful": done.lawful,
        "swap": asdict(done.swap),
        "price": {str(priority): cost for priority, cost in done.price.items()},
        "broken": [
            {"rule": use.name, "text": use.rule.explain(violation, problem, language)}
            for use, violation in done.broken
        ],
    }


def _told(current: Current, done: Exchange) -> list[str]:
    from roster.exports.words import people

    language, problem, swap = current.language, current.problem, done.swap
    names = people(problem)
    given, taken = (long_date(problem.duty[key].day, language) for key in (swap.given, swap.taken))
    lines = [f"{names[swap.giver]} ({given}) ⇄ {names[swap.taker]} ({taken})"]
    if not done.lawful:
        refused = say(language, id="Tidak dapat ditukar:", en="Cannot be swapped:")
        sentences = (
            use.rule.explain(violation, problem, language) for use, violation in done.broken
        )
        return [*lines, refused, *sentences]
    price = ", ".join(f"{priority}: {cost:+d}" for priority, cost in done.price.items())
    return [
        *lines,
        say(language, id=f"Harga menurut prioritas: {price}", en=f"Price by priority: {price}"),
    ]


def _save(current: Current, out: Path, done: Exchange) -> None:
    result = judged(current.told.result, done.roster, done.report, same_book=False)
    names = amended.save(
        current,
        out,
        current.problem,
        result,
        done.report,
        amended.amended(current, done.roster, swaps=[done.swap]),
        {"swap": asdict(done.swap)},
    )
    click.echo(summary.written(str(out), names, current.language), err=True)

"""Why: no roster, an empty place, this officer and not that one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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
from roster.errors import InputError, Issue
from roster.model.language import say

if TYPE_CHECKING:
    from roster.explain.conflicts import Diagnosis
    from roster.explain.told import Told
    from roster.model import Problem, Roster
    from roster.proof import Proof


@click.command(name="explain", cls=Command, short_help="Say why: no roster, why me, why not her.")
@book_argument
@period_options
@click.option(
    "--roster",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="An output folder: explain its roster. It tells the period itself.",
)
@click.option("--officer", help="Of the roster: an officer, by number or name.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Why the officer serves, or not, then."
)
@click.option("--instead", help="Why not this officer in the other's place.")
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    month: str | None,
    first: datetime | None,
    last: datetime | None,
    folder: Path | None,
    officer: str | None,
    day: datetime | None,
    instead: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Say why there is no roster for the BOOK's month, or account for a roster's lines.

    With --month: the smallest sets of things that clash, and cures that were tried; where a
    roster exists, which minima cannot all be kept, and what is nearest to breaking (exit
    status 1 if no roster exists). With --roster: why its empty places are empty, what each is
    entitled to, and who may step in for whom. With --officer and --date: why, and with
    --instead why not somebody else, by what rule or at what price.
    """
    language = spoken(book, language)
    if (day and not officer) or (instead and not day):
        raise unusable(
            id="--date memerlukan --officer, dan --instead memerlukan --date.",
            en="--date needs --officer, and --instead needs --date.",
        )
    if officer and not folder:
        raise unusable(
            id="--officer bertanya tentang sebuah jadwal: berikan --roster DIR.",
            en="--officer asks about a roster: give --roster DIR.",
        )
    read = open_book(book, language)
    if folder is None:
        problem = problem_of(read, needed_period(month, first, last), language)
        ctx.exit(_month(problem, language, as_json))
    from roster.exports.reading import read_roster

    days, past, seed, proofs = _told(folder, language)
    days = agreed(period(month, first, last), days, "--roster")
    problem = problem_of(read, days, language, past)
    roster = read_roster(folder / "roster.csv", problem, language)
    who = _officer(problem, officer, "--officer", language) if officer else ""
    if day:
        other = _officer(problem, instead, "--instead", language) if instead else ""
        _why(problem, roster, (who, day, other), (seed, proofs), language, as_json)
    else:
        _roster(problem, roster, who, language, as_json)


def _told(folder: Path, language: str) -> tuple[Period, Roster | None, int, Mapping[int, Proof]]:
    """Period, roster before, seed and proofs of an output folder; a repair has no certificate."""
    from roster.certificate import read_certificate
    from roster.cli.outputs import earlier

    if not (folder / "certificate.json").exists():
        found = earlier(folder, language)
        return Period(found.first, found.last), None, found.result.seed, {}
    told = read_certificate(folder, language)
    seed = int(told.parts["options"].get("seed") or 0)
    return Period(told.first, told.last), told.past, seed, told.proofs


def _month(problem: Problem, language: str, as_json: bool) -> int:
    """Explain a month without a roster at hand; the exit status."""
    from roster.explain.conflicts import diagnose
    from roster.explain.places import nearest, unfillable
    from roster.explain.report import nearest_json, nearest_lines
    from roster.explain.told import conflicts_json, tell

    found = diagnose(problem)
    if not found.feasible:
        return no_roster(found, language, as_json)
    short = tell(unfillable(problem), language)
    close = nearest(problem)
    if as_json:
        told = {"feasible": True, "conflicts": [], "unfillable": conflicts_json(short)}
        answer({**told, "nearest": nearest_json(close)})
        return 0
    click.echo(say(language, id="Jadwal yang sah ada.", en="A lawful roster exists."))
    _empty(short, problem, language)
    click.echo("\n".join(nearest_lines(close, problem, language)))
    return 0


def no_roster(found: Diagnosis, language: str, as_json: bool, **more: Any) -> int:
    """Tell why there is no roster; ``more`` goes into the JSON. The exit status."""
    from roster.explain.told import conflict_lines, conflicts_json, tell

    told = tell(found, language)
    if as_json:
        partial = {} if found.complete else {"complete": False}
        answer({**more, "feasible": False, "conflicts": conflicts_json(told), **partial})
        return NO
    click.echo(
        say(
            language,
            id="Tidak ada jadwal yang sah, karena yang berikut tidak dapat berlaku bersama:",
            en="There is no lawful roster, as these cannot hold together:",
        )
    )
    click.echo("\n".join(conflict_lines(told, found.problem, language)))
    if not found.complete:
        click.echo(say(language, id="Masih ada sebab lain.", en="There are more causes."))
    return NO


def _empty(short: tuple[Told, ...], problem: Problem, language: str) -> None:
    from roster.explain.told import conflict_lines

    if short:
        click.echo(
            say(
                language,
                id="Tidak semua tempat dapat terisi sampai minimum:",
                en="Not every place can be filled to its minimum:",
            )
        )
        click.echo("\n".join(conflict_lines(short, problem, language)))


def _roster(problem: Problem, roster: Roster, who: str, language: str, as_json: bool) -> None:
    """Account for a roster: its empty places, entitlements and resilience."""
    from roster.explain.entitlement import officer_sentence, unit_sentence
    from roster.explain.places import empty
    from roster.explain.report import (
        duty_lines,
        resilience_json,
        resilience_lines,
    )
    from roster.explain.resilience import resilience
    from roster.explain.told import conflicts_json, tell

    officers = [who] if who else [officer.id for officer in problem.officers]
    units = [] if who else [unit.id for unit in problem.units]
    shares = {o: officer_sentence(problem, roster, o, language) for o in officers}
    unit_shares = {u: unit_sentence(problem, roster, u, language) for u in units}
    strength = resilience(problem, roster)
    if who and not as_json:
        click.echo("\n".join([*shares.values(), *duty_lines(strength, who, problem, language)]))
        return
    below = any(duty.min > len(roster.officers(duty)) for duty in problem.duties)
    short = tell(empty(problem, roster), language) if below else ()
    if as_json:
        answer(
            {
                "empty": conflicts_json(short),
                "entitlement": shares,
                "units": unit_shares,
                "resilience": resilience_json(strength),
            }
        )
        return
    _empty(short, problem, language)
    click.echo("\n".join([*shares.values(), *unit_shares.values()]))
    click.echo("\n".join(resilience_lines(strength, problem, language)))


def _why(
    problem: Problem,
    roster: Roster,
    asked: tuple[str, datetime, str],
    drawn: tuple[int, Mapping[int, Proof]],
    language: str,
    as_json: bool,
) -> None:
    from roster.explain.answer import Question
    from roster.explain.entitlement import officer_sentence
    from roster.explain.why import why

    (officer, day, other), (seed, proofs) = asked, drawn
    question = Question(officer, day.date(), other)
    found = why(problem, roster, question, language, seed, proofs=proofs)
    if as_json:
        from roster.explain.report import answer_json

        answer(answer_json(found))
        return
    click.echo(officer_sentence(problem, roster, officer, language))
    click.echo(say(language, id=f"Andai {found.question}:", en=f"If {found.question}:"))
    click.echo("\n".join(f"  {sentence}" for sentence in found.sentences))


def _officer(problem: Problem, named: str, option: str, language: str) -> str:
    """The id of the officer of that number or name; raises InputError."""
    from roster.explain.answer import by_name

    known = by_name(problem)
    found = known.get(named) or known.get(named.casefold())
    if found is not None:
        return found
    near = ", ".join(get_close_matches(named.casefold(), known, n=3))
    issue = Issue(
        option,
        repr(named),
        say(language, id="nomor atau nama seorang petugas", en="an officer's number or name"),
        say(language, id=f"Mungkin {near}", en=f"Did you mean {near}") if near else "",
    )
    raise InputError([issue])

"""How many officers and desks an office needs, with proof."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.cli import summary
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    needed_period,
    open_book,
    past_of,
    period_options,
    problem_of,
    spoken,
    unusable,
)
from roster.model.language import long_date, say

if TYPE_CHECKING:
    from roster.book import Book
    from roster.scenario.needs import Need, Staffing
    from roster.scenario.queues import Target
    from roster.scenario.visitors import Demand


@click.command(name="staffing", cls=Command, short_help="How many officers are needed, proven.")
@book_argument
@period_options
@click.option(
    "--visitors",
    "by_visitors",
    is_flag=True,
    help="Fill the desks that the counted visitors need, in place of ideal.",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    help="How long visitors may wait, in minutes.",
)
@click.option(
    "--share",
    type=click.FloatRange(min=0, max=1, min_open=True, max_open=True),
    default=0.9,
    show_default=True,
    help="The share of visitors who wait no longer than that.",
)
@click.option("--why", is_flag=True, help="Also name the rules that would let one fewer do.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=20.0,
    show_default=True,
    help="How long each question may take at most, in seconds.",
)
@click.option(
    "--effort",
    type=click.FloatRange(min=0, min_open=True),
    help="A limit in deterministic units: the same book and effort give the same answer.",
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
    by_visitors: bool,
    wait: float,
    share: float,
    why: bool,
    seconds: float,
    effort: float | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Say with how few officers every place is filled and every must rule kept.

    The least number is told for all officers, by competency and by unit, each proven by a bound,
    and what stays empty first with one fewer. Where the book has a table visitors, the desks
    that they need are told as well, by Erlang C and by a simulation. The answer is no (exit
    status 1) if no number of officers like those of the book fills every place.
    """
    from roster.book.row import Place
    from roster.scenario.desks import with_desks
    from roster.scenario.needs import staffing
    from roster.scenario.queues import Target
    from roster.scenario.visitors import demands
    from roster.solve.options import Options

    days = needed_period(month, first, last)
    language = spoken(book, language)
    read = open_book(book, language)
    target = Target(wait, share)
    asked = demands(read)
    if by_visitors:
        if not asked:
            raise unusable(
                id="--visitors: tabel visitors buku ini kosong.",
                en="--visitors: the book has no rows in the table visitors.",
            )
        wanted = {id(d.post): max(d.erlang(target), d.simulated(target)) for d in asked}
        read = with_desks(read, wanted, Place())
    past = past_of(read, days.first, language)
    problem_of(read, days, language, past)

    def quietly(other: Book) -> Any:
        from roster.book.problem import build_problem
        from roster.registry import rules

        return build_problem(other, days.first, days.last, rules(), past, language)[0]

    options = Options(seconds, effort)
    found = staffing(read, quietly, options, why=why, watch=_telling(language))
    if as_json:
        answer({"officers": _record(found), "desks": [_desk(d, target) for d in asked]})
    else:
        if asked:
            click.echo("\n".join([*summary.aligned(_desks(asked, target, language)), ""]))
        click.echo("\n".join(_told(found, why, language)))
    ctx.exit(0 if found.needs[0].least.count is not None else NO)


def _telling(language: str) -> Any:
    return lambda group: click.echo(say(language, id=f"… {group}", en=f"… {group}"), err=True)


def _told(found: Staffing, why: bool, language: str) -> list[str]:
    heads = say(
        language,
        id="kelompok|ada|dalam jawaban|paling sedikit|bukti|dengan satu lebih sedikit",
        en="group|have|in the answer|least|proof|with one fewer",
    ).split("|")
    rows = [tuple(heads), *(_row(need, language) for need in found.needs)]
    lines = summary.aligned(rows)
    if found.copies:
        lines.append(
            say(
                language,
                id=f"Petugas buku tidak cukup; dihitung dengan {found.copies} tambahan tiap jenis.",
                en=f"The book's officers are too few; reckoned with {found.copies} more of each "
                "kind.",
            )
        )
    if found.left_out:
        rules = ", ".join(found.left_out)
        lines.append(
            say(language, id=f"Aturan yang dikesampingkan: {rules}", en=f"Rules left out: {rules}")
        )
    if found.relieving is not None:
        rules = ", ".join(found.relieving) or "–"
        lines.append(
            say(
                language,
                id=f"Satu petugas kurang akan cukup tanpa salah satu dari: {rules}",
                en=f"One fewer would do without any one of: {rules}",
            )
        )
    elif why and found.needs[0].least.count is not None:
        lines.append(
            say(
                language,
                id="Aturan yang menahan tidak disebut: belum terbukti bahwa satu lebih sedikit "
                "tidak cukup.",
                en="Which rules stand in the way is not told: that one fewer is too few is not "
                "proven.",
            )
        )
    return lines


def _row(need: Need, language: str) -> tuple[str, ...]:
    names = {
        "all": say(language, id="semua", en="all"),
        "competency": say(language, id="kompetensi ", en="competency ") + need.name,
        "unit": f"unit {need.name}",
    }
    least = need.least
    if least.count is None:
        told = say(language, id="mustahil", en="impossible")
        told = told if not least.possible else say(language, id="tidak ditemukan", en="none found")
        return names[need.kind], str(need.have), "", told, "", ""
    proof = say(language, id="terbukti", en="proven")
    if not least.proven:
        proof = say(language, id=f"batas {least.bound}", en=f"bound {least.bound}")
    return (
        names[need.kind],
        str(need.have),
        str(need.among),
        str(least.count),
        proof,
        _breaks(need, language),
    )


def _breaks(need: Need, language: str) -> str:
    if need.breaks is None or need.breaks.count is None:
        if need.breaks is None:
            return ""
        return say(language, id="tidak ada jadwal yang sah", en="no lawful roster")
    duty = need.breaks.missing[0][0] if need.breaks.missing else None
    sure = need.breaks.bound
    if not sure:
        return say(language, id="tidak terbukti ada yang kosong", en="nothing is proven to break")
    where = f"{long_date(duty.day, language)}, {duty.session} {duty.post}" if duty else ""
    return say(
        language,
        id=f"paling sedikit {sure} tempat kosong, mis. {where}",
        en=f"{sure} places empty at least, such as {where}",
    )


def _record(found: Staffing) -> dict[str, Any]:
    return {
        "copies": found.copies,
        "left_out": list(found.left_out),
        "relieving": None if found.relieving is None else list(found.relieving),
        "needs": [
            {
                "kind": need.kind,
                "name": need.name,
                "have": need.have,
                "among": need.among,
                "least": need.least.count,
                "bound": need.least.bound,
                "proven": need.least.proven,
                "kept": list(need.least.kept),
                "one_fewer": None
                if need.breaks is None
                else {
                    "empty": need.breaks.count,
                    "bound": need.breaks.bound,
                    "places": [[duty.id, count] for duty, count in need.breaks.missing],
                },
            }
            for need in found.needs
        ],
    }


def _desks(asked: tuple[Demand, ...], target: Target, language: str) -> list[tuple[str, ...]]:
    heads = say(
        language,
        id="pos|tamu sehari|beban puncak|ideal|Erlang C|simulasi|menunggu ≤ target",
        en="post|visitors a day|peak load|ideal|Erlang C|simulated|wait ≤ target",
    ).split("|")
    rows = [tuple(heads)]
    for demand in asked:
        told = _desk(demand, target)
        post = demand.post
        waits = demand.waits(max(told["erlang"], told["simulated"], 1), target)
        rows.append(
            (
                f"{post.room} {post.session} {post.post}",
                f"{demand.arrivals:.1f}",
                f"{demand.busiest.load:.2f}",
                str(post.ideal),
                str(told["erlang"]),
                str(told["simulated"]),
                f"{waits[0].share:.0%} / {waits[1].share:.1%} ± {waits[1].margin:.1%}",
            )
        )
    return rows


def _desk(demand: Demand, target: Target) -> dict[str, Any]:
    post = demand.post
    return {
        "room": post.room,
        "session": post.session,
        "post": post.post,
        "weekdays": list(post.weekdays),
        "days_counted": demand.days,
        "arrivals": round(demand.arrivals, 3),
        "load": round(demand.busiest.load, 4),
        "ideal": post.ideal,
        "erlang": demand.erlang(target),
        "simulated": demand.simulated(target),
    }

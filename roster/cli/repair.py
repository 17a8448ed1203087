"""The nearest good roster after an absence or a change of the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.amendment import Absence, told
from roster.cli import amended, summary
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
)
from roster.cli.current import Current, judged, take_up, with_absences
from roster.model import PriorityResult, Problem
from roster.model.language import LANGUAGES, say

if TYPE_CHECKING:
    from roster.repair import Frozen, Gap, Repair

SHOWN = 5
"""Substitutes that are named for each gap; JSON has them all."""


@click.command(name="repair", cls=Command, short_help="Mend a roster with the fewest changes.")
@book_argument
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--absent",
    "absences",
    multiple=True,
    metavar="X:2027-03-10..12",
    help="An officer, by number or name, and the days away. May be given several times.",
)
@click.option(
    "--from",
    "start",
    metavar="DATE",
    help="The first day that may change; the first absence's if not given.",
)
@click.option(
    "--freeze",
    "frozen",
    multiple=True,
    metavar="2027-03-15..16",
    help="Days that stay as they are.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long to search at most, in seconds.",
)
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    absences: tuple[str, ...],
    start: str | None,
    frozen: tuple[str, ...],
    out: Path,
    seconds: float,
    language: str | None,
    as_json: bool,
) -> None:
    """Mend the roster in DIR so that it fits the BOOK again, and write it to another folder.

    Holidays, officers, leave and hours are those of the BOOK as it is now; --absent adds
    absences. In strict order: no filled place falls empty, fewest assignments change, fewest
    officers have to be told, then the book's own priorities; each is proven. The answer is no
    (exit status 1) if there is no such roster.
    """
    from roster.ledger import Ledger, ledger_path
    from roster.repair import repair
    from roster.solve import Options
    from roster.verify import verify

    with Ledger(ledger_path(book), language or LANGUAGES[0]) as ledger:
        current = take_up(book, folder, language, ledger, strict=False)
    new = [amended.absence(current.problem, text) for text in absences]
    problem = with_absences(current.problem, new)
    fixed = _frozen(current, new, start, frozen)
    found = repair(problem, current.reference, current.roster, fixed, Options(seconds))
    if found.result.roster is None:
        _no_repair(current, problem, fixed, found, as_json)
        ctx.exit(NO)
    record = {"repair": _record(current, found)}
    report = verify(problem, found.result.roster)
    # The book's priorities are proven among the rosters with the fewest changes only, and
    # files that say "proven" mean among all.
    plain = judged(found.result, found.result.roster, report, same_book=False)
    names = amended.save(
        current,
        out,
        problem,
        plain,
        report,
        amended.amended(current, found.result.roster, new),
        record,
    )
    if as_json:
        answer(record["repair"] | {"gaps": _gaps(problem, found.gaps, current.language)})
        return
    click.echo("\n".join(_told(current, problem, found)))
    click.echo(summary.written(str(out), names, current.language))


def _frozen(
    current: Current, new: Sequence[Absence], start: str | None, frozen: Sequence[str]
) -> Frozen:
    from roster.repair import Frozen

    kept: set[date] = set()
    for first, last in map(amended.days, frozen):
        kept.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    earliest = min((away.first for away in new), default=current.problem.first)
    return Frozen(amended.days(start)[0] if start else earliest, frozenset(kept))


def _record(current: Current, found: Repair) -> dict[str, Any]:
    """What a repair changed, for programs and for ``result.json``."""
    rows = {"places": found.places, "changes": found.changes, "told": found.told}
    return {
        "from_version": current.version or None,
        **{
            name: {"cost": row.cost, "bound": row.bound, "proven": row.proven}
            for name, row in rows.items()
            if row is not None
        },
        "priorities": [
            {
                "priority": row.priority,
                "cost": row.cost,
                "bound": row.bound,
                "proven": row.proven,
            }
            for row in found.result.priorities
        ],
        "differences": [
            {
                "duty": change.duty.id,
                "off": list(change.off),
                "on": list(change.on),
                "moved": list(change.moved),
            }
            for change in found.differences
        ],
    }


def _gaps(problem: Problem, gaps: Sequence[Gap], language: str) -> list[dict[str, Any]]:
    return [
        {
            "duty": gap.duty.id,
            "officer": gap.officer,
            "substitutes": [
                {
                    "officer": who.officer,
                    "lawful": who.lawful,
                    "price": {str(priority): cost for priority, cost in who.price.items()},
                    "broken": [use.rule.explain(v, problem, language) for use, v in who.broken],
                }
                for who in gap.substitutes
            ],
        }
        for gap in gaps
    ]


def _told(current: Current, problem: Problem, found: Repair) -> list[str]:
    from roster.exports.notes import notes_text
    from roster.exports.words import people

    language, names = current.language, people(problem)
    people_told = len(told(found.differences))
    proven = _proven((found.places, found.changes, found.told), language)
    lines = [
        say(
            language,
            id=f"{_cost(found.changes)} penugasan berubah, {people_told} petugas perlu diberi "
            f"tahu{proven}",
            en=f"{_cost(found.changes)} assignments changed, {people_told} officers to be told"
            f"{proven}",
        )
    ]
    if _cost(found.places):
        lines.append(
            say(
                language,
                id=f"{_cost(found.places)} tempat yang terisi menjadi kosong",
                en=f"{_cost(found.places)} places that were filled fall empty",
            )
        )
    lines += ["", notes_text(found.differences, problem, language)]
    before = {row.priority: row.cost for row in current.told.result.priorities}
    heads = say(language, id="prioritas|semula|menjadi", en="priority|before|now")
    rows: list[tuple[str, ...]] = [tuple(heads.split("|"))]
    rows += [
        (str(row.priority), str(before.get(row.priority, "–")), str(row.cost))
        for row in found.result.priorities
    ]
    lines += summary.aligned(rows)
    for gap in found.gaps:
        lines += ["", *_ranked(gap, problem, names, language)]
    return lines


def _ranked(gap: Gap, problem: Problem, names: Any, language: str) -> list[str]:
    """The best substitutes for a gap, each with what it costs more than an empty place."""
    from roster.model.wording import duty_name

    where = duty_name(gap.duty, problem, language)
    lawful = [who for who in gap.substitutes if who.lawful]
    lines = [
        say(
            language,
            id=f"Pengganti untuk {names.get(gap.officer, gap.officer)}, {where}: "
            f"{len(lawful)} petugas dapat",
            en=f"Substitutes for {names.get(gap.officer, gap.officer)}, {where}: "
            f"{len(lawful)} officers can",
        )
    ]
    priorities = list(lawful[0].price) if lawful else []
    rows = [("", "", *(say(language, id=f"prioritas {p}", en=f"priority {p}") for p in priorities))]
    rows += [
        (f"{place}.", names[who.officer], *(f"{cost:+d}" for cost in who.price.values()))
        for place, who in enumerate(lawful[:SHOWN], 1)
    ]
    return lines + ([f"  {line}" for line in summary.aligned(rows)] if lawful else [])


def _cost(row: PriorityResult | None) -> int:
    return row.cost if row else 0


def _proven(rows: Sequence[PriorityResult | None], language: str) -> str:
    if all(row is not None and row.proven for row in rows):
        return say(language, id=" (terbukti paling sedikit)", en=" (proven fewest)")
    return say(language, id=" (belum terbukti paling sedikit)", en=" (not proven fewest)")


def _no_repair(
    current: Current, problem: Problem, fixed: Frozen, found: Repair, as_json: bool
) -> None:
    """Say why there is no repair: what the frozen days break by themselves, if anything."""
    from roster.repair import stuck
    from roster.verify import Report

    language = current.language
    proven = found.result.proven_infeasible
    lines = [
        say(
            language,
            id="Tidak ada perbaikan yang memenuhi semua aturan wajib"
            + (": ini terbukti." if proven else " yang ditemukan dalam batas waktu."),
            en="No repair keeps every must rule"
            + (": this is proven." if proven else " that was found in time."),
        )
    ]
    broken = stuck(problem, current.roster, fixed)
    if broken:
        lines.append(
            say(
                language,
                id="Hari-hari yang dibekukan melanggar aturan; longgarkan --from atau --freeze:",
                en="The frozen days break rules by themselves; ease --from or --freeze:",
            )
        )
        lines += summary.broken(problem, Report(broken), language)
    click.echo("\n".join(lines), err=True)
    if as_json:
        answer({"status": found.result.status, "proven_infeasible": proven})

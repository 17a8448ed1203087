"""Two rosters side by side."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from roster.cli import outputs, summary
from roster.cli.common import Command, answer, json_option, language_option
from roster.cli.usage import SPOKEN
from roster.compare import Comparison, compare
from roster.model import Duty
from roster.model.language import LANGUAGES, long_date, say


@click.command(name="compare", cls=Command, short_help="Say what sets two rosters apart.")
@click.argument("one", metavar="DIR1", type=click.Path(path_type=Path))
@click.argument("other", metavar="DIR2", type=click.Path(path_type=Path))
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, one: Path, other: Path, language: str | None, as_json: bool
) -> None:
    """Say what sets the rosters in two folders apart: by officer, by day and by cost.

    No book is needed.
    """
    from roster.cli.past import read_past

    folders = (one, other)
    told = [outputs.earlier(folder, language or LANGUAGES[0]) for folder in folders]
    language = language or told[1].language
    ctx.meta[SPOKEN] = language
    old, new = (read_past(folder, date.max, language) for folder in folders)
    found = compare(old, new, *(dict(row.costs[1]) for row in told))
    names = _names(one) | _names(other)
    if as_json:
        answer(_record(found))
    else:
        click.echo("\n".join(_lines(found, names, language)))


def _names(folder: Path) -> dict[str, str]:
    """What a roster calls its officers; the id where it tells no name."""
    with (folder / "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["officer"]: row.get("name") or row["officer"] for row in csv.DictReader(file)}


def _record(found: Comparison) -> dict[str, Any]:
    return {
        "same": not found.changes,
        "by_day": [
            {
                "duty": change.duty.id,
                "off": list(change.off),
                "on": list(change.on),
                "moved": list(change.moved),
            }
            for change in found.changes
        ],
        "by_officer": [
            {
                "officer": row.officer,
                "before": row.before,
                "after": row.after,
                "off": [duty.id for duty in row.off],
                "on": [duty.id for duty in row.on],
                "moved": [duty.id for duty in row.moved],
            }
            for row in found.by_officer
        ],
        "costs": {str(p): {"before": a, "after": b} for p, (a, b) in found.costs.items()},
    }


def _lines(found: Comparison, names: Mapping[str, str], language: str) -> list[str]:
    if not found.changes:
        return [say(language, id="Kedua jadwal sama.", en="The two rosters are the same.")]
    lines = [say(language, id="Menurut hari", en="By day")]
    for day, changes in found.by_day.items():
        lines.append(f"  {long_date(day, language)}")
        for change in changes:
            duty = change.duty
            sides = [
                *(f"− {names.get(who, who)}" for who in change.off),
                *(f"+ {names.get(who, who)}" for who in change.on),
                *(
                    f"{names.get(who, who)}: {duty.start:%H.%M}–{duty.end:%H.%M}"
                    for who in change.moved
                ),
            ]
            lines.append(f"    {duty.room} {duty.session} {duty.post}: {', '.join(sides)}")
    lines += ["", say(language, id="Menurut petugas", en="By officer")]
    rows = [
        (
            f"  {names.get(row.officer, row.officer)}",
            f"{row.before} → {row.after}",
            ", ".join([*_dates(row.off, "−"), *_dates(row.on, "+"), *_dates(row.moved, "~")]),
        )
        for row in found.by_officer
    ]
    lines += summary.aligned(rows)
    heads = say(language, id="prioritas|semula|menjadi", en="priority|before|now").split("|")
    costs = [(str(p), _cost(a), _cost(b)) for p, (a, b) in found.costs.items()]
    return [*lines, "", *summary.aligned([tuple(heads), *costs])]


def _dates(duties: Sequence[Duty], sign: str) -> list[str]:
    return [f"{sign}{duty.day.isoformat()} {duty.session}" for duty in duties]


def _cost(cost: int | None) -> str:
    return "–" if cost is None else str(cost)

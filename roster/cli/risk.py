"""How likely unforeseen absences leave a session short, and what would help."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
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
    ledger_of_the_book,
    needed_period,
    open_book,
    period_options,
    problem_of,
    spoken,
    unusable,
)
from roster.model.language import long_date, say

if TYPE_CHECKING:
    from roster.book import Book
    from roster.ledger.attendance import Attendance
    from roster.model import Problem, Roster
    from roster.scenario.risk import Estimate, Risk
    from roster.scenario.training import Training

SHOWN = 12
"""Sessions and trainings that are told; ``--json`` and ``--out`` have all."""


@click.command(name="risk", cls=Command, short_help="What unforeseen absences may do.")
@book_argument
@period_options
@click.option(
    "--roster",
    "file",
    type=click.Path(path_type=Path),
    help="A roster.csv, or the folder that holds one; solved anew if not given.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, max=0.5),
    default=0.02,
    show_default=True,
    help="The share of working days lost, where neither table nor ledger tells.",
)
@click.option(
    "--days",
    "spell",
    type=click.FloatRange(min=1),
    default=2.0,
    show_default=True,
    help="How many working days their absences last on average.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=100, max=1_000_000),
    default=10_000,
    show_default=True,
    help="How many periods are simulated.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**31 - 1),
    default=0,
    show_default=True,
    help="Draws the absences.",
)
@click.option("--out", type=click.Path(path_type=Path), help="A CSV file of every session.")
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
    rate: float,
    spell: float,
    draws: int,
    seed: int,
    out: Path | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Simulate unforeseen absences over a period.

    Told are the probability that each session falls below its minimum, without repair and with
    substitutes who may lawfully step in; how many repairs a period needs; and whose training in
    what would save most sessions; with 95 % intervals. The rates are those of the book's table
    sick_rates; for officers without one, those of the ledger: duty days missed of duty days
    published before the period, smoothed.
    """
    from roster.scenario.absence import Sickness, draw_absences, sickness
    from roster.scenario.risk import Simulation
    from roster.scenario.store import write_whole
    from roster.scenario.training import trainings

    days = needed_period(month, first, last)
    language = spoken(book, language)
    read = open_book(book, language)
    problem = problem_of(read, days, language)
    served = _served(days.first, language)
    try:
        rates = sickness(read, problem, Sickness(rate, spell), served)
    except ValueError as fault:
        raise unusable(id=f"tingkat sakit: {fault}", en=f"sick rates: {fault}") from fault
    roster = _roster(problem, file, language)
    if roster is None:
        click.echo(say(language, id="Tidak ada jadwal.", en="There is no roster."), err=True)
        ctx.exit(NO)
    simulation = Simulation(problem, roster, draw_absences(problem, rates, draws, seed))
    risk = simulation.run()
    helpful = trainings(simulation, risk)
    if out is not None:
        write_whole(out, _csv(risk).encode())
    if as_json:
        answer({**_record(risk, helpful, seed), "rates": sources(read, problem, served)})
    else:
        click.echo("\n".join(_told(risk, helpful, problem, language)))
        click.echo(_rates_told(sources(read, problem, served), language))


def _served(first: date, language: str) -> Mapping[str, Attendance]:
    """What the ledger beside the book tells of duties before a day; nothing without a ledger."""
    path = ledger_of_the_book()
    if path is None:
        return {}
    from roster.ledger import Ledger
    from roster.ledger.attendance import attendance

    with Ledger(path, language) as ledger:
        return attendance(ledger, first)


def sources(book: Book, problem: Problem, served: Mapping[str, Attendance]) -> dict[str, int]:
    """How many officers' rates come from where, and the days of the ledger; nobody is named."""
    from roster.scenario.absence import tabled

    table = len(tabled(book, problem))
    rest = len(problem.officers) - table
    own = [served[officer.id] for officer in problem.officers if officer.id in served]
    return {
        "table": table,
        "ledger": rest if served else 0,
        "default": 0 if served else rest,
        "duty_days": sum(known.days for known in own),
        "missed": sum(known.missed for known in own),
    }


def _rates_told(found: dict[str, int], language: str) -> str:
    table, ledger, default, days, missed = found.values()
    parts = [
        (table, f"{table} petugas dari sick_rates", f"{table} officers by sick_rates"),
        (
            ledger,
            f"{ledger} dari buku catatan ({missed} dari {days} hari tugas terlewat)",
            f"{ledger} by the ledger ({missed} of {days} duty days missed)",
        ),
        (default, f"{default} menurut --rate", f"{default} by --rate"),
    ]
    told = [say(language, id=id, en=en) for many, id, en in parts if many]
    return say(language, id="Tingkat sakit: ", en="Sick rates: ") + ", ".join(told) + "."


def _roster(problem: Problem, file: Path | None, language: str) -> Roster | None:
    if file is not None:
        from roster.exports.reading import read_roster

        return read_roster(file / "roster.csv" if file.is_dir() else file, problem, language)
    from roster.solve import find_roster

    return find_roster(problem).roster


def _told(risk: Risk, helpful: tuple[Training, ...], problem: Problem, language: str) -> list[str]:
    def text(id: str, en: str) -> str:
        return say(language, id=id, en=en)

    heads = text(
        "sesi di bawah minimum|tanpa perbaikan|dengan pengganti",
        "session below its minimum|without repair|with substitutes",
    ).split("|")
    worst = sorted(risk.sessions, key=lambda s: (-s.repaired.mean, -s.without.mean, s.day))
    rows = [tuple(heads)]
    for found in worst[:SHOWN]:
        name = f"{long_date(found.day, language)}, {found.room} {found.session}"
        rows.append((name, percent(found.without), percent(found.repaired)))
    lines = summary.aligned(rows)
    (all_before, all_after), (any_before, any_after) = risk.below, risk.any_below
    lines += [
        "",
        text("Sesi di bawah minimum per periode: ", "Sessions below their minimum in a period: ")
        + f"{count(all_before)} -> {count(all_after)}",
        text("Sekurangnya satu sesi: ", "At least one session: ")
        + f"{percent(any_before)} -> {percent(any_after)}",
        text("Penggantian per periode: ", "Repairs in a period: ") + count(risk.repairs),
    ]
    if helpful:
        lines += ["", text("Pelatihan yang paling menolong:", "Training that helps most:")]
    for training in helpful[:SHOWN]:
        who = problem.officer[training.officer].name or training.officer
        lines.append(
            text(
                f"  {who}, {training.competency}: {count(training.saves)} sesi terselamatkan",
                f"  {who}, {training.competency}: {count(training.saves)} sessions saved",
            )
        )
    lines.append(
        text(
            f"{risk.draws} periode disimulasikan; selang kepercayaan 95 %.",
            f"{risk.draws} periods simulated; 95 % confidence intervals.",
        )
    )
    return lines


def percent(value: Estimate) -> str:
    """``1.20 % (1.01–1.43)``."""
    return f"{100 * value.mean:.2f} % ({100 * value.low:.2f}–{100 * value.high:.2f})"


def count(value: Estimate) -> str:
    """``3.41 (3.37–3.45)``."""
    return f"{value.mean:.3f} ({value.low:.3f}–{value.high:.3f})"


def _csv(risk: Risk) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    ends = ("without", "without_low", "without_high", "repaired", "repaired_low", "repaired_high")
    table.writerow(("date", "room", "session", *ends))
    for found in risk.sessions:
        figures = (*_ends(found.without), *_ends(found.repaired))
        table.writerow((found.day.isoformat(), found.room, found.session, *figures))
    return text.getvalue()


def _ends(value: Estimate) -> list[float]:
    return [round(value.mean, 6), round(value.low, 6), round(value.high, 6)]


def _record(risk: Risk, helpful: tuple[Training, ...], seed: int) -> dict[str, Any]:
    return {
        "draws": risk.draws,
        "seed": seed,
        "sessions": [
            {
                "date": found.day.isoformat(),
                "room": found.room,
                "session": found.session,
                "without": _ends(found.without),
                "repaired": _ends(found.repaired),
            }
            for found in risk.sessions
        ],
        "below": [_ends(value) for value in risk.below],
        "any_below": [_ends(value) for value in risk.any_below],
        "repairs": _ends(risk.repairs),
        "trainings": [
            {"officer": t.officer, "competency": t.competency, "saves": _ends(t.saves)}
            for t in helpful
        ],
    }

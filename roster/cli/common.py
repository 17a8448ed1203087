"""What the commands share: options, reading a book, and how errors are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from roster.cli.usage import SPOKEN
from roster.errors import InputError, Issue, RosterError, VerifyError
from roster.model.language import LANGUAGES, reason, say

if TYPE_CHECKING:
    from roster.book import Book
    from roster.model import Problem, Roster

Decorated = TypeVar("Decorated", bound=Callable[..., object])

FORMATS = ("ics", "xlsx", "html", "pdf")
USUAL = FORMATS[:3]
NO = 1
BAD_INPUT = 2
OUR_FAULT = 70
BOOK = "roster.book"


class Command(click.Command):
    """A command that tells errors of the library as messages, one a line, with no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a RosterError or a file that cannot be used ends it."""
        try:
            return super().invoke(ctx)
        except InputError as fault:
            tell(fault.issues, _language(ctx))
            ctx.exit(BAD_INPUT)
        except VerifyError as fault:
            told = say(
                _language(ctx),
                id="Ini kesalahan program: tidak ada yang ditulis.",
                en="This is a fault of the program: nothing was written.",
            )
            click.echo(f"{fault}\n{told}", err=True)
            ctx.exit(OUR_FAULT)
        except RosterError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(BAD_INPUT)
        except BrokenPipeError:
            raise
        except OSError as fault:
            language = _language(ctx)
            name = fault.filename or say(language, id="berkas", en="file")
            click.echo(f"{name}: {reason(fault, language)}", err=True)
            ctx.exit(BAD_INPUT)


def _language(ctx: click.Context) -> str:
    spoken: str = ctx.meta.get(SPOKEN, LANGUAGES[0])
    return spoken


def tell(issues: Iterable[Issue], language: str) -> None:
    """Print faults and warnings to standard error, one a line, faults first."""
    warning = say(language, id="peringatan: ", en="warning: ")
    for issue in sorted(issues, key=lambda issue: issue.warning):
        click.echo(f"{warning if issue.warning else ''}{issue.told(language)}", err=True)


def answer(value: object) -> None:
    """Print a command's answer as JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@dataclass(frozen=True)
class Period:
    """The days that a command is about, both included."""

    first: date
    last: date


def book_argument(function: Decorated) -> Decorated:
    """Add the argument BOOK."""
    return click.argument("book", type=click.Path(path_type=Path))(function)


def language_option(function: Decorated) -> Decorated:
    """Add ``--language``; the book's own language is the default."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        help="Language of messages and files; the book's own if not given.",
    )(function)


def json_option(function: Decorated) -> Decorated:
    """Add ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Answer as JSON on standard output."
    )(function)


def formats_option(function: Decorated) -> Decorated:
    """Add ``--to``, a list of formats with commas."""
    return click.option(
        "--to",
        "formats",
        default=",".join(USUAL),
        show_default=True,
        callback=_formats,
        help="The formats to write, with commas between them.",
    )(function)


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not named:
        found = ", ".join(map(repr, unknown or [""]))
        raise click.BadParameter(f"{found} is not one of {', '.join(FORMATS)}.")
    return named


def period_options(function: Decorated) -> Decorated:
    """Add ``--month``, ``--from`` and ``--until``."""
    day = click.DateTime(formats=["%Y-%m-%d"])
    options = (
        click.option("--month", metavar="YYYY-MM", help="The month, as 2027-03."),
        click.option("--from", "first", type=day, help="The first day, in place of --month."),
        click.option("--until", "last", type=day, help="The last day, in place of --month."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def agreed(asked: Period | None, told: Period, option: str) -> Period:
    """The period that a folder tells; raises UsageError where the options name another."""
    if asked is not None and asked != told:
        raise unusable(
            id=f"{option} berisi jadwal {told.first} sampai {told.last}, bukan {asked.first} "
            f"sampai {asked.last}. Berikan folder lain atau hilangkan periodenya.",
            en=f"{option} holds a roster from {told.first} to {told.last}, not from "
            f"{asked.first} to {asked.last}. Give another folder, or leave the period out.",
        )
    return told


def period(month: str | None, first: datetime | None, last: datetime | None) -> Period | None:
    """The period that the options name, or None if they name none; raises UsageError."""
    if month and (first or last):
        raise unusable(
            id="Berikan --month, atau --from dan --until, jangan keduanya.",
            en="Give --month, or --from and --until, not both.",
        )
    if month:
        from roster.book.period import parse_month

        return Period(*parse_month(month, _language(click.get_current_context())))
    if not first and not last:
        return None
    if not first or not last:
        raise unusable(
            id="Berikan --from dan --until, seperti 2027-03-01 dan 2027-03-31.",
            en="Give both --from and --until, as 2027-03-01 and 2027-03-31.",
        )
    if last < first:
        raise unusable(
            id=f"--until {last:%Y-%m-%d} sebelum --from {first:%Y-%m-%d}.",
            en=f"--until {last:%Y-%m-%d} lies before --from {first:%Y-%m-%d}.",
        )
    return Period(first.date(), last.date())


def unusable(*, id: str, en: str) -> click.UsageError:
    """A fault of usage, in the language that the command speaks."""
    return click.UsageError(say(_language(click.get_current_context()), id=id, en=en))


def needed_period(month: str | None, first: datetime | None, last: datetime | None) -> Period:
    """The period that the options name; raises UsageError if they name none."""
    found = period(month, first, last)
    if found is None:
        raise unusable(
            id="Bulan apa? Berikan --month, seperti --month 2027-03.",
            en="Which month? Give --month, as --month 2027-03.",
        )
    return found


def open_book(path: Path, language: str) -> Book:
    """Read a book and tell its warnings; raises InputError with every fault of it."""
    from roster.book import read_book
    from roster.registry import rules

    book = read_book(path, language, rules())
    tell(book.warnings, language)
    click.get_current_context().meta[BOOK] = path
    return book


def spoken(path: Path, language: str | None) -> str:
    """The language asked for, else the one that the book declares; messages keep to it."""
    language = language or declared_language(path)
    click.get_current_context().meta[SPOKEN] = language
    return language


def declared_language(path: Path) -> str:
    """The language that the settings of a book name, however faulty the book is."""
    from roster.book.csv_folder import read_folder
    from roster.book.report import Report
    from roster.book.words import LANGUAGE_WORDS, SETTING_WORDS, TABLE_WORDS, match
    from roster.book.workbook import read_workbook

    grids = (read_folder if path.is_dir() else read_workbook)(path, Report(LANGUAGES[0]))
    for grid in grids:
        if match(grid.title, TABLE_WORDS) == "settings":
            for key, value, *_ in (row for row in grid.rows if len(row) > 1):
                if match(str(key), SETTING_WORDS) == "language":
                    return match(str(value), LANGUAGE_WORDS) or LANGUAGES[0]
    return LANGUAGES[0]


def problem_of(book: Book, days: Period, language: str, past: Roster | None = None) -> Problem:
    """The book's problem for a period, its warnings told; raises InputError.

    Without ``past``, the roster before the period is that of the book's setting ``past``, or
    else the ones that were published; opening balances come from the ledger, too.
    """
    from roster.book.problem import build_problem
    from roster.registry import rules

    past = past or past_of(book, days.first, language)
    problem, warnings = build_problem(book, days.first, days.last, rules(), past, language)
    tell(warnings, language)
    return _with_balances(problem, language)


def _with_balances(problem: Problem, language: str) -> Problem:
    """The problem with the opening balances of the ledger beside its book, if there is one."""
    path = ledger_of_the_book()
    if path is None:
        return problem
    from roster.ledger import Ledger
    from roster.ledger.balances import opening

    with Ledger(path, language) as ledger:
        return replace(problem, balances=opening(problem, ledger.balance_entries()))


def past_of(book: Book, first: date, language: str) -> Roster | None:
    """What was done before a day: the roster that the book names, else what was published."""
    return named_past(book, language) or _published_before(first, language)


def _published_before(first: date, language: str) -> Roster | None:
    """The rosters of the two months before a day that were published from the book."""
    path = ledger_of_the_book()
    if path is None:
        return None
    from roster.ledger import Ledger
    from roster.ledger.ledger import LOOK_BACK

    with Ledger(path, language) as ledger:
        return ledger.roster_between(first - LOOK_BACK, first)


def ledger_of_the_book() -> Path | None:
    """The ledger beside the book that was opened, if there is one."""
    from roster.book.beside import ledger_path

    path = click.get_current_context().meta.get(BOOK)
    return ledger_path(path) if path is not None and ledger_path(path).exists() else None


def named_past(book: Book, language: str) -> Roster | None:
    """The roster that the book's setting ``past`` names, relative to the book; None if none."""
    named, path = book.setting("past"), click.get_current_context().meta.get(BOOK)
    if not named or path is None:
        return None
    from roster.cli.past import read_past

    folder = path if path.is_dir() else path.parent
    return read_past(folder / named, date.max, language)

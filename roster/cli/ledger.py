"""The books: balances, the entries that made them, and corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.cli import amended, summary
from roster.cli.clock import at_option, moment
from roster.cli.common import (
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    open_book,
    spoken,
    unusable,
)
from roster.model.language import say

if TYPE_CHECKING:
    from roster.book import Book
    from roster.ledger import BalanceEntry


@click.command(name="ledger", cls=Command, short_help="Show balances, or correct them.")
@book_argument
@click.option("--officer", metavar="X", help="One officer, by number or name, with the entries.")
@click.option(
    "--correct",
    metavar="DUTIES",
    help="Book a correction for the officer: +1, -2 or 1/2 duties; needs --reason and --by.",
)
@click.option("--kind", default="duties", show_default=True, help="The kind to correct.")
@click.option("--reason", default="", help="Why the correction is made.")
@click.option("--by", "author", default="", metavar="NAME", help="Who makes it.")
@click.option(
    "--for",
    "period",
    metavar="2027-03-01..31",
    help="The period that it belongs to; the last one published if not given.",
)
@at_option
@language_option
@json_option
def command(
    book: Path,
    officer: str | None,
    correct: str | None,
    kind: str,
    reason: str,
    author: str,
    period: str | None,
    at: datetime | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Show every officer's balance: duties above (+) or below (-) the fair share.

    With --officer also the entries behind it. Entries are never changed: --correct adds one,
    with its reason. The next period opens with these balances; the BOOK's table "balances"
    stands in place of them.
    """
    from roster.ledger import Ledger, ledger_path

    language = spoken(book, language)
    read = open_book(book, language)
    who = amended.person(read, officer) if officer else None
    if correct is not None:
        if not (who and reason.strip() and author.strip()):
            raise unusable(
                id="Koreksi memerlukan --officer, --reason, dan --by.",
                en="A correction needs --officer, --reason and --by.",
            )
        amount = _amount(correct)
        with Ledger(ledger_path(book), language, create=True) as ledger:
            _correct(ledger, read, who, kind, amount, reason.strip(), author, period, at)
    with Ledger(ledger_path(book), language) as ledger:
        entries = ledger.balance_entries(who)
    names = {row.officer: row.name for row in read.officers}
    if as_json:
        answer(_record(entries))
    else:
        click.echo("\n".join(_lines(entries, names, language, detail=who is not None)))


def _amount(text: str) -> Fraction:
    try:
        amount = Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise unusable(
            id=f"{text!r} bukan jumlah tugas; tulis +1, -2, atau 1/2.",
            en=f"{text!r} is no number of duties; write +1, -2 or 1/2.",
        ) from None
    if not amount:
        raise unusable(
            id="Koreksi 0 tugas tidak mengubah apa pun.",
            en="A correction of 0 duties corrects nothing.",
        )
    return amount


def _correct(
    ledger: Any,
    book: Book,
    officer: str,
    kind: str,
    amount: Fraction,
    reason: str,
    author: str,
    period: str | None,
    at: datetime | None,
) -> None:
    from roster.ledger import BalanceEntry

    rows = ledger.publications()
    if period:
        first, last = amended.days(period)
    elif rows:
        first, last = rows[-1].first, rows[-1].last
    else:
        raise unusable(
            id="Belum ada yang terbit: sebutkan periodenya dengan --for.",
            en="Nothing was published yet: name the period with --for.",
        )
    when = moment(at, book.setting("timezone") or "Asia/Jakarta")
    ledger.correct(BalanceEntry(officer, kind, first, last, amount, reason, author, when))


def _record(entries: Sequence[BalanceEntry]) -> dict[str, Any]:
    from roster.ledger.balances import totals

    return {
        "balances": [
            {"officer": officer, "kind": kind, "duties": str(duties)}
            for (officer, kind), duties in sorted(totals(entries).items())
        ],
        "entries": [
            {
                "officer": entry.officer,
                "kind": entry.kind,
                "first": entry.first.isoformat(),
                "last": entry.last.isoformat(),
                "duties": str(entry.duties),
                "reason": entry.reason,
                "by": entry.author,
                "at": entry.at.isoformat(),
                "version": entry.publication,
            }
            for entry in entries
        ],
    }


def _lines(
    entries: Sequence[BalanceEntry], names: Mapping[str, str], language: str, *, detail: bool
) -> list[str]:
    from roster.exports.words import decimal, period
    from roster.ledger.balances import totals

    if not entries:
        return [say(language, id="Belum ada saldo.", en="There are no balances yet.")]
    sums = totals(entries)
    kinds = sorted({kind for _, kind in sums}, key=lambda kind: (kind != "duties", kind))
    people = sorted({who for who, _ in sums}, key=lambda who: (names.get(who, who), who))
    head = ("", *kinds)
    rows = [
        (
            names.get(who, who),
            *(decimal(sums.get((who, kind), Fraction(0)), language, sign=True) for kind in kinds),
        )
        for who in people
    ]
    lines = summary.aligned([head, *rows])
    if not detail:
        return lines
    told = [
        (
            period(entry.first, entry.last, language),
            entry.kind,
            decimal(entry.duties, language, sign=True),
            entry.reason,
            entry.author,
            entry.at.isoformat(),
        )
        for entry in entries
    ]
    return [*lines, "", *summary.aligned(told)]

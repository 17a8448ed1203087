"""Taking a published version to a mail server and to a calendar server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from roster.cli.common import unusable

if TYPE_CHECKING:
    from roster.delivery import Failure
    from roster.ledger import Ledger


def deliver(
    ledger: Ledger, number: int, files: Mapping[str, bytes], smtp: str | None, caldav: str | None
) -> bool:
    """Send a version's mails and put its calendars, as asked; whether all of it was taken.

    Raises OSError if a server cannot be reached; the version stands all the same, and the
    command may be given again.
    """
    failed: list[Failure] = []
    try:
        if smtp:
            failed += _mail(ledger, files, smtp)
        if caldav:
            failed += _calendars(ledger, number, caldav)
    except ValueError as fault:
        raise unusable(id=f"Alamat peladen tidak dapat dipakai: {fault}.", en=f"{fault}.") from None
    for failure in failed:
        click.echo(f"{failure.name}: {failure.reason}", err=True)
    return not failed


def _mail(ledger: Ledger, files: Mapping[str, bytes], server: str) -> Sequence[Failure]:
    from roster.delivery import send_mails

    drafts = {name: content for name, content in files.items() if name.endswith(".eml")}
    failed = send_mails(drafts, server)
    sent = len(drafts) - len(failed)
    click.echo(ledger.say(id=f"{sent} surat terkirim", en=f"{sent} mails sent"), err=True)
    return failed


def _calendars(ledger: Ledger, number: int, address: str) -> Sequence[Failure]:
    from roster.delivery import CalendarServer
    from roster.ledger.calendars import entry_files

    row = next(row for row in ledger.publications() if row.number == number)
    entries = ledger.entries_between(row.first, row.last).values()
    failed: list[Failure] = []
    calendars = entry_files(entries, row.language)
    with CalendarServer(address) as server:
        for calendar, own in calendars.items():
            failed += server.put(calendar, own)
    told = sum(map(len, calendars.values())) - len(failed)
    click.echo(
        ledger.say(
            id=f"{told} entri ditaruh di peladen kalender",
            en=f"{told} entries put into the calendar server",
        ),
        err=True,
    )
    return failed

"""A numbered version of a roster: calendars that follow, balances, feeds and mail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.amendment import FILE as AMENDMENT
from roster.cli import outputs, summary
from roster.cli.clock import at_option, home_zone, moment
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    tell,
)
from roster.cli.current import Current, take_up
from roster.model.language import LANGUAGES, say

if TYPE_CHECKING:
    from roster.exports.edition import Edition
    from roster.ledger import Act, Draft, Ledger, PublicationRow, Version
    from roster.verify import Report

KEPT = ("certificate.html", "certificate.json")
"""Files of the folder that go into the version as they are, while the roster is the same."""


@click.command(name="publish", cls=Command, short_help="Publish a roster as a numbered version.")
@book_argument
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--by", "author", required=True, metavar="NAME", help="Who publishes.")
@click.option("--decree", default="", metavar="NO", help="The number of the decree.")
@click.option("--note", default="", help="A remark for the history.")
@click.option(
    "--although", default="", metavar="REASON", help="Publish a roster that breaks a must rule."
)
@click.option("--smtp", metavar="HOST:PORT", help="Send the mails of this version.")
@click.option("--caldav", metavar="URL", help="Put the calendars into a CalDAV server.")
@at_option
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    author: str,
    decree: str,
    note: str,
    although: str,
    smtp: str | None,
    caldav: str | None,
    at: datetime | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Publish the roster in DIR: a numbered version in the ledger beside the BOOK.

    DIR/calendars is rewritten with updates and cancellations, balances are booked. To
    publish the same roster twice changes nothing. A roster that breaks a must rule is
    refused (exit status 1), unless --although gives a reason, which is recorded.
    """
    from roster.cli.deliver import deliver
    from roster.cli.feeds import bring_up_to_date
    from roster.ledger import Act, Ledger, ledger_path
    from roster.ledger.feeds import open_feeds
    from roster.ledger.publish import refuse_overtaken
    from roster.verify import verify

    with Ledger(ledger_path(book), language or LANGUAGES[0]) as ledger:
        current = take_up(book, folder, language, ledger)
        days = current.problem.first, current.problem.last
        refuse_overtaken(ledger, current.version, *days)
    report = verify(current.problem, current.roster)
    if report.hard and not although.strip():
        _refuse(current, report, as_json)
        ctx.exit(NO)
    at = moment(at, home_zone(current.problem))
    act = Act(author, at, decree, note, although.strip() if report.hard else "")
    with Ledger(ledger_path(book), current.language, create=True) as ledger:
        number, new = _published(ledger, current, report, act)
        files = ledger.documents(number)
        _write(folder, files, current.language)
        last = ledger.publications()[-1].act.at
        open_feeds(ledger, current.problem.officer, last)
        bring_up_to_date(ledger, current.book, book, current.language, last)
        tell(ledger.warnings, current.language)
        _report(ledger, number, new, files, folder, as_json)
        if not deliver(ledger, number, files, smtp, caldav):
            ctx.exit(NO)


def _published(ledger: Ledger, current: Current, report: Report, act: Act) -> tuple[int, bool]:
    """The number of the version in force after the act, and whether it is new."""
    from roster.ledger import commit, prepare, published_already
    from roster.ledger.editions import with_version
    from roster.ledger.letters import mail_drafts

    draft = draft_of(current)
    same = published_already(ledger, draft, act)
    if same:
        return same.number, False
    version = prepare(ledger, draft, act)
    last = ledger.current(draft.problem.first, draft.problem.last)
    before = ledger.roster(last.number) if last else None
    files = documents(version, current, report, with_version(ledger, version)) | mail_drafts(
        version, before
    )
    commit(ledger, version, files)
    return version.number, True


def draft_of(current: Current) -> Draft:
    """What is about to be published."""
    from roster.ledger import Draft

    return Draft(
        current.problem,
        current.roster,
        current.language,
        current.book.sha256,
        current.version,
        current.amendment.absences,
        current.amendment.swaps,
    )


def documents(
    version: Version, current: Current, report: Report, versions: tuple[Edition, ...]
) -> dict[str, bytes]:
    """The files of a version by path, calendars included."""
    from roster.exports.table import roster_csv

    outcome = replace(current.outcome(report), issued=version.act.at, editions=versions)
    printed = ("pdf",) if find_spec("typst") else ()
    files = {
        "roster.csv": roster_csv(current.problem, current.roster).encode(),
        "result.json": _result(version, current, outcome),
        **outputs.rendered(outcome, ("xlsx", "html", *printed)),
        **version.calendars(),
    }
    if current.told.sha256 == current.book.sha256 and outcome.result == replace(
        current.told.result, roster=current.roster
    ):
        files |= {
            name: path.read_bytes() for name in KEPT if (path := current.folder / name).exists()
        }
    return files


def _result(version: Version, current: Current, outcome: outputs.Outcome) -> bytes:
    act = version.act
    told = outputs.record(current.folder, outcome) | {
        "publication": {
            "number": version.number,
            "revision": version.revision,
            "at": act.at.isoformat(),
            "decree": act.decree,
        }
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _write(folder: Path, files: Mapping[str, bytes], language: str) -> None:
    """Let the folder hold the version's files, and nothing of what led to it."""
    from roster.exports.folder import write_folder

    same = all(
        (folder / name).is_file() and (folder / name).read_bytes() == content
        for name, content in files.items()
    )
    if not same or (folder / AMENDMENT).exists():
        write_folder(folder, files, language=language)


def _refuse(current: Current, report: Report, as_json: bool) -> None:
    lines = summary.broken(current.problem, report, current.language)
    lines.append(
        say(
            current.language,
            id="Tidak diterbitkan: jadwal melanggar aturan wajib. Perbaiki dengan roster repair, "
            "atau sebutkan alasannya dengan --although.",
            en="Not published: the roster breaks must rules. Mend it with roster repair, or give "
            "a reason with --although.",
        )
    )
    click.echo("\n".join(lines), err=True)
    if as_json:
        answer(summary.checked(current.problem, report, current.language))


def _report(
    ledger: Ledger,
    number: int,
    new: bool,
    files: Mapping[str, bytes],
    folder: Path,
    as_json: bool,
) -> None:
    row = next(row for row in ledger.publications() if row.number == number)
    changed, withdrawn = ledger.revised_by(number)
    if as_json:
        answer(record(row) | {"new": new, "changed": changed, "cancelled": withdrawn})
        return
    click.echo(_headline(row, new, ledger.language))
    if new:
        click.echo(
            ledger.say(
                id=f"{changed} entri kalender baru atau berubah, {withdrawn} dibatalkan",
                en=f"{changed} calendar entries new or changed, {withdrawn} cancelled",
            )
        )
    click.echo(summary.written(str(folder), files, ledger.language))


def _headline(row: PublicationRow, new: bool, language: str) -> str:
    from roster.exports.words import period

    when = period(row.first, row.last, language)
    if new:
        return say(
            language, id=f"{when}: versi {row.number} terbit", en=f"{when}: version {row.number}"
        )
    return say(
        language,
        id=f"{when}: sudah terbit sebagai versi {row.number}; tidak ada yang berubah",
        en=f"{when}: already published as version {row.number}; nothing changed",
    )


def record(row: PublicationRow) -> dict[str, Any]:
    """A version for programs."""
    return {
        "version": row.number,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "by": row.act.author,
        "at": row.act.at.isoformat(),
        "decree": row.act.decree,
        "note": row.act.note,
        "although": row.act.although,
        "book_sha256": row.book_sha256,
        "roster_sha256": row.roster_sha256,
    }

"""A mail to an officer about what changed: words to read, and entries for the calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from roster.exports.ics_event import Event
from roster.exports.itip import PUBLISH, Address, message
from roster.model.language import say


@dataclass(frozen=True)
class Letter:
    """What an officer is told: a subject, sentences, and the entries they are about.

    ``key`` names the letter among all of an office, so that it has the same Message-ID
    whenever it is written.
    """

    key: str
    subject: str
    lines: tuple[str, ...]
    events: tuple[Event, ...]
    closing: tuple[str, ...] = ()


def draft(
    letter: Letter,
    sender: Address,
    officer: Address,
    at: datetime,
    language: str,
    method: str = PUBLISH,
) -> bytes:
    """A mail ready to be sent (``.eml``); the same input gives the same bytes.

    Its parts are plain text, HTML and, last, the calendar (RFC 6047), which programs that
    know it prefer. ``X-Unsent`` lets a mail program open it as a draft.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _header(sender)
    mail["To"] = _header(officer)
    mail["Subject"] = " ".join(letter.subject.split())
    mail["Date"] = format_datetime(at)
    domain = sender.mail.rpartition("@")[2]
    mail["Message-ID"] = f"<{uuid5(NAMESPACE_URL, letter.key)}@{domain}>"
    mail["X-Unsent"] = "1"
    mail.set_content(_text(letter, officer, language), cte="quoted-printable")
    mail.add_alternative(_html(letter, officer, language), subtype="html", cte="quoted-printable")
    if letter.events:
        part = message(letter.events, method, sender, officer, language).decode()
        mail.add_alternative(
            part,
            subtype="calendar",
            cte="base64",
            params={"method": method, "component": "VEVENT"},
        )
    # The library would draw the boundary at random.
    mail.set_boundary(f"=_{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _header(address: Address) -> MailAddress:
    user, _, domain = address.mail.rpartition("@")
    name = " ".join(address.name.split())
    return MailAddress(name, user, domain)


def _greeting(officer: Address, language: str) -> str:
    return say(language, id=f"Yth. {officer.name},", en=f"Dear {officer.name},")


def _text(letter: Letter, officer: Address, language: str) -> str:
    parts = [
        _greeting(officer, language),
        "\n".join(f"- {line}" for line in letter.lines),
        "\n".join(letter.closing),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(letter: Letter, officer: Address, language: str) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in letter.lines)
    closing = _paragraph(letter.closing)
    return (
        f'<!doctype html>\n<html lang="{language}"><body>\n'
        f"<p>{escape(_greeting(officer, language))}</p>\n<ul>\n{items}</ul>\n{closing}"
        "</body></html>\n"
    )


def _paragraph(lines: Sequence[str]) -> str:
    return f"<p>{'<br>'.join(map(escape, lines))}</p>\n" if lines else ""

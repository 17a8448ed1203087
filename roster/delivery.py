"""Taking what was published to where people read it: a mail server, a calendar server."""

from __future__ import annotations

import base64
import smtplib
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import quote, unquote, urlsplit

TIMEOUT = 30.0
"""Seconds to wait for an answer of a server."""

MAIL_PORT = 25


@dataclass(frozen=True)
class Failure:
    """Something that a server did not take: its name, and what was said."""

    name: str
    reason: str


def send_mails(drafts: Mapping[str, bytes], server: str) -> tuple[Failure, ...]:
    """Send drafts (name -> content) by a mail server, ``HOST`` or ``HOST:PORT``; what failed.

    The connection is encrypted where the server offers it. Raises OSError if the server
    cannot be reached, ValueError if ``server`` names none.
    """
    host, _, port = server.partition(":")
    if not host or (port and not port.isdigit()):
        raise ValueError(f"{server!r} is no mail server; write HOST or HOST:PORT")
    failed = []
    with smtplib.SMTP(host, int(port or MAIL_PORT), timeout=TIMEOUT) as relay:
        relay.ehlo()
        if relay.has_extn("starttls"):
            relay.starttls(context=ssl.create_default_context())
        for name, content in sorted(drafts.items()):
            mail = message_from_bytes(content, policy=SMTP)
            del mail["X-Unsent"]
            try:
                relay.send_message(mail)
            except smtplib.SMTPServerDisconnected:
                raise
            except smtplib.SMTPException as fault:
                failed.append(Failure(name, str(fault)))
    return tuple(failed)


class CalendarServer:
    """A CalDAV server (RFC 4791) at an address such as ``https://user:password@host/user/``.

    Use it in a ``with`` statement. Raises ValueError for any other kind of address, OSError
    if the server cannot be reached.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{parts.geturl()!r} is no address of a calendar server")
        self.base = parts.path.rstrip("/") + "/"
        self.headers = {"User-Agent": "duty-roster"}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            token = base64.b64encode(pair.encode()).decode()
            self.headers["Authorization"] = f"Basic {token}"
        self.link = (
            HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT)
            if parts.scheme == "https"
            else HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
        )

    def __enter__(self) -> CalendarServer:
        return self

    def __exit__(self, *exception: object) -> None:
        self.link.close()

    def put(self, calendar: str, entries: Iterable[tuple[str, bytes]]) -> tuple[Failure, ...]:
        """Put entries (UID, content), a resource each, into a calendar made if need be."""
        place = f"{self.base}{quote(calendar)}/"
        # 201: made; 405, 409 and 403: it is there already, or PUT will say what is wrong.
        self._ask("MKCALENDAR", place, b"", {})
        failed = []
        for uid, content in entries:
            path = f"{place}{quote(uid)}.ics"
            kind = {"Content-Type": "text/calendar; charset=utf-8; component=VEVENT"}
            answer = self._ask("PUT", path, content, kind)
            if answer.status not in (200, 201, 204):
                reason = f"{answer.status} {answer.reason}"
                failed.append(Failure(f"{calendar}/{uid}", reason))
        return tuple(failed)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> HTTPResponse:
        try:
            self.link.request(method, path, body, {**self.headers, **headers})
            answer = self.link.getresponse()
            answer.read()
        except HTTPException as fault:
            raise OSError(f"{self.link.host}: {fault}") from fault
        return answer

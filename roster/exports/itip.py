"""Calendar entries as messages between people (iTIP, RFC 5546), to be sent by mail.

Unlike files and feeds, these say who sends them: METHOD and ORGANIZER stand in each, and in a
REQUEST or CANCEL also the officer, who has accepted already, as a duty is ordered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roster.exports.ics_event import Event
from roster.exports.ics_write import render

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"

# They name a calendar and say how often to fetch it, which means nothing in a message.
_OF_FEEDS = ("NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "X-PUBLISHED-TTL", "REFRESH-INTERVAL")


@dataclass(frozen=True)
class Address:
    """Somebody's mail address and name; raises ValueError if mail could not go to it."""

    mail: str
    name: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*", self.mail, re.ASCII):
            raise ValueError(f"{self.mail!r} is no mail address")


def message(
    events: Sequence[Event], method: str, sender: Address, officer: Address, language: str
) -> bytes:
    """The calendar part of a mail.

    A PUBLISH may hold any number of entries; a REQUEST or a CANCEL holds one, as mail
    programs look at no other; a CANCEL is for what is cancelled, a REQUEST for what is not.
    Raises ValueError for anything else.
    """
    if method != PUBLISH and len(events) != 1:
        raise ValueError(f"a {method} holds one entry, not {len(events)}")
    if method != PUBLISH and events[0].cancelled is not (method == CANCEL):
        raise ValueError(f"a {method} cannot tell of an entry that is {events[0].status}")
    people = [_line("ORGANIZER", sender, {})]
    if method != PUBLISH:
        settled = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        people.append(_line("ATTENDEE", officer, settled))
    found: list[str] = []
    for line in _unfolded_heads(render(events, "-", language)):
        found.append(line)
        if line == "CALSCALE:GREGORIAN":
            found.append(f"METHOD:{method}")
        elif line == "BEGIN:VEVENT":
            found += people
    return "".join(f"{line}\r\n" for line in found).encode()


def _unfolded_heads(content: bytes) -> list[str]:
    """The lines of a file, those that are only for feeds left out with what they fold into."""
    lines: list[str] = []
    dropping = False
    for line in content.decode().split("\r\n")[:-1]:
        if not line.startswith(" "):
            dropping = re.split("[:;]", line, maxsplit=1)[0] in _OF_FEEDS
        if not dropping:
            lines.append(line)
    return lines


def _line(name: str, address: Address, parameters: dict[str, str]) -> str:
    from icalendar import vCalAddress
    from icalendar.parser import Contentline

    value = vCalAddress(f"mailto:{address.mail}")
    told = " ".join(re.sub(r"[\x00-\x1f\x7f\"]", " ", address.name).split())
    for key, text in {"CN": told, **parameters}.items():
        if text:
            value.params[key] = text
    line: bytes = Contentline.from_parts(name, value.params, value).to_ical()
    return line.decode()

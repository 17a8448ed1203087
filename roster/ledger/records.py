"""What a ledger holds, as values: publications, calendar entries, balances."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from roster.exports.ics_event import CANCELLED, Event

OFFICER = "officer"
ROOM = "room"


@dataclass(frozen=True)
class Act:
    """Who publishes, when (aware), and on what ground.

    ``although`` is the reason given for publishing a roster that breaks a must rule.
    """

    author: str
    at: datetime
    decree: str = ""
    note: str = ""
    although: str = ""

    def __post_init__(self) -> None:
        if not self.at.tzinfo:
            raise ValueError(f"the time {self.at} has no time zone")


@dataclass(frozen=True)
class PublicationRow:
    """One numbered version of the roster of one period."""

    number: int
    first: date
    last: date
    book_sha256: str
    roster_sha256: str
    language: str
    act: Act


@dataclass(frozen=True)
class Placed:
    """A calendar entry, with the calendar it stands in and the duty it is about.

    ``kind`` is ``officer`` or ``room`` and ``owner`` the id of either; ``title`` names the
    calendar; ``duty`` is empty for an entry that tells of no single duty.
    """

    kind: str
    owner: str
    title: str
    day: date
    duty: str
    event: Event

    def withdrawn(self, at: datetime) -> Placed:
        """The entry as it says that it no longer holds (RFC 5546, 3.2.5)."""
        event = replace(self.event, status=CANCELLED, sequence=self.event.sequence + 1, modified=at)
        return replace(self, event=event)


@dataclass(frozen=True)
class BalanceEntry:
    """A line of the books: duties above (+) or below (-) the fair share, of one kind.

    ``publication`` is the version that booked it, None for a correction by hand.
    """

    officer: str
    kind: str
    first: date
    last: date
    duties: Fraction
    reason: str
    author: str
    at: datetime
    publication: int | None = None


_PLAIN = ("start", "end", "created", "modified")


def event_text(event: Event) -> str:
    """An entry as JSON; ``event_of`` makes the same entry of it."""
    told = asdict(event) | {name: getattr(event, name).isoformat() for name in _PLAIN}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def event_of(text: str) -> Event:
    """The entry that ``event_text`` wrote; raises ValueError or KeyError for anything else."""
    told: dict[str, Any] = json.loads(text)
    zone = ZoneInfo(told["timezone"])
    timed = "T" in told["start"]
    for name in ("start", "end"):
        told[name] = (
            datetime.fromisoformat(told[name]).astimezone(zone)
            if timed
            else date.fromisoformat(told[name])
        )
    for name in ("created", "modified"):
        told[name] = datetime.fromisoformat(told[name])
    for name in ("categories", "alarms"):
        told[name] = tuple(told[name])
    return Event(**{field.name: told[field.name] for field in fields(Event)})

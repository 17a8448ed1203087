"""A calendar entry as a value, and the names by which clients know it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

CONFIRMED = "CONFIRMED"
CANCELLED = "CANCELLED"

# Never change it: every entry in every officer's calendar is named under it.
_NAMESPACE = UUID("6f1c1a52-6f0e-5d0b-9c55-0b4f5d7b8c31")


@dataclass(frozen=True)
class Revision:
    """What a ledger remembers of a published entry (RFC 5545, 3.8.7).

    ``sequence`` counts visible changes and never falls; ``created`` and ``modified`` are the
    aware times of the first and of the last publication that touched the entry.
    """

    sequence: int
    created: datetime
    modified: datetime
    status: str = CONFIRMED


@dataclass(frozen=True)
class Event:
    """One entry of a calendar (VEVENT).

    ``start`` and ``end`` are aware datetimes, told on the clock of ``timezone`` (an IANA
    name), or plain dates for an all-day entry, whose ``end`` is the day after the last.
    ``alarms`` are minutes before the start, at most two. ``summary``, ``location`` and
    ``description`` are plain text in the reader's language; what a revision adds to them (its
    number and time, the word for "cancelled") is added by the writer. ``room``, ``session``
    and ``post`` are ids, for programs.

    Raises ValueError for a value that no calendar could hold.
    """

    uid: str
    summary: str
    start: date
    end: date
    timezone: str
    created: datetime
    modified: datetime
    sequence: int = 0
    status: str = CONFIRMED
    room: str = ""
    session: str = ""
    post: str = ""
    location: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms: tuple[int, ...] = ()
    transparent: bool = False

    def __post_init__(self) -> None:
        faults = []
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            faults.append("one of start and end is a date, the other a time")
        else:
            if any(isinstance(m, datetime) and not m.tzinfo for m in (self.start, self.end)):
                faults.append("start or end has no time zone")
            elif self.end <= self.start:
                faults.append(f"ends at {self.end}, not after its start at {self.start}")
        if not self.created.tzinfo or not self.modified.tzinfo:
            faults.append("created or modified has no time zone")
        elif self.modified < self.created:
            faults.append(f"modified at {self.modified}, before it was created")
        if self.sequence < 0:
            faults.append(f"sequence {self.sequence} is below 0")
        if self.status not in (CONFIRMED, CANCELLED):
            faults.append(f"status {self.status!r} is neither {CONFIRMED} nor {CANCELLED}")
        if len(self.alarms) > 2 or any(minutes <= 0 for minutes in self.alarms):
            faults.append(f"alarms {self.alarms} are not one or two numbers above 0")
        if not known_zone(self.timezone):
            faults.append(f"time zone {self.timezone!r} is no IANA name such as Asia/Jakarta")
        if faults:
            raise ValueError(f"calendar entry {self.summary!r}: {'; '.join(faults)}")

    @property
    def all_day(self) -> bool:
        """Whether the entry takes whole days."""
        return not isinstance(self.start, datetime)

    @property
    def cancelled(self) -> bool:
        """Whether the entry only says that a duty is withdrawn."""
        return self.status == CANCELLED

    @property
    def visible(self) -> tuple[object, ...]:
        """All that a reader sees; a new revision is due where it differs from the last one."""
        return (
            self.start,
            self.end,
            self.timezone,
            self.status,
            self.summary,
            self.location,
            self.description,
            self.categories,
            self.alarms,
            self.transparent,
        )


@lru_cache(maxsize=512)
def known_zone(name: str) -> bool:
    """Whether a name is that of an IANA time zone."""
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def assignment_uid(installation: str, officer: str, duty: str) -> str:
    """The UID of an officer's duty, the same in every export of one installation.

    A UUID of version 5 (RFC 9562) holds no data in clear, as RFC 7986, 5.3 asks.
    """
    return _uid(installation, "assignment", officer, duty)


def free_uid(installation: str, officer: str, first: date) -> str:
    """The UID of the entry that tells an officer of a period without duty."""
    return _uid(installation, "free", officer, first.isoformat())


def session_uid(installation: str, day: date, room: str, session: str) -> str:
    """The UID of a session in the calendar of its room."""
    return _uid(installation, "session", day.isoformat(), room, session)


@lru_cache(maxsize=16)
def _namespace(installation: str) -> UUID:
    return uuid5(_NAMESPACE, installation)


def _uid(installation: str, *parts: str) -> str:
    # A separator that no id holds keeps ("a", "b/c") and ("a/b", "c") apart.
    return str(uuid5(_namespace(installation), "\x1f".join(parts)))

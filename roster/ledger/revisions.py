"""From what was published and what holds now to the next revision of every calendar entry.

RFC 5545, 3.8.7 and RFC 5546, 2.1.4: SEQUENCE rises with every visible change and never falls;
an entry that no longer holds stays, cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from roster.exports.calendars import Publication
from roster.exports.ics_event import CONFIRMED
from roster.ledger.records import OFFICER, ROOM, Placed


def placed(publication: Publication) -> Iterator[Placed]:
    """Every entry of a roster, calendar by calendar."""
    problem = publication.problem
    for officer in problem.officer:
        title, duties = publication.officer_title(officer), publication.roster.duties(officer)
        events = publication.officer_events(officer)
        for number, event in enumerate(events):
            day = duties[number].day if duties else problem.first
            duty = duties[number].id if duties else ""
            yield Placed(OFFICER, officer, title, day, duty, event)
    for room, place in publication.rooms.items():
        for event in publication.room_events(room):
            start = event.start
            day = (
                start.astimezone(ZoneInfo(place.timezone)) if isinstance(start, datetime) else start
            )
            on = day.date() if isinstance(day, datetime) else day
            yield Placed(ROOM, room, publication.room_title(room), on, "", event)


def revised(
    before: Mapping[str, Placed], now: Iterable[Placed], at: datetime
) -> tuple[dict[str, Placed], tuple[str, ...]]:
    """All entries as they stand after a publication, by UID, and the UIDs that changed.

    ``before`` holds the latest revision of every entry of the period, cancelled ones too. An
    entry whose visible parts are the same keeps its number and times, and so its bytes.
    """
    found: dict[str, Placed] = {}
    for entry in now:
        uid = entry.event.uid
        old = before.get(uid)
        found[uid] = _next(old, entry, at) if old else _first(entry, at)
    for uid, old in before.items():
        if uid not in found:
            found[uid] = old if old.event.cancelled else old.withdrawn(at)
    changed = (uid for uid, entry in found.items() if before.get(uid) != entry)
    return found, tuple(changed)


def _first(entry: Placed, at: datetime) -> Placed:
    event = replace(entry.event, sequence=0, status=CONFIRMED, created=at, modified=at)
    return replace(entry, event=event)


def _next(old: Placed, entry: Placed, at: datetime) -> Placed:
    last = old.event
    event = replace(entry.event, status=CONFIRMED, created=last.created)
    if event.visible == last.visible:
        return replace(old, event=replace(event, sequence=last.sequence, modified=last.modified))
    return replace(entry, event=replace(event, sequence=last.sequence + 1, modified=at))


def lapsed(entry: Placed, at: datetime, weeks: int) -> bool:
    """Whether a cancelled entry ended more than ``weeks`` before ``at``."""
    return entry.event.cancelled and end_of(entry) + timedelta(weeks=weeks) < at


def end_of(entry: Placed) -> datetime:
    """The instant at which an entry ends."""
    end = entry.event.end
    if isinstance(end, datetime):
        return end
    return datetime(end.year, end.month, end.day, tzinfo=ZoneInfo(entry.event.timezone))

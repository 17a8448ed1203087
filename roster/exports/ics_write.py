"""Entries to the bytes of an iCalendar file (RFC 5545, RFC 7986), written by ``icalendar``.

The files are snapshots: no METHOD, no ORGANIZER, no ATTENDEE. Same entries, same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar.caselessdict import canonsort_keys
from icalendar.parser import Contentline
from icalendar.prop import vCategory, vDDDTypes, vInt, vText

from roster import __version__
from roster.exports.ics_event import Event
from roster.model.language import ZONES, clock, long_date, say

REFRESH = timedelta(hours=1)
_LINES = 1 << 13
_FOLD_OCTETS = 74
_UTC = ("UTC", "Etc/UTC")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, and the byte order mark, which icalendar loses at the start of a value.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")


def render(
    events: Iterable[Event], name: str, language: str, *, timezone: str | None = None
) -> bytes:
    """Write a calendar of at least one entry, in order of start.

    ``name`` is what clients call the calendar; ``timezone`` is the reader's own zone, by
    default that of the first entry.

    Raises
    ------
    ValueError
        If there is no entry (RFC 5545, 3.6), or two have one UID.
    """
    ordered = sorted(events, key=lambda e: (_instant(e), e.uid))
    if not ordered:
        raise ValueError(f"calendar {name!r} has no entry")
    if len({event.uid for event in ordered}) < len(ordered):
        raise ValueError(f"calendar {name!r} has two entries with one UID")
    calendar = _Calendar()
    title = _title(name)
    for key, value in (
        ("VERSION", "2.0"),
        ("PRODID", f"-//duty-roster//roster {__version__}//{language.upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", title),
        ("X-WR-CALNAME", title),
        ("X-WR-TIMEZONE", timezone or ordered[0].timezone),
        ("X-PUBLISHED-TTL", "PT1H"),
    ):
        calendar[key] = _text(key, value)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar["LAST-MODIFIED"] = _stamp("LAST-MODIFIED", max(e.modified for e in ordered))
    zones = {e.timezone for e in ordered if not e.all_day and e.timezone not in _UTC}
    calendar.parts = [
        *(_zone(zone) for zone in sorted(zones)),
        *(_component(event, language) for event in ordered),
    ]
    written: bytes = calendar.to_ical()
    return written


def clean(text: str) -> str:
    r"""Text that every client can read: line ends as ``\n``, no control but tab, no mark."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text)).encode("utf-8", "replace").decode("utf-8")


class _Ready(bytes):
    """One or more content lines as they stand in a file, written once for however many."""

    def to_ical(self) -> bytes:
        return self


class _Line(Contentline):
    """A content line folded as icalendar folds, but by slices: it goes by characters."""

    def to_ical(self) -> bytes:
        rest, parts = str(self), []
        while len(part := _fitting(rest)) < len(rest):
            parts.append(part)
            rest = rest[len(part) :]
        return "\r\n ".join([*parts, rest]).encode()


def _fitting(text: str) -> str:
    """The start of a text that fits into a line and does not end within an escape."""
    part = text[:_FOLD_OCTETS]
    if not part.isascii():
        part = part.encode()[:_FOLD_OCTETS].decode(errors="ignore")
    if 1 < len(part) < len(text) and part[-1] in "\\^":
        return part[:-1]
    return part


class _Written:
    """A component whose values may be ready content lines."""

    def content_line(self, name: str, value: Any, sorted: bool = True) -> Any:
        if isinstance(value, _Ready):
            return value
        own: Any = super()
        return own.content_line(name, value, sorted=sorted)


class _Calendar(_Written, icalendar.Calendar):
    """A calendar with ready components."""

    parts: Sequence[_Ready] = ()

    def property_items(self, recursive: bool = True, sorted: bool = True) -> list[Any]:
        *own, end = super().property_items(recursive=recursive, sorted=sorted)
        return [*own, *(("", part) for part in self.parts), end]


class _Alarm(_Written, icalendar.Alarm):
    """An alarm of ready lines."""


class _Text(vText):
    r"""Text in which a backslash before ``N`` stays one: icalendar takes it for a newline."""

    def to_ical(self) -> bytes:
        if "\\N" not in self:
            return vText.to_ical(self)
        return b"\\\\N".join(vText(part).to_ical() for part in self.split("\\N"))


def _line(name: str, value: Any) -> _Ready:
    return _Ready(_Line.from_parts(name, value.params, value).to_ical())


def _whole(component: icalendar.Component) -> _Ready:
    return _Ready(component.to_ical().removesuffix(b"\r\n"))


def _own_text(name: str, value: str) -> _Ready:
    return _line(name, _Text(clean(value)))


_text = lru_cache(maxsize=_LINES)(_own_text)


@lru_cache(maxsize=_LINES)
def _stamp(name: str, moment: datetime) -> _Ready:
    return _line(name, vDDDTypes(moment.astimezone(UTC).replace(microsecond=0)))


@lru_cache(maxsize=_LINES)
def _time(name: str, moment: datetime, zone: str) -> _Ready:
    there = UTC if zone in _UTC else ZoneInfo(zone)
    return _line(name, vDDDTypes(moment.astimezone(there)))


@lru_cache(maxsize=_LINES)
def _day(name: str, day: date) -> _Ready:
    return _line(name, vDDDTypes(day))


@lru_cache(maxsize=_LINES)
def _number(name: str, value: int) -> _Ready:
    return _line(name, vInt(value))


@lru_cache(maxsize=_LINES)
def _categories(names: tuple[str, ...]) -> _Ready:
    return _line("CATEGORIES", vCategory([_Text(clean(name)) for name in names]))


@lru_cache(maxsize=64)
def _zone(name: str) -> _Ready:
    zone = icalendar.Timezone.from_tzid(name)
    zone.pop("COMMENT", None)  # libical refuses it in a file without METHOD
    return _whole(zone)


@lru_cache(maxsize=_LINES)
def _alarm(summary: str, minutes: int) -> _Ready:
    alarm = _Alarm()
    alarm["ACTION"] = _text("ACTION", "DISPLAY")
    alarm["DESCRIPTION"] = _text("DESCRIPTION", summary)
    # A timedelta of a day would be written as -P1D, a day of 23 or 25 hours at times.
    alarm["TRIGGER"] = _text("TRIGGER", f"-PT{minutes}M")
    return _whole(alarm)


@lru_cache(maxsize=64)
def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of an entry's properties as icalendar sorts them."""
    return tuple(canonsort_keys(names, icalendar.Event.canonical_order))


def _component(event: Event, language: str) -> _Ready:
    cancelled = event.cancelled
    summary = event.summary
    if cancelled:
        summary = f"{say(language, id='DIBATALKAN', en='CANCELLED')}: {summary}"
    lines = {}
    for name, when in (("DTSTART", event.start), ("DTEND", event.end)):
        timed = isinstance(when, datetime)
        lines[name] = _time(name, when, event.timezone) if timed else _day(name, when)
    lines["UID"] = _own_text("UID", event.uid)
    lines["SUMMARY"] = _text("SUMMARY", summary)
    lines["SEQUENCE"] = _number("SEQUENCE", event.sequence)
    lines["STATUS"] = _text("STATUS", event.status)
    transparent = event.transparent or cancelled
    lines["TRANSP"] = _text("TRANSP", "TRANSPARENT" if transparent else "OPAQUE")
    lines["CLASS"] = _text("CLASS", "PUBLIC")
    lines["CREATED"] = _stamp("CREATED", event.created)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        lines[name] = _stamp(name, event.modified)
    if event.location:
        lines["LOCATION"] = _text("LOCATION", event.location)
    if event.categories:
        lines["CATEGORIES"] = _categories(event.categories)
    notes = [part for part in (clean(event.description), _revision(event, language)) if part]
    lines["DESCRIPTION"] = _line("DESCRIPTION", _Text("\n".join(notes)))
    # Some programs ring at once for what had begun before the entry was published.
    rings = bool(event.alarms) and not cancelled and _instant(event) > event.modified
    return _Ready(
        b"\r\n".join(
            [
                b"BEGIN:VEVENT",
                *(lines[name] for name in _order(tuple(lines))),
                *(
                    _alarm(event.summary, minutes)
                    for minutes in sorted(set(event.alarms), reverse=True)
                    if rings
                ),
                b"END:VEVENT",
            ]
        )
    )


@lru_cache(maxsize=_LINES)
def _told(moment: datetime, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(local, language)} {clock(local, language)} {ZONES.get(zone, zone)}"


def _revision(event: Event, language: str) -> str:
    """When the entry was published or last changed: some importers let an old file win."""
    when = _told(event.modified, event.timezone, language)
    if not event.sequence:
        return say(language, id=f"Keadaan per: {when}", en=f"As of: {when}")
    return say(
        language,
        id=f"Perubahan ke-{event.sequence}: {when}",
        en=f"Change {event.sequence}: {when}",
    )


def _instant(event: Event) -> datetime:
    """The start; of an all-day entry midnight in its zone."""
    if isinstance(event.start, datetime):
        return event.start
    return datetime(
        event.start.year, event.start.month, event.start.day, tzinfo=ZoneInfo(event.timezone)
    )


def _title(name: str) -> str:
    r"""A calendar name without ``,``, ``;``, ``\`` and line breaks, which clients show raw."""
    return " ".join(clean(name).translate(str.maketrans(",;\\", "   ")).split())

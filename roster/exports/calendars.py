"""Calendar files: one for each officer, and one for each room.

An officer's file holds one entry for each duty that starts in the period; an officer without
duty gets one all-day entry that says so, so that "no duty" and "no file" are not confused.
A room's file holds one entry for each session, with the names of those on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from roster.errors import InputError, Issue
from roster.exports import ics_text as text
from roster.exports.folder import write_folder
from roster.exports.ics_event import (
    Event,
    Revision,
    assignment_uid,
    free_uid,
    session_uid,
)
from roster.exports.ics_names import file_stems
from roster.exports.words import people, period
from roster.model import Duty, Problem, Room, Roster, say

FOLDER = "calendars"
_LONGEST_ALARM_MIN = 28 * 24 * 60
_NOTHING: Mapping[str, Revision] = MappingProxyType({})


@dataclass(frozen=True)
class Publication:
    """A roster as it is told to its officers.

    ``issued`` is the aware time of publication; entries of which ``revisions`` knows nothing
    (by UID) are new then. With the ledger's revisions an entry keeps its own times and
    number, so that an unchanged one keeps its bytes.

    Raises ValueError if ``issued`` has no time zone.
    """

    problem: Problem
    roster: Roster
    language: str
    issued: datetime
    revisions: Mapping[str, Revision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.issued.tzinfo:
            raise ValueError(f"the time of publication {self.issued} has no time zone")

    @cached_property
    def installation(self) -> str:
        """The name under which UIDs are made: the setting ``installation``, else the office."""
        return self.problem.setting("installation") or self.problem.setting("office")

    @cached_property
    def timezone(self) -> str:
        """The home zone: the setting ``timezone``, else that of the first room."""
        rooms = self.problem.rooms
        return self.problem.setting("timezone") or (rooms[0] if rooms else Room("")).timezone

    @cached_property
    def alarms(self) -> tuple[int, ...]:
        """Minutes before each duty at which officers are reminded."""
        return reminder_minutes(self.problem.setting("calendar_reminder_minutes"))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each officer is called in public; never by the whole of a personnel number."""
        word = say(self.language, id="Petugas", en="Officer")
        return {
            who: f"{word} …{who[-3:]}" if name == who and who.isdigit() else name
            for who, name in people(self.problem).items()
        }

    @cached_property
    def rooms(self) -> Mapping[str, Room]:
        """The rooms that have duties, in order of id; one the book lacks is told by its id."""
        used = sorted({duty.room for duty in self.problem.duties})
        unnamed = {room: Room(room, timezone=self.timezone) for room in used}
        return MappingProxyType({room: self.problem.room.get(room, unnamed[room]) for room in used})

    @cached_property
    def sessions(self) -> Mapping[str, Mapping[tuple[date, str], tuple[Duty, ...]]]:
        """By room, the duties of each session (its day and id), in order of the book."""
        found: dict[str, dict[tuple[date, str], tuple[Duty, ...]]] = {}
        for duty in self.problem.duties:
            room = found.setdefault(duty.room, {})
            key = duty.day, duty.session
            room[key] = (*room.get(key, ()), duty)
        return MappingProxyType(found)

    def officer_events(self, officer: str) -> tuple[Event, ...]:
        """An officer's entries in order of time; one that says so if there is no duty."""
        duties = self.roster.duties(officer)
        if not duties:
            return (self._free_event(officer),)
        return tuple(self.duty_event(officer, duty) for duty in duties)

    def duty_event(self, officer: str, duty: Duty) -> Event:
        """The entry of an officer's duty."""
        room = self.rooms[duty.room]
        colleagues = sorted(
            self.names[who]
            for shared in self.sessions[duty.room][duty.day, duty.session]
            for who in self.roster.officers(shared)
            if who != officer
        )
        return self._revised(
            Event(
                uid=assignment_uid(self.installation, officer, duty.id),
                summary=text.duty_summary(duty, room, self.language),
                start=duty.start,
                end=duty.end,
                timezone=room.timezone,
                created=self.issued,
                modified=self.issued,
                room=duty.room,
                session=duty.session,
                post=duty.post,
                location=text.location(room),
                description=text.duty_notes(self.problem, duty, room, colleagues, self.language),
                categories=(self._category, text.session_title(duty)),
                alarms=self.alarms,
            )
        )

    def room_events(self, room: str) -> tuple[Event, ...]:
        """The sessions of a room in order of time; they take nobody's time (TRANSPARENT)."""
        place = self.rooms[room]
        events = []
        for duties in self.sessions[room].values():
            first = duties[0]
            posts = {d: sorted(self.names[o] for o in self.roster.officers(d)) for d in duties}
            events.append(
                Event(
                    uid=session_uid(self.installation, first.day, room, first.session),
                    summary=text.session_summary(posts, place, self.language),
                    start=min(duty.start for duty in duties),
                    end=max(duty.end for duty in duties),
                    timezone=place.timezone,
                    created=self.issued,
                    modified=self.issued,
                    room=room,
                    session=first.session,
                    location=text.location(place),
                    description=text.session_notes(self.problem, posts, place, self.language),
                    categories=(self._category, text.session_title(first)),
                    transparent=True,
                )
            )
        return tuple(self._revised(e) for e in sorted(events, key=lambda e: (e.start, e.uid)))

    def officer_title(self, officer: str) -> str:
        """What an officer's calendar is called: the officer and the period."""
        return f"{self._category} {self.names[officer]} {self._period}"

    def room_title(self, room: str) -> str:
        """What a room's calendar is called: the room and the period."""
        return f"{self._category} {text.room_title(self.rooms[room])} {self._period}"

    @property
    def _category(self) -> str:
        return say(self.language, id="Piket", en="Duty")

    @property
    def _period(self) -> str:
        return period(self.problem.first, self.problem.last, self.language)

    def _free_event(self, officer: str) -> Event:
        # One day and not the whole period: a banner over a month hides what else is in it.
        first = self.problem.first
        return self._revised(
            Event(
                uid=free_uid(self.installation, officer, first),
                summary=text.free_summary(self.problem, self.language),
                start=first,
                end=first + timedelta(days=1),
                timezone=self.timezone,
                created=self.issued,
                modified=self.issued,
                description=text.free_notes(self.problem, self.language),
                categories=(self._category,),
                transparent=True,
            )
        )

    def _revised(self, event: Event) -> Event:
        known = self.revisions.get(event.uid)
        if known is None:
            return event
        return replace(
            event,
            sequence=known.sequence,
            created=known.created,
            modified=known.modified,
            status=known.status,
        )


def events_of(
    problem: Problem,
    roster: Roster,
    officer: str,
    language: str,
    issued: datetime,
    revisions: Mapping[str, Revision] = _NOTHING,
) -> tuple[Event, ...]:
    """An officer's entries; for many officers make one ``Publication`` and ask that."""
    return Publication(problem, roster, language, issued, revisions).officer_events(officer)


def calendar_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Every calendar, one at a time: path in the output folder, and content.

    A room without a session in the period has no file.

    Raises InputError if the setting ``calendar_reminder_minutes`` is not fit for use.
    """
    from roster.exports.ics_write import render

    language, home = publication.language, publication.timezone
    stems = file_stems(officer.id for officer in publication.problem.officers)
    for officer, stem in stems.items():
        events, title = publication.officer_events(officer), publication.officer_title(officer)
        yield f"{FOLDER}/{stem}.ics", render(events, title, language, timezone=home)
    for room, stem in file_stems(publication.rooms).items():
        events, title = publication.room_events(room), publication.room_title(room)
        yield f"{FOLDER}/room-{stem}.ics", render(events, title, language, timezone=home)


def write_calendars(
    problem: Problem, roster: Roster, folder: Path, *, language: str, issued: datetime
) -> list[str]:
    """Write every calendar under ``folder`` and return the paths within it, sorted.

    The files come in by rename, all or none; calendars of an earlier run that are not
    written again are gone, other outputs stay.

    Raises InputError if the folder is not ours to write or a setting is not fit for use.
    """
    files = dict(calendar_files(Publication(problem, roster, language, issued)))
    write_folder(folder, files, keep=True)
    return sorted(files)


def reminder_minutes(setting: str) -> tuple[int, ...]:
    """The setting ``calendar_reminder_minutes``: none, one or two numbers, ``720;60``.

    Empty and 0 mean no reminder. Raises InputError for anything else.
    """
    words = [word.strip() for word in setting.split(";") if word.strip()]
    minutes = [int(word) for word in words if re.fullmatch("[0-9]{1,5}", word)]
    if len(minutes) < len(words) or len(words) > 2 or max(minutes, default=0) > _LONGEST_ALARM_MIN:
        raise InputError(
            [
                Issue(
                    where="settings: calendar_reminder_minutes",
                    found=f"{setting!r}",
                    expected="none, one or two numbers of minutes up to 40320, such as 720;60",
                    advice="Write 0 or leave it empty for no reminder",
                )
            ]
        )
    return tuple(sorted({m for m in minutes if m}, reverse=True))

"""The roster as printed tables: a row for each session, or a sheet of paper for each week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from roster.exports.words import people, period, room_title, sentence
from roster.exports.words import post_name as words_of
from roster.model import Duty, Problem, Roster
from roster.model.language import MONTHS, hours, long_date, say, weekday_name

DOTS = "…………………………"
"""Where something is to be filled in by hand."""

MOST_POSTS = 6
"""With more posts than this, one column names post and officers together."""


@dataclass(frozen=True)
class Plan:
    """A roster's tables as lists of words; names only, no personnel number."""

    problem: Problem
    roster: Roster
    language: str

    def say(self, *, id: str, en: str) -> str:
        """The text in the language of the document."""
        return say(self.language, id=id, en=en)

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that have duties, in the order of the book."""
        used = {duty.room for duty in self.problem.duties}
        known = [room.id for room in self.problem.rooms if room.id in used]
        return (*known, *sorted(used - set(known)))

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """The first days of the weeks that have duties."""
        return tuple(sorted({d.day - timedelta(days=d.day.weekday()) for d in self.problem.duties}))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each officer is called."""
        return people(self.problem)

    def table(self, room: str) -> dict[str, Any]:
        """The table of a room: a row for each session of each day."""
        duties = [duty for duty in self.problem.duties if duty.room == room]
        posts = list(dict.fromkeys(duty.post for duty in duties))
        title = self.say(id="Jadwal piket", en="Duty roster")
        return {
            "title": f"{title} {room_title(room, self.problem)}",
            "posts": [sentence(words_of(post)) for post in posts]
            if len(posts) <= MOST_POSTS
            else [self.say(id="Petugas", en="Officers")],
            "days": [
                {"title": long_date(day, self.language), "rows": self.sessions(own, posts)}
                for day, own in _by_day(duties).items()
            ],
        }

    def sessions(self, duties: Sequence[Duty], posts: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of a day: each session with the names at its posts."""
        rows = []
        for own in _by_session(duties).values():
            by_post = {duty.post: self.listed(duty) for duty in own}
            cells: list[list[str] | None]
            if len(posts) <= MOST_POSTS:
                cells = [by_post.get(post) for post in posts]
            else:
                cells = [
                    [f"{sentence(words_of(p))}: {', '.join(who)}" for p, who in by_post.items()]
                ]
            first = own[0]
            rows.append(
                {
                    "session": first.session_name or first.session,
                    "hours": self.hours(own),
                    "cells": cells,
                }
            )
        return rows

    def listed(self, duty: Duty) -> list[str]:
        """The names on a duty, a line of dots for each place that is empty."""
        who = sorted(self.names[officer] for officer in self.roster.officers(duty))
        return who + [DOTS] * max(0, duty.ideal - len(who))

    def hours(self, duties: Iterable[Duty]) -> str:
        """The hours of a session, from its first start to its last end."""
        own = tuple(duties)
        room = self.problem.room.get(own[0].room)
        zone = room.timezone if room else str(own[0].start.tzinfo)
        return hours(min(d.start for d in own), max(d.end for d in own), zone, self.language)

    def sheet(self, room: str, monday: date) -> dict[str, Any]:
        """The wall sheet of a week in a room: days across, sessions down, no personnel number."""
        duties = [
            duty
            for duty in self.problem.duties
            if duty.room == room and timedelta() <= duty.day - monday < timedelta(days=7)
        ]
        days = list(_by_day(duties))
        kinds = dict.fromkeys(duty.session for duty in duties)
        when = period(days[0], days[-1], self.language) if days else ""
        return {
            "room": room_title(room, self.problem),
            "title": f"{self.say(id='Jadwal Piket', en='Duty Roster')} {when}",
            "days": [
                f"{weekday_name(d, self.language)}\n{d.day} {MONTHS[self.language][d.month - 1]}"
                for d in days
            ],
            "rows": [
                {
                    "session": next(d.session_name or kind for d in duties if d.session == kind),
                    "cells": [
                        self.cell([d for d in duties if (d.day, d.session) == (day, kind)])
                        for day in days
                    ],
                }
                for kind in kinds
            ],
        }

    def cell(self, duties: Sequence[Duty]) -> dict[str, Any] | None:
        """A session of a day on the wall sheet; None where there is none."""
        if not duties:
            return None
        return {
            "hours": self.hours(duties),
            "posts": [
                {"post": sentence(words_of(duty.post)), "names": self.listed(duty)}
                for duty in duties
            ],
        }


def _by_day(duties: Iterable[Duty]) -> dict[date, list[Duty]]:
    found: dict[date, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.day, []).append(duty)
    return dict(sorted(found.items()))


def _by_session(duties: Iterable[Duty]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.session, []).append(duty)
    return found

"""From rooms, sessions and posts to the duties of a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from roster.book.calendar import closures_of, days_between, in_force
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.settings import DEFAULT_ZONE, check_zone, zone
from roster.book.tables import Book, ClosureRow, PostRow, SessionRow
from roster.book.words import nearest
from roster.model.duties import Duty, Room
from roster.model.language import long_date

Ruled = TypeVar("Ruled", SessionRow, PostRow)


def rooms_of(book: Book, report: Report) -> tuple[Room, ...]:
    """The rooms, each in its own time zone or the book's; an unknown zone is a fault."""
    default = book.setting("timezone", DEFAULT_ZONE)
    for row in book.rooms:
        if row.timezone:
            check_zone(row.timezone, row.where_of("timezone"), report)
    return tuple(Room(row.room, row.name, row.place, row.timezone or default) for row in book.rooms)


def span_on(
    day: date, start: time, end: time, tz: ZoneInfo | None = None
) -> tuple[datetime, datetime]:
    """Two clock times on a date; an end at or before the start lies on the next day."""
    last = day + timedelta(days=1) if end <= start else day
    return datetime.combine(day, start, tz), datetime.combine(last, end, tz)


class DutyMaker:
    """Makes the duties of a period and reports what is wrong with the rows they come from.

    ``closed`` holds the closed dates of each room.
    """

    def __init__(
        self,
        book: Book,
        rooms: tuple[Room, ...],
        closed: Mapping[str, Mapping[date, str]],
        report: Report,
    ) -> None:
        self._book, self._rooms, self._closed, self._report = book, rooms, closed, report
        self._told: set[tuple[str, str, str]] = set()
        self._sessions: dict[str, dict[str, list[SessionRow]]] = {}
        self._posts: dict[tuple[str, str], dict[str, list[PostRow]]] = {}
        for session in book.sessions:
            by_session = self._sessions.setdefault(session.room, {})
            by_session.setdefault(session.session, []).append(session)
        for post in book.posts:
            by_post = self._posts.setdefault((post.room, post.session), {})
            by_post.setdefault(post.post, []).append(post)

    def make(self, first: date, last: date) -> tuple[Duty, ...]:
        """The duties that start from ``first`` to ``last``, by start, room, session, post."""
        self._check_links()
        duties: list[Duty] = []
        for room in self._rooms:
            closures = closures_of(self._book, room.id, first, last)
            opened = {row.date: row for row in closures if row.kind == "open"}
            for day in days_between(first, last):
                if day not in self._closed[room.id]:
                    today = self._on(room, day)
                    duties += today
                    if day in opened and not today:
                        self._nothing_opens(room, opened[day])
        return tuple(sorted(duties, key=lambda d: (d.utc[0], d.room, d.session, d.post)))

    def _on(self, room: Room, day: date) -> list[Duty]:
        duties = []
        tz = zone(room.timezone)
        for session, rows in self._sessions.get(room.id, {}).items():
            for held in self._one(in_force(rows, day), day):
                start, end = span_on(day, held.start, held.end, tz)
                for posts in self._posts.get((room.id, session), {}).values():
                    for post in self._one(in_force(posts, day), day):
                        duties.append(_duty(held, post, day, start, end))
        return duties

    def _one(self, rows: tuple[Ruled, ...], day: date) -> tuple[Ruled, ...]:
        """The first row, if any; a second one is a fault, told once for each pair of rows."""
        for row in rows[1:]:
            name = "/".join(
                (row.room, row.session, row.post)
                if isinstance(row, PostRow)
                else (row.room, row.session)
            )
            if (name, row.where, rows[0].where) not in self._told:
                self._told.add((name, row.where, rows[0].where))
                self._twice(row.where, name, rows[0].where, day)
        return rows[:1]

    def _twice(self, where: str, name: str, other: str, day: date) -> None:
        self._report.error(
            where,
            Text(
                f"{name} berlaku dua kali pada {long_date(day, 'id')} (lihat juga {other})",
                f"{name} holds twice on {long_date(day, 'en')} (see also {other})",
            ),
            Text("satu baris untuk setiap tanggal", "one row for each date"),
            Text(
                "Pisahkan harinya, atau beri salah satu baris tanggal from dan until.",
                "Part their weekdays, or give one of the rows the dates from and until.",
            ),
        )

    def _nothing_opens(self, room: Room, row: ClosureRow) -> None:
        self._report.warning(
            row.where_of("date"),
            Text(
                f"{room.id} dibuka pada {long_date(row.date, 'id')}, tetapi tanpa sesi",
                f"{room.id} is opened on {long_date(row.date, 'en')}, but no session runs",
            ),
            advice=Text(
                "Tambahkan baris sesi dengan tanggal itu sebagai from dan until.",
                "Add rows of sessions with that date as from and until.",
            ),
        )

    def _check_links(self) -> None:
        """Report posts of sessions that their room does not have, and sessions without post."""
        for (room, session), by_post in self._posts.items():
            known = self._sessions.get(room, {})
            if session not in known:
                self._report.error(
                    next(iter(by_post.values()))[0].where_of("session"),
                    Text(
                        f"ruang {room} tidak mempunyai sesi {shown(session)}",
                        f"room {room} has no session {shown(session)}",
                    ),
                    advice=did_you_mean(nearest(session, known)),
                )
        for room, by_session in self._sessions.items():
            for session, rows in by_session.items():
                if (room, session) not in self._posts:
                    self._report.warning(
                        rows[0].where_of("session"),
                        Text(
                            f"sesi {room}/{session} tidak mempunyai pos, jadi tanpa petugas",
                            f"session {room}/{session} has no post, so nobody is needed",
                        ),
                        advice=Text(
                            "Tambahkan baris di tabel posts.", "Add a row to the table posts."
                        ),
                    )


def _duty(held: SessionRow, post: PostRow, day: date, start: datetime, end: datetime) -> Duty:
    return Duty(
        day,
        held.room,
        held.session,
        post.post,
        start,
        end,
        competency=post.competency,
        min=post.min,
        ideal=post.ideal,
        max=post.max,
        session_name=held.name,
    )

"""From counted visitors to the desks that each post needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from roster.book.duties import span_on
from roster.book.planning import VisitorRow
from roster.book.tables import Book, PostRow, SessionRow
from roster.scenario.queues import (
    Stream,
    Target,
    Waits,
    erlang_desks,
    erlang_waits,
    simulated_desks,
    simulated_waits,
)

HALF_HOUR = 30


@dataclass(frozen=True)
class Demand:
    """What the visitors of one row of the table posts ask for.

    ``streams`` follow each other through a mean day; ``days`` is how many days were counted.
    """

    post: PostRow
    streams: tuple[Stream, ...]
    days: int

    @property
    def arrivals(self) -> float:
        """Visitors of a mean day."""
        return sum(stream.arrivals for stream in self.streams)

    @property
    def busiest(self) -> Stream:
        """The stretch with the highest load."""
        return max(self.streams, key=lambda stream: stream.load)

    def erlang(self, target: Target) -> int:
        """Desks by Erlang C in the busiest stretch."""
        return erlang_desks(self.busiest, target)

    def simulated(self, target: Target, seed: int = 0) -> int:
        """Desks by simulation of the mean day."""
        return simulated_desks(self.streams, target, seed)

    def waits(self, desks: int, target: Target, seed: int = 0) -> tuple[Waits, Waits]:
        """The waits with so many desks: settled in the busiest stretch, simulated all day."""
        return (
            erlang_waits(self.busiest, desks, target),
            simulated_waits(self.streams, desks, target, seed),
        )


def demands(book: Book, posts: Sequence[PostRow] | None = None) -> tuple[Demand, ...]:
    """What visitors ask of each post that has any, in the book's order.

    A row of posts gets the counts of the weekdays on which it holds, averaged over the days
    counted; services are as long as the visitors' mean.
    """
    found = []
    for post in book.posts if posts is None else posts:
        counts = [
            row
            for row in book.visitors
            if (row.room, row.session, row.post) == (post.room, post.session, post.post)
            and row.date.weekday() in post.weekdays
        ]
        if counts:
            found.append(Demand(post, _streams(book, post, counts), len({c.date for c in counts})))
    return tuple(found)


def _streams(book: Book, post: PostRow, counts: Sequence[VisitorRow]) -> tuple[Stream, ...]:
    days = len({row.date for row in counts})
    slots: dict[time | None, list[VisitorRow]] = defaultdict(list)
    for row in counts:
        slots[row.start].append(row)
    streams = []
    reached: datetime | None = None
    day = counts[0].date
    for start in sorted(slots, key=lambda moment: moment or time()):
        arrivals = sum(row.arrivals for row in slots[start])
        service = sum(row.arrivals * row.minutes for row in slots[start])
        mean = service / arrivals if arrivals else slots[start][0].minutes
        length = HALF_HOUR if start else _session_minutes(book, post, counts)
        if start:
            begins = datetime.combine(day, start)
            if reached and begins > reached:
                gap = (begins - reached).total_seconds() / 60
                streams.append(Stream(0.0, gap, float(mean)))
            reached = begins + timedelta(minutes=length)
        streams.append(Stream(float(arrivals / days), float(length), float(mean)))
    return tuple(streams)


def _session_minutes(book: Book, post: PostRow, counts: Sequence[VisitorRow]) -> float:
    """The length of the session on the counted weekdays; the shortest where they differ."""
    weekdays = {row.date.weekday() for row in counts}
    lengths = [
        _minutes(row)
        for row in book.sessions
        if (row.room, row.session) == (post.room, post.session) and weekdays & set(row.weekdays)
    ]
    return min(lengths, default=60.0)


def _minutes(row: SessionRow) -> float:
    start, end = span_on(datetime(2027, 1, 4).date(), row.start, row.end)
    return (end - start).total_seconds() / 60

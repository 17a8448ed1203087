"""How a roster is laid out on paper: sessions with letters and colours, dates by posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from roster.model import Duty, Problem
from roster.model.language import clock, hours


@dataclass(frozen=True)
class SessionKind:
    """A session as readers know it; ``letter`` is unique, ``colour`` counts from 0."""

    id: str
    name: str
    letter: str
    colour: int


@dataclass(frozen=True)
class Block:
    """The columns of one session in one room: a column a post.

    ``usual`` is the commonest span of hours, as text; other hours are told where they occur.
    """

    room: str
    session: SessionKind
    posts: tuple[str, ...]
    usual: str


@dataclass(frozen=True)
class Grid:
    """Dates down, rooms and sessions across, posts within."""

    blocks: tuple[Block, ...]
    days: tuple[date, ...]
    duties: Mapping[tuple[date, str, str, str], Duty]

    def at(self, day: date, block: Block, post: str) -> Duty | None:
        """The duty of one cell; None where the post is not open."""
        return self.duties.get((day, block.room, block.session.id, post))

    def unusual(self, day: date, block: Block, language: str) -> str:
        """The hours of a block on a day, if any of its posts is open at other hours than usual."""
        found = (self.at(day, block, post) for post in block.posts)
        spans = dict.fromkeys(span(duty, language) for duty in found if duty)
        return "" if set(spans) <= {block.usual} else ", ".join(spans)


def session_kinds(problem: Problem) -> tuple[SessionKind, ...]:
    """The session kinds in order of the hour at which they usually start."""
    starts: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for duty in problem.duties:
        starts.setdefault(duty.session, Counter())[duty.start.strftime("%H:%M")] += 1
        names.setdefault(duty.session, duty.session_name or duty.session)
    usual = {session: _commonest(found) for session, found in starts.items()}
    kinds: list[SessionKind] = []
    for session in sorted(usual, key=lambda s: (usual[s], s)):
        letter = _letter(session, {kind.letter for kind in kinds})
        kinds.append(SessionKind(session, names[session], letter, len(kinds)))
    return tuple(kinds)


def _commonest(found: Counter[str]) -> str:
    return min(found, key=lambda text: (-found[text], text))


def _letter(session: str, taken: set[str]) -> str:
    letters = [c.upper() for c in session if c.isalnum()] or ["X"]
    numbered = (f"{letters[0]}{n}" for n in range(2, len(taken) + 3))
    return next(mark for mark in (*letters, *numbered) if mark not in taken)


def span(duty: Duty, language: str) -> str:
    """``07.30–12.00``; the zone is told once, beside the room."""
    return f"{clock(duty.start, language)}–{clock(duty.end, language)}"


def span_with_zone(duty: Duty, problem: Problem, language: str) -> str:
    """``07.30–12.00 WIB``."""
    room = problem.room.get(duty.room)
    zone = room.timezone if room else str(duty.start.tzinfo)
    return hours(duty.start, duty.end, zone, language)


def grid(problem: Problem, language: str) -> Grid:
    """The layout of a problem: every duty stands in exactly one cell."""
    kinds = session_kinds(problem)
    posts: dict[tuple[str, str], dict[str, None]] = {}
    spans: dict[tuple[str, str], Counter[str]] = {}
    for duty in problem.duties:
        key = (duty.room, duty.session)
        posts.setdefault(key, {}).setdefault(duty.post)
        spans.setdefault(key, Counter())[span(duty, language)] += 1
    order = [r.id for r in problem.rooms]
    order += sorted({room for room, _ in posts} - set(order))
    blocks = tuple(
        Block(room, kind, tuple(posts[room, kind.id]), _commonest(spans[room, kind.id]))
        for room in order
        for kind in kinds
        if (room, kind.id) in posts
    )
    cells = {(d.day, d.room, d.session, d.post): d for d in problem.duties}
    return Grid(blocks, problem.open_days, MappingProxyType(cells))

"""How well a roster stands one absence, as a table of colours: days by sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roster.explain.resilience import resilience
from roster.model import Duty, Problem, Roster
from roster.model.wording import session_name

LEVELS = 3
"""From this many substitutes on, a session is as safe as the table tells."""


@dataclass(frozen=True)
class Heat:
    """Substitutes for the weakest place of each session; officers are not named.

    ``columns`` are rooms and sessions with the session's name; ``rows`` pair a day with a
    number for each column, None where the session is closed or nobody serves. ``share`` of
    ``places`` survive any single absence, those of the duties ``bare`` do not.
    """

    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[date, tuple[int | None, ...]], ...]
    share: Fraction
    places: int
    bare: tuple[Duty, ...]


def heat(problem: Problem, roster: Roster) -> Heat:
    """The table of a roster."""
    found = resilience(problem, roster)
    fewest = {(s.day, s.room, s.session): s.fewest for s in found.sessions}
    keys = list(dict.fromkeys((duty.room, duty.session) for duty in problem.duties))
    days = dict.fromkeys(day for day, _, _ in fewest)
    return Heat(
        tuple((room, session, session_name(problem, session)) for room, session in keys),
        tuple(
            (day, tuple(fewest.get((day, room, session)) for room, session in keys)) for day in days
        ),
        found.share,
        len(found.places),
        tuple(place.duty for place in found.bare),
    )

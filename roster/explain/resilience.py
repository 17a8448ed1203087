"""What one absence would do to a roster: who may step in, and which places have nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roster.explain.exchange import Exchange
from roster.model import Duty, Problem, Report, Roster


@dataclass(frozen=True)
class Place:
    """A filled place: an officer on a duty, and who may lawfully step in."""

    duty: Duty
    officer: str
    substitutes: tuple[str, ...]

    @property
    def survives(self) -> bool:
        """Whether the place stays filled if the officer falls out that day."""
        return bool(self.substitutes)


@dataclass(frozen=True)
class Session:
    """The places of one session on one day; ``fewest`` substitutes for any of them."""

    day: date
    room: str
    session: str
    places: tuple[Place, ...]

    @property
    def fewest(self) -> int:
        """The substitutes of the place that has fewest."""
        return min(len(place.substitutes) for place in self.places)


@dataclass(frozen=True)
class Resilience:
    """Every session of a roster under any single absence, in order of time."""

    sessions: tuple[Session, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """All filled places."""
        return tuple(place for session in self.sessions for place in session.places)

    @property
    def bare(self) -> tuple[Place, ...]:
        """The places for which nobody may step in."""
        return tuple(place for place in self.places if not place.survives)

    @property
    def share(self) -> Fraction:
        """The share of filled places that survive any single absence; 1 without places."""
        places = self.places
        return Fraction(len(places) - len(self.bare), len(places)) if places else Fraction(1)


def resilience(problem: Problem, roster: Roster) -> Resilience:
    """Try every officer in every place of an officer who falls out for the day.

    Whoever steps in keeps all duties of their own; nobody else moves.
    """
    exchange = Exchange(problem, roster)
    sessions: dict[tuple[date, str, str], list[Place]] = {}
    for officer, duty in roster.assignments:
        place = Place(duty, officer, exchange.substitutes(officer, duty))
        sessions.setdefault((duty.day, duty.room, duty.session), []).append(place)
    return Resilience(tuple(Session(*key, _sorted(found)) for key, found in sessions.items()))


def surviving(problem: Problem, roster: Roster, report: Report | None = None) -> Fraction:
    """The share of :func:`resilience` alone, which asks less: whether there is a substitute.

    ``report`` is what the rules say of the roster, where that is at hand.
    """
    exchange = Exchange(problem, roster, report=report)
    places = roster.assignments
    kept = sum(exchange.survives(*place) for place in places)
    return Fraction(kept, len(places)) if places else Fraction(1)


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (place.duty.post, place.officer)))

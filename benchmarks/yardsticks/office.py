"""What the yardsticks know of a month: plain facts, read from a problem and from no encoding.

They cover the rules of the service-room books and refuse any other; each yardstick's roster is
then judged by the rules' own checks, so a mistake here would show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from constraints import (
    Competence,
    Coverage,
    FairShare,
    Leave,
    MaxDuties,
    OnePlace,
    Pins,
    Requests,
    RestDays,
    UnitLimits,
    UnitShare,
)
from roster.model import Problem, Roster

WEIGHTS = {1: 10_000_000, 2: 1_000_000, 3: 1_000, 4: 100, 5: 10, 6: 1}
"""Of the priorities in one weighted sum: as far apart as doubles and patience allow."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Limit:
    """At most ``most`` of the pairs of officer and duty are served."""

    pairs: tuple[Pair, ...]
    most: int


@dataclass(frozen=True)
class Share:
    """``costs[n]`` is what ``n`` of the pairs being served costs at a priority."""

    priority: int
    pairs: tuple[Pair, ...]
    costs: tuple[int, ...]


@dataclass(frozen=True)
class Wish:
    """Some of the pairs are served (``want``), or none, or the weight is due."""

    priority: int
    pairs: tuple[Pair, ...]
    want: bool
    weight: int


@dataclass(frozen=True)
class Office:
    """A month: who may serve where, limits, places, shares and wishes."""

    problem: Problem
    able: frozenset[Pair]
    limits: tuple[Limit, ...]
    shares: tuple[Share, ...]
    wishes: tuple[Wish, ...]

    def staff(self, duty: int) -> list[Pair]:
        """The pairs that may serve on a duty."""
        return [(o, duty) for o in range(len(self.problem.officers)) if (o, duty) in self.able]

    def roster(self, served: Iterable[Pair]) -> Roster:
        """The roster of the pairs served."""
        officers, duties = self.problem.officers, self.problem.duties
        return Roster.of((officers[o].id, duties[d]) for o, d in served)


def office_of(problem: Problem) -> Office:
    """The facts of a problem; raises ValueError for a rule that the yardsticks do not know."""
    able = frozenset(
        (o, d)
        for o, officer in enumerate(problem.officers)
        for d, duty in enumerate(problem.duties)
        if officer.appointed_on(duty.day)
        and officer.competent_on(duty.competency, duty.day)
        and not any(
            leave.approved and leave.overlaps(duty.start, duty.end)
            for leave in problem.leaves_of.get(officer.id, ())
        )
    )
    limits: list[Limit] = []
    shares: list[Share] = []
    wishes: list[Wish] = []
    for use in problem.rules:
        match use.rule:
            case OnePlace() | Competence() | Leave() | Coverage():
                pass
            case Pins() if not problem.pins:
                pass
            case MaxDuties(per=per, limit=most):
                limits += _at_most(problem, able, per, most)
            case RestDays(days=days):
                limits += _rest(problem, able, days)
            case UnitLimits():
                limits += _units(problem, able)
            case FairShare(of=of) if use.priority:
                shares += _fair(problem, able, of, use.priority)
            case UnitShare() if use.priority:
                shares += _by_unit(problem, able, use.priority)
            case Requests() if use.priority:
                wishes += _wishes(problem, able, use.priority)
            case other:
                raise ValueError(f"the yardsticks do not know {other}")
    return Office(problem, able, tuple(limits), tuple(shares), tuple(wishes))


def _limited(able: frozenset[Pair], officer: int, duties: Iterable[int], most: int) -> list[Limit]:
    pairs = tuple((officer, d) for d in duties if (officer, d) in able)
    return [Limit(pairs, most)] if len(pairs) > most else []


def _at_most(problem: Problem, able: frozenset[Pair], per: str, most: int) -> list[Limit]:
    spans: dict[object, list[int]] = {}
    for d, duty in enumerate(problem.duties):
        key: object = duty.day if per == "day" else duty.day.isocalendar()[:2]
        spans.setdefault(key, []).append(d)
    return [
        limit
        for o in range(len(problem.officers))
        for duties in spans.values()
        for limit in _limited(able, o, duties, most)
    ]


def _rest(problem: Problem, able: frozenset[Pair], days: int) -> list[Limit]:
    found = []
    for first in problem.days:
        last = first + timedelta(days=days)
        duties = [d for d, duty in enumerate(problem.duties) if first <= duty.day <= last]
        if len({problem.duties[d].day for d in duties}) > 1:
            for o in range(len(problem.officers)):
                found += _limited(able, o, duties, 1)
    return found


def _units(problem: Problem, able: frozenset[Pair]) -> list[Limit]:
    """With one duty a day at most, whoever is on duty is one fewer without any."""
    found = []
    sessions: dict[tuple[date, str, str], list[int]] = {}
    days: dict[date, list[int]] = {}
    for d, duty in enumerate(problem.duties):
        sessions.setdefault((duty.day, duty.room, duty.session), []).append(d)
        days.setdefault(duty.day, []).append(d)
    for unit in problem.units:
        members = [o for o, officer in enumerate(problem.officers) if officer.unit == unit.id]
        if unit.max_per_session is not None:
            for duties in sessions.values():
                pairs = tuple((o, d) for o in members for d in duties if (o, d) in able)
                found.append(Limit(pairs, unit.max_per_session))
        if unit.min_at_work is not None:
            for day, duties in days.items():
                present = [
                    o
                    for o in members
                    if problem.officers[o].appointed_on(day)
                    and not problem.away(problem.officers[o].id, day)
                ]
                pairs = tuple((o, d) for o in members for d in duties if (o, d) in able)
                found.append(Limit(pairs, max(0, len(present) - unit.min_at_work)))
    return [limit for limit in found if len(limit.pairs) > limit.most]


def _priced(priority: int, pairs: Sequence[Pair], most: int, due: Fraction) -> Share:
    costs = tuple(round(100 * (n - due) ** 2) for n in range(most + 1))
    return Share(priority, tuple(pairs), costs)


def _fair(problem: Problem, able: frozenset[Pair], of: str, priority: int) -> list[Share]:
    kinds: dict[str, list[int]] = {}
    for d, duty in enumerate(problem.duties):
        kinds.setdefault(duty.session if of == "session" else "", []).append(d)
    weights, total = problem.weights, sum(problem.weights.values(), Fraction(0))
    own = {
        o.id: problem.opening_balance(o.id) if of == "duties" else Fraction(0)
        for o in problem.officers
    }
    found = []
    for duties in kinds.values():
        places = sum(problem.duties[d].ideal for d in duties) + sum(own.values(), Fraction(0))
        days = len({problem.duties[d].day for d in duties})
        for o, officer in enumerate(problem.officers):
            due = places * weights[officer.id] / total - own[officer.id]
            pairs = [(o, d) for d in duties if (o, d) in able]
            found.append(_priced(priority, pairs, min(days, len(pairs)), due))
    return found


def _by_unit(problem: Problem, able: frozenset[Pair], priority: int) -> list[Share]:
    if any(unit.share is not None for unit in problem.units):
        raise ValueError("the yardsticks do not know units with shares of their own")
    weights, total = problem.weights, sum(problem.weights.values(), Fraction(0))
    places = sum(duty.ideal for duty in problem.duties)
    places += sum((problem.opening_balance(o.id) for o in problem.officers), Fraction(0))
    found = []
    for unit in problem.units:
        members = [o for o, officer in enumerate(problem.officers) if officer.unit == unit.id]
        part = sum((weights[problem.officers[o].id] for o in members), Fraction(0))
        pairs = [(o, d) for o in members for d in range(len(problem.duties)) if (o, d) in able]
        days = len(problem.open_days) * len(members)
        found.append(_priced(priority, pairs, min(days, len(pairs)), places * part / total))
    return found


def _wishes(problem: Problem, able: frozenset[Pair], priority: int) -> list[Wish]:
    number = {officer.id: o for o, officer in enumerate(problem.officers)}
    found = []
    for wish in problem.requests:
        pairs = tuple(
            (number[wish.officer], d)
            for d, duty in enumerate(problem.duties)
            if duty.day == wish.day and wish.session in ("", duty.session)
        )
        found.append(Wish(priority, tuple(p for p in pairs if p in able), wish.want, wish.weight))
    for leave in problem.leaves:
        for day in problem.days if not leave.approved else ():
            if leave.first <= day <= leave.last:
                pairs = tuple(
                    (number[leave.officer], d)
                    for d, duty in enumerate(problem.duties)
                    if duty.day == day and leave.overlaps(duty.start, duty.end)
                )
                found.append(Wish(priority, tuple(p for p in pairs if p in able), False, 1))
    return found

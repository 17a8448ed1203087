"""The numbers that people look at: loads, coverage, wishes and fairness of a roster.

They are reckoned here from the definitions of the book, not asked of the rules, so that a
published figure never rests on the code that made the roster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from roster.model import Duty, Problem, Request, Roster


@dataclass(frozen=True)
class Load:
    """What one officer, or one unit, does and what is due.

    ``sessions`` counts duties by session kind, ``minutes`` is time on duty, ``weight`` is in
    officer-days, ``entitlement`` in duties. ``available`` counts open days on which the
    officer (for a unit: each of its officers) is appointed and not away for the whole day;
    it is for the planner and not for publication.
    """

    id: str
    unit: str
    duties: int
    sessions: Mapping[str, int]
    minutes: int
    weight: Fraction
    entitlement: Fraction
    available: int

    @property
    def difference(self) -> Fraction:
        """Duties above (+) or below (-) the entitlement."""
        return self.duties - self.entitlement


@dataclass(frozen=True)
class Cover:
    """How one duty is filled, in officers."""

    duty: Duty
    filled: int

    @property
    def missing(self) -> int:
        """Places empty below the ideal."""
        return max(0, self.duty.ideal - self.filled)

    @property
    def missing_min(self) -> int:
        """Places empty below the minimum."""
        return max(0, self.duty.min - self.filled)


@dataclass(frozen=True)
class Wish:
    """A wish of an officer and what became of it; a requested leave is a wish to be free.

    ``against`` are the duties that break a wish to be free.
    """

    officer: str
    first: date
    last: date
    session: str
    want: bool
    weight: int
    granted: bool
    against: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Fairness:
    """How evenly service is spread over officers who can serve, balances included.

    ``spread`` is the largest less the smallest difference from the entitlement, in duties.
    ``gini`` (0 is perfectly even) and ``jain`` (1 is perfectly even; R. Jain, D. Chiu and
    W. Hawe, DEC-TR-301, 1984) are taken of (duties + opening balance) / (entitlement +
    opening balance): the service done so far as a part of the service due so far.
    """

    spread: Fraction
    gini: Fraction
    jain: Fraction


def total_due(problem: Problem) -> Fraction:
    """All ideal places of the period and all opening balances, in duties."""
    places = sum(duty.ideal for duty in problem.duties)
    return places + sum(
        (b.duties for b in problem.balances if b.kind == "duties"), start=Fraction(0)
    )


def _part(whole: Fraction, weight: Fraction, weights: Fraction) -> Fraction:
    return whole * weight / weights if weights else Fraction(0)


def officer_loads(problem: Problem, roster: Roster) -> tuple[Load, ...]:
    """Every officer's load, in the problem's order; an entitlement may be negative."""
    due, weights = total_due(problem), sum(problem.weights.values(), start=Fraction(0))
    loads = []
    for officer in problem.officers:
        duties = roster.duties(officer.id)
        weight = problem.weights[officer.id]
        loads.append(
            Load(
                id=officer.id,
                unit=officer.unit,
                duties=len(duties),
                sessions=Counter(duty.session for duty in duties),
                minutes=sum(duty.minutes for duty in duties),
                weight=weight,
                entitlement=_part(due, weight, weights) - problem.opening_balance(officer.id),
                available=problem.available[officer.id],
            )
        )
    return tuple(loads)


def unit_loads(problem: Problem, roster: Roster) -> tuple[Load, ...]:
    """Every unit's load, in the problem's order.

    A unit is entitled to its part of all ideal places and balances, by its ``share`` where
    it has one and else by the weights of its officers; no balance is taken off.
    """
    of_unit: dict[str, list[Load]] = {unit.id: [] for unit in problem.units}
    for load in officer_loads(problem, roster):
        of_unit.setdefault(load.unit, []).append(load)
    parts = {}
    for unit in problem.units:
        weight = sum((load.weight for load in of_unit[unit.id]), start=Fraction(0))
        parts[unit.id] = weight if unit.share is None else unit.share
    due, whole = total_due(problem), sum(parts.values(), start=Fraction(0))
    return tuple(
        Load(
            id=unit.id,
            unit=unit.id,
            duties=sum(load.duties for load in of_unit[unit.id]),
            sessions=sum((Counter(load.sessions) for load in of_unit[unit.id]), start=Counter()),
            minutes=sum(load.minutes for load in of_unit[unit.id]),
            weight=sum((load.weight for load in of_unit[unit.id]), start=Fraction(0)),
            entitlement=_part(due, parts[unit.id], whole),
            available=sum(load.available for load in of_unit[unit.id]),
        )
        for unit in problem.units
    )


def coverage(problem: Problem, roster: Roster) -> tuple[Cover, ...]:
    """How every duty is filled, in the problem's order."""
    return tuple(Cover(duty, len(roster.officers(duty))) for duty in problem.duties)


def empty_places(problem: Problem, roster: Roster) -> tuple[Cover, ...]:
    """The duties with a place empty below the ideal, those below the minimum first."""
    return emptiest(coverage(problem, roster))


def emptiest(covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """Those with a place empty below the ideal, those below the minimum first."""
    short = [cover for cover in covers if cover.missing or cover.missing_min]
    return tuple(sorted(short, key=lambda c: (not c.missing_min, c.duty.utc, c.duty.id)))


def wishes(problem: Problem, roster: Roster) -> tuple[Wish, ...]:
    """Every wish about the period and whether it is granted, in order of date and officer."""
    first, last = problem.first, problem.last
    found = [_wish(wish, roster) for wish in problem.requests if first <= wish.day <= last]
    for leave in problem.leaves:
        if not leave.approved and leave.first <= last and first <= leave.last:
            against = tuple(
                duty
                for duty in roster.duties(leave.officer)
                if leave.overlaps(duty.start, duty.end)
            )
            found.append(
                Wish(leave.officer, leave.first, leave.last, "", False, 1, not against, against)
            )
    return tuple(sorted(found, key=lambda w: (w.first, w.last, w.officer, w.session, w.want)))


def _wish(request: Request, roster: Roster) -> Wish:
    on_duty = tuple(
        duty
        for duty in roster.duties(request.officer)
        if duty.day == request.day and request.session in ("", duty.session)
    )
    return Wish(
        officer=request.officer,
        first=request.day,
        last=request.day,
        session=request.session,
        want=request.want,
        weight=request.weight,
        granted=bool(on_duty) == request.want,
        against=() if request.want else on_duty,
    )


def fairness(problem: Problem, loads: Iterable[Load]) -> Fairness | None:
    """How evenly the officers' loads are spread; None where nobody can serve."""
    able = [load for load in loads if load.weight > 0]
    if not able:
        return None
    done, due = [], []
    for load in able:
        balance = problem.opening_balance(load.id)
        done.append(load.duties + balance)
        due.append(load.entitlement + balance)
    differences = [load.difference for load in able]
    ratios = sorted(d / e for d, e in zip(done, due, strict=True) if e > 0)
    # As whole numbers over one denominator, which goes out of both figures: sums of fractions
    # take ten times as long.
    parts = lcm(*(ratio.denominator for ratio in ratios))
    shares = [int(ratio * parts) for ratio in ratios]
    count, total = len(shares), sum(shares)
    squares = sum(x * x for x in shares)
    # With x sorted upwards, sum |x_i - x_j| over all ordered pairs = 2 sum (2i - n + 1) x_i.
    apart = sum((2 * i - count + 1) * x for i, x in enumerate(shares))
    return Fairness(
        spread=max(differences) - min(differences),
        gini=Fraction(apart, count * total) if total else Fraction(0),
        jain=Fraction(total * total, count * squares) if squares else Fraction(1),
    )

"""No unit is stripped of its people: only so many in one session, enough left at their desks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Unit, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class UnitLimits(Rule):
    """A unit sends at most its ``max_per_session`` and keeps at least its ``min_at_work``.

    The units' own settings are the limits; only officers in the rule's scope are counted.
    ``crowded``: different officers of the unit on duty in one session (day, room, session)
    above ``max_per_session``. ``stripped``: of the officers who are appointed and not on
    approved full-day leave on a day (the present), all but ``min_at_work`` may have duty that
    day; each of the present above that number is one too many. Where fewer than
    ``min_at_work`` are present, nobody of the unit may have duty, and each who has is one too
    many. Each officer too many costs 1, per session and per day.
    """

    code: ClassVar[str] = "unit_limits"
    group: ClassVar[str] = "units"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for unit in problem.units:
            members = tuple(officer for officer in officers if officer.unit == unit.id)
            if unit.max_per_session is not None:
                found += _crowded(unit, unit.max_per_session, members, roster)
            if unit.min_at_work is not None:
                found += _stripped(unit, unit.min_at_work, members, roster, problem)
        return in_order(found)


def _crowded(
    unit: Unit, limit: int, members: tuple[Officer, ...], roster: Roster
) -> list[Violation]:
    sessions: dict[tuple[object, ...], dict[str, Duty]] = {}
    for officer in members:
        for duty in roster.duties(officer.id):
            sessions.setdefault((duty.day, duty.room, duty.session), {})[officer.id] = duty
    return [
        Violation(
            kind="crowded",
            amount=len(sent) - limit,
            cost=len(sent) - limit,
            unit="officer",
            officers=tuple(sorted(sent)),
            duties=tuple(sorted(set(sent.values()), key=lambda duty: (duty.utc, duty.post))),
            day=next(iter(sent.values())).day,
            facts=(("unit", unit.id), ("limit", limit)),
        )
        for sent in sessions.values()
        if len(sent) > limit
    ]


def _stripped(
    unit: Unit, limit: int, members: tuple[Officer, ...], roster: Roster, problem: Problem
) -> list[Violation]:
    found = []
    for day in problem.open_days:
        busy = {o.id for o in members if any(d.day == day for d in roster.duties(o.id))}
        present = {o.id for o in members if o.appointed_on(day) and not problem.away(o.id, day)}
        spare = len(present) - limit
        excess = len(busy & present) - spare if spare >= 0 else len(busy)
        if excess > 0:
            found.append(
                Violation(
                    kind="stripped",
                    amount=excess,
                    cost=excess,
                    unit="officer",
                    officers=tuple(sorted(busy)),
                    day=day,
                    facts=(
                        ("unit", unit.id),
                        ("limit", limit),
                        ("present", len(present)),
                        ("at_work", len(present - busy)),
                    ),
                )
            )
    return found

"""What was decided beforehand stands: this officer serves here, that one never there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Duty, Officer, Pin, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class Pins(Rule):
    """Every pin of the period is kept.

    A ``must`` pin is kept by at least one matching duty, a ``never`` pin by none. One breach
    for each pin not kept; a must pin that no duty of the problem matches is one too. Pins on
    days outside the horizon are ignored.
    """

    code: ClassVar[str] = "pins"
    group: ClassVar[str] = "feasibility"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        scope = {officer.id for officer in officers}
        found = []
        for pin in problem.pins:
            if pin.officer not in scope or not problem.first <= pin.day <= problem.last:
                continue
            possible = tuple(d for d in problem.duties_on.get(pin.day, ()) if _matches(pin, d))
            served = tuple(d for d in possible if d in roster.duties(pin.officer))
            if pin.must and not possible:
                found.append(_breach("no_such_duty", pin, ()))
            elif pin.must and not served:
                found.append(_breach("not_served", pin, possible))
            elif not pin.must and served:
                found.append(_breach("served", pin, served))
        return in_order(found)


def _matches(pin: Pin, duty: Duty) -> bool:
    return (
        duty.day == pin.day
        and pin.room in ("", duty.room)
        and pin.session in ("", duty.session)
        and pin.post in ("", duty.post)
    )


def _breach(kind: str, pin: Pin, duties: tuple[Duty, ...]) -> Violation:
    return Violation(
        kind=kind,
        amount=1,
        cost=1,
        unit="pin",
        officers=(pin.officer,),
        duties=duties,
        day=pin.day,
        facts=(("room", pin.room), ("session", pin.session), ("post", pin.post)),
    )

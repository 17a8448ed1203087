"""Nobody is on duty while away, or before joining or after leaving the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class Leave(Rule):
    """An officer on a duty is appointed on the day it starts and away in none of its hours.

    One breach for each such assignment: ``not_appointed`` if the officer is not appointed,
    else ``away`` if any approved leave overlaps the duty on the wall clock of its room.
    """

    code: ClassVar[str] = "leave"
    group: ClassVar[str] = "feasibility"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        return in_order(
            Violation(
                kind=kind,
                amount=1,
                cost=1,
                unit="duty",
                officers=(officer.id,),
                duties=(duty,),
                day=duty.day,
            )
            for officer in officers
            for duty in roster.duties(officer.id)
            if (kind := self._obstacle(problem, officer, duty))
        )

    @staticmethod
    def _obstacle(problem: Problem, officer: Officer, duty: Duty) -> str:
        if not officer.appointed_on(duty.day):
            return "not_appointed"
        leaves = problem.leaves_of.get(officer.id, ())
        if any(leave.approved and leave.overlaps(duty.start, duty.end) for leave in leaves):
            return "away"
        return ""

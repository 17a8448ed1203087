"""Who stands at a post is qualified for it on that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class Competence(Rule):
    """An officer on a duty holds its competency on the day on which the duty starts.

    One breach for each assignment without it.
    """

    code: ClassVar[str] = "competence"
    group: ClassVar[str] = "feasibility"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        return in_order(
            Violation(
                kind="not_competent",
                amount=1,
                cost=1,
                unit="duty",
                officers=(officer.id,),
                duties=(duty,),
                day=duty.day,
                facts=(("competency", duty.competency),),
            )
            for officer in officers
            for duty in roster.duties(officer.id)
            if not officer.competent_on(duty.competency, duty.day)
        )

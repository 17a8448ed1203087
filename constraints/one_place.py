"""Nobody is in two places at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class OnePlace(Rule):
    """Duties of one officer never overlap in time.

    Each overlapping pair is one breach, also a pair of which the earlier began before the horizon.
    """

    code: ClassVar[str] = "one_place"
    group: ClassVar[str] = "feasibility"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        before = Roster.of(problem.past)
        found = []
        for officer in officers:
            running = list(before.duties(officer.id))
            for duty in roster.duties(officer.id):
                running = [other for other in running if other.utc[1] > duty.utc[0]]
                for other in running:
                    if other.overlaps(duty):
                        seconds = min(other.utc[1], duty.utc[1]) - max(other.utc[0], duty.utc[0])
                        found.append(
                            Violation(
                                kind="overlap",
                                amount=max(1, round(seconds / 60)),
                                cost=1,
                                unit="minute",
                                officers=(officer.id,),
                                duties=(other, duty),
                                day=duty.day,
                            )
                        )
                running.append(duty)
        return in_order(found)

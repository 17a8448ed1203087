"""Every post is filled: first as far as it must be, then as far as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from roster.model import Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order

Target = Literal["min", "ideal"]


@dataclass(frozen=True)
class Coverage(Rule):
    """Each duty has its ``min`` (or its ``ideal``) number of officers, and never above ``max``.

    ``to=min`` costs 1 for each place missing below min, ``to=ideal`` 1 for each place missing
    between min and ideal. An officer above max is a breach whatever the strength of the rule.
    Every officer on the duty counts, in the rule's scope or not.
    """

    code: ClassVar[str] = "coverage"
    group: ClassVar[str] = "service"

    to: Target

    def __post_init__(self) -> None:
        if self.to not in get_args(Target):
            raise ValueError(f"to is {self.to!r}; expected min or ideal")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for duty in problem.duties:
            serving = roster.officers(duty)
            present = len(serving)
            if self.to == "min":
                missing = duty.min - present
            else:
                missing = duty.ideal - max(present, duty.min)
            if missing > 0:
                found.append(
                    Violation(
                        kind=f"below_{self.to}",
                        amount=missing,
                        cost=missing,
                        unit="place",
                        officers=serving,
                        duties=(duty,),
                        day=duty.day,
                    )
                )
            if duty.max is not None and present > duty.max:
                found.append(
                    Violation(
                        kind="above_max",
                        amount=present - duty.max,
                        cost=0,
                        unit="officer",
                        officers=serving,
                        duties=(duty,),
                        day=duty.day,
                        must=True,
                    )
                )
        return in_order(found)

"""Between two duties an officer has some hours of rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, in_order, officer_name


@dataclass(frozen=True)
class RestHours(Rule):
    """At least ``hours`` hours lie between the end of a duty and the start of the next.

    Requires
        For every two duties of an officer that start on different days, at least ``hours``
        hours lie between the end of the earlier and the start of the later; duties that
        overlap have no rest. Each started hour that is missing costs 1, for each such pair.
        Duties before the horizon count as the earlier of a pair.
    Why
        Who ends late and starts early is tired at the desk and on the road.
    Source
        Directive 2003/88/EC, article 3 (eleven hours of rest in each 24).
    Parameters
        hours: the least rest, 1 or more.
        same_day: also between duties that start on one day.
    Example
        hours=11. Kept: a duty to 20.00, the next day from 07.00. Broken by 1: from 06.30.
    Limitations
        The way between two rooms counts as rest.
    """

    code: ClassVar[str] = "rest_hours"
    group: ClassVar[str] = "load"

    hours: int = 11
    same_day: bool = False

    def __post_init__(self) -> None:
        if self.hours < 1:
            raise ValueError(f"hours is {self.hours}; expected a number of hours, 1 or more")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for officer in officers:
            recent = list(problem.past_of.get(officer.id, ()))
            for duty in roster.duties(officer.id):
                # Duties stand in order of start, so one that is too far back stays so.
                recent = [d for d in recent if duty.utc[0] - d.utc[1] < self.hours * 3600]
                found += [
                    self._breach(officer, earlier, duty)
                    for earlier in recent
                    if self.same_day or earlier.day != duty.day
                ]
                recent.append(duty)
        return in_order(found)

    def _breach(self, officer: Officer, earlier: Duty, later: Duty) -> Violation:
        rest = max(0, later.utc[0] - earlier.utc[1])
        missing = self.hours - int(rest // 3600)
        return Violation(
            kind="too_little_rest",
            amount=missing,
            cost=missing,
            unit="hour",
            officers=(officer.id,),
            duties=(earlier, later),
            day=later.day,
            facts=(("minutes", round(rest / 60)),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        earlier, later = (duty_name(duty, problem, language) for duty in violation.duties)
        rest = violation.fact("minutes")
        return say(
            language,
            id=f"{name} hanya beristirahat {rest} menit antara {earlier} dan {later}; paling "
            f"sedikit {self.hours} jam. Alihkan salah satu tugas itu.",
            en=f"{name} rests only {rest} minutes between {earlier} and {later}; at least "
            f"{self.hours} hours are due. Give one of the two to another officer.",
        )

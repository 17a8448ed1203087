"""Duties go to those who are trained for them, as far as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, in_order, officer_name


@dataclass(frozen=True)
class AlternativeSkill(Rule):
    """An officer stands in on duties outside his or her own competencies as little as can be.

    Requires
        Each assignment to a duty whose competency the officer does not hold on its day costs 1.
    Why
        In an office where anyone may stand in, the trained should still come first. Where
        nobody may stand in, use ``competence`` as a must instead.
    Source
        INRC-I, alternative skill category (Haspeslagh et al. 2014).
    Parameters
        None.
    Example
        Kept: the supervisor at the supervisor's desk. Broken by 1: a clerk there.
    Limitations
        All competencies weigh the same.
    """

    code: ClassVar[str] = "alternative_skill"
    group: ClassVar[str] = "service"

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        return in_order(
            Violation(
                kind="stands_in",
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

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        duty = duty_name(violation.duties[0], problem, language)
        skill = violation.fact("competency")
        return say(
            language,
            id=f"{name} bertugas pada {duty} tanpa kompetensi {skill}; utamakan petugas yang "
            "memilikinya.",
            en=f"{name} serves on {duty} without the competency {skill}; prefer someone who "
            "holds it.",
        )

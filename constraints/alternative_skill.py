"""Duties go to those who are trained for them, as far as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from constraints.competence import Competence
from roster.model import Problem, Violation, say
from roster.model.wording import duty_name, officer_name


@dataclass(frozen=True)
class AlternativeSkill(Competence):
    """An officer stands in on duties outside his or her own competencies as little as can be.

    Requires
        Whoever is on a duty holds its competency on the day on which it starts, if possible.

    Why
        In an office where anyone may stand in, the trained should still come first. Where
        nobody may stand in, use ``competence`` as a must instead.

    Source
        INRC-I, alternative skill category (Haspeslagh et al. 2014).

    Parameters
        None.

    Cost
        1 for each assignment to a duty whose competency the officer does not hold.

    Example
        >>> from constraints import AlternativeSkill
        >>> from roster.model.sketch import verdict
        >>> rule = AlternativeSkill()
        >>> print(verdict(rule, "Ani: pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi", duty={"competency": "penyelia"}))
        Ani serves on Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB) without
        the competency penyelia; prefer someone who holds it.

    Limitations
        All competencies weigh the same.
    """

    code: ClassVar[str] = "alternative_skill"
    group: ClassVar[str] = "service"
    breach: ClassVar[str] = "stands_in"

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

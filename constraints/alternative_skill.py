"""Duties go to those who are trained for them, as far as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class AlternativeSkill(Rule):
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
    reach: ClassVar[str] = "officer"

    def encode(self, enc: Encoding) -> None:
        """Price every assignment outside the officer's competencies."""
        needs = [(duty.competency, duty.day) for duty in enc.problem.duties]
        for number, officer in enc.numbered():
            lacking = {need for need in set(needs) if not officer.competent_on(*need)}
            enc.forbid(enc.serves(number, [d for d, need in enumerate(needs) if need in lacking]))

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

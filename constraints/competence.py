"""Who stands at a post is qualified for it on that day."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from roster.model import Certificate, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Competence(Rule):
    """Who stands at a post is qualified for it on that day.

    Requires
        An officer on a duty holds the competency of its post on the day on which the duty
        starts. A certificate holds on its first and on its last day.

    Why
        The public is owed an answer by someone who can give it; a lapsed certificate is none.

    Source
        Permen PANRB 15/2014 on service standards, component "kompetensi pelaksana"; skills in
        E. K. Burke and others, The state of the art of nurse rostering, Journal of
        Scheduling 7 (2004), pages 441-499.

    Parameters
        None. Competencies stand with the officers, their dates in the table of competencies.

    Cost
        1 for each officer on a duty without its competency.

    Example
        >>> from constraints import Competence
        >>> from roster.model.sketch import verdict
        >>> print(verdict(Competence(), "Ani: pagi -"))
        kept
        >>> print(verdict(Competence(), "Ani: pagi -", duty={"competency": "penyelia"}))
        Ani does not hold the competency penyelia, which Monday, 1 March 2027 (Sesi pagi, desk,
        07:30–12:00 WIB) needs. Put an officer there who does.

    Limitations
        A certificate that ends at midnight also serves for the rest of a night duty.
    """

    code: ClassVar[str] = "competence"
    group: ClassVar[str] = "feasibility"
    reach: ClassVar[str] = "officer"
    breach: ClassVar[str] = "not_competent"

    def encode(self, enc: Encoding) -> None:
        """Bar or price every assignment without the competency."""
        needs = [(duty.competency, duty.day) for duty in enc.problem.duties]
        for number, officer in enc.numbered():
            lacking = {need for need in set(needs) if not officer.competent_on(*need)}
            enc.forbid(enc.serves(number, [d for d, need in enumerate(needs) if need in lacking]))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``breach`` for each assignment without the competency."""
        return in_order(
            Violation(
                kind=self.breach,
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

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every duty without its competency; officers with the same certificates share them."""
        needs: dict[tuple[str, date], set[int]] = {}
        for number, duty in enumerate(problem.duties):
            if duty.competency:
                needs.setdefault((duty.competency, duty.day), set()).add(number)
        found: dict[tuple[Certificate, ...], set[int]] = {}
        for officer in officers:
            if officer.certificates not in found:
                lacking = (n for need, n in needs.items() if not officer.competent_on(*need))
                found[officer.certificates] = set().union(*lacking)
        return {officer.id: found[officer.certificates] for officer in officers}

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which competency is missing, and when it was held."""
        (officer,), (duty,) = violation.officers, violation.duties
        who, where = officer_name(problem, officer), duty_name(duty, problem, language)
        what = violation.fact("competency")
        held = _held(problem.officer[officer], what, duty.day, language)
        return say(
            language,
            id=f"{who} tidak memiliki kompetensi {what}{held}, yang diperlukan pada {where}. "
            "Tugaskan petugas yang memilikinya.",
            en=f"{who} does not hold the competency {what}{held}, which {where} needs. "
            "Put an officer there who does.",
        )


def _held(officer: Officer, competency: str, day: date, language: str) -> str:
    """When the nearest certificate holds instead, in brackets; nothing if there is none."""
    own = [held for held in officer.certificates if held.competency == competency]
    ended = max((h.valid_until for h in own if h.valid_until and h.valid_until < day), default=None)
    begins = min((h.valid_from for h in own if h.valid_from and h.valid_from > day), default=None)
    if ended:
        until = long_date(ended, language)
        return say(language, id=f" (berakhir {until})", en=f" (it ended on {until})")
    if begins:
        start = long_date(begins, language)
        return say(language, id=f" (baru berlaku {start})", en=f" (it starts on {start})")
    return ""

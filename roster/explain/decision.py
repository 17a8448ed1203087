"""A decision put to the solver as a rule: this officer there, that one not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from roster.model import Officer, Problem, Roster, Rule, RuleUse, Violation, say
from roster.model.wording import duty_name, listing, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Decision(Rule):
    """Each officer of ``serve`` does one of some duties at least, those of ``spare`` none.

    Both pair an officer with ids of duties. It asks "what if": no book holds it.
    """

    code: ClassVar[str] = "decision"
    group: ClassVar[str] = "feasibility"
    reach: ClassVar[str] = "officer"

    serve: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spare: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def encode(self, enc: Encoding) -> None:
        """One duty at least, and none of those to be spared."""
        officers = {officer.id: number for number, officer in enc.numbered()}
        duties = {duty.id: number for number, duty in enumerate(enc.problem.duties)}
        for officer, ids in self.serve:
            enc.at_least(enc.serves(officers[officer], [duties[i] for i in ids]), 1)
        for officer, ids in self.spare:
            enc.forbid(enc.serves(officers[officer], [duties[i] for i in ids]))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``not_done`` for each officer whose part of the decision is not kept."""
        scope = {officer.id for officer in officers}
        found = []
        for wanted, pairs in ((True, self.serve), (False, self.spare)):
            for officer, ids in pairs:
                serving = {duty.id for duty in roster.duties(officer)} & set(ids)
                if officer in scope and bool(serving) != wanted:
                    named = tuple(problem.duty[i] for i in ids)
                    found.append(Violation("not_done", 1, 1, "decision", (officer,), named))
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Whose part of the decision is not kept."""
        who = officer_name(problem, violation.officers[0])
        where = listing([duty_name(d, problem, language) for d in violation.duties], language)
        return say(
            language,
            id=f"Keputusan tentang {who} pada {where} tidak dipenuhi.",
            en=f"The decision about {who} on {where} is not kept.",
        )


def decided(problem: Problem, decision: Decision) -> Problem:
    """The problem in which a decision must be kept."""
    return replace(problem, rules=(*problem.rules, RuleUse(decision, where="what if")))

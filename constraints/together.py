"""A newcomer serves only beside an officer who can help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import serving, sessions_of
from roster.model import Group, Officer, Problem, Roster, Rule, Violation, group_by_day, say
from roster.model.groups import selectors
from roster.model.wording import in_order, officer_name, sitting

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Together(Rule):
    """A newcomer serves only beside an officer who can help.

    Requires
        Whenever an officer in the rule's scope serves in a session (all that runs under one
        name in one room on one day), so does at least one officer of the group ``mentors``.
        Who belongs to that group needs nobody else.

    Why
        A trainee learns beside a mentor, and the visitor gets a sound answer meanwhile.

    Source
        UU 25/2009 on public service, article 4 (the service is professional); "tutorship" in
        G. Vanden Berghe, An Advanced Model and Novel Meta-heuristic Solution Methods to
        Personnel Scheduling in Healthcare (University of Nottingham, 2002).

    Parameters
        mentors: the group that helps, such as ``competency:supervisor``; no default. The
            rule's ``applies_to`` names those who need help.
        session: in sessions of this kind only; default empty, all sessions.

    Cost
        1 for each officer who serves in a session without a mentor, for each session.

    Example
        >>> from constraints import Together
        >>> from roster.model.sketch import verdict
        >>> rule = Together(mentors="officer:Budi")
        >>> print(verdict(rule, "Ani: pagi -; Budi: pagi siang"))
        kept
        >>> print(verdict(rule, "Ani: pagi siang; Budi: pagi -"))
        Ani serves in Sesi siang on Tuesday, 2 March 2027 without a mentor. Assign one there,
        or give the duty to an experienced officer.

    Limitations
        One mentor is enough for any number of trainees; see ``mix`` for the number of those.
    """

    code: ClassVar[str] = "together"
    group: ClassVar[str] = "teams"

    mentors: Group
    session: str = ""

    def __post_init__(self) -> None:
        selectors(self.mentors)

    def encode(self, enc: Encoding) -> None:
        """Per session: each officer in scope at most as often as there is some mentor."""
        mentors = group_by_day(self.mentors, enc.problem)
        for duties in enc.sessions(self.session):
            able = mentors[enc.problem.duties[duties[0]].day]
            beside = [n for n, officer in enumerate(enc.problem.officers) if officer.id in able]
            some = enc.someone(beside, duties)
            for number, officer in enc.numbered():
                if officer.id not in able:
                    own = enc.any_of(number, duties)
                    signs = [1] * len(own) + [-1] * len(some)
                    enc.at_most(enc.together([own, some]), 0, signs)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``alone`` for each officer in scope in each session without a mentor."""
        scope = {officer.id for officer in officers}
        mentors = group_by_day(self.mentors, problem)
        found = []
        for duties in sessions_of(problem, self.session):
            there = serving(roster, duties)
            if mentors[duties[0].day].isdisjoint(there):
                found += [
                    Violation("alone", 1, 1, "officer", (who,), own, own[0].day)
                    for who, own in there.items()
                    if who in scope
                ]
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Who serves in which session without help."""
        who = officer_name(problem, violation.officers[0])
        where = sitting(violation.duties[0], problem, language)
        return say(
            language,
            id=f"{who} bertugas di {where} tanpa pendamping. Tugaskan seorang pendamping di "
            "situ, atau alihkan tugas itu ke petugas yang berpengalaman.",
            en=f"{who} serves in {where} without a mentor. Assign one there, or give the duty "
            "to an experienced officer.",
        )

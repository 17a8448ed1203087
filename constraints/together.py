"""A newcomer serves only beside an officer who can help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import serving, sessions_of
from roster.model import Group, Officer, Problem, Roster, Rule, Violation, group_by_day, say
from roster.model.groups import selectors
from roster.model.wording import in_order, officer_name, sitting

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
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
            trainees = [n for n, officer in enc.numbered() if officer.id not in able]
            owns = [enc.any_of(number, duties) for number in trainees]
            alone = [some[:0] if enc.must else enc.breach() for _ in trainees]
            for own, breach in zip(owns, alone, strict=True):
                _at_most(enc, [own], 1, some, [breach])
            self._leave_room(enc, duties, trainees, owns, some, alone)

    def _leave_room(
        self,
        enc: Encoding,
        duties: Ints,
        trainees: list[int],
        owns: list[Ints],
        some: Ints,
        alone: list[Ints],
    ) -> None:
        """What the most that duties take leaves to trainees: valid, and far sharper.

        Let m be the most that a duty takes and M their sum over the session. With a mentor in
        the session a duty has at most m trainees, and all of them together have at most M - 1 of
        the M places, as the mentor has one; so no more than M - 1 trainees serve. Without a
        mentor each trainee who serves is a breach, so that neither a duty's trainees nor all of
        them are more than the breaches. Both rows hold for every roster, then. Officer by officer
        the relaxation knows less: half a mentor and half a trainee would share a single place.
        """
        mosts = [enc.most_staff(duty) for duty in duties.tolist()]
        for duty, most in zip(duties.tolist(), mosts, strict=True):
            if most is not None and most < len(trainees):
                served = [enc.serves(number, [duty]) for number in trainees]
                _at_most(enc, served, most, some, alone)
        known = [most for most in mosts if most is not None]
        if len(known) == len(mosts) and 0 < sum(known) <= len(trainees):
            _at_most(enc, owns, sum(known) - 1, some, alone)

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


def _at_most(
    enc: Encoding, counted: list[Ints], most: int, some: Ints, breaches: list[Ints]
) -> None:
    """What is counted is at most ``most`` where some mentor serves, and the breaches besides."""
    own, over = enc.together(counted), enc.together(breaches)
    signs = [1] * len(own) + [-most] * len(some) + [-1] * len(over)
    enc.at_most_always(enc.together([own, some, over]), 0, signs)

"""Certain officers are never in one session together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import serving, sessions_of
from roster.model import Group, Officer, Problem, Roster, Rule, Violation, group_by_day, say
from roster.model.groups import selectors
from roster.model.wording import in_order, listing, officer_name, sitting

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Apart(Rule):
    """Certain officers are never in one session together.

    Requires
        In no session (all that runs under one name in one room on one day) do two officers
        serve of whom one is in the rule's scope and the other in the group ``others``.

    Why
        Spouses have children to fetch, close kin must not check each other's work, and two
        people who do not get on serve nobody well.

    Source
        "People not allowed to work together" in G. Vanden Berghe, An Advanced Model and Novel
        Meta-heuristic Solution Methods to Personnel Scheduling in Healthcare (University of
        Nottingham, 2002); UU 30/2014 on government administration, articles 42-45 (conflict
        of interest).

    Parameters
        others: the group to be kept from those in scope, such as ``officer:199…``; no
            default. The same group in ``applies_to`` keeps its officers from each other.
        session: in sessions of this kind only; default empty, all sessions.

    Cost
        1 for each such pair in each session.

    Example
        >>> from constraints import Apart
        >>> from roster.model.sketch import verdict
        >>> rule = Apart(others="officer:Budi")
        >>> print(verdict(rule, "Ani: pagi -; Budi: siang pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi -; Budi: pagi -"))
        Ani and Budi serve together in Sesi pagi on Monday, 1 March 2027. Give the duty of one
        of them to another officer.

    Limitations
        Officers in different rooms at one hour are apart.
    """

    code: ClassVar[str] = "apart"
    group: ClassVar[str] = "teams"

    others: Group
    session: str = ""

    def __post_init__(self) -> None:
        selectors(self.others)

    def encode(self, enc: Encoding) -> None:
        """Per session, at most one of each pair; at most one of all where all are to be apart."""
        groups = group_by_day(self.others, enc.problem)
        for duties in enc.sessions(self.session):
            others = groups[enc.problem.duties[duties[0]].day]
            scope = {officer.id for officer in enc.scope}
            there = {
                officer.id: enc.any_of(number, duties)
                for number, officer in enumerate(enc.problem.officers)
                if officer.id in scope | others
            }
            if enc.must and scope == others:
                enc.at_most(enc.together(list(there.values())), 1)
                continue
            for one, other in combinations(there, 2):
                if (one in scope and other in others) or (other in scope and one in others):
                    enc.at_most(enc.together([there[one], there[other]]), 1)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``together`` for each pair in each session."""
        scope = {officer.id for officer in officers}
        groups = group_by_day(self.others, problem)
        found: list[Violation] = []
        for duties in sessions_of(problem, self.session):
            there = serving(roster, duties)
            for one, other in _pairs(list(there), scope, groups[duties[0].day]):
                both = tuple(sorted({*there[one], *there[other]}, key=lambda d: (d.utc, d.post)))
                found.append(
                    Violation("together", 1, 1, "session", (one, other), both, both[0].day)
                )
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which two serve together, and where."""
        both = listing([officer_name(problem, o) for o in violation.officers], language)
        where = sitting(violation.duties[0], problem, language)
        return say(
            language,
            id=f"{both} bertugas bersama di {where}. Alihkan tugas salah satunya ke petugas lain.",
            en=f"{both} serve together in {where}. Give the duty of one of them to another "
            "officer.",
        )


def _pairs(there: list[str], scope: set[str], others: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The pairs of officers that should not have met."""
    for number, one in enumerate(there):
        for other in there[number + 1 :]:
            if (one in scope and other in others) or (one in others and other in scope):
                yield one, other

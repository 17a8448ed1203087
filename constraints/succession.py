"""After some sessions, others may not follow on the next day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from constraints._reading import sessions_by_day
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name, session_name


@dataclass(frozen=True)
class Succession(Rule):
    """On the day after a session ``after``, an officer serves in none of the sessions ``then``.

    Requires
        Who serves in the session ``after`` on one day serves in no session of ``then`` on the
        next calendar day. Each session so served costs 1. The day before the horizon counts
        as the earlier day, from the roster before or from the history.
    Why
        A morning after a late desk leaves no rest; some kinds of work do not go together.
    Source
        Curtois and Qu (2014), section SHIFTS; INRC-II, H3 (Ceschia et al. 2015).
    Parameters
        after: a session kind.
        then: the session kinds that may not follow.
    Example
        after=late, then=early. Kept: late on Monday, late on Tuesday. Broken by 1: late on
        Monday, early on Tuesday.
    Limitations
        Looks at the next calendar day only; ``rest_hours`` looks at the clock.
    """

    code: ClassVar[str] = "succession"
    group: ClassVar[str] = "runs"

    after: str
    then: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.after or not self.then or "" in self.then:
            raise ValueError("after and then must name sessions")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        never, one = set(self.then), timedelta(days=1)
        found = []
        for officer in officers:
            sessions = sessions_by_day(problem, roster, officer.id)
            for day, kinds in sessions.items():
                if self.after not in kinds or not problem.first <= day + one <= problem.last:
                    continue
                found += [
                    Violation(
                        kind="follows",
                        amount=1,
                        cost=1,
                        unit="duty",
                        officers=(officer.id,),
                        duties=tuple(
                            d
                            for d in roster.duties(officer.id)
                            if d.day == day + one and d.session == kind
                        ),
                        day=day + one,
                        facts=(("then", kind),),
                    )
                    for kind in sorted(never & sessions.get(day + one, set()))
                ]
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        day = long_date(violation.day or problem.first, language)
        after = session_name(problem, self.after)
        then = session_name(problem, violation.fact("then"))
        return say(
            language,
            id=f"{name} bertugas di {then} pada {day}, sehari setelah {after}; urutan ini tidak "
            "boleh. Tukar salah satunya dengan petugas lain.",
            en=f"{name} serves in {then} on {day}, the day after {after}, which may not follow. "
            "Swap one of the two with another officer.",
        )

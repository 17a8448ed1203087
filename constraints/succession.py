"""After some sessions, others may not follow on the next day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import sessions_by_day
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Succession(Rule):
    """On the day after a session ``after``, an officer serves in none of the sessions ``then``.

    Requires
        Who serves in the session ``after`` on one day serves in no session of ``then`` on the
        next calendar day. The day before the horizon counts as the earlier day, from the
        roster before or from the history.

    Why
        A morning after a late desk leaves no rest; some kinds of work do not go together.

    Source
        Curtois and Qu (2014), section SHIFTS; INRC-II, H3 (Ceschia et al. 2015).

    Parameters
        after: a session kind.
        then: the session kinds that may not follow.

    Cost
        1 for each session of ``then`` served on the day after.

    Example
        >>> from constraints import Succession
        >>> from roster.model.sketch import verdict
        >>> rule = Succession(after="malam", then=("pagi", "siang"))
        >>> print(verdict(rule, "Ani: malam malam - pagi"))
        kept
        >>> print(verdict(rule, "Ani: malam siang"))
        Ani serves in Sesi siang on Tuesday, 2 March 2027, the day after Sesi malam,
        which may not follow. Swap one of the two with another officer.

    Limitations
        Looks at the next calendar day only; ``rest_hours`` looks at the clock.
    """

    code: ClassVar[str] = "succession"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    after: str
    then: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.after or not self.then or "" in self.then:
            raise ValueError("after and then must name sessions")
        if len(set(self.then)) < len(self.then):
            raise ValueError(f"then names a session twice: {', '.join(self.then)}")

    def encode(self, enc: Encoding) -> None:
        """The earlier session or the later ones, never both."""
        days = enc.problem.days
        before = [enc.duties(day=day, session=self.after) for day in days]
        then = [[enc.duties(day=day, session=kind) for kind in self.then] for day in days]
        lone = [all(len(duties) <= 1 for duties in kinds) for kinds in then]
        every = [sorted(d for duties in kinds for d in duties) for kinds in then]
        eve = days[0] - timedelta(days=1)
        for number, officer in enc.numbered():
            if self.after in enc.problem.sessions_on(officer.id, eve):
                for duties in then[0]:
                    enc.forbid(enc.any_of(number, duties))
            for day in range(len(days) - 1):
                earlier = enc.any_of(number, before[day])
                if number in enc.single and lone[day + 1]:
                    kinds = [enc.serves(number, every[day + 1])]
                else:
                    kinds = [enc.any_of(number, duties) for duties in then[day + 1]]
                    kinds = [enc.together(kinds)] if number in enc.single else kinds
                for later in kinds:
                    enc.at_most(enc.together([earlier, later]), 1)

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
                            d for d in roster.duties_on(officer.id, day + one) if d.session == kind
                        ),
                        day=day + one,
                        facts=(("then", kind),),
                    )
                    for kind in sorted(never & sessions.get(day + one, frozenset()))
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

"""The same two officers do not serve together again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import serving, sessions_of
from roster.model import Assignment, Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import counted, in_order, listing, officer_name, sitting

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding

Pair = tuple[str, str]


@dataclass(frozen=True)
class Variety(Rule):
    """The same two officers do not serve together again and again.

    Requires
        Any two officers in the rule's scope meet in at most ``limit`` sessions (all that runs
        under one name in one room on one day). Their meetings in the roster before the horizon
        use up the limit; they are no breach by themselves: the roster may add ``limit`` less
        those, or none.

    Why
        A fixed pair that nobody else ever sees is a risk of collusion, and knowledge spreads
        when partners change.

    Source
        Permen PANRB 90/2021 on integrity zones, component of internal control.

    Parameters
        limit: meetings, 0 or more; no default.

    Cost
        1 for each meeting above what the limit leaves, for each pair.

    Example
        >>> from constraints import Variety
        >>> from roster.model.sketch import verdict
        >>> rule = Variety(limit=1)
        >>> print(verdict(rule, "Ani: pagi pagi; Budi: pagi -; Cici: - pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi | - pagi; Budi: pagi | - pagi; Cici: - | - -"))
        Ani and Budi serve together 2 times (1 of them before this roster), 1 too many for
        the limit of 1; the last is Sesi pagi on Tuesday, 2 March 2027. Pair one of them with
        somebody else.

    Limitations
        The model grows with the number of pairs: 60 officers are 1770 pairs, in each session.
    """

    code: ClassVar[str] = "variety"
    group: ClassVar[str] = "teams"

    limit: int

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise ValueError(f"limit is {self.limit}; expected a number of meetings, 0 or more")

    def encode(self, enc: Encoding) -> None:
        """One column for each pair in each session, and at most so many of a pair's."""
        sessions: dict[tuple[object, ...], dict[str, None]] = {}
        for officer, duty in enc.problem.past:
            sessions.setdefault((duty.day, duty.room, duty.session), {})[officer] = None
        before = Counter(
            frozenset(pair) for there in sessions.values() for pair in combinations(there, 2)
        )
        numbers = enc.officers
        pairs = list(combinations(range(len(numbers)), 2))
        firsts, seconds = [one for one, _ in pairs], [other for _, other in pairs]
        meetings = []
        for duties in enc.sessions():
            there = enc.together([enc.some_of(enc.any_of(n, duties)) for n in numbers])
            meetings.append(enc.both(there[firsts], there[seconds]))
        for place, (one, other) in enumerate(pairs):
            met = before[frozenset((enc.scope[one].id, enc.scope[other].id))]
            cols = enc.together([columns[place : place + 1] for columns in meetings])
            enc.at_most(cols, max(0, self.limit - met))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``too_often`` for each pair; the amount in meetings above what is left."""
        scope = {officer.id for officer in officers}
        before = _meetings_before(problem.past)
        now: dict[Pair, list[Duty]] = {}
        for duties in sessions_of(problem):
            there = [who for who in serving(roster, duties) if who in scope]
            for pair in combinations(there, 2):
                now.setdefault(pair, []).append(duties[0])
        found = []
        for pair, met in now.items():
            allowed = max(0, self.limit - before.get(pair, 0))
            if len(met) > allowed:
                found.append(
                    Violation(
                        kind="too_often",
                        amount=len(met) - allowed,
                        cost=len(met) - allowed,
                        unit="meeting",
                        officers=pair,
                        duties=tuple(met),
                        day=met[allowed].day,
                        facts=(("before", before.get(pair, 0)),),
                    )
                )
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which pair, how often it meets, and where last."""
        both = listing([officer_name(problem, o) for o in violation.officers], language)
        earlier, excess = violation.fact("before"), violation.amount
        times = earlier + len(violation.duties)
        last = sitting(violation.duties[-1], problem, language)
        before_id = f" ({earlier} di antaranya sebelum jadwal ini)" if earlier else ""
        before_en = f" ({earlier} of them before this roster)" if earlier else ""
        return say(
            language,
            id=f"{both} bertugas bersama {times} kali{before_id}, {excess} terlalu banyak "
            f"untuk batas {self.limit}; terakhir di {last}. Pasangkan salah satunya dengan orang "
            "lain.",
            en=f"{both} serve together {counted(times, 'time', 'times')}{before_en}, {excess} too "
            f"many for the limit of {self.limit}; the last is {last}. Pair one of them with "
            "somebody else.",
        )


def _meetings_before(past: tuple[Assignment, ...]) -> dict[Pair, int]:
    """How often each pair met before the horizon."""
    met: dict[tuple[object, ...], set[str]] = {}
    for officer, duty in past:
        met.setdefault((duty.day, duty.room, duty.session), set()).add(officer)
    found: dict[Pair, int] = {}
    for there in met.values():
        for pair in combinations(sorted(there), 2):
            found[pair] = found.get(pair, 0) + 1
    return found

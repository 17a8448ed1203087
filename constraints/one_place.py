"""Nobody is in two places at once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import counted, duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class OnePlace(Rule):
    """Nobody is in two places at once.

    Requires
        Duties of one officer never overlap in time, in one room or in several, whatever
        the time zones. One duty may start at the very minute at which another ends.

    Why
        A post whose officer sits at another desk is an empty post.

    Source
        The nature of things; "single assignment" in E. K. Burke and others, The state of
        the art of nurse rostering, Journal of Scheduling 7 (2004), pages 441-499.

    Parameters
        None.

    Cost
        1 for each pair of overlapping duties, by whatever time they overlap. The earlier of
        the two may be a duty from before the period that is still running.

    Example
        >>> from constraints import OnePlace
        >>> from roster.model.sketch import verdict
        >>> print(verdict(OnePlace(), "Ani: pagi+siang -"))
        kept
        >>> print(verdict(OnePlace(), "Ani: pagi+penuh -"))
        Ani is on two duties at once for 270 minutes: Monday, 1 March 2027 (Sesi pagi, desk,
        07:30–12:00 WIB) and Monday, 1 March 2027 (Sesi penuh, desk, 07:30–16:00 WIB). Give
        one of them to another officer.

    Limitations
        The way from one room to another takes no time here.
    """

    code: ClassVar[str] = "one_place"
    group: ClassVar[str] = "feasibility"
    reach: ClassVar[str] = "officer"

    def encode(self, enc: Encoding) -> None:
        """Sets of duties that overlap at one instant, at most one each; by pairs where priced."""
        duties = enc.problem.duties
        pairs = [(a, b) for a, b in enc.neighbours() if duties[a].overlaps(duties[b])]
        groups = _crowds(duties) if enc.must else pairs
        for number, officer in enc.numbered():
            for group in groups:
                one_day = len({duties[d].day for d in group}) == 1
                if not (one_day and number in enc.single):
                    enc.at_most(enc.serves(number, group), 1)
            for running in enc.problem.past_of.get(officer.id, ()):
                taken = [d for d, duty in enumerate(duties) if duty.overlaps(running)]
                enc.forbid(enc.serves(number, taken))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``overlap`` for each pair of overlapping duties; the amount in minutes."""
        found = []
        for officer in officers:
            running = list(problem.past_of.get(officer.id, ()))
            for duty in roster.duties(officer.id):
                running = [other for other in running if other.utc[1] > duty.utc[0]]
                found += [
                    _overlap(officer, other, duty) for other in running if other.overlaps(duty)
                ]
                running.append(duty)
        return in_order(found)

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every duty that overlaps one of the officer's."""
        at_once: dict[Duty, set[int]] = {duty: set() for duty in problem.duties}
        for group in _crowds(problem.duties):
            for number in group:
                at_once[problem.duties[number]].update(group)
        found = {}
        for officer in officers:
            own = (at_once[duty] for duty in roster.duties(officer.id))
            past = problem.past_of.get(officer.id, ())
            running = {
                number
                for number, duty in enumerate(problem.duties if past else ())
                if any(duty.overlaps(other) for other in past)
            }
            found[officer.id] = running.union(*own)
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which two duties, and by how many minutes they overlap."""
        who = officer_name(problem, violation.officers[0])
        one, other = (duty_name(duty, problem, language) for duty in violation.duties)
        return say(
            language,
            id=f"{who} mendapat dua tugas sekaligus selama {violation.amount} menit: {one} dan "
            f"{other}. Alihkan salah satunya ke petugas lain.",
            en=f"{who} is on two duties at once for "
            f"{counted(violation.amount, 'minute', 'minutes')}: {one} and {other}. "
            "Give one of them to another officer.",
        )


def _overlap(officer: Officer, one: Duty, other: Duty) -> Violation:
    seconds = min(one.utc[1], other.utc[1]) - max(one.utc[0], other.utc[0])
    return Violation(
        kind="overlap",
        amount=max(1, round(seconds / 60)),
        cost=1,
        unit="minute",
        officers=(officer.id,),
        duties=(one, other),
        day=other.day,
    )


def _crowds(duties: tuple[Duty, ...]) -> list[list[int]]:
    """The largest sets of duties that all need an officer at some same instant."""
    found: list[list[int]] = []
    running: list[int] = []
    for d in sorted(range(len(duties)), key=lambda d: duties[d].utc):
        still = [e for e in running if duties[e].utc[1] > duties[d].utc[0]]
        if len(still) < len(running) > 1:
            found.append(running)
        running = [*still, d]
    return [*found, running] if len(running) > 1 else found

"""Who serves in one session of a day stays for the next, or never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints._reading import check_choice, serving, sessions_of
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
    from roster.encoding.vocabulary import Encoding

Want = Literal["same", "never"]


@dataclass(frozen=True)
class Handover(Rule):
    """Who serves in one session of a day stays for the next, or never does.

    Requires
        Two sessions adjoin when, in one room on one day, the one is the next to start after
        the other has ended. With ``want=same`` an officer who serves in one of them serves in
        the other too; with ``want=never`` no officer serves in both.

    Why
        What one session leaves open is lost at the handover, unless the same people stay; or
        a long day at the desk is to be spared them.

    Source
        Practice of service rooms: a note is handed over between the sessions of a day where
        the people change.

    Parameters
        want: ``same`` or ``never``; no default.
        sessions: the kinds of session that the rule is about, at least two; default empty,
            all. A session of another kind in between still parts two sessions.

    Cost
        1 for each officer and each two adjoining sessions: ``same``, if the officer serves in
        one of them only; ``never``, if in both.

    Example
        >>> from constraints import Handover
        >>> from roster.model.sketch import verdict
        >>> rule = Handover(want="never")
        >>> print(verdict(rule, "Ani: pagi siang; Budi: siang pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi+siang -; Budi: - pagi+siang"))
        Ani serves in both Sesi pagi and Sesi siang on Monday, 1 March 2027. Give one of them
        to another officer.
        Budi serves in both Sesi pagi and Sesi siang on Tuesday, 2 March 2027. Give one of
        them to another officer.

    Limitations
        A session belongs to the day on which it starts: nothing adjoins the next morning.
    """

    code: ClassVar[str] = "handover"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    want: Want
    sessions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_choice("want", self.want, Want)
        if len(set(self.sessions)) == 1:
            raise ValueError(f"sessions is {self.sessions[0]}; expected two kinds or more, or none")

    def encode(self, enc: Encoding) -> None:
        """Equal, or at most one, for each officer and two adjoining sessions."""
        duties = enc.problem.duties
        by_room: dict[tuple[object, ...], list[Ints]] = {}
        for numbers in enc.sessions():
            duty = duties[numbers[0]]
            by_room.setdefault((duty.day, duty.room), []).append(numbers)
        for groups in by_room.values():
            spans = [
                (min(duties[d].utc[0] for d in numbers), max(duties[d].utc[1] for d in numbers))
                for numbers in groups
            ]
            for one, (_, end) in enumerate(spans):
                starts = [start for start, _ in spans if start >= end]
                for other, (start, _) in enumerate(spans):
                    kinds = {duties[groups[n][0]].session for n in (one, other)}
                    asked = not self.sessions or kinds <= set(self.sessions)
                    if asked and starts and start == min(starts):
                        for number in enc.officers:
                            self._join(enc, number, groups[one], groups[other])

    def _join(self, enc: Encoding, number: int, one: Ints, other: Ints) -> None:
        before, after = enc.any_of(number, one), enc.any_of(number, other)
        both = enc.together([before, after])
        if self.want == "never":
            enc.at_most(both, 1)
            return
        signs = [1] * len(before) + [-1] * len(after)
        enc.at_most(both, 0, signs)
        enc.at_most(both, 0, [-sign for sign in signs])

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``left`` or ``stayed`` for each officer and two adjoining sessions."""
        scope = [officer.id for officer in officers]
        found = []
        for one, other in self._adjoining(problem):
            before, after = serving(roster, one), serving(roster, other)
            for who in scope:
                served = (*before.get(who, ()), *after.get(who, ()))
                both = who in before and who in after
                if served and both != (self.want == "same"):
                    kind = "stayed" if both else "left"
                    sessions = (one[0].session, other[0].session)
                    facts = (("sessions", sessions), ("first", who in before))
                    found.append(
                        Violation(kind, 1, 1, "session", (who,), served, one[0].day, facts)
                    )
        return in_order(found)

    def _adjoining(self, problem: Problem) -> list[tuple[list[Duty], list[Duty]]]:
        """The pairs of adjoining sessions that the rule is about."""
        sessions = sessions_of(problem)
        found = []
        for one in sessions:
            following = [other for other in sessions if _follows(other, one)]
            soonest = min((_start(other) for other in following), default=None)
            found += [
                (one, other)
                for other in following
                if _start(other) == soonest
                and (not self.sessions or {one[0].session, other[0].session} <= set(self.sessions))
            ]
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Who stays for which session, or does not."""
        who = officer_name(problem, violation.officers[0])
        names = [session_name(problem, s) for s in violation.fact("sessions")]
        day = long_date(violation.day or problem.first, language)
        if violation.kind == "stayed":
            return say(
                language,
                id=f"{who} bertugas di {names[0]} maupun {names[1]} pada {day}. Alihkan salah "
                "satunya ke petugas lain.",
                en=f"{who} serves in both {names[0]} and {names[1]} on {day}. Give one of them "
                "to another officer.",
            )
        served, other = names if violation.fact("first") else reversed(names)
        return say(
            language,
            id=f"{who} bertugas di {served} tetapi tidak di {other} pada {day}. Tugaskan {who} di "
            "keduanya atau tidak sama sekali.",
            en=f"{who} serves in {served} but not in {other} on {day}. Assign {who} to both or "
            "to neither.",
        )


def _start(session: Sequence[Duty]) -> float:
    return min(duty.utc[0] for duty in session)


def _follows(other: Sequence[Duty], one: Sequence[Duty]) -> bool:
    """Whether a session starts after another has ended, in its room and on its day."""
    same = (other[0].day, other[0].room) == (one[0].day, one[0].room)
    return same and _start(other) >= max(duty.utc[1] for duty in one)

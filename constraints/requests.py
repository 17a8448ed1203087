"""Wishes are met where they can be: to serve on a day, or to be spared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Leave, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import duty_name, in_order, listing, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Requests(Rule):
    """Wishes are met where they can be: to serve on a day, or to be spared.

    Requires
        ``want`` is met by a duty of the officer that starts on the day (and is of the
        session, where one is named), ``avoid`` by none. Each day of leave that is requested
        and not yet approved is a wish to avoid as well, met if no duty overlaps the hours away
        of that day on the clock of the room, so that approving it later breaks nothing.
        Several wishes each count. Wishes outside the horizon are ignored; those on closed
        days count.

    Why
        A roster that asks first is kept; leave asked for in time is weighed, not overlooked.

    Source
        "Day on/off" and "shift on/off" requests in S. Haspeslagh and others, The first
        international nurse rostering competition 2010, Annals of Operations Research 218
        (2014), pages 221-236.

    Parameters
        leave_weight: cost of each day of requested leave that is not met, 0 or more;
            default 1. The weights of the other wishes stand with them.

    Cost
        The weight of every wish that is not met.

    Example
        >>> from datetime import date
        >>> from constraints import Requests
        >>> from roster.model import Request
        >>> from roster.model.sketch import verdict
        >>> wish = (Request("Ani", date(2027, 3, 1), weight=2),)
        >>> print(verdict(Requests(), "Ani: - pagi; Budi: pagi -", requests=wish))
        kept
        >>> print(verdict(Requests(), "Ani: pagi -; Budi: - pagi", requests=wish))
        Ani asked to be spared on Monday, 1 March 2027, but is on Monday, 1 March 2027
        (Sesi pagi, desk, 07:30–12:00 WIB). Give that duty to another officer.

    Limitations
        A wish that must be met is a pin or approved leave.
    """

    code: ClassVar[str] = "requests"
    group: ClassVar[str] = "wishes"
    reach: ClassVar[str] = "officer"
    may_be_must: ClassVar[bool] = False

    leave_weight: int = 1

    def __post_init__(self) -> None:
        if self.leave_weight < 0:
            raise ValueError(f"leave_weight is {self.leave_weight}; expected 0 or more")

    def encode(self, enc: Encoding) -> None:
        """The weight of each wish to serve that stays open, of each wish to be spared broken."""
        numbers = {officer.id: number for number, officer in enc.numbered()}
        problem = enc.problem
        for wish in problem.requests:
            if wish.officer in numbers and problem.first <= wish.day <= problem.last:
                duties = enc.duties(day=wish.day, session=wish.session or None)
                served = enc.any_of(numbers[wish.officer], duties)
                if wish.want:
                    enc.cost(served, -wish.weight, wish.weight)
                else:
                    enc.cost(served, wish.weight)
        for leave in problem.leaves:
            if leave.officer in numbers and not leave.approved:
                for day in _days(leave, problem):
                    taken = [d for d, duty in enumerate(problem.duties) if _takes(leave, day, duty)]
                    enc.cost(enc.any_of(numbers[leave.officer], taken), self.leave_weight)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``want`` or ``avoid`` for each wish that is not met."""
        scope = {officer.id for officer in officers}
        found = []
        for wish in problem.requests:
            if wish.officer not in scope or not problem.first <= wish.day <= problem.last:
                continue
            served = tuple(
                duty
                for duty in roster.duties_on(wish.officer, wish.day)
                if wish.session in ("", duty.session)
            )
            if wish.want != bool(served):
                kind = "want" if wish.want else "avoid"
                found.append(
                    _unmet(kind, wish.officer, wish.day, wish.weight, served, wish.session)
                )
        for leave in problem.leaves:
            if leave.officer in scope and not leave.approved:
                duties = roster.duties(leave.officer)
                for day in _days(leave, problem):
                    served = tuple(duty for duty in duties if _takes(leave, day, duty))
                    if served:
                        found.append(_unmet("avoid", leave.officer, day, self.leave_weight, served))
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Who wished what, and what would meet it; requested leave reads as any other wish."""
        who = officer_name(problem, violation.officers[0])
        when = long_date(violation.day or problem.first, language)
        if violation.fact("session"):
            when += f" ({session_name(problem, violation.fact('session'))})"
        if violation.kind == "want":
            return say(
                language,
                id=f"{who} minta bertugas pada {when}, tetapi tidak mendapat tugas saat itu. "
                f"Tugaskan {who} bila ada tempat.",
                en=f"{who} asked to serve on {when}, but has no duty then. "
                f"Assign {who} if there is a place.",
            )
        duties = listing([duty_name(d, problem, language) for d in violation.duties], language)
        return say(
            language,
            id=f"{who} minta dibebaskan pada {when}, tetapi mendapat {duties}. "
            "Alihkan tugas itu ke petugas lain.",
            en=f"{who} asked to be spared on {when}, but is on {duties}. "
            f"Give {'that duty' if len(violation.duties) == 1 else 'those duties'} to another "
            "officer.",
        )


def _unmet(
    kind: str, officer: str, day: date, weight: int, served: tuple[Duty, ...], session: str = ""
) -> Violation:
    return Violation(
        kind=kind,
        amount=1,
        cost=weight,
        unit="wish",
        officers=(officer,),
        duties=served,
        day=day,
        facts=(("session", session), ("weight", weight)),
    )


def _days(leave: Leave, problem: Problem) -> Iterator[date]:
    day = max(leave.first, problem.first)
    while day <= min(leave.last, problem.last):
        yield day
        day += timedelta(days=1)


def _takes(leave: Leave, day: date, duty: Duty) -> bool:
    """Whether a duty takes any of the hours away that begin on a day."""
    midnight = datetime.combine(day, time())
    spans = [span for span in leave.windows if span[0].date() == day]
    if leave.full_day:
        spans = [(midnight, midnight + timedelta(days=1))]
    start, end = duty.start.replace(tzinfo=None), duty.end.replace(tzinfo=None)
    return any(away < end and start < back for away, back in spans)

"""Between two duties an officer has some hours of rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class RestHours(Rule):
    """At least ``hours`` hours lie between the end of a duty and the start of the next.

    Requires
        For every two duties of an officer that start on different days, at least ``hours``
        hours lie between the end of the earlier and the start of the later; duties that
        overlap have no rest. Duties before the horizon count as the earlier of a pair.

    Why
        Who ends late and starts early is tired at the desk and on the road.

    Source
        Directive 2003/88/EC, article 3 (eleven hours of rest in each 24).

    Parameters
        hours: the least rest, 1 or more.
        same_day: also between duties that start on one day.

    Cost
        1 for each started hour that is missing, for each such pair of duties.

    Example
        >>> from constraints import RestHours
        >>> from roster.model.sketch import verdict
        >>> rule = RestHours(hours=16)
        >>> print(verdict(rule, "Ani: siang - pagi"))
        kept
        >>> print(verdict(rule, "Ani: siang pagi"))
        Ani rests only 930 minutes between Monday, 1 March 2027 (Sesi siang, desk,
        13:00–16:00 WIB) and Tuesday, 2 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB);
        at least 16 hours are due. Give one of the two to another officer.

    Limitations
        The way between two rooms counts as rest.
    """

    code: ClassVar[str] = "rest_hours"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    hours: int = 11
    same_day: bool = False

    def __post_init__(self) -> None:
        if self.hours < 1:
            raise ValueError(f"hours is {self.hours}; expected a number of hours, 1 or more")

    def encode(self, enc: Encoding) -> None:
        """Duties too close to each other: barred in sets where that is sharper, else in pairs."""
        duties = enc.problem.duties
        close = [
            (a, b, missing)
            for a, b in enc.neighbours(self.hours)
            if (missing := self._missing(duties[a], duties[b]))
        ]
        later: dict[tuple[int, date], list[int]] = {}
        for a, b, _ in close:
            later.setdefault((a, duties[b].day), []).append(b)
        sets: dict[tuple[date, tuple[int, ...]], list[int]] = {}
        for (a, _day), followers in later.items():
            sets.setdefault((duties[a].day, tuple(followers)), []).append(a)
        for number, officer in enc.numbered():
            if enc.must and number in enc.single:
                for (_, group), earlier in sets.items():
                    enc.at_most(enc.serves(number, [*earlier, *group]), 1)
            else:
                for a, b, missing in close:
                    enc.at_most(enc.serves(number, (a, b)), 1, cost=missing)
            for past in enc.problem.past_of.get(officer.id, ()):
                for d, duty in enumerate(duties):
                    if missing := self._missing(past, duty):
                        enc.at_most(enc.serves(number, (d,)), 0, cost=missing)

    def _missing(self, earlier: Duty, later: Duty) -> int:
        """Started hours of rest that are missing between two duties in order of start."""
        if earlier.day == later.day and not self.same_day:
            return 0
        seconds = self.hours * 3600 - max(0, later.utc[0] - earlier.utc[1])
        return max(0, -int(-seconds // 3600))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for officer in officers:
            recent = list(problem.past_of.get(officer.id, ()))
            for duty in roster.duties(officer.id):
                # Duties stand in order of start, so one that is too far back stays so.
                recent = [d for d in recent if duty.utc[0] - d.utc[1] < self.hours * 3600]
                found += [
                    self._breach(officer, earlier, duty)
                    for earlier in recent
                    if self.same_day or earlier.day != duty.day
                ]
                recent.append(duty)
        return in_order(found)

    def _breach(self, officer: Officer, earlier: Duty, later: Duty) -> Violation:
        rest = max(0, later.utc[0] - earlier.utc[1])
        missing = self.hours - int(rest // 3600)
        return Violation(
            kind="too_little_rest",
            amount=missing,
            cost=missing,
            unit="hour",
            officers=(officer.id,),
            duties=(earlier, later),
            day=later.day,
            facts=(("minutes", round(rest / 60)),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        earlier, later = (duty_name(duty, problem, language) for duty in violation.duties)
        rest = violation.fact("minutes")
        return say(
            language,
            id=f"{name} hanya beristirahat {rest} menit antara {earlier} dan {later}; paling "
            f"sedikit {self.hours} jam. Alihkan salah satu tugas itu.",
            en=f"{name} rests only {rest} minutes between {earlier} and {later}; at least "
            f"{self.hours} hours are due. Give one of the two to another officer.",
        )

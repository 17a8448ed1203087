"""Between two duties an officer has some hours of rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
    from roster.encoding.vocabulary import Encoding

Pairs = dict[tuple[date, date], dict[tuple[int, int], int]]
"""By two days, the pairs of duties on them that are too close, and the hours missing."""


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
        except_on: a date; duties that start on it ask for no rest before or after, and the
            duties around it need the rest among themselves. Default empty, no such day.

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
    except_on: date | None = None

    def __post_init__(self) -> None:
        if self.hours < 1:
            raise ValueError(f"hours is {self.hours}; expected a number of hours, 1 or more")

    def encode(self, enc: Encoding) -> None:
        """Duties too close to each other: barred in cliques, or priced by pairs of days."""
        duties = enc.problem.duties
        close = [
            (a, b, missing)
            for a, b in enc.neighbours(self.hours)
            if (missing := self._missing(duties[a], duties[b]))
        ]
        pairs = _by_days(duties, close)
        cliques = self._cliques(enc) if enc.must else []
        for number, officer in enc.numbered():
            if number not in enc.single:
                for a, b, missing in close:
                    enc.at_most(enc.serves(number, (a, b)), 1, cost=missing)
            elif enc.must:
                for clique in cliques:
                    enc.at_most(enc.serves(number, clique), 1)
            else:
                self._priced(enc, number, pairs)
            for past in enc.problem.past_of.get(officer.id, ()):
                for d, duty in enumerate(duties):
                    if missing := self._missing(past, duty):
                        enc.at_most(enc.serves(number, (d,)), 0, cost=missing)

    def _cliques(self, enc: Encoding) -> list[list[int]]:
        """For one duty a day: the largest sets of duties of which any two are too close.

        Two are if their hours, each with the rest after it, overlap. Such graphs (of intervals)
        are perfect: the rows of their largest cliques are all that the relaxation can want.
        """
        duties, rest = enc.problem.duties, 3600 * self.hours
        judged = (d for d in range(len(duties)) if duties[d].day != self.except_on)
        order = sorted(judged, key=lambda d: duties[d].utc)
        moments = sorted({duties[d].utc[0] for d in order})
        sets: list[list[int]] = []
        for moment in moments:
            here = [d for d in order if duties[d].utc[0] <= moment < duties[d].utc[1] + rest]
            if sets and set(sets[-1]) <= set(here):
                sets.pop()
            sets.append(here)
        return sets

    def _priced(self, enc: Encoding, number: int, pairs: Pairs) -> None:
        """For one duty a day: what is missing between two days, in layers that are nested.

        Of days that all lie too close to each other, k with a duty make at least k - 1 pairs.
        """
        clashes: dict[tuple[date, date], Ints] = {}
        for days, missing in pairs.items():
            paid = 0
            for hours in sorted(set(missing.values())):
                after: dict[int, set[int]] = {}
                for (a, b), lacking in missing.items():
                    if lacking >= hours:
                        after.setdefault(a, set()).add(b)
                sums = [
                    enc.serves(number, [*(a for a in after if after[a].issuperset(group)), *group])
                    for group in dict.fromkeys(tuple(sorted(g)) for g in after.values())
                ]
                clash = enc.clash(sums, hours - paid)
                clashes.setdefault(days, clash)
                paid = hours
        self._windows(enc, number, pairs, clashes)

    def _windows(
        self,
        enc: Encoding,
        number: int,
        pairs: Pairs,
        clashes: Mapping[tuple[date, date], Ints],
    ) -> None:
        sizes = {day: len(enc.duties(day=day)) for days in pairs for day in days}
        whole = {
            (one, other)
            for (one, other), missing in pairs.items()
            if len(missing) == sizes[one] * sizes[other]
        }
        days = sorted(sizes)
        for start, first in enumerate(days):
            window = [first]
            for day in days[start + 1 :]:
                if not all((earlier, day) in whole for earlier in window):
                    break
                window.append(day)
            if len(window) > 2:
                worked = enc.together([enc.any_of(number, enc.duties(day=day)) for day in window])
                within = enc.together([clashes[pair] for pair in combinations(window, 2)])
                signs = [1] * len(worked) + [-1] * len(within)
                enc.at_most_always(enc.together([worked, within]), 1, signs)

    def _missing(self, earlier: Duty, later: Duty) -> int:
        """Started hours of rest that are missing between two duties in order of start."""
        if earlier.day == later.day and not self.same_day:
            return 0
        if self.except_on in (earlier.day, later.day):
            return 0
        seconds = self.hours * 3600 - max(0, later.utc[0] - earlier.utc[1])
        return max(0, -int(-seconds // 3600))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for officer in officers:
            recent = [d for d in problem.past_of.get(officer.id, ()) if d.day != self.except_on]
            for duty in (d for d in roster.duties(officer.id) if d.day != self.except_on):
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


def _by_days(duties: Sequence[Duty], close: Sequence[tuple[int, int, int]]) -> Pairs:
    """The pairs of duties too close to each other, by the two days on which they start."""
    found: Pairs = {}
    for a, b, missing in close:
        one, other = duties[a].day, duties[b].day
        if one != other:
            found.setdefault((one, other), {})[a, b] = missing
    return found

"""What a repair asks of a roster in force, beside the rule ``few_changes`` of the standard pack.

These are rules like any other, so that the same bounds, searches and checks prove them. They
read the roster that officers hold by the ids of its duties, whose hours may since have changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from roster.amendment import pairs
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import duty_name, officer_name

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Reference(Rule):
    """The base of the rules that measure against a roster in force."""

    group: ClassVar[str] = "repair"

    reference: Roster

    @cached_property
    def held(self) -> frozenset[tuple[str, str]]:
        """Who is on which duty in the roster in force."""
        return frozenset(pairs(self.reference))

    @cached_property
    def staffed(self) -> dict[str, int]:
        """How many officers each duty has in the roster in force."""
        found: dict[str, int] = {}
        for _, duty in self.held:
            found[duty] = found.get(duty, 0) + 1
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """What is different, for whom."""
        where = duty_name(violation.duties[0], problem, language) if violation.duties else ""
        who = officer_name(problem, violation.officers[0]) if violation.officers else ""
        return {
            "off": say(
                language, id=f"{who} tidak lagi bertugas {where}.", en=f"{who} is off {where}."
            ),
            "on": say(language, id=f"{who} bertugas {where}.", en=f"{who} is on {where}."),
            "told": say(language, id=f"{who} perlu diberi tahu.", en=f"{who} must be told."),
            "empty": say(
                language,
                id=f"{where} kehilangan {violation.amount} petugas.",
                en=f"{where} has lost {violation.amount} of its officers.",
            ),
        }[violation.kind]


@dataclass(frozen=True)
class KeptPlaces(Reference):
    """No place that is filled falls empty; a duty that has nobody is filled to its ideal."""

    code: ClassVar[str] = "repair_places"

    def wanted(self, duty: Duty) -> int:
        """How many officers a duty should keep."""
        most = duty.max if duty.max is not None else self.staffed.get(duty.id, duty.ideal)
        return min(self.staffed.get(duty.id, duty.ideal), most)

    def encode(self, enc: Encoding) -> None:
        """A cost of 1 for each officer that a duty lacks."""
        for number, duty in enumerate(enc.problem.duties):
            if self.wanted(duty):
                enc.forbid(enc.missing(number, self.wanted(duty)))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``empty`` for each duty that has fewer officers than before."""
        found = []
        for duty in problem.duties:
            before = self.staffed.get(duty.id, duty.ideal)
            lost = min(before, duty.max if duty.max is not None else before)
            lost -= len(roster.officers(duty))
            if lost > 0:
                found.append(Violation("empty", lost, lost, "place", duties=(duty,), day=duty.day))
        return found


@dataclass(frozen=True)
class FewestTold(Reference):
    """As few officers as possible have to be told that their own duties changed."""

    code: ClassVar[str] = "repair_told"

    def encode(self, enc: Encoding) -> None:
        """A cost of 1 for each officer any of whose duties is gone or new."""
        kept = set(kept_columns(enc, self.held).tolist())
        for number in enc.officers:
            told = enc.breach()
            cols = enc.space.x[number]
            was = np.array([col in kept for col in cols.tolist()])
            rows = np.stack([cols, np.broadcast_to(told, cols.shape)], axis=1)
            enc.builder.rows(rows[was], [1, 1], lower=1)
            enc.builder.rows(rows[~was], [-1, 1], lower=0)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``told`` for each officer whose duties are not the same set as before."""
        found = []
        for officer in officers:
            before = {d for who, d in self.held if who == officer.id and d in problem.duty}
            if before != {duty.id for duty in roster.duties(officer.id)}:
                found.append(Violation("told", 1, 1, "officer", (officer.id,)))
        return found


@dataclass(frozen=True)
class FrozenDays(Reference):
    """What lies before ``start``, or on one of ``days``, stays as it is."""

    code: ClassVar[str] = "repair_frozen"

    start: date
    days: frozenset[date] = frozenset()

    def frozen(self, duty: Duty) -> bool:
        """Whether a duty may no longer change."""
        return duty.day < self.start or duty.day in self.days

    def encode(self, enc: Encoding) -> None:
        """Fix every assignment of the frozen duties."""
        numbers = [n for n, duty in enumerate(enc.problem.duties) if self.frozen(duty)]
        cols = enc.space.x[:, numbers].ravel()
        kept = np.intersect1d(cols, kept_columns(enc, self.held))
        enc.forbid(np.setdiff1d(cols, kept))
        if len(kept):
            enc.at_least(kept[:, None], 1)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``off`` or ``on`` for each assignment of a frozen duty that is not as it was."""
        changed = [
            (who, problem.duty[duty], "off" if (who, duty) in self.held else "on")
            for who, duty in sorted(pairs(roster) ^ self.held)
            if who in problem.officer and duty in problem.duty
        ]
        return [
            Violation(kind, 1, 1, "assignment", (who,), (duty,), duty.day)
            for who, duty, kind in changed
            if self.frozen(duty)
        ]


def kept_columns(enc: Encoding, held: frozenset[tuple[str, str]]) -> Ints:
    """The columns of assignments of the roster in force that the problem still has."""
    problem, space = enc.problem, enc.space
    found = [
        int(space.x[space.officer_number[who], space.duty_number[problem.duty[duty]]])
        for who, duty in held
        if who in problem.officer and duty in problem.duty
    ]
    return np.array(sorted(found), np.int64)

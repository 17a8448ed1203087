"""Why there is no roster: smallest sets of things that cannot hold together."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from roster.errors import VerifyError
from roster.explain.decision import Decision
from roster.explain.strained import suspects
from roster.explain.things import Thing, demands, keep, things
from roster.model import Problem, Roster
from roster.solve.feasibility import Asked, Lawful, answered, must_only
from roster.verify import verify

MOST = 12
"""How many conflicts are looked for in one problem."""

FEW = 8
"""Up to this many things of one rule are tried one by one, where not all can go."""


@dataclass(frozen=True)
class Conflict:
    """Things of which any one can be left out, and a roster exists; with all, none does.

    ``witnesses`` holds, for each thing, a roster that keeps all the others.
    """

    things: tuple[Thing, ...]
    witnesses: Mapping[Thing, Roster] = field(compare=False)


@dataclass(frozen=True)
class Diagnosis:
    """The conflicts of a problem, none sharing a demand with another.

    ``complete`` is False where there are more than were looked for. ``roster`` is a lawful
    one of the problem with the demands of all conflicts left out.
    """

    problem: Problem
    things: tuple[Thing, ...]
    conflicts: tuple[Conflict, ...]
    complete: bool
    roster: Roster | None

    @property
    def feasible(self) -> bool:
        """Whether the problem has a lawful roster."""
        return self.complete and not self.conflicts

    def without_others(self, conflict: Conflict) -> Problem:
        """The problem with the demands of every other conflict left out."""
        out = {
            thing
            for other in self.conflicts
            if other is not conflict
            for thing in demands(self.problem, other.things) or other.things
        }
        return keep(self.problem, self.things, [t for t in self.things if t not in out])


def diagnose(problem: Problem, held: Mapping[int, int] | None = None) -> Diagnosis:
    """Every independent reason why a problem has no lawful roster; none if it has one.

    After a conflict is found, what it demands (a place to fill, a pin, a minimum of duties)
    is left out and the search goes on, so that a clash of Monday does not hide one of
    Friday, though both be about the same few supervisors. ``held`` are priorities whose
    cost may not exceed the value given. Raises TimeoutError where a question could not be
    answered in time.
    """
    search = _Search(problem, dict(held or {}))
    kept = list(search.things)
    conflicts: list[Conflict] = []
    while len(conflicts) < MOST:
        found = search.ask(kept)
        if found.roster is not None:
            return Diagnosis(problem, search.things, tuple(conflicts), True, found.roster)
        conflict = search.conflict(kept)
        if not conflict.things:
            raise ValueError("no roster exists even without anything that can be left out")
        conflicts.append(conflict)
        out = set(demands(problem, conflict.things) or conflict.things)
        kept = [thing for thing in kept if thing not in out]
    last = search.ask(kept)
    complete = last.roster is not None
    return Diagnosis(problem, search.things, tuple(conflicts), complete, last.roster)


class _Search:
    """Questions about one problem: is there a roster that keeps these things?"""

    def __init__(self, problem: Problem, held: dict[int, int]) -> None:
        self.problem = problem
        self.held = held
        self.things = things(problem)
        self.witnesses: dict[Thing, Roster] = {}
        self.last: tuple[tuple[Thing, ...], Asked] | None = None

    def asked(self, kept: tuple[Thing, ...]) -> Asked:
        """What is left of the problem; of the last question the rows are still at hand."""
        if self.last is None or self.last[0] != kept:
            left = Asked(keep(self.problem, self.things, kept), self.held)
            self.last = kept, left
        return self.last[1]

    def ask(
        self, kept: Collection[Thing], *, sure: bool = False, part: Problem | None = None
    ) -> Lawful:
        """A roster that keeps these things, of a part or the whole; or proof that there is none."""
        if part is None:
            asked = self.asked(tuple(kept))
        else:
            asked = Asked(keep(part, self.things, kept), self.held)
        found = answered(asked, sure=sure)
        if found.roster is None and not found.proven:
            raise TimeoutError("whether a roster exists could not be told in time")
        return found

    def conflict(self, kept: Sequence[Thing]) -> Conflict:
        """A smallest set among things that are known to clash.

        Each thing that is left has a roster that does without it. Such a roster was found
        while more things were kept; it is checked by the rules against the final set, and
        where it fails the question is put again, as leaving something out may have bound
        more than it freed.
        """
        hinted = self._hinted(list(kept))
        part = self._part(hinted)
        for asked in (part, None) if part is not None else (None,):
            found = self._smallest(hinted, asked)
            if self.ask(found, sure=True).roster is None:
                return Conflict(tuple(found), {thing: self.witnesses[thing] for thing in found})
        raise VerifyError("two searches disagree whether a roster exists")

    def _smallest(self, small: list[Thing], part: Problem | None) -> list[Thing]:
        """A set of which no thing can be left out, each with a witness of the whole problem."""
        while True:
            found = self._needed(small, part)
            for thing in found:
                others = [other for other in found if other != thing]
                if not self._keeps(self.witnesses[thing], others):
                    again = self.ask(others).roster
                    if again is None:
                        small = others
                        break
                    self.witnesses[thing] = again
            else:
                return found

    def _part(self, kept: list[Thing]) -> Problem | None:
        """The problem with the duties alone that some things demand; None if that cannot be told.

        A rule may ask for other duties only once these are done, so what was found in a part
        is tried on the whole. Where a cost is held, all duties count in it.
        """
        asking = demands(self.problem, kept)
        if self.held or any(thing.kind == "rule" for thing in asking):
            return None
        days = {self.problem.pins[thing.number].day for thing in asking if thing.kind == "pin"}
        names = {thing.name for thing in asking if thing.kind in ("min", "ideal")}
        for use in self.problem.rules:
            if isinstance(use.rule, Decision):
                names.update(i for _, ids in (*use.rule.serve, *use.rule.spare) for i in ids)
        duties = tuple(d for d in self.problem.duties if d.day in days or d.id in names)
        return replace(self.problem, duties=duties)

    def _hinted(self, kept: list[Thing]) -> list[Thing]:
        """The things that the multipliers of the relaxation point at, if those clash too.

        All of them where the clash is one of whole numbers, of which no multipliers tell. Of
        fewer things the multipliers point at fewer again.
        """
        while True:
            hint = suspects(self.asked(tuple(kept)), self.problem, kept)
            if hint is None or len(hint) >= len(kept) or self.ask(hint).roster is not None:
                return kept
            kept = list(hint)

    def _needed(self, small: list[Thing], part: Problem | None) -> list[Thing]:
        """Leave out what can go whole, rule by rule; then by halves, a few one by one."""
        kept = list(small)
        groups = [list(alike) for _, alike in groupby(small, _group)]
        whole, parts = deque(groups), deque[list[Thing]]()
        while whole or parts:
            chunk = whole.popleft() if whole else parts.popleft()
            out = set(chunk)
            without = [thing for thing in kept if thing not in out]
            found = self.ask(without, part=part)
            if found.roster is None:
                kept = without
            elif len(chunk) == 1:
                self.witnesses[chunk[0]] = found.roster
            else:
                size = 1 if len(chunk) <= FEW else -(-len(chunk) // 2)
                halves = [chunk[n : n + size] for n in range(0, len(chunk), size)]
                if whole:
                    parts.extend(halves)
                else:
                    parts.extendleft(reversed(halves))
        return kept

    def _keeps(self, roster: Roster, kept: Collection[Thing]) -> bool:
        """Whether a roster keeps these things, by the rules' own check."""
        problem = must_only(keep(self.problem, self.things, kept), self.held)
        report = verify(problem, moved(roster, problem))
        return not report.hard and all(
            report.costs.get(priority, 0) <= most for priority, most in self.held.items()
        )


def _group(thing: Thing) -> tuple[str, int]:
    """Things that stand or fall together more often than not: those of one row of the rules."""
    return thing.kind, thing.number if thing.kind == "rule" else 0


def moved(roster: Roster, problem: Problem) -> Roster:
    """The same officers on the duties of the same names in another form of the problem."""
    return problem.roster([(officer, duty.id) for officer, duty in roster.assignments])

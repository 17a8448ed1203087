"""What sets two rosters apart: by officer, by day, and by cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roster.amendment import Change, differences
from roster.model import Duty, Roster


@dataclass(frozen=True)
class OfficerChange:
    """What changes for one officer: duties lost, gained and moved to other hours."""

    officer: str
    before: int
    after: int
    off: tuple[Duty, ...]
    on: tuple[Duty, ...]
    moved: tuple[Duty, ...]


@dataclass(frozen=True)
class Comparison:
    """Two rosters side by side.

    ``costs`` pairs each priority's cost in the first with that in the second, None where a
    roster has no such priority.
    """

    changes: tuple[Change, ...]
    costs: Mapping[int, tuple[int | None, int | None]]
    old: Roster
    new: Roster

    @property
    def by_day(self) -> Mapping[date, tuple[Change, ...]]:
        """The duties that differ, day by day."""
        found: dict[date, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.duty.day, []).append(change)
        return {day: tuple(changes) for day, changes in sorted(found.items())}

    @property
    def by_officer(self) -> tuple[OfficerChange, ...]:
        """What changes for each officer for whom anything does, in order of id."""
        sides: dict[str, tuple[list[Duty], list[Duty], list[Duty]]] = {}
        for change in self.changes:
            for place, people in enumerate((change.off, change.on, change.moved)):
                for who in people:
                    sides.setdefault(who, ([], [], []))[place].append(change.duty)
        return tuple(
            OfficerChange(
                who,
                len(self.old.duties(who)),
                len(self.new.duties(who)),
                tuple(off),
                tuple(on),
                tuple(moved),
            )
            for who, (off, on, moved) in sorted(sides.items())
        )


def compare(
    old: Roster, new: Roster, old_costs: Mapping[int, int], new_costs: Mapping[int, int]
) -> Comparison:
    """Set two rosters side by side, with what each priority costs in them."""
    priorities = sorted({*old_costs, *new_costs})
    costs = {p: (old_costs.get(p), new_costs.get(p)) for p in priorities}
    return Comparison(differences(old, new), costs, old, new)

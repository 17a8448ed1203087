"""What the rules' own checks say of a whole roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from roster.model.rule import RuleUse, Violation


@dataclass(frozen=True)
class Report:
    """What every row of the rules says of a roster, in the order of the rows."""

    entries: tuple[tuple[RuleUse, tuple[Violation, ...]], ...]

    @cached_property
    def broken(self) -> tuple[tuple[RuleUse, Violation], ...]:
        """The breaches that make the roster unlawful, each named once."""
        seen: set[tuple[str, Violation]] = set()
        found = []
        for use, violations in self.entries:
            for violation in violations:
                if violation.must and (use.name, violation) not in seen:
                    seen.add((use.name, violation))
                    found.append((use, violation))
        return tuple(found)

    @property
    def hard(self) -> int:
        """How many must rules are broken, each breach counted once."""
        return len(self.broken)

    @cached_property
    def costs(self) -> Mapping[int, int]:
        """The cost of each priority that the rules name, in order."""
        total = {use.priority: 0 for use, _ in self.entries if use.priority is not None}
        for use, violations in self.entries:
            if use.priority is not None:
                total[use.priority] += sum(v.cost for v in violations if not v.must)
        return dict(sorted(total.items()))

"""Rows of rules for a benchmark, by code, so that no format needs a rule pack by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from roster.errors import RuleError
from roster.model import Rule, RuleUse
from roster.registry import rules

FIRST_DAY = date(2027, 1, 4)
"""Day 0 of the formats that name no date: a Monday, as they ask, and otherwise arbitrary."""

ROOM = "ward"
"""The one room of every benchmark."""

K = TypeVar("K", bound=Hashable)
Scope = frozenset[str] | None


class Uses:
    """Collects the rows of rules of one instance: all musts, or of priority 1 with a weight."""

    def __init__(self) -> None:
        self.rows: list[RuleUse] = []
        self._known: Mapping[str, type[Rule]] = rules()

    def must(self, code: str, where: str, officers: Scope = None, **parameters: Any) -> None:
        """Add a rule that binds; ``where`` is the part of the file it comes from."""
        self.rows.append(RuleUse(self._make(code, parameters), None, 1, officers, where))

    def cost(
        self, code: str, weight: int, where: str, officers: Scope = None, **parameters: Any
    ) -> None:
        """Add a rule that costs, unless its weight is 0."""
        if weight:
            self.rows.append(RuleUse(self._make(code, parameters), 1, weight, officers, where))

    def _make(self, code: str, parameters: dict[str, Any]) -> Rule:
        if code not in self._known:
            raise RuleError(f"the benchmark formats need the rule {code!r}, which no pack has")
        make: Callable[..., Rule] = self._known[code]
        return make(**parameters)


def grouped(pairs: Iterable[tuple[str, K]]) -> dict[K, Scope]:
    """The officers of each value, in order of first use; None where one value is everyone's."""
    found: dict[K, set[str]] = {}
    for officer, value in pairs:
        found.setdefault(value, set()).add(officer)
    if len(found) == 1:
        return dict.fromkeys(found)
    return {value: frozenset(officers) for value, officers in found.items()}

"""How long to search: by the clock, and in units of work that are the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

UNIT = 2e8
"""Elementary steps in a unit of effort, so that a unit takes about a third of a second."""


class Budget:
    """What is left of the seconds, of the units of effort, or of both; it can be cut short."""

    def __init__(self, seconds: Callable[[], float], effort: float | None) -> None:
        self.seconds = seconds
        self.effort = effort
        self.spent = 0.0

    def charge(self, steps: float) -> None:
        """Count elementary steps done."""
        self.spent += steps / UNIT

    def left(self) -> float:
        """Seconds left, 0 once the effort is spent."""
        if self.effort is not None and self.spent >= self.effort:
            return 0.0
        return max(self.seconds(), 0.0)

    def repeats(self, left: float, spent: float) -> float:
        """How often what was done since the two were such could be done again."""
        if self.effort is not None:
            return (self.effort - self.spent) / max(self.spent - spent, 1 / UNIT)
        now = self.left()
        return now / max(left - now, 1e-6)

    def part(self, share: float) -> Budget:
        """A share of what is left, as a budget that counts its own effort."""
        ending = self.seconds() * (1 - share)
        effort = None if self.effort is None else (self.effort - self.spent) * share
        return Budget(lambda: self.seconds() - ending, effort)

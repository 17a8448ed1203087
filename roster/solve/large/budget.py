"""How long to search: by the clock, and in units of work that are the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

UNIT = 2e8
"""Elementary steps in a unit of effort, so that a unit takes about a third of a second."""

PER_SECOND = 3.0
"""Units of effort in a second, about."""


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

    def room(self) -> float:
        """About how many elementary steps there is time for."""
        units = PER_SECOND * self.left() if self.effort is None else self.effort - self.spent
        return max(units, 0.0) * UNIT

    def passed(self, left: float, spent: float) -> float:
        """The part of what was left, when the two were such, that has been used since."""
        if self.effort is not None:
            return (self.spent - spent) / max(self.effort - spent, 1 / UNIT)
        return 1 - self.left() / max(left, 1e-6)

    def part(self, share: float) -> Budget:
        """A share of what is left, as a budget that counts its own effort."""
        ending = self.seconds() * (1 - share)
        effort = None if self.effort is None else (self.effort - self.spent) * share
        return Budget(lambda: self.seconds() - ending, effort)

"""What a caller may set, and what a caller may watch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Limits of a solve.

    ``seconds`` bounds the clock; ``effort`` bounds each search in CP-SAT's deterministic
    units (about a third of a second each), so that a solve that needs a limit gives the same
    roster on every machine. ``seed`` draws among equally good rosters. ``workers`` is the
    number of search threads where a search has to prove something; more than one share their
    findings at fixed points, so that they too are repeatable.
    """

    seconds: float = 60.0
    effort: float | None = None
    seed: int = 0
    workers: int = 2

    def __post_init__(self) -> None:
        if not self.seconds > 0:
            raise ValueError(f"seconds is {self.seconds}; it must be above 0")
        if self.effort is not None and not self.effort > 0:
            raise ValueError(f"effort is {self.effort}; it must be above 0")
        if self.workers < 1:
            raise ValueError(f"workers is {self.workers}; it must be at least 1")
        if self.seed < 0:
            raise ValueError(f"seed is {self.seed}; it must be 0 or more")


@dataclass(frozen=True)
class Progress:
    """News of a solve: the best cost and bound known of one priority (None: none yet)."""

    priority: int
    best: int | None
    bound: int | None
    proven: bool
    seconds: float

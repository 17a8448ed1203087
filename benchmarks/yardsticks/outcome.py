"""What a yardstick answers."""

from __future__ import annotations

from dataclasses import dataclass

from roster.model import Roster


@dataclass(frozen=True)
class Outcome:
    """A roster (None: none found), whether it is proven best, and its weighted sum if one."""

    roster: Roster | None
    proven: bool
    total: int | None = None

"""Finding the best roster: HiGHS gives the bounds, CP-SAT gives the roster."""

from roster.solve.finder import find_roster
from roster.solve.options import Options, Progress

__all__ = ["Options", "Progress", "find_roster"]

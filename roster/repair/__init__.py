"""Repairing a published roster: fewest changes, proven, and ranked substitutes."""

from roster.repair.repair import Frozen, Repair, repair, repair_problem, stuck
from roster.repair.substitutes import Gap, Substitute, gaps, substitutes

__all__ = [
    "Frozen",
    "Gap",
    "Repair",
    "Substitute",
    "gaps",
    "repair",
    "repair_problem",
    "stuck",
    "substitutes",
]

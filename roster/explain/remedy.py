"""What a change of the book would cost the office, and the problem that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roster.explain.things import Thing
from roster.model import Problem
from roster.model.language import say

RELEASE, ASK, TRAIN, LEND, EMPTY, SUSPEND = 1, 2, 3, 4, 6, 8
"""Steps of effort: a decision of the secretariat alone; one officer is asked for more (a leave
moved costs as much, and 1 for each day); one is trained or appointed longer; a unit lends more
or an outsider is found (1 more); a place stays empty; a rule is suspended for all."""


@dataclass(frozen=True)
class Remedy:
    """One change: in words, its cost in steps of effort, and the problem that it makes.

    ``kind`` is that of the thing it eases, ``thing`` the thing itself.
    """

    change: str
    cost: int
    apply: Callable[[Problem], Problem]
    kind: str = ""
    thing: Thing | None = None


def both(one: Remedy, other: Remedy, language: str) -> Remedy:
    """Two changes together."""
    return Remedy(
        say(
            language,
            id=f"Dua perubahan sekaligus: {one.change} {other.change}",
            en=f"Two changes together: {one.change} {other.change}",
        ),
        one.cost + other.cost,
        lambda problem: other.apply(one.apply(problem)),
    )

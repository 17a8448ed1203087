"""Rosters one change nearer than the limit, as near, and one farther."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints import FewChanges
from roster.model import Assignment

BOOK = problem([on(0), on(0, "siang"), on(1)])
BEFORE = replace(
    BOOK,
    reference=(
        # The hours have changed since; the afternoon of day 2 is no longer open.
        Assignment("Ani", on(0, start="08:00")),
        Assignment("Budi", on(0)),
        Assignment("Budi", on(2, "siang")),
        Assignment("Budi", on(1)),
        Assignment("Eko", on(1)),
        Assignment("Ani", on(-1)),
    ),
)

CASES = [
    *both("no change", BEFORE, FewChanges()),
    *both("nothing gone", BEFORE, FewChanges(new=False)),
    *both("two changes", BEFORE, FewChanges(limit=2)),
    *both("one gone", BEFORE, FewChanges(False, 1)),
    *both("all but one change", BEFORE, FewChanges(limit=5)),
    *both("only Ani is held", BEFORE, FewChanges(limit=1), scope=["Ani"]),
    soft("weight 3", BEFORE, FewChanges(), weight=3),
]

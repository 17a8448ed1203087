"""Runs one day shorter than the least, as long, up to the most and one longer, at both ends."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints.run_length import RunLength
from roster.model import History

WEEK = problem([on(n) for n in range(7)], "Ani")
# Nobody can serve on Wednesday or on the first Sunday; the last day has no duty.
CLOSED = problem([on(n) for n in (0, 1, 3, 4, 5, 7)], "Ani", last=8)
TWO = problem([on(n) for n in range(5)])
KINDS = problem([on(n, kind) for n in range(4) for kind in ("pagi", "siang")], "Ani")
WORKED_ONE = replace(WEEK, history=(History("Ani", 1, 0, "pagi", 1, 1, 0),))
WORKED_FOUR = replace(WEEK, history=(History("Ani", 4, 0, "pagi", 2, 4, 0),))
WAS_FREE = replace(WEEK, history=(History("Ani", 4, 0, "", 0, 0, 2),))
WITH_PAST = problem(
    [on(n) for n in range(4)],
    past=[("Ani", on(-1)), ("Ani", on(-2, "siang")), ("Budi", on(-3))],
)
KINDS_PAST = problem(
    KINDS.duties, "Ani", past=[("Ani", on(-1)), ("Ani", on(-2)), ("Ani", on(-3, "siang"))]
)
KINDS_KNOWN = replace(KINDS, history=(History("Ani", 3, 0, "siang", 1, 3, 0),))

CASES = [
    *both("two to three, ends free", WEEK, RunLength(2, 3, start="free", end="free")),
    *both("two to three, ends counted", WEEK, RunLength(2, 3, start="counted", end="counted")),
    *both("two to three, end free", WEEK, RunLength(2, 3, start="counted", end="free")),
    *both("nothing known", WEEK, RunLength(2, 3)),
    *both("one day before", WORKED_ONE, RunLength(3, 4)),
    *both("one day before, end counted", WORKED_ONE, RunLength(2, 3, end="counted")),
    *both("one day before, not counted", WORKED_ONE, RunLength(2, 3, start="counted")),
    *both("four days before, above the most", WORKED_FOUR, RunLength(2, 3)),
    *both("free before", WAS_FREE, RunLength(3, 3)),
    *both("a roster before", WITH_PAST, RunLength(3, 3)),
    *both("closed days", CLOSED, RunLength(2, 2, start="counted", end="counted")),
    *both("least alone", WEEK, RunLength(least=3, start="free", end="counted")),
    *both("most alone", WEEK, RunLength(most=1)),
    *both("no day at all", TWO, RunLength(most=0), scope=["Ani"]),
    *both("mornings", KINDS, RunLength(2, 2, session="pagi", start="counted", end="counted")),
    *both("mornings before", KINDS_PAST, RunLength(3, 3, session="pagi")),
    *both("afternoons before", KINDS_PAST, RunLength(2, 2, session="siang")),
    *both("afternoon on the eve", KINDS_KNOWN, RunLength(2, 2, session="siang", end="counted")),
    soft("two officers, weight 7", TWO, RunLength(2, 2), weight=7),
]

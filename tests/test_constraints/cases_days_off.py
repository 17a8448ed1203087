"""Free runs one day shorter than the least, as long, up to the most and longer, at both ends."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints.days_off import DaysOff
from roster.model import History

WEEK = problem([on(n) for n in range(7)], "Ani")
CLOSED = problem([on(n) for n in (0, 1, 3, 4, 5, 7)], "Ani", last=8)
KINDS = problem([on(n, kind) for n in range(4) for kind in ("pagi", "siang")], "Ani")
TWO = problem([on(n) for n in range(5)])
FREE_ONE = replace(WEEK, history=(History("Ani", 4, 0, "", 0, 0, 1),))
FREE_FOUR = replace(WEEK, history=(History("Ani", 4, 0, "", 0, 0, 4),))
WORKED = replace(WEEK, history=(History("Ani", 4, 0, "pagi", 1, 2, 0),))
WITH_PAST = problem([on(n) for n in range(4)], past=[("Ani", on(-2)), ("Budi", on(-3))])

CASES = [
    *both("two to three, ends free", WEEK, DaysOff(2, 3, start="free", end="free")),
    *both("two to three, ends counted", WEEK, DaysOff(2, 3, start="counted", end="counted")),
    *both("two to three, start free", WEEK, DaysOff(2, 3, start="free", end="counted")),
    *both("nothing known", WEEK, DaysOff(2, 3)),
    *both("free on the eve", FREE_ONE, DaysOff(2, 3)),
    *both("free on the eve, end counted", FREE_ONE, DaysOff(3, 4, end="counted")),
    *both("free on the eve, not counted", FREE_ONE, DaysOff(2, 3, start="counted")),
    *both("free for four days, above the most", FREE_FOUR, DaysOff(2, 3)),
    *both("at work on the eve", WORKED, DaysOff(2, 2)),
    *both("a roster before", WITH_PAST, DaysOff(3, 3)),
    *both("closed days", CLOSED, DaysOff(2, 2, start="counted", end="counted")),
    *both("two sessions a day", KINDS, DaysOff(2, start="counted")),
    *both("most alone", WEEK, DaysOff(most=2)),
    *both("no day free", TWO, DaysOff(most=0), scope=["Ani"]),
    soft("two officers, weight 3", TWO, DaysOff(2, 2), weight=3),
]

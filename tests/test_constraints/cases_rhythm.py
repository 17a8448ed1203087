"""Weekdays kept and left; gaps of one open day fewer than asked, as many, and one more."""

from tiny import both, on, problem, soft

from constraints import Rhythm

# Monday 1 and Tuesday 2, Monday 8 and Tuesday 9 March; the days between are closed.
TWO_WEEKS = problem([on(n) for n in (0, 1, 7, 8)])
FOUR = problem([on(n) for n in (0, 1, 2, 4)] + [on(4, "siang")], last=4)
# From Friday over a weekend that is closed.
WEEKEND = problem([on(n) for n in (4, 7, 8, 9)], first=4)
# Saturday -2 was closed, Sunday -1 open; Ani served on Friday, Budi on Thursday and Sunday.
PAST = problem(
    [on(n) for n in (0, 1, 4)],
    past=[("Ani", on(-3)), ("Budi", on(-4)), ("Budi", on(-1)), ("Budi", on(-1, "siang"))],
)

CASES = [
    *both("one weekday", TWO_WEEKS, Rhythm(same_weekday=True)),
    *both("one weekday, one day apart", TWO_WEEKS, Rhythm(True, 1)),
    *both("one day apart", FOUR, Rhythm(gap=1)),
    *both("three days apart", FOUR, Rhythm(gap=3)),
    *both("six days apart", WEEKEND, Rhythm(gap=6)),
    *both("two over a weekend", WEEKEND, Rhythm(gap=2)),
    *both("one weekday with a past", PAST, Rhythm(same_weekday=True)),
    *both("two days apart with a past", PAST, Rhythm(gap=2)),
    *both("two days apart, past left aside", PAST, Rhythm(True, 2, start="free")),
    *both("only Ani is bound", FOUR, Rhythm(gap=2), scope=["Ani"]),
    soft("weight 3", FOUR, Rhythm(gap=2), weight=3),
]

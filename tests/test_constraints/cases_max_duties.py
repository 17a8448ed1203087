"""Periods with one duty fewer than the limit, as many, and one more; over their ends too."""

from dataclasses import replace

from tiny import both, day, on, problem, soft

from constraints import MaxDuties
from roster.model import History

DAY = problem([on(0), on(0, "siang"), on(0, "malam"), on(1), on(1, "siang")])
# Friday 5 to Monday 8 March: the week ends on Sunday.
WEEK = problem([on(4), on(5), on(6), on(7), on(8)], first=4)
# The horizon starts on Wednesday; Sunday before belongs to another week.
PAST_WEEK = problem(
    [on(2), on(3), on(4), on(7), on(8)],
    first=2,
    past=[
        ("Ani", on(-1)),
        ("Ani", on(0)),
        ("Budi", on(0)),
        ("Budi", on(1)),
        ("Budi", on(1, "siang")),
    ],
)
# Day 30 is 31 March, day 31 is 1 April.
MONTH = problem(
    [on(29), on(30), on(31), on(32)],
    first=29,
    past=[("Ani", on(10)), ("Budi", on(-1)), ("Budi", on(28))],
)
SESSION = problem(
    [on(0), on(0, "siang"), on(1), on(1, "siang"), on(2)], past=[("Ani", on(-1))], first=0
)
MIDNIGHT = problem([on(0, "malam"), on(1, "malam"), on(1, "pagi"), on(0, "pagi")])
KNOWN = replace(WEEK, history=(History("Ani", 2), History("Budi", 9)))

CASES = [
    *both("one a day", DAY, MaxDuties(per="day", limit=1)),
    *both("two a day", DAY, MaxDuties(per="day", limit=2)),
    *both("one a day with nights", MIDNIGHT, MaxDuties(per="day", limit=1)),
    *both("two a week", WEEK, MaxDuties(per="week", limit=2)),
    *both("two a week with a past", PAST_WEEK, MaxDuties(per="week", limit=2)),
    *both("one a week with a past", PAST_WEEK, MaxDuties(per="week", limit=1)),
    *both("one a month with a past", MONTH, MaxDuties(per="month", limit=1)),
    *both("two a month with a past", MONTH, MaxDuties(per="month", limit=2)),
    *both("one a week and one more in this", WEEK, MaxDuties("week", 1, one_more_on=day(2))),
    *both("one a day and one more today", DAY, MaxDuties("day", 1, one_more_on=day(0))),
    *both("none a month but one in March", MONTH, MaxDuties("month", 0, one_more_on=day(20))),
    *both("three in the horizon", SESSION, MaxDuties(per="horizon", limit=3)),
    *both("two mornings", SESSION, MaxDuties(per="week", limit=2, session="pagi")),
    *both("no afternoons", SESSION, MaxDuties(per="day", limit=0, session="siang")),
    *both("only Ani is bound", WEEK, MaxDuties(per="week", limit=1), scope=["Ani"]),
    *both("four with the history", KNOWN, MaxDuties(per="horizon", limit=4, carry=True)),
    *both("four without it", KNOWN, MaxDuties(per="horizon", limit=4)),
    soft("weight 5", DAY, MaxDuties(per="day", limit=1), weight=5),
]

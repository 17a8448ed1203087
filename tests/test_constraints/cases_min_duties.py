"""Periods with one duty fewer than the least, as many, and one more; over their ends too."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints.min_duties import MinDuties
from roster.model import History

DAY = problem([on(0), on(0, "siang"), on(1), on(1, "siang")])
WEEK = problem([on(4), on(5), on(7), on(9, "siang"), on(13), on(14)], first=4)
PAST = problem([on(2), on(3), on(7)], first=2, past=[("Ani", on(0)), ("Budi", on(-1))])
MONTH = problem([on(29), on(30), on(31)], first=0, last=31)
KNOWN = replace(DAY, history=(History("Ani", 2), History("Budi", 1)))

CASES = [
    *both("one a day", DAY, MinDuties(1, "day")),
    *both("two in the horizon", DAY, MinDuties(2)),
    *both("two a week", WEEK, MinDuties(2, "week")),
    *both("one in cut weeks too", WEEK, MinDuties(1, "week", partial="count"), scope=["Ani"]),
    *both("a week with a past", PAST, MinDuties(2, "week", partial="count")),
    *both("the whole month alone", MONTH, MinDuties(2, "month")),
    *both("one morning", DAY, MinDuties(1, session="pagi")),
    *both("three with the history", KNOWN, MinDuties(3, carry=True)),
    *both("three without it", KNOWN, MinDuties(3)),
    soft("weight 2", DAY, MinDuties(3), weight=2),
]

"""Duty days with one free day fewer than due, just enough, and one more between them."""

from tiny import both, day, on, problem

from constraints import RestDays

ROW = problem([on(n) for n in range(6)], "Ani")
GAPS = problem([on(0), on(2), on(3), on(6)])
TWICE = problem([on(0), on(0, "siang"), on(1), on(1, "malam"), on(2)])
PAST = problem(
    [on(0), on(1), on(3)],
    "Ani Budi Cici",
    past=[("Ani", on(-1)), ("Budi", on(-2)), ("Budi", on(-3)), ("Cici", on(-4))],
)
SHORT = problem([on(0), on(1)], past=[("Ani", on(-2))])

CASES = [
    *both("one day in a row of six", ROW, RestDays(days=1)),
    *both("two days in a row of six", ROW, RestDays(days=2)),
    *both("two days with gaps", GAPS, RestDays(days=2)),
    *both("three days with gaps", GAPS, RestDays(days=3)),
    *both("two duties on a day", TWICE, RestDays(days=1)),
    *both("one day after a past", PAST, RestDays(days=1)),
    *both("three days after a past", PAST, RestDays(days=3)),
    *both("a horizon shorter than the rest", SHORT, RestDays(days=4)),
    *both("a day in the middle let be", ROW, RestDays(2, except_on=day(2))),
    *both("the first day let be", GAPS, RestDays(2, except_on=day(0))),
    *both("the last day before let be", PAST, RestDays(3, except_on=day(-2))),
    *both("the day after a past let be", PAST, RestDays(3, except_on=day(0))),
    *both("only Budi is bound", TWICE, RestDays(days=2), scope=["Budi"]),
]

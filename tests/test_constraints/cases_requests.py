"""Wishes for days and sessions, at both ends of the period and beyond them."""

from tiny import day, moment, on, problem, soft

from constraints import Requests
from roster.model import Leave, Request

RULE = Requests()

WEEK = [on(0), on(0, "siang"), on(1), on(2, "malam")]

WISHES = problem(
    WEEK,
    requests=(
        Request("Ani", day(0), want=True, weight=2),
        Request("Ani", day(0), "siang", want=False, weight=3),
        Request("Budi", day(2), "malam", want=True),
        Request("Budi", day(0)),
        Request("Budi", day(0), "pagi"),
    ),
)
TWICE = problem(
    WEEK,
    requests=(
        Request("Ani", day(1), weight=2),
        Request("Ani", day(1), weight=2),
        Request("Ani", day(1), want=True, weight=1),
    ),
)
OUTSIDE = problem(
    WEEK,
    last=3,
    requests=(
        Request("Ani", day(-1), want=True),
        Request("Ani", day(4), want=True),
        Request("Ani", day(3), want=True, weight=7),
        Request("Ani", day(0), "malam", want=True),
        Request("Budi", day(2)),
    ),
)
LEAVE = problem(
    [on(0, "malam"), on(1), on(1, "siang"), on(2), on(2, "malam")],
    leaves=(
        Leave("Ani", day(1), day(2), approved=False),
        Leave("Budi", day(1), day(1)),
        Leave(
            "Budi",
            day(2),
            day(2),
            approved=False,
            windows=((moment(2, "12:00"), moment(2, "22:01")),),
        ),
        Leave("Budi", day(-5), day(0), approved=False),
    ),
)

CASES = [
    soft("want and avoid", WISHES, RULE),
    soft("several wishes for one day", TWICE, RULE),
    soft("outside the period and closed days", OUTSIDE, RULE),
    soft("requested leave", LEAVE, RULE),
    soft("requested leave of weight 3", LEAVE, Requests(leave_weight=3)),
    soft("only Budi is heard", WISHES, RULE, scope=["Budi"]),
    soft("weight 2", WISHES, RULE, weight=2),
]

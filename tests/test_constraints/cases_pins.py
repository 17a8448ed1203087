"""Pins that no, one and several duties match, kept and broken."""

from tiny import both, day, must, on, problem

from constraints import Pins
from roster.model import Pin

RULE = Pins()

WEEK = [on(0), on(0, "siang"), on(1), on(1, post="front")]

MUST = problem(WEEK, pins=(Pin("Ani", day(0), session="pagi"), Pin("Ani", day(1))))
NEVER = problem(
    WEEK,
    pins=(
        Pin("Ani", day(0), must=False),
        Pin("Budi", day(1), post="front", must=False),
        Pin("Budi", day(1)),
    ),
)
OUTSIDE = problem(
    WEEK,
    last=2,
    pins=(
        Pin("Ani", day(-1)),
        Pin("Ani", day(3)),
        Pin("Ani", day(2), must=False),
        Pin("Budi", day(1), room="PIP", session="pagi", post="desk"),
        Pin("Budi", day(0), room="LAIN", must=False),
    ),
)
NO_DUTY = problem(WEEK, pins=(Pin("Ani", day(0), session="malam"), Pin("Budi", day(0))))

CASES = [
    *both("must, one and several duties", MUST, RULE),
    *both("never", NEVER, RULE),
    *both("outside the period", OUTSIDE, RULE),
    *both("no such duty", NO_DUTY, RULE),
    must("only Budi is bound", NO_DUTY, RULE, scope=["Budi"]),
]

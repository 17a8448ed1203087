"""Entitlements whole, broken, halves and below zero; of duties, kinds of duties, and hours."""

from dataclasses import replace
from fractions import Fraction

from tiny import day, on, problem, soft

from constraints import FairShare
from roster.model import Balance, Leave, Officer

DUTIES, SESSION, WEEKDAY = FairShare("duties"), FairShare("session"), FairShare("weekday")

EVEN = problem([on(n) for n in range(4)])
UNEVEN = problem([on(0), on(1, ideal=3)], "Ani Budi Cici")
PARTS = problem(
    [on(0, ideal=2), on(2), on(3)],
    [Officer("Ani"), Officer("Budi", capacity=Fraction(1, 2)), Officer("Cici", joined=day(2))],
    leaves=(Leave("Ani", day(0), day(1)), Leave("Budi", day(2), day(2), approved=False)),
)
BALANCES = problem(
    [on(n) for n in range(3)],
    "Ani Budi Cici",
    balances=(
        Balance("Ani", "duties", Fraction(2)),
        Balance("Budi", "duties", Fraction(-1, 2)),
        Balance("Ani", "duties", Fraction(-1, 3)),
        Balance("Cici", "pagi", Fraction(5)),
    ),
)
OWED = problem([on(0), on(1)], balances=(Balance("Ani", "duties", Fraction(9)),))
SESSIONS = problem([on(0), on(0, "siang"), on(1, "siang", ideal=2)], "Ani Budi Cici")
WEEKDAYS = problem([on(0), on(7), on(8)], "Ani Budi Cici")
NOBODY = problem(
    [on(0), on(1)], leaves=(Leave("Ani", day(0), day(1)), Leave("Budi", day(0), day(1)))
)
ONE_AWAY = problem([on(0), on(1), on(2)], leaves=(Leave("Ani", day(0), day(2)),))

# Friday 5 to Monday 8 March, two nights; Monday is a public holiday.
LONG_WEEKEND = problem(
    [on(4), on(4, "malam", ideal=2), on(5), on(6, "malam"), on(7)],
    first=4,
    holidays=frozenset({day(7), day(14)}),
    balances=(
        Balance("Ani", "nights", Fraction(1)),
        Balance("Budi", "weekends", Fraction(1, 2)),
        Balance("Ani", "fridays", Fraction(-1)),
        Balance("Ani", "holidays", Fraction(3)),
        Balance("Ani", "duties", Fraction(7)),
    ),
)
# A night that ends at midnight is none.
MIDNIGHT = problem(
    [on(0, "malam", "20:00", "00:00"), on(1, "malam", "20:00", "00:01", ideal=2), on(2)]
)
# 4 + 7 + 5 + 3 = 19 minutes; steps of 3 minutes.
MINUTES = problem([on(0, f"s{minutes}", "07:30", f"07:{30 + minutes}") for minutes in (4, 7, 5, 3)])
HOURS_OWED = replace(
    MINUTES,
    officers=(Officer("Ani"), Officer("Budi", capacity=Fraction(1, 2))),
    balances=(Balance("Ani", "hours", Fraction(1, 20)), Balance("Budi", "hours", Fraction(-1, 12))),
)

CASES = [
    soft("four duties for two", EVEN, DUTIES),
    soft("four places for three", UNEVEN, DUTIES),
    soft("part service, late joining, leave", PARTS, DUTIES),
    soft("opening balances", BALANCES, DUTIES),
    soft("entitled to less than nothing", OWED, DUTIES),
    soft("by session", SESSIONS, SESSION),
    soft("balances do not count by session", BALANCES, SESSION),
    soft("by weekday", WEEKDAYS, WEEKDAY),
    soft("part service by weekday", PARTS, WEEKDAY),
    soft("nobody is there", NOBODY, DUTIES),
    soft("one is away", ONE_AWAY, DUTIES),
    soft("only Budi and Cici are judged", BALANCES, DUTIES, scope=["Budi", "Cici"]),
    *[
        soft(f"{kind} of a long weekend", LONG_WEEKEND, FairShare(kind))
        for kind in ("nights", "weekends", "fridays", "holidays")
    ],
    soft("nights to midnight and past it", MIDNIGHT, FairShare("nights")),
    soft("hours in steps of 3 minutes", MINUTES, FairShare("hours", 3)),
    soft("hours in steps of 7 minutes", MINUTES, FairShare("hours", 7)),
    soft("hours owed", HOURS_OWED, FairShare("hours", 7)),
    soft("weight 3", UNEVEN, DUTIES, weight=3),
]

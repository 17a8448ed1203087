"""Units that send fewer than their part, just that, and more; by share and by weight."""

from fractions import Fraction

from tiny import day, on, problem, soft

from constraints import UnitShare
from roster.model import Balance, Leave, Officer, Unit

RULE = UnitShare()

ANI, BUDI, CICI = (
    Officer("Ani", unit="SET"),
    Officer("Budi", unit="SET", capacity=Fraction(1, 2)),
    Officer("Cici", unit="RUK"),
)
WEEK = [on(0, ideal=2), on(1), on(2)]
PLAIN = (Unit("SET"), Unit("RUK"))

BALANCES = (Balance("Ani", "duties", Fraction(1)), Balance("Cici", "duties", Fraction(-3, 2)))

CASES = [
    soft("by weight", problem(WEEK, [ANI, BUDI, CICI], units=PLAIN), RULE),
    soft(
        "by share",
        problem(
            WEEK,
            [ANI, BUDI, CICI],
            units=(Unit("SET", share=Fraction(1)), Unit("RUK", share=Fraction(3))),
        ),
        RULE,
    ),
    soft(
        "by share and weight",
        problem(WEEK, [ANI, BUDI, CICI], units=(Unit("SET"), Unit("RUK", share=Fraction(6)))),
        RULE,
    ),
    soft(
        "balances and leave",
        problem(
            WEEK,
            [ANI, BUDI, CICI],
            units=PLAIN,
            balances=BALANCES,
            leaves=(Leave("Ani", day(0), day(2)),),
        ),
        RULE,
    ),
    soft(
        "a unit without officers, an officer without unit",
        problem(
            [on(0), on(1, ideal=2), on(2)],
            [ANI, CICI, Officer("Dedi")],
            units=(*PLAIN, Unit("SWA", share=Fraction(2))),
        ),
        RULE,
    ),
    soft(
        "no part at all",
        problem(
            [on(0)],
            [ANI, CICI],
            units=PLAIN,
            leaves=(Leave("Ani", day(0), day(0)), Leave("Cici", day(0), day(0))),
        ),
        RULE,
    ),
    soft("only Cici is bound", problem(WEEK, [ANI, BUDI, CICI], units=PLAIN), RULE, scope=["Cici"]),
]

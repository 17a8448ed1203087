"""Rules in each other's company: one duty a day changes how others may be written."""

from dataclasses import replace
from fractions import Fraction

from tiny import Case, day, on, problem

from constraints import (
    Coverage,
    FairShare,
    MaxDuties,
    OnePlace,
    Pins,
    Requests,
    RestDays,
    Together,
    UnitLimits,
    UnitShare,
)
from roster.model import Balance, Certificate, Leave, Officer, Pin, Problem, Request, RuleUse, Unit

OFFICE = problem(
    [on(0), on(0, "siang", min=1, ideal=2, max=2), on(1, "siang")],
    [Officer("Ani", unit="SET"), Officer("Budi", unit="SET"), Officer("Cici", unit="RUK")],
    units=(Unit("SET", max_per_session=1, min_at_work=1), Unit("RUK", min_at_work=0)),
    requests=(Request("Ani", day(0)), Request("Cici", day(1), want=True, weight=2)),
    leaves=(Leave("Budi", day(1), day(1), approved=False),),
    balances=(Balance("Ani", "duties", Fraction(1)),),
    pins=(Pin("Cici", day(0)),),
)
ONE_A_DAY = MaxDuties(per="day", limit=1)


TRAINEES = problem(
    [on(0, min=0, max=1), on(1, min=0, max=1), on(1, post="back", min=0, ideal=2, max=2)],
    [
        Officer("Ani"),
        Officer("Budi"),
        Officer("Cici"),
        Officer("Dewi", certificates=(Certificate("mentor"),)),
    ],
)
"""A single place, and three places of one session, for three trainees and their mentor."""
BESIDE = Together("competency:mentor")


def ruled(name: str, *uses: RuleUse, book: Problem = OFFICE) -> Case:
    return name, replace(book, rules=uses)


CASES = [
    ruled(
        "one duty a day, all by priority",
        RuleUse(OnePlace()),
        RuleUse(ONE_A_DAY),
        RuleUse(Pins()),
        RuleUse(UnitLimits(), 5),
        RuleUse(Coverage("min"), 1, weight=2),
        RuleUse(Coverage("ideal"), 1),
        RuleUse(FairShare("duties"), 2),
        RuleUse(FairShare("session"), 3),
        RuleUse(UnitShare(), 3, weight=2),
        RuleUse(Requests(), 4),
        RuleUse(RestDays(1), 4),
    ),
    ruled(
        "one duty a day for some",
        RuleUse(ONE_A_DAY, officers=frozenset({"Ani", "Cici"})),
        RuleUse(UnitLimits()),
        RuleUse(RestDays(1)),
        RuleUse(Requests(), 1),
        RuleUse(FairShare("weekday"), 2),
    ),
    ruled(
        "one duty a day as a wish",
        RuleUse(ONE_A_DAY, 1),
        RuleUse(MaxDuties(per="week", limit=2), 2, weight=3),
        RuleUse(UnitLimits(), 2),
        RuleUse(Requests(), 3),
        RuleUse(FairShare("duties"), 4),
    ),
    ruled(
        "ideal before min",
        RuleUse(Coverage("ideal"), 1),
        RuleUse(Coverage("min"), 2),
        RuleUse(ONE_A_DAY),
    ),
    ruled("trainees where places are few", RuleUse(BESIDE), RuleUse(Coverage("ideal"), 1)),
    ruled(
        "trainees where places are few, as a wish",
        RuleUse(BESIDE, 2, weight=3),
        RuleUse(Coverage("ideal"), 1),
        RuleUse(ONE_A_DAY),
    ),
    ruled("trainees where nothing holds places to their most", RuleUse(BESIDE, 1)),
]

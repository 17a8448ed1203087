"""Random tiny problems: several rules at several priorities, few enough places to enumerate."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from oracle import Costs, accepted_by_check
from tiny import day, on, problem

from constraints import (
    Coverage,
    DaysOff,
    FairShare,
    MaxDuties,
    MinDuties,
    OnePlace,
    Patterns,
    Pins,
    Requests,
    RestDays,
    RestHours,
    RunLength,
    Succession,
    UnitLimits,
    UnitShare,
)
from roster.model import (
    Balance,
    Duty,
    Officer,
    Pin,
    Problem,
    Request,
    Rule,
    RuleUse,
    Unit,
)

enumerated = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How tests draw books whose rosters are all listed: the same ones on every machine."""

SHAPES = ((2, 4), (3, 3), (4, 2), (2, 3), (3, 2), (1, 6))
"""Officers and duties: at most nine places, so at most 512 rosters."""

EITHER: tuple[Rule, ...] = (
    OnePlace(),
    Pins(),
    MaxDuties("day", 1),
    MaxDuties("horizon", 1),
    MaxDuties("week", 2),
    MinDuties(1),
    MinDuties(2),
    RestDays(1),
    RestDays(2),
    RestHours(11),
    RunLength(2, 3),
    RunLength(2, 2, start="counted", end="counted"),
    DaysOff(2, 2),
    Succession("siang", ("pagi",)),
    Patterns(("*", "-", "*")),
    UnitLimits(),
    Coverage("min"),
    Coverage("ideal"),
    Coverage("over"),
)
SOFT_ONLY: tuple[Rule, ...] = (
    FairShare("duties"),
    FairShare("session"),
    FairShare("weekday"),
    UnitShare(),
    Requests(),
)


@st.composite
def duties_of(draw: st.DrawFn, count: int) -> list[Duty]:
    """Duties in the first days of a week, mornings and afternoons, with places for several."""
    slots = [(number, kind) for number in range(4) for kind in ("pagi", "siang")]
    chosen = draw(st.lists(st.sampled_from(slots), min_size=count, max_size=count, unique=True))
    made = []
    for number, kind in chosen:
        least, more, spare = draw(st.tuples(*[st.integers(0, 2)] * 3))
        most = draw(st.sampled_from((None, least + more + spare)))
        made.append(on(number, kind, min=least, ideal=least + more, max=most))
    return made


@st.composite
def uses(draw: st.DrawFn, musts: int, priorities: int) -> tuple[RuleUse, ...]:
    """Up to ``musts`` rules that bind, and one or two at each of some priorities."""
    bound = draw(st.lists(st.sampled_from(EITHER), max_size=musts, unique=True))
    found = [RuleUse(rule) for rule in bound]
    for priority in range(1, draw(st.integers(0, priorities)) + 1):
        soft = st.sampled_from((*EITHER, *SOFT_ONLY))
        for rule in draw(st.lists(soft, min_size=1, max_size=2, unique=True)):
            found.append(RuleUse(rule, priority, weight=draw(st.integers(1, 3))))
    return tuple(draw(st.permutations(found)))


@st.composite
def tiny_books(draw: st.DrawFn, musts: int = 2, priorities: int = 3) -> Problem:
    """A problem with wishes, pins, balances and units, and rules drawn over it."""
    people, count = draw(st.sampled_from(SHAPES))
    names = ["Ani", "Budi", "Cici", "Dedi"][:people]
    officers = [
        Officer(
            name,
            name,
            draw(st.sampled_from(("SET", "RUK"))),
            capacity=Fraction(draw(st.sampled_from((1, 1, 2))), 2),
        )
        for name in names
    ]
    who, when = st.sampled_from(names), st.integers(0, 3).map(day)
    wishes = st.builds(Request, who, when, st.just(""), st.booleans(), st.integers(1, 3))
    pins = st.builds(Pin, who, when, must=st.booleans())
    owed = st.builds(Balance, who, st.just("duties"), st.sampled_from((Fraction(1), Fraction(-1))))
    return problem(
        draw(duties_of(count)),
        officers,
        first=0,
        last=3,
        units=(
            Unit("SET", max_per_session=draw(st.sampled_from((None, 1)))),
            Unit("RUK", min_at_work=draw(st.sampled_from((None, 1)))),
        ),
        requests=tuple(draw(st.lists(wishes, max_size=3))),
        pins=tuple(draw(st.lists(pins, max_size=1))),
        balances=tuple(draw(st.lists(owed, max_size=2))),
        rules=draw(uses(musts, priorities)),
    )


def best_costs(book: Problem) -> Costs | None:
    """The costs of the best lawful rosters, in order of priority; None where there are none."""
    accepted = accepted_by_check(book).values()
    return min(accepted, key=lambda costs: tuple(costs.values()), default=None)

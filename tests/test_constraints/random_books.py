"""Random tiny problems and random parameters of every rule."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from tiny import day, moment, on, problem

import constraints as rules
from constraints.fair_share import Measure
from roster.model import (
    Assignment,
    Balance,
    Certificate,
    Duty,
    History,
    Leave,
    Officer,
    Pin,
    Problem,
    Request,
    Rule,
    RuleUse,
    Unit,
)

PLACES = 8
"""Officers times duties at most; 2 ** 8 rosters are judged in milliseconds."""

NAMES = ("Ani", "Budi", "Cici")
SESSIONS = ("pagi", "siang", "malam")

SMALL = (0, 1, 2, 3)
TRUTHS = (True, False)
ANY_SESSION = ("", *SESSIONS)
GROUPS = (
    "",
    "unit:SET",
    "unit:RUK",
    "competency:sign",
    "not:competency:sign",
    "unit:SET|competency:a",
)
EDGES = {"start": ("free", "counted", "history"), "end": ("free", "counted")}
PER = ("day", "week", "month", "horizon")
LIMITS = {"least": SMALL, "most": (None, *SMALL)}
MINUTES = (0, 269, 270, 271, 450, 480, 660)
PARTIAL = ("skip", "count")
WEEKENDS = (("Sat", "Sun"), ("Fri", "Sat", "Sun"), ("Sun", "Mon"), ("Fri",), ("Thu", "Fri"))
DEMANDS = ("most", "in_row", "complete", "identical", "no_night_before")
ENTRIES = (*SESSIONS, "*", "-")
SHARED = get_args(Measure)

FREE = (None, day(-1), day(1), day(3))

PARAMETERS: dict[type[Rule], dict[str, Sequence[Any]]] = {
    rules.OnePlace: {},
    rules.Competence: {},
    rules.Leave: {},
    rules.Pins: {},
    rules.MaxDuties: {
        "per": PER,
        "limit": SMALL,
        "session": ANY_SESSION,
        "carry": TRUTHS,
        "one_more_on": (None, day(0), day(3), day(8)),
    },
    rules.MinDuties: {
        "limit": SMALL,
        "per": PER,
        "session": ANY_SESSION,
        "partial": PARTIAL,
        "carry": TRUTHS,
    },
    rules.MaxHours: {"minutes": MINUTES, "per": PER},
    rules.MinHours: {"minutes": MINUTES, "per": PER, "partial": PARTIAL},
    rules.RestDays: {"days": SMALL, "except_on": FREE},
    rules.RestHours: {
        "hours": (1, 2, 10, 11, 14),
        "same_day": TRUTHS,
        "except_on": FREE,
    },
    rules.RunLength: {**LIMITS, "session": ANY_SESSION, **EDGES},
    rules.DaysOff: {**LIMITS, **EDGES},
    rules.Succession: {
        "after": SESSIONS,
        "then": [then for size in (1, 2) for then in product(SESSIONS, repeat=size)],
    },
    rules.Patterns: {
        "sequence": [row for size in (2, 3) for row in product(ENTRIES, repeat=size)],
        "weekday": ("", "Mon", "Sat"),
    },
    rules.Weekends: {
        "require": DEMANDS,
        **LIMITS,
        "days": WEEKENDS,
        "session": ("", "pagi"),
        "carry": TRUTHS,
        **EDGES,
    },
    rules.Rhythm: {"same_weekday": TRUTHS, "gap": SMALL, "start": ("free", "history")},
    rules.Handover: {
        "want": ("same", "never"),
        "sessions": ((), ("pagi", "siang"), ("pagi", "siang", "malam")),
    },
    rules.UnitLimits: {},
    rules.LeaveCap: {"limit": SMALL, "requested": TRUTHS},
    rules.Together: {"mentors": GROUPS, "session": ANY_SESSION},
    rules.Apart: {"others": GROUPS, "session": ANY_SESSION},
    rules.Mix: {
        "among": GROUPS,
        **LIMITS,
        "count": ("officers", "units"),
        "session": ANY_SESSION,
        "when": ("always", "staffed"),
    },
    rules.Variety: {"limit": SMALL},
    rules.Coverage: {"to": ("min", "ideal", "over")},
    rules.AlternativeSkill: {},
    rules.FairShare: {"of": SHARED, "step": (None, 4, 7)},
    rules.UnitShare: {},
    rules.Requests: {"leave_weight": SMALL},
    rules.FewChanges: {"new": TRUTHS, "limit": SMALL},
}
"""The values that are tried for each parameter of each rule, one against all others."""


@cache
def made_rules(kind: type[Rule]) -> list[Rule]:
    """A rule with all parameters that it takes; those that contradict each other it refuses."""
    found = []
    for values in product(*PARAMETERS[kind].values()):
        with suppress(ValueError):
            found.append(kind(**dict(zip(PARAMETERS[kind], values, strict=True))))
    return found


@st.composite
def books(draw: DrawFn, kind: type[Rule]) -> Problem:
    """A tiny problem under a rule, and now and then under one duty a day besides."""
    rule = draw(st.sampled_from(made_rules(kind)))
    made = draw(offices())
    if getattr(rule, "of", "") == "hours":
        made = replace(made, duties=tuple(map(shortened, made.duties)))
    strengths = [None] * rule.may_be_must + [1] * rule.may_be_soft
    scope = draw(st.none() | st.frozensets(st.sampled_from([o.id for o in made.officers])))
    use = RuleUse(rule, draw(st.sampled_from(strengths)), draw(st.integers(1, 3)), scope)
    single = RuleUse(rules.MaxDuties(per="day", limit=1))
    uses = draw(st.sampled_from(((use,), (use,), (single, use))))
    return replace(made, rules=uses)


def shortened(duty: Duty) -> Duty:
    """A duty of a few minutes for one: what lies a few steps off can be enumerated."""
    end = duty.start + timedelta(minutes=1 + min(2, duty.minutes // 240))
    return replace(duty, end=end, min=0, ideal=min(1, duty.ideal))


@st.composite
def offices(draw: DrawFn) -> Problem:
    """People and duties of at most eight places, with all that rules may look at."""
    names = NAMES[: draw(st.integers(1, 3))]
    first = draw(st.integers(0, 6))
    length = draw(st.integers(1, 16))
    inside, around = st.integers(first, first + length - 1), st.integers(first - 9, first - 1)
    near = st.integers(first - 2, first + length + 1)
    duties = draw(
        st.lists(
            made_duties(inside), min_size=1, max_size=PLACES // len(names), unique_by=lambda d: d.id
        )
    )
    before = draw(
        st.lists(
            st.tuples(st.sampled_from(names), made_duties(around)),
            max_size=4,
            unique_by=lambda pair: (pair[0], pair[1].id),
        )
    )
    who = st.sampled_from(names)
    reference = st.tuples(who, st.one_of(st.sampled_from(duties), made_duties(near)))
    days = near.map(day)
    return problem(
        duties,
        [draw(officers(name, near)) for name in names],
        first=first,
        last=first + length - 1,
        past=before,
        units=tuple(draw(units(name)) for name in ("SET", "RUK")),
        leaves=tuple(draw(st.lists(leaves(who, near), max_size=3))),
        requests=draw(
            many(Request, who, days, st.sampled_from(ANY_SESSION), st.booleans(), st.integers(1, 3))
        ),
        pins=draw(
            many(
                Pin,
                who,
                days,
                st.sampled_from(("", "PIP")),
                st.sampled_from(ANY_SESSION),
                st.just(""),
                st.booleans(),
            )
        ),
        balances=draw(many(Balance, who, st.sampled_from(("duties", "nights")), fractions)),
        history=tuple(h for name in names for h in [draw(st.none() | histories(name))] if h),
        reference=tuple(Assignment(*pair) for pair in draw(st.lists(reference, max_size=4))),
        holidays=frozenset(draw(st.frozensets(days, max_size=2))),
    )


fractions = st.fractions(-3, 3, max_denominator=3)


def many(kind: Any, *fields: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    """Up to three rows."""
    return st.lists(st.builds(kind, *fields), max_size=3).map(tuple)


@st.composite
def made_duties(draw: DrawFn, days: SearchStrategy[int]) -> Duty:
    """A duty of an ordinary session, now and then at other hours."""
    least = draw(st.integers(0, 2))
    ideal = least + draw(st.integers(0, 1))
    return on(
        draw(days),
        draw(st.sampled_from(SESSIONS)),
        draw(st.sampled_from(("", "", "", "06:00", "12:00"))),
        room=draw(st.sampled_from(("PIP", "PIP", "LPSE"))),
        post=draw(st.sampled_from(("desk", "desk", "back"))),
        competency=draw(st.sampled_from(("", "a"))),
        min=least,
        ideal=ideal,
        max=draw(st.sampled_from((None, ideal, ideal + 1))),
    )


@st.composite
def officers(draw: DrawFn, name: str, days: SearchStrategy[int]) -> Officer:
    """An officer of some unit or none, competent or not, now and then not yet or no longer."""
    seldom = st.one_of(st.none(), st.none(), days.map(day))
    held = st.builds(Certificate, st.sampled_from(("a", "sign")), seldom, seldom)
    return Officer(
        name,
        name,
        draw(st.sampled_from(("SET", "RUK", ""))),
        certificates=tuple(draw(st.lists(held, max_size=2))),
        capacity=draw(st.sampled_from((Fraction(1), Fraction(1, 2)))),
        joined=draw(seldom),
        left=draw(seldom),
    )


def units(name: str) -> SearchStrategy[Unit]:
    """A unit, with limits or without."""
    return st.builds(
        Unit,
        st.just(name),
        share=st.none() | st.just(Fraction(2)),
        max_per_session=st.none() | st.integers(0, 2),
        min_at_work=st.none() | st.integers(0, 2),
    )


@st.composite
def leaves(draw: DrawFn, who: SearchStrategy[str], days: SearchStrategy[int]) -> Leave:
    """Some days of leave, or some hours of one, approved or asked for."""
    start = draw(days)
    end = start + draw(st.sampled_from((0, 0, 1, 3)))
    windows = draw(st.sampled_from(((), (), (("12:00", "13:30"),))))
    return Leave(
        draw(who),
        day(start),
        day(end),
        approved=draw(st.booleans()),
        windows=tuple((moment(start, one), moment(start, other)) for one, other in windows),
    )


@st.composite
def histories(draw: DrawFn, name: str) -> History:
    """An officer at work on the eve, or free."""
    duties, weekends = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    run = draw(st.integers(1, 3))
    if draw(st.booleans()):
        return History(name, duties, weekends, free_run=run)
    return History(
        name, duties, weekends, draw(st.sampled_from(SESSIONS)), draw(st.integers(1, run)), run
    )

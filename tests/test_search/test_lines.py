"""Lines as the rows of a model tell them, against lines tried one by one with the rules' checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import constraints as c
from roster.encoding import encode_problem
from roster.model import Problem, Request, Roster, Rule, RuleUse
from roster.model.sketch import FIRST, sketch
from roster.solve.large import levels
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.line import BARRED, Counter, Line, UntellableError
from roster.solve.large.pricing import Pricer
from roster.solve.large.shape import Shape
from roster.verify import verify

SCALE = 8
WEEK = "pagi+malam pagi pagi+malam pagi+siang pagi pagi+malam pagi+malam"

RULES: tuple[Rule, ...] = (
    c.RunLength(least=2, most=3, start="free", end="free"),
    c.RunLength(most=2, session="pagi"),
    c.RunLength(least=2, session="malam", start="counted", end="counted"),
    c.DaysOff(least=2, most=3, start="free", end="free"),
    c.DaysOff(least=2, start="counted", end="counted"),
    c.Weekends(require="most", most=0),
    c.Weekends(require="complete"),
    c.Weekends(require="identical"),
    c.Weekends(require="no_night_before"),
    c.Weekends(require="complete", days=("Fri", "Sat", "Sun")),
    c.Weekends(require="identical", days=("Fri", "Sat", "Sun")),
    c.MaxDuties(per="week", limit=4),
    c.MaxDuties(per="horizon", session="pagi", limit=2),
    c.MinDuties(per="horizon", limit=3),
    c.MaxHours(per="horizon", minutes=1500),
    c.MinHours(per="horizon", minutes=900),
    c.Succession(after="malam", then=("pagi",)),
    c.Patterns(sequence=("malam", "-", "pagi")),
    c.Patterns(sequence=("*", "*", "*")),
    c.RestDays(days=1),
    c.FairShare(of="duties"),
    c.Requests(),
)


def week_of_ani(uses: list[tuple[Rule, int | None, int]], **fields: Any) -> Problem:
    """A week of Ani under some rules, one duty a day; Budi is there so that coverage links."""
    ani = frozenset({"Ani"})
    rules = [RuleUse(c.MaxDuties(per="day", limit=1))]
    rules += [RuleUse(rule, priority, weight, ani) for rule, priority, weight in uses]
    rules.append(RuleUse(c.Coverage(to="ideal"), 1))
    problem, _ = sketch(f"Ani: - - - - - - -; Budi: -; : {WEEK}", **fields)
    return replace(problem, rules=tuple(rules))


def tried(problem: Problem, costs: np.ndarray[Any, np.dtype[np.int64]]) -> int | None:
    """The least cost of a lawful line, coverage left out, times SCALE, by trying them all."""
    rules = tuple(use for use in problem.rules if use.name != "coverage")
    judged = replace(problem, rules=rules)
    number = {duty: n for n, duty in enumerate(problem.duties)}
    best: int | None = None
    for choice in product(*[(None, *problem.duties_on.get(day, ())) for day in problem.days]):
        served = [duty for duty in choice if duty is not None]
        report = verify(judged, Roster.of(("Ani", duty) for duty in served))
        if report.hard:
            continue
        cost = SCALE * sum(report.costs.values()) + sum(int(costs[number[d]]) for d in served)
        best = cost if best is None else min(best, cost)
    return best


def priced(problem: Problem, costs: np.ndarray[Any, np.dtype[np.int64]]) -> int | None:
    """The same by the pricer; raises UntellableError."""
    model = encode_problem(problem)
    split = Decomposition(Shape.of(problem, model), 1)
    found = Pricer(split.lines[0], split.levels).best(
        costs + SCALE * split.linear[0], np.zeros(len(problem.days), np.int64), SCALE
    )
    if found is None:
        return None
    value, path = found
    assert path.lawful
    linear = sum(int(costs[d] + SCALE * split.linear[0][d]) for d in path.duties)
    assert value == linear + SCALE * path.cost
    return value + SCALE * split.constant


duals = st.lists(st.integers(-40, 40), min_size=12, max_size=12)
strengths = st.tuples(st.sampled_from([None, 1, 1]), st.integers(1, 5))


@given(
    st.lists(st.tuples(st.sampled_from(RULES), strengths), min_size=1, max_size=5),
    duals,
)
@settings(max_examples=40, deadline=None)
def test_the_priced_line_is_the_best_of_all_lawful_lines(
    drawn: list[tuple[Rule, tuple[int | None, int]]], costs: list[int]
) -> None:
    uses = [
        (rule, priority if rule.may_be_must else 1, 1 if priority is None else weight)
        for rule, (priority, weight) in drawn
    ]
    wish = Request("Ani", FIRST + timedelta(days=2), "malam", want=True, weight=2)
    spare = Request("Ani", FIRST + timedelta(days=4), weight=3)
    problem = week_of_ani(uses, requests=(wish, spare))
    asked = np.array(costs, np.int64)
    try:
        found = priced(problem, asked)
    except UntellableError:
        return
    assert found == tried(problem, asked)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: repr(rule))
@pytest.mark.parametrize("priority", [None, 1])
def test_each_rule_alone_is_told_and_priced_exactly(rule: Rule, priority: int | None) -> None:
    if priority is None and not rule.may_be_must:
        pytest.skip("this rule only costs")
    problem = week_of_ani([(rule, priority, 3)])
    random = np.random.default_rng(7)
    for _ in range(3):
        costs = random.integers(-30, 10, len(problem.duties))
        assert priced(problem, costs) == tried(problem, costs)


def test_a_must_stays_a_must_where_another_counter_of_the_same_pays() -> None:
    amounts = {0: (0, 1), 1: (0, 1)}
    line = Line(0, [[0], [1]], [[0, 0], [0, 0]])
    line.counters = [Counter(amounts, (BARRED, 0, 5)), Counter(amounts, (-3, 0, 1))]
    line.merge_counters()
    # One of the two days must be served, whatever is paid for none.
    assert line.counters == [Counter(amounts, (BARRED, 0, 6))]


def test_levels_that_are_passed_over_change_no_best_line() -> None:
    uses: list[tuple[Rule, int | None, int]] = [
        (c.MaxDuties(per="horizon", session="pagi", limit=2), 1, 3),
        (c.MinHours(per="horizon", minutes=900), None, 1),
        (c.Weekends(require="most", most=0), 1, 4),
    ]
    problem = week_of_ani(uses)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    used = Pricer(split.lines[0], split.levels)
    random, free = np.random.default_rng(3), np.zeros(len(problem.days), np.int64)
    passed = 0
    for _ in range(60):
        costs = random.integers(-90, 10, len(problem.duties))
        fresh = Pricer(split.lines[0], split.levels)
        passed += used._worthwhile().count(False)
        once, again = fresh.best(costs, free, SCALE), used.best(costs, free, SCALE)
        assert once is not None
        assert again is not None
        assert once[0] == again[0]
    assert passed


def test_keeping_to_the_counter_values_in_reach_changes_no_best_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uses: list[tuple[Rule, int | None, int]] = [
        (c.MaxDuties(per="horizon", session="pagi", limit=2), 1, 3),
        (c.MinHours(per="horizon", minutes=900), 1, 2),
        (c.Weekends(require="most", most=0), 1, 4),
        (c.RunLength(least=2, most=3, start="free", end="free"), 1, 5),
    ]
    problem = week_of_ani(uses)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    random = np.random.default_rng(5)
    spared = 0.0
    for _ in range(60):
        costs = random.integers(-90, 10, len(problem.duties))
        costs[random.random(len(costs)) < 0.4] = BARRED
        free = np.where(random.random(len(problem.days)) < 0.2, BARRED, 0)
        found, work = [], []
        for few in (1 << 30, 0):
            monkeypatch.setattr(levels, "FEW", few)
            pricer = Pricer(split.lines[0], split.levels)
            found.append(pricer.best(costs, free, SCALE))
            work.append(pricer.work)
        assert found[0] == found[1]
        spared += work[0] - work[1]
    assert spared > 0


def test_held_days_narrow_the_search_and_not_its_best_line() -> None:
    problem = week_of_ani([(c.RunLength(least=2, most=3, start="free", end="free"), None, 1)])
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    pricer = Pricer(split.lines[0], split.levels)
    costs = np.full(len(problem.duties), -10)
    free = np.zeros(len(problem.days), np.int64)
    whole = pricer.best(costs, free, SCALE)
    assert whole is not None
    work = pricer.work
    barred = np.full(len(problem.duties), BARRED)
    barred[list(whole[1].duties)] = -10
    busy = free.copy()
    busy[[(problem.duties[d].day - FIRST).days for d in whole[1].duties]] = BARRED
    held = pricer.best(barred, busy, SCALE)
    assert held == whole
    assert pricer.work < work


def test_lines_are_told_only_while_there_is_time() -> None:
    problem = week_of_ani([(RULES[0], None, 1)])
    shape = Shape.of(problem, encode_problem(problem))
    left = iter([1.0, 0.0])
    with pytest.raises(UntellableError, match="no time"):
        Decomposition(shape, 1, lambda: next(left))


def test_two_duties_a_day_cannot_be_told_as_a_line() -> None:
    problem = week_of_ani([])
    several = replace(problem, rules=problem.rules[1:])
    with pytest.raises(UntellableError, match="twice"):
        Decomposition(Shape.of(several, encode_problem(several)), 1)


def test_two_demands_under_way_alike_are_both_paid() -> None:
    # Duty on Friday and Sunday, Saturday free: a free day alone (1 too few) and half a weekend,
    # each at 3, and both await the same, a duty on Sunday. 3 + 3 = 6.
    uses: list[tuple[Rule, int | None, int]] = [
        (c.DaysOff(least=2, start="free", end="free"), 1, 3),
        (c.Weekends(require="complete"), 1, 3),
    ]
    problem = week_of_ani(uses)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    served = {4, 6}
    costs = np.array(
        [-100 if (duty.day - FIRST).days in served else 100 for duty in problem.duties], np.int64
    )
    free = np.zeros(len(problem.days), np.int64)
    found = Pricer(split.lines[0], split.levels).best(costs * SCALE, free, SCALE)
    assert found is not None
    assert {(problem.duties[d].day - FIRST).days for d in found[1].duties} == served
    assert found[1].cost == 6

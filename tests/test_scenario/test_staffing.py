"""The fewest officers: reckoned by hand, proven, and one fewer breaks what is said to break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from what_ifs import BOOK

from roster.book import Book
from roster.book.problem import build_problem
from roster.book.tables import PinRow, RuleRow, UnitRow
from roster.model import Problem
from roster.registry import rules
from roster.scenario import needs
from roster.scenario.needs import staffing, widened
from roster.scenario.staffing import Least, fewest, impersonal
from roster.solve import Options
from roster.verify import verify

LIMITS = Options(seconds=60, workers=1)
WEEK = date(2027, 4, 5), date(2027, 4, 9)
"""Five open days."""


def problem_of(book: Book) -> Problem:
    return build_problem(book, *WEEK, rules(), None, "en")[0]


def plain(limit: int, **changes: Any) -> Book:
    """The starter book with one duty a day and so many a week, without leave or units."""
    kept = [row for row in BOOK.rules if row.rule in ("one_place", "competence", "leave")]
    limits = [
        RuleRow(rule="max_duties", strength=None, parameters=(("per", per), ("limit", str(n))))
        for per, n in (("day", 1), ("week", limit))
    ]
    cover = [row for row in BOOK.rules if row.rule == "coverage"]
    return replace(BOOK, rules=(*kept, *limits, *cover), leave=(), units=(), **changes)


@pytest.mark.parametrize(("limit", "least"), [(5, 4), (4, 5), (3, 7)])
def test_the_least_is_places_by_duties_a_week(limit: int, least: int) -> None:
    # 5 days x 2 sessions x 2 posts = 20 places: 20/5 = 4, 20/4 = 5, 20/3 rounded up = 7.
    problem, left_out = impersonal(problem_of(plain(limit)))
    found = fewest(problem, lambda officer: True, LIMITS)
    assert (found.count, found.bound, found.proven) == (least, least, True)
    assert len(found.kept) == least
    assert left_out == ()


def test_one_fewer_leaves_as_many_places_empty_as_it_lacks_duties() -> None:
    # 6 officers of 3 duties a week fill 18 of 20 places.
    problem, _ = impersonal(problem_of(plain(3)))
    found = fewest(problem, lambda officer: True, LIMITS, most=6)
    assert (found.count, found.bound) == (2, 2)
    assert sum(many for _, many in found.missing) == 2


def test_a_competency_is_counted_while_others_come_free() -> None:
    # The two who lack it serve on 6 of the 20 places; the other 14 take 14/3 rounded up = 5.
    problem, _ = impersonal(problem_of(plain(3)))
    found = fewest(problem, lambda o: o.competent_on("information", WEEK[0]), LIMITS)
    assert (found.count, found.proven) == (5, True)


def test_a_unit_keeps_its_own_office_open_with_officers_who_stay_at_work() -> None:
    # With 5 duties a week four officers would do, but a unit that keeps k officers and leaves one
    # of them at work gives k - 1 places a day.
    book = plain(5)
    unit_limits = RuleRow(rule="unit_limits", strength=None)
    units = tuple(UnitRow(unit=row.unit, min_at_work=1) for row in BOOK.units)
    book = replace(book, rules=(*book.rules, unit_limits), units=units)
    problem, _ = impersonal(problem_of(book))
    found = fewest(problem, lambda officer: True, LIMITS)
    # Four places a day: 3 + 3 officers give 2 + 2; any five give 2 + 1 at most.
    assert (found.count, found.proven) == (6, True)


def test_officers_told_apart_by_a_pin_are_no_twins() -> None:
    # Of the two alike in SET the first may never serve: the other must be free to serve more.
    first, second = (row.officer for row in BOOK.officers[:2])
    book = plain(5, pins=tuple(PinRow(officer=first, date=day, kind="never") for day in days()))
    book = replace(book, rules=(*book.rules, RuleRow(rule="pins", strength=None)))
    problem, _ = impersonal(problem_of(book))
    found = fewest(problem, lambda officer: officer.id in (first, second), LIMITS, most=1)
    assert found.count == 0
    everybody = fewest(problem, lambda officer: True, LIMITS)
    assert everybody.count == 4
    assert first not in everybody.kept


def days() -> list[date]:
    return [WEEK[0] + timedelta(days=n) for n in range(5)]


def test_a_rule_that_demands_duties_of_everybody_is_left_aside() -> None:
    book = plain(5)
    demand = RuleRow(
        rule="min_duties", strength=None, parameters=(("per", "horizon"), ("limit", "1"))
    )
    problem, left_out = impersonal(problem_of(replace(book, rules=(*book.rules, demand))))
    assert left_out == ("min_duties",)
    assert fewest(problem, lambda officer: True, LIMITS).count == 4


def test_the_kept_officers_alone_fill_the_month(tmp_path: object) -> None:
    book = plain(4)
    problem, _ = impersonal(problem_of(book))
    kept = set(fewest(problem, lambda officer: True, LIMITS).kept)
    alone = replace(book, officers=tuple(o for o in book.officers if o.officer in kept))
    alone = replace(
        alone,
        requests=tuple(row for row in book.requests if row.officer in kept),
        balances=tuple(row for row in book.balances if row.officer in kept),
    )
    from roster.solve import find_roster

    result = find_roster(problem_of(alone), LIMITS)
    assert result.roster is not None
    assert verify(problem_of(alone), result.roster).costs == {1: 0, 2: 0}


def test_where_the_book_has_too_few_more_of_each_kind_are_reckoned_with() -> None:
    # Two a week: 8 officers fill 16 of 20 places; ten are needed.
    found = staffing(plain(2), problem_of, LIMITS, why=True)
    everybody = found.needs[0]
    assert (found.copies, everybody.have, everybody.least.count) == (1, 8, 10)
    assert everybody.breaks is not None
    assert everybody.breaks.bound == 2
    # Without the weekly limit, and without no other rule alone, one fewer would do.
    assert found.relieving is not None
    assert [name.split(" ")[0] for name in found.relieving] == ["max_duties"]


def test_a_book_is_widened_by_every_kind_of_officer() -> None:
    # Each unit of the starter book has front;information, two of them front alone too.
    kinds = {(row.unit, row.competencies) for row in BOOK.officers}
    more = widened(BOOK, 2).officers[len(BOOK.officers) :]
    assert len(more) == 2 * len(kinds)
    assert {(row.unit, row.competencies) for row in more} == kinds


def test_what_no_number_of_officers_can_fill_is_impossible() -> None:
    book = plain(5)
    closed = RuleRow(
        rule="max_duties", strength=None, parameters=(("per", "horizon"), ("limit", "0"))
    )
    found = staffing(replace(book, rules=(*book.rules, closed)), problem_of, LIMITS)
    assert (found.needs[0].least.count, found.needs[0].least.possible) == (None, False)


def test_no_rule_is_blamed_while_one_fewer_may_still_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unproven(problem: Problem, *asked: Any, **more: Any) -> Least:
        found = fewest(problem, *asked, **more)
        return replace(found, bound=found.count - 1 if found.count else None)

    monkeypatch.setattr(needs, "fewest", unproven)
    assert staffing(plain(3), problem_of, LIMITS, why=True).relieving is None

"""Tests of the limit on an officer's duties in a day, week, month or horizon."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter
from tiny import day, judge, on, problem

from constraints import MaxDuties
from roster.model import History


@pytest.mark.parametrize(("served", "cost"), [(1, 0), (2, 0), (3, 1), (5, 3)])
def test_each_duty_above_the_limit_costs_one(served: int, cost: int) -> None:
    duties = [on(n) for n in range(5)]
    found = judge(
        MaxDuties(per="week", limit=2), problem(duties), *(("Ani", d) for d in duties[:served])
    )
    assert sum(v.cost for v in found) == cost
    assert [v.amount for v in found] == ([cost] if cost else [])


def test_a_day_counts_the_duties_that_start_on_it() -> None:
    night, morning, noon = on(0, "malam"), on(1), on(1, "siang")
    book = problem([night, morning, noon])
    rule = MaxDuties(per="day", limit=1)
    assert judge(rule, book, ("Ani", night), ("Ani", morning)) == []
    (found,) = judge(rule, book, ("Ani", morning), ("Ani", noon))
    assert (found.day, found.duties) == (day(1), (morning, noon))


def test_a_week_ends_on_sunday() -> None:
    saturday, sunday, monday = on(5), on(6), on(7)
    book = problem([saturday, sunday, monday], first=5)
    rule = MaxDuties(per="week", limit=1)
    assert judge(rule, book, ("Ani", sunday), ("Ani", monday)) == []
    assert len(judge(rule, book, ("Ani", saturday), ("Ani", sunday))) == 1


def test_a_week_over_new_year_is_one_week() -> None:
    # 31 December 2026 is a Thursday of ISO week 53, 1 January 2027 the Friday of the same week
    old, new = on(-60), on(-59)
    book = problem([old, new], first=-60)
    assert (old.day.year, new.day.year) == (2026, 2027)
    assert len(judge(MaxDuties(per="week", limit=1), book, ("Ani", old), ("Ani", new))) == 1
    assert judge(MaxDuties(per="month", limit=1), book, ("Ani", old), ("Ani", new)) == []


def test_duties_before_the_horizon_use_up_the_limit_of_its_first_week() -> None:
    wednesday, monday = on(2), on(7)
    past = [("Ani", on(0)), ("Ani", on(1)), ("Ani", on(-1)), ("Budi", on(0))]
    book = problem([wednesday, monday], first=2, past=past)
    rule = MaxDuties(per="week", limit=2)
    # Ani has Monday and Tuesday behind her: 2 + 1 - 2 = 1 too many; Sunday was another week
    (found,) = judge(rule, book, ("Ani", wednesday), ("Ani", monday), ("Budi", wednesday))
    assert (found.officers, found.amount, found.duties) == (("Ani",), 1, (wednesday,))


def test_a_past_above_the_limit_is_no_breach_by_itself() -> None:
    wednesday, thursday = on(2), on(3)
    past = [("Ani", on(0)), ("Ani", on(0, "siang")), ("Ani", on(1))]
    book = problem([wednesday, thursday], first=2, past=past)
    rule = MaxDuties(per="week", limit=1)
    assert judge(rule, book) == []
    (found,) = judge(rule, book, ("Ani", wednesday), ("Ani", thursday))
    assert found.cost == 2


def test_the_month_counts_its_past_and_the_horizon_does_not() -> None:
    duty = on(10)
    book = problem([duty], first=10, past=[("Ani", on(0)), ("Ani", on(-1))])
    assert len(judge(MaxDuties(per="month", limit=1), book, ("Ani", duty))) == 1
    assert judge(MaxDuties(per="month", limit=2), book, ("Ani", duty)) == []
    assert judge(MaxDuties(per="horizon", limit=1), book, ("Ani", duty)) == []


def test_a_session_counts_only_its_own_kind() -> None:
    duties = [on(0), on(0, "siang"), on(1, "siang")]
    book = problem(duties, first=0)
    rule = MaxDuties(per="week", limit=1, session="siang")
    assert judge(rule, book, ("Ani", duties[0]), ("Ani", duties[1])) == []
    (found,) = judge(rule, book, *(("Ani", duty) for duty in duties))
    assert found.duties == tuple(duties[1:])


@pytest.mark.parametrize(
    ("rule", "held"),
    [
        (MaxDuties(per="day", limit=1), {"Ani", "Budi"}),
        (MaxDuties(per="day", limit=0), {"Ani", "Budi"}),
        (MaxDuties(per="day", limit=2), set()),
        (MaxDuties(per="week", limit=1), set()),
        (MaxDuties(per="day", limit=1, session="pagi"), set()),
    ],
)
def test_one_duty_a_day_is_known_as_such(rule: MaxDuties, held: set[str]) -> None:
    book = problem([on(0)])
    assert rule.single_duty_officers(book, book.officers) == held


@pytest.mark.parametrize(
    ("parameters", "word"),
    [({"per": "year", "limit": 1}, "per is 'year'"), ({"per": "day", "limit": -1}, "limit is -1")],
)
def test_a_wrong_parameter_is_refused_by_name(parameters: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        MaxDuties(**parameters)  # type: ignore[arg-type]


def test_parameters_are_read_from_text() -> None:
    read = TypeAdapter(MaxDuties).validate_python({"per": "week", "limit": "2"})
    assert read == MaxDuties(per="week", limit=2)


def test_the_sentence_names_the_period_and_the_past() -> None:
    duty = on(2)
    book = problem([duty], first=2, past=[("Ani", on(0)), ("Ani", on(1))])
    rule = MaxDuties(per="week", limit=2)
    (found,) = judge(rule, book, ("Ani", duty))
    assert rule.explain(found, book, "id") == (
        "Ani mendapat 3 tugas dalam minggu mulai Senin, 1 Maret 2027 (2 di antaranya sebelum "
        "periode ini), 1 terlalu banyak untuk batas 2. Alihkan 1 di antaranya."
    )
    assert "3 duties in the week of Monday, 1 March 2027 (2 of them before this roster)" in (
        rule.explain(found, book, "en")
    )


@pytest.mark.parametrize(("before", "cost"), [(0, 0), (1, 0), (2, 1), (3, 2), (9, 3)])
def test_a_history_uses_up_the_limit_of_the_horizon_but_is_no_breach(
    before: int, cost: int
) -> None:
    duties = [on(n) for n in range(3)]
    book = problem(duties, history=(History("Ani", before),))
    rule = MaxDuties(per="horizon", limit=4, carry=True)
    found = judge(rule, book, *(("Ani", duty) for duty in duties))
    # 3 duties against 4 less those before, or none: min(3, before + 3 - 4)
    assert sum(v.cost for v in found) == cost


def test_carry_is_for_all_duties_of_the_horizon_only() -> None:
    with pytest.raises(ValueError, match="carry counts every duty before"):
        MaxDuties(per="week", limit=4, carry=True)


def test_one_more_is_allowed_in_the_week_that_holds_the_date_and_in_no_other() -> None:
    duties = [on(n) for n in (0, 2, 4, 7, 9, 11)]
    rule = MaxDuties(per="week", limit=2, one_more_on=day(3))
    # Three in the first week, as allowed once; three in the second, 1 too many for 2.
    (found,) = judge(rule, problem(duties), *(("Ani", d) for d in duties))
    assert (found.day, found.amount) == (day(11), 1)


def test_one_more_in_the_horizon_is_a_higher_limit_and_refused() -> None:
    with pytest.raises(ValueError, match="not for per=horizon"):
        MaxDuties(per="horizon", limit=2, one_more_on=day(0))

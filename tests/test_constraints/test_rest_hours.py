"""Tests of the hours of rest between two duties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import day, judge, on, problem

from constraints.rest_hours import RestHours


@pytest.mark.parametrize(
    ("start", "missing"),
    [("07:01", 0), ("07:00", 0), ("06:59", 1), ("06:00", 1), ("05:59", 2), ("04:00", 3)],
)
def test_each_started_hour_that_is_missing_costs_one(start: str, missing: int) -> None:
    # from 20:00 to 07:00 there are eleven hours
    one, other = on(0, "sore", "16:00", "20:00"), on(1, "dini", start, "12:00")
    found = judge(RestHours(11), problem([one, other]), ("Ani", one), ("Ani", other))
    assert [(v.amount, v.cost) for v in found] == ([(missing, missing)] if missing else [])


def test_a_night_is_followed_from_its_end() -> None:
    night, noon = on(0, "malam"), on(1, "siang")
    found = judge(RestHours(11), problem([night, noon]), ("Ani", night), ("Ani", noon))
    # from 06:00 to 13:00 there are 7 of 11 hours
    assert [(v.cost, v.fact("minutes")) for v in found] == [(4, 420)]


def test_duties_of_one_day_need_no_rest_unless_it_is_asked() -> None:
    duties = [on(0), on(0, "siang")]
    served = [("Ani", duty) for duty in duties]
    assert judge(RestHours(11), problem(duties), *served) == []
    # from 12:00 to 13:00 there is 1 of 11 hours
    found = judge(RestHours(11, same_day=True), problem(duties), *served)
    assert [v.cost for v in found] == [10]


def test_a_short_duty_in_between_does_not_end_an_earlier_one() -> None:
    duties = [on(0, "malam"), on(1, "subuh", "05:00", "05:30"), on(1, "siang")]
    found = judge(RestHours(8), problem(duties), *(("Ani", duty) for duty in duties))
    # malam and subuh overlap: 8 missing; 06:00 to 13:00: 1 missing; the last two are one day
    assert [v.cost for v in found] == [8, 1]


def test_duties_before_the_horizon_count_as_the_earlier() -> None:
    duty = on(0)
    book = problem([duty], past=[("Ani", on(-1, "malam")), ("Budi", on(-1, "siang"))])
    found = judge(RestHours(11), book, ("Ani", duty), ("Budi", duty))
    # Ani: 06:00 to 07:30, 1.5 of 11 hours; Budi: 16:00 to 07:30, 15.5
    assert [(v.officers, v.cost) for v in found] == [(("Ani",), 10)]


def test_hours_are_compared_across_time_zones() -> None:
    # 22:00 in Jakarta is 24:00 in Jayapura: 7.5 hours before 07:30 there
    late = on(0, "sore", "14:00", "22:00")
    east = on(1, room="TMR", zone="Asia/Jayapura")
    found = judge(RestHours(8), problem([late, east]), ("Ani", late), ("Ani", east))
    assert [v.cost for v in found] == [1]


def test_no_rest_is_not_a_rule() -> None:
    with pytest.raises(ValueError, match="hours is 0"):
        RestHours(0)


def test_duties_of_a_day_that_is_let_be_ask_for_no_rest() -> None:
    duties = [on(0, "malam"), on(1), on(1, "malam"), on(2)]
    rule = RestHours(11, except_on=day(1))
    assert judge(rule, problem(duties), *(("Ani", duty) for duty in duties)) == []
    # the night of day 0 ends at 06:00 on day 1, 25:30 before 07:30 on day 2: 27 lack two hours
    found = judge(replace(rule, hours=27), problem(duties), *(("Ani", d) for d in duties))
    assert [v.cost for v in found] == [2]

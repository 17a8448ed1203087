"""Erlang C against published values, the simulation against Erlang C and against simpy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from what_ifs import BOOK, changed

from roster.book.planning import VisitorRow
from roster.scenario.queues import (
    Stream,
    Target,
    erlang_c,
    erlang_desks,
    erlang_waits,
    simulated_desks,
    simulated_waits,
)
from roster.scenario.visitors import demands

TARGET = Target(wait=10, share=0.9)


def hourly(arrivals: float, minutes: float) -> Stream:
    return Stream(arrivals, 60, minutes)


def test_with_one_desk_a_visitor_waits_as_often_as_it_is_busy() -> None:
    # M/M/1: P(wait) = load.
    assert erlang_c(0.5, 1) == pytest.approx(0.5)
    # M/M/2 at load 1: P(0) = 1/(1 + 1 + 1/2 * 2) = 1/3, P(wait) = 1/3 * 1/2 * 2 = 1/3.
    assert erlang_c(1.0, 2) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("arrivals", "minutes", "desks", "share", "mean"),
    [
        (2, 15, 1, 64, 15),
        (2, 15, 2, 96, 1),
        (4, 20, 2, 62, 16),
        (4, 20, 3, 92, 2),
        (8, 20, 3, 32, 48),
        (8, 20, 4, 81, 6),
        (8, 20, 5, 95, 1),
        (12, 20, 5, 66, 11),
        (12, 20, 6, 90, 3),
    ],
)
def test_waits_agree_with_the_table_for_service_desks(
    arrivals: float, minutes: float, desks: int, share: int, mean: int
) -> None:
    waits = erlang_waits(hourly(arrivals, minutes), desks, TARGET)
    assert 100 * waits.share == pytest.approx(share, abs=0.6)
    assert waits.mean == pytest.approx(mean, abs=0.75)


def test_eight_an_hour_at_four_desks_to_four_places() -> None:
    # pyworkforce 0.5.1 gives 0.8057.
    assert erlang_waits(hourly(8, 20), 4, TARGET).share == pytest.approx(0.8057, abs=5e-5)


def test_the_fewest_desks_keep_the_target_and_one_fewer_do_not() -> None:
    stream = hourly(8, 20)
    desks = erlang_desks(stream, TARGET)
    assert desks == 5
    assert erlang_waits(stream, desks - 1, TARGET).share < TARGET.share


def test_no_desks_for_nobody_and_no_end_of_a_queue_that_grows() -> None:
    assert erlang_desks(hourly(0, 20), TARGET) == 0
    assert simulated_desks([hourly(0, 20)], TARGET) == 0
    assert erlang_waits(hourly(8, 20), 2, TARGET).share == 0
    assert erlang_waits(hourly(8, 20), 2, TARGET).mean == float("inf")


def test_a_long_simulation_comes_to_what_erlang_says() -> None:
    # 60 hours at one rate: the empty start has no weight any more.
    stream = Stream(8 * 60, 60 * 60, 20)
    waits = simulated_waits([stream], 4, TARGET, seed=1, replications=200)
    settled = erlang_waits(stream, 4, TARGET)
    assert waits.share == pytest.approx(settled.share, abs=3 * waits.margin + 0.01)


def test_a_short_morning_is_kinder_than_a_settled_queue() -> None:
    stream = hourly(12, 20)
    opened = simulated_waits([stream], 5, TARGET, seed=1)
    assert opened.share - opened.margin > erlang_waits(stream, 5, TARGET).share


def test_the_simulation_agrees_with_simpy() -> None:
    simpy = pytest.importorskip("simpy")
    import random

    draws = random.Random(5)
    waits: list[float] = []

    def visitor(env: object, desks: object) -> object:
        came = env.now  # type: ignore[attr-defined]
        with desks.request() as turn:  # type: ignore[attr-defined]
            yield turn
            waits.append(env.now - came)  # type: ignore[attr-defined]
            yield env.timeout(draws.expovariate(1 / 20))  # type: ignore[attr-defined]

    def door(env: object, desks: object) -> object:
        while True:
            gap = draws.expovariate(6 / 60)
            if env.now + gap > 240:  # type: ignore[attr-defined]
                return
            yield env.timeout(gap)  # type: ignore[attr-defined]
            env.process(visitor(env, desks))  # type: ignore[attr-defined]

    for _ in range(600):
        env = simpy.Environment()
        desks = simpy.Resource(env, 3)
        env.process(door(env, desks))
        env.run()
    ours = simulated_waits([Stream(24, 240, 20)], 3, TARGET, seed=2)
    theirs = sum(wait <= 10 for wait in waits) / len(waits)
    assert ours.share == pytest.approx(theirs, abs=0.03)


def test_the_same_seed_gives_the_same_waits() -> None:
    streams = [hourly(8, 20), hourly(2, 15)]
    assert simulated_waits(streams, 3, TARGET, 7) == simulated_waits(streams, 3, TARGET, 7)
    assert simulated_waits(streams, 3, TARGET, 7) != simulated_waits(streams, 3, TARGET, 8)


def visitor_row(day: int, start: time | None, arrivals: int, minutes: int) -> VisitorRow:
    return VisitorRow(
        room="PIP",
        session="pagi",
        post="front",
        date=date(2027, 2, day),
        start=start,
        arrivals=Fraction(arrivals),
        minutes=Fraction(minutes),
    )


def test_counts_are_averaged_over_the_days_and_weighted_by_visitors() -> None:
    # Two days of half hours from 08:00 and 09:00; the half hour between has nobody.
    # 08:00: (4 + 2) / 2 = 3 visitors, (4 x 10 + 2 x 25) / 6 = 15 minutes.
    # 09:00: (1 + 0) / 2 = 0.5 visitors of 12 minutes.
    rows = (
        visitor_row(1, time(8), 4, 10),
        visitor_row(2, time(8), 2, 25),
        visitor_row(2, time(9), 1, 12),
    )
    (demand,) = demands(replace(BOOK, visitors=rows))
    busy, gap, calm = demand.streams
    assert (busy.arrivals, busy.length, busy.minutes) == (3, 30, 15)
    assert (gap.arrivals, gap.length) == (0, 30)
    assert (calm.arrivals, calm.minutes) == (0.5, 12)
    assert demand.busiest is busy
    assert demand.arrivals == 3.5


def test_a_count_of_a_session_lasts_as_long_as_the_session() -> None:
    (demand,) = demands(replace(BOOK, visitors=(visitor_row(1, None, 9, 20),)))
    # 07:30 to 12:00 on a Monday.
    assert demand.streams == (Stream(9, 270, 20),)


def test_the_change_desks_makes_what_visitors_need_the_ideal(tmp_path: object) -> None:
    from pathlib import Path

    book = replace(BOOK, visitors=(visitor_row(1, time(8), 4, 20),))
    made = changed(Path(str(tmp_path)), "a:\n  - desks: {wait: 10, share: 90%}\n", book)
    # 8 an hour at 20 minutes: 5 desks by Erlang C, and the simulation needs no more.
    (post,) = [row for row in made.posts if (row.session, row.post) == ("pagi", "front")]
    assert (post.min, post.ideal, post.max) == (1, 5, 5)

"""Tests of units of which too many are away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import day, judge, on, problem

from constraints import LeaveCap
from roster.model import Leave, Officer, RuleUse, Unit
from roster.solve import Options, find_roster

OFFICERS = [Officer(name, name, "SET") for name in ("Ani", "Budi", "Cici")]
# Open on days 0 and 2. Ani is away on all days; Budi, if granted, on days 1 and 2.
BOOK = problem(
    [on(0), on(2)],
    OFFICERS,
    units=(Unit("SET", "Sekretariat"),),
    leaves=(
        Leave("Ani", day(0), day(2), kind="CS"),
        Leave("Budi", day(1), day(2), approved=False),
    ),
)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (LeaveCap(0), [(day(0), 1), (day(2), 2)]),
        (LeaveCap(1), [(day(2), 1)]),
        (LeaveCap(2), []),
        (LeaveCap(0, requested=False), [(day(0), 1), (day(2), 1)]),
        (LeaveCap(1, requested=False), []),
    ],
)
def test_open_days_with_too_many_away_are_counted(
    rule: LeaveCap, days: list[tuple[object, int]]
) -> None:
    assert [(v.day, v.cost) for v in judge(rule, BOOK)] == days


def test_who_is_not_appointed_is_not_away() -> None:
    gone = replace(OFFICERS[1], left=day(1))
    assert judge(LeaveCap(1), replace(BOOK, officers=(OFFICERS[0], gone))) == []


def test_no_roster_can_mend_it_so_a_must_has_none_and_a_priority_a_constant_cost() -> None:
    options = Options(seconds=20, workers=1)
    must = find_roster(replace(BOOK, rules=(RuleUse(LeaveCap(1)),)), options)
    assert (must.status, must.proven_infeasible) == ("infeasible", True)
    soft = find_roster(replace(BOOK, rules=(RuleUse(LeaveCap(0), 1),)), options)
    # one too many on day 0, two on day 2
    assert (soft.status, soft.priorities[0].cost) == ("optimal", 3)


def test_the_sentence_tells_neither_who_nor_why() -> None:
    (found,) = judge(LeaveCap(1), BOOK)
    assert found.officers == ()
    assert LeaveCap(1).explain(found, BOOK, "id") == (
        "Pada Rabu, 3 Maret 2027 2 petugas Sekretariat tidak berada di tempat, 1 di atas batas 1. "
        "Tunda cuti 1 di antaranya."
    )


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is -1; expected"):
        LeaveCap(-1)

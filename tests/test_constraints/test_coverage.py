"""Tests of the filling of posts."""

from __future__ import annotations

import pytest
from tiny import judge, on, problem

from constraints import Coverage
from roster.model import RuleUse
from roster.verify import verify

NAMES = ("Ani", "Budi", "Cici", "Dedi")
DUTY = on(0, min=1, ideal=3, max=3, competency="front")
BOOK = problem([DUTY], " ".join(NAMES))


@pytest.mark.parametrize(
    ("present", "below_min", "below_ideal"), [(0, 1, 2), (1, 0, 2), (2, 0, 1), (3, 0, 0)]
)
def test_a_place_below_min_is_not_counted_again_below_ideal(
    present: int, below_min: int, below_ideal: int
) -> None:
    served = [(name, DUTY) for name in NAMES[:present]]
    assert sum(v.cost for v in judge(Coverage("min"), BOOK, *served)) == below_min
    assert sum(v.cost for v in judge(Coverage("ideal"), BOOK, *served)) == below_ideal


@pytest.mark.parametrize(("present", "above"), [(0, 0), (1, 0), (2, 1), (3, 2)])
def test_each_officer_above_ideal_costs_one(present: int, above: int) -> None:
    duty = on(0, ideal=1, max=3)
    book = problem([duty], " ".join(NAMES))
    found = judge(Coverage("over"), book, *((name, duty) for name in NAMES[:present]))
    assert sum(v.cost for v in found) == above


@pytest.mark.parametrize("to", ["min", "ideal"])
def test_an_officer_above_max_is_unlawful_at_any_strength(to: str) -> None:
    (found,) = judge(Coverage(to), BOOK, *((name, DUTY) for name in NAMES))  # type: ignore[arg-type]
    assert (found.kind, found.amount, found.must) == ("above_max", 1, True)


def test_no_max_is_no_limit() -> None:
    open_ = on(0, max=None)
    book = problem([open_], " ".join(NAMES))
    assert judge(Coverage("ideal"), book, *((name, open_) for name in NAMES)) == []


def test_an_officer_above_max_is_one_breach_though_two_rows_report_it() -> None:
    uses = (RuleUse(Coverage("min"), 1), RuleUse(Coverage("ideal"), 2, weight=3))
    book = problem([DUTY], " ".join(NAMES), rules=uses)
    report = verify(book, book.roster([(name, DUTY.id) for name in NAMES]))
    assert report.hard == 1
    assert dict(report.costs) == {1: 0, 2: 0}


def test_whoever_serves_fills_a_place_in_scope_or_not() -> None:
    assert judge(Coverage("min"), BOOK, ("Ani", DUTY), scope=["Budi"]) == []
    assert len(judge(Coverage("min"), BOOK, scope=["Budi"])) == 1


def test_empty_places_of_every_day_are_told_in_order_of_time() -> None:
    duties = [on(2), on(0, "siang"), on(0)]
    found = judge(Coverage("min"), problem(duties))
    assert [v.duties[0] for v in found] == [duties[2], duties[1], duties[0]]


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="to is 'max'; expected min"):
        Coverage("max")  # type: ignore[arg-type]


def test_the_sentences_say_how_many_and_of_what_skill() -> None:
    where = "Senin, 1 Maret 2027 (pagi, desk, 07.30–12.00 WIB)"
    (below,) = judge(Coverage("min"), BOOK)
    (ideal,) = judge(Coverage("ideal"), BOOK, ("Ani", DUTY))
    (above,) = judge(Coverage("min"), BOOK, *((name, DUTY) for name in NAMES))
    rule = Coverage("min")
    assert rule.explain(below, BOOK, "id") == (
        f"{where} diisi 0 dari paling sedikit 1 petugas. "
        "Tugaskan 1 petugas lagi berkompetensi front."
    )
    assert rule.explain(ideal, BOOK, "id") == (
        f"{where} diisi 1 dari 3 petugas yang ideal; 2 tempat di atas jumlah minimum kosong. "
        "Tugaskan petugas lagi berkompetensi front bila ada."
    )
    assert rule.explain(above, BOOK, "id") == (
        f"{where} diisi 4 petugas (Ani, Budi, Cici dan Dedi), 1 di atas batas 3. "
        "Bebaskan 1 di antaranya."
    )


@pytest.mark.parametrize(("present", "cost"), [(2, 0), (3, 0), (4, 1), (5, 2)])
def test_each_officer_above_ideal_costs_one_where_no_more_are_wanted(
    present: int, cost: int
) -> None:
    duty = on(0, min=1, ideal=3, max=None)
    names = "Ani Budi Cici Dedi Eka"
    served = [(name, duty) for name in names.split()[:present]]
    found = judge(Coverage("over"), problem([duty], names), *served)
    assert [(v.kind, v.cost) for v in found] == ([("above_ideal", cost)] if cost else [])

"""Tests of the distance from a roster that people know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import judge, on, problem

from constraints import FewChanges
from roster.model import Assignment

ONE, TWO, THREE = on(0), on(1), on(2)
PLAIN = problem([ONE, TWO, THREE])
BOOK = replace(PLAIN, reference=(Assignment("Ani", ONE), Assignment("Budi", TWO)))


def test_the_same_roster_is_no_change() -> None:
    assert judge(FewChanges(), BOOK, ("Ani", ONE), ("Budi", TWO)) == []


def test_a_duty_that_passes_to_another_is_two_changes_or_one() -> None:
    served = [("Budi", ONE), ("Budi", TWO)]
    found = judge(FewChanges(), BOOK, *served)
    assert [(v.kind, v.officers, v.cost) for v in found] == [
        ("gone", ("Ani",), 1),
        ("new", ("Budi",), 1),
    ]
    assert [v.kind for v in judge(FewChanges(new=False), BOOK, *served)] == ["gone"]


@pytest.mark.parametrize(("limit", "cost"), [(1, 2), (2, 1), (3, 0), (4, 0)])
def test_changes_up_to_the_limit_are_free(limit: int, cost: int) -> None:
    # gone: Ani on day 0, Budi on day 1; new: Ani on day 2
    found = judge(FewChanges(limit=limit), BOOK, ("Ani", THREE))
    assert [(v.kind, v.cost) for v in found] == ([("too_many", cost)] if cost else [])


def test_new_hours_are_no_change() -> None:
    later = replace(ONE, end=TWO.start)
    book = problem([later, TWO], reference=(Assignment("Ani", ONE),))
    assert judge(FewChanges(), book, ("Ani", later)) == []


def test_what_nothing_could_keep_is_passed_over() -> None:
    reference = (Assignment("Ani", on(5)), Assignment("Eko", ONE))
    assert judge(FewChanges(), replace(PLAIN, reference=reference)) == []


def test_without_a_reference_nothing_is_asked() -> None:
    assert judge(FewChanges(), PLAIN, ("Ani", ONE)) == []


def test_only_the_officers_in_scope_are_held() -> None:
    assert judge(FewChanges(), BOOK, ("Ani", ONE), scope=["Ani"]) == []


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is -1; expected"):
        FewChanges(limit=-1)


def test_the_sentences_say_what_was_announced() -> None:
    gone, new = judge(FewChanges(new=True), BOOK, ("Budi", ONE), ("Budi", TWO))
    assert FewChanges().explain(gone, BOOK, "id") == (
        "Ani tidak lagi bertugas pada Senin, 1 Maret 2027 (pagi, desk, 07.30–12.00 WIB), padahal "
        "sudah diumumkan. Kembalikan tugas itu kepada Ani."
    )
    assert FewChanges().explain(new, BOOK, "en") == (
        "Budi newly serves on Monday, 1 March 2027 (pagi, desk, 07:30–12:00 WIB), which was not "
        "announced. Give the duty to whoever was announced."
    )

"""The books: shares reckoned by hand, sums of zero, swaps, and what next month opens with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    DUTIES,
    FRI_AM,
    FRI_PM,
    MON_AM,
    MON_PM,
    PROBLEM,
    ROSTER,
    THU_PM,
    TUESDAY,
    WEDNESDAY,
    act,
    draft,
    put,
    without,
)

from roster.amendment import Swap
from roster.ledger import BalanceEntry, Ledger, publish
from roster.ledger.balances import credited, opening, reckoned, totals
from roster.model import Balance, Leave, Officer, Roster

NEXT = replace(PROBLEM, first=date(2027, 4, 1), last=date(2027, 4, 30), duties=())


def test_every_kind_is_shared_by_weight() -> None:
    # Citra is away on the 1st, so she could serve on 2 of the 3 open days, the others on 3:
    # weights 3, 3, 2 of 8. Six duties: shares 18/8, 18/8, 12/8; served 3, 2, 1.
    problem = replace(PROBLEM, leaves=(Leave(CITRA, date(2027, 3, 1), date(2027, 3, 1)),))
    found = reckoned(problem, ROSTER, ())
    assert [found[who, "duties"] for who in (ANI, BUDI, CITRA)] == [
        Fraction(3, 4),
        Fraction(-1, 4),
        Fraction(-1, 2),
    ]
    # Two duties on Friday, Ani's and Budi's: shares 6/8, 6/8, 4/8.
    assert [found[who, "fridays"] for who in (ANI, BUDI, CITRA)] == [
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(-1, 2),
    ]
    # Two on the holiday, Citra's and Ani's.
    assert found[CITRA, "holidays"] == Fraction(1, 2)
    # Three mornings, one each: shares 9/8, 9/8, 6/8.
    assert found[BUDI, "session:pagi"] == Fraction(-1, 8)


@given(
    st.lists(st.tuples(st.sampled_from((ANI, BUDI, CITRA)), st.sampled_from(DUTIES)), unique=True)
)
def test_the_books_balance_whatever_the_roster(pairs: list[tuple[str, object]]) -> None:
    found = reckoned(PROBLEM, Roster.of(pairs), ())  # type: ignore[arg-type]
    for kind in {kind for _, kind in found}:
        assert sum(value for (_, k), value in found.items() if k == kind) == 0


def test_a_later_version_books_the_difference_only(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        moved = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))
        publish(ledger, draft(moved, seen=1), act(WEDNESDAY))
        assert totals(ledger.balance_entries()) == {
            key: value
            for key, value in reckoned(PROBLEM, moved, ()).items()
            if value or any((e.officer, e.kind) == key for e in ledger.balance_entries())
        }
        second = [e for e in ledger.balance_entries() if e.publication == 2]
        assert {(e.officer, e.kind, e.duties) for e in second} == {
            (ANI, "duties", -1),
            (CITRA, "duties", 1),
            (ANI, "fridays", -1),
            (CITRA, "fridays", 1),
            (ANI, "session:siang", -1),
            (CITRA, "session:siang", 1),
        }


def test_a_swap_changes_nobodys_balance() -> None:
    # Budi takes Ani's Friday afternoon, she takes his Monday afternoon.
    swapped = put(without(ROSTER, (ANI, FRI_PM), (BUDI, MON_PM)), (BUDI, FRI_PM), (ANI, MON_PM))
    swap = Swap(ANI, FRI_PM.id, BUDI, MON_PM.id)
    assert credited(swapped, [swap]) == ROSTER
    assert reckoned(PROBLEM, swapped, [swap]) == reckoned(PROBLEM, ROSTER, ())
    assert reckoned(PROBLEM, swapped, ()) != reckoned(PROBLEM, ROSTER, ())


def test_swaps_on_swaps_are_undone_from_the_last() -> None:
    one = Swap(ANI, FRI_PM.id, BUDI, MON_PM.id)
    two = Swap(BUDI, FRI_PM.id, ANI, THU_PM.id)
    after = put(
        without(ROSTER, (ANI, FRI_PM), (BUDI, MON_PM), (ANI, THU_PM)),
        (ANI, FRI_PM),
        (ANI, MON_PM),
        (BUDI, THU_PM),
    )
    assert credited(after, [one, two]) == ROSTER


def test_a_swap_that_a_repair_has_overtaken_counts_no_more() -> None:
    swapped = put(without(ROSTER, (ANI, FRI_PM), (BUDI, MON_PM)), (CITRA, FRI_PM), (ANI, MON_PM))
    assert credited(swapped, [Swap(ANI, FRI_PM.id, BUDI, MON_PM.id)]) == swapped


def test_next_month_opens_with_what_this_one_left(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        entries = ledger.balance_entries()
    # Six duties, equal weights: 3, 2 and 1 against 2.
    assert [b for b in opening(NEXT, entries) if b.kind == "duties"] == [
        Balance(ANI, "duties", Fraction(1)),
        Balance(CITRA, "duties", Fraction(-1)),
    ]
    assert opening(PROBLEM, entries) == ()


def test_the_books_table_of_balances_stands_in_place_of_the_ledgers(tmp_path: Path) -> None:
    own = Balance(ANI, "duties", Fraction(5))
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        found = opening(replace(NEXT, balances=(own,)), ledger.balance_entries())
    assert [b for b in found if b.kind == "duties"] == [own, Balance(CITRA, "duties", Fraction(-1))]
    assert any(b.officer == ANI and b.kind == "fridays" for b in found)


def test_an_officer_who_left_the_book_is_passed(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        found = opening(replace(NEXT, officers=(Officer(ANI),)), ledger.balance_entries())
        assert {balance.officer for balance in found} == {ANI}
        assert ledger.balance_entries(CITRA)


def test_a_correction_counts_from_the_period_after_its_own(tmp_path: Path) -> None:
    entry = BalanceEntry(
        BUDI,
        "duties",
        PROBLEM.first,
        PROBLEM.last,
        Fraction(1, 3),
        "bertugas di Monas",
        "Sari",
        TUESDAY,
    )
    with Ledger(tmp_path / "l", create=True) as ledger:
        ledger.correct(entry)
        assert ledger.balance_entries(BUDI) == (entry,)
        assert opening(NEXT, ledger.balance_entries()) == (Balance(BUDI, "duties", Fraction(1, 3)),)


def test_a_version_after_a_correction_leaves_the_correction_alone(tmp_path: Path) -> None:
    entry = BalanceEntry(
        ANI, "duties", PROBLEM.first, PROBLEM.last, Fraction(-1), "x", "Sari", TUESDAY
    )
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        ledger.correct(entry)
        publish(ledger, draft(without(ROSTER, (BUDI, FRI_AM)), seen=1), act(WEDNESDAY))
        mine = totals(ledger.balance_entries(ANI))[ANI, "duties"]
    # Five duties, shares 5/3: 3 - 5/3 = 4/3, less the correction of 1.
    assert mine == Fraction(1, 3)
    assert MON_AM in ROSTER.duties(ANI)

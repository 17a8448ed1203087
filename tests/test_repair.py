"""Repairs: fewest changes, fewest people, and what stays as it is; all reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import constraints as c
from roster.amendment import Absence, differences
from roster.model import Officer, PriorityResult, Problem, Roster, RuleUse
from roster.model.sketch import sketch
from roster.repair import Frozen, gaps, repair, stuck

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2027, 3, day) for day in range(1, 6))
START = Frozen(MONDAY)

RULES = (
    RuleUse(c.OnePlace()),
    RuleUse(c.Leave()),
    RuleUse(c.MaxDuties(per="day", limit=1)),
    RuleUse(c.Coverage(to="min"), 1),
    RuleUse(c.FairShare(of="duties"), 2),
)


def office(rows: str, *rules: RuleUse, away: tuple[Absence, ...] = ()) -> tuple[Problem, Roster]:
    problem, roster = sketch(rows, rules=rules or RULES)
    return replace(problem, leaves=tuple(absence.leave for absence in away)), roster


def told(found: object) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(c.duty.id[8:15], c.off, c.on) for c in found.differences]  # type: ignore[attr-defined]


def cost(row: PriorityResult | None) -> int:
    assert row is not None
    assert row.proven
    return row.cost


def test_nothing_changes_where_nothing_has_to() -> None:
    problem, roster = office("Ani: pagi - pagi -; Budi: - pagi - pagi")
    found = repair(problem, roster, roster, START)
    assert found.result.roster == roster
    assert found.differences == found.gaps == ()
    assert [cost(row) for row in (found.places, found.changes, found.told)] == [0, 0, 0]


def test_a_gap_is_filled_by_one_change_though_a_fairer_roster_needs_more() -> None:
    # Ani falls ill on Tuesday. Budi (3 duties) or Citra (1) can take it; Citra is the fairer.
    problem, roster = office(
        "Ani: pagi pagi pagi -; Budi: siang siang - siang; Citra: - - siang -",
        away=(Absence("Ani", TUESDAY, TUESDAY),),
    )
    found = repair(problem, roster, roster, START)
    assert told(found) == [("02/PIP/", ("Ani",), ("Citra",))]
    assert [cost(row) for row in (found.places, found.changes, found.told)] == [0, 2, 2]
    assert found.result.status == "optimal"
    assert [row.priority for row in found.result.priorities] == [1, 2]


def test_few_people_are_told_before_the_load_is_shared() -> None:
    # Ani is away on both days. Budi and Citra together would be fairer; Budi alone, who has
    # none, is one person fewer to tell, and so is Citra: either way two people, not three.
    problem, roster = office(
        "Ani: pagi pagi; Budi: - -; Citra: - -", away=(Absence("Ani", MONDAY, TUESDAY),)
    )
    found = repair(problem, roster, roster, START)
    assert cost(found.changes) == 4
    assert cost(found.told) == 2


def test_a_filled_place_is_not_left_empty_to_save_a_change() -> None:
    # Only Citra may serve on Tuesday, but Citra has Monday, and rest days forbid both. Fewest
    # changes alone would leave Tuesday empty; Monday goes to Budi instead: four changes.
    rules = (*RULES, RuleUse(c.RestDays(days=1)))
    problem, roster = office("Ani: - pagi; Budi: - -; Citra: pagi -", *rules)
    away = (Absence("Ani", MONDAY, TUESDAY).leave, Absence("Budi", TUESDAY, TUESDAY).leave)
    found = repair(replace(problem, leaves=away), roster, roster, START)
    assert cost(found.places) == 0
    assert cost(found.changes) == 4
    assert told(found) == [
        ("01/PIP/", ("Citra",), ("Budi",)),
        ("02/PIP/", ("Ani",), ("Citra",)),
    ]


def test_a_place_that_nobody_can_fill_falls_empty_and_is_counted() -> None:
    problem, roster = office("Ani: pagi; Budi: siang", away=(Absence("Ani", MONDAY, MONDAY),))
    found = repair(problem, roster, roster, START)
    assert cost(found.places) == 1
    assert told(found) == [("01/PIP/", ("Ani",), ())]
    (gap,) = found.gaps
    assert [(s.officer, s.lawful) for s in gap.substitutes] == [("Ani", False), ("Budi", False)]


def test_past_and_frozen_days_stay_as_they_are() -> None:
    # Ani's Friday can only be filled by Budi, whose rest day is Thursday: without frozen days
    # Thursday would move: to Ani, as Citra would be a third person to tell. With Thursday
    # frozen Friday falls empty.
    rules = (*RULES, RuleUse(c.RestDays(days=1)))
    rows = "Ani: - - - - pagi; Budi: - - - pagi -; Citra: - - - - -"
    problem, roster = office(rows, *rules)
    away = (
        Absence("Ani", FRIDAY, FRIDAY).leave,
        Absence("Citra", FRIDAY, FRIDAY).leave,
    )
    problem = replace(problem, leaves=away)
    free = repair(problem, roster, roster, START)
    assert told(free) == [
        ("04/PIP/", ("Budi",), ("Ani",)),
        ("05/PIP/", ("Ani",), ("Budi",)),
    ]
    for frozen in (Frozen(FRIDAY), Frozen(MONDAY, frozenset({THURSDAY}))):
        held = repair(problem, roster, roster, frozen)
        assert told(held) == [("05/PIP/", ("Ani",), ())]


def test_frozen_days_that_break_a_rule_are_named() -> None:
    problem, roster = office("Ani: pagi -; Budi: - pagi", away=(Absence("Ani", MONDAY, MONDAY),))
    frozen = Frozen(TUESDAY)
    found = repair(problem, roster, roster, frozen)
    assert found.result.roster is None
    assert found.result.proven_infeasible
    ((use, (violation,)),) = stuck(problem, roster, frozen)
    assert (use.name, violation.officers, violation.day) == ("leave", ("Ani",), MONDAY)


def test_a_new_holiday_takes_duties_away_and_changes_no_other() -> None:
    problem, roster = office("Ani: pagi - pagi -; Budi: - pagi - pagi")
    closed = tuple(duty for duty in problem.duties if duty.day != TUESDAY)
    found = repair(replace(problem, duties=closed), roster, roster, START)
    assert told(found) == [("02/PIP/", ("Budi",), ())]
    assert cost(found.changes) == 0
    assert found.gaps == ()


def test_a_new_officer_changes_nothing_by_arriving() -> None:
    problem, roster = office("Ani: pagi pagi; Budi: siang siang")
    more = replace(problem, officers=(*problem.officers, Officer("Dewi", "Dewi")))
    assert repair(more, roster, roster, START).result.roster == roster


def test_an_officer_who_left_is_replaced() -> None:
    problem, roster = office("Ani: pagi pagi; Budi: - -")
    fewer = replace(problem, officers=problem.officers[1:])
    found = repair(fewer, roster, roster, START)
    assert told(found) == [
        ("01/PIP/", ("Ani",), ("Budi",)),
        ("02/PIP/", ("Ani",), ("Budi",)),
    ]
    assert {gap.officer for gap in found.gaps} == {"Ani"}


def test_other_hours_keep_their_officers_who_are_told() -> None:
    problem, roster = office("Ani: pagi -; Budi: - pagi")
    first, *rest = problem.duties
    later = replace(first, start=first.start.replace(hour=9))
    found = repair(replace(problem, duties=(later, *rest)), roster, roster, START)
    assert [(change.duty.id, change.moved) for change in found.differences] == [
        (first.id, ("Ani",))
    ]


def test_hours_that_come_to_overlap_are_untangled() -> None:
    # Ani's afternoon is moved into Ani's morning: one of the two goes to Budi.
    rules = (RuleUse(c.OnePlace()), RuleUse(c.Coverage(to="min"), 1))
    problem, roster = office("Ani: pagi+siang; Budi: -", *rules)
    morning, afternoon = problem.duties
    early = replace(afternoon, start=morning.start.replace(hour=9))
    found = repair(replace(problem, duties=(morning, early)), roster, roster, START)
    assert cost(found.changes) == 2


def test_ten_repairs_in_a_row_are_the_same_as_one_with_all_ten_changes() -> None:
    """Each is measured against the roster that officers hold, so that nothing drifts."""
    names = ["Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri"]
    rows = "; ".join(
        f"{name}: "
        + " ".join("pagi" if (n + day) % 6 == 0 else "-" for day in range(15))
        + " "
        + " ".join("siang" if (n + day) % 6 == 3 else "-" for day in range(15))
        for n, name in enumerate(names)
    )
    problem, roster = office(rows)
    holders = [(who, duty.day) for who, duty in roster.assignments][:20:2]
    away = [Absence(who, day, day) for who, day in holders]
    assert len(set(away)) == 10
    at_once = replace(problem, leaves=tuple(a.leave for a in away))
    together = repair(at_once, roster, roster, START).result.roster
    current = roster
    for count in range(1, 11):
        so_far = replace(problem, leaves=tuple(a.leave for a in away[:count]))
        found = repair(so_far, roster, current, START)
        assert found.result.roster is not None
        current = found.result.roster
    assert current == together
    assert len(differences(roster, current)) == 10


def test_substitutes_are_ranked_by_price_and_the_unlawful_are_named_with_the_rule() -> None:
    # Ani's Monday: Budi is on another duty that day; Citra has no duty, Dewi has one. Without
    # Ani's, entitlements are 3 places / 4 officers; the fairer substitute is Citra.
    problem, roster = office(
        "Ani: pagi -; Budi: siang -; Citra: - -; Dewi: - pagi",
        away=(Absence("Ani", MONDAY, MONDAY),),
    )
    (gap,) = gaps(problem, roster)
    assert (gap.officer, gap.duty.day) == ("Ani", MONDAY)
    assert [s.officer for s in gap.substitutes if s.lawful] == ["Citra", "Dewi"]
    prices = [dict(s.price) for s in gap.substitutes if s.lawful]
    assert [price[1] for price in prices] == [-1, -1]
    assert prices[0][2] < prices[1][2]
    broken = {s.officer: [use.name for use, _ in s.broken] for s in gap.substitutes if s.broken}
    assert broken == {"Ani": ["leave"], "Budi": ["max_duties"]}

"""Tests of rules that name groups of officers, and of those that ask contracts for numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from small_book import at, book, closure, settings

from roster.book.problem import build_problem
from roster.book.tables import ContractRow, OfficerRow, RuleRow, UnitRow
from roster.errors import InputError, Issue
from roster.model import RuleUse
from roster.registry import rules

MONTH = date(2027, 1, 1), date(2027, 1, 31)
OFFICERS = (
    OfficerRow(officer="A", unit="SET", competencies=("front",), contract="full"),
    OfficerRow(officer="B", unit="SET", competencies=("front",), contract="half"),
    OfficerRow(officer="C", unit="RUK", competencies=("front",), contract="half"),
    OfficerRow(officer="D", unit="RUK", competencies=("front",)),
)
UNITS = (UnitRow(unit="SET"), UnitRow(unit="RUK"))


def limit(contract: str, name: str, value: int, row: int = 2) -> ContractRow:
    place = at(row, "contracts")
    return ContractRow(contract=contract, limit=name, value=value, at=place)


LIMITS = (limit("full", "a_month", 8), limit("half", "a_month", 4, 3), limit("half", "row", 2, 4))


def rule(name: str, applies_to: str = "", strength: int | None = None, **fields: str) -> RuleRow:
    return RuleRow(
        rule=name,
        strength=strength,
        weight=2,
        applies_to=applies_to,
        parameters=tuple(fields.items()),
        at=at(7, "rules"),
    )


def built(*rows: RuleRow, **tables: Any) -> tuple[tuple[RuleUse, ...], tuple[Issue, ...]]:
    office = {"officers": OFFICERS, "units": UNITS, "contracts": LIMITS} | tables
    problem, warnings = build_problem(book(**office, rules=rows), *MONTH, rules(), language="en")
    return problem.rules, warnings


def faults(*rows: RuleRow, **tables: Any) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        built(*rows, **tables)
    return [issue for issue in caught.value.issues if not issue.warning]


def test_a_rule_becomes_one_for_each_contract_that_has_the_limit() -> None:
    found, _ = built(rule("max_duties", "", 3, per="month", limit="contract:a_month"))
    assert [(use.rule.limit, use.officers) for use in found] == [  # type: ignore[attr-defined]
        (8, frozenset("A")),
        (4, frozenset("BC")),
    ]
    assert [(use.priority, use.weight) for use in found] == [(3, 2), (3, 2)]
    assert [use.applies_to for use in found] == ["contract:full", "contract:half"]


def test_applies_to_narrows_each_contract() -> None:
    found, _ = built(rule("max_duties", "unit:SET", per="month", limit="kontrak: a_month"))
    assert [use.officers for use in found] == [frozenset("A"), frozenset("B")]
    assert [use.applies_to for use in found] == ["unit:SET (full)", "unit:SET (half)"]


def test_officers_whose_contract_lacks_the_limit_are_not_bound() -> None:
    (found,), _ = built(rule("run_length", most="contract:row"))
    assert (found.rule.most, found.officers) == (2, frozenset("BC"))  # type: ignore[attr-defined]


def test_a_limit_that_no_contract_has_is_a_fault_with_a_suggestion() -> None:
    (issue,) = faults(rule("max_duties", per="month", limit="contract:a_mont"))
    assert issue.where == "office.xlsx: rules!I7"
    assert issue.found == 'no contract has the limit "a_mont"'
    assert issue.advice == 'Did you mean "a_month"?'


def test_a_number_that_the_rule_refuses_is_a_fault_of_the_contract() -> None:
    limits = (limit("full", "a_month", -1, 5),)
    (issue,) = faults(rule("max_duties", per="month", limit="contract:a_month"), contracts=limits)
    assert issue.where == "office.xlsx: contracts!K5"
    assert "limit is -1" in issue.found


def test_a_contract_with_one_of_two_limits_is_a_fault() -> None:
    (issue,) = faults(rule("run_length", least="contract:row", most="contract:a_month"))
    assert issue.found == 'the contract "full" lacks row'
    assert "every limit that office.xlsx: rules!I7 asks for" in issue.expected


def test_a_limit_that_no_rule_asks_for_is_a_warning() -> None:
    _, warnings = built(rule("max_duties", per="month", limit="contract:a_month"))
    (idle,) = (issue for issue in warnings if "contracts" in issue.where)
    assert idle.found == 'no rule asks for the limit "row"'


def test_a_parameter_may_name_a_group_even_by_contract() -> None:
    (found,), _ = built(rule("apart", "unit:SET", others="contract:half"))
    assert found.rule.others == "contract:half"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("unit:SAT", '"unit:SAT" is not known'),
        ("unit:SET|unit:SAT", '"unit:SAT" is not known'),
        ("units:SET", 'unknown selector "units:SET"'),
    ],
)
def test_an_unknown_group_in_a_parameter_is_one_fault_with_its_cell(group: str, found: str) -> None:
    (issue,) = faults(rule("together", mentors=group))
    assert (issue.where, issue.found) == ("office.xlsx: rules!I7", found)


def test_a_group_of_nobody_in_a_parameter_is_a_warning() -> None:
    _, warnings = built(rule("together", mentors="unit:SWA"), units=(*UNITS, UnitRow(unit="SWA")))
    assert 'office.xlsx: rules!I7: "unit:SWA" means nobody' in map(str, warnings)


def test_holidays_are_public_holidays_and_special_openings_of_the_period() -> None:
    office = book(
        settings=settings(language="en", country="ID"),
        closures=(closure(date(2027, 1, 9), "open"), closure(date(2027, 2, 6), "open")),
    )
    problem, _ = build_problem(office, *MONTH, rules())
    # New Year's Day, and Saturday the 9th; what else is a holiday stands in the calendar.
    assert {date(2027, 1, 1), date(2027, 1, 9)} <= problem.holidays
    assert all(MONTH[0] <= day <= MONTH[1] for day in problem.holidays)
    assert date(2027, 1, 11) not in problem.holidays

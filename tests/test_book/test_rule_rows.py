"""Tests of the table of rules: parameters, strength, and the officers bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

import pytest
from small_book import at, book, post

from roster.book.problem import build_problem
from roster.book.tables import CompetencyRow, ContractRow, OfficerRow, RuleRow, UnitRow
from roster.errors import InputError, Issue
from roster.model import Rule, RuleUse
from roster.model.language import LANGUAGES
from roster.registry import rules

MONTH = date(2027, 1, 1), date(2027, 1, 31)


@dataclass(frozen=True)
class Sample(Rule):
    """A rule with a parameter of each sort."""

    code: ClassVar[str] = "sample"
    group: ClassVar[str] = "test"
    may_be_must: ClassVar[bool] = False

    sessions: tuple[str, ...]
    numbers: tuple[int, ...] | None = None
    day: date | None = None
    share: float = 1.0
    strict: bool = False
    edge: Literal["start", "end"] = "start"


@dataclass(frozen=True)
class Iron(Rule):
    """A rule that can only be a must."""

    code: ClassVar[str] = "iron"
    group: ClassVar[str] = "test"
    may_be_soft: ClassVar[bool] = False


KNOWN: dict[str, type[Rule]] = {**rules(), "sample": Sample, "iron": Iron}

OFFICERS = (
    OfficerRow(officer="A", unit="SET", competencies=("front", "supervisor")),
    OfficerRow(officer="B", unit="SET", competencies=("front",), contract="half"),
    OfficerRow(officer="C", unit="RUK", competencies=("front",)),
    OfficerRow(officer="D", unit="RUK", competencies=("front",), contract="half"),
)
GROUPS = {
    "officers": OFFICERS,
    "units": (UnitRow(unit="SET"), UnitRow(unit="RUK"), UnitRow(unit="half")),
    "contracts": (ContractRow(contract="half", limit="max_duties", value=4),),
    "competencies": (
        CompetencyRow(officer="B", competency="supervisor", valid_until=date(2027, 1, 1)),
        CompetencyRow(officer="C", competency="supervisor", valid_until=date(2026, 12, 31)),
    ),
    "posts": (post("pagi"), post("siang"), post("siang", "penyelia", competency="signing", min=0)),
}


def row(rule: str, strength: int | None = None, applies_to: str = "", **parameters: str) -> RuleRow:
    return RuleRow(
        rule=rule,
        strength=strength,
        applies_to=applies_to,
        parameters=tuple(parameters.items()),
        at=at(7, "rules"),
    )


def uses(*rows: RuleRow, **tables: Any) -> tuple[RuleUse, ...]:
    office = book(**(GROUPS | tables), rules=rows)
    return build_problem(office, *MONTH, KNOWN, language="en")[0].rules


def fault(*rows: RuleRow, language: str = "en") -> Issue:
    """The one fault that a table of rules has; warnings about posts left aside."""
    with pytest.raises(InputError) as caught:
        build_problem(book(**GROUPS, rules=rows), *MONTH, KNOWN, language=language)
    (issue,) = (issue for issue in caught.value.issues if not issue.warning)
    return issue


def test_rows_become_rules_in_the_order_of_the_book() -> None:
    found = uses(
        row("one_place"),
        row("max_duties", per="week", limit="2"),
        RuleRow(rule="coverage", strength=1, weight=5, parameters=(("to", "ideal"),)),
    )
    assert [use.name for use in found] == ["one_place", "max_duties", "coverage"]
    assert found[1].rule == KNOWN["max_duties"](per="week", limit=2)  # type: ignore[call-arg]
    assert [use.priority for use in found] == [None, None, 1]
    assert [use.weight for use in found] == [1, 1, 5]
    assert found[0].where == "office.xlsx: rules!7"
    assert found[0].officers is None


def test_the_same_rule_may_stand_twice() -> None:
    found = uses(row("max_duties", per="day", limit="1"), row("max_duties", per="week", limit="3"))
    assert [use.rule.limit for use in found] == [1, 3]  # type: ignore[attr-defined]


def test_lists_numbers_dates_and_truths_are_read_from_text() -> None:
    (use,) = uses(
        row(
            "sample",
            1,
            sessions="pagi| siang",
            numbers="1|2",
            day="2027-03-01",
            share="0.5",
            strict="true",
            edge="end",
        )
    )
    assert use.rule == Sample(("pagi", "siang"), (1, 2), date(2027, 3, 1), 0.5, True, "end")


def test_an_unknown_rule_is_a_fault_with_its_cell_and_a_suggestion() -> None:
    issue = fault(row("max_dutys"))
    assert issue.where == "office.xlsx: rules!F7"
    assert issue.found == 'unknown rule "max_dutys"'
    assert "rest_days" in issue.expected
    assert issue.advice == 'Did you mean "max_duties"?'


def test_an_unknown_parameter_is_a_fault_with_its_cell_and_a_suggestion() -> None:
    issue = fault(row("max_duties", per="week", limt="2", limit="2"))
    assert issue.where == "office.xlsx: rules!I7"
    assert issue.found == 'rule max_duties has no parameter "limt"'
    assert issue.advice == 'Did you mean "limit"?'


def test_a_parameter_of_a_rule_that_has_none_is_a_fault() -> None:
    assert fault(row("one_place", days="2")).expected == "no parameters"


@pytest.mark.parametrize(
    ("rule", "parameters", "found", "expected"),
    [
        ("max_duties", {"per": "week", "limit": "dua"}, 'limit="dua"', "a whole number"),
        ("max_duties", {"per": "week", "limit": "2.5"}, 'limit="2.5"', "a whole number"),
        ("sample", {"sessions": "a", "edge": "middle"}, 'edge="middle"', "'start' or 'end'"),
        ("sample", {"sessions": "a", "strict": "perhaps"}, 'strict="perhaps"', "true or false"),
        ("sample", {"sessions": "a", "share": "much"}, 'share="much"', "a number"),
        (
            "sample",
            {"sessions": "a", "day": "2027-02-30"},
            'day="2027-02-30"',
            "a date such as 2027-03-01",
        ),
        ("sample", {}, "rule sample needs the parameter sessions", "sessions=…"),
    ],
)
def test_a_value_that_cannot_be_read_is_a_fault_with_what_was_expected(
    rule: str, parameters: dict[str, str], found: str, expected: str
) -> None:
    issue = fault(row(rule, 1, **parameters))
    assert (issue.where, issue.found, issue.expected) == (
        "office.xlsx: rules!I7",
        found,
        expected,
    )


def test_what_the_rule_itself_refuses_is_a_fault_in_its_words() -> None:
    issue = fault(row("rest_days", days="0"))
    assert issue.found.startswith("rule rest_days: days is 0; expected")


def test_a_parameter_given_twice_is_a_fault() -> None:
    twice = RuleRow(rule="rest_days", strength=None, parameters=(("days", "1"), ("days", "2")))
    assert fault(twice).found == "parameter days stands twice"


def test_a_rule_that_cannot_be_a_must_is_refused_as_one() -> None:
    issue = fault(row("sample", None, sessions="pagi"))
    assert issue.where == "office.xlsx: rules!G7"
    assert issue.found == "rule sample cannot be a must"


def test_a_rule_that_must_be_a_must_is_refused_as_a_priority() -> None:
    assert fault(row("iron", 3)).found == "rule iron cannot have priority 3"


def test_a_priority_below_one_is_refused() -> None:
    assert fault(row("coverage", 0, to="min")).expected == "must, 1, 2, 3, …"


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_come_in_both_languages(language: str) -> None:
    expected = {"id": "aturan max_dutys tidak dikenal", "en": "unknown rule max_dutys"}
    assert fault(row("max_dutys"), language=language).found.replace('"', "") == expected[language]


@pytest.mark.parametrize(
    ("applies_to", "officers"),
    [
        ("unit:SET", "AB"),
        ("SET", "AB"),
        ("unit:SET; unit:RUK", "ABCD"),
        ("competency:front", "ABCD"),
        # B's certificate ends on the first day of the month, C's on the eve.
        ("competency:supervisor", "AB"),
        ("supervisor", "AB"),
        ("contract:half", "BD"),
        ("officer:C", "C"),
        ("C; D", "CD"),
        ("not:unit:SET", "CD"),
        ("not:SET; not:D", "C"),
        ("front; not:contract:half", "AC"),
        ("not:contract:half; unit:SET", "A"),
        ("kompetensi:supervisor; bukan:petugas:A", "B"),
        ("Unit : SET ;", "AB"),
    ],
)
def test_applies_to_names_the_officers_bound(applies_to: str, officers: str) -> None:
    (use,) = uses(row("one_place", applies_to=applies_to))
    assert use.officers == frozenset(officers)
    assert use.applies_to == applies_to


@pytest.mark.parametrize(
    ("applies_to", "found", "hint"),
    [
        ("unit:SAT", '"unit:SAT" is not known', 'Did you mean "SET"?'),
        ("suprvisor", '"suprvisor" is not known', 'Did you mean "supervisor"?'),
        ("units:SET", 'unknown selector "units:SET"', 'Did you mean "unit"?'),
        ("unit:SET; officer:X", '"officer:X" is not known', ""),
        ("unit:", '"unit:" is not known', ""),
        ("not:", '"" is not known', ""),
    ],
)
def test_an_unknown_selector_is_a_fault_with_a_suggestion(
    applies_to: str, found: str, hint: str
) -> None:
    issue = fault(row("one_place", applies_to=applies_to))
    assert (issue.where, issue.found, issue.advice) == ("office.xlsx: rules!H7", found, hint)


def test_a_word_that_names_two_groups_is_ambiguous() -> None:
    issue = fault(row("one_place", applies_to="half"))
    assert issue.found == '"half" is ambiguous'
    assert issue.expected == "unit:half / contract:half"


def test_a_rule_that_binds_nobody_is_a_warning() -> None:
    office = book(**GROUPS, rules=(row("one_place", applies_to="unit:half"),))
    found, warnings = build_problem(office, *MONTH, KNOWN)
    assert found.rules[0].officers == frozenset()
    assert 'office.xlsx: rules!H7: "unit:half" means nobody' in map(str, warnings)


def test_all_faults_of_all_rows_come_in_one_run() -> None:
    rows = (row("max_dutys"), row("rest_days", dys="1"), row("coverage", 1, "SAT", to="most"))
    with pytest.raises(InputError) as caught:
        build_problem(book(**GROUPS, rules=rows), *MONTH, KNOWN)
    # The rule; its parameter, unknown and missing; the officers and the value.
    assert sum(not issue.warning for issue in caught.value.issues) == 5

"""What rules are called, and what tells rows of one rule apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from constraints import Coverage, FairShare, MaxDuties
from roster.model import Rule, RuleUse
from roster.model.naming import (
    RULES,
    Row,
    by_priority,
    parameter_text,
    priority_names,
    rule_label,
    rule_title,
)
from roster.model.sketch import sketch
from roster.registry import rules


@dataclass(frozen=True)
class Foreign(Rule):
    """A rule of an outside pack."""

    code = "night_guard"
    group = "service"

    who: frozenset[str] = frozenset({"b", "a", "c"})
    of: str = "duties"
    exact: bool = False


def test_a_rule_of_an_outside_pack_is_shown_by_its_code_and_parameters() -> None:
    assert rule_label(Foreign(of="x"), "id") == "night_guard"
    assert parameter_text(Foreign()) == "who=a, b, c; of=duties"


def test_rules_of_one_kind_are_told_apart() -> None:
    uses = (Coverage(to="min"), Coverage(to="ideal"), FairShare(of="duties"))
    assert [rule_label(rule, "en") for rule in uses] == [
        "Coverage of places: to the minimum",
        "Coverage of places: to the ideal",
        "Fair share among officers: number of duties",
    ]


def test_priorities_are_named_with_what_tells_their_rows_apart() -> None:
    problem, _ = sketch("Ani: -; : pagi")
    uses = (
        RuleUse(FairShare(of="duties"), 3),
        RuleUse(FairShare(of="session"), 4),
        RuleUse(MaxDuties(per="week", limit=2), 5),
        RuleUse(MaxDuties(per="month", limit=4), 5, applies_to="unit:SET"),
        RuleUse(MaxDuties(per="month", limit=4)),
    )
    assert priority_names(replace(problem, rules=uses), "id") == {
        3: "Pemerataan antarpetugas: jumlah tugas",
        4: "Pemerataan antarpetugas: per sesi",
        5: "Batas jumlah tugas (per=week; limit=2); "
        "Batas jumlah tugas (per=month; limit=4; unit:SET)",
    }


def test_a_row_alone_of_its_kind_needs_nothing_besides_its_name() -> None:
    rows = [Row(1, "requests", ("leave_weight=1",)), Row(1, "requests", ("leave_weight=1",))]
    assert by_priority(rows, "en") == {1: "Officers' wishes"}


def test_every_rule_of_the_house_has_a_title_in_both_languages() -> None:
    assert list(RULES) == list(rules())
    for code in rules():
        assert code != rule_title(code, "id") != rule_title(code, "en") != code

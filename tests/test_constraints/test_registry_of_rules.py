"""What every rule of the registry owes its readers and its testers."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from oracle import Costs, Pairs, judged_by_check, oracle_cases
from pydantic import TypeAdapter, ValidationError
from tiny import renamed

from constraints import RULES
from roster.model import Problem, Roster, Rule, Violation
from roster.verify import verify

PARTS = ("Requires", "Why", "Source", "Parameters", "Example", "Limitations")

BY_CODE = [pytest.param(rule, id=rule.code) for rule in RULES]


@cache
def judged_cases(code: str) -> list[tuple[Problem, dict[Pairs, tuple[int, Costs]]]]:
    """The cases of a rule, every roster judged."""
    return [(book, judged_by_check(book)) for _, book in oracle_cases(code)]


@cache
def violations(code: str) -> list[tuple[Rule, Violation, Problem]]:
    """What the cases of a rule bring forth, once for each kind and size."""
    found: dict[object, tuple[Rule, Violation, Problem]] = {}
    for book, judged in judged_cases(code):
        for pairs in list(judged)[::7]:
            roster = Roster.of((who, book.duty[duty]) for who, duty in pairs)
            for use, entries in verify(book, roster).entries:
                for violation in entries:
                    key = (violation.kind, violation.amount, len(violation.duties))
                    found.setdefault(key, (use.rule, violation, book))
    return list(found.values())


def test_no_two_rules_share_a_code() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_rule_stands_in_the_module_of_its_code(rule: type[Rule]) -> None:
    assert rule.__module__ == f"constraints.{rule.code}"


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_module_says_its_rule_in_one_sentence(rule: type[Rule]) -> None:
    sentence = importlib.import_module(rule.__module__).__doc__ or ""
    assert re.fullmatch(r"[A-Z][^\n.]+\.", sentence.strip())


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_docstring_has_every_part_in_order_and_none_empty(rule: type[Rule]) -> None:
    text = rule.__doc__ or ""
    found = re.findall(r"^    (\w+):?\n+        \S", text, flags=re.MULTILINE)
    assert [part for part in found if part in PARTS] == list(PARTS)


@pytest.mark.parametrize("rule", BY_CODE)
def test_the_examples_of_a_docstring_come_out_as_written(rule: type[Rule]) -> None:
    module = importlib.import_module(rule.__module__)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_docstring_names_every_parameter(rule: type[Rule]) -> None:
    text = (rule.__doc__ or "").partition("Parameters")[2].partition("Example")[0]
    for field in fields(rule):  # type: ignore[arg-type]
        assert re.search(rf"^ +`*{field.name}`*:", text, flags=re.MULTILINE), field.name


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_rule_has_a_test_module_and_cases_for_the_oracle(rule: type[Rule]) -> None:
    assert (Path(__file__).parent / f"test_{rule.code}.py").is_file()
    assert len(oracle_cases(rule.code)) >= 4


@pytest.mark.parametrize("rule", BY_CODE)
def test_an_unknown_parameter_is_refused(rule: type[Rule]) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(rule).validate_python({"limitt": "2"})
    assert any(fault["loc"] == ("limitt",) for fault in refused.value.errors())


@pytest.mark.parametrize("rule", BY_CODE)
def test_a_must_only_rule_has_no_soft_cases_and_a_soft_only_rule_no_must_cases(
    rule: type[Rule],
) -> None:
    strengths = {
        "must" if use.priority is None else "soft"
        for _, book in oracle_cases(rule.code)
        for use in book.rules
        if use.rule.code == rule.code
    }
    may = {"must": rule.may_be_must, "soft": rule.may_be_soft}
    assert strengths == {strength for strength, allowed in may.items() if allowed}


@pytest.mark.parametrize("rule", BY_CODE)
def test_the_order_of_officers_and_their_ids_changes_no_verdict(rule: type[Rule]) -> None:
    for book, judged in judged_cases(rule.code):
        ids = sorted(officer.id for officer in book.officers)
        names = dict(zip(ids, [f"x{n}" for n in reversed(range(len(ids)))], strict=True))
        other = renamed(book, names)
        for pairs, (hard, costs) in list(judged.items())[::5]:
            roster = Roster.of((names[who], other.duty[duty]) for who, duty in pairs)
            report = verify(other, roster)
            assert (report.hard, dict(report.costs)) == (hard, costs)


@pytest.mark.parametrize("rule", BY_CODE)
def test_violations_come_by_day_and_at_one_moment_by_officer(rule: type[Rule]) -> None:
    for _, book in oracle_cases(rule.code):
        everyone = Roster.of((o.id, duty) for o in book.officers for duty in book.duties)
        for _, found in verify(book, everyone).entries:
            days = [violation.day for violation in found if violation.day]
            assert days == sorted(days)


@pytest.mark.parametrize("rule", BY_CODE)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_of_violation_is_told_in_a_sentence(rule: type[Rule], language: str) -> None:
    told = violations(rule.code)
    assert told
    for made, violation, book in told:
        sentence = made.explain(violation, book, language)
        assert re.fullmatch(r"[A-Z].*[^.]\.", sentence), sentence
        assert not re.search(r"None|Fraction|  |\d{4}-\d\d-\d\d|[{}]", sentence), sentence


@pytest.mark.parametrize("rule", BY_CODE)
def test_the_two_languages_say_different_words(rule: type[Rule]) -> None:
    for made, violation, book in violations(rule.code):
        words = {language: made.explain(violation, book, language) for language in ("id", "en")}
        assert words["id"] != words["en"]
        assert not re.search(r"\b(the|is|and|of|has)\b", words["id"]), words["id"]
        assert not re.search(r"\b(pada|dan|dari|tugas)\b", words["en"]), words["en"]


def test_checking_loads_no_solver() -> None:
    code = "import constraints, sys; print('ortools' in sys.modules, 'highspy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"

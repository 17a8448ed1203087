"""Why there is no roster: each set clashes, none is larger than it must be, none is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from explained import day, is_smallest, kept, kinds, office, possible
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints import (
    Coverage,
    Leave,
    MaxDuties,
    MinDuties,
    OnePlace,
    Pins,
    RestDays,
    RunLength,
    Succession,
)
from roster import model
from roster.explain import conflicts
from roster.explain.conflicts import diagnose
from roster.explain.things import demands
from roster.explain.told import items, tell
from roster.model import Certificate, Pin, Problem, RuleUse, Unit
from roster.solve.feasibility import must_model, strain
from roster.verify import verify

AWAY = [model.Leave(who, day(0), day(0), "CS") for who in ("Ani", "Budi")]


def planted() -> list[tuple[str, Problem, list[str]]]:
    """Books with one clash each, and the rules that it is made of, reckoned by hand."""
    two = office("Ani: -; Budi: -; : pagi")
    both = "Ani: - -; Budi: - -"
    named = (Unit("SET", "Sekretariat", max_per_session=1),)
    unit = office("Ani@SET: -; Budi@SET: -; : pagi", duty={"min": 2, "ideal": 2})
    return [
        # Nobody is there on Monday, and one should be.
        ("everybody away", replace(two, leaves=tuple(AWAY)), ["coverage", "leave", "leave"]),
        ("a pin on a leave",
         replace(two, leaves=(AWAY[0],), pins=(Pin("Ani", day(0)),)), ["leave", "pins"]),
        # Monday and Tuesday, where a day of rest lies between two duties.
        ("pins on two days running",
         replace(office(f"{both}; : pagi pagi"),
                 pins=(Pin("Ani", day(0)), Pin("Ani", day(1)))),
         ["pins", "pins", "rest_days"]),
        ("must and never",
         replace(two, pins=(Pin("Ani", day(0)), Pin("Ani", day(0), must=False))),
         ["pins", "pins"]),
        ("a pin for which there is no duty",
         replace(two, pins=(Pin("Ani", day(0), session="malam"),)), ["pins"]),
        ("nobody competent",
         office("Ani: -; : pagi", duty={"competency": "bahasa isyarat"}),
         ["competence", "coverage"]),
        # Ani is the only officer and may serve two of the three days in a week.
        ("a week too full",
         office("Ani: - - - - -; : pagi - pagi - pagi"),
         ["coverage", "coverage", "coverage", "max_duties"]),
        ("appointed only later",
         replace(two, officers=tuple(replace(o, joined=day(1)) for o in two.officers)),
         ["coverage", "leave", "leave"]),
        ("a unit that sends one", replace(unit, units=named), ["coverage", "unit_limits"]),
        ("a unit that keeps one",
         replace(unit, units=(Unit("SET", "Sekretariat", min_at_work=1),)),
         ["coverage", "unit_limits"]),
        ("more pinned than the post takes",
         replace(office("Ani: -; Budi: -; : pagi", duty={"max": 1}),
                 pins=(Pin("Ani", day(0)), Pin("Budi", day(0)))),
         ["coverage", "pins", "pins"]),
        # Two duties are due, and there is one day.
        ("a minimum of duties that no days allow",
         office("Ani: -; : pagi", MinDuties(limit=2)), ["min_duties"]),
        ("two ideals and one officer",
         office("Ani: -; : pagi", Coverage(to="min"), Coverage(to="ideal"), duty={"ideal": 2}),
         ["coverage"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "rules"), [pytest.param(*case, id=name) for name, *case in planted()]
)
def test_a_planted_clash_is_named_and_nothing_besides(problem: Problem, rules: list[str]) -> None:
    found = diagnose(problem)
    assert not found.feasible
    assert found.complete
    (conflict,) = found.conflicts
    assert kinds(conflict) == rules
    assert is_smallest(found, conflict)


@pytest.mark.parametrize("problem", [case[1] for case in planted()])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_tells_why_somebody_is_away(problem: Problem, language: str) -> None:
    found = diagnose(problem)
    for conflict in found.conflicts:
        for told in items(problem, conflict, language):
            assert told.sentence.endswith(".")
            assert "CS" not in told.sentence


def test_each_thing_has_a_roster_that_does_without_it() -> None:
    problem = replace(office("Ani: -; Budi: -; : pagi"), leaves=tuple(AWAY))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    assert set(conflict.witnesses) == set(conflict.things)
    for thing, roster in conflict.witnesses.items():
        rest = kept(found, [other for other in conflict.things if other != thing])
        pairs = [(who, duty.id) for who, duty in roster.assignments]
        assert verify(rest, rest.roster(pairs)).hard == 0


@pytest.mark.parametrize(
    ("problem", "rules"), [pytest.param(*case, id=name) for name, *case in planted()]
)
def test_leaving_out_in_chunks_finds_the_same(
    problem: Problem, rules: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "FEW", 0)
    (conflict,) = diagnose(problem).conflicts
    assert kinds(conflict) == rules


def test_three_independent_causes_of_one_month_are_told_apart() -> None:
    """Monday nobody is there; Ani is pinned into a leave; Wednesday and Thursday are pinned."""
    rows = "Ani: - - - -; Budi: - - - -; Cici: - - - -; : pagi - pagi pagi"
    leaves = [model.Leave(who, day(0), day(0)) for who in ("Ani", "Budi", "Cici")]
    pins = (Pin("Ani", day(0)), Pin("Cici", day(2)), Pin("Cici", day(3)))
    problem = office(rows, leaves=tuple(leaves), pins=pins)
    found = diagnose(problem)
    assert found.complete
    assert sorted(map(kinds, found.conflicts)) == [
        ["coverage", "leave", "leave", "leave"],
        ["leave", "pins"],
        ["pins", "pins", "rest_days"],
    ]
    demanded = [set(demands(problem, conflict.things)) for conflict in found.conflicts]
    assert sum(map(len, demanded)) == len(set.union(*demanded))
    assert all(is_smallest(found, conflict) for conflict in found.conflicts)


def test_a_clash_of_twelve_rules_names_all_twelve() -> None:
    """Twelve officers, each kept from the only duty by a row of the rules of their own."""
    names = [f"Petugas {letter}" for letter in "ABCDEFGHIJKL"]
    rows = "; ".join(f"{name}: -" for name in names)
    uses = [
        RuleUse(MaxDuties(per="week", limit=0), officers=frozenset({name}), where=name)
        for name in names
    ]
    found = diagnose(office(f"{rows}; : pagi", *uses, Coverage(to="min")))
    (conflict,) = found.conflicts
    assert kinds(conflict) == ["coverage", *["max_duties"] * 12]
    assert len({thing.number for thing in conflict.things if thing.kind == "rule"}) == 12
    assert is_smallest(found, conflict)


def test_a_clash_of_whole_numbers_alone_is_found_too() -> None:
    """Of the night, the morning after and the full day after, an officer can do one.

    Three rows say so pair by pair, and a half of each keeps them all: two officers could
    share the three duties in halves, so the relaxation sees no clash.
    """
    rules = (
        OnePlace(),
        Succession(after="malam", then=("pagi",)),
        Succession(after="malam", then=("penuh",)),
        Coverage(to="min"),
    )
    problem = office("Ani: - -; Budi: - -; : malam pagi+penuh", *rules)
    assert strain(must_model(problem, {})) is None
    found = diagnose(problem)
    (conflict,) = found.conflicts
    assert is_smallest(found, conflict)
    assert kinds(conflict).count("coverage") == 3


def test_a_duty_that_is_asked_for_by_another_one_alone_is_not_overlooked() -> None:
    """Ani is pinned to Tuesday, away before and after; whoever serves does so two days running.

    With Tuesday's duty alone the pin and the run would clash without any leave.
    """
    rules = (Leave(), Pins(), RunLength(least=2), Coverage(to="min"))
    away = tuple(model.Leave("Ani", day(n), day(n)) for n in (0, 2))
    pin = (Pin("Ani", day(1)),)
    problem = office("Ani: - - -; : pagi pagi pagi", *rules, leaves=away, pins=pin)
    problem = replace(problem, duties=tuple(replace(d, min=0) for d in problem.duties))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    assert kinds(conflict) == ["leave", "leave", "pins", "run_length"]
    assert is_smallest(found, conflict)


def test_a_book_that_has_a_roster_has_no_conflict() -> None:
    found = diagnose(office("Ani: -; Budi: -; : pagi"))
    assert found.feasible
    assert found.conflicts == ()
    assert found.roster is not None


def test_order_of_officers_and_rules_does_not_matter() -> None:
    problem = replace(office("Ani: -; Budi: -; : pagi"), leaves=tuple(AWAY))
    turned = replace(problem, officers=problem.officers[::-1], rules=problem.rules[::-1])
    one, other = (diagnose(book).conflicts[0] for book in (problem, turned))
    assert kinds(one) == kinds(other)


def test_a_priority_that_is_held_is_kept() -> None:
    """Monday could be filled by Ani, if her pin of priority 1 not to serve were given up."""
    rules = (Leave(), RuleUse(Pins(), priority=1), Coverage(to="min"))
    problem = office("Ani: -; : pagi", *rules, pins=(Pin("Ani", day(0), must=False),))
    assert diagnose(problem).feasible
    (conflict,) = diagnose(problem, {1: 0}).conflicts
    assert kinds(conflict) == ["coverage"]


DAYS = 3
NAMES = ("Ani", "Budi")


@st.composite
def books(draw: st.DrawFn) -> Problem:
    """Two officers, three days, some leave, some pins, a rest day now and then."""
    rows = "; ".join(f"{name}: - - -" for name in NAMES)
    served = " ".join(draw(st.sampled_from(["-", "pagi"])) for _ in range(DAYS - 1))
    leaves = draw(
        st.lists(st.builds(lambda who, n: model.Leave(who, day(n), day(n)),
                           st.sampled_from(NAMES), st.integers(0, DAYS - 1)), max_size=3)
    )  # fmt: skip
    pins = draw(
        st.lists(st.builds(lambda who, n, must: Pin(who, day(n), must=must),
                           st.sampled_from(NAMES), st.integers(0, DAYS - 1), st.booleans()),
                 max_size=3)
    )  # fmt: skip
    rules = [Leave(), Pins(), MaxDuties(per="week", limit=draw(st.integers(1, 2)))]
    rules += [RestDays(days=1)] if draw(st.booleans()) else []
    made = office(f"{rows}; : {served} pagi", *rules, Coverage(to="min"))
    return replace(made, leaves=tuple(dict.fromkeys(leaves)), pins=tuple(dict.fromkeys(pins)))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_random_books_are_judged_as_by_trying_every_roster(problem: Problem) -> None:
    found = diagnose(problem)
    assert found.feasible == possible(problem)
    for conflict in found.conflicts:
        assert is_smallest(found, conflict)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_random_cures_make_a_roster_possible(problem: Problem) -> None:
    found = diagnose(problem)
    for conflict, told in zip(found.conflicts, tell(found, "en"), strict=False):
        base = found.without_others(conflict)
        assert not possible(base)
        assert told.cures
        assert all(cure.verified for cure in told.cures)


def test_the_oracle_of_these_tests_says_no_and_yes_where_it_should() -> None:
    problem = office("Ani: -; : pagi", duty={"competency": "sign"})
    able = replace(problem.officers[0], certificates=(Certificate("sign"),))
    assert not possible(problem)
    assert possible(replace(problem, officers=(able,)))

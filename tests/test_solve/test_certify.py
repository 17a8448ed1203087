"""Proofs: no multipliers prove too much, and those of a solve prove enough."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tiny import on, problem
from tiny_books import best_costs, tiny_books

from constraints import Coverage, RestDays
from roster.encoding import LinearModel, encode_problem
from roster.model import Problem, RuleUse
from roster.model.proof import Proof
from roster.proof import exact_bound
from roster.solve import Options
from roster.solve.certify import certify, proves, straight
from roster.solve.lexicographic import March
from roster.solve.multipliers import Composer, Stage

MULTIPLIERS = st.integers(-6, 6)


def solved(book: Problem) -> tuple[March, dict[int, int]]:
    """A march to its end, and the costs it found."""
    march = March(encode_problem(book), Options(workers=1), None)
    march.run()
    costs = {p: s.cost for p, s in march.settled.items() if s.cost is not None}
    return march, costs


def stages_of(march: March) -> list[Stage]:
    """The duals of the priorities that the relaxation settled, in order."""
    return [s.stage for s in march.settled.values() if s.stage is not None]


def proven(model: LinearModel, proof: Proof, costs: Mapping[int, int]) -> int:
    """The bound that a proof implies, rounded up."""
    return math.ceil(exact_bound(model, proof, costs))


@settings(max_examples=60)
@given(st.data())
def test_no_multipliers_prove_more_than_the_truth(data: st.DataObject) -> None:
    book = data.draw(tiny_books())
    best = best_costs(book)
    assume(best)
    assert best is not None
    model = encode_problem(book)
    for priority in model.costs:
        rows = data.draw(st.lists(MULTIPLIERS, min_size=model.rows, max_size=model.rows))
        above = data.draw(st.dictionaries(st.sampled_from(list(model.costs)), MULTIPLIERS))
        proof = Proof(
            priority,
            data.draw(st.integers(1, 12)),
            tuple(enumerate(rows)),
            tuple(above.items()),
        )
        assert exact_bound(model, proof, best) <= best[priority]


@settings(max_examples=60)
@given(tiny_books())
def test_each_priority_settled_by_the_relaxation_is_proven_exactly(book: Problem) -> None:
    march, costs = solved(book)
    assume(march.values is not None)
    for priority, state in march.settled.items():
        if state.by == "relaxation":
            assert state.proof is not None
        if state.proof is not None:
            assert state.proof.priority == priority
            assert proven(march.model, state.proof, costs) == costs[priority]


@settings(max_examples=40)
@given(st.data())
def test_a_changed_multiplier_never_proves_more(data: st.DataObject) -> None:
    book = data.draw(tiny_books())
    march, costs = solved(book)
    proofs = [s.proof for s in march.settled.values() if s.proof is not None]
    assume(any(proof.rows for proof in proofs))
    proof = data.draw(st.sampled_from([proof for proof in proofs if proof.rows]))
    place = data.draw(st.integers(0, len(proof.rows) - 1))
    row, multiplier = proof.rows[place]
    for other in (0, -multiplier, multiplier + 1, multiplier - 1, 2 * multiplier, 10**9):
        rows = (*proof.rows[:place], (row, other), *proof.rows[place + 1 :])
        assert proven(march.model, replace(proof, rows=rows), costs) <= costs[proof.priority]


@settings(max_examples=40)
@given(tiny_books())
def test_rows_in_place_of_faces_prove_the_same(book: Problem) -> None:
    """After a search alone the face may know more than the rows: see ``test_lexicographic``."""
    march, costs = solved(book)
    assume(march.values is not None)
    for priority, state in march.settled.items():
        if state.by != "relaxation":
            break
        proof = straight(march.model, priority, costs, 10.0)
        assert proof is not None
        assert proven(march.model, proof, costs) == costs[priority]


def tight() -> tuple[March, dict[int, int]]:
    """A week of one place a day for two officers who rest a day after each: 4 and 3 days.

    On the last day a second officer is wanted, who could only come from the day before.
    """
    days = [on(number, ideal=2 if number == 6 else 1) for number in range(7)]
    book = problem(
        days,
        rules=(
            RuleUse(RestDays(1)),
            RuleUse(Coverage("min"), 1),
            RuleUse(Coverage("ideal"), 2),
        ),
    )
    march, costs = solved(book)
    assert costs == {1: 0, 2: 1}
    return march, costs


def test_the_fallback_proves_what_a_spoilt_proof_does_not() -> None:
    march, costs = tight()
    model = march.model
    assert march.values is not None
    stages = stages_of(march)
    assert len(stages) == 2
    spoilt = [replace(stage, duals=0 * stage.duals, above={}) for stage in stages]
    composer = Composer(model, march.values)
    wanting = [s.priority for s in spoilt if not proves(model, composer.proof(s), costs)]
    assert wanting
    proofs = certify(model, spoilt, march.values, costs, 10.0)
    assert set(proofs) == {1, 2}
    assert all(proven(model, proof, costs) == costs[p] for p, proof in proofs.items())


def test_what_cannot_be_proven_is_left_out() -> None:
    march, costs = tight()
    assert march.values is not None
    claimed = {**costs, 2: costs[2] + 1}
    proofs = certify(march.model, stages_of(march), march.values, claimed, 10.0)
    assert set(proofs) == {1}


@pytest.mark.parametrize("seconds", [1e-9])
def test_no_time_for_the_fallback_proves_nothing_more(seconds: float) -> None:
    march, costs = tight()
    assert march.values is not None
    spoilt = [replace(s, duals=0 * s.duals, above={}) for s in stages_of(march)]
    proofs = certify(march.model, spoilt, march.values, costs, seconds)
    assert all(proves(march.model, proof, costs) for proof in proofs.values())

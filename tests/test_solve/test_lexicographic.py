"""One book for each way that the march through the priorities can take."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tiny import day, on, problem
from tiny_books import best_costs

from constraints import (
    Coverage,
    FairShare,
    MaxDuties,
    OnePlace,
    Patterns,
    Requests,
    RestDays,
    RunLength,
)
from roster.encoding import encode_problem
from roster.encoding.reduce import reduce_model
from roster.model import Problem, Request, Result, RuleUse
from roster.solve import Options, Progress, find_roster
from roster.solve.faces import Descent, descend


@dataclass(frozen=True)
class Walk:
    """What the faces say of a book, and what the solver answers."""

    down: Descent
    result: Result

    @property
    def by(self) -> list[str]:
        return [p.by for p in self.result.priorities]

    @property
    def costs(self) -> dict[int, int]:
        return {p.priority: p.cost for p in self.result.priorities}


def walk(book: Problem) -> Walk:
    """Solve a book; the faces are those of the first way down."""
    model = encode_problem(book)
    down = descend(reduce_model(model), list(model.costs), lambda: 10.0, lambda p, b: None)
    walked = Walk(down, find_roster(book, Options(workers=1)))
    assert walked.result.status == "optimal"
    assert walked.costs == best_costs(book)
    return walked


def avoided(who: str, *days: int, weight: int = 1) -> tuple[Request, ...]:
    return tuple(Request(who, day(number), weight=weight) for number in days)


# Ani alone may serve on none of two days in a row (rest) and not on the first and third of
# three with the second free (pattern): one duty in three days. The relaxation serves 2/3, 1/3
# and 2/3 of them, so 4/3 places stay empty, which must be 2 in a roster.
ONE_OF_THREE = (RuleUse(RestDays(1)), RuleUse(Patterns(("*", "-", "*"))))

# Runs of exactly two days over three days that each take one officer: whoever has the first
# two leaves the third to a run of one. The relaxation fills all places with Ani by any third
# to two thirds on every day and Budi the rest, so its value is an integer that no roster has.
TWO_AND_ONE = (RuleUse(RunLength(2, 2, start="counted", end="counted")),)
THREE_DAYS = [on(number, max=1) for number in range(3)]


def test_a_relaxation_tight_to_the_end_proves_every_priority() -> None:
    # Monday is filled by either; Ani has wished Tuesday free, so Budi has Tuesday and, for a
    # fair share of one each, Ani Monday. The wish is met.
    book = problem(
        [on(0), on(1)],
        requests=avoided("Ani", 1),
        rules=(
            RuleUse(OnePlace()),
            RuleUse(Coverage("min"), 1),
            RuleUse(FairShare(), 2),
            RuleUse(Requests(), 3),
        ),
    )
    walked = walk(book)
    assert walked.costs == {1: 0, 2: 0, 3: 0}
    assert walked.down.bounds == (0, 0, 0)
    assert len(walked.down.faces) == 4
    assert walked.by == ["relaxation"] * 3
    assert [proof.priority for proof in walked.result.proofs] == [1, 2, 3]
    roster = walked.result.roster
    assert roster is not None
    assert [(who, duty.day) for who, duty in roster.assignments] == [
        ("Ani", day(0)),
        ("Budi", day(1)),
    ]


def test_a_first_priority_that_is_not_tight_is_searched_and_the_next_relaxed() -> None:
    # Of the three rosters with one duty, the third day breaks no wish.
    book = problem(
        [on(number) for number in range(3)],
        "Ani",
        requests=avoided("Ani", 0, 1),
        rules=(*ONE_OF_THREE, RuleUse(Coverage("min"), 1), RuleUse(Requests(), 2)),
    )
    walked = walk(book)
    assert walked.down.relaxed[0].value == pytest.approx(4 / 3)
    assert walked.down.bounds == (2,)
    assert len(walked.down.faces) == 1
    assert walked.costs == {1: 2, 2: 0}
    assert walked.by == ["search", "relaxation"]


def test_a_fractional_value_below_the_first_priority_is_searched() -> None:
    # Ani is wanted on the second Monday and gets it; of the first three days she can have one.
    # That makes two duties, one more than the last priority would have.
    book = problem(
        [on(number) for number in (0, 1, 2, 7)],
        "Ani",
        requests=(Request("Ani", day(7), want=True),),
        rules=(
            *ONE_OF_THREE,
            RuleUse(Requests(), 1),
            RuleUse(Coverage("min"), 2),
            RuleUse(MaxDuties("horizon", 1), 3),
        ),
    )
    walked = walk(book)
    assert walked.down.bounds == (0, 2)
    assert walked.down.relaxed[1].value == pytest.approx(4 / 3)
    assert len(walked.down.faces) == 2
    assert walked.costs == {1: 0, 2: 2, 3: 1}
    assert walked.by == ["relaxation", "search", "relaxation"]


def test_a_gap_between_bound_and_roster_is_closed_by_search_and_held() -> None:
    # Twice one of three days: 4 of 6 places stay empty, against 8/3 in the relaxation. Of the
    # first week she is spared Monday and Tuesday, in the second she is wanted on Monday.
    book = problem(
        [on(number) for number in (0, 1, 2, 7, 8, 9)],
        "Ani",
        requests=(*avoided("Ani", 0, 1, weight=2), Request("Ani", day(7), want=True)),
        rules=(*ONE_OF_THREE, RuleUse(Coverage("min"), 1), RuleUse(Requests(), 2)),
    )
    walked = walk(book)
    assert walked.down.bounds == (3,)
    assert walked.costs == {1: 4, 2: 0}
    assert walked.by == ["search", "relaxation"]


# One place stays empty. On the face where none does, Ani serves a third of each day at least
# and breaks her wishes by 2 x 3 / 3 = 2; in a roster Budi has both days of the run.
NOBODY_ON_THE_FACE = problem(
    THREE_DAYS,
    requests=avoided("Ani", 0, 1, 2, weight=2),
    rules=(*TWO_AND_ONE, RuleUse(Coverage("min"), 1), RuleUse(Requests(), 2)),
)


def test_a_face_without_a_roster_is_left_for_the_one_above() -> None:
    walked = walk(NOBODY_ON_THE_FACE)
    assert walked.down.bounds == (0, 2)
    assert len(walked.down.faces) == 3
    assert walked.costs == {1: 1, 2: 0}
    assert walked.by == ["search", "relaxation"]


def test_what_was_proven_on_a_face_without_a_roster_is_withdrawn() -> None:
    news: list[Progress] = []
    find_roster(NOBODY_ON_THE_FACE, Options(workers=1), news.append)
    bounds = [(p.best, p.bound) for p in news if p.priority == 2]
    assert (None, 2) in bounds
    assert (None, None) in bounds[bounds.index((None, 2)) :]
    assert bounds[-1] == (0, 0)


def test_a_face_without_a_roster_below_the_first_priority_is_left_for_the_one_above() -> None:
    # As before, after a priority that is tight: Ani is wanted on the fifth day, Budi not.
    book = problem(
        [*THREE_DAYS, on(4), on(5)],
        requests=(Request("Ani", day(4), want=True), *avoided("Budi", 4, 5)),
        rules=(
            *TWO_AND_ONE,
            RuleUse(Requests(), 1),
            RuleUse(Coverage("min"), 2),
            RuleUse(FairShare(), 3),
        ),
    )
    walked = walk(book)
    assert walked.down.bounds[:2] == (0, 0)
    assert len(walked.down.faces) > 2
    # Ani has days 4 and 5, and one of the two a run of two days of the first three. The five
    # places make 5/2 each: 2 and 2 are half a duty off, 2 x 25.
    assert walked.costs == {1: 0, 2: 1, 3: 50}
    assert walked.by[:2] == ["relaxation", "search"]


def test_what_is_granted_for_free_is_taken_back_where_it_proves_too_much() -> None:
    # Two places, one officer: one stays empty, though nothing but the count of officers says
    # so. The guess that none need be empty leaves the next relaxation without a point.
    book = problem(
        [on(0, min=2, ideal=2)],
        "Ani",
        requests=avoided("Ani", 0),
        rules=(RuleUse(Coverage("min"), 1), RuleUse(Requests(), 2)),
    )
    walked = walk(book)
    assert walked.down.bounds == (1, 1)
    assert walked.costs == {1: 1, 2: 1}
    assert walked.by == ["relaxation", "relaxation"]


def test_a_book_of_musts_alone_gets_a_lawful_roster() -> None:
    # Each of three days must have its officer, with a day of rest between two duties.
    book = problem(
        [on(number, max=1) for number in range(3)],
        rules=(RuleUse(Coverage("min")), RuleUse(RestDays(1))),
    )
    result = find_roster(book, Options(workers=1))
    assert (result.status, result.hard, result.priorities) == ("optimal", 0, ())
    assert result.roster is not None
    (first, one), (second, two), (third, three) = result.roster.assignments
    assert [one.day, two.day, three.day] == [day(0), day(1), day(2)]
    assert first == third != second


def test_a_book_without_rules_is_answered() -> None:
    result = find_roster(problem([on(0)]), Options(workers=1))
    assert (result.status, result.priorities) == ("optimal", ())
    assert result.roster is not None


def test_a_book_without_officers_leaves_every_place_empty() -> None:
    book = problem([on(0, min=2), on(1)], [], rules=(RuleUse(Coverage("min"), 1),))
    walked = walk(book)
    assert walked.costs == {1: 3}
    assert walked.by == ["relaxation"]

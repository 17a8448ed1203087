"""The seed draws among equally good rosters, the order of the list does not; all of it repeats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hard_book import hard_book
from tiny import on, problem

from constraints import Coverage, FairShare, MaxDuties, Requests, RunLength
from roster.model import Problem, Request, RuleUse
from roster.solve import Options, find_roster

NAMES = ("Ani", "Budi", "Cici", "Dedi")
Pairs = tuple[tuple[str, str], ...]

# One place on each of two days for two of four officers, one duty each: 4 x 3 best rosters, all
# of which the relaxation holds on its last face.
TIES = problem(
    [on(0, max=1), on(1, max=1)],
    " ".join(NAMES),
    rules=(
        RuleUse(MaxDuties("day", 1)),
        RuleUse(Coverage("min"), 1),
        RuleUse(FairShare(), 2),
    ),
)

# Three days in runs of two, one officer a day: one of four has the first two days or the last
# two, 4 x 2 best rosters, which only a search finds: the relaxation fills all three days.
SEARCHED = problem(
    [on(number, max=1) for number in range(3)],
    " ".join(NAMES),
    rules=(
        RuleUse(RunLength(2, 2, start="counted", end="counted")),
        RuleUse(Coverage("min"), 1),
    ),
)


def drawn(book: Problem, seed: int) -> Pairs:
    result = find_roster(book, Options(seed=seed, workers=1))
    assert result.status == "optimal"
    assert result.roster is not None
    return tuple((a.officer, a.duty.id) for a in result.roster.assignments)


def reordered(book: Problem, names: tuple[str, ...]) -> Problem:
    return replace(book, officers=tuple(book.officer[name] for name in names))


BOOKS = [pytest.param(TIES, 12, id="faces"), pytest.param(SEARCHED, 8, id="search")]


@pytest.mark.parametrize(("book", "rosters"), BOOKS)
def test_every_best_roster_is_drawn_and_no_place_in_the_list_is_favoured(
    book: Problem, rosters: int
) -> None:
    # Of 12 equally likely rosters one stays out of 100 draws with a chance of 12 (11/12)^100 =
    # 0.002. At each of four places 25 first days are expected; below 13 lies 1 case in 1,000.
    outcomes = [drawn(book, seed) for seed in range(100)]
    assert len(set(outcomes)) == rosters
    first = Counter(pairs[0][0] for pairs in outcomes)
    assert min(first[name] for name in NAMES) >= 13


@pytest.mark.parametrize(("book", "rosters"), BOOKS)
def test_a_name_is_not_favoured_either(book: Problem, rosters: int) -> None:
    """Whoever takes a place in the list takes what is drawn for it."""
    shuffled = ("Cici", "Ani", "Dedi", "Budi")
    became = dict(zip(NAMES, shuffled, strict=True))
    for seed in range(12):
        expected = {(became[who], duty) for who, duty in drawn(book, seed)}
        assert set(drawn(reordered(book, shuffled), seed)) == expected


def test_a_draw_buys_nothing_from_any_priority() -> None:
    # Ani wishes to be spared on both days: three others make 3 x 2 rosters.
    wishes = tuple(Request("Ani", duty.day) for duty in TIES.duties)
    book = replace(TIES, requests=wishes, rules=(*TIES.rules, RuleUse(Requests(), 3)))
    outcomes = {drawn(book, seed) for seed in range(60)}
    assert len(outcomes) == 6
    assert "Ani" not in {who for pairs in outcomes for who, _ in pairs}


PROGRAM = """
import json, sys
sys.path[:0] = sys.argv[1:3]
from hard_book import hard_book
from test_draws import TIES
from roster.solve import Options, find_roster
for book, options in (
    (TIES, Options(seed=3)),
    (hard_book(10, 14), Options(seconds=600, effort=0.1, seed=3, workers=2)),
):
    result = find_roster(book, options)
    pairs = [(a.officer, a.duty.id) for a in result.roster.assignments]
    print(json.dumps([result.status, [(p.cost, p.bound, p.by) for p in result.priorities], pairs]))
"""


def test_the_same_seed_repeats_in_another_process_with_other_hashes() -> None:
    """The second book needs a search that its effort cuts short, on two workers."""
    here = Path(__file__).parent
    paths = [str(here), str(here.parent / "test_constraints")]
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *paths],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for hashes in ("1", "2")
    ]
    assert told[0] == told[1]
    statuses = [json.loads(line)[0] for line in told[0].splitlines()]
    assert statuses == ["optimal", "feasible"]


def test_another_seed_of_a_search_cut_short_draws_anew() -> None:
    options = [Options(seconds=600, effort=0.05, seed=seed, workers=1) for seed in range(2)]
    one, other = (find_roster(hard_book(10, 14), each).roster for each in options)
    assert one is not None
    assert other is not None
    assert one != other

"""The encoding and the check of every rule agree for random parameters and random problems."""

from __future__ import annotations

import pytest
from encoded import encoded_rosters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import accepted_by_check
from random_books import PARAMETERS, books

from constraints import RULES
from roster.model import Rule


def test_every_rule_has_random_parameters() -> None:
    assert list(PARAMETERS) == list(RULES)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.code) for kind in PARAMETERS])
@settings(
    derandomize=True,
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_the_encoding_allows_what_the_check_accepts_whatever_the_parameters(
    kind: type[Rule], data: st.DataObject
) -> None:
    book = data.draw(books(kind))
    assert encoded_rosters(book) == accepted_by_check(book)

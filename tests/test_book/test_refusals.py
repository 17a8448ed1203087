"""What rules say of parameters that they refuse is told in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import constraints
from roster.book.refusals import refusal

ENGLISH = {"is", "and", "expected", "or", "more", "one", "of", "number", "needs", "must", "name"}
ENGLISH |= {"neither", "nor", "given", "so", "nothing", "only", "for", "above", "which", "twice"}


def messages() -> Iterator[str]:
    """Every message with which a rule refuses its parameters, its values written as 0."""
    for path in sorted(Path(constraints.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                [text] = node.exc.args
                parts = text.values if isinstance(text, ast.JoinedStr) else [text]
                yield "".join(p.value if isinstance(p, ast.Constant) else "0" for p in parts)


@pytest.mark.parametrize("message", sorted(set(messages())))
def test_every_refusal_of_a_rule_has_its_indonesian(message: str) -> None:
    told = refusal(message)
    assert told.en == message
    words = told.id.replace("of=", "").replace(",", " ").replace(";", " ").split()
    assert ENGLISH.isdisjoint(words), told.id


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("days is 0; expected a number of free days, 1 or more", "days=0; seharusnya bilangan 1"),
        ("of is 'x'; expected one of duties, hours", "of='x'; seharusnya salah satu dari duties"),
        ("least is 3, above most, which is 2", "least=3, di atas most=2"),
        (
            "neither most nor a least above 1 is given, so nothing is asked",
            "most dan least di atas 1 tidak diisi, jadi tidak ada yang diminta",
        ),
    ],
)
def test_a_refusal_reads_well_in_indonesian(message: str, told: str) -> None:
    assert refusal(message).id.startswith(told)


def test_a_refusal_of_an_outside_pack_is_passed_on() -> None:
    assert refusal("the moon is full").id == "the moon is full"

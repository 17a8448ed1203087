"""The drawing under the plots: what it writes, and that it writes it alike."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest

mpl = pytest.importorskip("matplotlib")

from roster.scenario.canvas import FONT, Canvas  # noqa: E402 - needs the extra

SVG = "{http://www.w3.org/2000/svg}"


def drawn(words: str = "pagi") -> tuple[str, ElementTree.Element]:
    """A drawing of a box and a word: its address and its tree."""
    with mpl.rc_context(FONT):
        canvas = Canvas(100, 50)
        canvas.boxes("#2e8f5c", [(10, 5, 20, 10), (40, 5, 20, 10)])
        canvas.word(30, 25, words, "#16232d", "right", bold=True)
        address = canvas.address()
    head, body = address.split(",", 1)
    assert head == "data:image/svg+xml;base64"
    return address, ElementTree.fromstring(base64.b64decode(body))


def test_the_same_strokes_give_the_same_bytes() -> None:
    assert drawn()[0] == drawn()[0]


def test_boxes_of_one_colour_are_one_path_measured_from_the_upper_left() -> None:
    paths = drawn()[1].findall(f".//{SVG}path")
    assert [path.get("style") for path in paths] == ["fill: #2e8f5c"]
    strokes = " ".join(paths[0].get("d", "").split())
    assert strokes == ("M 10 5 L 30 5 L 30 15 L 10 15 z M 40 5 L 60 5 L 60 15 L 40 15 z")


@pytest.mark.parametrize("words", ["pagi", "$a$ & <b>", "Ångström – 5 %"])
def test_words_stay_words_whatever_they_are(words: str) -> None:
    (word,) = drawn(words)[1].findall(f".//{SVG}text")
    assert word.text == words
    assert word.get("x") == "30"
    style = word.get("style", "")
    assert "text-anchor: end" in style
    assert "font-weight: 700" in style


def test_the_baseline_of_a_word_lies_below_its_middle() -> None:
    (word,) = drawn()[1].findall(f".//{SVG}text")
    assert 25 < float(word.get("y", "0")) < 29

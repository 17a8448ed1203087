"""Tests of roster.html in headless Chromium: on a phone and a desk, light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from headless import Browser
from small_office import ANI, PROBLEM, REPORT, RESULT, ROSTER, outcome

from roster.exports.page import page
from roster.model import Room

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

SCREENS = [(390, 844, True), (1280, 900, False)]

WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"

SPILLS = """
[...document.querySelectorAll('main *, header *, footer *')]
  .filter(e => e.closest('.hidden, thead, svg, details:not([open])') === null)
  .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
  .filter(e => ![...document.querySelectorAll('.scroll, nav ul')].some(
     s => s.contains(e) && getComputedStyle(s).overflowX === 'auto'))
  .map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.trim().slice(0, 30))
"""

# Contrast by WCAG 2.2, success criterion 1.4.3: the least ratio of any words to their ground.
FAINT = """
(() => {
  const rgba = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('script, option') || !e.checkVisibility()) continue;
    const a = light(rgba(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of the module."""
    assert CHROMIUM is not None
    with Browser(CHROMIUM) as started:
        yield started


def crowded() -> str:
    """A page with three rooms, twelve posts each, and words too long to break nicely."""
    rooms = tuple(Room(f"R{n}", "Ruang Pelayanan " + "Terpadu" * 9) for n in range(3))
    duties = tuple(
        replace(duty, room=room.id, post=f"{'pelayanan' * 3}{n}")
        for duty in PROBLEM.duties
        for room in rooms
        for n in range(6)
    )
    officers = (replace(PROBLEM.officers[0], name="Raden" * 12), *PROBLEM.officers[1:])
    problem = replace(PROBLEM, rooms=rooms, duties=duties, officers=officers)
    roster = problem.roster([(ANI, duty.id) for duty in duties[::3]])
    return page(problem, roster, *outcome(problem, roster, proven=False), "id")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages as files, as a reader opens them."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "id": page(PROBLEM, ROSTER, RESULT, REPORT, "id"),
        "en": page(PROBLEM, ROSTER, RESULT, REPORT, "en"),
        "crowded": crowded(),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.mark.parametrize(("width", "height", "phone"), SCREENS)
@pytest.mark.parametrize("name", ["id", "en", "crowded"])
def test_nothing_overflows(
    browser: Browser, pages: dict[str, Path], name: str, width: int, height: int, phone: bool
) -> None:
    browser.open(pages[name], width, height, phone=phone, dark=False)
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    content, window = browser.evaluate(WIDTHS)
    assert window == width
    assert content <= width
    assert browser.evaluate(SPILLS) == []


@pytest.mark.parametrize(("width", "height", "phone"), SCREENS)
@pytest.mark.parametrize("dark", [False, True])
def test_no_request_leaves_the_page_and_the_browser_has_no_complaint(
    browser: Browser, pages: dict[str, Path], width: int, height: int, phone: bool, dark: bool
) -> None:
    browser.open(pages["id"], width, height, phone=phone, dark=dark)
    assert browser.evaluate("document.readyState") == "complete"
    elsewhere = [url for url in browser.requests if not url.startswith("data:")]
    assert elsewhere == [pages["id"].as_uri()]
    assert browser.complaints == []


@pytest.mark.parametrize(("width", "height", "phone"), SCREENS)
@pytest.mark.parametrize("dark", [False, True])
def test_all_words_stand_out_from_their_ground(
    browser: Browser, pages: dict[str, Path], width: int, height: int, phone: bool, dark: bool
) -> None:
    browser.open(pages["id"], width, height, phone=phone, dark=dark)
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.evaluate(FAINT) == []


def test_dark_is_dark_and_light_is_light(browser: Browser, pages: dict[str, Path]) -> None:
    grounds = []
    for dark in (False, True):
        browser.open(pages["id"], 1280, 900, phone=False, dark=dark)
        grounds.append(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(244, 247, 248)", "rgb(15, 22, 27)"]


def test_on_a_phone_the_tables_are_cards_that_keep_their_roles(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["id"], 390, 844, phone=True, dark=False)
    assert browser.evaluate("getComputedStyle(document.querySelector('.days tr')).display") == (
        "block"
    )
    tree = browser.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
    # Roster, officers, units, resilience, wishes, priorities; that of all rules is folded.
    assert roles.count("table") == 6
    assert roles.count("columnheader") >= 5
    assert roles.count("rowheader") >= 3 + 4 + 2 + 3 + 4
    assert roles.count("heading") >= 7


def test_choosing_an_officer_leaves_that_officers_days(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["id"], 1280, 900, phone=False, dark=False)
    shown = "[...document.querySelectorAll('.days tbody tr')].filter(r => r.offsetParent).length"
    assert browser.evaluate(shown) == 3
    choose = """
      const list = document.getElementById('who');
      list.value = [...list.options].find(o => o.text === 'Dewi Anjani').value;
      list.dispatchEvent(new Event('change'));
    """
    browser.evaluate(f"{{ {choose} }}")
    assert browser.evaluate(shown) == 1
    assert browser.evaluate("document.querySelector('.chosen').textContent") == "Dewi Anjani"
    browser.evaluate(f"{{ {choose.replace('Dewi Anjani', 'semua petugas')} }}")
    assert browser.evaluate(shown) == 3
    assert browser.evaluate("document.querySelectorAll('.chosen').length") == 0


def test_print_is_light_and_without_controls_even_on_a_dark_screen(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["id"], 1280, 900, phone=False, dark=True)
    scheme = {"name": "prefers-color-scheme", "value": "dark"}
    browser.send("Emulation.setEmulatedMedia", media="print", features=[scheme])
    assert browser.evaluate("getComputedStyle(document.body).color") == "rgb(22, 35, 45)"
    for part in ("nav", ".filter"):
        style = f"getComputedStyle(document.querySelector('{part}')).display"
        assert browser.evaluate(style) == "none"

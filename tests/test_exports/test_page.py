"""Tests of roster.html as a document: structure, words, privacy, nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from small_office import ANI, BUDI, CITRA, DEWI, PROBLEM, REPORT, RESULT, ROSTER, duty, outcome

from roster.exports.page import page
from roster.model import Roster

INDONESIAN = page(PROBLEM, ROSTER, RESULT, REPORT, "id")
ENGLISH = page(PROBLEM, ROSTER, RESULT, REPORT, "en")
VOID = {"meta", "link", "br", "input", "rect", "line", "path"}


class Document(HTMLParser):
    """A parsed page: every element with its attributes and its own words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for _, _, words in self.open:
            words.append(data)

    def all(self, *tags: str) -> list[tuple[dict[str, str | None], str]]:
        """Attributes and words of the elements of some kinds, in order."""
        return [(a, " ".join("".join(w).split())) for t, a, w in self.elements if t in tags]


@pytest.fixture(scope="module")
def document() -> Document:
    """The Indonesian page."""
    return Document(INDONESIAN)


@pytest.mark.parametrize("text", [INDONESIAN, ENGLISH])
def test_every_element_is_closed_and_every_id_is_unique(text: str) -> None:
    document = Document(text)
    assert document.open == []
    ids = [a["id"] for _, a, _ in document.elements if "id" in a]
    assert len(ids) == len(set(ids))
    anchors = {a["href"] for a, _ in document.all("a")}
    assert anchors <= {f"#{name}" for name in ids}


def test_the_page_says_its_language() -> None:
    assert Document(INDONESIAN).all("html")[0][0]["lang"] == "id"
    assert Document(ENGLISH).all("html")[0][0]["lang"] == "en"


def test_headings_are_real_and_skip_no_level(document: Document) -> None:
    levels = [int(t[1]) for t, _, _ in document.elements if re.fullmatch("h[1-6]", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [words for _, words in document.all("h2")] == [
        "Ringkasan",
        "Jadwal per tanggal",
        "Beban per petugas",
        "Beban per unit kerja",
        "Ketahanan",
        "Keinginan petugas",
        "Biaya dan bukti",
    ]
    assert document.all("h1")[0][1] == "Jadwal piket 1–5 Maret 2027"


def test_every_table_has_a_caption_and_every_heading_a_scope(document: Document) -> None:
    tables, captions = document.all("table"), document.all("caption")
    assert len(tables) == len(captions) == 7
    assert all(words for _, words in captions)
    scopes = {a.get("scope") for a, _ in document.all("th")}
    assert scopes == {"col", "row", "colgroup", "rowgroup"}


def test_the_roster_table_names_who_serves_and_what_is_empty(document: Document) -> None:
    cells = [w for a, w in document.all("td") if "s0" in str(a.get("class")).split()]
    assert cells == [
        "Sesi pagi 07.30–12.00 Front Ani Lestari Citra Dewanti",
        "Sesi pagi 07.30–12.00 Front Budi =1+1 <b> Citra Dewanti",
        "Sesi pagi 07.30–11.30 07.30–11.30 Front Budi =1+1 <b> kosong",
    ]


def test_empty_places_come_first_and_say_where_and_when(document: Document) -> None:
    alert = next(w for a, w in document.all("div") if a.get("class") == "alert")
    assert alert == (
        "Tempat kosong "
        "Kamis, 4 Maret 2027, Sesi siang (13.00–16.00 WIB), front: terisi 0 dari 1; "
        "di bawah jumlah minimum (1) "
        "Kamis, 4 Maret 2027, Sesi pagi (07.30–11.30 WIB), front: terisi 1 dari 2"
    )
    assert INDONESIAN.index('class="alert"') < INDONESIAN.index('id="jadwal"')


def test_the_status_is_told_in_words() -> None:
    def status(text: str) -> str:
        return next(w for a, w in Document(text).all("p") if "status" in str(a.get("class")))

    assert status(INDONESIAN) == "Terbukti optimal"
    assert status(ENGLISH) == "Proven optimal"
    result, report = outcome(PROBLEM, ROSTER, proven=False)
    told = page(PROBLEM, ROSTER, result, report, "en")
    assert status(told) == "Lawful, not proven to be the best"
    assert "Not proven: at most 1 better" in told
    stopped = page(PROBLEM, ROSTER, replace(result, interrupted=True), report, "en")
    assert status(stopped) == "Stopped; the best roster so far"


def test_loads_are_told_in_numbers_and_as_bars_on_one_scale(document: Document) -> None:
    # The longest is Citra's entitlement, 60/19: Ani's 2 duties are 2 x 19 / 60 = 63.33 %.
    labels = [a["aria-label"] for a, _ in document.all("svg") if "aria-label" in a]
    assert labels[0] == "2 tugas, jatah 2,16"
    assert len(labels) == 4 + 2
    bars = [a["width"] for a, _ in document.all("rect") if a["class"] == "load"]
    assert bars[:4] == ["63.33", "63.33", "63.33", "31.67"]
    marks = [a["x1"] for a, _ in document.all("line")]
    assert marks[:4] == ["68.33", "66.67", "100.00", "50.00"]


def test_refused_wishes_are_told_and_granted_ones_counted(document: Document) -> None:
    rows = [w for _, w in document.all("tr")]
    assert "Citra Dewanti Senin, 1 Maret 2027 bebas tugas P 1 Maret, front" in rows
    assert "Dewi Anjani Kamis, 4 Maret 2027 bertugas, Sesi siang tidak bertugas" in rows
    assert "1 dari 4 keinginan dipenuhi. Yang tidak terpenuhi:" in INDONESIAN


def test_priorities_stand_with_cost_bound_and_proof(document: Document) -> None:
    rows = [w for _, w in document.all("tr")]
    assert (
        "3. Pemerataan antarpetugas: jumlah tugas 171 171 "
        "Terbukti: batas linear, aritmetika eksak" in rows
    )


@pytest.mark.parametrize("text", [INDONESIAN, ENGLISH])
def test_no_reason_number_or_leave_stands_in_the_page(text: str) -> None:
    for word in ("rahasia", "CS-", "CAP-", ANI, BUDI, CITRA, DEWI, "tersedia", "unavailable"):
        assert word not in text


@pytest.mark.parametrize("text", [INDONESIAN, ENGLISH])
def test_nothing_is_asked_of_the_network(text: str) -> None:
    document = Document(text)
    for tag, attributes, _ in document.elements:
        for name in ("src", "href", "action", "data", "srcset"):
            address = attributes.get(name) or "#"
            assert address.startswith(("#", "data:")), f"<{tag} {name}={address}>"
    assert "url(" not in text
    assert "@import" not in text
    assert "//" not in re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)


def test_names_are_text_and_never_markup() -> None:
    assert "Budi =1+1 &lt;b&gt;" in INDONESIAN
    assert "Kantor &amp; Layanan" in INDONESIAN


def test_the_same_input_gives_the_same_text() -> None:
    assert page(PROBLEM, ROSTER, RESULT, REPORT, "id") == INDONESIAN


def test_namesakes_are_told_apart() -> None:
    twins = tuple(replace(o, name="Ani Lestari") for o in PROBLEM.officers)
    problem = replace(PROBLEM, officers=twins)
    text = page(problem, ROSTER, *outcome(problem, ROSTER), "id")
    for name in ("(SET) (001)", "(SET) (002)", "(RUS) (003)", "(RUS) (004)"):
        assert f"Ani Lestari {name}" in text


def test_a_full_roster_without_wishes_units_or_priorities_says_so() -> None:
    problem = replace(PROBLEM, rules=(), units=(), requests=(), leaves=())
    full = Roster.of([*ROSTER.assignments, (ANI, duty(4, "pagi")), (DEWI, duty(4, "siang"))])
    text = page(problem, full, *outcome(problem, full), "en")
    assert 'class="alert"' not in text
    for words in (
        "Every place is filled",
        "No wishes were made for this period.",
        "The book names no units.",
        "The book holds no rule with a priority.",
    ):
        assert words in text


def test_an_office_without_duties_or_officers_still_gives_a_page() -> None:
    problem = replace(
        PROBLEM, duties=(), officers=(), leaves=(), requests=(), balances=(), settings=()
    )
    text = page(problem, Roster(()), *outcome(problem, Roster(())), "en")
    document = Document(text)
    assert document.open == []
    assert "There are no duties in this period." in text
    assert "There are no officers." in text


def test_an_officer_without_a_duty_is_told_so() -> None:
    text = page(PROBLEM, Roster(()), *outcome(PROBLEM, Roster(())), "id")
    assert text.count("tidak bertugas</span>") == 4


def test_all_wishes_granted_is_told_in_one_line() -> None:
    problem = replace(PROBLEM, requests=PROBLEM.requests[:1], leaves=())
    text = page(problem, ROSTER, *outcome(problem, ROSTER), "id")
    assert "Semua 1 keinginan dipenuhi." in text

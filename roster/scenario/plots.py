"""The plots of a comparison by matplotlib, as SVG in data addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from roster.model.language import say
from roster.scenario.canvas import FONT, Box, Canvas
from roster.scenario.comparison import Line, labels

SALT = "roster"
"""Names of parts in an SVG are hashed; a fixed salt keeps the bytes the same."""

ACCENT, INK, PAPER = "#3f9a9c", "#16232d", "#ffffff"
GREENS, BLUES, BELOW = ("#e8f5ed", "#2e8f5c"), ("#e3f1f2", "#1f6f86"), "#c72e26"
"""From none to all, of places and of officers; a session below its minimum."""
DARK = 0.55
"""The part of the darkest shade from which words on it are white."""
WIDTH, ROW, HEAD, FOOT = 792.0, 18.7, 32.0, 28.0
"""Points: of a drawing, of a scenario's row, above and below the rows."""
LETTER, LATTICE = 5.2, 0.75
"""Points: of a letter of the names; what a cell leaves free around it."""
DATES = 24
"""Days named below a plot at most."""


@dataclass(frozen=True)
class Plot:
    """A plot of the page: its title, how it is read, and its address."""

    title: str
    lead: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A drawing with the names of the scenarios to the left of ``left``."""

    canvas: Canvas
    found: Sequence[Line]
    language: str
    left: float

    def middle(self, row: float) -> float:
        """The middle line of a row; -1 is above the first."""
        return HEAD + ROW * (row + 0.5)

    def cells(self, shades: Iterable[tuple[int, float, float, str]]) -> None:
        """Fill cells: the row, where it starts, how wide it is, its colour."""
        by_colour: dict[str, list[Box]] = {}
        for row, start, wide, colour in shades:
            box = start, HEAD + ROW * row + LATTICE, wide - LATTICE, ROW - 2 * LATTICE
            by_colour.setdefault(colour, []).append(box)
        for colour, boxes in by_colour.items():
            self.canvas.boxes(colour, boxes)

    def rule(self, x: float) -> None:
        """An upright line beside all rows."""
        self.canvas.boxes(INK, [(x - 0.4, HEAD, 0.8, ROW * len(self.found))])


def drawn_by_matplotlib(found: Sequence[Line], language: str) -> list[Plot]:
    """The plots; none where matplotlib is not installed."""
    if not found or find_spec("matplotlib") is None:
        return []
    import matplotlib as mpl

    plots: list[Plot] = []
    compared = any(not line.case.is_base for line in found)
    names = labels(found)
    left = 11 + LETTER * max(map(len, names))
    with mpl.rc_context({"svg.hashsalt": SALT, **FONT}):
        for draw in (_heat, _loads, *[_against] * compared):
            sheet = Sheet(Canvas(WIDTH, HEAD + ROW * len(found) + FOOT), found, language, left)
            for row, name in enumerate(names):
                sheet.canvas.word(left - 6, sheet.middle(row), name, INK, "right")
            title, lead = draw(sheet)
            plots.append(Plot(title, lead, sheet.canvas.address()))
    return plots


def _heat(sheet: Sheet) -> tuple[str, str]:
    """A block of days for each session, a row for each scenario."""
    found, canvas, language = sheet.found, sheet.canvas, sheet.language
    sessions = list(dict.fromkeys(cell[2] for line in found for cell in line.figure("cells")))
    days = sorted({(line.case.first, cell[0]) for line in found for cell in line.figure("cells")})
    several = len({first for first, _ in days}) > 1
    names = sorted({day[8:] for _, day in days}) if several else [day for _, day in days]
    place = {name: number for number, name in enumerate(names)}
    blocks = {session: number * len(names) for number, session in enumerate(sessions)}
    wide = (WIDTH - sheet.left - 4) / max(1, len(sessions) * len(names))
    # Of two rooms in one cell the one with more empty places is told.
    worst: dict[tuple[int, int], float] = {}
    for row, line in enumerate(found):
        for day, _, session, places, filled, below in line.figure("cells"):
            key = row, blocks[session] + place[day[8:] if several else day]
            share = -1.0 if below else filled / places if places else 1.0
            worst[key] = min(worst.get(key, 1.0), share)
    sheet.cells(
        (row, sheet.left + wide * column, wide, BELOW if share < 0 else _shade(GREENS, share))
        for (row, column), share in worst.items()
    )
    step = max(1, len(names) * len(sessions) // DATES)
    for session, start in blocks.items():
        sheet.rule(sheet.left + wide * start)
        canvas.word(sheet.left + wide * start, sheet.middle(-1), session, INK, "left", bold=True)
        # The last day is named only where it keeps clear of the first of the next session.
        for number in range(0, len(names) - step + 1, step):
            x = sheet.left + wide * (start + number + 0.5)
            canvas.word(x, sheet.middle(len(found)), names[number][-2:], INK)
    return (
        say(language, id="Keterisian menurut hari dan sesi", en="Coverage by day and session"),
        say(
            language,
            id="Hijau: semua tempat terisi; makin pucat makin kosong; merah: di bawah minimum; "
            "putih: tidak dibuka. Di bawah: tanggal.",
            en="Green: every place is filled; paler is emptier; red: below the minimum; white: "
            "not open. Below: the day of the month.",
        ),
    )


def _loads(sheet: Sheet) -> tuple[str, str]:
    """How many officers have how many duties, as shades and numbers."""
    counts = [Counter(load[3] for load in line.figure("loads")) for line in sheet.found]
    most = max((max(own, default=0) for own in counts), default=0)
    highest = max((max(own.values(), default=0) for own in counts), default=0) or 1
    wide = (WIDTH - sheet.left - 4) / (most + 1)
    told = [
        (row, number, count / highest, count)
        for row, own in enumerate(counts)
        for number, count in sorted(own.items())
    ]
    sheet.cells(
        (row, sheet.left + wide * number, wide, _shade(BLUES, share))
        for row, number, share, _ in told
    )
    for row, number, share, count in told:
        x = sheet.left + wide * (number + 0.5)
        sheet.canvas.word(x, sheet.middle(row), str(count), PAPER if share > DARK else INK)
    for number in range(most + 1):
        x = sheet.left + wide * (number + 0.5)
        sheet.canvas.word(x, sheet.middle(len(sheet.found)), str(number), INK)
    return (
        say(sheet.language, id="Sebaran beban petugas", en="Distribution of officers' loads"),
        say(
            sheet.language,
            id="Berapa petugas mendapat 0, 1, 2, … tugas (di bawah) dalam periode itu.",
            en="How many officers have 0, 1, 2, … duties (below) in the period.",
        ),
    )


def _against(sheet: Sheet) -> tuple[str, str]:
    """Differences to the base, a panel for each figure."""
    language = sheet.language
    figures = (
        ("filled", "tempat terisi", "places filled"),
        ("spread", "rentang beban", "spread of loads"),
        ("granted", "keinginan dipenuhi", "wishes granted"),
        ("resilience", "ketahanan, poin persen", "resilience, percentage points"),
    )
    known = [f for f in figures if any(line.figure(f[0]) is not None for line in sheet.found)]
    wide = (WIDTH - sheet.left - 4) / max(1, len(known))
    for number, (name, id_words, en_words) in enumerate(known):
        scale = 100 if name == "resilience" else 1
        values = [scale * (line.against_base(name) or 0) for line in sheet.found]
        middle = sheet.left + wide * (number + 0.5)
        title = say(language, id=id_words, en=en_words)
        sheet.canvas.word(middle, sheet.middle(-1), title, INK, bold=True)
        # The longest bar leaves room for its figure within the panel.
        unit = 0.3 * wide / (max(map(abs, values), default=0) or 1)
        for row, value in enumerate(values):
            if value:
                _bar(sheet, row, middle, unit * value, value)
        sheet.rule(middle)
    return (
        say(language, id="Dibanding dasar", en="Against the base"),
        say(
            language,
            id="Selisih terhadap buku apa adanya, dalam periode yang sama.",
            en="The difference to the book as it stands, in the same period.",
        ),
    )


def _bar(sheet: Sheet, row: int, middle: float, length: float, value: float) -> None:
    high = 0.6 * ROW
    top = sheet.middle(row) - high / 2
    sheet.canvas.boxes(ACCENT, [(min(middle, middle + length), top, abs(length), high)])
    text = f"{value:+.3g}".replace(".", say(sheet.language, id=",", en="."))
    x = middle + length + (3 if value > 0 else -3)
    sheet.canvas.word(x, sheet.middle(row), text, INK, "left" if value > 0 else "right")


def _shade(ends: tuple[str, str], share: float) -> str:
    """A colour between those of none and of all."""
    none, full = (bytes.fromhex(end[1:]) for end in ends)
    return f"#{bytes(round(a + share * (b - a)) for a, b in zip(none, full, strict=True)).hex()}"

"""The plots of a comparison by matplotlib, as SVG in data addresses."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from roster.model.language import say
from roster.scenario.comparison import Line, labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SALT = "roster"
"""Names of parts in an SVG are hashed; a fixed salt keeps the bytes the same."""

ACCENT, INK = "#3f9a9c", "#16232d"
EMPTY, FULL, BELOW = (0.91, 0.96, 0.93), (0.18, 0.56, 0.36), (0.78, 0.18, 0.15)
WIDTH, ROW, HEAD, FOOT = 11.0, 0.26, 0.45, 0.45
"""Inches: of a figure, of a scenario's row, above and below the rows."""
LETTER = 0.072
"""Inches of a letter of the names."""


@dataclass(frozen=True)
class Plot:
    """A plot of the page: its title, how it is read, and its address."""

    title: str
    lead: str
    address: str


def drawn_by_matplotlib(found: Sequence[Line], language: str) -> list[Plot]:
    """The plots; none where matplotlib is not installed."""
    if not found or find_spec("matplotlib") is None:
        return []
    import matplotlib as mpl
    from matplotlib.figure import Figure

    height = HEAD + ROW * len(found) + FOOT
    plots: list[Plot] = []
    compared = any(not line.case.is_base for line in found)
    with mpl.rc_context({"svg.hashsalt": SALT, "svg.fonttype": "none", "font.size": 8}):
        for draw in (_heat, _loads, *[_against] * compared):
            figure = Figure(figsize=(WIDTH, height))
            title, lead = draw(figure, found, language)
            plots.append(Plot(title, lead, _address(figure)))
    return plots


def _heat(figure: Figure, found: Sequence[Line], language: str) -> tuple[str, str]:
    """A block of days for each session, a row for each scenario."""
    sessions = list(dict.fromkeys(cell[2] for line in found for cell in line.figure("cells")))
    days = sorted({(line.case.first, cell[0]) for line in found for cell in line.figure("cells")})
    several = len({first for first, _ in days}) > 1
    names = sorted({day[8:] for _, day in days}) if several else [day for _, day in days]
    place = {name: number for number, name in enumerate(names)}
    colours = np.ones((len(found), len(sessions) * len(names), 3))
    for row, line in enumerate(found):
        for day, _, session, places, filled, below in line.figure("cells"):
            column = sessions.index(session) * len(names) + place[day[8:] if several else day]
            share = filled / places if places else 1.0
            shade = np.array(EMPTY) + share * (np.array(FULL) - np.array(EMPTY))
            colours[row, column] = np.minimum(colours[row, column], BELOW if below else shade)
    axes = _axes(figure, found, 0.0, 1.0)
    axes.imshow(colours, aspect="auto", interpolation="none")
    _lattice(axes, len(found))
    starts = [number * len(names) for number in range(len(sessions))]
    axes.vlines([start - 0.5 for start in starts], -0.5, len(found) - 0.5, INK, linewidth=0.8)
    step = max(1, len(names) * len(sessions) // 24)
    for start, session in zip(starts, sessions, strict=True):
        axes.text(start, -0.7, session, weight="bold", va="bottom")
        for number in range(0, len(names), step):
            _below(axes, start + number, len(found), names[number][-2:])
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


def _loads(figure: Figure, found: Sequence[Line], language: str) -> tuple[str, str]:
    """How many officers have how many duties, as shades and numbers."""
    duties = [[load[3] for load in line.figure("loads")] for line in found]
    most = max((max(own, default=0) for own in duties), default=0)
    counts = np.array([np.bincount(own, minlength=most + 1) for own in duties])
    axes = _axes(figure, found, 0.0, 1.0)
    axes.imshow(counts, aspect="auto", cmap="GnBu", interpolation="none", vmin=0)
    _lattice(axes, len(found))
    dark = counts.max(initial=1) * 0.6
    for (row, number), count in np.ndenumerate(counts):
        if count:
            colour = "white" if count > dark else INK
            axes.text(number, row, str(count), ha="center", va="center", color=colour)
    for number in range(most + 1):
        _below(axes, number, len(found), str(number))
    return (
        say(language, id="Sebaran beban petugas", en="Distribution of officers' loads"),
        say(
            language,
            id="Berapa petugas mendapat 0, 1, 2, … tugas (di bawah) dalam periode itu.",
            en="How many officers have 0, 1, 2, … duties (below) in the period.",
        ),
    )


def _against(figure: Figure, found: Sequence[Line], language: str) -> tuple[str, str]:
    """Differences to the base, a panel for each figure."""
    figures = (
        ("filled", "tempat terisi", "places filled"),
        ("spread", "rentang beban", "spread of loads"),
        ("granted", "keinginan dipenuhi", "wishes granted"),
        ("resilience", "ketahanan, poin persen", "resilience, percentage points"),
    )
    shown = [each for each in figures if any(line.figure(each[0]) is not None for line in found)]
    for number, (name, id_words, en_words) in enumerate(shown):
        axes = _axes(figure, found, number / len(shown), (number + 1) / len(shown))
        scale = 100 if name == "resilience" else 1
        values = [scale * (line.against_base(name) or 0) for line in found]
        axes.barh(range(len(found)), values, color=ACCENT, height=0.6)
        axes.vlines(0, -0.5, len(found) - 0.5, INK, linewidth=0.8)
        reach = 1.6 * max([abs(value) for value in values] + [1e-9])
        axes.set_xlim(-reach, reach)
        axes.set_ylim(len(found) - 0.5, -0.5)
        title = say(language, id=id_words, en=en_words)
        axes.text(0, -0.7, title, weight="bold", ha="center", va="bottom")
        for row, value in enumerate(values):
            if value:
                side = "left" if value > 0 else "right"
                text = f"{value:+.3g}".replace(".", say(language, id=",", en="."))
                axes.text(
                    value + reach * 0.03 * (1 if value > 0 else -1), row, text, ha=side, va="center"
                )
    return (
        say(language, id="Dibanding dasar", en="Against the base"),
        say(
            language,
            id="Selisih terhadap buku apa adanya, dalam periode yang sama.",
            en="The difference to the book as it stands, in the same period.",
        ),
    )


def _axes(figure: Figure, found: Sequence[Line], start: float, end: float) -> Axes:
    """Axes over a part of the width; the first part has the names of the scenarios beside it."""
    names = labels(found)
    left = 0.15 + LETTER * max(map(len, names))
    wide = WIDTH - left - 0.1
    height = figure.get_figheight()
    axes = figure.add_axes(
        (
            (left + wide * start) / WIDTH,
            FOOT / height,
            wide * (end - start) * (0.97 if end < 1 else 1) / WIDTH,
            1 - (HEAD + FOOT) / height,
        )
    )
    axes.set_axis_off()
    if not start:
        beside = axes.get_yaxis_transform()
        for row, name in enumerate(names):
            axes.text(-0.08 / wide, row, name, transform=beside, ha="right", va="center")
    return axes


def _below(axes: Axes, column: int, rows: int, text: str) -> None:
    """Text below a column; a tick of an axis takes matplotlib ten times as long."""
    axes.text(column, rows - 0.4, text, ha="center", va="top")


def _lattice(axes: Axes, rows: int) -> None:
    axes.hlines(np.arange(1, rows) - 0.5, *axes.get_xlim(), "white", linewidth=1.5)


def _address(figure: Figure) -> str:
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(stream.getvalue()).decode()}"

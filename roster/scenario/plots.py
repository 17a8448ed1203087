"""The plots of a comparison by matplotlib, as SVG in data addresses."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from roster.model.language import say
from roster.scenario.comparison import Line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SALT = "roster"
"""Names of parts in an SVG are hashed; a fixed salt keeps the bytes the same."""

ACCENT, TRACK = "#3f9a9c", "#e6edef"


def drawn_by_matplotlib(found: Sequence[Line], language: str) -> list[tuple[str, str]]:
    """Titles and images of the plots; none where matplotlib is not installed."""
    if not found or find_spec("matplotlib") is None:
        return []
    import matplotlib as mpl
    from matplotlib.figure import Figure

    def text(id: str, en: str) -> str:
        return say(language, id=id, en=en)

    height = 1.2 + 0.32 * len(found)
    plots: list[tuple[str, str]] = []
    with mpl.rc_context({"svg.hashsalt": SALT, "svg.fonttype": "none", "font.size": 9}):
        for title, draw in (
            (text("Keterisian menurut hari dan sesi", "Coverage by day and session"), _heat),
            (text("Sebaran beban petugas", "Distribution of officers' loads"), _loads),
            (text("Tempat terisi dibanding dasar", "Places filled against the base"), _against),
        ):
            figure = Figure(figsize=(11, height), layout="constrained")
            draw(figure, found)
            plots.append((title, _address(figure)))
    return plots


def _heat(figure: Figure, found: Sequence[Line]) -> None:
    import numpy as np

    columns = sorted({(cell[0], cell[2]) for line in found for cell in line.figure("cells")})
    place = {column: number for number, column in enumerate(columns)}
    shares = np.full((len(found), len(columns)), np.nan)
    for row, line in enumerate(found):
        for day, _, session, places, filled, below in line.figure("cells"):
            share = filled / places if places else 1.0
            shares[row, place[day, session]] = 0.0 if below else share
    axes = figure.add_subplot()
    image = axes.imshow(shares, aspect="auto", vmin=0, vmax=1, cmap="RdYlGn", interpolation="none")
    days = [
        number for number, c in enumerate(columns) if not number or columns[number - 1][0] != c[0]
    ]
    axes.set_xticks(days, [columns[number][0][5:] for number in days], rotation=90)
    _name(axes, found)
    figure.colorbar(image, ax=axes, shrink=0.8)


def _loads(figure: Figure, found: Sequence[Line]) -> None:
    axes = figure.add_subplot()
    duties = [[load[3] for load in line.figure("loads")] for line in found]
    axes.boxplot(duties, orientation="horizontal", positions=range(len(found)), widths=0.6)
    axes.invert_yaxis()
    _name(axes, found)


def _against(figure: Figure, found: Sequence[Line]) -> None:
    axes = figure.add_subplot()
    values = [line.against_base("filled") or 0 for line in found]
    axes.barh(range(len(found)), values, color=ACCENT)
    axes.axvline(0, color="#16232d", linewidth=1)
    axes.invert_yaxis()
    _name(axes, found)


def _name(axes: Any, found: Sequence[Line]) -> None:
    axes.set_yticks(range(len(found)), [line.case.scenario[:40] for line in found])


def _address(figure: Figure) -> str:
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(stream.getvalue()).decode()}"

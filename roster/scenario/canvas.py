"""An SVG written by matplotlib's renderer, in points from the upper left corner.

Figures, axes and their artists are left out: to import them and to lay out some hundred words
would take a sweep more than all else that it does beside its solves.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

FONT: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
    "svg.fonttype": "none",
}
"""Words stay words, so that no font has to be read and a reader can search for them."""

SIZE = 8.0
MIDDLE = 0.36
"""How far below its middle a word's baseline is, as a part of its size."""

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


class Canvas:
    """A drawing of a width and a height; the same strokes give the same bytes."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.backends import backend_svg

        self._stream = io.StringIO()
        self._height = height
        untyped: Any = backend_svg
        self._renderer = untyped.RendererSVG(
            width, height, self._stream, metadata={"Date": None, "Creator": None}
        )

    def boxes(self, colour: str, boxes: Sequence[Box]) -> None:
        """Fill rectangles with a colour."""
        from matplotlib.colors import to_rgb
        from matplotlib.path import Path
        from matplotlib.transforms import IdentityTransform

        left, top, wide, high = np.array(boxes, dtype=float).reshape(-1, 4).T
        right, upper = left + wide, self._height - top
        lower = upper - high
        corners = ((left, upper), (right, upper), (right, lower), (left, lower), (left, upper))
        around = np.array(corners).transpose(2, 0, 1)
        codes = np.array([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], dtype=Path.code_type)
        path = Path(around.reshape(-1, 2), np.tile(codes, len(boxes)))
        context = self._renderer.new_gc()
        context.set_linewidth(0)
        self._renderer.draw_path(context, path, IdentityTransform(), to_rgb(colour))

    def word(
        self,
        x: float,
        y: float,
        text: str,
        colour: str,
        side: Literal["left", "center", "right"] = "center",
        bold: bool = False,
    ) -> None:
        """Write a word whose middle line is at ``y``; ``side`` is the part of it at ``x``."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        base = self._height - y - MIDDLE * SIZE
        context = self._renderer.new_gc()
        context.set_foreground(colour)
        font = FontProperties(size=SIZE, weight="bold" if bold else "normal")
        anchor = Text(x, base, horizontalalignment=side)
        self._renderer.draw_text(context, x, self._height - base, text, font, 0, mtext=anchor)

    def address(self) -> str:
        """The finished drawing as a data address."""
        self._renderer.finalize()
        drawn = base64.b64encode(self._stream.getvalue().encode()).decode()
        return f"data:image/svg+xml;base64,{drawn}"

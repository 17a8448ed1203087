"""A change of a what-if as it was written: words and their places, nothing understood yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roster.book.planning import ScenarioRow

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Spec:
    """One change: its kind, the table it is about, the rows meant and the values given.

    ``places`` tells where each part stands, by part and key: ``("values", "end")``,
    ``("where", "")``; what is not there stands at the change itself.
    """

    scenario: str
    change: str
    table: str = ""
    where: Pairs = ()
    values: Pairs = ()
    title: str = ""
    places: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False, compare=False)

    def at(self, part: str = "", key: str = "") -> str:
        """The place of a part, else that of the change."""
        for known in ((part, key), (part, ""), ("", "")):
            if known in self.places:
                return self.places[known]
        return ""


def specs_of(rows: Iterable[ScenarioRow]) -> tuple[Spec, ...]:
    """The changes of the table ``scenarios``, in its order."""
    parts = ("scenario", "title", "change", "table", "where", "values")
    return tuple(
        Spec(
            row.scenario,
            row.change,
            row.table,
            row.where_,
            row.values,
            row.title,
            {("", ""): row.where_of("change"), **{(p, ""): row.where_of(p) for p in parts}},
        )
        for row in rows
    )

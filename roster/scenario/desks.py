"""The change ``desks``: as many places as the counted visitors need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roster.book.report import Report, Text
from roster.book.row import Place, Row
from roster.book.tables import Book, PostRow
from roster.scenario.queues import Target
from roster.scenario.spec import Spec
from roster.scenario.visitors import demands


def visitors_as_ideal(
    book: Book,
    group: Sequence[Row],
    values: dict[str, Any],
    spec: Spec,
    place: Place,
    report: Report,
) -> Book:
    """A book whose posts want the desks that Erlang C and the simulation both find enough.

    ``min`` stays; ``max`` gives way where it is too small. Posts without visitors stay.
    """
    share = values.get("share", Target.share)
    if not 0 < share < 1:
        report.error(
            spec.at("values", "share"),
            Text(f"bagian {share}", f"a share of {share}"),
            Text("di atas 0 dan di bawah 1, mis. 90%", "above 0 and below 1, as 90%"),
        )
        return book
    target = Target(float(values.get("wait", Target.wait)), float(share))
    posts = [row for row in group if isinstance(row, PostRow)]
    found = demands(book, posts)
    if not found:
        report.error(
            spec.at(),
            Text("tidak ada pengunjung yang dihitung", "no visitors were counted"),
            Text("baris di tabel visitors", "rows of the table visitors"),
        )
        return book
    return with_desks(
        book, {id(d.post): max(d.erlang(target), d.simulated(target)) for d in found}, place
    )


def with_desks(book: Book, wanted: dict[int, int], place: Place) -> Book:
    """A book whose posts, by identity of their row, want so many officers."""
    return replace(book, posts=tuple(_post(row, wanted.get(id(row)), place) for row in book.posts))


def _post(row: PostRow, desks: int | None, place: Place) -> PostRow:
    if desks is None:
        return row
    ideal = max(row.min, desks)
    return replace(row, at=place, ideal=ideal, max=None if row.max is None else max(row.max, ideal))

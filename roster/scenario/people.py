"""Fewer officers, more of them, or some away: who it is, is drawn from a seed.

A draw is the same on every machine and in whatever order the officers stand, and it is nested: who
is away when three are is away when four are, and who serves among 30 serves among 31.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roster.book.report import Report, Text
from roster.book.row import Place, Row
from roster.book.tables import Book, LeaveRow, OfficerRow
from roster.scenario.fields import share_of
from roster.scenario.rows import without_rows
from roster.scenario.spec import Spec

ADDED = "tambahan"


def drawn(officers: Sequence[OfficerRow], seed: int) -> list[OfficerRow]:
    """The officers in the order of a draw in which every unit comes up in proportion."""
    by_unit: dict[str, list[tuple[str, OfficerRow]]] = defaultdict(list)
    for row in officers:
        lot = hashlib.sha256(f"{seed}/{row.officer}".encode()).hexdigest()
        by_unit[row.unit].append((lot, row))
    order = []
    for members in by_unit.values():
        members.sort(key=lambda pair: pair[0])
        for number, (lot, row) in enumerate(members):
            order.append(((2 * number + 1) / (2 * len(members)), lot, row))
    return [row for _, _, row in sorted(order, key=lambda entry: entry[:2])]


def head_count(book: Book, group: Sequence[Row], count: int, seed: int, place: Place) -> Book:
    """A book in which a group of officers is brought to a number.

    Those who go take their leave, wishes, pins and balances with them. Those who come are
    copies of the group's officers in the order of the draw: unit, competencies, capacity and
    contract, and nothing else.
    """
    order = drawn([row for row in group if isinstance(row, OfficerRow)], seed)
    if count <= len(order):
        return without_rows(book, "officers", set(map(id, order[count:])))
    known = {row.officer for row in book.officers}
    numbers = (n for n in range(1, 10**6) if f"{ADDED}-{n}" not in known)
    officers, certificates = list(book.officers), list(book.competencies)
    for position in range(len(order), count):
        like, number = order[position % len(order)], next(numbers)
        name = f"{ADDED}-{number}"
        officers.append(
            replace(
                like,
                at=place,
                officer=name,
                name=f"Tambahan {number}",
                email="",
                joined=None,
                left=None,
            )
        )
        certificates += [
            replace(row, at=place, officer=name)
            for row in book.competencies
            if row.officer == like.officer
        ]
    return replace(book, officers=tuple(officers), competencies=tuple(certificates))


def on_leave(
    book: Book,
    group: Sequence[Row],
    values: dict[str, Any],
    spec: Spec,
    place: Place,
    report: Report,
) -> Book:
    """A book in which some of a group are on approved leave, so many or such a share.

    Whoever must serve on one of the days, by a pin, comes last in the draw.
    """
    pinned = {
        pin.officer
        for pin in book.pins
        if pin.kind == "must" and values["start"] <= pin.date <= values["end"]
    }
    order = drawn([row for row in group if isinstance(row, OfficerRow)], values.get("seed", 0))
    order.sort(key=lambda row: row.officer in pinned)
    if ("count" in values) == ("share" in values):
        report.error(
            spec.at("values"),
            Text(
                "away dengan count dan share sekaligus atau tanpa keduanya",
                "away with both count and share, or neither",
            ),
            Text("count=3 atau share=20%", "count=3 or share=20%"),
        )
        return book
    count = values["count"] if "count" in values else share_of(values["share"], len(order))
    if count > len(order):
        report.error(
            spec.at("values", "count" if "count" in values else "share"),
            Text(f"{count} dari {len(order)} petugas", f"{count} of {len(order)} officers"),
            Text(f"paling banyak {len(order)}", f"at most {len(order)}"),
        )
        return book
    leave = tuple(
        LeaveRow(
            at=place,
            officer=row.officer,
            start=values["start"],
            end=values["end"],
            type=values.get("type", ""),
        )
        for row in order[:count]
    )
    return replace(book, leave=book.leave + leave)

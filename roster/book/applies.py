"""Whom a rule binds: the selectors of ``applies_to``.

An empty cell means all officers. Otherwise selectors stand in a row, parted by ``;``, and the
officers of all of them are meant: ``unit:SET; competency:supervisor``. The kinds are
``unit``, ``competency`` (whoever holds it on some day of the period), ``contract`` and
``officer``. A word without a kind is looked up in all four and must be found in one only.
``not:`` in front takes officers away: ``unit:SET; not:officer:1987…``; where every selector
takes away, they do so from all officers. ``unit`` and the others may be Indonesian too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book
from roster.book.words import nearest, plain
from roster.model.people import Certificate, Officer

KIND_WORDS = {
    "unit": "unit",
    "unit kerja": "unit",
    "competency": "competency",
    "kompetensi": "competency",
    "contract": "contract",
    "kontrak": "contract",
    "officer": "officer",
    "petugas": "officer",
}
NOT_WORDS = ("not", "bukan", "kecuali")
KINDS = Text("unit:, competency:, contract:, officer:", "unit:, competency:, contract:, officer:")


class Groups:
    """The groups of officers that a selector may name, by kind and name."""

    def __init__(
        self, book: Book, officers: Sequence[Officer], first: date, last: date, report: Report
    ) -> None:
        self._report = report
        self._all = frozenset(o.id for o in officers)
        members: dict[str, dict[str, set[str]]] = {
            "unit": {row.unit: set() for row in book.units},
            "competency": {row.competency: set() for row in book.posts if row.competency},
            "contract": {row.contract: set() for row in book.contracts},
            "officer": {o.id: {o.id} for o in officers},
        }
        for officer in officers:
            members["unit"].setdefault(officer.unit, set()).add(officer.id)
            members["contract"].setdefault(officer.contract, set()).add(officer.id)
            for held in officer.certificates:
                holders = members["competency"].setdefault(held.competency, set())
                if _holds_between(held, first, last):
                    holders.add(officer.id)
        self._members = members

    def select(self, text: str, where: str) -> frozenset[str] | None:
        """The officers that a cell means; None for all. Faults and empty groups are reported."""
        selectors = [part.strip() for part in text.split(";") if part.strip()]
        if not selectors:
            return None
        plus: set[str] = set()
        minus: set[str] = set()
        signs = []
        for selector in selectors:
            head, colon, rest = selector.partition(":")
            negative = bool(colon) and plain(head) in NOT_WORDS
            signs.append(negative)
            named = self._named(rest.strip() if negative else selector, where)
            (minus if negative else plus).update(named)
        chosen = (self._all if all(signs) else plus) - minus
        if not chosen:
            self._report.warning(
                where,
                Text(f"{shown(text)} tidak mencakup siapa pun", f"{shown(text)} means nobody"),
            )
        return frozenset(chosen)

    def _named(self, selector: str, where: str) -> set[str]:
        head, colon, name = (part.strip() for part in selector.partition(":"))
        kind = KIND_WORDS.get(plain(head)) if colon else None
        if colon and not kind:
            self._report.error(
                where,
                Text(
                    f"pemilih {shown(selector)} tidak dikenal",
                    f"unknown selector {shown(selector)}",
                ),
                KINDS,
                did_you_mean(nearest(head, KIND_WORDS)),
            )
            return set()
        word = name if kind else selector
        kinds = [kind] if kind else list(self._members)
        found = [k for k in kinds if word and word in self._members[k]]
        if len(found) == 1:
            return self._members[found[0]][word]
        if found:
            choices = " / ".join(f"{k}:{word}" for k in found)
            self._report.error(
                where,
                Text(f"{shown(word)} bermakna ganda", f"{shown(word)} is ambiguous"),
                Text(choices, choices),
            )
        else:
            names = [known for k in kinds for known in self._members[k] if known]
            self._report.error(
                where,
                Text(f"{shown(selector)} tidak dikenal", f"{shown(selector)} is not known"),
                Text(
                    "unit, kompetensi, kontrak atau petugas dari buku ini",
                    "a unit, competency, contract or officer of this book",
                ),
                did_you_mean(nearest(word, names)),
            )
        return set()


def _holds_between(held: Certificate, first: date, last: date) -> bool:
    return (held.valid_from is None or held.valid_from <= last) and (
        held.valid_until is None or first <= held.valid_until
    )

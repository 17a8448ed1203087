"""Whom a rule binds: the selectors of ``applies_to``, each name held to what the book knows.

How groups are written stands in :mod:`roster.model.groups`. A competency means whoever holds it
on some day of the period. A word without a kind must be a name of one kind only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book
from roster.book.words import nearest
from roster.model.groups import KIND_WORDS, KINDS, Selector, UnknownKind, members, selectors
from roster.model.people import Officer

EXPECTED = Text(*2 * [", ".join(f"{kind}:" for kind in KINDS)])


class Groups:
    """The groups of officers that a selector may name, by kind and name."""

    def __init__(
        self,
        book: Book,
        officers: Sequence[Officer],
        first: date,
        last: date,
        report: Report,
        *,
        complete: bool = True,
    ) -> None:
        """Without ``complete`` a name that the book lacks may stand in a row at fault."""
        self._officers, self._span, self._report = officers, (first, last), report
        self._complete = complete
        self._known: dict[str, set[str]] = {
            "unit": {row.unit for row in book.units} | {o.unit for o in officers},
            "competency": {row.competency for row in book.posts}
            | {held.competency for o in officers for held in o.certificates},
            "contract": {row.contract for row in book.contracts} | {o.contract for o in officers},
            "officer": {o.id for o in officers},
        }
        for names in self._known.values():
            names.discard("")

    def select(self, text: str, where: str) -> frozenset[str] | None:
        """The officers that a cell means; None for all. Faults and empty groups are reported."""
        wanted = self.wanted(text, where)
        if not wanted:
            return None if wanted == () else frozenset()
        chosen = members(wanted, self._officers, *self._span)
        if not chosen:
            self._report.warning(
                where,
                Text(f"{shown(text)} tidak mencakup siapa pun", f"{shown(text)} means nobody"),
            )
        return chosen

    def wanted(self, text: str, where: str) -> tuple[Selector, ...] | None:
        """The selectors of a cell; None where there is a fault, which is reported."""
        try:
            found = selectors(text)
        except UnknownKind as fault:
            self._report.error(
                where,
                Text(
                    f"pemilih {shown(fault.selector)} tidak dikenal",
                    f"unknown selector {shown(fault.selector)}",
                ),
                EXPECTED,
                did_you_mean(nearest(fault.kind, KIND_WORDS)),
            )
            return None
        known = [self._is_known(selector, where) for selector in found]
        return found if all(known) else None

    def holders(self, contract: str) -> frozenset[str]:
        """The officers who hold a contract."""
        return frozenset(o.id for o in self._officers if o.contract == contract)

    def _is_known(self, selector: Selector, where: str) -> bool:
        """Whether one kind has the name; anything else is reported."""
        kinds = [selector.kind] if selector.kind else list(KINDS)
        found = [kind for kind in kinds if selector.name in self._known[kind]]
        if len(found) > 1:
            choices = " / ".join(f"{kind}:{selector.name}" for kind in found)
            name = shown(selector.name)
            self._report.error(
                where,
                Text(f"{name} bermakna ganda", f"{name} is ambiguous"),
                Text(choices, choices),
            )
        elif not found and self._complete:
            names = [known for kind in kinds for known in sorted(self._known[kind])]
            self._report.error(
                where,
                Text(
                    f"{shown(selector.text)} tidak dikenal", f"{shown(selector.text)} is not known"
                ),
                Text(
                    "unit, kompetensi, kontrak atau petugas dari buku ini",
                    "a unit, competency, contract or officer of this book",
                ),
                did_you_mean(nearest(selector.name, names)),
            )
        return len(found) == 1 or not self._complete

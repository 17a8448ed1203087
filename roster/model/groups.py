"""Groups of officers, written as selectors: ``unit:SET; not:officer:1987…``.

An empty text means all officers. Otherwise selectors stand in a row, parted by ``;`` (or, where
that parts something else, by ``|``), and the officers of all of them are meant. The kinds are
``unit``, ``competency``, ``contract`` and ``officer``; a word without a kind may be any of them.
``not:`` in front takes officers away: ``unit:SET; not:officer:1987…``; where every selector takes
away, they do so from all officers. The words may be Indonesian too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from roster.model.people import Certificate, Officer
from roster.model.problem import Problem

GROUP = "a group of officers"
Group = Annotated[str, GROUP]
"""The type of a rule's parameter that names a group of officers."""

KINDS = ("unit", "competency", "contract", "officer")
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


class UnknownKind(ValueError):  # noqa: N818 - what is unknown says it all
    """A selector of a kind that does not exist; ``kind`` is the word found."""

    def __init__(self, selector: str, kind: str) -> None:
        super().__init__(f"{selector!r} is no selector; expected one of {', '.join(KINDS)}")
        self.selector, self.kind = selector, kind


@dataclass(frozen=True)
class Selector:
    """The officers of a unit, competency, contract or name; of any of them if ``kind`` is empty.

    ``negative`` takes them away. ``text`` is how it was written.
    """

    kind: str
    name: str
    negative: bool = False
    text: str = ""

    def means(self, officer: Officer, first: date, last: date) -> bool:
        """Whether an officer is meant; a competency must be held on some day of the span."""
        own = {"unit": officer.unit, "contract": officer.contract, "officer": officer.id}
        if any(own[kind] == self.name for kind in own if self.kind in ("", kind)):
            return True
        return self.kind in ("", "competency") and any(
            held.competency == self.name and _holds_between(held, first, last)
            for held in officer.certificates
        )


def selectors(text: str) -> tuple[Selector, ...]:
    """The selectors of a text; raises UnknownKind."""
    return tuple(_selector(part.strip()) for part in re.split("[;|]", text) if part.strip())


def _selector(text: str) -> Selector:
    head, colon, rest = text.partition(":")
    negative = bool(colon) and _plain(head) in NOT_WORDS
    inner = rest.strip() if negative else text
    head, colon, name = (part.strip() for part in inner.partition(":"))
    if not colon:
        return Selector("", inner, negative, inner)
    if _plain(head) not in KIND_WORDS:
        raise UnknownKind(inner, head)
    return Selector(KIND_WORDS[_plain(head)], name, negative, inner)


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold()


def members(
    wanted: Sequence[Selector], officers: Iterable[Officer], first: date, last: date
) -> frozenset[str]:
    """The ids of the officers that selectors mean in a span of days, both included."""
    added = [selector for selector in wanted if not selector.negative]
    taken = [selector for selector in wanted if selector.negative]
    return frozenset(
        officer.id
        for officer in officers
        if (not added or any(s.means(officer, first, last) for s in added))
        and not any(s.means(officer, first, last) for s in taken)
    )


def group_by_day(text: str, problem: Problem) -> Mapping[date, frozenset[str]]:
    """The ids of a group's officers on each open day; competencies count where they are valid."""
    wanted = selectors(text)
    return {day: members(wanted, problem.officers, day, day) for day in problem.open_days}


def _holds_between(held: Certificate, first: date, last: date) -> bool:
    return (held.valid_from is None or held.valid_from <= last) and (
        held.valid_until is None or first <= held.valid_until
    )

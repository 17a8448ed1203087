"""A question about a roster, and its answer: a rule, a price, or the draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roster.explain.sentences import Item
from roster.model import Problem, Roster


@dataclass(frozen=True)
class Price:
    """What the alternative costs at one priority, against what the roster costs now.

    ``rules`` are the codes of its rows, ``name`` tells them from rows of other priorities.
    """

    priority: int
    rules: tuple[str, ...]
    name: str
    now: int
    instead: int
    proven: bool

    @property
    def more(self) -> int:
        """What the alternative costs more (+) or less (-)."""
        return self.instead - self.now


@dataclass(frozen=True)
class Answer:
    """The answer to one question about a roster.

    ``forbidden_by`` is not empty where no lawful roster holds the alternative; else
    ``prices`` tell what the best such roster costs at each priority, ``roster`` is that
    roster. ``tie`` says that it costs the same everywhere.
    """

    question: str
    forbidden_by: tuple[Item, ...]
    prices: tuple[Price, ...]
    roster: Roster | None
    sentences: tuple[str, ...]

    @property
    def tie(self) -> bool:
        """Whether either would do."""
        return not self.forbidden_by and not any(price.more for price in self.prices)


@dataclass(frozen=True)
class Question:
    """Why does ``officer`` serve, or not serve, on a day; why not ``instead``?"""

    officer: str
    day: date
    instead: str = ""


def by_name(problem: Problem) -> Mapping[str, str]:
    """Officers' ids by id, and by name where only one has it."""
    names: dict[str, list[str]] = {}
    for officer in problem.officers:
        names.setdefault(officer.name.casefold(), []).append(officer.id)
    unique = {name: ids[0] for name, ids in names.items() if name and len(ids) == 1}
    return {**unique, **{officer.id: officer.id for officer in problem.officers}}

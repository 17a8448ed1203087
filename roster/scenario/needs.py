"""How many officers an office needs: in all, by competency, by unit, and what gives way first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roster.book.row import Place
from roster.book.tables import Book, OfficerRow
from roster.model import Officer, Problem
from roster.scenario.people import head_count
from roster.scenario.staffing import Least, fewest, impersonal

if TYPE_CHECKING:
    from roster.solve.options import Options

MOST_COPIES = 4
"""Copies of each kind of officer that are tried at most, where the book has too few."""


@dataclass(frozen=True)
class Need:
    """What one group of officers needs: ``kind`` is all, competency or unit.

    ``have`` counts the book's officers, ``among`` those of the group in the answer for all;
    ``least`` is reckoned with everybody else at hand. ``breaks`` says what stays empty with one
    fewer; it is None where that was not asked.
    """

    kind: str
    name: str
    have: int
    among: int
    least: Least
    breaks: Least | None = None


@dataclass(frozen=True)
class Staffing:
    """The needs of an office in a period.

    ``copies`` is how many officers like each kind had to be added to the pool before every
    place could be filled; ``left_out`` are must rules that the question leaves aside;
    ``relieving`` are the rules of which any one, lifted alone, would let one fewer do; it is
    None where that was not asked, or where one fewer is not proven to be too few as it is.
    """

    problem: Problem
    needs: tuple[Need, ...]
    copies: int = 0
    left_out: tuple[str, ...] = ()
    relieving: tuple[str, ...] | None = None


def widened(book: Book, copies: int) -> Book:
    """A book with more officers like each kind: of one unit, competencies and contract."""
    kinds: dict[tuple[str, frozenset[str], str], list[OfficerRow]] = {}
    for row in book.officers:
        kinds.setdefault((row.unit, frozenset(row.competencies), row.contract), []).append(row)
    for rows in kinds.values():
        book = head_count(book, rows, len(rows) + copies, 0, Place())
    return book


def staffing(
    book: Book,
    problem_of: Callable[[Book], Problem],
    options: Options,
    *,
    why: bool = False,
    watch: Callable[[str], None] | None = None,
) -> Staffing:
    """The needs of an office; ``watch`` hears which group is asked about.

    Raises InputError if the book does not hold for the period.
    """
    have = {officer.officer for officer in book.officers}
    copies = 0
    while True:
        pool = widened(book, copies) if copies else book
        problem, left_out = impersonal(problem_of(pool))
        if watch:
            watch("all")
        least = fewest(problem, lambda officer: True, options)
        if least.possible or copies >= MOST_COPIES:
            break
        copies = max(1, 2 * copies)
    needs = [_need(problem, ("all", ""), have, lambda officer: True, (least, least), options)]
    if least.count is not None:
        for kind, name, counted in _groups(problem):
            if watch:
                watch(f"{kind} {name}")
            everybody = all(counted(officer) for officer in problem.officers)
            own = least if everybody else fewest(problem, counted, options)
            needs.append(_need(problem, (kind, name), have, counted, (own, least), options))
    relieving = _relieving(problem, least, options) if why and least.proven else None
    return Staffing(problem, tuple(needs), copies, left_out, relieving)


def _need(
    problem: Problem,
    group: tuple[str, str],
    have: set[str],
    counted: Callable[[Officer], bool],
    answers: tuple[Least, Least],
    options: Options,
) -> Need:
    """One group's need, from the answers for it and for all."""
    (kind, name), (least, of_all) = group, answers
    members = {officer.id for officer in problem.officers if counted(officer)}
    breaks = None
    if least.count and kind != "unit":
        breaks = fewest(problem, counted, options, most=least.count - 1)
    among = len(members & set(of_all.kept))
    return Need(kind, name, len(members & have), among, least, breaks)


def _groups(problem: Problem) -> Iterator[tuple[str, str, Callable[[Officer], bool]]]:
    """The competencies that places ask for, and the units."""
    for competency in dict.fromkeys(duty.competency for duty in problem.duties if duty.competency):
        yield "competency", competency, _holds(problem, competency)
    for unit in problem.units:
        yield "unit", unit.id, _belongs(unit.id)


def _holds(problem: Problem, competency: str) -> Callable[[Officer], bool]:
    days = problem.open_days
    return lambda officer: any(officer.competent_on(competency, day) for day in days)


def _belongs(unit: str) -> Callable[[Officer], bool]:
    return lambda officer: officer.unit == unit


def _relieving(problem: Problem, least: Least, options: Options) -> tuple[str, ...]:
    """The rows of the rules without which one officer fewer would fill every place."""
    if not least.count:
        return ()
    found = []
    for use in problem.rules:
        lighter = replace(problem, rules=tuple(u for u in problem.rules if u is not use))
        if fewest(lighter, lambda officer: True, options, most=least.count - 1).count == 0:
            found.append(f"{use.name} ({use.where})" if use.where else use.name)
    return tuple(found)

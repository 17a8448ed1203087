"""What a solve answers: the roster, and how good it is proven to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roster.model.duties import Roster
from roster.model.proof import Proof
from roster.model.report import Report


@dataclass(frozen=True)
class Priced:
    """A lawful roster, and what it costs at each priority by the rules' own checks."""

    roster: Roster
    costs: Mapping[int, int]


@dataclass(frozen=True)
class PriorityResult:
    """One priority's outcome.

    ``cost`` is the roster's cost as the rules' own checks reckon it, ``bound`` a lower bound
    on the cost of every lawful roster that is as good at all higher priorities (None where
    none is known). ``proven`` is True where no lawful roster is better at this priority
    without being worse at a higher one; ``by`` names the proof: ``relaxation`` (a linear
    bound recomputed in exact integers), ``search`` (the solver's exhaustive search) or "".
    """

    priority: int
    rules: tuple[str, ...]
    cost: int
    bound: int | None
    proven: bool
    seconds: float = 0.0
    by: str = ""


@dataclass(frozen=True)
class Result:
    """The outcome of a solve.

    ``status`` is ``optimal`` (every priority proven), ``feasible`` (a lawful roster, some
    priority unproven) or ``infeasible`` (``roster`` is None and ``proven_infeasible`` says
    whether that is proven or only that none was found in time). ``seconds`` is the whole
    solve, ``build_seconds`` the part of it in which the rules were encoded. ``report`` is what
    the independent check of the roster said within the solve.
    """

    status: str
    roster: Roster | None
    hard: int
    priorities: tuple[PriorityResult, ...]
    seconds: float
    seed: int
    workers: int
    proven_infeasible: bool = False
    interrupted: bool = False
    proofs: tuple[Proof, ...] = ()
    build_seconds: float = 0.0
    report: Report | None = None

"""From a problem to a verified result: encode, march through the priorities, confirm."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from roster.encoding import LinearModel, encode_problem
from roster.encoding.linear import Ints
from roster.model import PriorityResult, Problem, Report, Result, Roster
from roster.solve.large.shape import Shape
from roster.solve.lexicographic import March
from roster.solve.options import Options, Progress
from roster.verify import confirm


def find_roster(
    problem: Problem,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    model: LinearModel | None = None,
) -> Result:
    """The best roster of a problem, priority by priority, checked by every rule.

    ``watch`` hears of progress from another thread. A keyboard interrupt ends the search with
    the best roster so far. ``model`` may be given where it is at hand, be it without rosters
    that are known not to be best. Raises VerifyError where the rules' own checks disagree with the
    solver.
    """
    return roster_and_rows(problem, options, watch, model)[0]


def roster_and_rows(
    problem: Problem,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    model: LinearModel | None = None,
) -> tuple[Result, LinearModel]:
    """As ``find_roster``, and the model that was solved: a certificate names its rows."""
    options = options or Options()
    started = time.monotonic()
    model = encode_problem(problem) if model is None else model
    build_seconds = time.monotonic() - started
    march = March(model, options, watch, Shape.of(problem, model))
    march.started = started
    interrupted = run_interruptibly(march)
    seconds = time.monotonic() - started
    if march.values is None:
        return Result(
            "infeasible",
            None,
            0,
            (),
            seconds,
            options.seed,
            options.workers,
            proven_infeasible=march.infeasible,
            interrupted=interrupted,
            build_seconds=build_seconds,
        ), model
    roster = read_roster(problem, model, march.values)
    claimed = {p: s.cost for p, s in march.settled.items() if s.cost is not None}
    open_ended = {p for p, s in march.settled.items() if not s.proven}
    report = confirm(problem, roster, claimed, open_ended)
    priorities = priority_results(problem, march, report)
    proven = all(p.proven for p in priorities)
    return Result(
        "optimal" if proven else "feasible",
        roster,
        report.hard,
        priorities,
        seconds,
        options.seed,
        options.workers,
        interrupted=interrupted,
        build_seconds=build_seconds,
        proofs=tuple(s.proof for s in march.settled.values() if s.proof is not None),
        report=report,
    ), model


def run_interruptibly(march: March) -> bool:
    """Run a march in a thread of its own; True if the keyboard interrupted it."""
    interrupted = False
    with ThreadPoolExecutor(1) as pool:
        running: Future[None] = pool.submit(march.run)
        while not running.done():
            try:
                running.exception(timeout=None if interrupted else 3600)
            except KeyboardInterrupt:
                interrupted = True
                march.stop()
            except TimeoutError:
                continue
        running.result()
    return interrupted


def read_roster(problem: Problem, model: LinearModel, values: Ints) -> Roster:
    """The roster that a model's values stand for."""
    served = values[: model.officers * model.duties].reshape(model.officers, model.duties)
    return Roster.of(
        (problem.officers[o].id, problem.duties[d]) for o, d in np.argwhere(served == 1)
    )


def priority_results(problem: Problem, march: March, report: Report) -> tuple[PriorityResult, ...]:
    """Each priority's cost by the rules' checks, with what the march knows of its bound.

    A priority counts as proven only if all above it are: a lower one's bound says nothing
    about rosters that are better higher up.
    """
    found, sound = [], True
    for priority, cost in report.costs.items():
        state = march.settled[priority]
        sound = sound and state.bound == cost
        found.append(
            PriorityResult(
                priority,
                tuple(u.name for u in problem.rules if u.priority == priority),
                cost,
                state.bound,
                sound,
                state.seconds,
                state.by if sound else "",
            )
        )
    spent = 0.0
    for n, result in enumerate(found):
        found[n] = replace(result, seconds=max(result.seconds - spent, 0.0))
        spent = max(spent, result.seconds)
    return tuple(found)

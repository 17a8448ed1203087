"""Whose training in what would lower the risk most."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import numpy as np

from roster.explain.exchange import Exchange
from roster.model import Certificate, Duty, Officer, Problem
from roster.scenario.risk import Estimate, Failure, Risk, Simulation


@dataclass(frozen=True)
class Training:
    """An officer trained in a competency, and how many sessions a month it saves."""

    officer: str
    competency: str
    saves: Estimate


def trainings(simulation: Simulation, risk: Risk) -> tuple[Training, ...]:
    """Every training that saves a session in some draw, the best first.

    The absences are the same as without it, so that differences are not noise. The trained
    officer steps in where nobody else could; a session counts as saved where that one place
    was all that it lacked.
    """
    problem = simulation.problem
    lacking = Counter((f.draw, f.duty.day, f.duty.room, f.duty.session) for f in risk.failures)
    curable: dict[str, list[Failure]] = defaultdict(list)
    for failure in risk.failures:
        duty = failure.duty
        alone = lacking[failure.draw, duty.day, duty.room, duty.session] == 1
        if alone and failure.absent and duty.competency:
            curable[duty.competency].append(failure)
    found = []
    for competency, failures in curable.items():
        for officer in problem.officers:
            if not any(officer.competent_on(competency, f.duty.day) for f in failures):
                saves = _saves(simulation, officer, competency, failures, risk.draws)
                if saves.mean > 0:
                    found.append(Training(officer.id, competency, saves))
    return tuple(sorted(found, key=lambda t: (-t.saves.mean, t.competency, t.officer)))


def _saves(
    simulation: Simulation,
    officer: Officer,
    competency: str,
    failures: list[Failure],
    draws: int,
) -> Estimate:
    problem = _trained(simulation.problem, officer, competency)
    exchange = Exchange(problem, simulation.roster, (problem.officer[officer.id],))
    fits: dict[tuple[str, Duty], bool] = {}
    saved = np.zeros(draws)
    number = simulation.officer[officer.id]
    for failure in failures:
        duty = failure.duty
        if officer.id in failure.spent or officer.unit in failure.units or saved[failure.draw]:
            continue
        if simulation.away[failure.draw, number, simulation.day[duty.day]]:
            continue
        place = (failure.absent, duty)
        if place not in fits:
            fits[place] = bool(exchange.substitutes(*place))
        saved[failure.draw] += fits[place]
    return Estimate.of(saved)


def _trained(problem: Problem, officer: Officer, competency: str) -> Problem:
    more = replace(officer, certificates=(*officer.certificates, Certificate(competency)))
    return replace(
        problem, officers=tuple(more if o.id == officer.id else o for o in problem.officers)
    )

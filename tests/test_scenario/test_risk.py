"""Absence risk: rates and spells as asked for, probabilities reckoned by hand, repairs lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from what_ifs import BOOK

from roster.book.planning import SickRateRow
from roster.book.problem import build_problem
from roster.ledger.attendance import Attendance
from roster.model import Certificate, Problem, Roster
from roster.model.people import Leave
from roster.registry import rules
from roster.scenario.absence import Sickness, draw_absences, sickness
from roster.scenario.risk import Estimate, Simulation
from roster.scenario.training import trainings
from roster.solve import Options, find_roster
from roster.verify import verify

DRAWS = 20_000


@pytest.fixture(scope="module")
def problem() -> Problem:
    return build_problem(BOOK, date(2027, 3, 1), date(2027, 3, 31), rules(), None, "en")[0]


@pytest.fixture(scope="module")
def roster(problem: Problem) -> Roster:
    found = find_roster(problem, Options(workers=1)).roster
    assert found is not None
    return found


def same(problem: Problem, rate: float, days: float) -> dict[str, Sickness]:
    return dict.fromkeys((o.id for o in problem.officers), Sickness(rate, days))


def test_rates_and_spells_come_out_as_they_went_in(problem: Problem) -> None:
    away = draw_absences(problem, same(problem, 0.1, 3), DRAWS, 1)
    assert away.mean() == pytest.approx(0.1, abs=0.003)
    # The first day is as likely as the last: the chain starts in its long run.
    assert away[:, :, 0].mean() == pytest.approx(0.1, abs=0.005)
    # Someone away is back the next day with probability 1/3.
    again = away[:, :, 1:][away[:, :, :-1]]
    assert again.mean() == pytest.approx(2 / 3, abs=0.01)


def test_the_same_seed_draws_the_same_absences(problem: Problem) -> None:
    rates = same(problem, 0.05, 2)
    one, again, other = (draw_absences(problem, rates, 50, seed) for seed in (3, 3, 4))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_an_officers_rate_goes_before_the_units_and_that_before_all(problem: Problem) -> None:
    who = BOOK.officers[0].officer
    book = replace(
        BOOK,
        sick_rates=(
            SickRateRow(rate=Fraction(1, 100)),
            SickRateRow(unit="SET", rate=Fraction(2, 100), days=Fraction(2)),
            SickRateRow(officer=who, rate=Fraction(5, 100)),
        ),
    )
    rates = sickness(book, problem, Sickness(0.5, 5))
    told = {o.officer: rates[o.officer].rate for o in book.officers}
    assert told[who] == 0.05
    assert [told[o.officer] for o in book.officers if o.unit == "SET"] == [0.05, 0.02, 0.02]
    assert {told[o.officer] for o in book.officers if o.unit == "SUN"} == {0.01}
    assert sickness(BOOK, problem, Sickness(0.5, 5))[who] == Sickness(0.5, 5)


def test_what_the_ledger_tells_is_smoothed_and_goes_behind_the_table(problem: Problem) -> None:
    ani, budi, citra = (row.officer for row in BOOK.officers[:3])
    served = {ani: Attendance(3, 2), budi: Attendance(5, 0)}
    # The office: (2 + 20 x 0.02) / (8 + 20) = 2.4 / 28 = 0.0857.
    # Their unit: (2 + 20 x 0.0857) / 28 = 0.1327, and so Citra, of whom nothing is known.
    # Ani (2 + 20 x 0.1327) / 23 = 0.2023, Budi 2.6531 / 25 = 0.1061; other units the office's.
    rates = sickness(BOOK, problem, Sickness(0.02, 3), served)
    told = [round(rates[who].rate, 4) for who in (ani, budi, citra)]
    assert told == [0.2023, 0.1061, 0.1327]
    others = {round(rates[o.id].rate, 4) for o in problem.officers if o.unit != "SET"}
    assert others == {0.0857}
    assert {found.days for found in rates.values()} == {3}
    row = SickRateRow(officer=ani, rate=Fraction(1, 100))
    rates = sickness(replace(BOOK, sick_rates=(row,)), problem, Sickness(0.02, 3), served)
    assert rates[ani] == Sickness(0.01, 1)
    assert round(rates[budi].rate, 4) == 0.1061


def test_a_rate_that_takes_longer_spells_has_them(problem: Problem) -> None:
    who = BOOK.officers[0].officer
    found = sickness(BOOK, problem, Sickness(0.02, 2), {who: Attendance(400, 400)})[who]
    # The office 400.4 / 420 = 0.95333, the unit (400 + 20 x 0.95333) / 420 = 0.99778, the officer
    # (400 + 20 x 0.99778) / 420 = 0.99989; such a spell lasts 0.99989 / 0.00011 = 9450 days.
    assert found.rate == pytest.approx(0.99989, abs=5e-6)
    assert found.days == pytest.approx(found.rate / (1 - found.rate))


@pytest.mark.parametrize(("rate", "days"), [(1.0, 1), (-0.1, 1), (0.1, 0.5), (0.9, 2)])
def test_rates_that_no_spells_can_make_are_refused(rate: float, days: float) -> None:
    with pytest.raises(ValueError, match=r"expected|at least"):
        Sickness(rate, days)


def test_without_repair_a_session_is_short_when_anyone_of_it_is_away(
    problem: Problem, roster: Roster
) -> None:
    away = draw_absences(problem, same(problem, 0.1, 1), DRAWS, 5)
    risk = Simulation(problem, roster, away).run()
    # Two officers, each needed: 1 - 0.9 x 0.9 = 0.19, for every session alike.
    for found in risk.sessions:
        assert found.without.low - 0.005 < 0.19 < found.without.high + 0.005
    # 4 duties a day, each a tenth of the time: expected sessions below = sessions x 0.19.
    expected = 0.19 * len(risk.sessions)
    assert risk.below[0].mean == pytest.approx(expected, rel=0.02)


def test_repair_helps_and_never_harms(problem: Problem, roster: Roster) -> None:
    away = draw_absences(problem, same(problem, 0.05, 1), 2000, 5)
    risk = Simulation(problem, roster, away).run()
    assert risk.below[1].high < risk.below[0].low
    assert all(found.repaired.mean <= found.without.mean for found in risk.sessions)
    assert risk.repairs.mean > 0


def test_one_absence_is_repaired_lawfully_or_told_to_fail(problem: Problem, roster: Roster) -> None:
    """Each draw has one officer away on one day; its repair is tried against every rule."""
    pairs = [(o, d) for o in range(len(problem.officers)) for d in range(len(problem.open_days))]
    away = np.zeros((len(pairs), len(problem.officers), len(problem.open_days)), bool)
    for draw, (officer, day) in enumerate(pairs):
        away[draw, officer, day] = True
    simulation = Simulation(problem, roster, away)
    failed = {failure.draw for failure in simulation.run().failures}
    for draw, (officer, day) in enumerate(pairs):
        who, on = problem.officers[officer].id, problem.open_days[day]
        for duty in (d for d in roster.duties(who) if d.day == on):
            substitutes = simulation.substitutes[who, duty]
            assert bool(substitutes) == (draw not in failed)
            sick = replace(problem, leaves=(*problem.leaves, Leave(who, on, on)))
            for other in substitutes[:2]:
                pairs_now = [
                    (other if (name, d) == (who, duty) else name, d)
                    for name, d in roster.assignments
                ]
                assert verify(sick, Roster.of(pairs_now)).hard == 0


def test_nobody_away_is_no_risk(problem: Problem, roster: Roster) -> None:
    risk = Simulation(problem, roster, draw_absences(problem, same(problem, 0, 1), 500, 0)).run()
    assert (risk.below[0].mean, risk.any_below[1].mean, risk.repairs.mean) == (0, 0, 0)
    assert risk.any_below[1].high < 0.01


def test_training_is_ranked_by_what_it_saves(problem: Problem, roster: Roster) -> None:
    away = draw_absences(problem, same(problem, 0.2, 1), 2000, 5)
    simulation = Simulation(problem, roster, away)
    found = trainings(simulation, simulation.run())
    assert {training.competency for training in found} == {"information"}
    untrained = {o.officer for o in BOOK.officers if "information" not in o.competencies}
    assert {training.officer for training in found} <= untrained
    saves = [training.saves.mean for training in found]
    assert saves
    assert saves == sorted(saves, reverse=True)
    best = problem.officer[found[0].officer]
    trained = replace(best, certificates=(*best.certificates, Certificate("information")))
    officers = tuple(trained if o.id == best.id else o for o in problem.officers)
    after = Simulation(replace(problem, officers=officers), roster, away).run()
    assert after.below[1].mean < simulation.run().below[1].mean


def test_wilsons_interval_of_no_hits_and_of_half() -> None:
    # 0 of 100: the upper end is z^2 / (n + z^2) = 3.8415 / 103.8415 = 0.0370.
    none = Estimate.share(0, 100)
    assert (none.mean, none.low) == (0, 0)
    assert none.high == pytest.approx(0.0370, abs=5e-5)
    # 50 of 100: 0.5 -+ 0.0962.
    half = Estimate.share(50, 100)
    assert (half.low, half.high) == pytest.approx((0.4038, 0.5962), abs=5e-5)

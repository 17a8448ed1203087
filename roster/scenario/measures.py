"""What planners compare of a roster, as plain data: coverage, gaps, fairness, wishes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from roster.exports.summary import coverage, emptiest, fairness, officer_loads, wishes
from roster.model import Problem, Roster

DIGITS = 4


def measures(problem: Problem, roster: Roster) -> dict[str, Any]:
    """Figures of a roster; hours are in minutes, loads in the order of the book.

    ``posts`` counts places by session and post, ``cells`` by day and session; ``gaps`` are the
    duties with an empty place, those below the minimum first.
    """
    covers = coverage(problem, roster)
    posts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    cells: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    wanted = served = 0
    for cover in covers:
        duty = cover.duty
        filled = duty.ideal - cover.missing
        by_post, cell = posts[duty.session, duty.post], cells[_cell(duty.day.isoformat(), duty)]
        for counted in (by_post, cell):
            counted[0] += duty.ideal
            counted[1] += filled
        cell[2] += cover.missing_min
        wanted += duty.ideal * duty.minutes
        served += filled * duty.minutes
    told = wishes(problem, roster)
    return {
        "officers": len(problem.officers),
        "open_days": len(problem.open_days),
        "places": sum(duty.ideal for duty in problem.duties),
        "filled": sum(cover.duty.ideal - cover.missing for cover in covers),
        "below_min": sum(cover.missing_min for cover in covers),
        "minutes": wanted,
        "minutes_filled": served,
        "posts": [[*key, *counts] for key, counts in posts.items()],
        "cells": [[*key, *counts] for key, counts in cells.items()],
        "gaps": [
            [
                cover.duty.day.isoformat(),
                cover.duty.room,
                cover.duty.session,
                cover.duty.post,
                cover.missing,
                cover.missing_min,
            ]
            for cover in emptiest(covers)
        ],
        "wishes": len(told),
        "granted": sum(wish.granted for wish in told),
        **_spread(problem, roster),
    }


def _cell(day: str, duty: Any) -> tuple[str, str, str]:
    return day, duty.room, duty.session


def _spread(problem: Problem, roster: Roster) -> dict[str, Any]:
    loads = officer_loads(problem, roster)
    even = fairness(problem, loads)
    return {
        "spread": _number(even.spread) if even else None,
        "gini": _number(even.gini) if even else None,
        "jain": _number(even.jain) if even else None,
        "loads": [
            [
                load.id,
                problem.officer[load.id].name or load.id,
                load.unit,
                load.duties,
                _number(load.entitlement),
                _number(load.difference),
            ]
            for load in loads
            if load.weight > 0 or load.duties
        ],
    }


def _number(value: Fraction) -> float:
    return float(round(value, DIGITS))

"""Conflicts for programs and for people: in one sentence, then thing by thing, then what helps."""

from __future__ import annotations

from dataclasses import replace

from explained import day, office

from constraints import Coverage, FairShare, Leave, MaxDuties
from roster import model
from roster.explain.conflicts import diagnose
from roster.explain.told import conflict_lines, conflicts_json, tell
from roster.model import Problem, RuleUse

NAMES = ("Ani", "Budi", "Cici", "Dedi")
ROWS = "; ".join(f"{name}: - -" for name in NAMES)


def lines(problem: Problem, language: str = "en") -> list[str]:
    """What people read of a problem's conflicts."""
    return list(conflict_lines(tell(diagnose(problem), language), problem, language))


def away(*days: int) -> tuple[model.Leave, ...]:
    """Everybody is away on each of these days."""
    return tuple(model.Leave(name, day(n), day(n), "CS") for n in days for name in NAMES)


def test_places_of_one_day_that_fail_for_the_same_things_are_told_together() -> None:
    told = lines(office(f"{ROWS}; : pagi+siang -", leaves=away(0)))
    assert told[0] == "Causes 1 and 2:"
    assert told[1].startswith(
        "  Monday, 1 March 2027, Sesi pagi (desk) and Sesi siang (desk) each need 1 officer; of 4 "
        "officers, all are unavailable that day"
    )
    absent = [line for line in told if "unavailable" in line and "Causes" not in line]
    assert len(absent) == 2
    assert sum("needs 1 officer" in line for line in told) == 2
    assert sum(line.startswith("  What helps each of them") for line in told) == 1
    assert len({line for line in told if line.startswith("    [")}) == sum(
        line.startswith("    [") for line in told
    )


def test_a_place_that_stays_empty_helps_its_own_conflict_alone() -> None:
    """Away for three weeks: no leave is moved so far, so each place has cures of its own."""
    long = tuple(model.Leave(name, day(-10), day(10)) for name in NAMES)
    told = lines(office(f"{ROWS}; : pagi+siang -", leaves=long), "id")
    for session, hours in (("Sesi pagi", "07.30–12.00"), ("Sesi siang", "13.00–16.00")):
        head = next(n for n, line in enumerate(told) if f"menolong untuk {session} (desk)" in line)
        assert told[head + 1] == (
            "    [6] Biarkan satu tempat kosong: Senin, 1 Maret 2027 "
            f"({session}, desk, {hours} WIB)."
        )


def test_conflicts_of_two_days_are_told_apart() -> None:
    told = lines(office(f"{ROWS}; : pagi pagi", leaves=away(0, 1)), "id")
    assert {"Sebab 1:", "Sebab 2:"} <= set(told)


def test_officers_of_whom_the_same_is_said_share_a_line() -> None:
    use = RuleUse(MaxDuties(per="week", limit=0))
    told = lines(office(f"{ROWS}; : pagi -", use, Coverage(to="min")))
    assert "    Dedi, Cici, Budi and Ani have at most 0 duties a week." in told


def test_programs_get_the_sentence_beside_what_was_agreed() -> None:
    problem = office(f"{ROWS}; : pagi -", leaves=away(0))
    (conflict,) = conflicts_json(tell(diagnose(problem), "en"))
    assert set(conflict) == {"summary", "items", "cures"}
    assert conflict["summary"].startswith("Monday, 1 March 2027, Sesi pagi (desk) needs 1 officer")
    assert len(conflict["items"]) == 1 + len(NAMES)


def test_the_priorities_whose_costs_cures_tell_are_named_with_what_tells_them_apart() -> None:
    rules = (
        Leave(),
        Coverage(to="min"),
        RuleUse(Coverage(to="ideal"), 1),
        RuleUse(FairShare(of="session"), 2),
        RuleUse(FairShare(of="duties"), 3),
    )
    problem = office(f"{ROWS}; : pagi -", *rules, leaves=away(0))
    assert lines(problem)[-1] == (
        "Priorities: 1 Coverage of places: to the ideal; 2 Fair share among officers: by session."
    )


def test_no_line_tells_why_somebody_is_away() -> None:
    problem = office(f"{ROWS}; : pagi+siang -", leaves=away(0))
    named = replace(problem, leaves=tuple(replace(x, kind="rahasia") for x in problem.leaves))
    assert "rahasia" not in "\n".join([*lines(named), *lines(named, "id")])

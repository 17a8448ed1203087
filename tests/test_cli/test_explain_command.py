"""``roster explain``: why there is no roster, and an account of every line of one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
Change = Callable[[str, str, str], None]

MARCH = ("--month", "2027-03")
FATHUR = "199212192016032005"


def clash(change: Change) -> None:
    """Fathur Palinggi is on leave on 16 March, and now decreed to serve in the clinic then."""
    change("sematan", "198106302006041001", FATHUR)


def test_a_clash_is_told_in_sentences_with_cures_that_were_tried(
    run: Run, book: Path, change: Change
) -> None:
    clash(change)
    found = run("explain", book, *MARCH, "--language", "en")
    assert found.exit_code == 1
    assert "Fathur Palinggi is unavailable" in found.stdout
    assert "Fathur Palinggi is pinned to serve on Tuesday, 16 March 2027" in found.stdout
    assert "[1] Release the pin of Fathur Palinggi on Tuesday, 16 March 2027." in found.stdout


def test_the_answer_for_programs_holds_items_and_cures(
    run: Run, book: Path, change: Change
) -> None:
    clash(change)
    answer = json.loads(run("explain", book, *MARCH, "--json").stdout)
    assert answer["feasible"] is False
    conflict = answer["conflicts"][0]
    assert {item["rule"] for item in conflict["items"]} >= {"leave", "pins"}
    for item in conflict["items"]:
        assert set(item) == {"rule", "officer", "date", "session", "post", "sentence"}
    assert conflict["cures"]
    for cure in conflict["cures"]:
        assert set(cure) == {"change", "cost", "verified", "coverage", "fairness"}
        assert set(cure["fairness"]) == {"spread", "costs", "proven"}
        assert cure["verified"] is True


def test_a_solve_without_a_roster_tells_the_same(run: Run, book: Path, change: Change) -> None:
    clash(change)
    out = book.parent / "out"
    solved = run("solve", book, *MARCH, "--out", out, "--json")
    assert solved.exit_code == 1
    told = json.loads(solved.stdout)
    assert told["status"] == "infeasible"
    asked = json.loads(run("explain", book, *MARCH, "--json").stdout)
    assert told["conflicts"] == asked["conflicts"]
    assert "[1] Lepas pin Fathur Palinggi" in run("solve", book, *MARCH, "--out", out).stdout


def test_a_book_with_a_roster_is_told_what_is_nearest_to_breaking(run: Run, book: Path) -> None:
    found = run("explain", book, *MARCH, "--language", "en")
    assert found.exit_code == 0
    assert found.stdout.startswith("A lawful roster exists.\n")
    assert "Nearest to breaking:" in found.stdout
    answer = json.loads(run("explain", book, *MARCH, "--json").stdout)
    assert answer["feasible"] is True
    assert answer["conflicts"] == []
    spare = [duty["spare"] for duty in answer["nearest"]["duties"]]
    assert spare == sorted(spare)


def test_minima_that_cannot_all_be_kept_are_told(run: Run, book: Path, change: Change) -> None:
    # Nobody is competent for the clinic, which is open on 2 and 4 March in that week.
    change("pos", "konsultan,rumah_swadaya", "konsultan,hukum")
    week = ("--from", "2027-03-01", "--until", "2027-03-05")
    answer = json.loads(run("explain", book, *week, "--json").stdout)
    dates = {
        item["date"]
        for conflict in answer["unfillable"]
        for item in conflict["items"]
        if item["date"]
    }
    assert dates == {"2027-03-02", "2027-03-04"}


def test_a_roster_is_accounted_for(run: Run, solved: Path) -> None:
    found = run("explain", solved / "book", "--roster", solved / "out", "--language", "en")
    assert found.exit_code == 0
    assert found.stdout.count(" could serve ") >= 12
    assert "stay filled if any one officer falls out." in found.stdout
    answer = json.loads(
        run("explain", solved / "book", "--roster", solved / "out", "--json").stdout
    )
    assert answer["empty"] == []
    assert len(answer["entitlement"]) == 12
    assert 0 <= answer["resilience"]["share"] <= 1
    assert len(answer["resilience"]["substitutes"]) == answer["resilience"]["places"]


def first_line(solved: Path) -> dict[str, str]:
    """The first assignment of the roster."""
    with (solved / "out" / "roster.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))


def test_why_me_is_answered_with_a_price_or_a_rule_or_the_draw(run: Run, solved: Path) -> None:
    line = first_line(solved)
    asked = ("explain", solved / "book", "--roster", solved / "out", "--date", line["date"])
    answer = json.loads(run(*asked, "--officer", line["name"], "--json").stdout)
    assert ("price" in answer) != ("forbidden_by" in answer)
    told = run(*asked, "--officer", line["officer"], "--language", "en")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"{line['name']} could serve")


def test_the_duties_of_one_officer_come_with_substitutes(run: Run, solved: Path) -> None:
    name = first_line(solved)["name"]
    found = run("explain", solved / "book", "--roster", solved / "out", "--officer", name)
    assert found.exit_code == 0
    assert found.stdout.startswith(name)
    assert len(found.stdout.splitlines()) >= 2


def test_an_officer_that_is_not_known_is_told_with_the_nearest(run: Run, solved: Path) -> None:
    asked = ("explain", solved / "book", "--roster", solved / "out", "--language", "en")
    found = run(*asked, "--officer", first_line(solved)["name"] + "x")
    assert found.exit_code == 2
    assert "Did you mean" in found.stderr


def test_a_period_beside_a_roster_must_be_the_roster_s_own(run: Run, solved: Path) -> None:
    asked = ("explain", solved / "book", "--roster", solved / "out", "--language", "en")
    who = ("--officer", first_line(solved)["name"])
    assert run(*asked, *MARCH, *who).exit_code == 0
    found = run(*asked, "--month", "2027-04", *who)
    assert found.exit_code == 2
    assert "not from 2027-04-01" in found.stderr


def test_questions_that_lack_a_part_are_refused(run: Run, book: Path) -> None:
    for arguments, message in (
        (("--officer", "Ani"), "give --roster DIR"),
        (("--date", "2027-03-01"), "--date needs --officer"),
        (("--officer", "Ani", "--instead", "Budi"), "--instead needs --date"),
    ):
        found = run("explain", book, *arguments, "--language", "en")
        assert found.exit_code == 2
        assert message in found.stderr

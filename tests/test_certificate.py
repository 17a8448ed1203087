"""The certificate: written the same each time, checked with no solver, every change found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roster.audit import Finding, audit
from roster.book import read_book
from roster.book.problem import build_problem
from roster.certificate import (
    NAME,
    Certificate,
    Origin,
    certificate,
    read_certificate,
    seal,
    text,
)
from roster.cli import main
from roster.errors import InputError
from roster.exports.certificate_page import certificate_page
from roster.model import Problem, Result, Roster
from roster.registry import rules
from roster.solve import Options, find_roster
from roster.verify import verify

BOOK = Path(__file__).parents[1] / "examples" / "regional-office"
ORIGIN = Origin("0" * 64, {"duty-roster": "0"}, {"seed": 0, "seconds": 60.0})

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def problem() -> Problem:
    made, _ = build_problem(read_book(BOOK), date(2027, 3, 1), date(2027, 3, 31), rules())
    return made


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return find_roster(problem, Options())


@pytest.fixture
def folder(tmp_path: Path, problem: Problem, result: Result) -> Path:
    """A folder that holds the certificate of the regional office's March."""
    assert result.roster is not None
    parts = certificate(problem, result, verify(problem, result.roster), ORIGIN)
    (tmp_path / NAME).write_text(text(parts), encoding="utf-8")
    return tmp_path


def audited(folder: Path, problem: Problem, roster: Roster | None) -> dict[str, Finding]:
    """The findings of an audit by name."""
    assert roster is not None
    found = read_certificate(folder, "en")
    return {finding.what: finding for finding in audit(found, problem, roster, "0" * 64, "en")}


def changed(folder: Path, change: Change, *, sealed: bool) -> None:
    """Change the parts of the certificate; with ``sealed`` as a forger would, seal and all."""
    parts = json.loads((folder / NAME).read_text(encoding="utf-8"))
    change(parts)
    if sealed:
        parts["seal"] = seal(parts)
    (folder / NAME).write_text(text(parts), encoding="utf-8")


def failed(findings: dict[str, Finding]) -> set[str]:
    """What did not hold."""
    return {what for what, finding in findings.items() if finding.holds is False}


def test_every_bound_of_the_regional_office_is_recomputed(
    folder: Path, problem: Problem, result: Result
) -> None:
    findings = audited(folder, problem, result.roster)
    assert failed(findings) == set()
    for told in result.priorities:
        bound = findings[f"priority {told.priority}"].bound
        assert bound is not None
        assert told.cost - 1 < bound <= told.cost


def test_the_same_solve_gives_the_same_bytes(problem: Problem, result: Result) -> None:
    assert result.roster is not None
    again = find_roster(problem, Options())
    assert again.roster is not None
    one, other = (
        text(certificate(problem, found, verify(problem, found.roster), ORIGIN))
        for found in (result, again)
        if found.roster is not None
    )
    assert one == other


def test_every_single_cell_of_the_roster_is_held(
    folder: Path, problem: Problem, result: Result
) -> None:
    """Any one officer replaced by any other, on the first five places."""
    assert result.roster is not None
    pairs = list(result.roster.assignments)
    for place, (officer, duty) in enumerate(pairs[:5]):
        for other in problem.officers:
            if other.id != officer and other.id not in result.roster.officers(duty):
                edited = Roster.of([*pairs[:place], (other.id, duty), *pairs[place + 1 :]])
                assert "roster" in failed(audited(folder, problem, edited))


def test_a_bound_that_an_edit_lowers_is_said_to_be_at_the_edited_rosters_costs(
    folder: Path, problem: Problem, result: Result
) -> None:
    assert result.roster is not None
    edited = Roster(result.roster.assignments[1:])
    findings = audited(folder, problem, edited)
    costs = verify(problem, edited).costs
    changed_at = next(t.priority for t in result.priorities if costs[t.priority] != t.cost)
    for told in result.priorities:
        sentence = findings[f"priority {told.priority}"].sentence
        below = told.priority > changed_at and "exact bound" in sentence
        assert below == ("this roster costs" in sentence)


def test_a_place_emptied_is_found(folder: Path, problem: Problem, result: Result) -> None:
    assert result.roster is not None
    edited = Roster(result.roster.assignments[1:])
    assert "roster" in failed(audited(folder, problem, edited))


def test_every_multiplier_that_a_bound_needs_is_needed(
    folder: Path, problem: Problem, result: Result
) -> None:
    """A forger who seals the change anew is found where the bound falls short by it."""
    original = (folder / NAME).read_text(encoding="utf-8")
    claims = json.loads(original)["priorities"]
    position = next(n for n, claim in enumerate(claims) if claim["proof"]["rows"])
    what = f"priority {claims[position]['priority']}"
    short = 0
    for row in range(len(claims[position]["proof"]["rows"])):
        (folder / NAME).write_text(original, encoding="utf-8")

        def drop(parts: dict[str, Any], row: int = row) -> None:
            del parts["priorities"][position]["proof"]["rows"][row]

        changed(folder, drop, sealed=True)
        short += what in failed(audited(folder, problem, result.roster))
    assert short > 0


def test_a_changed_multiplier_breaks_the_seal(
    folder: Path, problem: Problem, result: Result
) -> None:
    def raise_one(parts: dict[str, Any]) -> None:
        proof = next(c["proof"] for c in parts["priorities"] if c["proof"]["rows"])
        proof["rows"][0][1] += 1

    changed(folder, raise_one, sealed=False)
    assert "seal" in failed(audited(folder, problem, result.roster))


def test_a_claim_below_the_truth_is_found(folder: Path, problem: Problem, result: Result) -> None:
    """The cost of a roster is reckoned from the roster, whatever the certificate says."""

    def lower(parts: dict[str, Any]) -> None:
        claim = next(c for c in parts["priorities"] if c["cost"] > 0)
        claim["cost"] -= 1

    changed(folder, lower, sealed=True)
    assert "roster" in failed(audited(folder, problem, result.roster))


def test_a_dearer_roster_is_not_proven_by_the_proof_of_a_better_one(
    folder: Path, problem: Problem, result: Result
) -> None:
    """All certified for a lawful roster that costs more: the proofs cannot reach its costs."""
    assert result.roster is not None
    dearer = next(
        edited
        for place, (officer, duty) in enumerate(result.roster.assignments)
        for other in problem.officers
        if other.id != officer and other.id not in result.roster.officers(duty)
        for edited in [
            Roster.of(
                [
                    *result.roster.assignments[:place],
                    (other.id, duty),
                    *result.roster.assignments[place + 1 :],
                ]
            )
        ]
        if not (report := verify(problem, edited)).hard
        and dict(report.costs) != {p.priority: p.cost for p in result.priorities}
    )
    report = verify(problem, dearer)
    claims = tuple(
        replace(told, cost=report.costs[told.priority], bound=report.costs[told.priority])
        for told in result.priorities
    )
    parts = certificate(problem, replace(result, roster=dearer, priorities=claims), report, ORIGIN)
    (folder / NAME).write_text(text(parts), encoding="utf-8")
    findings = audited(folder, problem, dearer)
    assert findings["roster"].holds
    worse = next(c.priority for c, t in zip(claims, result.priorities, strict=True) if c != t)
    assert f"priority {worse}" in failed(findings)


def test_a_dropped_rule_is_found(folder: Path, problem: Problem, result: Result) -> None:
    changed(folder, lambda parts: parts["rules"].pop(4), sealed=True)
    findings = audited(folder, problem, result.roster)
    assert failed(findings) == {"rules"}
    assert "from rule 5 on" in findings["rules"].sentence


def test_a_dropped_priority_is_found(folder: Path, problem: Problem, result: Result) -> None:
    changed(folder, lambda parts: parts["priorities"].pop(), sealed=True)
    last = result.priorities[-1].priority
    assert f"priority {last}" in failed(audited(folder, problem, result.roster))


def test_a_rule_dropped_from_the_problem_is_found(
    folder: Path, problem: Problem, result: Result
) -> None:
    """Rows that are not those of then are not proven about."""
    fewer = replace(problem, rules=tuple(use for use in problem.rules if use.name != "rest_days"))
    assert {"rules", "rows"} <= failed(audited(folder, fewer, result.roster))


def test_another_book_ends_the_audit(folder: Path, problem: Problem, result: Result) -> None:
    assert result.roster is not None
    found: Certificate = read_certificate(folder, "en")
    findings = audit(found, problem, result.roster, "1" * 64, "en")
    assert [(f.what, f.holds) for f in findings] == [("seal", True), ("book", False)]


def test_what_search_alone_has_proven_is_said_to_be_so(
    folder: Path, problem: Problem, result: Result
) -> None:
    def searched(parts: dict[str, Any]) -> None:
        parts["priorities"][-1] |= {"proof": None, "by": "search"}

    changed(folder, searched, sealed=True)
    finding = audited(folder, problem, result.roster)[f"priority {result.priorities[-1].priority}"]
    assert finding.holds is None
    assert "by search alone" in finding.sentence


def test_a_proof_left_out_is_found(folder: Path, problem: Problem, result: Result) -> None:
    def remove(parts: dict[str, Any]) -> None:
        parts["priorities"][-1]["proof"] = None

    changed(folder, remove, sealed=True)
    last = f"priority {result.priorities[-1].priority}"
    assert last in failed(audited(folder, problem, result.roster))


def test_nothing_is_proven_below_what_is_not(
    folder: Path, problem: Problem, result: Result
) -> None:
    def unproven(parts: dict[str, Any]) -> None:
        parts["priorities"][0] |= {"proven": False, "proof": None, "by": ""}

    changed(folder, unproven, sealed=True)
    assert f"priority {result.priorities[1].priority}" in failed(
        audited(folder, problem, result.roster)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.update(format="something else"),
        lambda parts: parts.pop("period"),
        lambda parts: parts.update(rules="none"),
        lambda parts: parts["priorities"][0].update(proof={"denominator": 0}),
        lambda parts: parts["priorities"][0].update(
            proof={"denominator": 1, "rows": [[-1, 2]], "above": []}
        ),
        lambda parts: parts["priorities"][0].update(
            proof={"denominator": 1, "rows": [[1, 0.5]], "above": []}
        ),
        lambda parts: parts.update(past=[["Ani", "yesterday"]]),
    ],
)
def test_what_is_no_certificate_is_refused_with_its_file(folder: Path, change: Change) -> None:
    changed(folder, change, sealed=False)
    with pytest.raises(InputError, match=NAME):
        read_certificate(folder, "en")


def test_a_row_that_does_not_exist_is_found(folder: Path, problem: Problem, result: Result) -> None:
    def beyond(parts: dict[str, Any]) -> None:
        parts["priorities"][0]["proof"]["rows"] = [[10**9, 1]]

    changed(folder, beyond, sealed=True)
    first = f"priority {result.priorities[0].priority}"
    assert first in failed(audited(folder, problem, result.roster))


def test_the_check_on_the_command_line_loads_no_solver(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["solve", str(BOOK), "--month", "2027-03", "--out", str(out), "--to", "html"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    program = (
        "import sys\n"
        "from roster.cli import main\n"
        f"main(['check', {str(BOOK)!r}, '--certificate', {str(out)!r}], standalone_mode=False)\n"
        "print({'ortools', 'highspy'} & {name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"
    assert "✗" not in done.stdout
    page = (out / "certificate.html").read_text(encoding="utf-8")
    assert json.loads((out / NAME).read_text(encoding="utf-8"))["seal"] in page

    table = out / "roster.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), encoding="utf-8")
    asked = ["check", str(BOOK), "--certificate", str(out), "--json"]
    found = CliRunner().invoke(main, asked)
    assert found.exit_code == 1
    assert json.loads(found.stdout)["valid"] is False


def test_another_period_beside_a_certificate_is_refused(folder: Path) -> None:
    asked = ["check", str(BOOK), "--certificate", str(folder), "--language", "en"]
    found = CliRunner().invoke(main, [*asked, "--month", "2027-04"])
    assert found.exit_code == 2
    assert "not from 2027-04-01" in found.stderr


@pytest.mark.parametrize(("language", "word"), [("id", "Sertifikat"), ("en", "Certificate")])
def test_the_page_speaks_the_language_asked_for(folder: Path, language: str, word: str) -> None:
    parts = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert word in certificate_page(parts, language)


def test_the_page_tells_parameters_as_the_book_writes_them(folder: Path) -> None:
    parts = json.loads((folder / NAME).read_text(encoding="utf-8"))
    page = certificate_page(parts, "en")
    assert "Fair share among officers: number of duties" in page
    assert "per=day; limit=1</td>" in page
    for unset in ("None", "False", "=&#39;", "from 0 multipliers"):
        assert unset not in page

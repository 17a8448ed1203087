"""``roster rules``: what each rule means."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

from roster.registry import rules

Run = Callable[..., Result]


def test_every_rule_is_listed_with_its_first_sentence(run: Run) -> None:
    found = run("rules")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(rules())
    assert any(line.endswith("  Nobody is in two places at once.") for line in lines)


def test_a_code_prints_the_whole_docstring(run: Run) -> None:
    found = run("rules", "rest_days")
    assert found.exit_code == 0
    assert found.stdout.startswith("Between two days of duty")
    for part in ("Requires", "Why", "Source", "Parameters", "Example", "Limitations"):
        assert f"\n{part}\n" in found.stdout


def test_an_unknown_code_is_refused_with_the_nearest(run: Run) -> None:
    found = run("rules", "rest_day")
    assert found.exit_code == 2
    assert "rest_days" in found.stderr
    assert found.stdout == ""


def test_json_tells_code_and_text(run: Run) -> None:
    found = run("rules", "coverage", "--json")
    assert found.exit_code == 0
    (told,) = json.loads(found.stdout)
    assert told["code"] == "coverage"
    assert told["text"].startswith("Every post is filled")


def test_the_page_has_a_heading_for_each_rule_and_fenced_examples(run: Run) -> None:
    found = run("rules", "--markdown")
    assert found.exit_code == 0
    for code in rules():
        assert f"\n## `{code}`\n" in found.stdout
    assert found.stdout.count("```python\n>>> ") == found.stdout.count("### Example\n")

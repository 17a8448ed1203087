"""The benchmarks run as their page says, and the yardsticks solve the same month as we do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def known_costs(book: str) -> str:
    """The proven costs of a book, as the page beside the books has them."""
    page = (ROOT / "benchmarks" / "service-room" / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| {book} \| (\d+(?: \| \d+)+) \|$", page, re.MULTILINE)
    return row.replace(" |", "")


def test_a_month_is_measured_beside_a_yardstick_that_finds_the_known_costs() -> None:
    args = ["--books", "hq-12", "--runs", "1", "--skip", "textbook", "priority"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *args],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if line.startswith("  ")}
    known = known_costs("hq-12")
    assert rows["ours"].endswith(known)
    assert rows["highs"].endswith(known)
    assert "command" in rows
    assert "ours / highs:" in done.stdout

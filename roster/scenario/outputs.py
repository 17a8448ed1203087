"""The files of a comparison, each whole by rename."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from roster.scenario.case import Case
from roster.scenario.comparison import Line, comparison_csv, lines
from roster.scenario.comparison_book import comparison_xlsx
from roster.scenario.page import comparison_page
from roster.scenario.store import write_whole


def write_comparison(
    out: Path,
    cases: Sequence[Case],
    facts: dict[str, dict[str, Any]],
    office: str,
    language: str,
) -> tuple[Line, ...]:
    """Write ``comparison.csv``, ``.xlsx`` and ``.html`` of a sweep; the lines compared."""
    found = lines(cases, facts)
    office = cases[0].book.setting("office", office) if office else ""
    write_whole(out / "comparison.csv", comparison_csv(found))
    write_whole(out / "comparison.xlsx", comparison_xlsx(found, language))
    write_whole(out / "comparison.html", comparison_page(found, office, language))
    return found

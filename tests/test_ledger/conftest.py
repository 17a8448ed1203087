"""The checker of calendars and the real clients of the exports serve here too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "test_exports"))

from roster.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger to write to."""
    with Ledger(tmp_path / "office.ledger", create=True) as opened:
        yield opened

"""The names that one table gives and others use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAMED_BY = {
    "units": "unit",
    "officers": "officer",
    "rooms": "room",
    "sessions": "session",
    "posts": "post",
    "contracts": "contract",
}


@dataclass
class Names:
    """The names of each table, each with what it is called in full.

    ``unsure`` holds the tables whose names are not all known, since they are missing or a
    cell with a name could not be read: what names a row of theirs cannot be judged.
    """

    known: dict[str, dict[str, str]] = field(
        default_factory=lambda: {table: {} for table in NAMED_BY}
    )
    unsure: set[str] = field(default_factory=set)

    def note(self, table: str, values: Mapping[str, Any]) -> None:
        """Note the name that a row gives, or that it could not be read."""
        if table in NAMED_BY:
            name = values.get(NAMED_BY[table])
            if name is None:
                self.unsure.add(table)
            else:
                self.known[table][name] = str(values.get("name", ""))

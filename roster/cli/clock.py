"""When something that is recorded happens: the time given, else the computer's clock.

Only commands that record an act or tell of the present ask for it; all else reads the times
that the ledger holds, so that the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import click

from roster.model import Problem

Decorated = TypeVar("Decorated", bound=Callable[..., object])


def at_option(function: Decorated) -> Decorated:
    """Add ``--at``, the time that is recorded."""
    return click.option(
        "--at",
        type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]),
        help="The time to record, as 2027-02-25T10:00; the computer's clock if not given.",
    )(function)


def moment(given: datetime | None, timezone: str) -> datetime:
    """The time given, or now, in whole seconds; without an offset it is in ``timezone``."""
    zone = ZoneInfo(timezone)
    if given is None:
        return datetime.now(zone).replace(microsecond=0)
    return given if given.tzinfo else given.replace(tzinfo=zone)


def home_zone(problem: Problem) -> str:
    """The zone of the office: its setting, else that of the first room."""
    return problem.setting("timezone") or problem.rooms[0].timezone

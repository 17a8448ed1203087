"""What sets a roster apart from the one that was published, until it is published itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from roster.errors import InputError, Issue
from roster.model import Duty, Leave, Roster
from roster.model.language import say

FILE = "changes.json"
"""The file of an output folder that holds an amendment; planners alone should see it."""


@dataclass(frozen=True)
class Absence:
    """Days, both included, on which an officer cannot serve; no reason is kept."""

    officer: str
    first: date
    last: date

    @property
    def leave(self) -> Leave:
        """The absence as approved leave of full days."""
        return Leave(self.officer, self.first, self.last)


@dataclass(frozen=True)
class Swap:
    """Two officers exchanged duties: ``giver`` had ``given`` (an id), ``taker`` had ``taken``."""

    giver: str
    given: str
    taker: str
    taken: str


@dataclass(frozen=True)
class Change:
    """A duty that is not as it was: who is off it, who came on, and whose hours moved.

    ``duty`` is as it is now, or as it was where it is no more.
    """

    duty: Duty
    off: tuple[str, ...]
    on: tuple[str, ...]
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Amendment:
    """A roster's way from the one that officers hold.

    ``base`` is the number of the published version it starts from (0: none); ``gone`` and
    ``come`` are pairs of officer and duty id that are in one of the two rosters only.
    """

    base: int = 0
    absences: tuple[Absence, ...] = ()
    swaps: tuple[Swap, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    come: tuple[tuple[str, str], ...] = ()

    def reference(self, roster: Roster, duties: Mapping[str, Duty]) -> Roster:
        """The roster that officers hold, as far as its duties are still known."""
        pairs = [(who, duty) for who, duty in roster.assignments if (who, duty.id) not in self.come]
        return Roster.of(
            [*pairs, *((who, duties[duty]) for who, duty in self.gone if duty in duties)]
        )

    def text(self) -> str:
        """The amendment as the content of its file."""
        told = {
            "base": self.base,
            "absences": [
                [away.officer, away.first.isoformat(), away.last.isoformat()]
                for away in self.absences
            ],
            "swaps": [[swap.giver, swap.given, swap.taker, swap.taken] for swap in self.swaps],
            "gone": [list(pair) for pair in self.gone],
            "come": [list(pair) for pair in self.come],
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def read_amendment(folder: Path, language: str) -> Amendment | None:
    """The amendment of an output folder, or None; raises InputError if it cannot be read."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return _amendment(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise InputError(
            [
                Issue(
                    str(path),
                    say(
                        language,
                        id="bukan berkas perubahan dari roster repair atau swap",
                        en="is no file of changes by roster repair or swap",
                    ),
                    advice=say(
                        language,
                        id="Ulangi perbaikan ke folder baru",
                        en="Make the repair again, into a new folder",
                    ),
                )
            ]
        ) from fault


def _amendment(told: Mapping[str, Any]) -> Amendment:
    return Amendment(
        base=int(told["base"]),
        absences=tuple(
            Absence(who, date.fromisoformat(first), date.fromisoformat(last))
            for who, first, last in told["absences"]
        ),
        swaps=tuple(Swap(*map(str, swap)) for swap in told["swaps"]),
        gone=tuple((str(who), str(duty)) for who, duty in told["gone"]),
        come=tuple((str(who), str(duty)) for who, duty in told["come"]),
    )


def pairs(roster: Roster) -> set[tuple[str, str]]:
    """A roster's assignments as pairs of officer and duty id."""
    return {(who, duty.id) for who, duty in roster.assignments}


def differences(old: Roster, new: Roster) -> tuple[Change, ...]:
    """Every duty with other officers or other hours than before, in order of time."""
    before = {duty.id: (duty, set(who)) for duty, who in old.by_duty.items()}
    after = {duty.id: (duty, set(who)) for duty, who in new.by_duty.items()}
    found = []
    for key in {**before, **after}:
        was, had = before.get(key, (None, set[str]()))
        now, has = after.get(key, (None, set[str]()))
        stay = had & has if was and now and was.utc != now.utc else set[str]()
        duty = now or was
        if duty and (had != has or stay):
            off, on = sorted(had - has), sorted(has - had)
            found.append(Change(duty, tuple(off), tuple(on), tuple(sorted(stay))))
    return tuple(sorted(found, key=lambda c: (c.duty.utc, c.duty.id)))


def told(changes: Iterable[Change]) -> tuple[str, ...]:
    """The officers whom changes concern, sorted."""
    return tuple(sorted({who for c in changes for who in (*c.off, *c.on, *c.moved)}))

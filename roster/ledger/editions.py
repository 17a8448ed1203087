"""The versions of a period as the published files tell of them."""

from __future__ import annotations

from roster.amendment import Change, differences
from roster.exports.edition import Edition
from roster.ledger.ledger import Ledger
from roster.ledger.publish import Version
from roster.model import Problem, Roster


def editions(ledger: Ledger, problem: Problem, number: int) -> tuple[Edition, ...]:
    """Every version of exactly this period up to ``number``, the newest first."""
    found: list[Edition] = []
    before: Roster | None = None
    for row in ledger.publications():
        if (row.first, row.last) == (problem.first, problem.last) and row.number <= number:
            now = ledger.roster(row.number)
            changes = differences(before, now) if before is not None else ()
            act = row.act
            found.append(Edition(row.number, act.at, act.decree, act.note, changes))
            before = now
    return tuple(reversed(found))


def with_version(ledger: Ledger, version: Version) -> tuple[Edition, ...]:
    """The versions of a period with one that is about to be published."""
    draft, act = version.draft, version.act
    earlier = editions(ledger, draft.problem, version.number - 1)
    changes: tuple[Change, ...] = ()
    if earlier:
        changes = differences(ledger.roster(earlier[0].number), draft.roster)
    return (Edition(version.number, act.at, act.decree, act.note, changes), *earlier)

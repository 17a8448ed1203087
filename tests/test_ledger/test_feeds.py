"""Feeds: secret names, their window, and how they end."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from ics_checker import faults
from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    FRI_PM,
    JAKARTA,
    PROBLEM,
    ROSTER,
    TUESDAY,
    WEDNESDAY,
    act,
    draft,
    without,
)

from roster.ledger import Ledger, publish
from roster.ledger.feeds import (
    feed_files,
    feeds,
    open_feeds,
    renew_feed,
    revoke_feed,
    write_feeds,
)

TITLES = {ANI: "Duty Ani", BUDI: "Duty Budi", CITRA: "Duty Citra"}


def files(ledger: Ledger, at: datetime) -> dict[str, bytes]:
    return feed_files(ledger, TITLES, "en", "Asia/Jakarta", at)


@pytest.fixture
def opened(ledger: Ledger) -> Ledger:
    """A ledger with a version, and a feed for everybody."""
    publish(ledger, draft(), act())
    open_feeds(ledger, PROBLEM.officer, TUESDAY)
    return ledger


def test_every_officer_has_one_feed_under_a_long_name_that_tells_nothing(opened: Ledger) -> None:
    rows = feeds(opened)
    assert [feed.officer for feed in rows] == [ANI, BUDI, CITRA]
    assert len({feed.token for feed in rows}) == 3
    assert all(len(bytes.fromhex(feed.token)) == 32 for feed in rows)
    open_feeds(opened, PROBLEM.officer, WEDNESDAY)
    assert feeds(opened) == rows


def test_a_feed_holds_its_officers_duties_and_no_others(opened: Ledger) -> None:
    found = files(opened, TUESDAY)
    for feed in feeds(opened):
        content = found[feed.file]
        assert faults(content) == []
        assert content.count(b"BEGIN:VEVENT") == len(ROSTER.duties(feed.officer))


def test_unchanged_feeds_are_not_written_again(opened: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    assert write_feeds(opened, folder, files(opened, TUESDAY)) == 3
    assert write_feeds(opened, folder, files(opened, WEDNESDAY)) == 0
    publish(opened, draft(without(ROSTER, (ANI, FRI_PM)), seen=1), act(WEDNESDAY))
    assert write_feeds(opened, folder, files(opened, WEDNESDAY)) == 1
    assert sorted(p.name for p in folder.iterdir()) == sorted(f.file for f in feeds(opened))


def test_a_feed_forgets_what_is_long_over_and_cancellations_after_four_weeks(
    opened: Ledger,
) -> None:
    publish(opened, draft(without(ROSTER, (ANI, FRI_PM)), seen=1), act(WEDNESDAY))
    (ani,) = [feed for feed in feeds(opened) if feed.officer == ANI]

    def entries(days: int) -> int:
        at = datetime(2027, 3, 5, 17, tzinfo=JAKARTA) + timedelta(days=days)
        return files(opened, at).get(ani.file, b"").count(b"BEGIN:VEVENT")

    # The last of three ends on 5 March at 17.00 and is cancelled; the first two are on the
    # 1st, until 12.00, and on the 4th, until 17.00.
    assert [entries(days) for days in (28, 29, 57, 58, 60, 61, 62)] == [3, 2, 2, 1, 1, 1, 0]


def test_a_renewed_feed_has_a_new_name_and_the_old_one_says_that_it_is_closed(
    opened: Ledger, tmp_path: Path
) -> None:
    folder = tmp_path / "feeds"
    write_feeds(opened, folder, files(opened, TUESDAY))
    (old,) = [feed for feed in feeds(opened) if feed.officer == ANI]
    renew_feed(opened, ANI, WEDNESDAY)
    _, new = sorted(
        (feed for feed in feeds(opened) if feed.officer == ANI), key=lambda f: f.closed is None
    )
    assert new.token != old.token
    write_feeds(opened, folder, files(opened, WEDNESDAY))
    closed = (folder / old.file).read_bytes()
    assert b"SUMMARY:Duty calendar closed" in closed
    assert b"Sesi" not in closed
    assert faults(closed) == []
    assert b"Sesi pagi" in (folder / new.file).read_bytes()
    write_feeds(opened, folder, files(opened, WEDNESDAY + timedelta(days=8)))
    assert not (folder / old.file).exists()
    assert (folder / new.file).exists()


def test_a_revoked_feed_is_not_opened_again_by_the_next_version(opened: Ledger) -> None:
    assert revoke_feed(opened, CITRA, WEDNESDAY)
    assert not revoke_feed(opened, CITRA, WEDNESDAY)
    open_feeds(opened, PROBLEM.officer, WEDNESDAY)
    assert [feed.closed is None for feed in feeds(opened)] == [True, True, False]


def test_other_files_in_the_folder_stay(opened: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "index.html").write_text("x")
    write_feeds(opened, folder, files(opened, TUESDAY))
    assert (folder / "index.html").read_text() == "x"

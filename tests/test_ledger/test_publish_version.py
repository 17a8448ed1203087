"""Publishing twice: what calendars say in the first version and what in the next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    DUTIES,
    FRI_AM,
    FRI_PM,
    MON_AM,
    PROBLEM,
    ROSTER,
    THU_AM,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    act,
    draft,
    duty,
    put,
    without,
)

from roster.errors import InputError
from roster.exports.ics_event import Event
from roster.ledger import Ledger, Version, publish
from roster.ledger.records import event_of, event_text
from roster.model import Roster

MOVED = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))
"""Ani's Friday afternoon goes to Citra."""


def published(ledger: Ledger, *args: object, **kwargs: object) -> Version:
    version = publish(ledger, *args, **kwargs)  # type: ignore[arg-type]
    assert version is not None
    return version


def events(content: bytes) -> dict[str, str]:
    """The entries of a calendar file by UID, each as it stands in the file."""
    text = content.decode()
    found = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)
    return {re.search(r"UID:(\S+)", entry).group(1): entry for entry in found}  # type: ignore[union-attr]


def test_a_first_version_numbers_every_entry_0_and_stamps_it_with_its_time(ledger: Ledger) -> None:
    version = published(ledger, draft(), act())
    assert (version.number, version.revision) == (1, 1)
    assert {entry.event.sequence for entry in version.entries} == {0}
    assert {entry.event.modified for entry in version.entries} == {TUESDAY}
    # Three of Ani, two of Budi, one of Citra, and six sessions of the room.
    assert len(version.changed) == 12


def test_publishing_the_same_roster_twice_changes_nothing(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    before = [tuple(row) for row in ledger.rows("SELECT * FROM revisions ORDER BY uid")]
    assert publish(ledger, draft(), act(WEDNESDAY, author="Tono")) is None
    assert len(ledger.publications()) == 1
    assert before == [tuple(row) for row in ledger.rows("SELECT * FROM revisions ORDER BY uid")]


def test_a_duty_that_moves_is_cancelled_for_one_and_new_for_the_other(ledger: Ledger) -> None:
    first = published(ledger, draft(), act()).calendars()
    second = published(ledger, draft(MOVED, seen=1), act(WEDNESDAY)).calendars()
    old, new = events(first["calendars/ani.ics"]), events(second["calendars/ani.ics"])
    assert set(old) == set(new)
    changed = [uid for uid in old if old[uid] != new[uid]]
    assert len(changed) == 1
    gone = new[changed[0]]
    assert "STATUS:CANCELLED" in gone
    assert "SEQUENCE:1" in gone
    assert "SUMMARY:CANCELLED: Duty" in gone
    assert "TRANSP:TRANSPARENT" in gone
    assert "VALARM" not in gone
    assert "CREATED:20270223T030000Z" in gone
    assert "DTSTAMP:20270224T030000Z" in gone
    mine, now = events(first["calendars/citra.ics"]), events(second["calendars/citra.ics"])
    assert [now[uid] for uid in mine] == list(mine.values())
    (fresh,) = set(now) - set(mine)
    assert "SEQUENCE:0" in now[fresh]
    assert "CREATED:20270224T030000Z" in now[fresh]
    assert first["calendars/budi.ics"] == second["calendars/budi.ics"]


def test_a_duty_that_comes_back_keeps_its_name_and_counts_on(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    published(ledger, draft(MOVED, seen=1), act(WEDNESDAY))
    third = published(ledger, draft(seen=2), act(THURSDAY))
    mine = [e.event for e in third.entries if e.owner == ANI and e.duty == FRI_PM.id]
    assert [(e.sequence, e.status, e.created) for e in mine] == [(2, "CONFIRMED", TUESDAY)]
    hers = [e.event for e in third.entries if e.owner == CITRA and e.duty == FRI_PM.id]
    assert [(e.sequence, e.status) for e in hers] == [(1, "CANCELLED")]


def test_a_cancelled_entry_stays_cancelled_without_a_new_number(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    second = published(ledger, draft(MOVED, seen=1), act(WEDNESDAY)).calendars()
    more = put(without(MOVED, (BUDI, FRI_AM)), (CITRA, FRI_AM))
    third = published(ledger, draft(more, seen=2), act(THURSDAY)).calendars()
    assert second["calendars/ani.ics"] == third["calendars/ani.ics"]


def test_other_hours_are_a_change_of_the_same_entry(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    later = duty(1, "pagi", hour=9)
    problem = replace(PROBLEM, duties=(later, *DUTIES[1:]))
    roster = Roster.of((who, later if on == MON_AM else on) for who, on in ROSTER.assignments)
    version = published(
        ledger, draft(roster, problem, book_sha256="c" * 64, seen=1), act(WEDNESDAY)
    )
    changed = {(entry.kind, entry.owner, entry.event.sequence) for entry in version.changed}
    assert changed == {("officer", ANI, 1), ("room", "PIP", 1)}


def test_an_officer_who_left_the_book_keeps_a_calendar_of_cancellations(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    problem = replace(PROBLEM, officers=PROBLEM.officers[:2])
    roster = without(ROSTER, (CITRA, THU_AM))
    version = published(
        ledger, draft(roster, problem, book_sha256="c" * 64, seen=1), act(WEDNESDAY)
    )
    mine = events(version.calendars()["calendars/citra.ics"])
    assert ["STATUS:CANCELLED" in entry for entry in mine.values()] == [True]


def test_an_officer_without_duty_is_told_and_untold(ledger: Ledger) -> None:
    idle = without(ROSTER, (CITRA, THU_AM))
    first = published(ledger, draft(idle), act()).calendars()["calendars/citra.ics"]
    second = published(ledger, draft(seen=1), act(WEDNESDAY)).calendars()["calendars/citra.ics"]
    assert first.count(b"BEGIN:VEVENT") == 1
    assert b"SUMMARY:CANCELLED: No duty" in second
    assert b"SUMMARY:Duty: Sesi pagi" in second


def test_a_renamed_office_keeps_the_names_of_its_entries(ledger: Ledger) -> None:
    first = published(ledger, draft(), act())
    named = tuple(
        (key, "Kantor Baru" if key == "office" else value) for key, value in PROBLEM.settings
    )
    problem = replace(PROBLEM, settings=named)
    second = published(ledger, draft(problem=problem, book_sha256="c" * 64, seen=1), act(WEDNESDAY))
    assert {e.event.uid for e in first.entries} == {e.event.uid for e in second.entries}


def test_a_clock_set_back_is_refused_with_a_way_out(ledger: Ledger) -> None:
    published(ledger, draft(), act(WEDNESDAY))
    for time in (TUESDAY, WEDNESDAY):
        with pytest.raises(InputError, match=r"not after that of version 1 .*--at"):
            publish(ledger, draft(MOVED, seen=1), act(time))
    assert len(ledger.publications()) == 1


def test_two_periods_may_be_published_in_one_second(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    april = replace(
        PROBLEM, first=PROBLEM.last + timedelta(days=1), last=PROBLEM.last + timedelta(30)
    )
    april = replace(april, duties=())
    assert published(ledger, draft(Roster(()), april), act()).number == 2


def test_a_roster_made_from_a_version_that_is_no_longer_the_last_is_refused(ledger: Ledger) -> None:
    published(ledger, draft(), act())
    published(ledger, draft(MOVED, seen=1), act(WEDNESDAY, author="Tono"))
    other = without(ROSTER, (BUDI, FRI_AM))
    with pytest.raises(InputError, match=r"version 2 \(Tono\) was published before this one"):
        publish(ledger, draft(other, seen=1), act(THURSDAY))


def test_files_of_every_version_stay_as_they_were(ledger: Ledger) -> None:
    one = published(ledger, draft(), act(), lambda version: {"roster.csv": b"\x00one"})
    two = published(ledger, draft(MOVED, seen=1), act(WEDNESDAY), lambda version: {"a": b"two"})
    assert ledger.documents(1) == {"roster.csv": b"\x00one", **one.calendars()}
    assert ledger.documents(2) == {"a": b"two", **two.calendars()}


pairs = st.lists(
    st.tuples(st.sampled_from((ANI, BUDI, CITRA)), st.sampled_from(DUTIES)), unique=True
)


@settings(max_examples=25, deadline=None)
@given(st.lists(pairs, min_size=2, max_size=6))
def test_numbers_never_fall_and_nothing_disappears(rosters: list[list[tuple[str, object]]]) -> None:
    """Through any succession of rosters: SEQUENCE rises exactly where something changed."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l", create=True) as ledger:
        last: dict[str, Event] = {}
        for number, chosen in enumerate(rosters):
            roster = Roster.of(chosen)  # type: ignore[arg-type]
            version = publish(ledger, draft(roster), act(TUESDAY + timedelta(hours=number)))
            if version is None:
                continue
            now = {entry.event.uid: entry.event for entry in version.entries}
            assert set(last) <= set(now)
            for uid, old in last.items():
                rise = now[uid].sequence - old.sequence
                assert rise == (0 if now[uid] == old else 1)
                assert (now[uid].modified > old.modified) == bool(rise)
                assert now[uid].created == old.created
            held = {
                (e.owner, e.duty)
                for e in version.entries
                if e.kind == "officer" and e.duty and not e.event.cancelled
            }
            assert held == {(who, on.id) for who, on in roster.assignments}
            last = now


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_an_entry_reads_back_as_it_was_written(summary: str, notes: str, timed: bool) -> None:
    start, end = MON_AM.start, MON_AM.end
    event = Event(
        "uid",
        summary.encode("utf-8", "replace").decode(),
        start if timed else start.date(),
        end if timed else start.date() + timedelta(days=1),
        "Asia/Jakarta",
        TUESDAY,
        WEDNESDAY,
        sequence=3,
        description=notes.encode("utf-8", "replace").decode(),
        categories=("Duty", "a, b"),
        alarms=(720, 60),
    )
    assert event_of(event_text(event)) == event


def test_the_next_period_looks_back_on_the_versions_in_force(ledger: Ledger) -> None:
    def table(version: Version) -> dict[str, bytes]:
        from roster.exports.table import roster_csv

        return {"roster.csv": roster_csv(PROBLEM, version.draft.roster).encode()}

    assert ledger.roster_between(PROBLEM.first, PROBLEM.last) is None
    publish(ledger, draft(), act(), table)
    publish(ledger, draft(MOVED, seen=1), act(WEDNESDAY), table)
    found = ledger.roster_between(THU_AM.day, FRI_AM.day)
    assert found is not None
    assert [(who, on.id) for who, on in found.assignments] == [
        (who, on.id) for who, on in MOVED.assignments if on.day == THU_AM.day
    ]
    week = replace(PROBLEM, last=FRI_PM.day)
    publish(ledger, draft(without(ROSTER, (BUDI, FRI_AM)), week), act(THURSDAY), table)
    whole = ledger.roster_between(PROBLEM.first, PROBLEM.last)
    assert whole is not None
    assert {(who, on.id) for who, on in whole.assignments} == {
        (who, on.id) for who, on in ROSTER.assignments if (who, on) != (BUDI, FRI_AM)
    }

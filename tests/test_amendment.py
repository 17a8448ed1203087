"""What sets a roster apart from the one in force, and the comparison of two rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.amendment import (
    FILE,
    Absence,
    Amendment,
    Swap,
    differences,
    pairs,
    read_amendment,
    told,
)
from roster.compare import compare
from roster.errors import InputError
from roster.exports.notes import notes, notes_text
from roster.model import Roster
from roster.model.sketch import sketch

PROBLEM, OLD = sketch("Ani: pagi - siang; Budi: - pagi -; Citra: siang - -")
_, NEW = sketch("Ani: - - siang; Budi: - pagi -; Citra: siang - -; Dewi: pagi - -")
MONDAY = PROBLEM.duties[0]

names = st.text(st.characters(codec="utf-8"), max_size=12)
days = st.dates(date(2027, 1, 1), date(2027, 12, 31))


def test_differences_name_who_is_off_and_who_came() -> None:
    (change,) = differences(OLD, NEW)
    assert (change.duty.id, change.off, change.on) == (MONDAY.id, ("Ani",), ("Dewi",))
    assert told([change]) == ("Ani", "Dewi")
    assert differences(OLD, OLD) == ()


def test_other_hours_concern_those_who_stay() -> None:
    later = replace(MONDAY, start=MONDAY.start.replace(hour=9))
    moved = Roster.of((who, later if duty == MONDAY else duty) for who, duty in OLD.assignments)
    (change,) = differences(OLD, moved)
    assert (change.off, change.on, change.moved) == ((), (), ("Ani",))
    assert change.duty.start == later.start


def test_an_amendment_leads_back_to_the_roster_in_force() -> None:
    before, after = pairs(OLD), pairs(NEW)
    amendment = Amendment(3, gone=tuple(sorted(before - after)), come=tuple(sorted(after - before)))
    assert amendment.reference(NEW, PROBLEM.duty) == OLD


@given(
    st.integers(0, 99),
    st.lists(st.builds(Absence, names, days, days)),
    st.lists(st.builds(Swap, names, names, names, names)),
    st.lists(st.tuples(names, names)),
)
def test_an_amendment_reads_back_as_it_was_written(
    base: int, absences: list[Absence], swaps: list[Swap], gone: list[tuple[str, str]]
) -> None:
    import tempfile

    amendment = Amendment(base, tuple(absences), tuple(swaps), tuple(gone), ())
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_text(amendment.text(), encoding="utf-8")
        assert read_amendment(Path(folder), "en") == amendment


def test_a_folder_without_an_amendment_has_none_and_a_spoilt_one_is_refused(
    tmp_path: Path,
) -> None:
    assert read_amendment(tmp_path, "en") is None
    (tmp_path / FILE).write_text('{"base": 1, "absences": [["ani", "soon", "later"]]}')
    with pytest.raises(InputError, match="is no file of changes"):
        read_amendment(tmp_path, "en")


def test_an_absence_keeps_no_reason() -> None:
    away = Absence("Ani", date(2027, 3, 1), date(2027, 3, 2))
    assert (away.leave.kind, away.leave.approved, away.leave.full_day) == ("", True, True)


def test_each_officer_is_told_of_own_duties_and_who_takes_over() -> None:
    found = notes(differences(OLD, NEW), PROBLEM, "en")
    where = "Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB)"
    assert found == {
        "Ani": (f"No longer on duty: {where}. Dewi will serve.",),
        "Dewi": (f"On duty: {where}. In place of Ani.",),
    }
    text = notes_text(differences(OLD, NEW), PROBLEM, "id")
    assert text.startswith("Ani\nTidak lagi bertugas: Senin, 1 Maret 2027")
    assert notes_text((), PROBLEM, "id") == ""


def test_two_rosters_are_compared_by_officer_by_day_and_by_cost() -> None:
    found = compare(OLD, NEW, {1: 0, 2: 5}, {1: 0, 3: 7})
    assert list(found.by_day) == [date(2027, 3, 1)]
    assert [(row.officer, row.before, row.after) for row in found.by_officer] == [
        ("Ani", 2, 1),
        ("Dewi", 0, 1),
    ]
    assert dict(found.costs) == {1: (0, 0), 2: (5, None), 3: (None, 7)}

"""Officers' and rooms' calendars: what they say, to whom, and under which names."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from calendar_office import (
    EMPTY,
    ISSUED,
    LATER,
    MADE,
    NIGHT,
    OFFICERS,
    RANI,
    SATRIA,
    SETTINGS,
    SUPERVISOR,
    TARI,
    duty,
    office,
    roster,
)
from ics_checker import faults, pair_faults

from roster.errors import InputError
from roster.exports.calendars import (
    Publication,
    calendar_files,
    events_of,
    reminder_minutes,
    write_calendars,
)
from roster.exports.ics_event import Event, Revision
from roster.exports.ics_names import file_stems
from roster.exports.ics_write import render
from roster.model import LANGUAGES, Officer, Problem, Roster


def _files(problem: Problem, language: str = "id") -> dict[str, bytes]:
    return dict(calendar_files(Publication(problem, roster(), language, ISSUED)))


def _events(officer: str, language: str = "id", **changes: object) -> tuple[Event, ...]:
    return events_of(office(**changes), roster(), officer, language, ISSUED)


def _setting(**changes: str) -> tuple[tuple[str, str], ...]:
    return tuple({**dict(SETTINGS), **changes}.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_passes_the_byte_checker(language: str) -> None:
    files = _files(office(), language)
    assert len(files) == 4 + 3
    assert {path: faults(data) for path, data in files.items()} == {path: [] for path in files}


def test_every_officer_and_every_room_has_a_file() -> None:
    assert sorted(_files(office())) == sorted(
        [f"calendars/{o.id}.ics" for o in OFFICERS]
        + [f"calendars/room-{room}.ics" for room in ("PIP", "MKS", "JYP")]
    )


def test_a_room_without_a_session_has_no_file() -> None:
    problem = office(duties=(SUPERVISOR, EMPTY))
    made = Roster.of([(RANI, SUPERVISOR)])
    files = dict(calendar_files(Publication(problem, made, "id", ISSUED)))
    assert [path for path in files if "room-" in path] == ["calendars/room-PIP.ics"]


def test_a_duty_says_what_where_with_whom_and_whom_to_tell() -> None:
    event = _events(RANI)[0]
    assert event.summary == "Piket: Sesi pagi – Supervisor (Ruang Pelayanan Informasi Publik)"
    assert event.location == "Ruang Pelayanan Informasi Publik, Gedung G lantai 1"
    assert event.description.splitlines() == [
        "Tugas: Supervisor",
        "Sesi: Sesi pagi",
        "Waktu: Senin, 1 Maret 2027, 07.30–12.00 WIB",
        "Tempat: Ruang Pelayanan Informasi Publik, Gedung G lantai 1",
        "Kantor: Ruang Pelayanan, Gedung G",
        'Bersama Anda: Made "Ade" Rahmawati, S.H.; M.Si',
        "Bila berhalangan, beri tahu: Kepala Bagian Hukum",
        "Jadwal: Maret 2027",
    ]
    assert event.categories == ("Piket", "Sesi pagi")
    assert event.alarms == (720,)
    assert not event.transparent


def test_a_duty_in_english() -> None:
    event = _events(RANI, "en")[1]
    assert event.summary == "Duty: Sesi pagi – Front (Loket Makassar)"
    assert "Time: Wednesday, 3 March 2027, 07:00–12:00 WITA" in event.description
    assert "With you: nobody" in event.description
    assert "If you cannot come, tell: Kepala Bagian Hukum" in event.description


def test_the_contact_is_told_before_the_signatory_and_the_planner_after_both() -> None:
    contact = _events(RANI, settings=_setting(contact="Piket Umum, pesawat 12"))[0]
    nobody = _events(RANI, settings=())[0]
    assert "beri tahu: Piket Umum, pesawat 12" in contact.description
    assert "beri tahu: penanggung jawab jadwal" in nobody.description


def test_a_duty_over_midnight_and_month_end_is_one_event_that_ends_the_next_day() -> None:
    night = _events(RANI)[-1]
    assert (night.start, night.end) == (NIGHT.start, NIGHT.end)
    assert night.end.date() == date(2027, 4, 1)  # type: ignore[attr-defined]
    assert "22.00–06.00 WIB (selesai Kamis, 1 April 2027)" in night.description


def test_a_duty_of_24_hours_is_not_an_all_day_event() -> None:
    full = _events(RANI)[3]
    assert (full.end - full.start).total_seconds() == 24 * 3600
    assert not full.all_day


def test_each_duty_is_told_in_the_zone_of_its_room_at_the_right_instant() -> None:
    # 07:00 WITA is 23:00 UTC the day before (UTC+8), 07:00 WIT is 22:00 (UTC+9).
    data = _files(office())[f"calendars/{RANI}.ics"]
    calendar = icalendar.Calendar.from_ical(data)
    starts = [(e["DTSTART"].params["TZID"], e.decoded("DTSTART")) for e in calendar.walk("VEVENT")]
    assert [(zone, start.astimezone(UTC)) for zone, start in starts] == [
        ("Asia/Jakarta", datetime(2027, 3, 1, 0, 30, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2027, 3, 2, 23, 0, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2027, 3, 3, 22, 0, tzinfo=UTC)),
        ("Asia/Jakarta", datetime(2027, 3, 9, 1, 0, tzinfo=UTC)),
        ("Asia/Jakarta", datetime(2027, 3, 31, 15, 0, tzinfo=UTC)),
    ]


def test_an_officer_without_duty_gets_one_all_day_event_that_takes_no_time() -> None:
    (event,) = _events(TARI)
    assert event.summary == "Tidak ada piket: Maret 2027"
    assert (event.start, event.end) == (date(2027, 3, 1), date(2027, 3, 2))
    assert event.all_day
    assert event.transparent
    assert event.alarms == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_tells_a_number_an_address_or_a_leave(language: str) -> None:
    for path, data in _files(office(), language).items():
        text = data.replace(b"\r\n ", b"").decode().lower()
        for officer in OFFICERS:
            assert officer.id not in text, path
            assert officer.email not in text, path
        for word in ("melahirkan", "cuti", "leave", "maternity"):
            assert word not in text, path


def test_an_officer_s_file_shows_colleagues_of_shared_sessions_only() -> None:
    files = _files(office())
    made = files[f"calendars/{MADE}.ics"].decode()
    assert "Rani Kusuma" in made
    assert "Satria" not in made
    assert "Tari" not in made
    free = files[f"calendars/{TARI}.ics"].decode()
    assert not any(officer.name in free for officer in OFFICERS if officer.id != TARI)


def test_an_officer_without_a_name_is_not_told_by_the_personnel_number() -> None:
    unnamed = tuple(replace(o, name="") if o.id == SATRIA else o for o in OFFICERS)
    event = _events(RANI, officers=unnamed)[2]
    assert "Bersama Anda: Petugas …090" in event.description
    assert SATRIA not in event.description


def test_two_officers_on_one_duty_have_two_uids_and_no_uid_stands_twice() -> None:
    uids = [event.uid for officer in OFFICERS for event in _events(officer.id)]
    assert len(set(uids)) == len(uids) == 5 + 1 + 1 + 1


def test_the_uid_of_a_duty_survives_new_hours_a_new_name_and_the_other_language() -> None:
    before = _events(RANI)[0].uid
    later = replace(SUPERVISOR, end=SUPERVISOR.end.replace(hour=11), session_name="Pagi")
    problem = office(duties=(later,), officers=(replace(OFFICERS[0], name="R. Kusuma"),))
    (event,) = events_of(problem, Roster.of([(RANI, later)]), RANI, "en", LATER)
    assert event.uid == before


def test_another_installation_has_other_uids_and_its_setting_outlives_the_office_s_name() -> None:
    uid = _events(RANI)[0].uid
    elsewhere = _events(RANI, settings=_setting(office="Balai"))[0].uid
    named = _events(RANI, settings=_setting(installation="pip"))[0].uid
    renamed = _events(RANI, settings=_setting(installation="pip", office="Balai"))[0].uid
    assert len({uid, elsewhere, named}) == 3
    assert renamed == named


def test_a_room_s_calendar_names_those_on_each_session_and_the_empty_places() -> None:
    publication = Publication(office(), roster(), "id", ISSUED)
    first, *others = publication.room_events("PIP")
    # Front has 2 ideal places and 1 officer, information 1 and none: 2 places are empty.
    assert first.summary == "Sesi pagi (Ruang Pelayanan Informasi Publik): 2 tempat kosong"
    assert first.description.splitlines() == [
        "Senin, 1 Maret 2027, 07.30–12.00 WIB",
        'Front: Made "Ade" Rahmawati, S.H.; M.Si; 1 tempat kosong',
        "Supervisor: Rani Kusuma",
        "Information: 1 tempat kosong (di bawah minimum)",
        "Kantor: Ruang Pelayanan, Gedung G",
        "Jadwal: Maret 2027",
    ]
    assert [event.session for event in others] == ["penuh", "malam"]
    assert all(event.transparent and not event.alarms for event in (first, *others))


def test_a_room_s_calendar_in_english_counts_one_place() -> None:
    problem = office(duties=(EMPTY,))
    (event,) = Publication(problem, Roster.of([]), "en", ISSUED).room_events("PIP")
    assert event.summary.endswith(": 1 empty place")
    assert "Information: 1 empty place (below minimum)" in event.description


def test_a_room_that_the_book_does_not_list_is_told_by_its_id_in_the_home_zone() -> None:
    lone = duty(date(2027, 3, 2), room="LAIN")
    problem = office(duties=(lone,), rooms=())
    (event,) = events_of(problem, Roster.of([(RANI, lone)]), RANI, "id", ISSUED)
    assert event.location == "LAIN"
    assert event.timezone == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("setting", "minutes"),
    [
        ("", ()),
        ("0", ()),
        ("720", (720,)),
        ("60; 720", (720, 60)),
        ("60;60", (60,)),
        ("0;30", (30,)),
    ],
)
def test_the_reminder_setting_gives_no_one_or_two_alarms(
    setting: str, minutes: tuple[int, ...]
) -> None:
    assert reminder_minutes(setting) == minutes


@pytest.mark.parametrize("setting", ["soon", "-5", "1.5", "10;20;30", "40321", "٣"])
def test_a_reminder_that_is_no_number_of_minutes_is_refused(setting: str) -> None:
    with pytest.raises(InputError, match=r"calendar_reminder_minutes.*expected none, one or two"):
        reminder_minutes(setting)


def test_a_time_of_publication_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-02-25 10:00:00 has no time zone"):
        Publication(office(), roster(), "id", datetime(2027, 2, 25, 10))


def test_with_a_ledger_s_revisions_the_unchanged_keeps_its_bytes() -> None:
    first = Publication(office(), roster(), "id", ISSUED)
    old = first.officer_events(RANI)
    # Satria leaves the session in Jayapura: Rani's entry there changes, the others do not.
    fewer = Roster.of(a for a in roster().assignments if a.officer != SATRIA)
    known = {e.uid: Revision(e.sequence, e.created, e.modified) for e in old}
    known[old[2].uid] = Revision(1, ISSUED, LATER)
    new = Publication(office(), fewer, "id", LATER, known).officer_events(RANI)
    assert [a.visible == b.visible for a, b in zip(old, new, strict=True)] == [
        True,
        True,
        False,
        True,
        True,
    ]
    exports = [render(events, "Piket", "id") for events in (old, new)]
    assert pair_faults(*exports) == []
    assert b"Perubahan ke-1: Sabtu\\, 27 Februari 2027" in exports[1].replace(b"\r\n ", b"")


def test_without_revisions_a_second_snapshot_is_caught_by_the_pair_checker() -> None:
    exports = [
        render(events_of(office(), roster(), RANI, "id", issued), "Piket", "id")
        for issued in (ISSUED, LATER)
    ]
    assert any(fault.startswith("18: CREATED changed") for fault in pair_faults(*exports))


def test_files_come_whole_under_ascii_names_and_ghosts_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = write_calendars(office(), roster(), out, language="id", issued=ISSUED)
    (out / "result.json").write_text("{}")
    assert names == sorted(names)
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.ics")} == set(names)
    fewer = office(officers=OFFICERS[:2], duties=(SUPERVISOR,))
    made = Roster.of([(RANI, SUPERVISOR)])
    again = write_calendars(fewer, made, out, language="id", issued=ISSUED)
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.ics")} == set(again)
    assert len(again) == 3
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_of_other_people_s_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"thesis\.txt"):
        write_calendars(office(), roster(), tmp_path, language="id", issued=ISSUED)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_plain_ids_are_their_own_file_names() -> None:
    plain = ["198709172016072046", "A-01", "rani.k", "x"]
    assert dict(file_stems(plain)) == {key: key for key in plain}


def test_other_ids_get_distinct_ascii_names_that_every_file_system_takes() -> None:
    odd = [
        "Ani",
        "ani",
        "CON",
        "nul.x",
        "room-PIP",
        "../up",
        "a/b",
        "a b",
        ".x",
        "é",
        "住宅",
        "x" * 200,
    ]
    stems = file_stems(odd)
    assert len({stem.casefold() for stem in stems.values()}) == len(odd)
    for stem in stems.values():
        assert re.fullmatch("id-[A-Za-z0-9-]{1,80}", stem)


def test_an_officer_called_like_a_room_does_not_take_its_file() -> None:
    officer = Officer("room-PIP", "Rani Kusuma")
    problem = office(officers=(officer,), duties=(SUPERVISOR,))
    made = Roster.of([("room-PIP", SUPERVISOR)])
    assert len(dict(calendar_files(Publication(problem, made, "id", ISSUED)))) == 2


def test_making_events_loads_no_calendar_library() -> None:
    script = (
        "import sys, roster.exports.calendars as c\n"
        "print(sorted({'icalendar', 'ortools', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr

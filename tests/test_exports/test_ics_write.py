"""The writer: bytes that are the same everywhere and that parsers give back as they were."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_office import AWKWARD, ISSUED, LATER, export_pair
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar.parser import Contentline
from ics_checker import faults, pair_faults

from roster.exports.ics_event import CANCELLED, Event, assignment_uid
from roster.exports.ics_write import _Line, clean, render

NIGHT, DAY, *_ = export_pair()[0]


def _parsed(*events: Event, language: str = "id") -> list[icalendar.Event]:
    data = render(events, "Piket", language)
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_both_exports_of_the_pair_are_without_fault_and_follow_each_other() -> None:
    first, second = (render(events, "Piket Rani Maret 2027", "id") for events in export_pair())
    assert faults(first) == []
    assert faults(second) == []
    assert pair_faults(first, second) == []


@given(text=st.text(st.characters(codec="utf-8"), max_size=120), cut=st.integers(0, 90))
@example(text=AWKWARD, cut=0)
@example(text="C:\\new\\Nama\\;\\,", cut=0)
@example(text="a\r\nb\rc\x85d\u2028e\x0bf", cut=0)
@example(text="\ufeffdepan", cut=0)
@example(text="مكتب " * 30, cut=40)
def test_any_text_comes_back_as_it_was_cleaned(text: str, cut: int) -> None:
    padded = "x" * cut + text
    event = replace(
        DAY, summary=padded, location="x" + padded, description=padded, categories=(padded, "b")
    )
    data = render([event], padded or "x", "id")
    assert faults(data) == [] or not clean(padded).strip(" \n\t,;\\")
    (back,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(back["SUMMARY"]) == clean(padded)
    assert str(back["LOCATION"]) == "x" + clean(padded)
    notes = str(back["DESCRIPTION"]).removesuffix("Keadaan per: Kamis, 25 Februari 2027 10.00 WIB")
    assert notes == (clean(padded) + "\n" if clean(padded) else "")


@given(
    text=st.text(st.sampled_from("ab\\^,é住🚪\u0301") | st.characters(codec="utf-8"), max_size=400),
    cut=st.integers(60, 80),
)
def test_lines_are_folded_as_the_library_folds_them(text: str, cut: int) -> None:
    line = "x" * cut + clean(text).replace("\n", "")
    assert _Line(line).to_ical() == Contentline(line).to_ical()


@given(text=st.text())
def test_cleaned_text_has_no_control_character_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not {c for c in cleaned if ord(c) < 32 and c not in "\n\t"}
    cleaned.encode()


def test_text_that_is_not_fit_for_utf_8_is_written_all_the_same() -> None:
    (event,) = _parsed(replace(DAY, summary="a\ud800b\x00\x1b"))
    assert str(event["SUMMARY"]) == "a?b"


def test_a_category_with_a_comma_stays_one_category() -> None:
    (event,) = _parsed(replace(DAY, categories=("Piket", "Sesi, pagi")))
    assert event["CATEGORIES"].cats == ["Piket", "Sesi, pagi"]


def test_a_calendar_name_loses_what_clients_would_show_raw() -> None:
    data = render([DAY], "Piket Made, S.H.; C:\\\nMaret", "id")
    assert b"\r\nNAME:Piket Made S.H. C: Maret\r\n" in data
    assert faults(data) == []


def test_the_order_of_events_does_not_matter() -> None:
    events = export_pair()[1]
    assert render(events, "P", "id") == render(events[::-1], "P", "id", timezone="Asia/Jakarta")


def test_a_cancelled_duty_says_so_first_rings_not_and_takes_no_time() -> None:
    gone = replace(DAY, status=CANCELLED, sequence=1, modified=LATER)
    for language, word in (("id", "DIBATALKAN: siang"), ("en", "CANCELLED: siang")):
        (event,) = _parsed(gone, language=language)
        assert str(event["SUMMARY"]) == word
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert not event.walk("VALARM")


def test_a_duty_that_had_begun_before_the_publication_has_no_alarm() -> None:
    start = DAY.start
    before, at = (replace(DAY, modified=start - timedelta(minutes=n)) for n in (1, 0))  # type: ignore[operator]
    assert [len(event.walk("VALARM")) for event in _parsed(before)] == [2]
    assert [len(event.walk("VALARM")) for event in _parsed(at)] == [0]


def test_a_day_s_reminder_is_written_in_minutes() -> None:
    data = render([replace(DAY, alarms=(1440,))], "P", "id")
    assert b"TRIGGER:-PT1440M\r\n" in data


def test_microseconds_of_the_publication_do_not_reach_the_file() -> None:
    late = replace(DAY, created=ISSUED, modified=ISSUED + timedelta(microseconds=999_999))
    assert render([late], "P", "id") == render([DAY], "P", "id")


def test_a_zone_with_summer_time_is_right_on_both_sides_of_the_change() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    start = datetime(2027, 3, 27, 22, tzinfo=amsterdam)
    events = [
        replace(
            DAY,
            uid=assignment_uid("t", "x", str(n)),
            start=start + timedelta(days=n),
            end=start + timedelta(days=n, hours=9),
            timezone="Europe/Amsterdam",
        )
        for n in range(3)
    ]
    data = render(events, "P", "en")
    assert faults(data) == []
    back = [e.decoded("DTSTART").astimezone(UTC).hour for e in _parsed(*events)]
    # UTC+1 until 28 March 2027, 02:00, then UTC+2.
    assert back == [21, 20, 20]


def test_a_duty_in_universal_time_needs_no_zone() -> None:
    start = datetime(2027, 3, 1, 7, tzinfo=UTC)
    event = replace(DAY, start=start, end=start + timedelta(hours=1), timezone="UTC")
    data = render([event], "P", "en")
    assert b"DTSTART:20270301T070000Z\r\n" in data
    assert faults(data) == []


def test_no_event_and_a_uid_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="has no entry"):
        render([], "P", "id")
    with pytest.raises(ValueError, match="two entries with one UID"):
        render([DAY, DAY], "P", "id")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end": DAY.start}, "not after its start"),
        ({"start": datetime(2027, 3, 8)}, "no time zone"),
        ({"start": NIGHT.start.date()}, "the other a time"),  # type: ignore[attr-defined]
        ({"timezone": "WIB"}, "no IANA name such as Asia/Jakarta"),
        ({"timezone": "UTC+07:00"}, "no IANA name"),
        ({"timezone": "../etc/passwd"}, "no IANA name"),
        ({"sequence": -1}, "below 0"),
        ({"status": "FOO"}, "'FOO' is neither"),
        ({"alarms": (1, 2, 3)}, "alarms"),
        ({"alarms": (0,)}, "alarms"),
        ({"modified": ISSUED - timedelta(days=1)}, "before it was created"),
        ({"created": datetime(2027, 1, 1)}, "created or modified has no time zone"),
    ],
)
def test_an_event_that_no_calendar_could_hold_is_refused(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        replace(DAY, **changes)  # type: ignore[arg-type]


SCRIPT = """
import hashlib, locale, sys
sys.path.insert(0, sys.argv[1])
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from calendar_office import ISSUED, office, roster
from roster.exports.calendars import Publication, calendar_files
digest = hashlib.sha256()
for path, data in calendar_files(Publication(office(), roster(), "id", ISSUED)):
    digest.update(path.encode() + data)
print(digest.hexdigest())
"""


def test_the_same_roster_gives_the_same_bytes_whatever_the_environment() -> None:
    digests = set()
    for seed, zone, locale in (
        ("1", "UTC", "C"),
        ("2", "America/New_York", "id_ID.UTF-8"),
        ("3", "Asia/Jayapura", "C.UTF-8"),
    ):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2

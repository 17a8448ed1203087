"""The byte checker itself: each fault it is meant to find, put into a file that has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from calendar_office import LATER, export_pair
from ics_checker import faults, pair_faults

from roster.exports.ics_write import render

FIRST, SECOND = export_pair()
GOOD = render(SECOND, "Piket Rani Kusuma Maret 2027", "id")
UID = SECOND[0].uid.encode()


def _swap(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, count)

    return change


FAULTS = [
    ("1", lambda data: data.removesuffix(b"\r\n")),
    ("1", lambda data: data.replace(b"\r\n", b"\n")),
    ("1", lambda data: b"\xef\xbb\xbf" + data),
    ("1", _swap(b"END:VEVENT\r\n", b"")),
    ("2", _swap(b"\r\n ", b"")),
    ("2", _swap("م".encode(), "م".encode()[:1] + b"\r\n " + "م".encode()[1:])),
    ("3", _swap(b"SUMMARY:", b"SUMMARY:\x07")),
    ("5", _swap(b"VERSION:2.0\r\n", b"")),
    ("5", _swap(b"CALSCALE:", b"CALSCALE:GREGORIAN\r\nCALSCALE:")),
    ("5", _swap(b"PRODID:-//", b"PRODID:")),
    ("6", _swap(b"CALSCALE:", b"METHOD:PUBLISH\r\nCALSCALE:")),
    ("6", _swap(b"STATUS:", b"ORGANIZER:mailto:a@example.org\r\nSTATUS:")),
    ("9", _swap(b"CALSCALE:", b"UID:1\r\nCALSCALE:")),
    ("10", _swap(b"X-WR-CALNAME:Piket", b"X-WR-CALNAME:Other")),
    ("10", _swap(b"NAME:Piket ", b"NAME:Piket\\, ", 2)),
    ("11", _swap(b";VALUE=DURATION", b"")),
    ("11", _swap(b"TTL:PT1H", b"TTL:1:00:00")),
    ("12", _swap(b"LAST-MODIFIED:2027", b"LAST-MODIFIED:2026")),
    ("13", _swap(b"CALSCALE:", b"SOURCE;VALUE=URI:https://example.org/x\r\nCALSCALE:")),
    ("14", _swap(b"CLASS:PUBLIC\r\n", b"")),
    ("14", _swap(b"STATUS:CONFIRMED", b"STATUS:FOO")),
    ("14", _swap(b"STATUS:", b"DURATION:PT1H\r\nSTATUS:")),
    ("14", _swap(b"SEQUENCE:1", b"SEQUENCE:-1")),
    ("14", _swap(b"DTEND;TZID=Asia/Jakarta:20270308T11", b"DTEND;TZID=Asia/Jakarta:20270308T07")),
    ("15", _swap(UID, b"198709172016072046@example.org")),
    ("15", _swap(SECOND[1].uid.encode(), UID)),
    ("21", _swap(b"DIBATALKAN: ", b"")),
    ("21", _swap(b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE", -1)),
    ("22", _swap(b"CREATED:20270225T030000Z", b"CREATED:20270225T030000")),
    ("22", _swap(b"DTSTAMP:20270225T030000Z", b"DTSTAMP:20270226T030000Z")),
    ("23", _swap(b"DTSTART;TZID=Asia/Jakarta:", b"DTSTART:")),
    ("23", _swap(b";TZID=Asia/Jakarta", b";TZID=WIB", -1)),
    ("24", _swap(b"TZOFFSETTO:+0800", b"TZOFFSETTO:+0700")),
    ("24", _swap(b"TZID:Asia/Jakarta", b"TZID:Asia/Bangkok")),
    ("24", _swap(b"TZNAME:WIT\r\n", b"TZNAME:WIT\r\nCOMMENT:x\r\n")),
    ("27", _swap(b"DTEND;VALUE=DATE:20270308", b"DTEND;VALUE=DATE:20270306")),
    ("28", _swap(b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE")),
    ("29", _swap(b"TRIGGER:-PT720M\r\n", b"")),
    ("29", _swap(b"ACTION:DISPLAY", b"ACTION:AUDIO")),
]  # fmt: skip


def test_the_unharmed_file_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("point", "harm"), FAULTS, ids=[f"{n}-{p}" for n, (p, _) in enumerate(FAULTS)]
)
def test_a_harmed_file_is_found_out(point: str, harm: Callable[[bytes], bytes]) -> None:
    found = faults(harm(GOOD))
    assert any(fault.startswith(f"{point}:") for fault in found), found


def test_a_third_alarm_and_an_alarm_on_a_withdrawn_duty_are_found_out() -> None:
    alarm = GOOD[GOOD.index(b"BEGIN:VALARM") : GOOD.index(b"END:VALARM\r\n") + 12]
    assert any(f.startswith("29: 3 alarms") for f in faults(GOOD.replace(alarm, alarm * 2, 1)))
    head, tail = GOOD.split(b"SUMMARY:DIBATALKAN", 1)
    harmed = head + b"SUMMARY:DIBATALKAN" + tail.replace(b"END:VEVENT", alarm + b"END:VEVENT", 1)
    assert any(fault.startswith("21: cancelled, with an alarm") for fault in faults(harmed))


def test_a_mailed_file_must_name_its_organizer() -> None:
    mailed = GOOD.replace(b"CALSCALE:", b"METHOD:PUBLISH\r\nCALSCALE:", 1)
    assert any(f.startswith("7: event without ORGANIZER") for f in faults(mailed, profile="B"))
    named = mailed.replace(b"STATUS:", b"ORGANIZER:mailto:a@example.org\r\nSTATUS:")
    assert faults(named, profile="B") == []
    asked = named.replace(b"STATUS:", b"ATTENDEE:mailto:b@example.org\r\nSTATUS:", 1)
    assert faults(asked, profile="B")[0].startswith("7: PUBLISH with ATTENDEE")
    assert faults(GOOD, profile="B")[0].startswith("7: METHOD ''")


DAY = FIRST[1]


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("20: event", None),
        ("18: CREATED changed", {"created": LATER, "modified": LATER}),
        ("18: changed, and SEQUENCE did not rise", {"location": "Lain", "modified": LATER}),
        ("18: changed, and LAST-MODIFIED is not later", {"location": "Lain", "sequence": 3}),
        ("18: changed, and SEQUENCE did not rise", {"alarms": (30,), "modified": LATER}),
        ("19: SEQUENCE fell from 2 to 1", {"location": "Lain", "sequence": 1, "modified": LATER}),
        ("17: SEQUENCE rose, and nothing changed", {"sequence": 3, "modified": LATER}),
        ("17: unchanged, and other bytes", {"modified": LATER}),
    ],
)
def test_a_wrong_step_between_two_exports_is_found_out(
    said: str, change: dict[str, object] | None
) -> None:
    old = (replace(DAY, sequence=2), FIRST[0])
    new = (replace(old[0], **change), FIRST[0]) if change else (FIRST[0],)  # type: ignore[arg-type]
    found = pair_faults(render(old, "P", "id"), render(new, "P", "id"))
    assert any(fault.startswith(said) for fault in found), found

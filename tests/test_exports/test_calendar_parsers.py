"""What programs in JavaScript make of the calendars: ical.js (Thunderbird) and node-ical.

They are looked for in the folder that ROSTER_NODE_MODULES names, where
``npm install --prefix FOLDER ical.js node-ical`` has put them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from calendar_office import (
    AWKWARD,
    FRONT,
    ISSUED,
    LATER,
    MADE,
    NIGHT,
    RANI,
    ROOMS,
    SATRIA,
    TARI,
    WHOLE_DAY,
    WIT,
    WITA,
    export_pair,
    office,
    roster,
)

import constraints as c
from roster.exports.calendars import Publication, calendar_files
from roster.exports.ics_write import render
from roster.ledger import Act, Draft, Ledger, publish
from roster.model import Problem, Roster, RuleUse
from roster.solve import Options, find_roster

Read = dict[str, Any]

PROGRAM = Path(__file__).with_name("parse_calendars.mjs")
OLDEST_NODE = 20
"""The oldest Node.js that node-ical runs on."""
INSTALL = "npm install --prefix FOLDER ical.js node-ical, and set ROSTER_NODE_MODULES=FOLDER"

parsers = pytest.mark.parametrize("parser", ["ical.js", "node-ical"])

PLACE = 'Ruang "A"; lantai 2, sayap B: 🚪 مكتب 住宅'
OFFICE = office(
    rooms=(replace(ROOMS[0], name="Loket, PIP; satu", place=PLACE), *ROOMS[1:]),
    rules=(
        RuleUse(c.OnePlace()),
        RuleUse(c.Leave()),
        RuleUse(c.Coverage(to="min"), 1),
        RuleUse(c.FairShare(of="duties"), 2),
    ),
)


def _parse(parser: str, folder: Path, *files: bytes) -> list[list[Read]]:
    """The events of each file as the parser reads them on a machine in New York."""
    modules, node = os.environ.get("ROSTER_NODE_MODULES", ""), shutil.which("node")
    if not modules or not (Path(modules) / "node_modules" / parser).is_dir():
        pytest.skip(f"no {parser}: {INSTALL}")
    if node is None:
        pytest.skip(f"no node: install Node.js {OLDEST_NODE} or later")
    ask = [node, "-p", "process.versions.node"]
    version = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    if int(version.partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"node {version} is too old: install Node.js {OLDEST_NODE} or later")
    paths = [folder / f"{number}.ics" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    done = subprocess.run(
        [node, str(PROGRAM), parser, *map(str, paths)],
        env=os.environ | {"TZ": "America/New_York"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[Read]] = json.loads(done.stdout)
    return found


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _told(events: Iterable[Mapping[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(event[name] for name in names) for event in events)


@parsers
def test_a_solved_office_is_read_as_it_was_solved(parser: str, tmp_path: Path) -> None:
    solved = find_roster(OFFICE, Options(effort=5.0, workers=1)).roster
    assert solved is not None
    publication = Publication(OFFICE, solved, "id", ISSUED)
    files = dict(calendar_files(publication))
    officers = [officer.id for officer in OFFICE.officers]
    read = _parse(parser, tmp_path, *(files[f"calendars/{who}.ics"] for who in officers))
    assert sum(len(solved.duties(who)) for who in officers) >= len(OFFICE.duties)
    for who, events in zip(officers, read, strict=True):
        duties = solved.duties(who)
        if duties:
            expected = sorted((_utc(duty.start), _utc(duty.end)) for duty in duties)
            assert _told(events, "start", "end") == expected
        assert {(e["sequence"], e["status"]) for e in events} == {(0, "CONFIRMED")}
        written = {event.uid: event for event in publication.officer_events(who)}
        assert {e["uid"] for e in events} == set(written)
        for event in events:
            own = written[event["uid"]]
            assert (event["summary"], event["location"]) == (own.summary, own.location)
            # The last line, when the entry was made, is the writer's.
            assert event["description"].rpartition("\n")[0] == own.description
    # Who is away all month has one entry of a day that says so.
    assert _told(read[officers.index(TARI)], "summary", "start", "end") == [
        ("Tidak ada piket: Maret 2027", "2027-03-01", "2027-03-02")
    ]


def _published(folder: Path) -> tuple[bytes, bytes]:
    """Rani's file in two versions: WITA starts later, WIT goes to Satria, a day comes new."""
    later = replace(WITA, start=WITA.start.replace(hour=8))
    changed = replace(
        OFFICE, duties=tuple(later if duty == WITA else duty for duty in OFFICE.duties)
    )
    first = [(RANI, FRONT), (MADE, FRONT), (RANI, WITA), (RANI, WIT), (RANI, NIGHT)]
    second = [*first[:2], (RANI, later), (SATRIA, WIT), (RANI, NIGHT), (RANI, WHOLE_DAY)]

    def draft(problem: Problem, pairs: list[Any], book: str, seen: int) -> Draft:
        return Draft(problem, Roster.of(pairs), "id", book * 64, seen=seen)

    with Ledger(folder / "office.ledger", create=True) as ledger:
        one = publish(ledger, draft(OFFICE, first, "a", 0), Act("Sari", ISSUED))
        two = publish(ledger, draft(changed, second, "b", 1), Act("Sari", LATER))
    assert one is not None
    assert two is not None
    path = f"calendars/{RANI}.ics"
    return one.calendars()[path], two.calendars()[path]


@parsers
def test_a_moved_a_withdrawn_and_a_new_duty_are_read(parser: str, tmp_path: Path) -> None:
    first, second = _parse(parser, tmp_path, *_published(tmp_path))
    told = "start", "end", "sequence", "status", "alarms"
    # 07:30 WIB is 00:30 UTC, 07:00 WITA is 23:00 UTC and 07:00 WIT 22:00 UTC the day before.
    front = ("2027-03-01T00:30:00.000Z", "2027-03-01T05:00:00.000Z", 0, "CONFIRMED", 1)
    night = ("2027-03-31T15:00:00.000Z", "2027-03-31T23:00:00.000Z", 0, "CONFIRMED", 1)
    assert _told(first, *told) == [
        front,
        ("2027-03-02T23:00:00.000Z", "2027-03-03T04:00:00.000Z", 0, "CONFIRMED", 1),
        ("2027-03-03T22:00:00.000Z", "2027-03-04T03:00:00.000Z", 0, "CONFIRMED", 1),
        night,
    ]
    assert _told(second, *told) == [
        front,
        ("2027-03-03T00:00:00.000Z", "2027-03-03T04:00:00.000Z", 1, "CONFIRMED", 1),
        ("2027-03-03T22:00:00.000Z", "2027-03-04T03:00:00.000Z", 1, "CANCELLED", 0),
        ("2027-03-09T01:00:00.000Z", "2027-03-10T01:00:00.000Z", 0, "CONFIRMED", 1),
        night,
    ]
    uids = [{event["uid"] for event in events} for events in (first, second)]
    assert uids[0] < uids[1]
    (gone,) = [event for event in second if event["status"] == "CANCELLED"]
    assert gone["summary"].startswith("DIBATALKAN: ")


@parsers
def test_texts_come_back_as_they_were(parser: str, tmp_path: Path) -> None:
    for events in _parse(parser, tmp_path, *_published(tmp_path)):
        event = min(events, key=lambda e: e["start"])
        assert event["summary"] == "Piket: Sesi pagi – Front (Loket, PIP; satu)"
        assert event["location"] == f"Loket, PIP; satu, {PLACE}"
        assert event["description"].split("\n") == [
            "Tugas: Front",
            "Sesi: Sesi pagi",
            "Waktu: Senin, 1 Maret 2027, 07.30–12.00 WIB",
            f"Tempat: Loket, PIP; satu, {PLACE}",
            "Kantor: Ruang Pelayanan, Gedung G",
            'Bersama Anda: Made "Ade" Rahmawati, S.H.; M.Si',
            "Bila berhalangan, beri tahu: Kepala Bagian Hukum",
            "Jadwal: Maret 2027",
            "Keadaan per: Kamis, 25 Februari 2027 10.00 WIB",
        ]


def test_a_backslash_before_a_letter_comes_back(tmp_path: Path) -> None:
    # Only in ical.js: node-ical 0.26 takes the second of two backslashes for an escape.
    (events,) = _parse("ical.js", tmp_path, render(export_pair()[0], "Maret 2027", "id"))
    (night,) = [event for event in events if event["summary"] == "malam"]
    assert night["description"].partition("\n")[0] == AWKWARD


@parsers
def test_every_kind_of_entry_is_read(parser: str, tmp_path: Path) -> None:
    files = [render(events, "Maret 2027", "id") for events in export_pair()]
    read = _parse(parser, tmp_path, *files)
    assert [len(events) for events in read] == [6, 7]
    for events in read:
        (standby,) = [event for event in events if event["summary"] == "siaga"]
        assert (standby["start"], standby["end"]) == ("2027-03-06", "2027-03-08")


def test_the_zones_in_the_file_are_what_ical_js_goes_by(tmp_path: Path) -> None:
    files = dict(calendar_files(Publication(OFFICE, roster(), "id", ISSUED)))
    right = files[f"calendars/{SATRIA}.ics"]
    wrong = right.replace(b"+0900", b"+0700")
    read = _parse("ical.js", tmp_path, right, wrong)
    # 07:00 WIT, once in its own zone and once two hours late.
    assert [_told(events, "start") for events in read] == [
        [("2027-03-03T22:00:00.000Z",)],
        [("2027-03-04T00:00:00.000Z",)],
    ]

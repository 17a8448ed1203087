"""Published calendars under the byte checker and in real clients, version 1 and version 2."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import icalendar
import pytest
import test_calendar_clients as clients
from ics_checker import faults, pair_faults
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
    THURSDAY,
    WEDNESDAY,
    act,
    draft,
    duty,
    put,
    without,
)

from roster.exports.itip import Address, message
from roster.ledger import Ledger, publish
from roster.ledger.feeds import feed_files, open_feeds
from roster.model import Roster

khal = clients.khal
feed = clients.feed

LATER = duty(1, "pagi", hour=9)
SECOND = Roster.of(
    [(who, LATER if on == MON_AM else on) for who, on in ROSTER.assignments if on != FRI_PM]
    + [(CITRA, FRI_PM)]
)
"""Ani's Monday is moved by an hour, her Friday afternoon goes to Citra."""


@pytest.fixture
def pair(ledger: Ledger) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The calendars of two versions."""
    first = publish(ledger, draft(), act())
    problem = replace(PROBLEM, duties=(LATER, *DUTIES[1:]))
    second = publish(ledger, draft(SECOND, problem, seen=1, book_sha256="c" * 64), act(WEDNESDAY))
    assert first is not None
    assert second is not None
    return first.calendars(), second.calendars()


def test_every_file_and_every_pair_is_without_fault(
    pair: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    first, second = pair
    assert (
        set(first)
        == set(second)
        == {
            "calendars/ani.ics",
            "calendars/budi.ics",
            "calendars/citra.ics",
            "calendars/room-PIP.ics",
        }
    )
    for path, data in first.items():
        assert faults(data) == []
        assert faults(second[path]) == []
        assert pair_faults(data, second[path]) == []


def test_libical_finds_no_fault(
    pair: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    paths = []
    for number, files in enumerate(pair):
        for name, data in files.items():
            paths.append(tmp_path / f"{number}-{Path(name).name}")
            paths[-1].write_bytes(data)
    counts = [path.read_bytes().count(b"BEGIN:VEVENT") for path in paths]
    assert clients._libical(*paths) == [f"0 1 0 {count}" for count in counts]


def test_khal_follows_a_move_and_a_cancellation(
    pair: tuple[dict[str, bytes], dict[str, bytes]], khal: partial[str], tmp_path: Path
) -> None:
    listed = []
    for files in pair:
        path = tmp_path / "ani.ics"
        path.write_bytes(files["calendars/ani.ics"])
        khal("import", "--batch", "-a", "duty", str(path))
        form = "{start-long} {title}"
        found = khal("list", "--once", "--day-format", "", "--format", form, "2027-03-01", "9d")
        listed.append([line.partition(" (")[0] for line in found.splitlines() if line.strip()])
    assert listed == [
        [
            "2027-03-01 08:00 Duty: Sesi pagi – Front",
            "2027-03-04 13:00 Duty: Sesi siang – Front",
            "2027-03-05 13:00 Duty: Sesi siang – Front",
        ],
        [
            "2027-03-01 09:00 Duty: Sesi pagi – Front",
            "2027-03-04 13:00 Duty: Sesi siang – Front",
            "2027-03-05 13:00 CANCELLED: Duty: Sesi siang – Front",
        ],
    ]


def test_vdirsyncer_follows_an_officers_feed_over_two_versions(
    ledger: Ledger, tmp_path: Path, feed: tuple[Path, str]
) -> None:
    folder, address = feed
    local = tmp_path / "local"
    local.mkdir()
    config = tmp_path / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{tmp_path / "status"}"\n'
        '[pair p]\na = "web"\nb = "local"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage web]\ntype = "http"\nurl = "{address}"\n'
        f'[storage local]\ntype = "filesystem"\npath = "{local}"\nfileext = ".ics"\n'
    )
    sync = partial(clients._run, clients._client("vdirsyncer"), "-c", str(config), home=tmp_path)
    seen = []
    for number, roster in enumerate((ROSTER, without(ROSTER, (ANI, FRI_PM)))):
        at = (WEDNESDAY, THURSDAY)[number]
        publish(ledger, draft(roster, seen=number), act(at))
        open_feeds(ledger, [ANI], at)
        (content,) = feed_files(ledger, {ANI: "Duty Ani"}, "en", "Asia/Jakarta", at).values()
        assert faults(content) == []
        (folder / "officer.ics").write_bytes(content)
        if not number:
            sync("discover", answer="y\n" * 5)
        sync("sync")
        events = [
            icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0]
            for path in local.iterdir()
        ]
        seen.append(sorted((str(e["STATUS"]), int(e["SEQUENCE"])) for e in events))
    assert seen == [
        [("CONFIRMED", 0)] * 3,
        [("CANCELLED", 1), ("CONFIRMED", 0), ("CONFIRMED", 0)],
    ]


def test_nobodys_file_holds_anothers_duty(
    pair: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    for files in pair:
        uids = {
            name: {str(e["UID"]) for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}
            for name, data in files.items()
        }
        names = sorted(uids)
        for one in names:
            for other in names:
                assert one == other or not uids[one] & uids[other]


@pytest.mark.parametrize("method", ["PUBLISH", "REQUEST", "CANCEL"])
def test_messages_keep_profile_b_in_the_checker_and_in_libical(
    ledger: Ledger, tmp_path: Path, method: str
) -> None:
    publish(ledger, draft(), act())
    version = publish(ledger, draft(without(ROSTER, (BUDI, FRI_AM)), seen=1), act(WEDNESDAY))
    assert version is not None
    mine = [e.event for e in version.entries if e.owner == BUDI]
    (told,) = [event for event in mine if event.cancelled is (method != "REQUEST")]
    sender = Address("layanan@example.go.id", 'Kantor "Layanan", Gedung G; lt. 2')
    to = Address("budi@example.go.id", 'Budi "#1" $x$ <b>, S.H.\n*@ref [a]')
    data = message([told], method, sender, to, "en")
    # Points 10 and 11 are about what names and refreshes a calendar, which a message is not.
    found = faults(data, profile="B")
    assert [fault for fault in found if not fault.startswith(("10:", "11:"))] == []
    calendar = icalendar.Calendar.from_ical(data)
    assert str(calendar["METHOD"]) == method
    (event,) = calendar.walk("VEVENT")
    assert str(event["ORGANIZER"]) == "mailto:layanan@example.go.id"
    assert ("ATTENDEE" in event) == (method != "PUBLISH")
    if method != "PUBLISH":
        assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    path = tmp_path / "message.ics"
    path.write_bytes(data)
    assert clients._libical(path) == ["0 1 0 1"]


def test_a_month_published_after_another_shares_no_entry_with_it(ledger: Ledger) -> None:
    first = publish(ledger, draft(), act())
    april = replace(
        PROBLEM,
        first=date(2027, 4, 1),
        last=date(2027, 4, 30),
        duties=tuple(
            replace(
                d,
                day=d.day + timedelta(35),
                start=d.start + timedelta(35),
                end=d.end + timedelta(35),
            )
            for d in DUTIES
        ),
    )
    roster = put(
        Roster(()), *[(who, april.duties[DUTIES.index(on)]) for who, on in ROSTER.assignments]
    )
    second = publish(ledger, draft(roster, april), act(WEDNESDAY))
    assert first is not None
    assert second is not None
    assert not {e.event.uid for e in first.entries} & {e.event.uid for e in second.entries}


def test_bytes_depend_on_nothing_but_the_input(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[2]);"
        "from pathlib import Path; from ledger_office import *\n"
        "from roster.ledger import Ledger, publish; from roster.ledger.letters import mail_drafts\n"
        "with Ledger(Path(sys.argv[1]), create=True) as ledger:\n"
        "    version = publish(ledger, draft(), act())\n"
        "    files = version.calendars() | mail_drafts(version, None)\n"
        "    text = repr(sorted(files.items())) + repr(ledger.balance_entries())\n"
        "    print(len(files), hashlib.sha256(text.encode()).hexdigest())\n"
    )
    answers = set()
    for number, (seed, zone) in enumerate((("0", "UTC"), ("1", "America/New_York"))):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                program,
                str(tmp_path / str(number)),
                str(Path(__file__).parent),
            ],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        answers.add(done.stdout)
    (answer,) = answers
    assert answer.startswith("7 ")

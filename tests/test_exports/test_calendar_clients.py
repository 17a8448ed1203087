"""Real clients read version 1 and version 2: a strict checker, an importer, a subscriber.

``khal`` and ``vdirsyncer`` want another icalendar than ours, so they live in an environment
of their own: name its folder in ROSTER_CALENDAR_CLIENTS, or have the commands on the PATH.
libical is asked through the system's Python (Debian: gir1.2-ical-3.0, python3-gi).
"""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import icalendar
import pytest
from calendar_office import ISSUED, export_pair, office, roster

from roster.exports.calendars import Publication, calendar_files
from roster.exports.ics_write import render

FIRST, SECOND = export_pair()
V1, V2 = (render(events, "Piket Rani Kusuma Maret 2027", "id") for events in (FIRST, SECOND))
NEW_YORK = {"TZ": "America/New_York"}

LIBICAL = """
import sys
import gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib
for path in sys.argv[1:]:
    component = ICalGLib.Component.new_from_string(open(path, newline="").read())
    parsed = component.count_errors()
    kept = ICalGLib.restriction_check(component)
    events = component.count_components(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    print(parsed, int(kept), component.count_errors(), events)
"""


def _client(name: str) -> str:
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    if chosen := os.environ.get("ROSTER_CALENDAR_CLIENTS"):
        folders.insert(0, str(Path(chosen) / "bin"))
    command = shutil.which(name, path=os.pathsep.join(folders))
    if command is None:
        pytest.skip(f"no {name}: put it on the PATH or set ROSTER_CALENDAR_CLIENTS")
    return command


def _run(*command: str, home: Path, answer: str = "") -> str:
    environment = os.environ | NEW_YORK | {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    done = subprocess.run(
        command, env=environment, input=answer, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


def _libical(*paths: Path) -> list[str]:
    python = "/usr/bin/python3"
    question = [python, "-c", "import gi; gi.require_version('ICalGLib', '3.0')"]
    if not Path(python).exists() or subprocess.run(question, capture_output=True).returncode:
        pytest.skip("no libical: install gir1.2-ical-3.0 and python3-gi")
    return _run(python, "-c", LIBICAL, *map(str, paths), home=paths[0].parent).splitlines()


def test_libical_finds_no_fault_in_any_file(tmp_path: Path) -> None:
    files = {"v1": V1, "v2": V2} | {
        path.replace("/", "-"): data
        for language in ("id", "en")
        for path, data in calendar_files(Publication(office(), roster(), language, ISSUED))
    }
    paths = [tmp_path / name for name in sorted(files)]
    for path in paths:
        path.write_bytes(files[path.name])
    # Errors after parsing, rules of the RFC kept, errors after checking, events.
    expected = [f"0 1 0 {files[path.name].count(b'BEGIN:VEVENT')}" for path in paths]
    assert _libical(*paths) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"CALSCALE:", b"METHOD:PUBLISH\r\nCALSCALE:"),
        (b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\nCLASS:PUBLIC"),
        (b"TZID:Asia/Jakarta", b"COMMENT:x\r\nTZID:Asia/Jakarta"),
    ],
)
def test_libical_would_find_a_fault(tmp_path: Path, old: bytes, new: bytes) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_bytes(V1.replace(old, new, 1))
    assert _libical(bad) == ["0 0 1 6"]


@pytest.fixture
def khal(tmp_path: Path) -> partial[str]:
    """The command khal over an empty calendar of its own."""
    command = _client("khal")
    config = tmp_path / "khal.conf"
    (tmp_path / "duty").mkdir()
    config.write_text(
        f"[calendars]\n[[duty]]\npath = {tmp_path / 'duty'}\ntype = calendar\n"
        f"[default]\ndefault_calendar = duty\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Asia/Jakarta\ndefault_timezone = Asia/Jakarta\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    return partial(_run, command, "-c", str(config), home=tmp_path)


def _imported(khal: partial[str], data: bytes, folder: Path) -> list[str]:
    path = folder / "officer.ics"
    path.write_bytes(data)
    khal("import", "--batch", "-a", "duty", str(path))
    form = "{start-long} -> {end-long} | {title}"
    listed = khal("list", "--once", "--day-format", "", "--format", form, "2027-03-05", "9d")
    return [line for line in listed.splitlines() if line.strip()]


def test_khal_imports_and_updates_without_doubles(khal: partial[str], tmp_path: Path) -> None:
    assert sorted(_imported(khal, V1, tmp_path)) == [
        "2027-03-05 22:00 -> 2027-03-06 06:00 | malam",
        "2027-03-06 -> 2027-03-07 | siaga",
        "2027-03-08 13:00 -> 2027-03-08 16:00 | siang",
        "2027-03-09 13:00 -> 2027-03-09 16:00 | dicabut",
        # 07:00 WIT is 05:00 WIB, 07:00 WITA is 06:00 WIB.
        "2027-03-10 05:00 -> 2027-03-10 10:00 | jayapura",
        "2027-03-10 06:00 -> 2027-03-10 11:00 | makassar",
    ]
    assert sorted(_imported(khal, V2, tmp_path)) == [
        "2027-03-05 22:00 -> 2027-03-06 06:00 | malam",
        "2027-03-06 -> 2027-03-07 | siaga",
        "2027-03-08 08:00 -> 2027-03-08 11:00 | siang, dipindah",
        "2027-03-09 13:00 -> 2027-03-09 16:00 | DIBATALKAN: dicabut",
        "2027-03-10 05:00 -> 2027-03-10 10:00 | jayapura",
        "2027-03-10 06:00 -> 2027-03-10 11:00 | makassar",
        "2027-03-12 08:00 -> 2027-03-13 08:00 | penuh",
    ]


def test_khal_lists_an_officer_s_month(khal: partial[str], tmp_path: Path) -> None:
    files = dict(calendar_files(Publication(office(), roster(), "id", ISSUED)))
    path = tmp_path / "officer.ics"
    path.write_bytes(files["calendars/198709172016072046.ics"])
    khal("import", "--batch", "-a", "duty", str(path))
    form = "{start-long} | {title} | {location}"
    listed = khal("list", "--once", "--day-format", "", "--format", form, "2027-03-01", "3d")
    assert listed.splitlines() == [
        "2027-03-01 07:30 | Piket: Sesi pagi – Supervisor (Ruang Pelayanan Informasi Publik)"
        " | Ruang Pelayanan Informasi Publik, Gedung G lantai 1",
        "2027-03-03 06:00 | Piket: Sesi pagi – Front (Loket Makassar)"
        " | Loket Makassar, Jalan Contoh 5",
    ]


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which its file ``officer.ics`` is served."""
    folder = tmp_path / "feed"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}/officer.ics"
        server.shutdown()


def test_vdirsyncer_follows_the_feed(tmp_path: Path, feed: tuple[Path, str]) -> None:
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
    sync = partial(_run, _client("vdirsyncer"), "-c", str(config), home=tmp_path)

    def subscribed(data: bytes) -> dict[str, tuple[str, str, int, int]]:
        (folder / "officer.ics").write_bytes(data)
        sync("sync")
        found = {}
        for path in local.iterdir():
            (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
            found[path.name] = (
                str(event["SUMMARY"]),
                str(event["STATUS"]),
                int(event["SEQUENCE"]),
                len(event.walk("VALARM")),
            )
        return found

    (folder / "officer.ics").write_bytes(V1)
    sync("discover", answer="y\n" * 5)
    first = subscribed(V1)
    assert sorted(first.values()) == [
        ("dicabut", "CONFIRMED", 0, 2),
        ("jayapura", "CONFIRMED", 0, 2),
        ("makassar", "CONFIRMED", 0, 2),
        ("malam", "CONFIRMED", 0, 2),
        ("siaga", "CONFIRMED", 0, 0),
        ("siang", "CONFIRMED", 0, 2),
    ]
    second = subscribed(V2)
    assert sorted(second.values()) == [
        ("DIBATALKAN: dicabut", "CANCELLED", 1, 0),
        ("jayapura", "CONFIRMED", 0, 2),
        ("makassar", "CONFIRMED", 0, 2),
        ("malam", "CONFIRMED", 0, 2),
        ("penuh", "CONFIRMED", 0, 2),
        ("siaga", "CONFIRMED", 0, 0),
        ("siang, dipindah", "CONFIRMED", 1, 2),
    ]
    # This client names its files by content: those of the four unchanged events stay.
    assert len(first.items() & second.items()) == 4
    before = {path: path.stat().st_mtime_ns for path in local.iterdir()}
    assert subscribed(V2) == second
    assert {path: path.stat().st_mtime_ns for path in local.iterdir()} == before

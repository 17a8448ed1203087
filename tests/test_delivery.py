"""Mail and calendars taken to real servers on this machine."""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import icalendar
import pytest

sys.path.insert(0, str(Path(__file__).parent / "test_ledger"))
from ledger_office import ANI, CITRA, FRI_PM, ROSTER, WEDNESDAY, act, draft, put, without

from roster.delivery import CalendarServer, send_mails
from roster.ledger import Ledger, publish
from roster.ledger.calendars import entry_files
from roster.ledger.letters import mail_drafts

MOVED = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))


@pytest.fixture
def postbox() -> Iterator[tuple[str, list[Any]]]:
    """The address of a mail server, and what it was given; it refuses mail to Citra."""
    controller = pytest.importorskip("aiosmtpd.controller")
    taken: list[Any] = []

    class Box:
        async def handle_RCPT(  # noqa: N802 - the server calls it by this name
            self, server: Any, session: Any, envelope: Any, address: str, options: Any
        ) -> str:
            if address.startswith("citra"):
                return "550 no such box"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            taken.append(envelope)
            return "250 OK"

    running = controller.Controller(Box(), hostname="127.0.0.1", port=free_port())
    running.start()
    yield f"127.0.0.1:{running.port}", taken
    running.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_mails_reach_their_officers_and_a_refused_one_is_named(
    postbox: tuple[str, list[Any]], tmp_path: Path
) -> None:
    address, taken = postbox
    with Ledger(tmp_path / "l", create=True) as ledger:
        publish(ledger, draft(), act())
        version = publish(ledger, draft(MOVED, seen=1), act(WEDNESDAY))
    assert version is not None
    drafts = mail_drafts(version, ROSTER)
    assert set(drafts) == {"mail/ani.eml", "mail/citra.eml"}
    (failure,) = send_mails(drafts, address)
    assert failure.name == "mail/citra.eml"
    assert "no such box" in failure.reason
    (envelope,) = taken
    assert envelope.mail_from == "layanan@example.go.id"
    assert envelope.rcpt_tos == ["ani@example.go.id"]
    mail = message_from_bytes(envelope.content, policy=default)
    assert mail["X-Unsent"] is None
    assert mail["Subject"] == "Changes of the duty roster March 2027 (version 2)"
    calendar = mail.get_payload()[-1]  # type: ignore[index]
    found = icalendar.Calendar.from_ical(calendar.get_content())  # type: ignore[union-attr]
    assert [str(event["STATUS"]) for event in found.walk("VEVENT")] == ["CANCELLED"]


def test_a_mail_server_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="refused"):
        send_mails({}, f"127.0.0.1:{free_port()}")


@pytest.mark.parametrize("server", ["", ":25", "host:port"])
def test_what_is_no_mail_server_is_refused(server: str) -> None:
    with pytest.raises(ValueError, match="is no mail server"):
        send_mails({}, server)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """The address of a calendar server for the user ``office``."""
    pytest.importorskip("radicale")
    port = free_port()
    config = tmp_path / "radicale.conf"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = owner_only\n"
        f"[storage]\nfilesystem_folder = {tmp_path / 'collections'}\n[logging]\nlevel = error\n"
    )
    with subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)]) as server:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://office:secret@127.0.0.1:{port}/office/"
        finally:
            server.terminate()


def read(address: str, calendar: str) -> dict[str, tuple[str, int]]:
    """What a calendar server holds: status and number of each entry, by UID."""
    head, _, tail = address.partition("office:secret@")
    request = urllib.request.Request(f"{head}{tail}{calendar}/")
    token = base64.b64encode(b"office:secret").decode()
    request.add_header("Authorization", f"Basic {token}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        found = icalendar.Calendar.from_ical(answer.read())
    return {
        str(event["UID"]): (str(event["STATUS"]), int(event["SEQUENCE"]))
        for event in found.walk("VEVENT")
    }


def test_a_calendar_server_follows_two_versions(radicale: str, tmp_path: Path) -> None:
    seen = []
    with Ledger(tmp_path / "l", create=True) as ledger:
        for number, roster in enumerate((ROSTER, MOVED)):
            at = act() if not number else act(WEDNESDAY)
            version = publish(ledger, draft(roster, seen=number), at)
            assert version is not None
            with CalendarServer(radicale) as server:
                for calendar, entries in entry_files(version.entries, "en").items():
                    assert server.put(calendar, entries) == ()
            seen.append(read(radicale, "ani"))
    first, second = seen
    assert sorted(first.values()) == [("CONFIRMED", 0)] * 3
    assert set(first) == set(second)
    assert sorted(second.values()) == [("CANCELLED", 1), ("CONFIRMED", 0), ("CONFIRMED", 0)]
    assert sorted(read(radicale, "citra").values()) == [("CONFIRMED", 0)] * 2


def test_what_a_calendar_server_refuses_is_named(radicale: str) -> None:
    foreign = radicale.replace("/office/", "/somebody/")
    with CalendarServer(foreign) as server:
        (failure,) = server.put("ani", [("uid", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")])
    assert failure.name == "ani/uid"
    assert failure.reason.startswith("409")


@pytest.mark.parametrize("address", ["", "ftp://host/", "host/path", "https:///x"])
def test_what_is_no_calendar_server_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no address of a calendar server"):
        CalendarServer(address)

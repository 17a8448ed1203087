"""Mails about changes: their parts, their heads, and names that try to break them."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_office import export_pair

from roster.exports.itip import Address, message
from roster.exports.mail import Letter, draft

AT = datetime(2027, 2, 27, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
SENDER = Address("layanan@example.go.id", "Ruang Pelayanan, Gedung G")
AWKWARD = 'Budi "#1" $x$ <b>, S.H.\nBcc: a@b.c مكتب 🚪'
TO = Address("budi@example.go.id", AWKWARD)
EVENTS = export_pair()[1]
LETTER = Letter(
    "office\x1f2\x1fbudi", "Perubahan\njadwal", ("Tidak lagi <bertugas>: Senin",), EVENTS
)


def parsed(letter: Letter = LETTER) -> EmailMessage:
    mail = message_from_bytes(draft(letter, SENDER, TO, AT, "id"), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_the_parts_are_text_html_and_last_the_calendar() -> None:
    mail = parsed()
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    *_, calendar = mail.iter_parts()
    assert calendar["Content-Type"].params["method"] == "PUBLISH"
    assert calendar.get_content_disposition() is None
    found = icalendar.Calendar.from_ical(calendar.get_content())
    assert str(found["METHOD"]) == "PUBLISH"
    assert len(found.walk("VEVENT")) == len(EVENTS)


def test_the_heads_name_sender_and_officer_and_nobody_else() -> None:
    mail = parsed()
    assert [a.addr_spec for a in mail["From"].addresses] == [SENDER.mail]
    assert [a.addr_spec for a in mail["To"].addresses] == [TO.mail]
    # Python 3.11 reads a blank too many between two encoded words.
    shown = mail["To"].addresses[0].display_name.split()
    assert shown == AWKWARD.split()
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Perubahan jadwal"
    assert mail["X-Unsent"] == "1"
    assert mail["Date"].datetime == AT


def test_markup_in_words_is_only_words() -> None:
    text, html, _ = parsed().iter_parts()
    assert "- Tidak lagi <bertugas>: Senin" in text.get_content()
    assert "<li>Tidak lagi &lt;bertugas&gt;: Senin</li>" in html.get_content()
    assert "$x$ &lt;b&gt;" in html.get_content()


def test_the_same_letter_has_the_same_bytes_and_name_and_another_has_another() -> None:
    again = draft(LETTER, SENDER, TO, AT, "id")
    assert again == draft(LETTER, SENDER, TO, AT, "id")
    other = Letter("office\x1f3\x1fbudi", "x", ("y",), ())
    assert parsed(other)["Message-ID"] != parsed()["Message-ID"]
    assert [part.get_content_type() for part in parsed(other).iter_parts()] == [
        "text/plain",
        "text/html",
    ]


def test_every_line_of_a_mail_is_short_ascii_with_crlf() -> None:
    content = draft(LETTER, SENDER, TO, AT, "id")
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("text", ["", "budi", "budi@", "a b@c", "x@y\nBcc: z@w", "<x@y>"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no mail address"):
        Address(text)


def test_a_request_holds_one_entry() -> None:
    with pytest.raises(ValueError, match="a REQUEST holds one entry, not 7"):
        message(EVENTS, "REQUEST", SENDER, TO, "id")


def test_what_is_cancelled_is_not_requested_nor_the_other_way_round() -> None:
    gone = [event for event in EVENTS if event.cancelled]
    live = [event for event in EVENTS if not event.cancelled][:1]
    with pytest.raises(ValueError, match="REQUEST cannot tell of an entry that is CANCELLED"):
        message(gone, "REQUEST", SENDER, TO, "id")
    with pytest.raises(ValueError, match="CANCEL cannot tell of an entry that is CONFIRMED"):
        message(live, "CANCEL", SENDER, TO, "id")

"""What a calendar entry says: titles and notes, in the reader's language.

The notes tell of one's own duty and of the names of those who share it; never of a personnel
number, nor of anybody's absence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from roster.exports.words import period
from roster.model import Duty, Problem, Room
from roster.model.language import hours, long_date, say
from roster.model.wording import counted


def post_name(post: str) -> str:
    """A post as readers see it: ``front_office`` is ``Front office``."""
    words = post.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def session_title(duty: Duty) -> str:
    """A session's name, or its id where it has none."""
    return duty.session_name or duty.session


def room_title(room: Room) -> str:
    """A room's name, or its id where it has none."""
    return room.name or room.id


def location(room: Room) -> str:
    """Where to go: the room and its place."""
    return ", ".join(part for part in (room.name, room.place) if part) or room.id


def duty_summary(duty: Duty, room: Room, language: str) -> str:
    """``Piket: Sesi pagi – Supervisor (Ruang Pelayanan)``."""
    word = say(language, id="Piket", en="Duty")
    title = f"{word}: {session_title(duty)}"
    if duty.post:
        title += f" – {post_name(duty.post)}"
    return f"{title} ({room_title(room)})"


def when(duty: Duty, room: Room, language: str) -> str:
    """``Senin, 1 Maret 2027, 07.30–12.00 WIB``, with the day of the end if it is another."""
    zone = ZoneInfo(room.timezone)
    start, end = duty.start.astimezone(zone), duty.end.astimezone(zone)
    text = f"{long_date(start, language)}, {hours(start, end, room.timezone, language)}"
    if end.date() == start.date():
        return text
    ends = say(language, id="selesai", en="ends")
    return f"{text} ({ends} {long_date(end, language)})"


def duty_notes(
    problem: Problem, duty: Duty, room: Room, colleagues: Sequence[str], language: str
) -> str:
    """The notes of an officer's duty; ``colleagues`` are the names of the others there."""
    alone = say(language, id="tidak ada", en="nobody")
    rows = [
        (say(language, id="Tugas", en="Post"), post_name(duty.post)),
        (say(language, id="Sesi", en="Session"), session_title(duty)),
        (say(language, id="Waktu", en="Time"), when(duty, room, language)),
        (say(language, id="Tempat", en="Place"), location(room)),
        (say(language, id="Kantor", en="Office"), problem.setting("office")),
        (say(language, id="Bersama Anda", en="With you"), "; ".join(colleagues) or alone),
        (
            say(language, id="Bila berhalangan, beri tahu", en="If you cannot come, tell"),
            contact(problem, language),
        ),
        (
            say(language, id="Jadwal", en="Roster"),
            period(problem.first, problem.last, language),
        ),
    ]
    return "\n".join(f"{label}: {text}" for label, text in rows if text)


def contact(problem: Problem, language: str) -> str:
    """Whom to tell of an absence: the setting ``contact``, else ``signatory``."""
    return (
        problem.setting("contact")
        or problem.setting("signatory")
        or say(language, id="penanggung jawab jadwal", en="the planner of the roster")
    )


def session_summary(posts: Mapping[Duty, Sequence[str]], room: Room, language: str) -> str:
    """``Sesi pagi (Ruang Pelayanan): 1 tempat kosong``."""
    title = f"{session_title(next(iter(posts)))} ({room_title(room)})"
    empty = sum(max(0, duty.ideal - len(names)) for duty, names in posts.items())
    return f"{title}: {_empty_places(empty, language)}" if empty else title


def session_notes(
    problem: Problem, posts: Mapping[Duty, Sequence[str]], room: Room, language: str
) -> str:
    """Who serves at each post of a session, and which places are empty."""
    rows = [when(next(iter(posts)), room, language)]
    for duty, names in posts.items():
        words = list(names)
        if empty := max(0, duty.ideal - len(names)):
            words.append(_empty_places(empty, language, below=len(names) < duty.min))
        if words:
            rows.append(f"{post_name(duty.post) or session_title(duty)}: {'; '.join(words)}")
    for label, text in (
        (say(language, id="Kantor", en="Office"), problem.setting("office")),
        (say(language, id="Jadwal", en="Roster"), period(problem.first, problem.last, language)),
    ):
        if text:
            rows.append(f"{label}: {text}")
    return "\n".join(rows)


def _empty_places(count: int, language: str, *, below: bool = False) -> str:
    text = say(
        language,
        id=f"{count} tempat kosong",
        en=counted(count, "empty place", "empty places"),
    )
    return f"{text} ({say(language, id='di bawah minimum', en='below minimum')})" if below else text


def free_summary(problem: Problem, language: str) -> str:
    """The title for an officer without duty: ``Tidak ada piket: Maret 2027``."""
    word = say(language, id="Tidak ada piket", en="No duty")
    return f"{word}: {period(problem.first, problem.last, language)}"


def free_notes(problem: Problem, language: str) -> str:
    """The notes for an officer without duty; they give no reason."""
    months = period(problem.first, problem.last, language)
    text = say(
        language,
        id=f"Anda tidak bertugas menurut jadwal {months}.",
        en=f"The roster of {months} has no duty for you.",
    )
    office = problem.setting("office")
    return f"{text}\n{say(language, id='Kantor', en='Office')}: {office}" if office else text

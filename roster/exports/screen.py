"""A page for the screen of a room: who serves now and next, chosen by the screen's own clock."""

from __future__ import annotations

from collections.abc import Iterable

from roster.exports.words import post_name, sentence
from roster.model import Duty
from roster.model.language import clock, long_date, say


def screen(servings: Iterable[tuple[Duty, tuple[str, ...]]], title: str, language: str) -> str:
    """A page of its own, with no request to anywhere, that tells names and posts alone.

    ``servings`` are the duties of today and of some days to come, with the names of those on
    them. The page changes by itself from session to session, and is loaded again every ten
    minutes, in case the roster was published anew.
    """
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("roster.exports"), autoescape=True, trim_blocks=True
    )
    rows = [
        {
            "start": int(duty.utc[0]),
            "end": int(duty.utc[1]),
            "room": duty.room,
            "when": f"{long_date(duty.day, language)}, "
            f"{clock(duty.start, language)}–{clock(duty.end, language)}",
            "post": sentence(post_name(duty.post)),
            "names": ", ".join(names),
        }
        for duty, names in servings
    ]
    return environment.get_template("today.html.j2").render(
        language=language,
        title=title,
        rows=rows,
        sections=[
            {"id": "now", "title": say(language, id="Bertugas sekarang", en="On duty now")},
            {"id": "next", "title": say(language, id="Berikutnya", en="Next")},
        ],
        nobody=say(language, id="Tidak ada.", en="Nobody."),
    )

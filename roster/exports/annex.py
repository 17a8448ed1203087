"""The annex of the decree (*Lampiran Keputusan*) and a wall sheet for each week, as PDF."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from roster.errors import InputError, Issue
from roster.exports.edition import Edition
from roster.exports.plan import DOTS, Plan
from roster.exports.words import by_unit, period, sentence
from roster.exports.words import post_name as words_of
from roster.model import Problem, Roster
from roster.model.language import MONTHS, say


def annex_pdf(
    problem: Problem, roster: Roster, language: str, edition: Edition | None = None
) -> bytes:
    """The bytes of ``roster.pdf``; the same input gives the same bytes.

    The personnel numbers of the officers stand in the list of the annex, as a decree has
    them, and nowhere else. Raises InputError if typst, the extra ``pdf``, is not installed.
    """
    try:
        import typst
    except ImportError as fault:
        raise InputError([_not_installed(language)]) from fault
    data = Annex(problem, roster, language, edition).data()
    template = files("roster.exports").joinpath("templates/annex.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
    )
    return made


def _not_installed(language: str) -> Issue:
    return Issue(
        "roster.pdf",
        say(language, id="typst belum terpasang", en="typst is not installed"),
        advice=say(
            language,
            id="Pasang dengan pip install 'duty-roster[pdf]'",
            en="Install it with pip install 'duty-roster[pdf]'",
        ),
    )


@dataclass(frozen=True)
class Annex:
    """The contents of the annex and the wall sheets, ready to be set."""

    problem: Problem
    roster: Roster
    language: str
    edition: Edition | None

    def data(self) -> dict[str, Any]:
        """Everything that the template needs: words and lists, no markup."""
        problem, office = self.problem, self.office
        plan = Plan(problem, self.roster, self.language)
        when = period(problem.first, problem.last, self.language)
        title = self.say(id="Jadwal Piket", en="Duty Roster")
        return {
            "language": self.language,
            "office": office,
            "title": f"{title} {office} {when}",
            "words": self.words(),
            "letterhead": _lines(problem.setting("letterhead")) or [office],
            "decree": self.decree(),
            "heading": [
                self.say(id="Daftar Petugas dan Jadwal Piket", en="Officers and Duty Roster"),
                office,
                self.say(id=f"Periode {when}", en=when),
            ],
            "officers": self.officers(),
            "rooms": [plan.table(room) for room in plan.rooms],
            "remarks": self.remarks(),
            "signature": self.signature(),
            "footer": self.footer(when),
            "sheets": [plan.sheet(room, day) for day in plan.mondays for room in plan.rooms],
        }

    def say(self, *, id: str, en: str) -> str:
        """The text in the language of the document."""
        return say(self.language, id=id, en=en)

    @property
    def office(self) -> str:
        """What the office is called."""
        return self.problem.setting("office") or self.problem.name

    def words(self) -> dict[str, str]:
        """The fixed words of the template."""
        both = {
            "annex": ("Lampiran", "Annex"),
            "number": ("Nomor", "Number"),
            "date": ("Tanggal", "Date"),
            "about": ("Tentang", "About"),
            "officers": ("Daftar petugas", "Officers"),
            "day": ("Hari, tanggal", "Day, date"),
            "session": ("Sesi", "Session"),
            "page": ("Halaman", "Page"),
            "of": ("dari", "of"),
            "laid": ("Ditetapkan di", "Laid down in"),
            "dated": ("pada tanggal", "on"),
        }
        return {key: self.say(id=one, en=other) for key, (one, other) in both.items()}

    def decree(self) -> dict[str, str]:
        """Name, number and date of the decree; dots where they are not known yet."""
        own = self.problem.setting("decree")
        name, _, number = own.partition(" Nomor ")
        given = self.edition.decree if self.edition else ""
        if given:
            other, _, rest = given.partition(" Nomor ")
            name, number = (other, rest) if rest else (name, given)
        return {
            "name": name or self.say(id=f"Keputusan {self.signatory[0]}", en="Decree"),
            "number": number or DOTS,
            "date": self.decree_date,
            "about": self.say(
                id=f"Penetapan petugas dan jadwal piket {self.office}",
                en=f"Officers and duty roster of {self.office}",
            ),
        }

    @property
    def decree_date(self) -> str:
        """The date of the decree in words: the book's own, else dots to fill in by hand."""
        told = self.problem.setting("decree_date").strip()
        try:
            return self.day(date.fromisoformat(told))
        except ValueError:
            return told or DOTS

    @property
    def signatory(self) -> tuple[str, str]:
        """Office and name of the one who signs, which a semicolon parts in the setting."""
        title, _, name = self.problem.setting("signatory").partition(";")
        return title.strip(), name.strip()

    def day(self, day: date) -> str:
        """``1 Maret 2027``."""
        return f"{day.day} {MONTHS[self.language][day.month - 1]} {day.year}"

    def officers(self) -> dict[str, Any]:
        """The list of officers with number, unit and role, in the order of units."""
        head = self.say(
            id="No.|Nama|NIP|Unit kerja|Kedudukan",
            en="No.|Name|Personnel number|Unit|Role",
        ).split("|")
        rows = []
        for place, officer in enumerate(by_unit(self.problem), 1):
            unit = self.problem.unit.get(officer.unit)
            rows.append(
                [
                    f"{place}.",
                    officer.name or officer.id,
                    grouped(officer.id),
                    (unit.name if unit else "") or officer.unit,
                    self.role(officer.id),
                ]
            )
        return {"head": head, "rows": rows}

    def role(self, officer: str) -> str:
        """The posts that an officer fills in the roster, else those that the officer can."""
        posts = dict.fromkeys(duty.post for duty in self.roster.duties(officer))
        known = self.problem.officer[officer].certificates
        found = posts or dict.fromkeys(held.competency for held in known)
        told = ", ".join(words_of(name) for name in sorted(found) if name)
        return sentence(told) or self.say(id="Petugas", en="Officer")

    def remarks(self) -> list[str]:
        """What the annex says beneath its tables."""
        contact = self.problem.setting("contact")
        told = [
            self.say(
                id=f"Petugas yang berhalangan memberi tahu {contact}.",
                en=f"Officers who cannot come tell {contact}.",
            )
            if contact
            else "",
        ]
        return [text for text in told if text]

    def signature(self) -> dict[str, str]:
        """The block beneath the annex; dots where something is to be filled in by hand."""
        title, name = self.signatory
        return {
            "place": self.problem.setting("place") or DOTS,
            "date": self.decree_date,
            "title": title or self.say(id="Pejabat yang menetapkan", en="Signatory"),
            "name": name or DOTS,
            "nip": grouped(self.problem.setting("signatory_nip")),
        }

    def footer(self, when: str) -> str:
        """What stands at the foot of each page: office, period and version."""
        draft = self.say(id="rancangan", en="draft")
        told = self.edition.title(self.problem, self.language) if self.edition else draft
        parts = (self.office, when, told)
        return " · ".join(part for part in parts if part)


def grouped(number: str) -> str:
    """A personnel number of 18 digits as it is printed: ``19870917 201607 2 046``."""
    if not re.fullmatch(r"\d{18}", number):
        return number
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"


def _lines(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]

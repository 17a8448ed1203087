"""What rules are called: by name, with what tells one row of the book from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from roster.model.language import say
from roster.model.problem import Problem
from roster.model.rule import Rule

# Rules of an outside pack are shown by their code.
RULES = {
    "one_place": ("Satu tempat pada satu waktu", "One place at a time"),
    "competence": ("Kompetensi yang berlaku", "Valid competence"),
    "leave": ("Cuti dan ketidakhadiran", "Leave and absence"),
    "pins": ("Penempatan yang ditetapkan", "Decisions taken beforehand"),
    "max_duties": ("Batas jumlah tugas", "Limit on duties"),
    "min_duties": ("Jumlah tugas minimum", "Least number of duties"),
    "max_hours": ("Batas jam tugas", "Limit on hours"),
    "min_hours": ("Jam tugas minimum", "Least hours"),
    "rest_days": ("Hari jeda antartugas", "Rest days between duties"),
    "rest_hours": ("Jam istirahat antartugas", "Hours of rest between duties"),
    "run_length": ("Hari tugas berturut-turut", "Days at work in a row"),
    "days_off": ("Hari bebas berturut-turut", "Free days in a row"),
    "succession": ("Urutan sesi", "What may follow what"),
    "patterns": ("Urutan yang dihindari", "Unwanted sequences"),
    "weekends": ("Akhir pekan", "Weekends"),
    "rhythm": ("Irama tugas yang tetap", "A steady rhythm"),
    "handover": ("Sesi yang berdampingan", "Adjoining sessions"),
    "unit_limits": ("Batas per unit kerja", "Limits per unit"),
    "leave_cap": ("Batas petugas unit yang pergi", "Limit on a unit's absences"),
    "together": ("Didampingi", "Trainee with mentor"),
    "apart": ("Tidak bersama", "Kept apart"),
    "mix": ("Susunan petugas tiap sesi", "Who is in each session"),
    "variety": ("Pasangan yang berganti", "No fixed pairs"),
    "coverage": ("Keterisian tempat", "Coverage of places"),
    "alternative_skill": ("Pengganti tanpa kompetensi", "Standing in without the competency"),
    "fair_share": ("Pemerataan antarpetugas", "Fair share among officers"),
    "unit_share": ("Pemerataan antarunit", "Fair share among units"),
    "requests": ("Keinginan petugas", "Officers' wishes"),
    "few_changes": ("Sedikit perubahan", "Few changes"),
}

DETAILS = {
    "to=min": ("hingga minimum", "to the minimum"),
    "to=ideal": ("hingga ideal", "to the ideal"),
    "of=duties": ("jumlah tugas", "number of duties"),
    "of=session": ("per sesi", "by session"),
    "of=weekday": ("per hari", "by weekday"),
    "of=nights": ("tugas malam", "nights"),
    "of=weekends": ("akhir pekan", "weekends"),
    "of=fridays": ("hari Jumat", "Fridays"),
    "of=holidays": ("hari libur", "holidays"),
    "of=hours": ("jam tugas", "hours"),
}


def rule_title(code: str, language: str) -> str:
    """A rule's name for readers; the code itself for a rule not known here."""
    title = RULES.get(code)
    return say(language, id=title[0], en=title[1]) if title else code


def parameters(rule: Rule) -> dict[str, bool | int | str]:
    """A rule's parameters that are set, by name; values of other types become text."""
    if not is_dataclass(rule):
        return {}
    values = {f.name: getattr(rule, f.name) for f in fields(rule)}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", ())}


def _plain(value: Any) -> bool | int | str:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(str, value)))
    return str(value)


def parameter_text(rule: Rule) -> str:
    """A rule's parameters as the book writes them: ``per=week; limit=2``."""
    return "; ".join(parameter_marks(rule))


def parameter_marks(rule: Rule) -> list[str]:
    """Each parameter that is set, as the book writes it: ``per=week``."""
    told = ((name, value) for name, value in parameters(rule).items() if value is not False)
    return [f"{name}={value}" for name, value in told]


def rule_label(rule: Rule, language: str) -> str:
    """A rule's name and what tells it from others of its kind: ``Keterisian: hingga ideal``."""
    return named(rule.code, (f"{name}={v}" for name, v in parameters(rule).items()), language)


def named(code: str, marks: Iterable[str], language: str) -> str:
    """A rule's name and those of its parameters (``to=ideal``) that have a name of their own."""
    title = rule_title(code, language)
    details = [say(language, id=DETAILS[m][0], en=DETAILS[m][1]) for m in marks if m in DETAILS]
    return f"{title}: {', '.join(details)}" if details else title


@dataclass(frozen=True)
class Row:
    """A row of the rules as it is told: its priority, code, parameters as written, and officers."""

    priority: int
    code: str
    marks: tuple[str, ...]
    applies_to: str = ""


def priority_names(problem: Problem, language: str) -> dict[int, str]:
    """The rules of each priority by name, no two rows named alike that differ."""
    rows = [
        Row(use.priority, use.name, tuple(parameter_marks(use.rule)), use.applies_to)
        for use in problem.rules
        if use.priority is not None
    ]
    return by_priority(rows, language)


def row_names(rows: Sequence[Row], language: str) -> list[str]:
    """The name of each row; where rows that differ share one, with all that they ask."""
    names = [named(row.code, row.marks, language) for row in rows]
    distinct = {(name, row.marks, row.applies_to) for name, row in zip(names, rows, strict=True)}
    shared = Counter(name for name, _, _ in distinct)
    told = []
    for row, name in zip(rows, names, strict=True):
        rest = [mark for mark in (*row.marks, row.applies_to) if mark and mark not in DETAILS]
        told.append(f"{name} ({'; '.join(rest)})" if shared[name] > 1 and rest else name)
    return told


def by_priority(rows: Sequence[Row], language: str) -> dict[int, str]:
    """The rows of each priority by name."""
    found: dict[int, dict[str, None]] = {}
    for row, name in zip(rows, row_names(rows, language), strict=True):
        found.setdefault(row.priority, {})[name] = None
    return {priority: "; ".join(told) for priority, told in sorted(found.items())}

"""From changes as written to scenarios: combined by ``with``, and one for each value of a range.

A value ``30..45`` stands for every whole number between (``30..45/5`` for every fifth), and
``16:00|17:00`` for each of the values; several of them make every combination. The values of texts
and of rules' parameters are taken as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.words import nearest
from roster.scenario.fields import kind_of
from roster.scenario.spec import Spec

BASE = "base"
"""The book as it stands; every comparison has it first."""

MOST = 1000
NUMBERS = re.compile(r"([+-]?\d{1,6})(%?)\.\.([+-]?\d{1,6})(%?)(?:/(\d{1,6})%?)?")
RANGED = ("integer", "number", "strength", "parameter")
WHOLE = ("text", "pairs")


@dataclass(frozen=True)
class Scenario:
    """A what-if with one value for everything; ``changes`` are made in order."""

    name: str
    title: str = ""
    changes: tuple[Spec, ...] = ()

    @property
    def slug(self) -> str:
        """The name as a folder may be called."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.casefold()).strip("-")


def expand(specs: Sequence[Spec], report: Report) -> tuple[Scenario, ...]:
    """The scenarios that changes make, in order of first mention; faults are reported."""
    written: dict[str, list[Spec]] = {}
    for spec in specs:
        written.setdefault(spec.scenario, []).append(spec)
    found: list[Scenario] = []
    for name, changes in written.items():
        if name.casefold() == BASE:
            report.error(
                changes[0].at("scenario"),
                Text(f"nama {BASE} sudah berarti buku apa adanya", f"{BASE} means the book itself"),
                advice=Text("Pilih nama lain.", "Choose another name."),
            )
            continue
        title = next((spec.title for spec in changes if spec.title), "")
        found += _variants(name, title, _flat(changes, written, (name,), report), report)
    _refuse_clashes(found, written, report)
    return (Scenario(BASE), *found)


def _flat(
    changes: Iterable[Spec],
    written: Mapping[str, list[Spec]],
    within: tuple[str, ...],
    report: Report,
) -> list[Spec]:
    """The changes with those of other scenarios in place of ``with``."""
    found = []
    for spec in changes:
        if spec.change != "with":
            found.append(spec)
            continue
        for name in _named(spec, report):
            where = spec.at("values", "scenario")
            if name not in written:
                report.error(
                    where,
                    Text(
                        f"skenario {shown(name)} tidak dikenal", f"unknown scenario {shown(name)}"
                    ),
                    advice=did_you_mean(nearest(name, written)),
                )
            elif name in within:
                chain = " -> ".join((*within, name))
                report.error(where, Text(f"berputar: {chain}", f"goes in a circle: {chain}"))
            else:
                found += _flat(written[name], written, (*within, name), report)
    return found


def _named(spec: Spec, report: Report) -> list[str]:
    """The scenarios that ``with`` names."""
    given = dict(spec.values)
    names = re.split(r"[;,]", given.pop("scenario", ""))
    if given or spec.where or not any(name.strip() for name in names):
        report.error(
            spec.at("values"),
            Text("with tanpa nama skenario", "with needs the names of scenarios alone"),
            Text("scenario=nama, nama", "scenario=name, name"),
        )
    return [name.strip() for name in names if name.strip()]


def _variants(name: str, title: str, changes: list[Spec], report: Report) -> list[Scenario]:
    """One scenario for every combination of the values that ranges stand for."""
    choices = [
        [(number, key, value) for value in alternatives(spec, key, text)]
        for number, spec in enumerate(changes)
        for key, text in spec.values
    ]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST:
        report.error(
            changes[0].at("scenario"),
            Text(f"{count} kombinasi", f"{count} combinations"),
            Text(f"paling banyak {MOST}", f"at most {MOST}"),
        )
        return []
    several = {(c[0][0], c[0][1]) for c in choices if len(c) > 1}
    found = []
    for combination in product(*choices):
        values: dict[int, list[tuple[str, str]]] = {}
        for number, key, value in combination:
            values.setdefault(number, []).append((key, value))
        told = ", ".join(f"{key}={value}" for n, key, value in combination if (n, key) in several)
        made = tuple(
            replace(spec, values=tuple(values.get(number, ())))
            for number, spec in enumerate(changes)
        )
        full = f"{title} ({told})" if told and title else title
        found.append(Scenario(f"{name} {told}".strip(), full, made))
    return found


def alternatives(spec: Spec, key: str, text: str) -> list[str]:
    """Every value that one text stands for."""
    kind = kind_of(spec, key)
    if kind in WHOLE:
        return [text]
    found: list[str] = []
    for part in [text] if kind == "parameter" else text.split("|"):
        span = NUMBERS.fullmatch(part.strip()) if kind in RANGED else None
        if span is None:
            found.append(part.strip())
            continue
        first, last, step = int(span[1]), int(span[3]), int(span[5] or 1)
        numbers = range(first, last + 1, step) if step else range(0)
        sign = "+" if span[1].startswith("+") else ""
        found += [f"{sign if n > 0 else ''}{n}{span[2] or span[4]}" for n in numbers] or [part]
    return list(dict.fromkeys(found))


def _refuse_clashes(
    found: Iterable[Scenario], written: Mapping[str, list[Spec]], report: Report
) -> None:
    """Report names that would be one folder, or none."""
    seen: dict[str, str] = {BASE: BASE}
    for scenario in found:
        other = seen.setdefault(scenario.slug, scenario.name)
        if other != scenario.name or not scenario.slug:
            where = scenario.changes[0].at("scenario") if scenario.changes else ""
            name = shown(scenario.name)
            report.error(
                where,
                Text(f"nama {name} tidak cukup berbeda", f"the name {name} is not distinct enough"),
                Text("huruf dan angka sendiri", "letters and digits of its own"),
            )

"""What changed, in words, for each officer whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roster.amendment import Change
from roster.exports.words import people
from roster.model import Problem
from roster.model.language import say
from roster.model.wording import duty_name, listing


def notes(
    changes: Iterable[Change], problem: Problem, language: str
) -> Mapping[str, tuple[str, ...]]:
    """For each officer a sentence for each change of the officer's own duties, in order of time.

    Others are named as those who take over a duty or gave it up, never with a reason.
    """
    names = people(problem)
    found: dict[str, list[str]] = {}
    for change in changes:
        where = duty_name(change.duty, problem, language)
        off, on = (
            listing([names.get(who, who) for who in side], language) if side else ""
            for side in (change.off, change.on)
        )
        by = say(language, id=f" Digantikan oleh {on}.", en=f" {on} will serve.") if on else ""
        of = say(language, id=f" Menggantikan {off}.", en=f" In place of {off}.") if off else ""
        for side, id_text, en_text in (
            (change.off, f"Tidak lagi bertugas: {where}.{by}", f"No longer on duty: {where}.{by}"),
            (change.on, f"Bertugas: {where}.{of}", f"On duty: {where}.{of}"),
            (change.moved, f"Jam tugas berubah: {where}.", f"Other hours: {where}."),
        ):
            for who in side:
                found.setdefault(who, []).append(say(language, id=id_text, en=en_text))
    return {who: tuple(found[who]) for who in sorted(found)}


def notes_text(changes: Iterable[Change], problem: Problem, language: str) -> str:
    """The notes of all officers, a paragraph each, to be sent to each of them."""
    names = people(problem)
    told = notes(changes, problem, language)
    return "\n\n".join("\n".join([names.get(who, who), *lines]) for who, lines in told.items()) + (
        "\n" if told else ""
    )

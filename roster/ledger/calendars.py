"""Calendar files of entries as a ledger has them: by officer and room, or one by one."""

from __future__ import annotations

from collections.abc import Iterable

from roster.exports.calendars import FOLDER, Publication
from roster.exports.ics_names import file_stems
from roster.ledger.records import OFFICER, ROOM, Placed


def calendar_files(
    publication: Publication, entries: Iterable[Placed]
) -> Iterable[tuple[str, bytes]]:
    """The calendars of entries, cancelled ones too: path in the output folder, and content."""
    from roster.exports.ics_write import render

    files: dict[tuple[str, str], list[Placed]] = {}
    for entry in entries:
        files.setdefault((entry.kind, entry.owner), []).append(entry)
    officers = dict.fromkeys(publication.problem.officer)
    officers |= dict.fromkeys(owner for kind, owner in files if kind == OFFICER)
    stems = {(OFFICER, owner): stem for owner, stem in file_stems(officers).items()}
    rooms = file_stems(owner for kind, owner in files if kind == ROOM)
    stems |= {(ROOM, owner): f"room-{stem}" for owner, stem in rooms.items()}
    for key, own in sorted(files.items()):
        content = render(
            (entry.event for entry in own),
            _title(publication, key, own[0].title),
            publication.language,
            timezone=publication.timezone,
        )
        yield f"{FOLDER}/{stems[key]}.ics", content


def entry_files(entries: Iterable[Placed], language: str) -> dict[str, list[tuple[str, bytes]]]:
    """For each officer every entry as a file of its own, as calendar servers want them."""
    from roster.exports.ics_write import render

    found: dict[str, list[tuple[str, bytes]]] = {}
    for entry in entries:
        if entry.kind == OFFICER:
            content = render([entry.event], entry.title, language)
            found.setdefault(entry.owner, []).append((entry.event.uid, content))
    stems = file_stems(found)
    return {stems[owner]: own for owner, own in sorted(found.items())}


def _title(publication: Publication, key: tuple[str, str], before: str) -> str:
    kind, owner = key
    if kind == OFFICER and owner in publication.problem.officer:
        return publication.officer_title(owner)
    if kind == ROOM and owner in publication.rooms:
        return publication.room_title(owner)
    return before

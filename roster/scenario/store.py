"""The folder of a sweep: each finished case whole or not at all, and found again by its key."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roster.errors import InputError, Issue
from roster.model.language import say
from roster.scenario.case import Answer, Case

MARK = "sweep.json"
"""The file by which a folder is known to be that of a sweep."""

RESULT, ROSTER = "result.json", "roster.csv"


@dataclass(frozen=True)
class Store:
    """Where the outcomes of a sweep are kept; :func:`open_store` makes one."""

    folder: Path

    def find(self, case: Case) -> dict[str, Any] | None:
        """The facts of a case that is finished already, or None.

        A result counts only with its key and, where it has a roster, with the roster.
        """
        place = self.folder / case.path
        try:
            facts: dict[str, Any] = json.loads((place / RESULT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(facts, dict) or facts.get("key") != case.key:
            return None
        if "measures" in facts and not (place / ROSTER).is_file():
            return None
        return facts

    def keep(self, case: Case, answer: Answer) -> None:
        """Write what became of a case: the roster first, then the result that vouches for it."""
        place = self.folder / case.path
        place.mkdir(parents=True, exist_ok=True)
        (place / RESULT).unlink(missing_ok=True)
        if answer.roster:
            write_whole(place / ROSTER, answer.roster.encode())
        else:
            (place / ROSTER).unlink(missing_ok=True)
        text = json.dumps(answer.facts, ensure_ascii=False, indent=1) + "\n"
        write_whole(place / RESULT, text.encode())


def open_store(folder: Path, about: dict[str, Any], language: str) -> Store:
    """The store in a folder, which is made if need be.

    Raises InputError if the folder holds anything but an earlier sweep.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise InputError([_foreign(folder, say(language, id="sebuah berkas", en="a file"))])
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
            found = say(language, id="folder yang berisi hal lain", en="a folder of other things")
            raise InputError([_foreign(folder, found)])
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / MARK, (json.dumps(about, indent=1) + "\n").encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            [
                Issue(
                    str(folder),
                    say(
                        language,
                        id=f"tidak dapat ditulis ({reason})",
                        en=f"cannot be written ({reason})",
                    ),
                )
            ]
        ) from error
    return Store(folder)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and bring it in by rename."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _foreign(folder: Path, found: str) -> Issue:
    return Issue(
        str(folder),
        found,
        "a new folder, an empty one, or an earlier sweep",
        "Name another folder with --out; nothing was written",
    )

"""The output folder: whole or not at all, and never at the cost of anybody else's file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from roster.errors import InputError, Issue
from roster.model.language import reason, say

MARK = "result.json"
"""The file by which a folder is known to be an earlier output."""

OWN = (
    MARK,
    "certificate.html",
    "certificate.json",
    "roster.csv",
    "roster.xlsx",
    "roster.html",
    "roster.pdf",
    "calendars/*.ics",
    "changes.json",
    "roster-notes.txt",
    "mail/*.eml",
)
"""The names of output files; a folder with any other file in it is left alone."""


def write_folder(
    out: Path, files: Mapping[str, bytes], *, keep: bool = False, language: str = "en"
) -> None:
    """Make ``out`` hold exactly ``files`` (path within the folder -> content), in one step.

    An earlier output in ``out`` is replaced, files that are no longer written included. With
    ``keep`` the earlier files not named again stay, except in a folder within ``out`` that
    is written anew (so that no calendar of a vanished officer is left behind). The new
    files are written beside ``out`` and come in by rename.

    Raises
    ------
    InputError
        If ``out`` is no folder, holds files that are not ours, or cannot be written. Nothing
        is changed then.
    ValueError
        If a path leads out of the folder.
    """
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name:
            raise ValueError(f"output path leads out of the folder: {name!r}")
    out = out.resolve()
    try:
        earlier = _earlier(out, files, language)
        out.parent.mkdir(parents=True, exist_ok=True)
        _replace(out, {**(_kept(out, earlier, files) if keep else {}), **files})
    except OSError as error:
        why = reason(error, language)
        found = say(
            language,
            id=f"folder keluaran tidak dapat ditulis: {why}",
            en=f"the output folder cannot be written: {why}",
        )
        raise _refused(out, found, language) from error


def refuse_foreign(out: Path, language: str) -> None:
    """Raise InputError if `write_folder` would refuse to replace what ``out`` holds."""
    _earlier(out.resolve(), {}, language)


def _refused(out: Path, found: str, language: str) -> InputError:
    expected = say(
        language,
        id="folder baru, folder kosong, atau keluaran terdahulu",
        en="a new folder, an empty one, or an earlier output",
    )
    advice = say(
        language,
        id="Sebutkan folder lain dengan --out; tidak ada yang ditulis",
        en="Name another folder with --out; nothing was written",
    )
    return InputError([Issue(str(out), found, expected, advice)])


def _earlier(out: Path, files: Mapping[str, bytes], language: str) -> tuple[str, ...]:
    """The files of an earlier output in ``out``; raises InputError if it is anything else."""
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            raise _refused(path, say(language, id="sebuah berkas", en="a file"), language)
    if not out.exists():
        return ()
    found = tuple(
        sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    )
    foreign = [
        name
        for name in found
        if name not in files and not any(fnmatchcase(name, pattern) for pattern in OWN)
    ]
    if not foreign and found and MARK not in found:
        foreign = list(found)
    if foreign:
        named = ", ".join(foreign[:5]) + (", …" if len(foreign) > 5 else "")
        told = say(
            language,
            id=f"berkas yang bukan keluaran program ini ({named})",
            en=f"files that are no output of this program ({named})",
        )
        raise _refused(out, told, language)
    return found


def _kept(out: Path, earlier: tuple[str, ...], files: Mapping[str, bytes]) -> dict[str, bytes]:
    anew = {PurePosixPath(name).parent for name in files} - {PurePosixPath()}
    return {
        name: (out / name).read_bytes()
        for name in earlier
        if name not in files and PurePosixPath(name).parent not in anew
    }


def _replace(out: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` beside ``out`` and put them in its place by rename."""
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        new, old = work / "new", work / "old"
        new.mkdir()
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if out.exists():
            os.replace(out, old)
            try:
                os.replace(new, out)
            except BaseException:
                os.replace(old, out)
                raise
        else:
            os.replace(new, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)

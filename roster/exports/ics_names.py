"""File names for ids that people chose."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType


def file_stems(ids: Iterable[str]) -> Mapping[str, str]:
    """A file name, without its ending, for each id: ASCII, fit for every file system.

    An id of plain letters, digits, ``_``, ``-`` and ``.`` is its own name. Any other, or one
    that differs from another only in case, is followed by a part of its SHA-256.
    """
    known = tuple(ids)
    folded = Counter(key.casefold() for key in known)
    return MappingProxyType(
        {key: key if _plain(key) and folded[key.casefold()] == 1 else _stem(key) for key in known}
    )


def _plain(key: str) -> bool:
    # Device names, which Windows keeps for itself, and the names of room files.
    reserved = re.match(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)|room-", key, re.IGNORECASE)
    return (
        not reserved
        and re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_])?", key) is not None
    )


def _stem(key: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    words = re.sub("[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:60]
    return f"id-{words}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}"

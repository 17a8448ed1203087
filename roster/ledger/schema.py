"""The tables of a ledger, and how an older one is brought up to date.

Version *n* of the schema is what the first *n* migrations make. A migration that has been
released is never changed: a ledger in some office was made by it.
"""

from __future__ import annotations

APPLICATION = 0x44757479
"""Marks a SQLite file as a ledger (``PRAGMA application_id``); "Duty" in ASCII."""

_BOOKS = (
    """CREATE TABLE facts (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE publications (
        number INTEGER PRIMARY KEY,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        book_sha256 TEXT NOT NULL,
        roster_sha256 TEXT NOT NULL,
        language TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        decree TEXT NOT NULL,
        note TEXT NOT NULL,
        although TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE contents (
        sha256 TEXT PRIMARY KEY,
        packed BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE documents (
        publication INTEGER NOT NULL REFERENCES publications (number),
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES contents (sha256),
        PRIMARY KEY (publication, path)
    ) STRICT""",
    """CREATE TABLE revisions (
        uid TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        publication INTEGER NOT NULL REFERENCES publications (number),
        kind TEXT NOT NULL,
        owner TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT NOT NULL,
        duty TEXT NOT NULL,
        status TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (uid, sequence)
    ) STRICT""",
    "CREATE INDEX revisions_by_day ON revisions (day, uid, sequence)",
    """CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        officer TEXT NOT NULL,
        kind TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        duties TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        publication INTEGER REFERENCES publications (number)
    ) STRICT""",
)

_LIFE = (
    """CREATE TABLE absences (
        publication INTEGER NOT NULL REFERENCES publications (number),
        officer TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        PRIMARY KEY (officer, first, last)
    ) STRICT""",
    """CREATE TABLE swaps (
        publication INTEGER NOT NULL REFERENCES publications (number),
        place INTEGER NOT NULL,
        giver TEXT NOT NULL,
        given TEXT NOT NULL,
        taker TEXT NOT NULL,
        taken TEXT NOT NULL,
        PRIMARY KEY (publication, place)
    ) STRICT""",
    """CREATE TABLE feeds (
        token TEXT PRIMARY KEY,
        officer TEXT NOT NULL,
        opened TEXT NOT NULL,
        closed TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX one_open_feed ON feeds (officer) WHERE closed = ''",
)

_STAYING = ("publications", "contents", "documents", "revisions", "entries")


def _append_only(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_stay_at_{act} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are only added to'); END"
        for act in ("UPDATE", "DELETE")
    )


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _BOOKS + tuple(statement for table in _STAYING for statement in _append_only(table)),
    _LIFE
    + tuple(statement for table in ("absences", "swaps") for statement in _append_only(table)),
)
"""The statements that lead from each version of the schema to the next."""

VERSION = len(MIGRATIONS)
"""The version of the schema that this program writes (``PRAGMA user_version``)."""

"""The ledger's file: opening, checking and changing it, in whole steps only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from roster.errors import InputError, Issue
from roster.ledger.schema import APPLICATION, MIGRATIONS, VERSION
from roster.model.language import say

PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""

COPY = ".copy"
"""What the name of the copy ends in that is made after every change."""


class Store:
    """An open ledger. Close it, or use it in a ``with`` statement.

    ``path`` need not exist with ``create``; without, a ledger that is not there reads as an
    empty one, and nothing is written.

    Raises
    ------
    InputError
        If the file is no ledger, is damaged, comes from a newer program, or cannot be opened
        or written. Nothing is overwritten then.
    """

    def __init__(self, path: Path, language: str = "en", *, create: bool = False) -> None:
        self.path, self.language = path, language
        self.warnings: list[Issue] = []
        with self.told():
            self.db = self._open(create)
            try:
                self._check()
                self._migrate()
            except BaseException:
                self.db.close()
                raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def _open(self, create: bool) -> sqlite3.Connection:
        if not create and not self.path.exists():
            return self._connect(":memory:", uri=False)
        if create:
            db = self._connect(str(self.path), uri=False)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            return db
        name = self.path.resolve().as_uri()
        try:
            db = self._connect(f"{name}?mode=rw", uri=True)
            db.execute("SELECT count(*) FROM sqlite_schema")
            return db
        except sqlite3.OperationalError:
            # A write-ahead log cannot be opened in a folder that may not be written to.
            if self.path.with_name(f"{self.path.name}-wal").exists():
                raise
            return self._connect(f"{name}?mode=ro&immutable=1", uri=True)

    def _connect(self, name: str, *, uri: bool) -> sqlite3.Connection:
        db = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, uri=uri)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _check(self) -> None:
        empty = not self.db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        (mark,) = self.db.execute("PRAGMA application_id").fetchone()
        if not empty and mark != APPLICATION:
            raise self.refusal(
                self.say(id="bukan buku catatan jadwal", en="is not a ledger of rosters"),
                self.say(
                    id="Pindahkan berkas itu; tidak ada yang ditulis",
                    en="Move the file away; nothing was written",
                ),
            )
        if self.version > VERSION:
            raise self.refusal(
                self.say(
                    id=f"ditulis oleh program yang lebih baru (skema {self.version}, "
                    f"program ini mengenal {VERSION})",
                    en=f"was written by a newer program (schema {self.version}, this one "
                    f"knows {VERSION})",
                ),
                self.say(
                    id="Perbarui program ini; tidak ada yang diubah",
                    en="Update this program; nothing was changed",
                ),
            )

    @property
    def version(self) -> int:
        """The version of the file's schema."""
        (number,) = self.db.execute("PRAGMA user_version").fetchone()
        return int(number)

    def _migrate(self) -> None:
        if self.version == VERSION:
            return
        with self.change(copy=False):
            for number in range(self.version, VERSION):
                for statement in MIGRATIONS[number]:
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {number + 1}")
            self.db.execute(f"PRAGMA application_id = {APPLICATION}")

    @contextmanager
    def change(self, *, copy: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, alone with the file: all of it happens, or nothing.

        A copy of the file is made beside it afterwards, to go back to if it is ever damaged.
        """
        with self.told():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk may have rolled it back already
                    self.db.execute("ROLLBACK")
                raise
        if copy:
            self._copy()

    def _copy(self) -> None:
        target = self.path.with_name(self.path.name + COPY)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with closing(sqlite3.connect(beside)) as file:
                self.db.backup(file)
            os.replace(beside, target)
        except (OSError, sqlite3.Error) as fault:
            found = self.say(
                id=f"salinan buku catatan tidak tertulis ({fault}); buku catatan sendiri utuh",
                en=f"the copy of the ledger was not written ({fault}); the ledger itself is whole",
            )
            self.warnings.append(Issue(str(target), found, warning=True))
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def sound(self) -> None:
        """Read the whole file; raises InputError if any part of it is damaged."""
        with self.told():
            found = [row[0] for row in self.db.execute("PRAGMA quick_check(3)")]
            if found != ["ok"]:
                raise sqlite3.DatabaseError("; ".join(map(str, found)))

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell faults of the file as messages to people."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as fault:
            raise self._failed(fault) from fault
        except sqlite3.DatabaseError as fault:
            copy = self.path.with_name(self.path.name + COPY)
            raise self.refusal(
                self.say(id=f"rusak ({fault})", en=f"is damaged ({fault})"),
                self.say(
                    id=f"Tidak ada yang ditulis. Simpan berkas itu di tempat lain lalu salin "
                    f"{copy.name} menjadi {self.path.name}",
                    en=f"Nothing was written. Put the file aside, then copy {copy.name} "
                    f"to {self.path.name}",
                ),
            ) from fault

    def _failed(self, fault: sqlite3.OperationalError) -> InputError:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self.refusal(
                self.say(
                    id="sedang ditulis oleh program lain", en="is being written by another program"
                ),
                self.say(id="Coba lagi sebentar lagi", en="Try again in a moment"),
            )
        return self.refusal(
            self.say(id=f"tidak dapat dipakai ({fault})", en=f"cannot be used ({fault})"),
            self.say(
                id="Periksa ruang disk dan izin foldernya; tidak ada yang berubah",
                en="Check the space on the disk and the folder's permissions; nothing was changed",
            ),
        )

    def refusal(self, found: str, advice: str = "", expected: str = "") -> InputError:
        """An error about the ledger, in the language of its reader."""
        return InputError([Issue(str(self.path), found, expected, advice)])

    def say(self, *, id: str, en: str) -> str:
        """The text in the language of messages."""
        return say(self.language, id=id, en=en)

"""The ledger: what was published, its calendar revisions and the officers' balances (SQLite)."""

from roster.book.beside import ledger_path
from roster.ledger.ledger import Ledger
from roster.ledger.publish import Draft, Version, commit, prepare, publish, published_already
from roster.ledger.records import Act, BalanceEntry, Placed, PublicationRow

__all__ = [
    "Act",
    "BalanceEntry",
    "Draft",
    "Ledger",
    "Placed",
    "PublicationRow",
    "Version",
    "commit",
    "ledger_path",
    "prepare",
    "publish",
    "published_already",
]

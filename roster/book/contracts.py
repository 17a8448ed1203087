"""Rules whose numbers stand in the table ``contracts``.

A parameter written ``contract:NAME`` is the limit NAME of the officer's contract: the row of the
rules becomes one for each contract that has the limit, for the officers who hold it. Officers
whose contract has none of the limits that a row names are not bound by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book, ContractRow, RuleRow
from roster.book.words import nearest
from roster.model.groups import KIND_WORDS


@dataclass(frozen=True)
class Version:
    """A row of the rules as it holds for one contract, or (``contract`` None) for everybody.

    ``where`` is the cell to blame for a parameter that the rule refuses.
    """

    row: RuleRow
    where: str
    contract: str | None = None


class Contracts:
    """The limits of a book's contracts, and which of them the rules have asked for."""

    def __init__(self, book: Book, report: Report) -> None:
        self._report = report
        self._asked: set[str] = set()
        self._limits: dict[str, dict[str, ContractRow]] = {}
        for row in book.contracts:
            self._limits.setdefault(row.contract, {})[row.limit] = row

    def versions(self, row: RuleRow, groups: tuple[str, ...]) -> list[Version]:
        """A row of the rules for each contract that it asks; parameters in ``groups`` never do."""
        where = row.where_of("parameters")
        asked = {
            name: limit
            for name, text in row.parameters
            if name not in groups and (limit := _asked_limit(text))
        }
        if not asked:
            return [Version(row, where)]
        self._asked |= set(asked.values())
        known = [self._is_known(limit, where) for limit in asked.values()]
        if not all(known):
            return []
        found = []
        for contract, limits in self._limits.items():
            has = [limit for limit in asked.values() if limit in limits]
            if len(has) == len(asked):
                values = {name: str(limits[limit].value) for name, limit in asked.items()}
                pairs = tuple((name, values.get(name, text)) for name, text in row.parameters)
                cell = limits[has[0]].where_of("value")
                found.append(Version(replace(row, parameters=pairs), cell, contract))
            elif has:
                self._half_given(contract, limits[has[0]], set(asked.values()) - set(has), where)
        return found

    def warn_of_idle_limits(self) -> None:
        """Warn of each limit that no rule asks for."""
        for limits in self._limits.values():
            for name, row in limits.items():
                if name not in self._asked:
                    self._report.warning(
                        row.where_of("limit"),
                        Text(
                            f"tidak ada aturan yang memakai batas {shown(name)}",
                            f"no rule asks for the limit {shown(name)}",
                        ),
                        advice=Text(
                            f"Tulis contract:{name} sebagai nilai parameter sebuah aturan.",
                            f"Write contract:{name} as the value of a rule's parameter.",
                        ),
                    )

    def _is_known(self, limit: str, where: str) -> bool:
        names = list(dict.fromkeys(name for limits in self._limits.values() for name in limits))
        if limit not in names:
            self._report.error(
                where,
                Text(
                    f"tidak ada kontrak dengan batas {shown(limit)}",
                    f"no contract has the limit {shown(limit)}",
                ),
                Text("batas dari tabel contracts", "a limit of the table contracts"),
                did_you_mean(nearest(limit, names)),
            )
        return limit in names

    def _half_given(self, contract: str, row: ContractRow, lacking: set[str], where: str) -> None:
        missing = ", ".join(sorted(lacking))
        self._report.error(
            row.where_of("contract"),
            Text(
                f"kontrak {shown(contract)} tidak mempunyai {missing}",
                f"the contract {shown(contract)} lacks {missing}",
            ),
            Text(
                f"semua batas yang diminta di {where}, atau tidak satu pun",
                f"every limit that {where} asks for, or none of them",
            ),
        )


def _asked_limit(text: str) -> str:
    """The limit that a parameter's text asks for, or an empty string."""
    head, colon, name = text.partition(":")
    return name.strip() if colon and KIND_WORDS.get(head.strip().casefold()) == "contract" else ""

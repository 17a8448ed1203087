"""The fourth sheet: costs by priority with their proofs, by rule, and what makes them up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from roster.exports.sheets.common import GREY, LINE_POINTS, TOP, Book, text
from roster.exports.words import (
    priority_label,
    proof_words,
    strength,
    worst_first,
)
from roster.model.naming import parameter_text, rule_label

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WORST = 20
"""How many of the costliest violations of each priority are told one by one."""

WIDTHS = (14, 42, 12, 13, 92)


def cost_sheet(book: Book) -> None:
    """Write three tables one below another."""
    title = book.say(id="Biaya dan bukti", en="Costs and proofs")
    sheet = book.sheet(book.say(id="Biaya", en="Costs"), title)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    text(
        sheet,
        TOP - 1,
        0,
        book.say(
            id="Prioritas berlaku mutlak: yang lebih rendah tidak pernah mengorbankan yang "
            "lebih tinggi. Biaya 0 berarti terpenuhi seluruhnya.",
            en="Priorities are strict: a lower one never buys anything from a higher one. "
            "A cost of 0 means wholly met.",
        ),
        book.style(font_color=GREY),
    )
    row = _priorities(book, sheet, TOP)
    row = _rules(book, sheet, row + 1)
    _violations(book, sheet, row + 1)


def _table(
    book: Book, sheet: Worksheet, row: int, heads: Sequence[str], rows: Sequence[Sequence[Any]]
) -> int:
    """Write a table of words and whole numbers; returns the row below it."""
    for column, words in enumerate(heads):
        text(sheet, row, column, words, book.head(align="left"))
    for line in rows:
        row += 1
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(
                    row, column, value, book.cell(align="right", indent=1, num_format="#,##0")
                )
            else:
                text(sheet, row, column, value, book.cell(text_wrap=True, align="left"))
        longest = max(
            (len(v) / WIDTHS[c] for c, v in enumerate(line) if isinstance(v, str)), default=1
        )
        sheet.set_row(row, 4 + LINE_POINTS * (1 + int(longest)))
    return row + 1


def _priorities(book: Book, sheet: Worksheet, row: int) -> int:
    heads = (
        book.say(id="Prioritas", en="Priority"),
        book.say(id="Aturan", en="Rules"),
        book.say(id="Biaya", en="Cost"),
        book.say(id="Batas bawah", en="Lower bound"),
        book.say(id="Bukti", en="Proof"),
    )
    rows = [
        (
            str(outcome.priority),
            priority_label(book.problem, outcome, book.language),
            outcome.cost,
            "–" if outcome.bound is None else outcome.bound,
            proof_words(outcome, book.language),
        )
        for outcome in book.result.priorities
    ]
    return _table(book, sheet, row, heads, rows)


def _rules(book: Book, sheet: Worksheet, row: int) -> int:
    heads = (
        book.say(id="Kekuatan", en="Strength"),
        book.say(id="Aturan", en="Rule"),
        book.say(id="Pelanggaran", en="Violations"),
        book.say(id="Biaya", en="Cost"),
        book.say(id="Parameter, bobot, berlaku bagi", en="Parameters, weight, applies to"),
    )
    rows = []
    for use, violations in book.report.entries:
        weight = book.say(id=f"bobot {use.weight}", en=f"weight {use.weight}")
        details = (parameter_text(use.rule), weight if use.priority else "", use.applies_to)
        rows.append(
            (
                strength(use, book.language),
                rule_label(use.rule, book.language),
                len(violations),
                sum(v.cost for v in violations if not v.must),
                " · ".join(part for part in details if part),
            )
        )
    return _table(book, sheet, row, heads, rows)


def _violations(book: Book, sheet: Worksheet, row: int) -> None:
    found = worst_first(book.report)
    if not found:
        words = book.say(id="Tidak ada pelanggaran atau biaya.", en="No violation and no cost.")
        text(sheet, row, 0, words, book.style(italic=True, font_color=GREY))
        return
    heads = (
        book.say(id="Kekuatan", en="Strength"),
        book.say(id="Aturan", en="Rule"),
        book.say(id="Besar", en="Amount"),
        book.say(id="Biaya", en="Cost"),
        book.say(id="Penjelasan", en="Explanation"),
    )
    rows: list[tuple[Any, ...]] = []
    for priority, members in groupby(found, key=lambda item: item[0].priority):
        costly = list(members)
        for use, violation in costly[:WORST]:
            rows.append(
                (
                    strength(use, book.language),
                    rule_label(use.rule, book.language),
                    violation.amount,
                    violation.cost,
                    use.rule.explain(violation, book.problem, book.language),
                )
            )
        if left := costly[WORST:]:
            cost = sum(violation.cost for _, violation in left)
            told = book.say(
                id=f"{len(left)} lainnya pada prioritas {priority}, biaya masing-masing paling "
                f"banyak {left[0][1].cost}",
                en=f"{len(left)} more at priority {priority}, none costing more than "
                f"{left[0][1].cost}",
            )
            rows.append((strength(left[0][0], book.language), "…", "", cost, told))
    _table(book, sheet, row, heads, rows)

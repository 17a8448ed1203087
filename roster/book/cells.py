"""One cell in and out: what is written in it, and the value that this stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from roster.book.grid import Broken
from roster.book.moments import date_of, days_of, days_text, part_of, time_of, time_text
from roster.book.report import NOTHING, Fault, Text, did_you_mean, shown
from roster.book.row import Column
from roster.book.words import VALUE_WORDS, match, nearest

LONGEST = 10_000
LARGEST = 10**9
FINEST = 10**12
EXACT_DIGITS = 10**15
NUMBER = re.compile(r"[+-]?\d{1,10}(?:[.,]\d{1,20})?")
RATIO = re.compile(r"([+-]?\d{1,22})\s*/\s*(\d{1,13})")
# Tab and line feed alone of the control characters survive in a workbook.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(cell: object) -> object:
    """A cell without surrounding spaces; raises Fault for a cell that cannot be used."""
    if isinstance(cell, Broken):
        if cell.error:
            raise Fault(
                Text(f"galat rumus {shown(cell.error)}", f"the formula error {shown(cell.error)}"),
                advice=Text("Perbaiki rumusnya atau ketik nilainya.", "Mend it or type the value."),
            )
        raise Fault(
            Text("rumus yang belum dihitung", "a formula that was never calculated"),
            advice=Text("Buka di Excel lalu simpan.", "Open the file in Excel and save it."),
        )
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\ufeff\u200b").strip()
    if len(text) > LONGEST:
        raise Fault(
            Text(f"{shown(text)}, {len(text)} karakter", f"{shown(text)}, {len(text)} characters"),
            Text(f"paling banyak {LONGEST} karakter", f"at most {LONGEST} characters"),
        )
    if unsafe := UNSAFE.search(text):
        code = f"U+{ord(unsafe.group()):04X}"
        raise Fault(
            Text(
                f"{shown(text)} dengan karakter kendali {code}",
                f"{shown(text)} with the control character {code}",
            ),
            advice=Text("Ketik ulang isi sel.", "Type the cell's content again."),
        )
    return text


def parse(column: Column, cell: object) -> Any:
    """The value of a cell that :func:`clean` has passed and that is not empty.

    Raises Fault, which says what was found and what was expected.
    """
    return PARSERS[column.kind](column, cell)


def written(column: Column, value: Any) -> str:
    """A value as the canonical text of a cell; None and empty values are empty text."""
    if column.kind == "strength":
        return "must" if value is None else str(value)
    if value is None or value == "":
        return ""
    return WRITERS.get(column.kind, str)(value)


def _text(column: Column, cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if abs(cell) >= EXACT_DIGITS:
            raise Fault(
                Text(f"angka besar {cell:g}", f"the large number {cell:g}"),
                Text("teks", "text"),
                RETYPE,
            )
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, time):
        return time_text(cell)
    return str(cell)


def _name(column: Column, cell: object) -> str:
    return " ".join(_text(column, cell).split())


def _nip(column: Column, cell: object) -> str:
    """An officer's number: always text, since a spreadsheet keeps 15 digits of a number."""
    if not isinstance(cell, str) or re.fullmatch(r"\d+[.,]?\d*[eE]\+?\d+", cell):
        number = f"{cell:g}" if isinstance(cell, float) else shown(cell)
        raise Fault(
            Text(
                f"NIP disimpan sebagai angka, {number}; digit terakhirnya mungkin sudah hilang",
                f"a NIP stored as a number, {number}; its last digits may be lost",
            ),
            Text("teks", "text"),
            RETYPE,
        )
    digits = "".join(cell.split())
    if re.fullmatch(r"\d{18}", digits):
        return "".join(str(int(digit)) for digit in digits)
    return _name(column, cell)


def _list(column: Column, cell: object) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in re.split(r"[;,\n]", _text(column, cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def _integer(column: Column, cell: object) -> int:
    value = _fraction(cell)
    if value is None or value.denominator != 1 or not _in_range(column, value):
        raise Fault(_found(cell), Text("bilangan bulat", "a whole number") + _bound(column))
    return int(value)


def _number(column: Column, cell: object) -> Fraction:
    value = _fraction(cell)
    if value is None or not _in_range(column, value):
        raise Fault(_found(cell), Text("bilangan", "a number") + _bound(column))
    return value


def _fraction(cell: object) -> Fraction | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        # Nine decimals: what a formula leaves behind the last digit is not meant.
        return Fraction(repr(round(cell, 9))) if abs(cell) < LARGEST else None
    if not isinstance(cell, str):
        return None
    text, percent = (cell[:-1].rstrip(), 100) if cell.endswith("%") else (cell, 1)
    if NUMBER.fullmatch(text):
        value = Fraction(text.replace(",", ".")) / percent
    elif (ratio := RATIO.fullmatch(text)) and int(ratio[2]):
        value = Fraction(int(ratio[1]), int(ratio[2])) / percent
    else:
        return None
    return value if value.denominator <= FINEST else None


def _in_range(column: Column, value: Fraction) -> bool:
    return (
        abs(value) < LARGEST
        and (column.least is None or value >= column.least)
        and (column.above is None or value > column.above)
    )


def _bound(column: Column) -> Text:
    if column.least is not None:
        return Text(f" paling kecil {column.least}", f" of at least {column.least}")
    if column.above is not None:
        return Text(f" di atas {column.above}", f" above {column.above}")
    return NOTHING


def _choice(column: Column, cell: object) -> str:
    text = _text(column, cell)
    words = {choice: VALUE_WORDS[choice] for choice in column.choices}
    value = match(text, words)
    if value is None:
        raise Fault(
            _found(text),
            Text(
                " atau ".join(f"{words[c][0]} ({c})" for c in column.choices),
                " or ".join(column.choices),
            ),
            _nearest(text, [w for c in column.choices for w in (c, *words[c])]),
        )
    return value


def _strength(column: Column, cell: object) -> int | None:
    if isinstance(cell, str) and match(cell, {"must": VALUE_WORDS["must"]}):
        return None
    value = _fraction(cell)
    if value is None or value.denominator != 1 or value < 1:
        advice = _nearest(cell, ["must", "wajib"]) if isinstance(cell, str) else NOTHING
        expected = Text("wajib (must) atau prioritas 1, 2, 3, …", "must, or a priority 1, 2, 3, …")
        raise Fault(_found(cell), expected, advice)
    return int(value)


def _pairs(column: Column, cell: object) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    for part in re.split(r"[;\n]", _text(column, cell)):
        if not part.strip():
            continue
        key, sign, value = (" ".join(piece.split()) for piece in part.partition("="))
        if not (key and sign and value):
            raise Fault(_found(part.strip()), Text("nama=nilai", "name=value"), EXAMPLE)
        if key in pairs:
            raise Fault(
                Text(f"parameter {shown(key)} dua kali", f"the parameter {shown(key)} twice"),
                advice=Text("Hapus salah satunya.", "Remove one of them."),
            )
        pairs[key] = value
    return tuple(pairs.items())


def _found(cell: object) -> Text:
    """What a cell holds, with its sort where the text alone would mislead."""
    if isinstance(cell, datetime | date):
        return Text(f"tanggal {cell}", f"the date {cell}")
    if isinstance(cell, time | timedelta):
        return Text(f"jam {cell}", f"the time {cell}")
    text = f"{cell:g}" if isinstance(cell, float) else cell
    return Text(shown(text), shown(text))


def _nearest(text: str, words: list[str]) -> Text:
    return did_you_mean(nearest(text, words))


def _number_text(value: Fraction) -> str:
    """Exact: decimals where they end, else a ratio."""
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // 5 if rest % 5 == 0 else rest // 2
        places += 1
    if rest > 1 or places > 20:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    decimals = decimals.rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


RETYPE = Text(
    "Format kolom sebagai Teks, lalu ketik ulang nilainya.",
    "Format the column as text, then type the value again.",
)
EXAMPLE = Text("Contoh: per=week; limit=2", "Example: per=week; limit=2")

PARSERS: Mapping[str, Callable[[Column, object], Any]] = {
    "text": _text,
    "name": _name,
    "nip": _nip,
    "list": _list,
    "date": lambda column, cell: date_of(cell),
    "time": lambda column, cell: time_of(cell),
    "end": lambda column, cell: time_of(cell, end=True),
    "days": lambda column, cell: days_of(cell),
    "part": lambda column, cell: part_of(cell),
    "integer": _integer,
    "number": _number,
    "choice": _choice,
    "strength": _strength,
    "pairs": _pairs,
}
WRITERS: Mapping[str, Callable[[Any], str]] = {
    "list": ";".join,
    "date": date.isoformat,
    "time": time_text,
    "end": lambda value: "24:00" if value == time() else time_text(value),
    "days": days_text,
    "number": _number_text,
    "pairs": lambda pairs: "; ".join(f"{key}={value}" for key, value in pairs),
}

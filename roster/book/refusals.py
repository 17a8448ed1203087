"""What rules say of parameters that they refuse, in Indonesian; rules themselves speak English."""

from __future__ import annotations

import re

from roster.book.report import Text

INDONESIAN = (
    (r"^(\w+) is (.*), above most, which is (.*)$", r"\1=\2, di atas most=\3"),
    (r"^(\w+) is (.*) and (\w+)(?: is)? (.*); expected ", r"\1=\2 dan \3=\4; seharusnya "),
    (r"^(\w+) is (.*); expected ", r"\1=\2; seharusnya "),
    (r"one of (.*)$", r"salah satu dari \1"),
    (r"a number of [\w ]+, (\d+) or more", r"bilangan \1 atau lebih"),
    (r"minutes, (\d+) or more, with of=hours only", r"menit, \1 atau lebih, hanya untuk of=hours"),
    (r"two kinds or more, or none", "dua jenis atau lebih, atau tidak satu pun"),
    (r"days in order, no gap", "hari yang berurutan, tanpa sela"),
    (r"(\d+) or more", r"\1 atau lebih"),
    (r"min, ideal or over", "min, ideal atau over"),
    (
        r"^neither (.+) nor (.+) is given, so nothing is asked$",
        r"\1 dan \2 tidak diisi, jadi tidak ada yang diminta",
    ),
    (r"a least above 1", "least di atas 1"),
    (
        r"^carry counts every duty before: only for per=horizon, no session$",
        "carry menghitung semua tugas sebelumnya: hanya untuk per=horizon, tanpa session",
    ),
    (
        r"^one_more_on names a day, week or month: not for per=horizon$",
        "one_more_on menyebut hari, minggu, atau bulan: bukan untuk per=horizon",
    ),
    (r"^a sequence has two or more entries:", "urutan berisi dua isian atau lebih:"),
    (r"sessions, \* or -$", "sesi, * atau -"),
    (r"^after and then must name sessions$", "after dan then harus berisi sesi"),
    (r"^then names a session twice:", "then menyebut satu sesi dua kali:"),
    (r"^require=(\w+) needs ", r"require=\1 memerlukan "),
)
"""Patterns of refusals and the same in Indonesian; source: the rules of ``constraints``."""


def refusal(message: str) -> Text:
    """A refusal in both languages; one of an outside pack may stay in English."""
    text = message
    for english, indonesian in INDONESIAN:
        text = re.sub(english, indonesian, text)
    return Text(text, message)

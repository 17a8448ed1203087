"""The words of a book in both languages: names of tables, headings and values.

The English word is the canonical one; every other way to write it stands beside it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from roster.book.row import columns
from roster.book.tables import TABLES
from roster.model.language import WEEKDAYS

TABLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "settings": ("pengaturan", "setelan", "setting"),
    "units": ("unit", "unit kerja"),
    "officers": ("petugas", "pegawai", "officer"),
    "competencies": ("kompetensi", "sertifikat", "competency", "certificates"),
    "rooms": ("ruang", "ruangan", "room"),
    "sessions": ("sesi", "session"),
    "posts": ("pos", "loket", "pos loket", "meja", "post"),
    "closures": ("penutupan", "libur", "hari libur", "closure"),
    "leave": ("cuti", "ketidakhadiran", "leaves"),
    "requests": ("permintaan", "permohonan", "keinginan", "request"),
    "pins": ("sematan", "pin"),
    "balances": ("saldo", "saldo awal", "balance"),
    "rules": ("aturan", "rule"),
    "contracts": ("kontrak", "contract"),
    "scenarios": ("skenario", "scenario"),
    "visitors": ("pengunjung", "tamu", "visitor"),
    "sick_rates": ("tingkat sakit", "sick rate"),
}

# A heading under "table.column" is understood in that table only.
HEADING_WORDS: Mapping[str, tuple[str, ...]] = {
    "key": ("kunci", "pengaturan"),
    "settings.value": ("nilai", "isi"),
    "unit": ("unit kerja",),
    "name": ("nama",),
    "share": ("bagian", "porsi"),
    "max_per_session": ("maks per sesi", "maksimum per sesi", "maksimal per sesi"),
    "min_at_work": ("min di kantor", "minimum di kantor", "minimal di kantor", "min bertugas"),
    "officer": ("petugas", "nip", "pegawai"),
    "email": ("surel", "e mail", "alamat surel"),
    "competencies": ("kompetensi",),
    "capacity": ("kapasitas",),
    "joined": ("bergabung", "mulai bertugas", "tanggal masuk"),
    "left": ("keluar", "selesai bertugas", "tanggal keluar"),
    "contract": ("kontrak",),
    "competency": ("kompetensi",),
    "valid_from": ("berlaku dari", "berlaku sejak", "berlaku mulai"),
    "valid_until": ("berlaku sampai", "berlaku hingga"),
    "room": ("ruang", "ruangan"),
    "place": ("tempat", "lokasi"),
    "timezone": ("zona waktu",),
    "session": ("sesi",),
    "weekdays": ("hari",),
    "start": ("mulai",),
    "end": ("selesai", "akhir"),
    "sessions.start": ("jam mulai",),
    "sessions.end": ("jam selesai",),
    "leave.start": ("tanggal mulai", "dari", "sejak"),
    "leave.end": ("tanggal selesai", "sampai", "hingga"),
    "from": ("dari", "sejak", "berlaku dari"),
    "until": ("sampai", "hingga", "berlaku sampai"),
    "post": ("pos", "loket", "kedudukan", "peran"),
    "min": ("minimum", "minimal"),
    "max": ("maks", "maksimum", "maksimal"),
    "date": ("tanggal", "hari tanggal"),
    "kind": ("jenis",),
    "reason": ("alasan", "keterangan"),
    "type": ("jenis", "jenis cuti"),
    "part": ("bagian", "sebagian", "sesi", "jam"),
    "wish": ("keinginan", "permintaan"),
    "weight": ("bobot",),
    "duties": ("tugas", "jumlah", "dinas"),
    "rule": ("aturan",),
    "strength": ("kekuatan", "prioritas"),
    "applies_to": ("berlaku untuk", "berlaku bagi"),
    "parameters": ("parameter",),
    "limit": ("batas",),
    "contracts.value": ("nilai",),
    "scenario": ("skenario",),
    "title": ("judul",),
    "change": ("perubahan",),
    "table": ("tabel",),
    "where": ("di mana", "yang"),
    "values": ("nilai", "menjadi"),
    "visitors.start": ("jam mulai",),
    "arrivals": ("kedatangan", "pengunjung", "tamu"),
    "minutes": ("menit", "lama layanan"),
    "rate": ("tingkat", "porsi"),
    "days": ("lama", "lama hari"),
}
IGNORED_HEADINGS = frozenset({"no", "nomor", "nomor urut"})

VALUE_WORDS: Mapping[str, tuple[str, ...]] = {
    "want": ("ingin", "mau"),
    "avoid": ("hindari", "menghindari", "tidak"),
    "must": ("wajib", "harus"),
    "never": ("jangan", "tidak pernah", "dilarang"),
    "closed": ("tutup", "libur"),
    "open": ("buka",),
    "approved": ("disetujui", "setuju"),
    "requested": ("diajukan", "diminta"),
    "set": ("ubah",),
    "add": ("tambah",),
    "remove": ("hapus",),
    "officers": ("jumlah petugas",),
    "away": ("tidak hadir",),
    "desks": ("meja",),
    "month": ("bulan",),
    "with": ("dengan", "gabung"),
}

SETTING_WORDS: Mapping[str, tuple[str, ...]] = {
    "office": ("kantor",),
    "language": ("bahasa",),
    "timezone": ("zona waktu",),
    "country": ("negara",),
    "holidays": ("hari libur", "libur"),
    "past": ("jadwal lalu", "jadwal sebelumnya"),
    "signatory": ("penanda tangan", "penandatangan"),
    "decree": ("keputusan", "nomor keputusan"),
    "calendar_reminder_minutes": ("menit pengingat",),
    "contact": ("kontak", "narahubung"),
}
LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "id": ("indonesia", "bahasa indonesia", "indonesian"),
    "en": ("inggris", "bahasa inggris", "english"),
}
ZONE_WORDS: Mapping[str, tuple[str, ...]] = {
    "Asia/Jakarta": ("wib",),
    "Asia/Makassar": ("wita",),
    "Asia/Jayapura": ("wit",),
}
EVERY_DAY = frozenset({"setiap hari", "tiap hari", "semua hari", "every day", "all", "daily"})


def plain(text: str) -> str:
    """A word without the differences that do not matter: case, spaces, ``_ - . /``."""
    return (
        re.sub(r"[\s_\-./]+", " ", text[:200].replace("'", "").replace("’", "")).strip().casefold()
    )


def match(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The canonical word that a text stands for, or None."""
    wanted = plain(text)
    for canonical, others in words.items():
        if wanted == plain(canonical) or wanted in others:
            return canonical
    return None


@cache
def headings(table: str) -> Mapping[str, tuple[str, ...]]:
    """The ways to write each heading of a table, by the name of its field."""
    return MappingProxyType(
        {
            name: (
                plain(column.name),
                *HEADING_WORDS.get(column.name, ()),
                *HEADING_WORDS.get(f"{table}.{column.name}", ()),
            )
            for name, column in columns(TABLES[table]).items()
        }
    )


def weekday(text: str) -> int | None:
    """A weekday, Monday 0, by its name or the first three letters or more of it."""
    wanted = plain(text)
    if wanted == "ahad":
        return 6
    if len(wanted) < 3:
        return None
    for names in WEEKDAYS.values():
        for number, name in enumerate(names):
            if name.casefold().startswith(wanted):
                return number
    return None


def nearest(text: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like a text, or an empty string."""
    known = {plain(candidate): candidate for candidate in candidates}
    found = difflib.get_close_matches(plain(text[:60]), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""

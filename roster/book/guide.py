"""What each table and column of a book is for, in words for those who fill it in."""

from __future__ import annotations

from collections.abc import Mapping

from roster.book.report import Text
from roster.book.row import Column, columns
from roster.book.tables import NEEDED, TABLES
from roster.book.words import TABLE_WORDS, VALUE_WORDS, headings

TABLE_NOTES: Mapping[str, Text] = {
    "settings": Text("Pengaturan kantor.", "Settings of the office."),
    "units": Text("Unit kerja yang mengirim petugas.", "The work units that send officers."),
    "officers": Text("Petugas yang ditugaskan.", "The officers appointed."),
    "competencies": Text(
        "Sertifikat dengan masa berlaku; yang tetap ditulis di tabel officers.",
        "Certificates that expire; lasting ones stand in the table officers.",
    ),
    "rooms": Text("Ruang pelayanan.", "The rooms where the public is served."),
    "sessions": Text(
        "Jam sesi. Baris bertanggal menggantikan baris tanpa tanggal pada hari-harinya.",
        "The hours of sessions. A dated row replaces the undated ones on its dates.",
    ),
    "posts": Text("Tempat tugas pada setiap sesi.", "The places of work in each session."),
    "closures": Text(
        "Hari tutup atau buka khusus; libur nasional sudah diketahui.",
        "Closed or specially opened days; national holidays are known already.",
    ),
    "leave": Text("Cuti, dinas luar, diklat.", "Leave, travel, training."),
    "requests": Text("Keinginan petugas.", "What officers wish."),
    "pins": Text("Penugasan yang sudah diputuskan.", "What has been decided beforehand."),
    "balances": Text("Saldo awal dari periode lalu.", "Balances from earlier periods."),
    "rules": Text("Aturan dan kekuatannya.", "The rules and how strongly they hold."),
    "contracts": Text("Batas untuk kelompok petugas.", "Limits for groups of officers."),
    "scenarios": Text(
        "Pengandaian untuk `roster scenario`, satu perubahan per baris.",
        "What-ifs for `roster scenario`, a change in each row.",
    ),
    "visitors": Text(
        "Pengunjung yang dihitung, untuk `roster staffing`.",
        "Visitors as counted, for `roster staffing`.",
    ),
    "sick_rates": Text(
        "Seberapa sering petugas mendadak absen, untuk `roster risk`.",
        "How often officers fall out unforeseen, for `roster risk`.",
    ),
}

COLUMN_NOTES: Mapping[str, Text] = {
    "settings.key": Text("Nama pengaturan.", "The setting's name."),
    "settings.value": Text("Isinya.", "Its value."),
    "unit": Text("Singkatan unit kerja.", "The unit's short name."),
    "name": Text("Nama lengkap.", "The full name."),
    "units.share": Text(
        "Bagian tugas dibanding unit lain; kosong: menurut petugasnya.",
        "Its part of the duties against other units'; empty: by its officers.",
    ),
    "units.max_per_session": Text(
        "Petugas unit paling banyak dalam satu sesi.",
        "The most officers of the unit in one session.",
    ),
    "units.min_at_work": Text(
        "Petugas unit paling sedikit tanpa tugas pada hari unit bertugas.",
        "The fewest officers without duty on a day when the unit serves.",
    ),
    "officer": Text("NIP sebagai teks.", "The officer's number (NIP), as text."),
    "officers.email": Text("Alamat surel.", "The e-mail address."),
    "officers.competencies": Text(
        "Kompetensi, dipisah titik koma: front;information.",
        "Competencies, parted by semicolons: front;information.",
    ),
    "officers.capacity": Text(
        "1 untuk tugas penuh, 0.5 untuk setengah.", "1 for full service, 0.5 for half."
    ),
    "officers.joined": Text("Hari pertama ditugaskan.", "The first day of appointment."),
    "officers.left": Text("Hari terakhir ditugaskan.", "The last day of appointment."),
    "contract": Text("Kelompok batas di tabel contracts.", "A group of the table contracts."),
    "competency": Text("Nama kompetensi.", "The competency's name."),
    "posts.competency": Text(
        "Kompetensi yang dituntut; kosong: siapa saja.", "What it asks for; empty: anybody."
    ),
    "competencies.valid_from": Text("Hari pertama berlaku.", "The first day it holds."),
    "competencies.valid_until": Text("Hari terakhir berlaku.", "The last day it holds."),
    "room": Text("Singkatan ruang.", "The room's short name."),
    "closures.room": Text("Ruang; kosong: semua.", "The room; empty: all of them."),
    "rooms.place": Text("Gedung dan lantai.", "Building and floor."),
    "rooms.timezone": Text(
        "WIB, WITA, WIT atau nama IANA; kosong: menurut pengaturan.",
        "WIB, WITA, WIT or an IANA name; empty: the setting's.",
    ),
    "session": Text("Singkatan sesi.", "The session's short name."),
    "requests.session": Text("Sesi; kosong: sepanjang hari.", "The session; empty: all day."),
    "weekdays": Text(
        "Hari: Senin-Kamis, Jumat; kosong: setiap hari.",
        "Weekdays: Mon-Thu, Fri; empty: every day.",
    ),
    "sessions.start": Text("Jam mulai, 07:30.", "The start, 07:30."),
    "sessions.end": Text(
        "Jam selesai, 12:00; sebelum jam mulai berarti keesokan harinya.",
        "The end, 12:00; before the start means on the next day.",
    ),
    "from": Text("Tanggal pertama berlaku.", "The first date it holds."),
    "until": Text("Tanggal terakhir berlaku.", "The last date it holds."),
    "post": Text("Nama pos atau loket.", "The name of the post or desk."),
    "posts.min": Text("Petugas paling sedikit.", "The fewest officers."),
    "posts.ideal": Text("Petugas yang diinginkan.", "The officers wanted."),
    "posts.max": Text(
        "Petugas paling banyak; kosong: tanpa batas.", "The most; empty: any number."
    ),
    "date": Text("Tanggal, 2027-03-01.", "The date, 2027-03-01."),
    "closures.kind": Text("Tutup atau buka.", "Closed or open."),
    "closures.reason": Text("Alasan, untuk pengumuman.", "The reason, to be published."),
    "leave.start": Text("Hari pertama.", "The first day."),
    "leave.end": Text("Hari terakhir.", "The last day."),
    "leave.type": Text(
        "Jenis, mis. CT, CS, DL; tidak diumumkan.", "The kind, as CT, CS, DL; never published."
    ),
    "leave.part": Text(
        "Kosong: hari penuh; atau nama sesi; atau jam 12:00-14:00.",
        "Empty: full days; or a session; or hours, 12:00-14:00.",
    ),
    "leave.status": Text(
        "Disetujui menghalangi tugas, diajukan hanya keinginan.",
        "Approved blocks duties, requested is a wish.",
    ),
    "requests.wish": Text("Ingin atau menghindari tugas.", "To want or to avoid duty."),
    "weight": Text("Bobot, 1 atau lebih; kosong: 1.", "The weight, 1 or more; empty: 1."),
    "pins.kind": Text("Wajib atau jangan.", "Must or never."),
    "balances.kind": Text("Jenis saldo; kosong: duties.", "The kind; empty: duties."),
    "balances.duties": Text(
        "Tugas di atas (+) atau di bawah (-) bagiannya.",
        "Duties above (+) or below (-) the fair share.",
    ),
    "rules.rule": Text("Kode aturan; lihat `roster rules`.", "The code; see `roster rules`."),
    "rules.strength": Text(
        "Wajib (must), atau prioritas 1, 2, 3, …", "Must, or a priority 1, 2, 3, …"
    ),
    "rules.applies_to": Text(
        "Petugas yang terikat, mis. unit:SET; kosong: semua.",
        "Whom it binds, as unit:SET; empty: all.",
    ),
    "rules.parameters": Text("Mis. per=week; limit=2.", "As per=week; limit=2."),
    "contracts.limit": Text(
        "Nama batas; aturan memintanya dengan limit=contract:nama.",
        "The limit's name; a rule asks for it by limit=contract:name.",
    ),
    "contracts.value": Text("Nilai batas.", "The limit's value."),
    "scenario": Text("Nama skenario.", "The scenario's name."),
    "title": Text("Judul untuk pembaca.", "A title for readers."),
    "change": Text("Apa yang dilakukan baris ini.", "What this row does."),
    "table": Text(
        "Tabel yang diubah, untuk set, add dan remove.",
        "The table that set, add and remove change.",
    ),
    "where": Text(
        "Baris yang dimaksud, mis. session=siang; weekdays=Fri.",
        "The rows that are meant, as session=siang; weekdays=Fri.",
    ),
    "values": Text(
        "Nilai baru, mis. end=17:00 atau count=30..45.",
        "The new values, as end=17:00 or count=30..45.",
    ),
    "visitors.start": Text(
        "Awal setengah jam; kosong: sepanjang sesi.",
        "The start of the half hour; empty: the whole session.",
    ),
    "visitors.date": Text("Hari penghitungan.", "The day of the count."),
    "arrivals": Text("Jumlah pengunjung yang datang.", "How many visitors came."),
    "minutes": Text("Rata-rata lama layanan, menit.", "The mean length of a service, in minutes."),
    "sick_rates.officer": Text(
        "NIP; kosong: semua petugas unit.", "The officer; empty: all of the unit."
    ),
    "sick_rates.unit": Text("Unit; kosong: semua.", "The unit; empty: all of them."),
    "rate": Text("Bagian hari kerja yang hilang, 2%.", "The share of working days lost, 2%."),
    "days": Text("Rata-rata lama absen, hari.", "The mean length of a spell, in days."),
}


def column_note(table: str, column: str) -> Text:
    """What a column is for; raises KeyError for one that has no note."""
    return COLUMN_NOTES.get(f"{table}.{column}") or COLUMN_NOTES[column]


def heading_note(table: str, field: str, column: Column, language: str) -> str:
    """The note on a heading: what it is for, its values, and its other names."""
    lines = [column_note(table, column.name).to(language)]
    if column.choices:
        lines.append(" / ".join(f"{value} ({VALUE_WORDS[value][0]})" for value in column.choices))
    if column.required:
        lines.append(Text("Harus diisi.", "Must be filled in.").to(language))
    others = headings(table)[field][1:]
    if others:
        lines.append(Text("Boleh juga: ", "Also: ").to(language) + ", ".join(others))
    return "\n".join(lines)


def reference() -> str:
    """All tables and columns as Markdown, for the page on the book's format."""
    parts = []
    for table, row in TABLES.items():
        need = " Needed." if table in NEEDED else ""
        parts += [
            f"### {table}",
            "",
            f"{TABLE_NOTES[table].en}{need} Also called: {', '.join(TABLE_WORDS[table])}.",
            "",
            "| column | must be filled in | what for | values | also called |",
            "|---|---|---|---|---|",
        ]
        for field, column in columns(row).items():
            values = " / ".join(f"{value} ({VALUE_WORDS[value][0]})" for value in column.choices)
            if column.of:
                values = f"a name of the table {column.of}"
            parts.append(
                f"| {column.name} | {'yes' if column.required else ''} "
                f"| {column_note(table, column.name).en} | {values} "
                f"| {', '.join(headings(table)[field][1:])} |"
            )
        parts.append("")
    return "\n".join(parts)

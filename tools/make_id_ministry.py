#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Write the tables of examples/id-ministry: an Indonesian ministry of invented units.

positions.csv has the posts, matters.csv what is decided there, authority.csv who may decide it,
lines.csv who else has a say, and duties.csv who does what beside the decisions. Only the totals of the posts are real, those published for the
ministry for administrative reform:

    echelon III   63 posts, of which 1 stays   52 of the other 62 are filled
    echelon IV    96 posts, of which 2 stay    89 of the other 94 are filled

Everything else (units, titles, codes, staff, who is vacant, every matter, amount, volume,
authority and line) is made up to look like a ministry. The same call always writes the same bytes;
there is no randomness. Needs only the standard library.
"""

import argparse
import csv
import io
import pathlib
import sys

COLUMNS = ["code", "title", "kind", "rank", "reports_to", "unit", "seats", "filled", "class",
           "cost", "flags"]

# Rupiah a month. Echelons: Perpres 26/2007. Staff: the general allowance of personal rank III, II.
ALLOWANCE = {"I.a": 5_500_000, "I.b": 4_375_000, "II.a": 3_250_000, "III.a": 1_260_000,
             "IV.a": 540_000}
GENERAL_ALLOWANCE = {"III": 185_000, "II": 180_000}

# Position classes of echelons as seen in one ministry (Permenko Polhukam 4/2024); none for I.b.
ECHELON_CLASS = {"I.a": 17, "II.a": 15, "III.a": 13, "IV.a": 10}

# Classes of functional positions as seen in one ministry (list of ATR/BPN, 2022). A title that is
# not in that list has no class.
EXPERTISE_CLASS = {
    "Perencana": {"Pertama": 8, "Muda": 10, "Madya": 12, "Utama": 14},
    "Auditor": {"Pertama": 8, "Muda": 10, "Madya": 12, "Utama": 14},
    "Analis SDM Aparatur": {"Pertama": 8, "Muda": 10, "Madya": 12, "Utama": 14},
    "Analis Anggaran": {"Pertama": 8, "Muda": 10, "Madya": 12, "Utama": 14},
    "Arsiparis": {"Pertama": 8, "Muda": 9, "Madya": 11},
    "Pustakawan": {"Pertama": 8, "Muda": 9, "Madya": 11},
    "Pranata Komputer": {"Pertama": 8, "Muda": 9, "Madya": 11},
    "Widyaiswara": {"Pertama": 8, "Muda": 9, "Madya": 11, "Utama": 13},
    "Pengelola Pengadaan Barang/Jasa": {"Pertama": 8, "Muda": 10, "Madya": 12},
}
SKILL_CLASS = {
    "Arsiparis": {"Terampil": 6, "Mahir": 7, "Penyelia": 8},
    "Pranata Komputer": {"Terampil": 6, "Mahir": 7, "Penyelia": 8},
    "Pranata SDM Aparatur": {"Terampil": 6, "Mahir": 7, "Penyelia": 8},
    "Pranata Keuangan APBN": {"Terampil": 7, "Mahir": 8, "Penyelia": 9},
}

MINISTRY = "Kementerian Pelayanan Terpadu dan Inovasi Publik"
SECRETARIAT = "Sekretariat Kementerian"

# Bureaus: name, the functional officials at hand, and for each division its two sub-divisions.
BUREAUS = [
    ("Biro Perencanaan dan Keuangan", ["Perencana", "Analis Anggaran"], [
        ("Perencanaan Program", ["Penyusunan Program", "Penyusunan Anggaran"]),
        ("Pemantauan dan Evaluasi", ["Pemantauan Kinerja", "Evaluasi dan Pelaporan"]),
        ("Pelaksanaan Anggaran", ["Perbendaharaan", "Verifikasi"]),
        ("Akuntansi dan Pelaporan Keuangan", ["Akuntansi", "Pelaporan Barang Milik Negara"]),
    ]),
    ("Biro Sumber Daya Manusia dan Organisasi", ["Analis SDM Aparatur", "Perencana"], [
        ("Organisasi dan Tata Laksana", ["Kelembagaan", "Tata Laksana"]),
        ("Perencanaan dan Pengadaan Pegawai", ["Formasi", "Pengadaan dan Kepangkatan"]),
        ("Pengembangan Karier", ["Pola Karier", "Manajemen Talenta"]),
        ("Kinerja dan Kesejahteraan", ["Penilaian Kinerja", "Kesejahteraan dan Disiplin"]),
    ]),
    ("Biro Hukum, Komunikasi, dan Kerja Sama", ["Pustakawan", "Analis SDM Aparatur"], [
        ("Peraturan Perundang-undangan", ["Penyusunan Peraturan", "Dokumentasi Hukum"]),
        ("Bantuan Hukum", ["Advokasi", "Pertimbangan Hukum"]),
        ("Komunikasi Publik", ["Hubungan Media", "Publikasi dan Perpustakaan"]),
        ("Kerja Sama", ["Kerja Sama Dalam Negeri", "Kerja Sama Luar Negeri"]),
    ]),
    ("Biro Umum dan Pengadaan", ["Pengelola Pengadaan Barang/Jasa", "Arsiparis"], [
        ("Tata Usaha Pimpinan", ["Tata Usaha Menteri", "Protokol"]),
        ("Rumah Tangga", ["Urusan Dalam", "Perlengkapan"]),
        ("Pengadaan Barang dan Jasa", ["Perencanaan Pengadaan", "Pelaksanaan Pengadaan"]),
        ("Persuratan dan Kearsipan", ["Persuratan", "Kearsipan"]),
    ]),
]

# Deputies: field, and its four assistant deputies with the functional officials at hand.
DEPUTIES = [
    ("Perizinan Terpadu", [
        ("Standar Perizinan", "Perencana"),
        ("Perizinan Berusaha", "Analis Kebijakan"),
        ("Perizinan Bangunan dan Lingkungan", "Analis Kebijakan"),
        ("Fasilitasi Perizinan Daerah", "Analis Kebijakan"),
    ]),
    ("Layanan Digital Pemerintah", [
        ("Arsitektur Layanan", "Pranata Komputer"),
        ("Aplikasi Umum", "Pranata Komputer"),
        ("Pertukaran Data Layanan", "Pranata Komputer"),
        ("Keamanan dan Keandalan Layanan", "Pranata Komputer"),
    ]),
    ("Mutu Pelayanan", [
        ("Standar Pelayanan", "Analis Kebijakan"),
        ("Evaluasi Pelayanan", "Perencana"),
        ("Pelayanan Satu Gedung", "Analis Kebijakan"),
        ("Inovasi Pelayanan", "Analis Kebijakan"),
    ]),
    ("Pengaduan dan Partisipasi Masyarakat", [
        ("Pengelolaan Pengaduan", "Analis Kebijakan"),
        ("Partisipasi Masyarakat", "Analis Kebijakan"),
        ("Survei Kepuasan", "Perencana"),
        ("Pelayanan Kelompok Rentan", "Analis Kebijakan"),
    ]),
]
# Assistant deputies that have a third division; how many of their divisions have two sub-heads.
THIRD_DIVISION = {"Fasilitasi Perizinan Daerah", "Pelayanan Satu Gedung"}
DIVISIONS_WITH_TWO_SUB_HEADS = 10

EXPERTS = ["Ekonomi Pelayanan", "Hukum dan Tata Kelola", "Teknologi dan Keamanan Informasi",
           "Hubungan Antarlembaga"]

STAFF_TITLES = ["Pengelola Data", "Pengadministrasi Umum", "Penyusun Bahan Kebijakan",
                "Pengolah Laporan", "Analis Tata Usaha", "Pengelola Dokumen"]

# Who is vacant, by the running number of the converted posts of the echelon (from 1).
VACANT_III = {4, 11, 17, 22, 29, 35, 41, 48, 53, 60}
VACANT_IV = {9, 28, 47, 66, 85}


class Ministry:
    """Collects rows; a superior's code is a prefix of the codes of its structural subordinates."""

    def __init__(self):
        self.rows = []
        self.children = {}
        self.converted = {"III.a": 0, "IV.a": 0}
        self.staff_rows = 0

    def add(self, code, title, kind, rank, superior, unit, seats=1, filled=1, position_class="",
            cost="", flags=""):
        self.rows.append([code, title, kind, rank, superior, unit, seats, filled, position_class,
                          cost, flags])
        return code

    def head(self, title, rank, superior, unit, flags=""):
        """A structural post. Its yearly cost is the allowance paid: none while it is vacant."""
        number = self.children[superior] = self.children.get(superior, 0) + 1
        code = f"{number:02d}" if superior == "00" else f"{superior}.{number:02d}"
        filled = 1
        if rank in self.converted and not flags:
            self.converted[rank] += 1
            vacant = VACANT_III if rank == "III.a" else VACANT_IV
            filled = 0 if self.converted[rank] in vacant else 1
        return self.add(code, title, "structural", rank, superior, unit, 1, filled,
                        ECHELON_CLASS.get(rank, ""), 12 * ALLOWANCE[rank] * filled, flags)

    def expert(self, title, level, superior, unit, seats=1, filled=None):
        """Functional officials of the expertise ladder. Their allowance is not known: no cost."""
        number = self.children[superior + "F"] = self.children.get(superior + "F", 0) + 1
        self.add(f"{superior}-F{number}", f"{title} Ahli {level}", "functional", f"Ahli {level}",
                 superior, unit, seats, seats if filled is None else filled,
                 EXPERTISE_CLASS.get(title, {}).get(level, ""))

    def skilled(self, title, level, superior, unit, seats=1):
        """Functional officials of the skill ladder. Their allowance is not known: no cost."""
        number = self.children[superior + "F"] = self.children.get(superior + "F", 0) + 1
        self.add(f"{superior}-F{number}", f"{title} {level}", "functional", level, superior, unit,
                 seats, seats, SKILL_CLASS[title][level])

    def staff(self, superior, unit, seats):
        """Executing staff: one row for all seats of a kind, every third row with a vacancy."""
        self.staff_rows += 1
        number = self.children[superior + "P"] = self.children.get(superior + "P", 0) + 1
        title = STAFF_TITLES[self.staff_rows % len(STAFF_TITLES)]
        filled = seats - (1 if self.staff_rows % 3 == 0 else 0)
        band = "II" if title.startswith("Pengadministrasi") else "III"
        self.add(f"{superior}-P{number}", title, "executing", "Pelaksana", superior, unit, seats,
                 filled, "", 12 * GENERAL_ALLOWANCE[band] * filled)


def sub_head(ministry, word, name, superior, unit, flags=""):
    """An echelon IV post and the staff below it."""
    code = ministry.head(f"Kepala {word} {name}", "IV.a", superior, unit, flags)
    ministry.staff(code, unit, 2 + ministry.staff_rows % 3)
    if ministry.staff_rows % 4 == 0:
        ministry.staff(code, unit, 2)
    return code


def make_rows():
    ministry = Ministry()
    # The minister is a political office: no echelon, no class, no allowance of this kind.
    ministry.add("00", "Menteri", "structural", "", "", MINISTRY)

    secretary = ministry.head("Sekretaris Kementerian", "I.a", "00", SECRETARIAT)
    ministry.expert("Analis Kebijakan", "Utama", secretary, SECRETARIAT)

    for name, functional, divisions in BUREAUS:
        bureau = ministry.head(f"Kepala {name}", "II.a", secretary, name)
        for title in functional:
            ministry.expert(title, "Madya", bureau, name)
            ministry.expert(title, "Muda", bureau, name, 2)
        for number, (division, sub_divisions) in enumerate(divisions):
            head = ministry.head(f"Kepala Bagian {division}", "III.a", bureau, name)
            ministry.expert(functional[number % 2], "Pertama", head, name, 2)
            level = ["Terampil", "Mahir", "Penyelia"][number % 3]
            ministry.skilled(list(SKILL_CLASS)[number], level, head, name)
            ministry.staff(head, name, 2)
            for sub_division in sub_divisions:
                # Signs payment documents of the ministry: bound to authority, it stays.
                flags = "E2" if sub_division == "Perbendaharaan" else ""
                sub_head(ministry, "Subbagian", sub_division, head, name, flags)

    name = "Pusat Data dan Sistem Informasi"
    centre = ministry.head(f"Kepala {name}", "II.a", secretary, name)
    ministry.expert("Pranata Komputer", "Madya", centre, name, 2, 1)
    for division, sub in [("Infrastruktur", "Operasi Data"), ("Sistem Informasi", "Aplikasi")]:
        head = ministry.head(f"Kepala Bidang {division}", "III.a", centre, name)
        ministry.expert("Pranata Komputer", "Muda", head, name, 2)
        ministry.skilled("Pranata Komputer", "Mahir", head, name, 2)
        ministry.staff(head, name, 2)
        sub_head(ministry, "Subbidang", sub, head, name)
    sub_head(ministry, "Subbagian", "Tata Usaha", centre, name)

    name = "Pusat Pembelajaran Pelayanan Publik"
    centre = ministry.head(f"Kepala {name}", "II.a", secretary, name)
    ministry.expert("Widyaiswara", "Utama", centre, name)
    ministry.expert("Widyaiswara", "Madya", centre, name, 3)
    for division, sub in [("Program dan Evaluasi", "Kurikulum"), ("Penyelenggaraan", "Pelatihan")]:
        head = ministry.head(f"Kepala Bidang {division}", "III.a", centre, name)
        ministry.expert("Widyaiswara", "Muda", head, name, 2)
        ministry.staff(head, name, 3)
        sub_head(ministry, "Subbidang", sub, head, name)
    sub_head(ministry, "Subbagian", "Tata Usaha", centre, name)
    # A work unit with a budget of its own (satker): its head stays, and so does the sub-head who
    # approves its documents.
    name = "Balai Uji Kompetensi Pelayanan"
    hall = ministry.head(f"Kepala {name}", "III.a", centre, name, "E1")
    ministry.expert("Analis SDM Aparatur", "Muda", hall, name, 2)
    ministry.expert("Analis SDM Aparatur", "Pertama", hall, name, 3, 2)
    ministry.staff(hall, name, 4)
    sub_head(ministry, "Subbagian", "Tata Usaha Balai", hall, name, "E2")

    name = "Inspektorat"
    inspector = ministry.head("Inspektur", "II.a", secretary, name)
    ministry.expert("Auditor", "Utama", inspector, name)
    ministry.expert("Auditor", "Madya", inspector, name, 4, 3)
    ministry.expert("Auditor", "Muda", inspector, name, 6)
    ministry.expert("Auditor", "Pertama", inspector, name, 5)
    ministry.staff(inspector, name, 2)
    sub_head(ministry, "Subbagian", "Tata Usaha Inspektorat", inspector, name)

    with_two = 0
    for field, assistants in DEPUTIES:
        deputy = ministry.head(f"Deputi Bidang {field}", "I.a", "00", f"Deputi Bidang {field}")
        name = f"Sekretariat Deputi Bidang {field}"
        secretariat = ministry.head(f"Sekretaris Deputi Bidang {field}", "II.a", deputy, name)
        ministry.expert("Perencana", "Muda", secretariat, name)
        for division, sub in [("Program dan Pelaporan", "Program"),
                              ("Umum dan Keuangan", "Keuangan")]:
            head = ministry.head(f"Kepala Bagian {division}", "III.a", secretariat, name)
            ministry.expert("Arsiparis", "Pertama", head, name)
            ministry.staff(head, name, 2)
            sub_head(ministry, "Subbagian", sub, head, name)
        sub_head(ministry, "Subbagian", "Tata Usaha Deputi", secretariat, name)

        for area, functional in assistants:
            name = f"Asisten Deputi {area}"
            assistant = ministry.head(name, "II.a", deputy, name)
            ministry.expert(functional, "Madya", assistant, name, 2)
            ministry.expert(functional, "Muda", assistant, name, 3, 2)
            ministry.staff(assistant, name, 2)
            divisions = ["Perumusan Kebijakan", "Pemantauan dan Evaluasi"]
            if area in THIRD_DIVISION:
                divisions.append("Pendampingan Daerah")
            for number, division in enumerate(divisions):
                head = ministry.head(f"Kepala Bidang {division} {area}", "III.a", assistant, name)
                ministry.expert(functional, "Pertama", head, name, 2)
                ministry.staff(head, name, 1 + number % 2)
                if number == 1 and with_two < DIVISIONS_WITH_TWO_SUB_HEADS:
                    with_two += 1
                    sub_head(ministry, "Subbidang", "Pemantauan Wilayah I", head, name)
                    sub_head(ministry, "Subbidang", "Pemantauan Wilayah II", head, name)
                elif number == 1:
                    sub_head(ministry, "Subbidang", "Pemantauan dan Pelaporan", head, name)
                elif number == 0:
                    sub_head(ministry, "Subbidang", "Penyiapan Bahan Kebijakan", head, name)
                else:
                    sub_head(ministry, "Subbidang", "Pendampingan dan Konsultasi", head, name)

    for field in EXPERTS:
        ministry.head(f"Staf Ahli Bidang {field}", "I.b", "00", "Staf Ahli Menteri")
    return ministry.rows


# --- What is decided, by whom, and who else has a say ---------------------------------------------

MATTER_COLUMNS = ["code", "name", "volume", "originators", "amount", "checks", "initials",
                  "work_minutes", "waiting_hours", "channel", "clerical_steps", "strategic",
                  "not_same_position", "not_same_unit", "pass_good", "pass_bad", "approvals"]
AUTHORITY_COLUMNS = ["position", "holders", "matter", "limit", "source", "giver", "from", "until",
                     "acting", "legal_source"]
LINE_COLUMNS = ["superior", "subordinate", "type", "matter", "role"]
DUTY_COLUMNS = ["position", "process", "duty", "moves"]

# Codes of posts that the rules below speak of.
MINISTER, SECRETARY = "00", "01"
DEPUTY_CODES = ["02", "03", "04", "05"]
FINANCE_BUREAU, LEGAL_BUREAU, PROCUREMENT_BUREAU, INSPECTOR = "01.01", "01.03", "01.04", "01.07"
TREASURY_HEAD, ARCHIVE_HEAD = "01.01.03.01", "01.04.04"
BUDGET_HALL = "01.06.04"

# At most three officials initial a draft before the signature: Permendagri 54/2009.
INITIALS = 3


def make_matters():
    """Rows of matters.csv. All figures are invented, for a ministry of about 900 people."""
    rows = []

    def add(code, name, volume, originators, *, amount="", checks=1, initials=INITIALS, work,
            waiting, channel="paper", clerical="", strategic=False, not_same_position="",
            good="", bad=""):
        rows.append([code, name, volume, originators, amount, checks, initials, work, waiting,
                     channel, clerical, "yes" if strategic else "no", not_same_position, "", good,
                     bad, ""])

    def staff_of(*codes):
        return "kind=executing; subtree=" + "|".join(codes)

    # The minister alone has no rank.
    add("leave", "Cuti tahunan", 3600,
        "rank=I|II|III|IV|Keahlian|Keterampilan|Pelaksana", work=5, waiting=4, channel="digital")
    add("travel", "Perjalanan dinas", 2700, "manager=no", amount=8_000_000, work=10, waiting=6,
        clerical="registry|printing")
    # Who commits the money (PPK) may not sign the payment order (PPSPM).
    add("procurement-small", "Pengadaan langsung", 480, "kind=executing", amount=150_000_000,
        work=40, waiting=12, clerical="registry", not_same_position="grant", good=0.95, bad=0.4)
    add("procurement-large", "Pengadaan melalui tender", 36, staff_of("01.04.03", "01.05", "03"),
        amount=5_000_000_000, checks=2, work=120, waiting=24, clerical="registry",
        not_same_position="grant", good=0.9, bad=0.3)
    add("letter", "Surat keluar dan laporan", 26000, "manager=no", work=12, waiting=6,
        clerical="registry|printing|dispatch")
    add("licence", "Rekomendasi izin", 9000, staff_of("02.02", "02.03", "02.04", "02.05"), work=25,
        waiting=8, clerical="registry|printing", good=0.9, bad=0.35)
    add("budget-revision", "Revisi anggaran", 60,
        staff_of("01.01.01", *(f"{deputy}.01.01" for deputy in DEPUTY_CODES)), amount=500_000_000,
        checks=2, work=60, waiting=16, clerical="registry", strategic=True)
    add("recruitment", "Usul pengadaan pegawai", 150, staff_of("01.02.02.01", "01.02.02.02"),
        checks=2, work=30, waiting=16, clerical="registry|printing", strategic=True)
    add("discipline", "Hukuman disiplin ringan", 25, "rank=IV", work=90, waiting=24,
        clerical="registry", strategic=True, good=0.95, bad=0.3)
    add("grant", "Pencairan bantuan pemerintah", 400,
        staff_of(TREASURY_HEAD, *(f"{deputy}.01.02.01" for deputy in DEPUTY_CODES)), work=30,
        waiting=8, clerical="registry|printing",
        not_same_position="procurement-small|procurement-large", good=0.95, bad=0.25)
    add("cooperation", "Perjanjian kerja sama", 90, staff_of("01.03.04", *DEPUTY_CODES), checks=2,
        work=60, waiting=24, clerical="registry|printing", strategic=True)
    add("archive-disposal", "Pemusnahan arsip", 12, staff_of(ARCHIVE_HEAD), work=45, waiting=24,
        clerical="registry")
    return rows


def make_authorities():
    """Rows of authority.csv: attribution by law, delegation and mandate by a giver."""
    rows = []

    def add(who, matter, source, giver="", limit="", legal="", since="", until="", acting=""):
        """who is a code, or a selector where it has a key."""
        holder = ["", who] if "=" in who else [who, ""]
        rows.append([*holder, matter, limit, source, giver, since, until, acting, legal])

    def codes(*of):
        return "codes=" + "|".join(of)

    deputies = codes(*DEPUTY_CODES)
    decree = "Keputusan Menteri tentang pelimpahan wewenang (rekaan)"
    budget_decree = "Keputusan Kuasa Pengguna Anggaran (rekaan)"
    regulation = "Peraturan Menteri (rekaan)"

    add(MINISTER, "leave", "attribution", legal=regulation)
    for holders in ["rank=I", "rank=II", "rank=III"]:
        add(holders, "leave", "delegation", MINISTER, legal=decree)

    add(MINISTER, "travel", "attribution", legal=regulation)
    add(SECRETARY, "travel", "attribution", legal=regulation)
    add(deputies, "travel", "delegation", SECRETARY, legal=budget_decree)
    add("rank=II", "travel", "delegation", SECRETARY, 50_000_000, budget_decree)
    add("rank=III", "travel", "delegation", SECRETARY, 10_000_000, budget_decree)

    add(SECRETARY, "procurement-small", "attribution", legal=regulation)
    add(BUDGET_HALL, "procurement-small", "attribution", limit=500_000_000, legal=regulation)
    add(deputies, "procurement-small", "delegation", SECRETARY, 10_000_000_000, budget_decree)
    add("rank=II", "procurement-small", "delegation", SECRETARY, 1_000_000_000, budget_decree)
    add("rank=III", "procurement-small", "delegation", SECRETARY, 200_000_000, budget_decree)

    add(SECRETARY, "procurement-large", "attribution", legal=regulation)
    add(deputies, "procurement-large", "delegation", SECRETARY, 10_000_000_000, budget_decree)
    add(PROCUREMENT_BUREAU, "procurement-large", "delegation", SECRETARY, 10_000_000_000,
        budget_decree)

    add(MINISTER, "letter", "attribution", legal=regulation)
    add("rank=I.a", "letter", "mandate", MINISTER, legal=decree)
    add("rank=II", "letter", "mandate", MINISTER, legal=decree)

    # The divisions of the licensing deputy sign for the deputy.
    add("02", "licence", "delegation", MINISTER, legal=decree)
    add(MINISTER, "licence", "attribution", legal=regulation)
    add("rank=III; subtree=02.02|02.03|02.04|02.05", "licence", "mandate", "02",
        legal="Surat kuasa Deputi (rekaan)")

    add(SECRETARY, "budget-revision", "attribution", legal=regulation)
    add(deputies, "budget-revision", "delegation", SECRETARY, 1_000_000_000, budget_decree)

    add(MINISTER, "recruitment", "attribution", legal=regulation)

    for holders in [MINISTER, "rank=I.a", "rank=II", "rank=III"]:
        add(holders, "discipline", "attribution", legal="PP 94/2021 Pasal 16")

    # A regulation names the sub-heads of treasury and of two deputies as those who sign; the others
    # sign by decree. The first lose their right with their post, the others' is issued anew.
    add(SECRETARY, "grant", "attribution", legal=regulation)
    add(codes(TREASURY_HEAD, "02.01.02.01", "03.01.02.01"), "grant", "attribution",
        legal=regulation)
    add(codes("04.01.02.01", "05.01.02.01"), "grant", "delegation", SECRETARY, legal=budget_decree)
    # Three months, as for every acting official.
    add("05.01.01.01", "grant", "mandate", SECRETARY, since="2021-03-01", until="2021-05-31",
        acting="plt", legal="Surat perintah pelaksana tugas (rekaan)")

    add(MINISTER, "cooperation", "attribution", legal=regulation)
    add("rank=I.a", "cooperation", "mandate", MINISTER, legal=decree)

    add(MINISTER, "archive-disposal", "attribution", legal=regulation)
    add(ARCHIVE_HEAD, "archive-disposal", "mandate", MINISTER, legal=decree)
    return rows


def make_lines(positions):
    """Rows of lines.csv: who initials beside the line, reviews in a team, or acts for a post."""
    rows = []

    def add(superior, subordinate, kind, matter="", role=""):
        rows.append([superior, subordinate, kind, matter, role])

    def below_deputies(rank):
        return [row for row in positions if row[3] == rank and row[0][:2] in DEPUTY_CODES]

    for row in below_deputies("II.a"):
        add(LEGAL_BUREAU, row[0], "coordination", "cooperation", "paraf hukum")
    for row in below_deputies("III.a"):
        if row[1].startswith("Kepala Bidang Perumusan Kebijakan"):
            add(LEGAL_BUREAU, row[0], "coordination", "letter", "paraf hukum")
    for deputy in DEPUTY_CODES:
        add(FINANCE_BUREAU, f"{deputy}.01", "coordination", "budget-revision", "paraf keuangan")
    add(INSPECTOR, FINANCE_BUREAU, "coordination", "budget-revision", "reviu inspektorat")
    for row in below_deputies("II.a"):
        if row[0].startswith("03"):
            add(PROCUREMENT_BUREAU, row[0], "coordination", "procurement-large", "paraf pengadaan")
    add(LEGAL_BUREAU, "01.04.04.02", "coordination", "archive-disposal", "panitia penilai")

    # The audit team: from the member up to who answers for the quality of the report.
    add("01.07-F3", "01.07-F4", "assignment", "letter", "ketua tim")
    add("01.07-F2", "01.07-F3", "functional", "letter", "pengendali teknis")
    add("01.07-F1", "01.07-F2", "functional", "letter", "pengendali mutu")
    # The data centre looks over what the computer officials of the digital deputy write.
    for row in positions:
        if row[0].startswith("03.03") and row[1] == "Pranata Komputer Ahli Pertama":
            add("01.05-F1", row[0], "functional", "letter", "pembina teknis")

    # Vacant posts with an acting official; the other vacant posts have none.
    for acting, vacant in [("01.01.03", "01.01.04"), ("02.05.02", "02.05.01"),
                           ("05.01.02", "05.01.01"), ("05.01.01.01", "05.01.02.01")]:
        add(acting, vacant, "acting", "", "Plt")
    return rows


def make_duties():
    """Rows of duties.csv: who does what in procurement and payment, beside who decides."""
    rows = []
    # The heads of these sub-divisions do it as heads: with the post it goes to the superior.
    for process in ["procurement-small", "procurement-large"]:
        for position, duty in [("01.04.03.01", "vendor master"), ("01.04.03.02", "order"),
                               ("01.04.02.02", "receive"), ("01.01.03.02", "invoice"),
                               ("01.01.03.01", "pay"), ("01.01.04.01", "reconcile")]:
            rows.append([position, process, duty, "yes"])
        rows.append(["01.07-F2", process, "audit", "no"])
    # Commits, orders the payment, pays; the last stays, for its post is kept.
    for position, duty in [("01.01.02", "PPK"), ("01.01.03", "PPSPM"), (TREASURY_HEAD, "bendahara"),
                           ("01.01", "KPA")]:
        rows.append([position, "grant", duty, "yes"])
    return rows


def check(rows):
    """Holds the rows against the published totals: fail rather than write a wrong file."""
    by_code = {row[0]: row for row in rows}
    assert len(by_code) == len(rows), "a code is used twice"
    assert all(row[4] in by_code for row in rows[1:]), "a superior is missing"
    for rank, posts, kept, filled in [("III.a", 63, 1, 52), ("IV.a", 96, 2, 89)]:
        of_rank = [row for row in rows if row[3] == rank]
        converted = [row for row in of_rank if not row[10]]
        assert len(of_rank) == posts, (rank, len(of_rank))
        assert len(of_rank) - len(converted) == kept, rank
        assert sum(row[7] for row in converted) == filled, rank


def check_decisions(positions, matters, authorities, lines):
    """Holds the other tables against the posts: every code that they name is there."""
    by_code = {row[0]: row for row in positions}
    codes = [row[0] for row in matters]
    assert len(codes) == 12 == len(set(codes)), "there are twelve matters"
    assert all(other in codes for row in matters for other in row[12].split("|") if other)
    for position, holders, matter, _, source, giver, *_ in authorities:
        assert bool(position) != bool(holders), "an authority has a code or a selector"
        assert matter in codes and (position in by_code or not position), (position, matter)
        assert (giver in by_code) == (source != "attribution"), (position, holders, giver)
    for superior, subordinate, kind, matter, _ in lines:
        assert superior in by_code and subordinate in by_code and superior != subordinate
        assert matter in codes or not matter, matter
        assert kind != "acting" or (by_code[subordinate][7] == 0 and by_code[superior][7] > 0)
    selected = [term.split("=")[1] for row in matters + authorities for cell in row[:4]
                for term in str(cell).split("; ") if term.startswith(("subtree=", "codes="))]
    assert all(code in by_code for term in selected for code in term.split("|")), "unknown code"


def write_table(path, columns, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=pathlib.Path, metavar="FOLDER",
                        default=root / "examples" / "id-ministry",
                        help="folder to write to (default: %(default)s)")
    options = parser.parse_args()

    positions = make_rows()
    check(positions)
    matters, authorities, lines = make_matters(), make_authorities(), make_lines(positions)
    check_decisions(positions, matters, authorities, lines)
    duties = make_duties()
    codes = {row[0] for row in positions}
    assert all(position in codes for position, *_ in duties), "a duty of a post that is not there"
    write_table(options.out / "positions.csv", COLUMNS, positions)
    write_table(options.out / "matters.csv", MATTER_COLUMNS, matters)
    write_table(options.out / "authority.csv", AUTHORITY_COLUMNS, authorities)
    write_table(options.out / "lines.csv", LINE_COLUMNS, lines)
    write_table(options.out / "duties.csv", DUTY_COLUMNS, duties)


if __name__ == "__main__":
    main()

// SPDX-License-Identifier: BSL-1.0
// Written by tools/preset_functions.py from the files in src/presets/ranks.
#pragma once

#include <pangkas/core/preset_schemes.hpp>

#include <vector>

namespace pangkas::inline v0_1 {

// clang-format off

rank_scheme indonesia() {
return rank_scheme("indonesia", "Indonesian civil service: echelons, functional ladders and executing staff", std::vector<rank>{{.name = "I.a", .kind = position_kind::structural, .groups = {"I", "JPT Madya"}, .aliases = {"11"}, .grade_low = "IV/d", .grade_high = "IV/e", .class_low = 17, .class_high = 17, .allowance = 5500000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 9/2005, "
"https://text-id.123dok.com/document/4zp7m36rz-… (posts); Perpres 26/2007, as "
"reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Permenko "
"Polhukam 4/2024, "
"https://pasal.id/peraturan/permen/permenko-polhukam-no-4-tahun-2024/koreksi/9579474 "
"(class); Law 20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Secretary-General, Director-General, Deputy, Inspector-General, head of an agency. "
"Class 17 seen in one ministry. The match of echelon and leadership class is "
"unverified."},
{.name = "I.b", .kind = position_kind::structural, .groups = {"I", "JPT Madya"}, .aliases = {"12"}, .grade_low = "IV/c", .grade_high = "IV/e", .allowance = 4375000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 9/2005, "
"https://text-id.123dok.com/document/4zp7m36rz-… (posts); Perpres 26/2007, as "
"reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Law "
"20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Expert staff to a minister. The match of echelon and leadership class is unverified."},
{.name = "I", .kind = position_kind::structural, .groups = {"JPT Madya"}, .aliases = {"JPT Madya"}, .source = "Law 5/2014 and Law 20/2023 (the class); PP 13/2002 (the echelon)", .note = "The echelon without its letter, or the class alone. The match of the two is "
"unverified."},
{.name = "II.a", .kind = position_kind::structural, .groups = {"II", "JPT Pratama"}, .aliases = {"21"}, .grade_low = "IV/c", .grade_high = "IV/d", .class_low = 15, .class_high = 15, .allowance = 3250000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 9/2005, "
"https://text-id.123dok.com/document/4zp7m36rz-… (posts); Perpres 26/2007, as "
"reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Permenko "
"Polhukam 4/2024, "
"https://pasal.id/peraturan/permen/permenko-polhukam-no-4-tahun-2024/koreksi/9579474 "
"(class); Law 20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Head of a bureau, Director, Assistant Deputy, head of a centre, Inspector, secretary"
" of a directorate-general. Class 15 seen in one ministry for a bureau head and an "
"inspector. The match of echelon and leadership class is unverified."},
{.name = "II.b", .kind = position_kind::structural, .groups = {"II", "JPT Pratama"}, .aliases = {"22"}, .grade_low = "IV/b", .grade_high = "IV/c", .allowance = 2025000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 26/2007, "
"as reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Law "
"20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Unverified: heads of regional services. The match of echelon and leadership class is"
" unverified."},
{.name = "II", .kind = position_kind::structural, .groups = {"JPT Pratama"}, .aliases = {"JPT Pratama"}, .source = "Law 5/2014 and Law 20/2023 (the class); PP 13/2002 (the echelon)", .note = "The echelon without its letter, or the class alone. The match of the two is "
"unverified."},
{.name = "III.a", .kind = position_kind::structural, .groups = {"III", "Administrator"}, .administrative = true, .aliases = {"31"}, .grade_low = "IV/a", .grade_high = "IV/b", .class_low = 13, .class_high = 13, .allowance = 1260000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 9/2005, "
"https://text-id.123dok.com/document/4zp7m36rz-… (posts); Perpres 26/2007, as "
"reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Permenko "
"Polhukam 4/2024, "
"https://pasal.id/peraturan/permen/permenko-polhukam-no-4-tahun-2024/koreksi/9579474 "
"(class); Law 20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Kabag, Kabid, Kasubdit. Class 13 seen in one ministry for a Kabag. The match of "
"echelon and leadership class is unverified."},
{.name = "III.b", .kind = position_kind::structural, .groups = {"III", "Administrator"}, .administrative = true, .aliases = {"32"}, .grade_low = "III/d", .grade_high = "IV/a", .allowance = 980000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 26/2007, "
"as reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Law "
"20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "The match of echelon and leadership class is unverified."},
{.name = "III", .kind = position_kind::structural, .groups = {"Administrator"}, .administrative = true, .aliases = {"Administrator"}, .source = "Law 5/2014 and Law 20/2023 (the class); PP 13/2002 (the echelon)", .note = "The echelon without its letter, or the class alone. The match of the two is "
"unverified."},
{.name = "IV.a", .kind = position_kind::structural, .groups = {"IV", "Pengawas"}, .administrative = true, .aliases = {"41"}, .grade_low = "III/c", .grade_high = "III/d", .class_low = 10, .class_high = 10, .allowance = 540000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 9/2005, "
"https://text-id.123dok.com/document/4zp7m36rz-… (posts); Perpres 26/2007, as "
"reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Permenko "
"Polhukam 4/2024, "
"https://pasal.id/peraturan/permen/permenko-polhukam-no-4-tahun-2024/koreksi/9579474 "
"(class); Law 20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "Kasubbag, Kasubbid, Kasi. Class 10 seen in one ministry for a Kasubbag. The match of"
" echelon and leadership class is unverified."},
{.name = "IV.b", .kind = position_kind::structural, .groups = {"IV", "Pengawas"}, .administrative = true, .aliases = {"42"}, .grade_low = "III/b", .grade_high = "III/c", .allowance = 490000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 26/2007, "
"as reported by https://origin.kompas.tv/ekonomi/409655/…?page=2 (allowance); Law "
"20/2023, summary https://cms.emka.web.id/2025/02/… (leadership classes)", .note = "The match of echelon and leadership class is unverified."},
{.name = "IV", .kind = position_kind::structural, .groups = {"Pengawas"}, .administrative = true, .aliases = {"Pengawas"}, .source = "Law 5/2014 and Law 20/2023 (the class); PP 13/2002 (the echelon)", .note = "The echelon without its letter, or the class alone. The match of the two is "
"unverified."},
{.name = "V.a", .kind = position_kind::structural, .groups = {"V", "Pelaksana eselon V"}, .administrative = true, .aliases = {"V", "51", "52"}, .grade_low = "III/a", .grade_high = "III/b", .allowance = 360000, .source = "PP 13/2002, https://id.scribd.com/document/512231265/ (rank band); Perpres 26/2007, "
"as reported by https://postingnews.id/amp/13884/… (allowance)", .note = "Executing staff with an echelon V post. The match of echelon and class is "
"unverified."},
{.name = "Ahli Utama", .kind = position_kind::functional, .groups = {"Keahlian"}, .aliases = {"Utama", "Jenjang Utama"}, .grade_low = "IV/d", .grade_high = "IV/e", .class_low = 13, .class_high = 14, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); Keppres 87/1999, "
"https://jdih.kemenkeu.go.id/fullText/1999/87TAHUN1999Kpres.htm (rank band); class "
"list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ (class)", .note = "Class seen in one ministry."},
{.name = "Ahli Madya", .kind = position_kind::functional, .groups = {"Keahlian"}, .aliases = {"Madya", "Jenjang Madya"}, .grade_low = "IV/a", .grade_high = "IV/c", .class_low = 11, .class_high = 12, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); Keppres 87/1999, "
"https://jdih.kemenkeu.go.id/fullText/1999/87TAHUN1999Kpres.htm (rank band); class "
"list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ (class)", .note = "Class seen in one ministry, whose list has one lower exception (personnel analyst, "
"10)."},
{.name = "Ahli Muda", .kind = position_kind::functional, .groups = {"Keahlian"}, .aliases = {"Muda", "Jenjang Muda"}, .grade_low = "III/c", .grade_high = "III/d", .class_low = 9, .class_high = 10, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); Keppres 87/1999, "
"https://jdih.kemenkeu.go.id/fullText/1999/87TAHUN1999Kpres.htm (rank band); class "
"list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ (class)", .note = "Class seen in one ministry."},
{.name = "Ahli Pertama", .kind = position_kind::functional, .groups = {"Keahlian"}, .aliases = {"Pertama", "Jenjang Pertama"}, .grade_low = "III/a", .grade_high = "III/b", .class_low = 8, .class_high = 8, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); Keppres 87/1999, "
"https://jdih.kemenkeu.go.id/fullText/1999/87TAHUN1999Kpres.htm (rank band); class "
"list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ (class)", .note = "Class seen in one ministry."},
{.name = "Penyelia", .kind = position_kind::functional, .groups = {"Keterampilan"}, .aliases = {"Jenjang Penyelia"}, .grade_low = "III/c", .grade_high = "III/d", .class_low = 8, .class_high = 9, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); BKN 2023, Teknis penyesuaian AK, https://id."
"scribd.com/document/712964724/Teknis-Penyesuaian-AK-dari-Konvensional-ke-Integrasi "
"(rank band); class list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ "
"(class)", .note = "Rank band second-hand (slides). Class 8, in some functional positions 9."},
{.name = "Mahir", .kind = position_kind::functional, .groups = {"Keterampilan"}, .aliases = {"Jenjang Mahir", "Pelaksana Lanjutan"}, .grade_low = "III/a", .grade_high = "III/b", .class_low = 7, .class_high = 8, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); BKN 2023, Teknis penyesuaian AK, https://id."
"scribd.com/document/712964724/Teknis-Penyesuaian-AK-dari-Konvensional-ke-Integrasi "
"(rank band); class list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ "
"(class)", .note = "Rank band second-hand (slides, label swapped with Terampil). Class 7, in some "
"functional positions 8."},
{.name = "Terampil", .kind = position_kind::functional, .groups = {"Keterampilan"}, .aliases = {"Jenjang Terampil"}, .grade_low = "II/b", .grade_high = "II/d", .class_low = 6, .class_high = 7, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); BKN 2023, Teknis penyesuaian AK, https://id."
"scribd.com/document/712964724/Teknis-Penyesuaian-AK-dari-Konvensional-ke-Integrasi "
"(rank band); class list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ "
"(class)", .note = "Rank band second-hand (slides, label swapped with Mahir). Class 6, in some "
"functional positions 7."},
{.name = "Pemula", .kind = position_kind::functional, .groups = {"Keterampilan"}, .aliases = {"Jenjang Pemula", "Pelaksana Pemula"}, .grade_low = "II/a", .grade_high = "II/a", .class_low = 5, .class_high = 5, .source = "Law 5/2014 Art. 18, http://dirbkpsdm.parigimoutongkab.go.id/index.php/17-uu-nomor-5-"
"tahun-2014/140-pasal-18-ayat-4 (level); BKN 2023, Teknis penyesuaian AK, https://id."
"scribd.com/document/712964724/Teknis-Penyesuaian-AK-dari-Konvensional-ke-Integrasi "
"(rank band); class list of ATR/BPN, 2022, https://id.scribd.com/document/580630374/ "
"(class)", .note = "Rank band second-hand (slides)."},
{.name = "Pelaksana", .kind = position_kind::executing, .aliases = {"99", "Staf", "Staf pelaksana", "Jabatan Pelaksana", "JFU", "Fungsional Umum", "Jabatan Fungsional Umum"}, .source = "Law 20/2023, summary https://cms.emka.web.id/2025/02/…", .note = "Executing staff without an echelon. JFU is the name used before Law 5/2014."}});
}

rank_scheme uk_civil_service() {
return rank_scheme("uk-civil-service", "United Kingdom civil service: senior civil service pay bands, officers' grades and "
"grades below", std::vector<rank>{{.name = "SCS4", .kind = position_kind::structural, .groups = {"SCS"}, .aliases = {"Permanent Secretary", "Perm Sec", "SCS Band 4", "SCS PB4", "SCS Pay Band 4"}, .note = "Permanent secretaries. Their pay is set apart from the three bands; the returns "
"write SCS4."},
{.name = "OF-9", .kind = position_kind::structural, .groups = {"OF"}, .note = "Four stars: general, admiral, air chief marshal."},
{.name = "SCS3", .kind = position_kind::structural, .groups = {"SCS"}, .aliases = {"SCS Band 3", "SCS Band 3 London", "SCS Band 3 National", "SCS PB3", "SCS Pay Band 3"}, .note = "Directors general."},
{.name = "OF-8", .kind = position_kind::structural, .groups = {"OF"}, .note = "Three stars."},
{.name = "SCS2", .kind = position_kind::structural, .groups = {"SCS"}, .aliases = {"SCS Band 2", "SCS Band 2 London", "SCS Band 2 National", "SCS PB2", "SCS Pay Band 2"}, .note = "Directors."},
{.name = "OF-7", .kind = position_kind::structural, .groups = {"OF"}, .note = "Two stars."},
{.name = "SCS1A", .kind = position_kind::structural, .groups = {"SCS"}, .aliases = {"SCS Band 1A", "SCS Band 1A London", "SCS Band 1A National", "SCS PB1A", "SCS Pay Band 1A"}, .note = "Upper part of pay band 1, still used by some departments."},
{.name = "SCS1", .kind = position_kind::structural, .groups = {"SCS"}, .aliases = {"SCS Band 1", "SCS Band 1 London", "SCS Band 1 National", "SCS PB1", "SCS Pay Band 1"}, .note = "Deputy directors."},
{.name = "OF-6", .kind = position_kind::structural, .groups = {"OF"}, .note = "One star."},
{.name = "G6", .kind = position_kind::executing, .aliases = {"Grade 6", "Grade 6 (G6)", "Grade 6 & equivalent", "Grade 6 London", "Grade 6 National", "Band 6 (Grade 6)", "G6(I)", "G6(N)", "G6(O)"}},
{.name = "G7", .kind = position_kind::executing, .aliases = {"Grade 7", "Grade 7 (G7)", "Grade 7 & equivalent", "Grade 7 London", "Grade 7 (London)", "Grade 7 National", "Band 5 (Grade 7)", "G7(I)", "G7(N)", "G7(O)"}},
{.name = "SEO", .kind = position_kind::executing, .aliases = {"Senior Executive Officer", "Senior Executive Officer (SEO)", "Senior Executive Officer London", "Senior Executive Officer National", "SEO & equivalent", "SEO Specialist", "Band 4 (SEO)", "SEO(I)", "SEO(N)", "SEO(O)"}},
{.name = "Fast Stream", .kind = position_kind::executing, .aliases = {"FS", "Fast Stream (HEOD)", "Fast Stream London", "HEO(D)", "HEO-D"}, .note = "A development scheme rather than a grade. Its place is that of HEO(D) in the return "
"of one department; another lists it between SEO and Grade 7."},
{.name = "HEO", .kind = position_kind::executing, .aliases = {"Higher Executive Officer", "Higher Executive Officer (HEO)", "Higher Executive Officer London", "Higher Executive Officer National", "HEO & equivalent", "HEO Specialist", "Band 3 (HEO)", "HEO(I)", "HEO(N)", "HEO(O)"}},
{.name = "EO", .kind = position_kind::executing, .aliases = {"Executive Officer", "Executive Officer (EO)", "Executive Officer London", "Executive Officer National", "EO & equivalent", "Band 2 (EO)", "EO(I)", "EO(N)", "EO(O)"}},
{.name = "AO", .kind = position_kind::executing, .aliases = {"Administrative Officer", "Administrative Officer (AO)", "Administrative Officer London", "Administrative Officer National", "AO & equivalent", "Band 1 (AO)", "AO(I)", "AO(N)", "AO(O)"}},
{.name = "AA", .kind = position_kind::executing, .aliases = {"Administrative Assistant", "Administrative Assistant (AA)", "Admin Assistant", "AA & equivalent"}}});
}

// clang-format on

}  // namespace pangkas

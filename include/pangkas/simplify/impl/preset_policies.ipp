// SPDX-License-Identifier: BSL-1.0
// Written by tools/preset_functions.py from the files in src/presets/policies.
#pragma once

#include <pangkas/simplify/preset_policies.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

// clang-format off

policy delayer() {
policy p;
p.name = "delayer";
p.title = "Delayer: take the managers of given layers out of the line";
p.description = "Managers of the chosen layers stay under their superior as functional positions of "
"the same rank; their subordinates move to that superior. Layer 1 is the top.";
p.source = "Layer and manager as in the glossary. That removing layers shortens decisions is "
"what this policy measures, not what it assumes: Rajan and Wulf (2006), The "
"flattening firm; Wulf (2012), The flattened firm, not as advertised, "
"http://www.juliemwulf.com/featured-work";
p.select.push_back({{"managers-of-layers", "The layer was named on the command line.", "", {}}, {.layers = std::vector<std::size_t>{}, .manager = true}});
p.convert.push_back({{"stay-as-functional", "The post keeps its rank, holder and place; only its subordinates leave it.", "", {}}, {}, "", position_kind::functional, ""});
p.reports = {{"to-superior", "What hung below a delayered manager reports to the superior of that manager, or, "
"where that one is delayered too, to the nearest superior that stays.", "", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-delayered-managers", "Authority that a law gave to the post is listed as orphaned until that law is "
"changed; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014 on government administration, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "No role rebuilds the line that was taken out.", "", {}}, role_policy::none, {}};
p.checks.span_low = 3;
p.checks.span_high = 15;
return p;
}

policy id_central_2021() {
policy p;
p.name = "id-central-2021";
p.title = "Indonesia, central agencies: simplification of 2021";
p.description = "Echelon III becomes Ahli Madya, echelon IV Ahli Muda, echelon V Ahli Pertama; posts "
"that meet criterion E1, E2, E3 or E4 stay structural.";
p.source = "Permen PANRB 25/2021, copy "
"https://id.scribd.com/document/531541332/Permen-PANRB-No-25-Tahun-2021; Permen PANRB"
" 17/2021 (replaces 28/2019), summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; Permen"
" PANRB 7/2022, summary "
"https://ainamulyana.id/2022/03/permenpan-rb-nomor-7-tahun-2022-tentang.html";
p.scheme = "indonesia";
p.select.push_back({{"administrative-posts", "Administrator, supervisor and echelon V units are removed; the aim is two structural"
" levels.", "Permen PANRB 25/2021; Kebijakan penyederhanaan struktur organisasi, slides of 7 June"
" 2021, https://id.scribd.com/document/512532700/", {}}, {.ranks = {"III", "IV", "V"}}});
p.exempt.push_back({{"E1", "The post heads a budget-holding work unit (satker) with authority over the use of "
"budget or of goods and services.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020, https://www.indo"
"zone.id/news/PjsxZy/3-kriteria-eselon-yang-terhindar-dari-rencana-jokowi-pangkas-bir"
"okrasi and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E1"}}});
p.exempt.push_back({{"E2", "The duties of the post are bound to authority: authorising, legalising, ratifying or"
" approving documents.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020, https://www.indo"
"zone.id/news/PjsxZy/3-kriteria-eselon-yang-terhindar-dari-rencana-jokowi-pangkas-bir"
"okrasi and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E2"}}});
p.exempt.push_back({{"E3", "The post has authority over a territory.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020, https://www.indo"
"zone.id/news/PjsxZy/3-kriteria-eselon-yang-terhindar-dari-rencana-jokowi-pangkas-bir"
"okrasi and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E3"}}});
p.exempt.push_back({{"E4", "The post meets another special criterion that the agency proposed to the minister "
"for administrative reform.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020, https://www.indo"
"zone.id/news/PjsxZy/3-kriteria-eselon-yang-terhindar-dari-rencana-jokowi-pangkas-bir"
"okrasi and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E4"}}});
p.convert.push_back({{"III-to-madya", "An administrator post of echelon III becomes a functional position of level Ahli "
"Madya.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; https:"
"//news.republika.co.id/berita/q73t69380/penyederhanaan-birokrasi-ubah-pola-pikir-asn"
"; https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"III"}}, "Ahli Madya", std::nullopt, ""});
p.convert.push_back({{"IV-to-muda", "A supervisor post of echelon IV becomes a functional position of level Ahli Muda.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; https:"
"//news.republika.co.id/berita/q73t69380/penyederhanaan-birokrasi-ubah-pola-pikir-asn"
"; https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"IV"}}, "Ahli Muda", std::nullopt, ""});
p.convert.push_back({{"V-to-pertama", "An executing post of echelon V becomes a functional position of level Ahli Pertama.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; "
"https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"V"}}, "Ahli Pertama", std::nullopt, ""});
p.reports = {{"to-performance-assessing-official", "Functional officials and executing staff sit under the performance-assessing "
"official of their unit, which is the nearest superior that stays.", "Permen PANRB 7/2022, as explained by BKN Denpasar, https://denpasar.bkn.go.id/kms/en"
"siklopedia:sistem_kerja_pasca_penyederhanaan_birokrasi?do=diff&rev=1676876211", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-removed-posts", "Authority that a law gave to a removed post is orphaned until that law names another"
" post, as finance sub-heads in Riau Islands found; delegated authority must be "
"issued again; a mandate returns to its giver.", "Law 30/2014, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/ and "
"https://hukumexpert.com/mandat-dan-delegasi-dalam-administrasi/; Implications of "
"equalisation, Riau Islands, https://123dok.com/id/docs/implications-…10469270", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "Coordinators are a transitional task given by need, not a rule of the programme.", "https://jektvnews.disway.id/amp/1532/…; https://jpnn.com/news/penjelasan-terbaru-soa"
"l-pengalihan-pejabat-eselon-iii-iv-v-ke-fungsional?page=3", {}}, role_policy::none, {}};
p.roles.names.push_back({{"III"}, "koordinator", {}});
p.roles.names.push_back({{"IV"}, "subkoordinator", {}});
p.checks.span_low = 3;
p.checks.span_high = 15;
p.checks.structural_layers = 2;
p.checks.initials = 3;
return p;
}

policy id_regency_2021() {
policy p;
p.name = "id-regency-2021";
p.title = "Indonesia, regencies and cities: simplification of 2021";
p.description = "Echelon III stays. Echelon IV becomes Ahli Muda and echelon V Ahli Pertama, unless "
"the post is on the keep list of the Home Ministry or meets a criterion E1 to E5.";
p.source = "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/; Permen"
" PANRB 25/2021, copy "
"https://id.scribd.com/document/531541332/Permen-PANRB-No-25-Tahun-2021; Permen PANRB"
" 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html";
p.scheme = "indonesia";
p.select.push_back({{"administrative-posts", "Administrative posts are simplified unless a reason keeps them.", "Permen PANRB 25/2021; Home Ministry letter 800/2603/OTDA, 22 April 2021", {}}, {.ranks = {"III", "IV", "V"}}});
p.exempt.push_back({{"keep-III", "Administrator posts of echelon III stay in regencies and cities.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/; letter"
" 130/13988/SJ, 13 December 2019, as reported by https://suarasiber.com/2019/12/angin"
"-segar-dari-mendagri-eselon-iii-tetap-ada-eselon-iv-dibatasi/", {}}, {.ranks = {"III"}}});
p.exempt.push_back({{"E1", "The post heads a budget-holding work unit (satker) with authority over the use of "
"budget or of goods and services.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020 and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E1"}}});
p.exempt.push_back({{"E2", "The duties of the post are bound to authority: authorising, legalising, ratifying or"
" approving documents.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020 and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E2"}}});
p.exempt.push_back({{"E3", "The post has authority over a territory, as a district head (camat) or ward head "
"(lurah) has.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020; "
"https://en.antaranews.com/news/136443/ and https://news.detik.com/berita/d-4781267/ "
"(camat, lurah)", {}}, {.flags = {"E3"}}});
p.exempt.push_back({{"E4", "The post meets another special criterion that was proposed to the minister for "
"administrative reform.", "Criteria of the Ministry of Administrative Reform, https://menpan.go.id/site/berita-"
"terkini/penyederhanaan-birokrasi-ditargetkan-selesai-di-tahun-2020 and "
"https://jabarekspres.com/berita/2019/11/07/korban-eselonisasi-441-148-orang", {}}, {.flags = {"E4"}}});
p.exempt.push_back({{"E5", "The post heads an independent technical unit or a procurement unit (local list).", "Madiun inspectorate, 23 April 2021, https://inspektorat.madiunkota.go.id/2021/04/23/"
"penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.flags = {"E5"}}});
p.exempt.push_back({{"K1-regional-secretariat", "Administration sub-head at the regional secretariat.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K1"}}});
p.exempt.push_back({{"K2-secretariats", "Supervisor in the secretariat of a service, an agency, the council or the "
"inspectorate.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K2"}}});
p.exempt.push_back({{"K3-procurement", "Supervisor in the procurement unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K3"}}});
p.exempt.push_back({{"K4-hospital", "Supervisor in the regional hospital.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K4"}}});
p.exempt.push_back({{"K5-technical-unit", "Supervisor in a technical implementing unit (UPT).", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K5"}}});
p.exempt.push_back({{"K6-district-and-ward", "Supervisor in a district or ward office.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K6"}}});
p.exempt.push_back({{"K7-section-only-affair", "The affair may by regulation exist only as a section or sub-field.", "PP 18/2016 Art. 40(10), named in Home Ministry letter 800/2603/OTDA, 22 April 2021, "
"as reported by https://inspektorat.madiunkota.go.id/2021/04/23/penyederhanaan-birokr"
"asi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .flags = {"K7"}}});
p.exempt.push_back({{"K1-by-name", "Administration sub-head at the regional secretariat, found by its unit and title.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"sekretariat daerah", "setda"}, .title_contains = {"tata usaha"}}});
p.exempt.push_back({{"K2-by-name", "Supervisor in a secretariat, found by its unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"sekretariat dinas", "sekretariat badan", "sekretariat dprd", "sekretariat dewan", "sekretariat inspektorat"}}});
p.exempt.push_back({{"K3-by-name", "Supervisor in the procurement unit, found by its unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"pengadaan barang", "ukpbj"}}});
p.exempt.push_back({{"K4-by-name", "Supervisor in the regional hospital, found by its unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"rumah sakit", "rsud"}}});
p.exempt.push_back({{"K5-by-name", "Supervisor in a technical implementing unit, found by its unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"unit pelaksana teknis", "uptd"}}});
p.exempt.push_back({{"K6-by-name", "Supervisor in a district or ward office, found by its unit.", "Home Ministry letter 800/2603/OTDA, 22 April 2021, as reported by https://inspektora"
"t.madiunkota.go.id/2021/04/23/penyederhanaan-birokrasi-jabatan-administrasi/", {}}, {.ranks = {"IV"}, .unit_contains = {"kecamatan", "kelurahan"}}});
p.convert.push_back({{"III-to-madya", "An administrator post of echelon III becomes a functional position of level Ahli "
"Madya.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; "
"https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"III"}}, "Ahli Madya", std::nullopt, ""});
p.convert.push_back({{"IV-to-muda", "A supervisor post of echelon IV becomes a functional position of level Ahli Muda.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; "
"https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"IV"}}, "Ahli Muda", std::nullopt, ""});
p.convert.push_back({{"V-to-pertama", "An executing post of echelon V becomes a functional position of level Ahli Pertama.", "Permen PANRB 17/2021, summary "
"https://updaterpp.blogspot.com/2021/05/permenpan-rb-nomor-17-tahun-2021.html; "
"https://warta.bkkbndiy.id/babak-baru-penyederhanaan-birokrasi", {}}, {.ranks = {"V"}}, "Ahli Pertama", std::nullopt, ""});
p.reports = {{"to-performance-assessing-official", "Functional officials and executing staff sit under the performance-assessing "
"official of their unit, which is the nearest superior that stays.", "Permen PANRB 7/2022, as explained by BKN Denpasar, https://denpasar.bkn.go.id/kms/en"
"siklopedia:sistem_kerja_pasca_penyederhanaan_birokrasi?do=diff&rev=1676876211", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-removed-posts", "Authority that a law gave to a removed post is orphaned until that law names another"
" post; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/ and "
"https://hukumexpert.com/mandat-dan-delegasi-dalam-administrasi/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "Coordinators are a transitional task given by need, not a rule of the programme.", "https://bhantaran.com/2021/06/14/pemprov-jatim-menuju-penyederhanaan-birokrasi/; htt"
"ps://jpnn.com/news/penjelasan-terbaru-soal-pengalihan-pejabat-eselon-iii-iv-v-ke-fun"
"gsional?page=3", {}}, role_policy::none, {}};
p.roles.names.push_back({{"III"}, "koordinator", {}});
p.roles.names.push_back({{"IV"}, "subkoordinator", {}});
p.checks.span_low = 3;
p.checks.span_high = 15;
p.checks.structural_layers = 2;
p.checks.initials = 3;
return p;
}

policy layers_at_most() {
policy p;
p.name = "layers-at-most";
p.title = "At most seven layers, with the fewest posts converted";
p.description = "At most six superiors stand one below another, so there are seven layers; the "
"optimum chooses the fewest posts.";
p.source = "APSC, Optimal management structures (ideal 5 to 7), "
"https://www.apsc.gov.au/publication/optimal-management-structures; North Carolina, "
"recommendation of the 1990s (at most 7)";
p.select.push_back({{"managers", "The optimum chooses among all managers.", "", {}}, {.layers = std::vector<std::size_t>{}, .manager = true}});
p.exempt.push_back({{"by-law", "A law names the head of this unit; the rule of spans does not change the law.", "The flag by-law of the position table, which names no law by itself: the column "
"legal_source does.", {}}, {.flags = {"by-law"}}});
p.convert.push_back({{"stay-as-functional", "The post keeps its rank, holder and place; only its subordinates leave it.", "", {}}, {}, "", position_kind::functional, ""});
p.reports = {{"to-superior", "What hung below the post reports to its superior or, where that one leaves the line "
"too, to the nearest superior that stays.", "", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-converted-posts", "Authority that a law gave to the post is listed as orphaned until that law is "
"changed; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014 on government administration, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "No role rebuilds the line that was taken out.", "", {}}, role_policy::none, {}};
p.optimum.max_layers = 6;
p.optimum.objective = "fewest";
return p;
}

policy one_to_one() {
policy p;
p.name = "one-to-one";
p.title = "Managers of one: who leads exactly one position leaves the line";
p.description = "Who has exactly one command subordinate stays under the superior as a functional "
"position of the same rank; that subordinate moves up.";
p.source = "APSC, Optimal management structures, "
"https://www.apsc.gov.au/publication/optimal-management-structures, on layers with "
"few reports; the rule itself is plain counting";
p.select.push_back({{"managers-of-one", "The post leads exactly one position.", "", {}}, {.one_to_one = true}});
p.exempt.push_back({{"by-law", "A law names the head of this unit; the rule of spans does not change the law.", "The flag by-law of the position table, which names no law by itself: the column "
"legal_source does.", {}}, {.flags = {"by-law"}}});
p.convert.push_back({{"stay-as-functional", "The post keeps its rank, holder and place; only its subordinates leave it.", "", {}}, {}, "", position_kind::functional, ""});
p.reports = {{"to-superior", "What hung below the post reports to its superior or, where that one leaves the line "
"too, to the nearest superior that stays.", "", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-converted-posts", "Authority that a law gave to the post is listed as orphaned until that law is "
"changed; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014 on government administration, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "No role rebuilds the line that was taken out.", "", {}}, role_policy::none, {}};
return p;
}

policy span_floor() {
policy p;
p.name = "span-floor";
p.title = "Span floor: who leads too few leaves the line";
p.description = "Who has command subordinates, but fewer than the floor, which is four where no other"
" is given, stays under the superior as a functional position of the same rank, from "
"the lowest up, until no such manager is left.";
p.source = "McKinsey, How to identify the right spans of control for your organization, https://"
"www.mckinsey.com/business-functions/organization/our-insights/how-to-identify-the-ri"
"ght-spans-of-control-for-your-organization; APSC, Optimal management structures, "
"https://www.apsc.gov.au/publication/optimal-management-structures";
p.select.push_back({{"below-the-floor", "The post leads fewer positions than the floor.", "", {}}, {.span = {{1, 3}}}});
p.exempt.push_back({{"by-law", "A law names the head of this unit; the rule of spans does not change the law.", "The flag by-law of the position table, which names no law by itself: the column "
"legal_source does.", {}}, {.flags = {"by-law"}}});
p.convert.push_back({{"stay-as-functional", "The post keeps its rank, holder and place; only its subordinates leave it.", "", {}}, {}, "", position_kind::functional, ""});
p.reports = {{"to-superior", "What hung below the post reports to its superior or, where that one leaves the line "
"too, to the nearest superior that stays.", "", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-converted-posts", "Authority that a law gave to the post is listed as orphaned until that law is "
"changed; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014 on government administration, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "No role rebuilds the line that was taken out.", "", {}}, role_policy::none, {}};
p.repeat = true;
p.checks.span_low = 4;
return p;
}

policy spans_and_layers() {
policy p;
p.name = "spans-and-layers";
p.title = "Eight by eight: at most eight layers, at least eight reports";
p.description = "At most seven superiors stand one below another, so there are eight layers, and each"
" superior that may be converted leads at least eight; the optimum chooses the fewest"
" posts.";
p.source = "Making 8 by 8 great again (2017), "
"https://www.futureorgs.com/single-post/2017/02/07/making-8-by-8-great-again";
p.select.push_back({{"managers", "The optimum chooses among all managers.", "", {}}, {.layers = std::vector<std::size_t>{}, .manager = true}});
p.exempt.push_back({{"by-law", "A law names the head of this unit; the rule of spans does not change the law.", "The flag by-law of the position table, which names no law by itself: the column "
"legal_source does.", {}}, {.flags = {"by-law"}}});
p.convert.push_back({{"stay-as-functional", "The post keeps its rank, holder and place; only its subordinates leave it.", "", {}}, {}, "", position_kind::functional, ""});
p.reports = {{"to-superior", "What hung below the post reports to its superior or, where that one leaves the line "
"too, to the nearest superior that stays.", "", {}}, attachment::nearest_kept_superior};
p.authority = {{"authority-of-converted-posts", "Authority that a law gave to the post is listed as orphaned until that law is "
"changed; delegated authority must be issued again; a mandate returns to its giver.", "Law 30/2014 on government administration, as explained by "
"https://katadata.co.id/amp/berita/nasional/636a04704995c/", {}}, attribution_outcome::orphan, delegation_outcome::nearest_kept_superior, mandate_outcome::giver};
p.roles = {{"no-roles", "No role rebuilds the line that was taken out.", "", {}}, role_policy::none, {}};
p.optimum.span_floor = 8;
p.optimum.max_layers = 7;
p.optimum.objective = "fewest";
return p;
}

// clang-format on

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"
#include "decision_rows.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::column;
using detail::decision_rows;
using detail::echo;
using detail::parse_bands;
using detail::parse_budget_share;
using detail::parse_measures;
using detail::parse_share;

constexpr const char* absent = "read as absent";

constexpr std::array<detail::named<step_act>, 22> acts{
    {{"draft", step_act::draft},
     {"certify", step_act::certify},
     {"recommend", step_act::recommend},
     {"review", step_act::review},
     {"initial", step_act::initial},
     {"concur", step_act::concur},
     {"approve", step_act::approve},
     {"sign", step_act::sign},
     {"countersign", step_act::countersign},
     {"report", step_act::report},
     {"veto", step_act::veto},
     {"konsep", step_act::draft},
     {"sahkan", step_act::certify},
     {"usulkan", step_act::recommend},
     {"telaah", step_act::review},
     {"paraf", step_act::initial},
     {"sepakati", step_act::concur},
     {"setujui", step_act::approve},
     {"tandatangani", step_act::sign},
     {"turuttandatangani", step_act::countersign},
     {"laporkan", step_act::report},
     {"tolak", step_act::veto}}};

constexpr std::span<const detail::named<step_act>> known_acts{acts};

/// Reads the numbers in the parts of a cell.
detail::number_reader numbers(decision_rows& rows, column at) {
  return [&rows, at](std::string_view part) { return rows.part(part, at); };
}

/// One amount, or bands of amounts.
void read_amounts(decision_rows& rows, column at, matter& m) {
  if (!detail::is_bands(rows.text(at))) {
    m.amount = rows.number(at);
    return;
  }
  rows.read(
      at, [&](std::string_view cell) { return parse_bands(cell, numbers(rows, at)); }, "bad-bands",
      absent, m.bands);
  // Whatever no limit reaches is no band where it is all there is.
  if (m.bands.size() != 1 || (m.bands[0].to && !m.bands[0].above_limits)) return;
  m.above_limits = true;
  if (!m.bands[0].above_limits) m.amount = m.bands[0].from;
  m.bands.clear();
}

/// Acts by their names in the native form; what is none stays as it is, for the builder.
std::vector<std::string> acts_by_name(std::vector<std::string> names) {
  for (std::string& name : names) {
    const auto known = std::ranges::find(acts, fold(name), &detail::named<step_act>::first);
    if (known != acts.end()) name = to_string(known->second);
  }
  return names;
}

bool is_relative(std::string_view holders) { return holders.starts_with('@'); }

/// A class by a selector, or who stands so to the originator.
holder parse_rule_of_holders(std::string_view text) {
  return is_relative(text) ? parse_holder(text)
                           : holder{holder_kind::class_of, {}, parse_condition(text)};
}

/// Yes, no, or to whom.
void read_passing_on(decision_rows& rows, column at, authority& a) {
  const auto said = rows.answer(at);
  a.stays = said == false;
  if (said) return;
  a.stays = !rows.read(at, parse_condition, "bad-selector", "read as no", a.receivers);
}

}  // namespace

void add_matter_table(organisation_builder& builder, std::string_view text, const std::string& file,
                      decimal_mark decimals) {
  decision_rows rows(builder, text, file, decimals);
  const column code = rows.require({"code", "kode"}, "the code of a matter");
  const column name = rows.find({"name", "nama"});
  const column volume = rows.find({"volume", "jumlah"});
  const column originators = rows.find({"originators", "pengusul"});
  const column amount = rows.find({"amount", "nilai"});
  const column checks = rows.find({"checks", "pemeriksaan"});
  const column initials = rows.find({"initials", "paraf"});
  const column work = rows.find({"work_minutes", "menit_kerja"});
  const column waiting = rows.find({"waiting_hours", "jam_tunggu"});
  const column channel = rows.find({"channel", "saluran"});
  const column clerical = rows.find({"clerical_steps", "langkah_tata_usaha"});
  const column strategic = rows.find({"strategic", "strategis"});
  const column not_same_position = rows.find({"not_same_position", "tidak_sejabatan"});
  const column not_same_unit = rows.find({"not_same_unit", "tidak_seunit"});
  const column pass_good = rows.find({"pass_good", "lolos_baik"});
  const column pass_bad = rows.find({"pass_bad", "lolos_buruk"});
  const column approvals = rows.find({"approvals", "persetujuan"});
  const column family = rows.find({"family", "rumpun"});
  const column share = rows.find({"share", "porsi"});
  const column currency = rows.find({"currency", "mata_uang"});
  const column measures = rows.find({"measures", "ukuran"});
  const column own_first = rows.find({"own_first", "putus_sendiri"});
  const column until = rows.find({"until", "batas_garis"});
  const column flags = rows.find({"flags", "tanda"});
  const column limit_hours = rows.find({"limit_hours", "batas_jam"});
  const column apart = rows.find({"apart", "dipisah"});
  const column beneficiary = rows.find({"beneficiary", "penerima_manfaat"});
  const column shared = rows.find({"shared", "dibagi"});
  const column fallback = rows.find({"fallback", "pemutus_cadangan"});
  const column levels_up = rows.find({"levels_up", "jenjang_naik"});
  while (rows.next()) {
    matter m;
    m.code = rows.text(code);
    m.name = rows.text(name);
    const bool stands = rows.read(originators, parse_condition, "bad-selector",
                                  "the matter was left out", m.originators);
    m.volume = rows.volume(volume);
    read_amounts(rows, amount, m);
    m.checks = rows.whole(checks).value_or(0);
    m.initials = rows.whole(initials);
    m.work_minutes = rows.number(work);
    m.waiting_hours = rows.number(waiting);
    if (rows.is_given(channel))
      m.channel = rows.name<matter_channel>(channel,
                                            {{"paper", matter_channel::paper},
                                             {"digital", matter_channel::digital},
                                             {"kertas", matter_channel::paper}},
                                            "bad-value", "read as paper")
                      .value_or(matter_channel::paper);
    m.clerical_steps = rows.names(clerical);
    m.strategic = rows.truth(strategic);
    m.not_same_position = rows.names(not_same_position);
    m.not_same_unit = rows.names(not_same_unit);
    m.pass_good = rows.probability(pass_good);
    m.pass_bad = rows.probability(pass_bad);
    m.approvals = rows.whole(approvals, 1);
    m.families = rows.names(family);
    rows.read(
        share, [&](std::string_view cell) { return parse_share(cell, numbers(rows, share)); },
        "bad-number", "read as the whole", m.share);
    m.currency = rows.text_if_any(currency);
    rows.read(
        measures,
        [&](std::string_view cell) { return parse_measures(cell, numbers(rows, measures)); },
        "bad-measures", absent, m.measures);
    m.own_first = rows.truth(own_first);
    rows.read(until, parse_holder, "bad-holder", absent, m.until);
    m.flags = rows.names(flags);
    m.limit_hours = rows.number(limit_hours);
    m.apart = acts_by_name(rows.names(apart));
    rows.read(beneficiary, parse_holder, "bad-holder", absent, m.beneficiary);
    if (rows.is_given(shared))
      m.shared = rows.name<volume_sharing>(shared,
                                           {{"positions", volume_sharing::by_position},
                                            {"seats", volume_sharing::by_seats},
                                            {"jabatan", volume_sharing::by_position},
                                            {"formasi", volume_sharing::by_seats}},
                                           "bad-value", "read as positions")
                     .value_or(volume_sharing::by_position);
    rows.read(fallback, parse_holder, "bad-holder", absent, m.fallback);
    m.levels_up = rows.whole(levels_up, 1);
    if (stands) builder.add_matter(std::move(m), rows.from());
  }
}

void add_authority_table(organisation_builder& builder, std::string_view text,
                         const std::string& file, decimal_mark decimals) {
  constexpr const char* left_out = "the authority was left out";
  decision_rows rows(builder, text, file, decimals);
  const column holders = rows.find({"holders", "pemegang"});
  const column whoever = rows.find({"whoever", "siapa_pun"});
  const std::initializer_list<const char*> of_position{"position", "jabatan", "kode_jabatan"};
  const column position =
      holders || whoever ? rows.find(of_position) : rows.require(of_position, "the position");
  const column of_matter = rows.require({"matter", "urusan"}, "the matter");
  const column limit = rows.find({"limit", "batas"});
  const column source = rows.find({"source", "sumber"});
  const column giver = rows.find({"giver", "pemberi"});
  const column first_day = rows.find({"from", "mulai"});
  const column last_day = rows.find({"until", "sampai"});
  const column acting = rows.find({"acting", "plh_plt"});
  const column legal_source = rows.find({"legal_source", "dasar_hukum"});
  const column except = rows.find({"except", "kecuali"});
  const column held_for = rows.find({"for", "bagi"});
  const column with = rows.find({"with", "bersama"});
  const column currency = rows.find({"currency", "mata_uang"});
  const column limits = rows.find({"limits", "batas_lain"});
  const column acting_limit = rows.find({"acting_limit", "batas_plh_plt"});
  const column quorum = rows.find({"quorum", "kuorum"});
  const column waiting = rows.find({"waiting_hours", "jam_tunggu"});
  const column pass_on = rows.find({"pass_on", "dapat_diteruskan"});
  while (rows.next(position)) {
    authority a;
    a.position = rows.text(position);
    a.matter = rows.text(of_matter);
    a.giver = rows.text_if_any(giver);
    a.legal_source = rows.text_if_any(legal_source);
    a.from = rows.day(first_day);
    a.until = rows.day(last_day);
    const std::string selector = rows.text_if_any(holders);
    const std::string rule = rows.text_if_any(whoever);
    const int named =
        (a.position.empty() ? 0 : 1) + (selector.empty() ? 0 : 1) + (rule.empty() ? 0 : 1);
    if (named != 1) {
      rows.report("unclear-holder",
                  a.position.empty() && position ? position
                  : selector.empty()             ? whoever
                                                 : holders,
                  named == 0 ? "the row names neither a position nor holders, nor whoever it is"
                             : "the row names its holder in more than one column",
                  left_out);
      continue;
    }
    std::optional<condition> each_of;
    bool stands = rows.read(holders, parse_condition, "bad-selector", left_out, each_of);
    stands &= rows.read(whoever, parse_rule_of_holders,
                        is_relative(rule) ? "bad-holder" : "bad-selector", left_out, a.whoever);
    stands &= rows.read(
        limit,
        [&](std::string_view cell) {
          a.budget_share = parse_budget_share(cell, numbers(rows, limit));
          return a.budget_share ? std::nullopt : std::optional(rows.part(cell, limit));
        },
        "bad-number", left_out, a.limit);
    if (rows.is_given(acting)) {
      a.acting = rows.name<acting_capacity>(acting,
                                            {{"plh", acting_capacity::plh},
                                             {"plt", acting_capacity::plt},
                                             {"plh.", acting_capacity::plh},
                                             {"plt.", acting_capacity::plt}},
                                            "bad-value", left_out);
      stands &= a.acting.has_value();
    }
    // A delegation needs a regulation that says so (Law 30/2014, Art. 13); both who act for a post
    // do so under mandate (BKN circular 1/2021).
    a.source =
        a.giver.empty() && !a.acting ? authority_source::attribution : authority_source::mandate;
    if (rows.is_given(source))
      a.source = rows.name<authority_source>(source,
                                             {{"attribution", authority_source::attribution},
                                              {"delegation", authority_source::delegation},
                                              {"mandate", authority_source::mandate},
                                              {"atribusi", authority_source::attribution},
                                              {"delegasi", authority_source::delegation},
                                              {"mandat", authority_source::mandate}},
                                             "bad-value", "read as blank")
                     .value_or(a.source);
    a.except = rows.names(except);
    stands &= rows.read(held_for, parse_condition, "bad-selector", left_out, a.originators);
    stands &= rows.read(with, parse_holder_list, "bad-holder", left_out, a.with);
    a.currency = rows.text_if_any(currency);
    stands &= rows.read(
        limits, [&](std::string_view cell) { return parse_measures(cell, numbers(rows, limits)); },
        "bad-measures", left_out, a.limits);
    stands &= rows.read(
        acting_limit, [&](std::string_view cell) { return rows.part(cell, acting_limit); },
        "bad-number", left_out, a.acting_limit);
    stands &= rows.read(
        quorum, [&](std::string_view cell) { return rows.whole_part(cell, quorum, 1); },
        "bad-number", left_out, a.quorum);
    a.waiting_hours = rows.number(waiting);
    read_passing_on(rows, pass_on, a);
    if (!stands) continue;
    if (each_of)
      builder.add_authorities(*each_of, std::move(a), rows.from());
    else
      builder.add_authority(std::move(a), rows.from());
  }
}

void add_line_table(organisation_builder& builder, std::string_view text, const std::string& file) {
  decision_rows rows(builder, text, file, decimal_mark::guess);
  const column superior = rows.require({"superior", "atasan"}, "the superior's code");
  const column subordinates = rows.find({"subordinates", "bawahan_pilihan"});
  const std::initializer_list<const char*> of_subordinate{"subordinate", "bawahan"};
  const column subordinate = subordinates ? rows.find(of_subordinate)
                                          : rows.require(of_subordinate, "the subordinate's code");
  const column type = rows.require({"type", "jenis"}, "the type of a line");
  const column of_matter = rows.find({"matter", "urusan"});
  const column role = rows.find({"role", "peran"});
  const column first_day = rows.find({"from", "mulai"});
  const column last_day = rows.find({"until", "sampai"});
  const column legal_source = rows.find({"legal_source", "dasar_hukum"});
  while (rows.next(subordinate)) {
    const std::string selector = rows.text_if_any(subordinates);
    if (subordinates && rows.text(subordinate).empty() == selector.empty()) {
      rows.report("unclear-subordinate", selector.empty() ? subordinate : subordinates,
                  selector.empty()
                      ? "the row names neither a subordinate nor a selector of subordinates"
                      : fmt::format("the row names the subordinate \"{}\" and the subordinates "
                                    "\"{}\"",
                                    echo(rows.text(subordinate)), echo(selector)),
                  "the line was left out; write one of them");
      continue;
    }
    const auto known = rows.name<line_type>(type,
                                            {{"functional", line_type::functional},
                                             {"assignment", line_type::assignment},
                                             {"coordination", line_type::coordination},
                                             {"acting", line_type::acting},
                                             {"membership", line_type::membership},
                                             {"command", line_type::command},
                                             {"fungsional", line_type::functional},
                                             {"penugasan", line_type::assignment},
                                             {"koordinasi", line_type::coordination},
                                             {"keanggotaan", line_type::membership},
                                             {"komando", line_type::command}},
                                            "unknown-line-type", "the line was left out");
    if (!known) continue;
    reporting_line each{
        rows.text(superior),         rows.text(subordinate),        *known,
        rows.text_if_any(of_matter), rows.text_if_any(role),        rows.day(first_day),
        rows.day(last_day),          rows.text_if_any(legal_source)};
    std::optional<condition> many;
    if (!rows.read(subordinates, parse_condition, "bad-selector", "the line was left out", many))
      continue;
    if (many)
      builder.add_lines(std::move(*many), std::move(each), rows.from());
    else
      builder.add_line(std::move(each), rows.from());
  }
}

void add_step_table(organisation_builder& builder, std::string_view text, const std::string& file,
                    decimal_mark decimals) {
  constexpr const char* left_out = "the step was left out";
  decision_rows rows(builder, text, file, decimals);
  const column of_matter = rows.require({"matter", "urusan"}, "the matter");
  const column act = rows.require({"act", "tindakan"}, "what is done");
  const column who = rows.require({"who", "oleh"}, "who does it");
  const column held_for = rows.find({"for", "bagi"});
  const column after = rows.find({"after", "sesudah"});
  const column together = rows.find({"together", "bersamaan"});
  const column above = rows.find({"above", "di_atas"});
  const column flag = rows.find({"flag", "tanda"});
  const column work = rows.find({"work_minutes", "menit_kerja"});
  const column waiting = rows.find({"waiting_hours", "jam_tunggu"});
  const column limit_hours = rows.find({"limit_hours", "batas_jam"});
  const column legal_source = rows.find({"legal_source", "dasar_hukum"});
  while (rows.next()) {
    matter_step s;
    s.matter = rows.text(of_matter);
    const auto known = rows.name(act, known_acts, "unknown-act", left_out);
    s.act = known.value_or(s.act);
    // Nobody can guess who is meant by a cell without anything.
    bool stands = known.has_value();
    if (!rows.is_given(who)) {
      rows.report("bad-holder", who, "the row does not say who takes the step", left_out);
      stands = false;
    }
    stands &= rows.read(who, parse_holder, "bad-holder", left_out, s.who);
    stands &= rows.read(held_for, parse_condition, "bad-selector", left_out, s.originators);
    s.after = rows.truth(after);
    s.together = rows.text_if_any(together);
    s.above = rows.number(above);
    s.flag = rows.text_if_any(flag);
    s.work_minutes = rows.number(work);
    s.waiting_hours = rows.number(waiting);
    s.limit_hours = rows.number(limit_hours);
    s.legal_source = rows.text_if_any(legal_source);
    if (stands) builder.add_step(std::move(s), rows.from());
  }
}

}  // namespace pangkas

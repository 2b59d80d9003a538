// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"
#include "json_object.hpp"
#include "json_text.hpp"
#include "text_pieces.hpp"
#include "written_positions.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::append_rare_members;
using detail::object_writer;
using nlohmann::ordered_json;

ordered_json scheme_to_json(const rank_scheme& scheme) {
  if (scheme.ranks().empty() && scheme.name().empty()) return nullptr;
  const auto names = preset_schemes();
  if (std::ranges::find(names, scheme.name()) != names.end() &&
      *preset_scheme(scheme.name()) == scheme)
    return scheme.name();
  ordered_json ranks = ordered_json::array();
  for (const rank& r : scheme.ranks()) {
    ordered_json entry{{"name", r.name}, {"kind", to_string(r.kind)}};
    if (!r.groups.empty()) entry["groups"] = r.groups;
    if (r.administrative) entry["administrative"] = true;
    if (!r.aliases.empty()) entry["aliases"] = r.aliases;
    if (!r.grade_low.empty()) entry["grade_low"] = r.grade_low;
    if (!r.grade_high.empty()) entry["grade_high"] = r.grade_high;
    if (r.class_low) entry["class_low"] = *r.class_low;
    if (r.class_high) entry["class_high"] = *r.class_high;
    if (r.allowance) entry["allowance"] = *r.allowance;
    if (!r.source.empty()) entry["source"] = r.source;
    if (!r.note.empty()) entry["note"] = r.note;
    ranks.push_back(std::move(entry));
  }
  return {{"name", scheme.name()}, {"title", scheme.title()}, {"ranks", std::move(ranks)}};
}

output_error no_utf8(std::size_t entry, std::string_view key) {
  return output_error(
      fmt::format("entry {} of \"{}\" holds text that is not UTF-8; recode it first", entry, key));
}

/// Writes the entries of an array one a line.
class array_writer {
 public:
  array_writer(detail::text_pieces& pieces, std::string_view key) : pieces_(pieces), key_(key) {
    pieces_.append(fmt::format(",\n  \"{}\": [", key));
  }
  template <class Write>
  void entry(const Write& write) {
    entry_ = entries_++ == 0 ? "\n    " : ",\n    ";
    object_writer object(entry_);
    try {
      write(object);
    } catch (const detail::not_utf8&) {
      throw no_utf8(entries_, key_);
    }
    object.end();
    pieces_.append(entry_);
  }
  void end() { pieces_.append(entries_ == 0 ? "]" : "\n  ]"); }

 private:
  detail::text_pieces& pieces_;
  std::string_view key_;
  std::string entry_;
  std::size_t entries_ = 0;
};

/// The list of flags as it stands in a position.
std::string flag_list(const std::vector<std::string>& flags) {
  std::string list;
  for (const std::string& flag : flags) {
    list += list.empty() ? '[' : ',';
    detail::append_quoted(list, flag);
  }
  return list += ']';
}

/// Writes a position to a place that has room for it.
char* put_position(char* at, const detail::written_position& p) {
  using detail::put;
  char* const begin = at;
  // Each member brings the comma before it; that of the first becomes the brace.
  if (!p.code.empty()) at = put(put(put(at, R"(,"code":")"), p.code), '"');
  if (!p.title.empty()) at = put(put(put(at, R"(,"title":")"), p.title), '"');
  if (!p.kind.empty()) at = put(put(put(at, R"(,"kind":")"), p.kind), '"');
  if (!p.rank.empty()) at = put(put(put(at, R"(,"rank":")"), p.rank), '"');
  if (!p.reports_to.empty()) at = put(put(put(at, R"(,"reports_to":")"), p.reports_to), '"');
  if (!p.unit.empty()) at = put(put(put(at, R"(,"unit":")"), p.unit), '"');
  if (p.seats) at = detail::put_number(put(at, R"(,"seats":)"), *p.seats);
  if (p.filled) at = detail::put_number(put(at, R"(,"filled":)"), *p.filled);
  if (!p.position_class.empty()) at = put(put(put(at, R"(,"class":")"), p.position_class), '"');
  if (p.cost) at = detail::put_number(put(at, R"(,"cost":)"), *p.cost);
  if (p.budget) at = detail::put_number(put(at, R"(,"budget":)"), *p.budget);
  if (!p.flags.empty()) at = put(put(at, R"(,"flags":)"), p.flags);
  if (!p.holders.empty()) at = put(put(put(at, R"(,"holder":")"), p.holders), '"');
  if (!p.legal_source.empty()) at = put(put(put(at, R"(,"legal_source":")"), p.legal_source), '"');
  if (at == begin) at = put(at, '{');
  *begin = '{';
  return put(at, '}');
}

void write_positions(const organisation& org, detail::text_pieces& pieces) {
  detail::written_positions positions(org, detail::json_form(), flag_list);
  pieces.append(",\n  \"positions\": [");
  for (row_index row = 0; row < org.size(); ++row) {
    try {
      const detail::written_position p = positions[row];
      constexpr std::size_t marks = 192;  // keys, quotes, commas, the line break before it
      char* const at = pieces.room(p.size() + marks + 4 * detail::longest_number);
      const std::string_view separator = ",\n    ";
      pieces.took(put_position(detail::put(at, separator.substr(row == 0 ? 1 : 0)), p));
    } catch (const detail::not_utf8&) {
      throw no_utf8(row + 1, "positions");
    }
  }
  pieces.append(org.size() == 0 ? "]" : "\n  ]");
}

/// What few matters have: all that version 1 does not know.
void append_rare_members(const matter& m, object_writer& object) {
  object.texts("families", m.families)
      .text("currency", m.currency)
      .text("measures", detail::to_string(m.measures))
      .truth("above_limits", m.above_limits);
  if (m.share != 1) object.number("share", m.share);
  object.truth("own_first", m.own_first)
      .holder("until", m.until)
      .texts("flags", m.flags)
      .number("limit_hours", m.limit_hours)
      .texts("apart", m.apart)
      .holder("beneficiary", m.beneficiary);
  if (m.shared == volume_sharing::by_seats) object.text("shared", "seats");
  object.holder("fallback", m.fallback).number("levels_up", m.levels_up);
}

/// A matter; a member that has its default is left out.
void write_matter(const matter& m, object_writer& object) {
  object.text("code", m.code).text("name", m.name);
  if (m.originators != non_managing_positions())
    object.text("originators", to_string(m.originators));
  object.number("volume", m.volume).number("amount", m.amount);
  if (m.checks != 0) object.whole("checks", m.checks);
  object.whole("initials", m.initials)
      .number("work_minutes", m.work_minutes)
      .number("waiting_hours", m.waiting_hours);
  if (m.channel != matter_channel::paper) object.text("channel", to_string(m.channel));
  object.texts("clerical_steps", m.clerical_steps)
      .truth("strategic", m.strategic)
      .texts("not_same_position", m.not_same_position)
      .texts("not_same_unit", m.not_same_unit)
      .number("pass_good", m.pass_good)
      .number("pass_bad", m.pass_bad)
      .whole("approvals", m.approvals);
  append_rare_members(m, object);
}

void write_step(const matter_step& s, object_writer& object) {
  object.text("matter", s.matter)
      .text("act", to_string(s.act))
      .holder("who", s.who)
      .selector("for", s.originators)
      .truth("after", s.after)
      .text("together", s.together)
      .number("above", s.above)
      .text("flag", s.flag)
      .number("work_minutes", s.work_minutes)
      .number("waiting_hours", s.waiting_hours)
      .number("limit_hours", s.limit_hours)
      .text("legal_source", s.legal_source);
}

/// Whether version 1 can say what an organisation holds. A program that knows only that version
/// would leave out a member that it does not know, and with it, say, for whom a right holds; it
/// refuses version 2.
bool is_of_version_1(const organisation& org) {
  const auto is_old = [](const auto& of) {
    std::string rare;
    object_writer object(rare);
    try {
      append_rare_members(of, object);
    } catch (const detail::not_utf8&) {
      return false;  // told when it is written
    }
    return rare.size() == 1;
  };
  return !org.table().budgets->any() && !org.table().holders->any() &&
         !org.table().legal_sources->any() && org.steps().empty() &&
         std::ranges::all_of(org.matters(), is_old) &&
         std::ranges::all_of(org.authorities(), is_old) &&
         std::ranges::all_of(org.parts().lines, [](const row_line& l) {
           return l.type != line_type::membership && l.from == 0 && l.until == 0 &&
                  l.legal_source == 0;
         });
}

}  // namespace

void write_json(const organisation& org, const text_sink& sink) {
  detail::text_pieces pieces(sink);
  pieces.append(
      fmt::format("{{\n  \"pangkas\": \"organisation\",\n  \"version\": {},\n  \"scheme\": {}",
                  is_of_version_1(org) ? 1 : json_version, scheme_to_json(org.scheme()).dump()));
  write_positions(org, pieces);

  if (!org.matters().empty()) {
    array_writer matters(pieces, "matters");
    for (const matter& m : org.matters())
      matters.entry([&](object_writer& object) { write_matter(m, object); });
    matters.end();
  }

  const auto code = [&](position_id p) { return org.code(p); };
  array_writer lines(pieces, "lines");
  for (const row_line& l : org.parts().lines)
    lines.entry([&](object_writer& object) {
      object.text("superior", code(org.position_at(l.superior)))
          .text("subordinate", code(org.position_at(l.subordinate)))
          .text("type", to_string(l.type))
          .text("matter", org.line_names()[l.matter])
          .text("role", org.line_names()[l.role])
          .text("from", org.line_names()[l.from])
          .text("until", org.line_names()[l.until])
          .text("legal_source", org.line_names()[l.legal_source]);
    });
  lines.end();

  array_writer authorities(pieces, "authorities");
  for (const authority& a : org.authorities())
    authorities.entry([&](object_writer& object) {
      object.text("position", a.position)
          .text("matter", a.matter)
          .number("limit", a.limit)
          .text("source", to_string(a.source))
          .text("giver", a.giver)
          .text("legal_source", a.legal_source)
          .text("from", a.from)
          .text("until", a.until)
          .text("acting", a.acting ? to_string(*a.acting) : std::string_view{});
      append_rare_members(a, object);
    });
  authorities.end();

  if (!org.steps().empty()) {
    array_writer steps(pieces, "steps");
    for (const matter_step& s : org.steps())
      steps.entry([&](object_writer& object) { write_step(s, object); });
    steps.end();
  }
  pieces.append("\n}\n");
  pieces.end();
}

std::string to_json(const organisation& org) {
  std::string all;
  write_json(org, [&](std::string_view part) { all += part; });
  return all;
}

std::string sha256_of(const organisation& org, const text_sink& sink) {
  sha256_hash hash;
  write_json(org, [&](std::string_view part) {
    hash.add(part);
    if (sink) sink(part);
  });
  return hash.hex();
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"
#include "table_headings.hpp"
#include "table_writer.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/io/decision_tables.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::is_not_known;

template <class Number>
std::string number_cell(std::optional<Number> value) {
  return value ? format_number(static_cast<double>(*value)) : std::string{};
}

/// A text that would be read as none at all.
std::string kept(std::string text) {
  return !text.empty() && is_not_known(text) ? "\\" + text : text;
}

std::string names_cell(const std::vector<std::string>& names) {
  std::string cell;
  for (const std::string& name : names)
    cell.append(cell.empty() ? "" : "|").append(detail::escape_selector(name));
  return kept(std::move(cell));
}

std::string selector_cell(const std::optional<condition>& when) {
  return when ? to_string(*when) : std::string{};
}

std::string holder_cell(const std::optional<holder>& who) {
  return who ? kept(to_string(*who)) : std::string{};
}

/// A column that is written only if a row fills it, so that a table without what it says is as it
/// was before there was such a column.
template <class Row>
struct rare_column {
  std::string_view heading;
  std::string (*cell)(const Row&);
};

template <class Row>
using cells_of = std::vector<std::string> (*)(const Row&);

template <class Row>
void write_rows(const text_sink& sink, const csv_style& style, std::string headings,
                const std::vector<Row>& rows, cells_of<Row> usual,
                std::span<const rare_column<Row>> rare) {
  std::vector<rare_column<Row>> filled;
  for (const rare_column<Row>& column : rare) {
    if (std::ranges::all_of(rows, [&](const Row& row) { return column.cell(row).empty(); }))
      continue;
    filled.push_back(column);
    headings.append(",").append(column.heading);
  }
  detail::table_writer table(sink, headings, style);
  for (const Row& row : rows) {
    std::vector<std::string> cells = usual(row);
    for (const rare_column<Row>& column : filled) cells.push_back(column.cell(row));
    const std::vector<std::string_view> texts(cells.begin(), cells.end());
    table.row(texts);
  }
  table.end();
}

constexpr std::array<rare_column<matter>, 13> rare_of_matters{
    {{"family", [](const matter& m) { return names_cell(m.families); }},
     {"share", [](const matter& m) { return m.share == 1 ? "" : format_number(m.share); }},
     {"currency", [](const matter& m) { return m.currency; }},
     {"measures", [](const matter& m) { return detail::to_string(m.measures); }},
     {"own_first", [](const matter& m) { return std::string(m.own_first ? "yes" : ""); }},
     {"until", [](const matter& m) { return holder_cell(m.until); }},
     {"flags", [](const matter& m) { return names_cell(m.flags); }},
     {"limit_hours", [](const matter& m) { return number_cell(m.limit_hours); }},
     {"apart", [](const matter& m) { return names_cell(m.apart); }},
     {"beneficiary", [](const matter& m) { return holder_cell(m.beneficiary); }},
     {"shared",
      [](const matter& m) {
        return std::string(m.shared == volume_sharing::by_seats ? "seats" : "");
      }},
     {"fallback", [](const matter& m) { return holder_cell(m.fallback); }},
     {"levels_up", [](const matter& m) { return number_cell(m.levels_up); }}}};

/// What parse_bands() and parse_number() read.
std::string amount_cell(const matter& m) {
  if (!m.above_limits) return number_cell(m.amount);
  return m.amount ? format_number(*m.amount) + ".." : "up";
}

constexpr std::array<rare_column<authority>, 10> rare_of_authorities{
    {{"whoever", [](const authority& a) { return holder_cell(a.whoever); }},
     {"except", [](const authority& a) { return names_cell(a.except); }},
     {"for", [](const authority& a) { return selector_cell(a.originators); }},
     {"with", [](const authority& a) { return kept(to_string(a.with)); }},
     {"currency", [](const authority& a) { return a.currency; }},
     {"limits", [](const authority& a) { return detail::to_string(a.limits); }},
     {"acting_limit", [](const authority& a) { return number_cell(a.acting_limit); }},
     {"quorum", [](const authority& a) { return number_cell(a.quorum); }},
     {"waiting_hours", [](const authority& a) { return number_cell(a.waiting_hours); }},
     {"pass_on", [](const authority& a) {
        return a.stays ? std::string("no") : selector_cell(a.receivers);
      }}}};

std::string limit_cell(const authority& a) {
  return a.budget_share ? detail::budget_share_text(*a.budget_share) : number_cell(a.limit);
}

}  // namespace

void write_matter_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  write_rows<matter>(
      sink, style,
      "code,name,volume,originators,amount,checks,initials,work_minutes,waiting_hours,channel,"
      "clerical_steps,strategic,not_same_position,not_same_unit,pass_good,pass_bad,approvals",
      org.matters(),
      [](const matter& m) -> std::vector<std::string> {
        return {m.code,
                m.name,
                number_cell(m.volume),
                m.originators == non_managing_positions() ? "" : to_string(m.originators),
                amount_cell(m),
                std::to_string(m.checks),
                number_cell(m.initials),
                number_cell(m.work_minutes),
                number_cell(m.waiting_hours),
                std::string(to_string(m.channel)),
                names_cell(m.clerical_steps),
                m.strategic ? "yes" : "",
                names_cell(m.not_same_position),
                names_cell(m.not_same_unit),
                number_cell(m.pass_good),
                number_cell(m.pass_bad),
                number_cell(m.approvals)};
      },
      rare_of_matters);
}

void write_authority_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  write_rows<authority>(
      sink, style, "position,matter,limit,source,giver,from,until,acting,legal_source",
      org.authorities(),
      [](const authority& a) -> std::vector<std::string> {
        return {a.position,    a.matter,
                limit_cell(a), std::string(to_string(a.source)),
                a.giver,       a.from,
                a.until,       std::string(a.acting ? to_string(*a.acting) : std::string_view{}),
                a.legal_source};
      },
      rare_of_authorities);
}

void write_line_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  const bool with_laws =
      std::ranges::any_of(org.parts().lines, [](const row_line& l) { return l.legal_source != 0; });
  const bool dated = with_laws || std::ranges::any_of(org.parts().lines, [](const row_line& l) {
                       return l.from != 0 || l.until != 0;
                     });
  detail::table_writer table(sink,
                             with_laws
                                 ? "superior,subordinate,type,matter,role,from,until,legal_source"
                             : dated ? "superior,subordinate,type,matter,role,from,until"
                                     : "superior,subordinate,type,matter,role",
                             style);
  const text_column& codes = org.table().codes->texts;
  const std::vector<std::string>& names = org.line_names();
  for (const row_line& l : org.parts().lines) {
    const std::array<std::string_view, 8> cells{
        codes[l.superior], codes[l.subordinate], to_string(l.type), names[l.matter],
        names[l.role],     names[l.from],        names[l.until],    names[l.legal_source]};
    table.row(std::span(cells).first(with_laws ? 8 : dated ? 7 : 5));
  }
  table.end();
}

void write_step_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  write_rows<matter_step>(
      sink, style,
      "matter,act,who,for,after,together,above,flag,work_minutes,waiting_hours,limit_hours,"
      "legal_source",
      org.steps(),
      [](const matter_step& s) -> std::vector<std::string> {
        return {s.matter,
                std::string(to_string(s.act)),
                holder_cell(s.who),
                selector_cell(s.originators),
                s.after ? "yes" : "",
                s.together,
                number_cell(s.above),
                s.flag,
                number_cell(s.work_minutes),
                number_cell(s.waiting_hours),
                number_cell(s.limit_hours),
                s.legal_source};
      },
      {});
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The worked example of the field: one chain of a ministry, its policy and its ranks.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief Echelons I to V, two functional levels and executing staff.
inline std::shared_ptr<const rank_scheme> ministry_scheme() {
  using enum position_kind;
  const auto make = [](std::string name, position_kind kind, std::vector<std::string> groups = {},
                       bool administrative = false) {
    rank r;
    r.name = std::move(name);
    r.kind = kind;
    r.groups = std::move(groups);
    r.administrative = administrative;
    return r;
  };
  return std::make_shared<rank_scheme>(
      "small", "A small scheme",
      std::vector<rank>{make("I.a", structural, {"I"}), make("II.a", structural, {"II"}),
                        make("III.a", structural, {"III", "Administrator"}, true),
                        make("III.b", structural, {"III", "Administrator"}, true),
                        make("IV.a", structural, {"IV", "Pengawas"}, true),
                        make("V.a", structural, {"V"}, true), make("Ahli Madya", functional),
                        make("Ahli Muda", functional), make("Pelaksana", executing)});
}

/// @brief A position by what the rules look at.
inline position post(std::string code, std::string rank, std::string reports_to,
                     std::vector<std::string> flags = {}) {
  position p;
  p.code = std::move(code);
  p.rank = std::move(rank);
  p.reports_to = std::move(reports_to);
  p.flags = std::move(flags);
  return p;
}

/// @brief Staff, sub-head, head, bureau head, secretary-general, minister: five hand-offs.
inline organisation ministry() {
  organisation_builder builder(ministry_scheme());
  for (position p : {post("MENTERI", "", ""), post("SEKJEN", "I.a", "MENTERI"),
                     post("BIRO", "II.a", "SEKJEN"), post("KABAG", "III.a", "BIRO"),
                     post("KASUBBAG", "IV.a", "KABAG"), post("STAF", "Pelaksana", "KASUBBAG")}) {
    p.seats = 1;
    p.filled = 1;
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

/// @brief Titles, units, flags, ranks in other spellings; at its end a cycle, a report to itself
/// and an orphan.
inline organisation untidy_ministry() {
  organisation_builder builder(ministry_scheme());
  const auto add = [&](position p, std::string title, std::string unit) {
    p.title = std::move(title);
    p.unit = std::move(unit);
    builder.add(p);
  };
  add(post("R", "I.a", ""), "Sekretaris Jenderal", "Sekretariat Jenderal");
  add(post("A", "Eselon III/a", "R", {"E1", "E2"}), "Kepala Bagian Umum", "Biro Umum");
  add(post("B", "III.b", "R"), "Kepala Bagian Hukum", "Biro Hukum");
  add(post("C", "IV.a", "A", {"E2"}), "Kepala Subbagian", "Biro Umum");
  add(post("D", "Pelaksana", "C"), "Staf", "Biro Umum");
  add(post("E", "made up", "C"), "Staf", "");
  add(post("F", "", "B"), "Ahli", "Biro Hukum");
  add(post("X", "III.a", "Y"), "", "");  // a cycle of two
  add(post("Y", "III.a", "X"), "", "");
  add(post("S", "III.a", "S"), "", "");      // reports to itself
  add(post("O", "III.a", "gone"), "", "");   // an orphan
  add(post("U", "Pelaksana", "O"), "", "");  // below it
  return std::move(builder).build().organisation;
}

/// @brief Echelons III, IV and V become functional; what is flagged E1 stays.
inline policy central_policy() {
  policy rules;
  rules.name = "central";
  rules.select = {{{"administrative", "two levels", "Permen 25/2021", {}}, {}}};
  rules.select[0].when.ranks = {"III", "IV", "V"};
  rules.exempt = {{{"E1", "heads a satker", "criteria", {}}, {}}};
  rules.exempt[0].when.flags = {"E1"};
  convert_rule madya;
  madya.rule = {"III-to-madya", "mapping", "Permen 17/2021", {}};
  madya.when.ranks = {"III"};
  madya.to = "Ahli Madya";
  convert_rule muda = madya;
  muda.rule.id = "IV-to-muda";
  muda.when.ranks = {"IV", "V"};
  muda.to = "Ahli Muda";
  rules.convert = {madya, muda};
  rules.roles.names = {{{"III"}, "koordinator", {}}, {{"IV"}, "subkoordinator", {}}};
  return rules;
}

/// @brief The rules of findings, in order.
inline std::vector<std::string> rules_of(const std::vector<finding>& findings) {
  std::vector<std::string> rules;
  for (const finding& f : findings) rules.push_back(f.rule);
  return rules;
}

/// @brief How many findings there are of each rule, those among them that are only counted.
inline std::map<std::string, std::size_t> counts_of(const std::vector<finding>& findings) {
  std::map<std::string, std::size_t> counts;
  for (const finding& f : findings) counts[f.rule] += f.stands_for;
  return counts;
}

/// @brief Whether two organisations hold the same in every part, row by row.
inline bool same(const organisation& a, const organisation& b) {
  const position_table& s = a.table();
  const position_table& t = b.table();
  bool equal = a.size() == b.size() && s.codes->texts == t.codes->texts;
  for (row_index row = 0; equal && row < a.size(); ++row)
    equal = (*s.titles)[row] == (*t.titles)[row] && (*s.kinds)[row] == (*t.kinds)[row] &&
            (*s.ranks)[row] == (*t.ranks)[row] && (*s.units)[row] == (*t.units)[row] &&
            (*s.seats)[row] == (*t.seats)[row] && (*s.filled)[row] == (*t.filled)[row] &&
            (*s.classes)[row] == (*t.classes)[row] && (*s.costs)[row] == (*t.costs)[row] &&
            (*s.budgets)[row] == (*t.budgets)[row] && (*s.flags)[row] == (*t.flags)[row] &&
            (*s.holders)[row] == (*t.holders)[row] &&
            (*s.legal_sources)[row] == (*t.legal_sources)[row];
  return equal && a.parts().superiors == b.parts().superiors &&
         a.parts().unresolved == b.parts().unresolved && a.parts().lines == b.parts().lines &&
         a.line_names() == b.line_names() && a.authorities() == b.authorities() &&
         a.matters() == b.matters() && a.steps() == b.steps() && a.scheme() == b.scheme() &&
         std::ranges::equal(a.command().rows(), b.command().rows()) &&
         std::ranges::equal(a.lines(), b.lines());
}

}  // namespace pangkas::tests

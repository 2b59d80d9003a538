// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random small organisations with random matters, authorities and policies, over the small
/// rank scheme.
#pragma once

#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief An organisation as its rows, before any library code has seen it.
struct random_case {
  std::vector<position> positions;
  std::vector<reporting_line> lines;
  std::vector<authority> authorities;
  std::vector<matter> matters;
  std::vector<matter_step> steps;  ///< none, unless a test adds some
  policy rules;
};

/// @brief Builds the organisation of a case, its positions in the order of @p rows.
inline organisation build(const random_case& c, const std::vector<std::size_t>& rows) {
  organisation_builder builder(ministry_scheme());
  for (std::size_t row : rows) builder.add(c.positions[row]);
  for (const reporting_line& l : c.lines) builder.add_line(l);
  for (const authority& a : c.authorities) builder.add_authority(a);
  for (const matter& m : c.matters) builder.add_matter(m);
  for (const matter_step& s : c.steps) builder.add_step(s);
  return std::move(builder).build().organisation;
}

/// @brief Builds the organisation of a case, its positions in their own order.
inline organisation build(const random_case& c) {
  std::vector<std::size_t> rows(c.positions.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return build(c, rows);
}

/// @brief Makes cases from a seed. Trees are likely; orphans, cycles and reports to oneself happen.
class random_cases {
 public:
  explicit random_cases(unsigned seed) : random_(seed) {}

  random_case next() {
    random_case c;
    const std::size_t count = 1 + below(14);
    for (std::size_t i = 0; i < count; ++i) c.positions.push_back(make_position(i, count));
    for (std::size_t i = below(5); i > 0; --i) c.lines.push_back(make_line(count));
    for (std::size_t i = below(5); i > 0; --i) c.authorities.push_back(make_authority(count));
    for (const std::string& known : matter_codes())
      if (chance(40)) c.matters.push_back(make_matter(known, count));
    c.rules = make_policy(count);
    return c;
  }

  std::vector<std::size_t> shuffled(std::size_t count) {
    std::vector<std::size_t> rows(count);
    for (std::size_t i = 0; i < count; ++i) rows[i] = i;
    for (std::size_t i = count; i > 1; --i) std::swap(rows[i - 1], rows[below(i)]);
    return rows;
  }

  /// @brief A number from 0 to @p bound − 1.
  std::size_t below(std::size_t bound) { return random_() % bound; }
  /// @brief True in @p percent of all cases.
  bool chance(std::size_t percent) { return below(100) < percent; }

 private:
  static std::string code(std::size_t i) { return "P" + std::to_string(i); }

  template <class Value, std::size_t N>
  const Value& one_of(const std::array<Value, N>& values) {
    return values[below(N)];
  }

  position make_position(std::size_t i, std::size_t count) {
    static const std::array<std::string, 10> ranks{"I.a",        "II.a", "III.a", "Eselon III/b",
                                                   "IV.a",       "IV.a", "V.a",   "Pelaksana",
                                                   "Ahli Madya", ""};
    static const std::array<std::string, 3> units{"Biro Umum", "Biro Hukum", "Sekretariat"};
    static const std::array<std::string, 4> titles{"Kepala Bagian", "Kepala Subbagian", "Staf",
                                                   "kepala seksi"};
    static const std::array<std::string, 4> classes{"", "8", "10", "13"};
    position p;
    p.code = code(i);
    p.rank = one_of(ranks);
    if (p.rank.empty() && chance(50)) p.rank = "unheard of";
    p.title = one_of(titles);
    p.unit = one_of(units);
    p.position_class = one_of(classes);
    if (chance(30)) p.kind = static_cast<position_kind>(below(3));
    if (chance(70)) p.seats = static_cast<double>(below(5)) / 2;
    if (chance(70)) p.filled = static_cast<double>(below(5)) / 2;
    if (chance(50)) p.cost = static_cast<double>(below(1000));
    if (chance(20)) p.flags.push_back("E1");
    if (chance(20)) p.flags.push_back("E2");
    const std::size_t fate = below(100);
    if (i > 0 && fate < 88) p.reports_to = code(below(i));
    if (i > 0 && fate < 40) p.reports_to = code(i - 1);  // long chains
    if (fate >= 88 && fate < 91) p.reports_to = "nobody";
    if (fate >= 91 && fate < 93) p.reports_to = p.code;
    if (fate >= 93 && fate < 96) p.reports_to = code(below(count));  // perhaps a cycle
    return p;
  }

  reporting_line make_line(std::size_t count) {
    static const std::array<line_type, 4> types{line_type::assignment, line_type::functional,
                                                line_type::coordination, line_type::acting};
    static const std::array<std::string, 3> roles{"", "coordinator", "koordinator"};
    return {code(below(count)), code(below(count)), one_of(types),
            chance(30) ? one_of(matter_codes()) : "", one_of(roles)};
  }

  authority make_authority(std::size_t count) {
    authority a;
    a.position = code(below(count));
    a.matter = chance(20) ? "*" : one_of(matter_codes());
    if (chance(50)) a.limit = static_cast<double>(below(1000));
    a.source = static_cast<authority_source>(below(3));
    if (a.source != authority_source::attribution && chance(90)) a.giver = code(below(count));
    if (chance(50)) a.legal_source = "Law 1";
    if (chance(20)) a.from = "2021-01-01";
    if (chance(20)) a.until = "2021-0" + std::to_string(1 + below(9)) + "-15";
    if (chance(40)) a.acting = static_cast<acting_capacity>(below(2));
    return a;
  }

  static const std::array<std::string, 3>& matter_codes() {
    static const std::array<std::string, 3> codes{"letters", "budget", "leave"};
    return codes;
  }

  static const std::array<std::string, 3>& clerical_steps() {
    static const std::array<std::string, 3> steps{"registry", "printing", "archive"};
    return steps;
  }

  matter make_matter(const std::string& known, std::size_t count) {
    matter m;
    m.code = known;
    if (chance(30)) m.originators = make_condition(count);
    if (chance(50)) m.volume = static_cast<double>(below(1000));
    if (chance(30)) m.amount = static_cast<double>(below(1000));
    if (chance(50)) m.work_minutes = static_cast<double>(below(100)) / 10;
    if (chance(50)) m.waiting_hours = static_cast<double>(below(100)) / 10;
    if (chance(25)) m.channel = matter_channel::digital;
    for (std::size_t i = below(4); i > 0; --i) m.clerical_steps.push_back(one_of(clerical_steps()));
    m.strategic = chance(20);
    return m;
  }

  std::vector<digital_rule> make_digital() {
    std::vector<digital_rule> rules;
    std::vector<std::string> left{"letters", "budget", "leave", "travel"};
    for (std::size_t i = below(3); i > 0; --i) {
      digital_rule d;
      d.rule = {"digital " + std::to_string(i), "no paper", "law", {}};
      for (std::size_t n = 1 + below(2); n > 0 && !left.empty(); --n) {
        const auto at = left.begin() + static_cast<std::ptrdiff_t>(below(left.size()));
        d.matters.push_back(*at);
        left.erase(at);
      }
      if (i == 1 && chance(30)) d.matters = {"*"};
      for (std::size_t n = below(3); n > 0; --n) d.removes.push_back(one_of(clerical_steps()));
      if (chance(50)) d.work_minutes = static_cast<double>(below(10));
      if (chance(50)) d.waiting_hours = static_cast<double>(below(10)) / 2;
      if (!d.matters.empty()) rules.push_back(std::move(d));
    }
    return rules;
  }

  condition make_condition(std::size_t count) {
    static const std::array<std::string, 7> ranks{"III",   "IV", "V.a",      "Pengawas",
                                                  "iii.a", "II", "Pelaksana"};
    condition when;
    while (when.asks_nothing()) {
      if (chance(60)) when.ranks.push_back(one_of(ranks));
      if (chance(30)) when.ranks.push_back(one_of(ranks));
      if (chance(15)) when.kinds.push_back(static_cast<position_kind>(below(3)));
      if (chance(20)) {
        when.layers = {1 + below(5)};
        if (chance(50)) when.layers->push_back(1 + below(5));
      }
      if (chance(10)) when.units.push_back("Biro Umum");
      if (chance(10)) when.unit_contains.push_back("BIRO");
      if (chance(10)) when.title_contains.push_back("kepala");
      if (chance(10)) when.flags.push_back("E2");
      if (chance(10)) when.codes.push_back(code(below(count + 1)));
      if (chance(15)) when.manager = chance(70);
    }
    return when;
  }

  policy make_policy(std::size_t count) {
    static const std::array<std::string, 3> targets{"Ahli Madya", "ahli muda", "Pelaksana"};
    policy rules;
    rules.name = "random";
    for (std::size_t i = 0; i < 1 + below(2); ++i)
      rules.select.push_back(
          {{"select " + std::to_string(i), "why", "law", {}}, make_condition(count)});
    for (std::size_t i = below(3); i > 0; --i)
      rules.exempt.push_back({{"exempt " + std::to_string(i), "why not", "law", {}},
                              chance(50) ? flagged() : make_condition(count)});
    for (std::size_t i = below(3); i > 0; --i) {
      convert_rule c;
      c.rule.id = "convert " + std::to_string(i);
      c.when = make_condition(count);
      if (chance(80)) c.to = one_of(targets);
      if (c.to.empty() || chance(20)) c.to_kind = static_cast<position_kind>(below(3));
      if (chance(30)) c.to_class = chance(50) ? "9" : "12";
      rules.convert.push_back(c);
    }
    if (rules.convert.empty() || chance(90)) {
      convert_rule rest;
      rest.rule.id = "the rest";
      rest.to_kind = position_kind::functional;
      rules.convert.push_back(rest);
    }
    if (chance(50)) rules.authority.attribution = attribution_outcome::nearest_kept_superior;
    if (chance(50)) rules.authority.delegation = delegation_outcome::converted_official;
    rules.roles.kind = static_cast<role_policy>(below(3));
    if (chance(50)) rules.roles.names.push_back({{"III"}, "koordinator", {}});
    if (chance(30)) rules.roles.names.push_back({{}, "subkoordinator", {}});
    rules.digital = make_digital();
    if (!rules.digital.empty() && chance(10)) {
      rules.select.clear();
      rules.convert.clear();
    }
    return rules;
  }

  static condition flagged() {
    condition when;
    when.flags = {"E1"};
    return when;
  }

  std::mt19937 random_;
};

}  // namespace pangkas::tests

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What is wrong with the lines, matters and authorities that were given, and what is done
/// about it. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/check_authorities.hpp>
#include <pangkas/core/impl/given_decisions.hpp>
#include <pangkas/core/impl/similar_codes.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/suggestion.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Puts given lines, matters and authorities into the parts of an organisation.
class decision_resolver {
 public:
  /// @param base    The organisation without them: its positions are what selectors are about.
  /// @param parts   Receives them; those of @p base.
  /// @param report  Receives the findings.
  /// @param place   Names the other of two rows.
  decision_resolver(const organisation& base, organisation_parts& parts, report_finding report,
                    describe_origin place)
      : base_(base),
        parts_(parts),
        report_(std::move(report)),
        place_(std::move(place)),
        similar_(base.table().codes->texts) {}

  /// @complexity O(L log L + M · P + A log A) for L lines, M selectors, P positions and A
  /// authorities.
  void resolve(const given_decisions& given) {
    for (const auto& [m, from] : given.matters) add_matter(m, from);
    check_other_matters(given);
    for (const auto& [l, from] : given.lines) add_line(l, from);
    warn_of_repeated_lines();
    for (const given_decisions::authorities& a : given.rights) add_authorities(a);
    check_authorities(rights_, parts_.matters, report_, place_);
    for (auto& [a, from, native] : rights_) parts_.authorities.push_back(std::move(a));
  }

 private:
  [[nodiscard]] std::string suggest_matter(std::string_view code) const {
    std::vector<std::string_view> known;
    for (const matter& m : parts_.matters) known.emplace_back(m.code);
    return did_you_mean(code, known);
  }

  /// Whether a matter is there; where no matters are given at all, nobody can tell.
  [[nodiscard]] bool is_known(std::string_view code) const {
    return parts_.matters.empty() || place_of_matter_.contains(std::string(code));
  }

  void add_matter(const matter& m, origin from) {
    if (m.code.empty())
      return report_("no-code", severity::error, from, "code", {}, "the matter has no code",
                     "left out; give it a code of its own");
    if (m.code == "*")
      return report_("bad-value", severity::error, from, "code", {},
                     "\"*\" cannot be the code of a matter; in an authority it means all matters",
                     "left out; give it a code of its own");
    const auto [first, is_new] = place_of_matter_.emplace(m.code, parts_.matters.size());
    if (!is_new)
      return report_(parts_.matters[first->second] == m ? "repeated-row" : "contradicting-rows",
                     parts_.matters[first->second] == m ? severity::warning : severity::error, from,
                     "code", {},
                     "the matter " + in_quotes(m.code) + " was given before" +
                         place_(matter_origins_[first->second]),
                     "left out; the first row of a matter stands");
    parts_.matters.push_back(m);
    matter_origins_.push_back(from);
    warn_of_unknown_codes(m.originators, from, "originators",
                          "the originators of the matter " + in_quotes(m.code));
    const std::size_t met = count_met(m.originators);
    if (met == 0)
      report_("selects-nobody", severity::error, from, "originators", {},
              "the originators of the matter " + in_quotes(m.code) + " (" +
                  echo(to_string(m.originators)) + ") are no position at all",
              "kept; nobody raises it");
  }

  [[nodiscard]] std::size_t count_met(const condition& when) const {
    const condition_matcher meets(base_, when);
    std::size_t met = 0;
    for (row_index row = 0; row < base_.size(); ++row)
      met += meets.meets(row, base_.position_at(row)) ? 1U : 0U;
    return met;
  }

  /// A selector that still selects somebody hides a code that is misspelt.
  void warn_of_unknown_codes(const condition& when, origin from, std::string_view column,
                             const std::string& what) {
    for (const auto* codes : {&when.codes, &when.subtrees})
      for (const std::string& code : *codes)
        if (!base_.find(code))
          report_("unknown-position", severity::error, from, column, code,
                  what + " name " + in_quotes(code) + ", which is not in the data" +
                      similar_.suggest(code),
                  "the code was passed over");
  }

  void check_other_matters(const given_decisions& given) {
    std::unordered_set<std::string> seen;
    for (const auto& [m, from] : given.matters) {
      if (!seen.insert(m.code).second) continue;
      for (const auto* others : {&m.not_same_position, &m.not_same_unit})
        for (const std::string& other : *others) {
          const char* column =
              others == &m.not_same_position ? "not_same_position" : "not_same_unit";
          if (other == m.code)
            report_("bad-value", severity::error, from, column, {},
                    "the matter " + in_quotes(m.code) + " is incompatible with itself",
                    "kept; it has no effect");
          else if (!is_known(other))
            report_("unknown-matter", severity::error, from, column, {},
                    "the matter " + in_quotes(m.code) + " is incompatible with " +
                        in_quotes(other) + ", which is no matter" + suggest_matter(other),
                    "kept; it has no effect");
        }
    }
  }

  std::uint32_t name_of(const std::string& text) {
    if (names_.empty())
      for (std::size_t i = 0; i < parts_.line_names.size(); ++i)
        names_.emplace(parts_.line_names[i], static_cast<std::uint32_t>(i));
    const auto [found, is_new] =
        names_.emplace(text, static_cast<std::uint32_t>(parts_.line_names.size()));
    if (is_new) parts_.line_names.push_back(text);
    return found->second;
  }

  void add_line(const reporting_line& l, origin from) {
    const std::string what = "a line of type " + std::string(to_string(l.type));
    const auto superior = base_.table().codes->index.find(base_.table().codes->texts, l.superior);
    const auto subordinate =
        base_.table().codes->index.find(base_.table().codes->texts, l.subordinate);
    if (!superior || !subordinate) {
      const std::string& missing = superior ? l.subordinate : l.superior;
      return report_(
          "unknown-position", severity::error, from, superior ? "subordinate" : "superior", missing,
          what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) + " names " +
              in_quotes(missing) + ", which is not in the data" + similar_.suggest(missing),
          "the line was left out");
    }
    if (*superior == *subordinate)
      return report_("self-report", severity::error, from, {}, l.superior,
                     what + " leads from " + in_quotes(l.superior) + " to itself",
                     "the line was left out");
    if (l.type == line_type::command)
      return report_("command-line", severity::error, from, {}, l.subordinate,
                     what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) +
                         " stands among the other lines",
                     "the line was left out; say it in reports_to of the subordinate");
    if (!l.matter.empty() && !is_known(l.matter))
      report_("unknown-matter", severity::error, from, "matter", l.subordinate,
              what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) +
                  " is for the matter " + in_quotes(l.matter) + ", which is not there" +
                  suggest_matter(l.matter),
              "kept; it counts for no matter");
    parts_.lines.push_back({*superior, *subordinate, l.type, name_of(l.matter), name_of(l.role)});
    line_origins_.push_back(from);
  }

  void warn_of_repeated_lines() {
    const auto key = [&](std::size_t i) {
      const row_line& l = parts_.lines[i];
      return std::tuple(l.superior, l.subordinate, l.type, l.matter, l.role);
    };
    std::vector<std::size_t> order(parts_.lines.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t i, std::size_t j) {
      return std::pair(key(i), i) < std::pair(key(j), j);
    });
    std::vector<std::pair<std::size_t, std::size_t>> repeated;  // row and the one before it
    for (std::size_t n = 1; n < order.size(); ++n)
      if (key(order[n - 1]) == key(order[n])) repeated.emplace_back(order[n], order[n - 1]);
    std::ranges::sort(repeated);
    for (const auto& [again, first] : repeated) {
      const row_line& l = parts_.lines[again];
      const auto code = [&](row_index row) { return base_.table().codes->texts[row]; };
      report_("repeated-row", severity::warning, line_origins_[again], {}, code(l.subordinate),
              "the line of type " + std::string(to_string(l.type)) + " from " +
                  in_quotes(code(l.superior)) + " to " + in_quotes(code(l.subordinate)) +
                  " was given before" + place_(line_origins_[first]),
              "kept; it changes no path");
    }
  }

  void add_authorities(const given_decisions::authorities& given) {
    const authority& a = given.each;
    const std::string what = "an authority for " + in_quotes(a.matter);
    if (a.matter.empty())
      return report_("no-matter", severity::error, given.from, "matter", a.position,
                     "the authority of " + in_quotes(a.position) + " names no matter",
                     "the authority was left out; \"*\" stands for all matters");
    if (!a.giver.empty() && !base_.find(a.giver))
      return report_("unknown-position", severity::error, given.from, "giver", a.giver,
                     what + " was given by " + in_quotes(a.giver) + ", which is not in the data" +
                         similar_.suggest(a.giver),
                     "the authority was left out");
    for (const auto& [day, column] : {std::pair(&a.from, "from"), std::pair(&a.until, "until")})
      if (!day->empty() && !is_date(*day))
        return report_("bad-date", severity::error, given.from, column, a.position,
                       in_quotes(*day) + " is no day of the calendar; write it as in 2021-06-30",
                       "the authority was left out");
    if (!a.from.empty() && !a.until.empty() && a.until < a.from)
      return report_("bad-period", severity::error, given.from, "until", a.position,
                     what + " ends on " + a.until + ", before it starts on " + a.from,
                     "the authority was left out");
    if (a.matter != "*" && !is_known(a.matter))
      report_("unknown-matter", severity::error, given.from, "matter", a.position,
              what + " of " +
                  (given.holders ? echo(to_string(*given.holders)) : in_quotes(a.position)) +
                  " is for no matter that is given" + suggest_matter(a.matter),
              "kept; it decides nothing");
    if (!given.holders) {
      if (base_.find(a.position)) return rights_.push_back({a, given.from, given.native}), void();
      return report_("unknown-position", severity::error, given.from, "position", a.position,
                     what + " names " + in_quotes(a.position) + ", which is not in the data" +
                         similar_.suggest(a.position),
                     "the authority was left out");
    }
    warn_of_unknown_codes(*given.holders, given.from, "holders", "the holders of " + what);
    const condition_matcher meets(base_, *given.holders);
    const std::size_t before = rights_.size();
    for (row_index row = 0; row < base_.size(); ++row) {
      if (!meets.meets(row, base_.position_at(row))) continue;
      rights_.push_back({a, given.from, given.native});
      rights_.back().each.position = base_.table().codes->texts[row];
    }
    if (rights_.size() == before)
      report_("selects-nobody", severity::error, given.from, "holders", {},
              what + " is for " + echo(to_string(*given.holders)) + ", which is no position at all",
              "the authority was left out");
  }

  const organisation& base_;
  organisation_parts& parts_;
  report_finding report_;
  describe_origin place_;
  std::vector<origin> matter_origins_;
  std::vector<origin> line_origins_;
  std::unordered_map<std::string, std::size_t> place_of_matter_;
  std::unordered_map<std::string, std::uint32_t> names_;
  similar_codes similar_;
  std::vector<given_right> rights_;
};

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The first two steps of a simplification: select and exempt.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/error.hpp>
#include <pangkas/transform/policy.hpp>
#include <pangkas/transform/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas {

/// @brief A position and the place of the rule that met it in its list.
struct rule_match {
  position_id position = no_position;
  std::uint32_t rule = 0;

  friend bool operator==(const rule_match&, const rule_match&) = default;
};

/// @brief Tells which positions of one organisation meet a condition.
///
/// Texts are compared once for each entry of a dictionary, not once for each position, so that a
/// national service costs little more than its distinct ranks, units and titles.
class condition_matcher {
 public:
  /// @param org   The organisation; it must outlive the matcher.
  /// @param when  The condition.
  condition_matcher(const organisation& org, const condition& when)
      : org_(&org), kinds_(when.kinds), manager_(when.manager), by_code_(!when.codes.empty()) {
    prepare_ranks(when);
    prepare_texts(when);
    prepare_layers(when);
    for (const std::string& code : when.codes)
      if (const auto row = org.table().codes->index.find(org.table().codes->texts, code))
        rows_.push_back(*row);
    std::ranges::sort(rows_);
    if (manager_)
      for (const std::vector<row_index>& cycle : org.command().cycles())
        if (cycle.size() > 1) in_cycle_.insert(in_cycle_.end(), cycle.begin(), cycle.end());
    std::ranges::sort(in_cycle_);
  }

  /// @brief Whether position @p p meets the condition.
  [[nodiscard]] bool operator()(position_id p) const { return meets(org_->row(p), p); }

  /// @brief The same for a caller that goes through the rows.
  [[nodiscard]] bool meets(row_index row, position_id p) const {
    const position_table& table = org_->table();
    if (!ranks_.empty() && ranks_[table.ranks->entry(row)] == 0) return false;
    if (!layers_.empty() && !in_layers(p)) return false;
    if (manager_ && is_manager(row, p) != *manager_) return false;
    if (!kinds_.empty() && !has_kind(p)) return false;
    if (!units_.empty() && units_[table.units->entry(row)] == 0) return false;
    if (!titles_.empty() && titles_[table.titles->entry(row)] == 0) return false;
    if (!flags_.empty() && flags_[table.flags->entry(row)] == 0) return false;
    return !by_code_ || std::ranges::binary_search(rows_, row);
  }

 private:
  /// One mark for each entry of a dictionary; never empty, since empty means "not asked".
  template <class Meets>
  static std::vector<std::uint8_t> mark(std::size_t entries, Meets meets) {
    std::vector<std::uint8_t> marks(std::max<std::size_t>(entries, 1), 0);
    for (std::size_t i = 0; i < entries; ++i) marks[i] = meets(i) ? 1 : 0;
    return marks;
  }

  static bool has_part(std::string_view text, const std::vector<std::string>& lowered_parts) {
    const std::string lowered = detail::lower(text);
    return std::ranges::any_of(lowered_parts, [&](const std::string& part) {
      return lowered.find(part) != std::string::npos;
    });
  }

  void prepare_ranks(const condition& when) {
    if (when.ranks.empty()) return;
    const rank_scheme& scheme = org_->scheme();
    const text_column& names = org_->table().ranks->values();
    ranks_ = mark(names.size(), [&](std::size_t i) {
      if (names[i].empty()) return false;
      const auto r = scheme.find(names[i]);
      return std::ranges::any_of(when.ranks, [&](const std::string& wanted) {
        if (r) return scheme.matches(*r, wanted);
        // Without a scheme a rank is only its text. With one, a rank outside it meets no rule.
        return scheme.ranks().empty() &&
               detail::folded_rank(names[i]) == detail::folded_rank(wanted);
      });
    });
  }

  void prepare_texts(const condition& when) {
    const auto lowered = [](const std::vector<std::string>& parts) {
      std::vector<std::string> result;
      for (const std::string& part : parts) result.push_back(detail::lower(part));
      return result;
    };
    if (!when.units.empty() || !when.unit_contains.empty()) {
      const text_column& names = org_->table().units->values();
      const auto parts = lowered(when.unit_contains);
      units_ = mark(names.size(), [&](std::size_t i) {
        return (when.units.empty() ||
                std::ranges::find(when.units, names[i]) != when.units.end()) &&
               (parts.empty() || has_part(names[i], parts));
      });
    }
    if (!when.title_contains.empty()) {
      const text_column& names = org_->table().titles->values();
      const auto parts = lowered(when.title_contains);
      titles_ = mark(names.size(), [&](std::size_t i) { return has_part(names[i], parts); });
    }
    if (!when.flags.empty()) {
      const auto& lists = org_->table().flags->lists();
      flags_ = mark(lists.size(), [&](std::size_t i) {
        return std::ranges::any_of(lists[i], [&](const std::string& flag) {
          return std::ranges::find(when.flags, flag) != when.flags.end();
        });
      });
    }
  }

  void prepare_layers(const condition& when) {
    if (!when.layers) return;
    for (std::size_t layer : *when.layers) layers_.push_back(org_->command().layer(layer));
    // A rule whose layers do not exist meets nothing, and not everything.
    if (layers_.empty()) layers_.emplace_back(position_id{}, position_id{});
  }

  [[nodiscard]] bool in_layers(position_id p) const {
    return std::ranges::any_of(layers_, [p](const command_forest::range& layer) {
      return !layer.empty() && p >= layer.front() && p <= layer.back();
    });
  }

  [[nodiscard]] bool is_manager(row_index row, position_id p) const {
    return org_->command().span(p) > 0 || std::ranges::binary_search(in_cycle_, row);
  }

  [[nodiscard]] bool has_kind(position_id p) const {
    const auto kind = org_->kind(p);
    return kind && std::ranges::find(kinds_, *kind) != kinds_.end();
  }

  const organisation* org_;
  std::vector<position_kind> kinds_;
  std::optional<bool> manager_;
  bool by_code_;
  std::vector<std::uint8_t> ranks_;
  std::vector<std::uint8_t> units_;
  std::vector<std::uint8_t> titles_;
  std::vector<std::uint8_t> flags_;
  std::vector<command_forest::range> layers_;
  std::vector<row_index> rows_;
  std::vector<row_index> in_cycle_;
};

/// @brief The first rule of a list that meets a position.
class first_match {
 public:
  /// @param org    The organisation; it must outlive this.
  /// @param rules  Rules with a member `when`.
  template <class Rules>
  first_match(const organisation& org, const Rules& rules) {
    matchers_.reserve(rules.size());
    for (const auto& r : rules) matchers_.emplace_back(org, r.when);
  }

  /// @brief The place of the first rule from @p start on that meets the position; absent if none.
  [[nodiscard]] std::optional<std::uint32_t> find(row_index row, position_id p,
                                                  std::uint32_t start = 0) const {
    for (std::uint32_t i = start; i < matchers_.size(); ++i)
      if (matchers_[i].meets(row, p)) return i;
    return std::nullopt;
  }

 private:
  std::vector<condition_matcher> matchers_;
};

namespace detail {
template <class Rules>
void require_layers(const policy& rules, const Rules& list) {
  for (const auto& r : list)
    if (r.when.layers && r.when.layers->empty())
      refuse(rules, r.rule, "layer",
             "rule \"" + r.rule.id +
                 "\" is by layer, but the policy leaves the layers open; give "
                 "them, as in --layers 3");
}
}  // namespace detail

/// @brief Step 1: the positions that a select rule meets, by position; the first rule stands.
/// @throws rule_error if a rule leaves its layers open.
/// @complexity O(P · rules + distinct texts).
[[nodiscard]] inline std::vector<rule_match> select(const organisation& org, const policy& rules) {
  detail::require_layers(rules, rules.select);
  const first_match first(org, rules.select);
  std::vector<rule_match> selected;
  // By row, since the columns are by row: 5 million rows are read in order.
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.position_at(row);
    if (const auto rule = first.find(row, p)) selected.push_back({p, *rule});
  }
  std::ranges::sort(selected, {}, &rule_match::position);
  return selected;
}

/// @brief What step 2 leaves.
struct exemption {
  std::vector<rule_match> selected;  ///< to be converted, with their select rule; by position
  std::vector<rule_match> kept;      ///< selected but exempt, with their exempt rule; by position
  /// Administrative positions that an exempt rule keeps, selected or not: C of
  /// PSO% = (A − B) / (A − C) · 100.
  std::size_t must_stay = 0;
};

/// @brief Step 2: takes out of the selected positions those that an exempt rule keeps.
/// @throws rule_error if a rule leaves its layers open.
/// @complexity O(P + selected · rules).
[[nodiscard]] inline exemption exempt(const organisation& org, const policy& rules,
                                      const std::vector<rule_match>& selected) {
  detail::require_layers(rules, rules.exempt);
  exemption result;
  const first_match first(org, rules.exempt);
  for (const rule_match& s : selected) {
    if (const auto rule = first.find(org.row(s.position), s.position))
      result.kept.push_back({s.position, *rule});
    else
      result.selected.push_back(s);
  }

  const text_column& names = org.table().ranks->values();
  std::vector<std::uint8_t> administrative(names.size(), 0);
  bool any = false;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const auto r = names[i].empty() ? std::nullopt : org.scheme().find(names[i]);
        r && org.scheme()[*r].administrative) {
      administrative[i] = 1;
      any = true;
    }
  if (!any || rules.exempt.empty()) return result;
  for (row_index row = 0; row < org.size(); ++row)
    if (administrative[org.table().ranks->entry(row)] != 0 && first.find(row, org.position_at(row)))
      ++result.must_stay;
  return result;
}

}  // namespace pangkas

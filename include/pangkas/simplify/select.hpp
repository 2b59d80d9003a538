// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The first two steps of a simplification: select and exempt.
#pragma once

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A position and the place of the rule that met it in its list.
struct rule_match {
  position_id position = no_position;
  std::uint32_t rule = 0;

  friend bool operator==(const rule_match&, const rule_match&) = default;
};

/// @brief What positions decide and pass in the matters of an organisation, or the default matter,
/// for conditions that ask for it.
/// @complexity That of following every path: O(P · layers) at most for each matter.
[[nodiscard]] decided_figures figures_of_decisions(const organisation& org);

/// @brief The first rule of a list that meets a position.
class first_match {
 public:
  /// @param org    The organisation; it must outlive this.
  /// @param rules  Rules with a member `when`.
  template <class Rules>
  first_match(const organisation& org, const Rules& rules) {
    matchers_.reserve(rules.size());
    std::optional<decided_figures> figures;
    for (const auto& r : rules) {
      if (!figures && r.when.asks_decisions()) figures = figures_of_decisions(org);
      matchers_.emplace_back(org, r.when, figures ? &*figures : nullptr);
    }
    const std::size_t ranks = org.table().ranks->values().size();
    may_meet_.reserve(ranks);
    for (std::uint32_t entry = 0; entry < ranks; ++entry)
      may_meet_.push_back(std::ranges::any_of(
          matchers_, [entry](const condition_matcher& m) { return m.may_have_rank(entry); }));
  }

  /// @brief Whether some rule may meet a position with that entry of the ranks. Rules mostly name
  /// ranks that few positions have.
  [[nodiscard]] bool may_meet(std::uint32_t entry) const { return may_meet_[entry] != 0; }

  /// @brief The place of the first rule from @p start on that meets the position; absent if none.
  [[nodiscard]] std::optional<std::uint32_t> find(row_index row, position_id p,
                                                  std::uint32_t start = 0) const;

 private:
  std::vector<condition_matcher> matchers_;
  std::vector<std::uint8_t> may_meet_;  ///< by entry of the ranks
};

/// @brief Step 1: the positions of the organisation, external ones aside, that a select rule meets,
/// by position; the first rule stands.
/// @throws rule_error if a rule leaves its layers open.
/// @complexity O(P · rules + distinct texts).
[[nodiscard]] std::vector<rule_match> select(const organisation& org, const policy& rules);

/// @brief What step 2 leaves.
struct exemption {
  std::vector<rule_match> selected{};  ///< to be converted, with their select rule; by position
  /// In which round each of them was selected, from 1; empty where rules are asked once.
  std::vector<std::uint32_t> rounds{};
  std::vector<rule_match> kept{};  ///< selected but exempt, with their exempt rule; by position
  /// Administrative positions that an exempt rule keeps, selected or not: C of
  /// PSO% = (A − B) / (A − C) · 100.
  std::size_t must_stay = 0;
};

/// @brief Step 2: takes out of the selected positions those that an exempt rule keeps.
/// @throws rule_error if a rule leaves its layers open.
/// @complexity O(P + selected · rules).
[[nodiscard]] exemption exempt(const organisation& org, const policy& rules,
                               const std::vector<rule_match>& selected);

/// @brief Steps 1 and 2 again and again, bottom up, until no rule meets anything more.
///
/// A round asks the rules of the organisation as it stands after the rounds before. Of what they meet
/// and no exemption keeps, it takes the posts that have no other such post below them; these are
/// converted, and their reports go to the nearest superior that is kept. A post that is converted, or
/// the top of its tree, is not taken again.
///
/// @return All that were taken, with the round of each; and what exemptions keep at the end.
/// @throws rule_error as convert(); structure_error before it begins if the posts that are met stand
///         so deep below one another, in so large an organisation, that it could take hours.
/// @complexity O(P · rules) for each round; rounds are at most as many as posts stand one below
///             another.
[[nodiscard]] exemption select_repeatedly(const organisation& org, const policy& rules);

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Finds the path of one originator after the other, step by step.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/matter_rights.hpp>
#include <pangkas/decisions/impl/post_holders.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief How far the authorities of a post go for a matter.
enum class authority_reach : std::uint8_t { none, too_low, enough };

inline authority_reach reach_of(const matter_rights& rights, position_id post) {
  if (rights.reach(post)) return authority_reach::enough;
  return rights.any(post) ? authority_reach::too_low : authority_reach::none;
}

/// @brief Why nobody decides for an originator above whom the authorities go so far at most.
inline undecidable_reason why_undecidable(authority_reach furthest, bool is_placed) {
  if (furthest == authority_reach::enough) return undecidable_reason::post_without_holder;
  if (furthest == authority_reach::too_low) return undecidable_reason::limit_too_low;
  return is_placed ? undecidable_reason::no_authority : undecidable_reason::not_placed;
}

/// @brief The same for one originator, by climbing from it.
inline undecidable_reason why_undecidable(const command_forest& forest, const matter_rights& rights,
                                          position_id originator) {
  auto furthest = authority_reach::none;
  for (const position_id post : chain_of_command(forest, originator))
    furthest = std::max(furthest, reach_of(rights, post));
  return why_undecidable(furthest, originator < forest.placed());
}

/// @brief Finds the path of one originator after the other.
class path_finder {
 public:
  path_finder(const organisation& org, const matter_rights& rights, const post_holders& holders,
              matter_lines lines)
      : org_(org), rights_(rights), holders_(holders), side_(org, lines, holders.has_holder()) {}

  followed_path find(position_id originator) {
    followed_path path;
    climb_command(org_.command(), originator, chain_);
    const std::size_t decider = deciding_post();
    if (decider == chain_.size()) {
      if (!rights_.reach(originator)) {
        path.undecidable = why_undecidable(org_.command(), rights_, originator);
        return path;
      }
      path.steps.push_back(path_step{originator, step_role::decider, std::nullopt});
      path.authority = rights_.deciding(originator, originator);
      path.hand_offs = path.hand_offs_with_roles = path.hand_offs_with_coordination = 0;
      return path;
    }
    path.authority = rights_.deciding(chain_[decider], holders_.handler(chain_[decider]));
    walk(path, decider);
    return path;
  }

 private:
  /// Place in the chain of the first post that is handled and may decide; its size if none may.
  [[nodiscard]] std::size_t deciding_post() const {
    std::size_t i = 1;
    while (i < chain_.size() && !rights_.decides(chain_[i], holders_.handler(chain_[i]))) ++i;
    return i;
  }

  void walk(followed_path& path, std::size_t decider) {
    std::size_t hand_offs = 0;   // command steps alone
    std::size_t with_roles = 0;  // role steps among them
    path.steps.push_back(path_step{chain_[0], step_role::drafter, std::nullopt});
    std::size_t below = 0;  // place in the chain of the last post that made a step
    std::uint32_t passed_over = 0;
    position_id hands = chain_[0];
    for (std::size_t i = 1; i <= decider; ++i) {
      const position_id handler = holders_.handler(chain_[i]);
      if (handler == no_position) {
        path.passed_over.push_back(chain_[i]);
        ++passed_over;
        continue;
      }
      std::size_t roles = 0;
      std::size_t coordination = 0;
      side_.for_each(chain_[below], std::span(chain_).subspan(below + 1),
                     [&](const path_step& step) {
                       path.steps.push_back(step);
                       ++(step.role == step_role::role_step ? roles : coordination);
                     });
      const bool changes_hands = handler != hands;
      if (changes_hands) ++hand_offs;
      with_roles += roles + (changes_hands || roles > 0 ? 1 : 0);
      const std::optional<position_id> acts_for =
          handler == chain_[i] ? std::nullopt : std::optional(chain_[i]);
      if (changes_hands || roles + coordination > 0) {
        path_step step{handler, step_role::reviewer,
                       acts_for ? line_type::acting : line_type::command};
        step.passed_over = passed_over;
        path.steps.push_back(step);
      }
      path.steps.back().acts_for = acts_for;
      if (i == decider) path.steps.back().role = step_role::decider;
      hands = handler;
      below = i;
      passed_over = 0;
    }
    path.hand_offs = hand_offs;
    path.hand_offs_with_roles = with_roles;
    path.hand_offs_with_coordination = path.steps.size() - 1;
  }

  const organisation& org_;
  const matter_rights& rights_;
  const post_holders& holders_;
  side_steps side_;
  std::vector<position_id> chain_;
};

}  // namespace pangkas::detail

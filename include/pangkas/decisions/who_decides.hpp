// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who decides what for whom, and by which grants.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Who decides one matter of one originator.
struct who_decides_row {
  std::size_t matter = 0;  ///< place in organisation::matters()
  position_id originator = no_position;
  position_id post = no_position;     ///< that decides; no_position: undecidable
  position_id decider = no_position;  ///< who handles it: the post itself, or who acts in it
  /// Places in organisation::authorities(): the right by which it is decided, then the one that its
  /// giver passed on, and so on to the one that nobody gave. Empty: the fallback of the matter
  /// decides, by no right, or nobody does.
  std::span<const std::size_t> grants{};
  std::optional<undecidable_reason> undecidable{};
};

/// @brief Tells of every originator of every matter who decides, and by which grants: matter by matter,
/// then by position.
/// @param org      The organisation with its matters; without any nothing is told.
/// @param options  As for decisions().
/// @param tell     Called for each; the grants are valid while it is.
/// @complexity     O(M · (managers + originators)), and O(authorities) for each right that somebody
///                 decides by; a walk for each originator where a scheme says more of a matter.
void who_decides(const organisation& org, const decision_options& options,
                 const std::function<void(const who_decides_row&)>& tell);

/// @brief The right at a place for a matter, then the one that its giver passed on, and so on. It ends at
/// a right that nobody gave, at a giver who has none, and where givers go in a circle.
/// @complexity O(authorities) for each.
[[nodiscard]] std::vector<std::size_t> grants_of(const organisation& org, std::size_t matter,
                                                 std::size_t authority);

/// @brief Who decides on a day on which the one who decides is away.
struct routed_path {
  std::size_t matter = 0;
  position_id originator = no_position;
  followed_path path{};                ///< as decision_path() gives it
  position_id fallback = no_position;  ///< decides while the deciding post is without its holder
};

/// @brief Follows every path, and asks who would decide if the deciding post were without its holder.
/// @param org      The organisation with its matters.
/// @param options  As for decisions().
/// @param tell     Called for each, matter by matter, then by position.
/// @complexity     A walk for each originator of each matter, and O(P + authorities) for each post that
///                 decides anything.
void route_decisions(const organisation& org, const decision_options& options,
                     const std::function<void(const routed_path&)>& tell);

}  // namespace pangkas

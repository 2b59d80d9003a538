// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which role steps rebuild a command line that a change has removed.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/views/chain_of_command.hpp>

namespace pangkas::inline v0_1::detail {

/// @brief The same position before and after, by its code.
class position_follower {
 public:
  /// @param before  Must outlive this, as must @p after.
  /// @param after   A scenario of it, or another organisation with the same codes.
  position_follower(const organisation& before, const organisation& after)
      : before_(before), after_(after), same_rows_(before.table().codes == after.table().codes) {}

  /// @brief no_position if it is not there any more: a post that ended keeps its row, outside.
  [[nodiscard]] position_id after(position_id p) const {
    const position_id now = same_rows_ ? after_.position_at(before_.row(p))
                                       : after_.find(before_.code(p)).value_or(no_position);
    const bool ended = now != no_position && after_.command().is_external(now) &&
                       !before_.command().is_external(p);
    return ended ? no_position : now;
  }
  /// @brief no_position if it was not there yet.
  [[nodiscard]] position_id before(position_id p) const {
    if (same_rows_) return before_.position_at(after_.row(p));
    return before_.find(after_.code(p)).value_or(no_position);
  }

 private:
  const organisation& before_;
  const organisation& after_;
  bool same_rows_;
};

/// @brief Whether a role step hangs on a post of which its holder was, before, a command superior,
/// direct or not. The holder is none any more, or there would be no role step.
class rebuilt_lines {
 public:
  rebuilt_lines(const organisation& before, const position_follower& follow)
      : before_(&before), follow_(&follow) {}

  /// @complexity O(depth before).
  bool operator()(position_id post, position_id holder) const {
    const position_id below = follow_->before(post);
    const position_id above = follow_->before(holder);
    if (below == no_position || above == no_position) return false;
    // A superior has the lower number, so that most climbs end long before the root.
    for (const position_id superior : chain_of_command(*before_, below))
      if (superior <= above) return superior == above;
    return false;
  }

 private:
  const organisation* before_;
  const position_follower* follow_;
};

}  // namespace pangkas::detail

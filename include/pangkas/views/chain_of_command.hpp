// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The superiors of a position up to the top of its tree, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <range/v3/view/facade.hpp>

namespace pangkas::inline v0_1 {

/// @brief What chain_of_command() returns: a forward view of position ids.
class chain_of_command_view : public ranges::view_facade<chain_of_command_view> {
 public:
  chain_of_command_view() = default;
  chain_of_command_view(const command_forest& forest, position_id p)
      : superiors_(forest.superiors().data()), first_(superiors_[p]) {}

 private:
  friend ranges::range_access;

  class cursor {
   public:
    cursor() = default;
    cursor(const position_id* superiors, position_id at) : superiors_(superiors), at_(at) {}
    [[nodiscard]] position_id read() const { return at_; }
    void next() { at_ = superiors_[at_]; }
    [[nodiscard]] bool equal(const cursor& other) const { return at_ == other.at_; }

   private:
    const position_id* superiors_ = nullptr;
    position_id at_ = no_position;
  };
  [[nodiscard]] cursor begin_cursor() const { return {superiors_, first_}; }
  // No sentinel of another type: the algorithms of the standard library take the view as well.
  [[nodiscard]] cursor end_cursor() const { return {}; }

  const position_id* superiors_ = nullptr;
  position_id first_ = no_position;
};

/// @brief The command superiors of @p p, nearest first, without @p p itself.
///
/// The chain of an orphan ends at the top of its orphan tree, that of an unrooted position at the
/// cycle, whose members have no superior inside the forest.
/// @return A forward view of position ids, valid as long as the forest.
/// @complexity O(1); a walk is O(layers).
[[nodiscard]] inline chain_of_command_view chain_of_command(const command_forest& forest,
                                                            position_id p) {
  return {forest, p};
}
/// @brief The command superiors of a position of an organisation; valid as long as that.
[[nodiscard]] inline chain_of_command_view chain_of_command(const organisation& org,
                                                            position_id p) {
  return {org.command(), p};
}

}  // namespace pangkas

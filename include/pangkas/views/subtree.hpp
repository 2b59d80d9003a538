// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A position and all that is below it, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <range/v3/view/facade.hpp>

namespace pangkas::inline v0_1 {

/// @brief What subtree() returns: a forward view of position ids.
class subtree_view : public ranges::view_facade<subtree_view> {
 public:
  subtree_view() = default;
  subtree_view(const command_forest& forest, position_id top) : forest_(&forest), top_(top) {}

 private:
  friend ranges::range_access;

  class cursor {
   public:
    cursor() = default;
    cursor(const command_forest* forest, position_id top)
        : forest_(forest), begin_(top), end_(top + 1), at_(top) {}
    [[nodiscard]] position_id read() const { return at_; }
    void next() {
      if (++at_ != end_) return;
      // Positions are numbered in level order, so all that report to a range of positions are a
      // range again: no stack or queue is needed.
      const position_id last = end_ - 1;
      const position_id first_below = *forest_->subordinates(begin_).begin();
      end_ = *forest_->subordinates(last).begin() + forest_->span(last);
      begin_ = first_below;
      at_ = begin_ == end_ ? no_position : begin_;
    }
    [[nodiscard]] bool equal(const cursor& other) const { return at_ == other.at_; }

   private:
    const command_forest* forest_ = nullptr;
    position_id begin_{0};
    position_id end_{0};
    position_id at_ = no_position;
  };
  [[nodiscard]] cursor begin_cursor() const {
    return forest_ == nullptr ? cursor() : cursor(forest_, top_);
  }
  // No sentinel of another type: the algorithms of the standard library take the view as well.
  [[nodiscard]] cursor end_cursor() const { return {}; }

  const command_forest* forest_ = nullptr;
  position_id top_ = no_position;
};

/// @brief The position @p top, then all that is below it in the forest, layer by layer.
/// @return A forward view of position ids, valid as long as the forest.
/// @complexity O(1) time and memory; a walk is O(size of the subtree).
[[nodiscard]] inline subtree_view subtree(const command_forest& forest, position_id top) {
  return {forest, top};
}
/// @brief A position of an organisation and all below it; valid as long as that.
[[nodiscard]] inline subtree_view subtree(const organisation& org, position_id top) {
  return {org.command(), top};
}

}  // namespace pangkas

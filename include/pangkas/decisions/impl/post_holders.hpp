// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who acts in each post: its holder, an acting official, or nobody.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>
#include <pangkas/views/chain_of_command.hpp>
#include <pangkas/views/positions.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Who acts in each post, for the lines of one matter.
class post_holders {
 public:
  /// @brief Everybody is present: the chart itself.
  post_holders() = default;
  /// @complexity O(P + lines to posts without holder) for P positions.
  post_holders(const organisation& org, matter_lines lines, const decision_options& options) {
    mark_holders(org, options);
    if (has_holder_.empty()) return;
    handler_.resize(org.size());
    for (const position_id post : positions(org))
      handler_[post] = has_holder_[post] != 0 ? post : acting_official(org, lines, post);
  }

  /// @brief By position, whether there is somebody in the post; empty: everywhere.
  [[nodiscard]] std::span<const std::uint8_t> has_holder() const noexcept { return has_holder_; }
  /// @brief Whether every post has its holder.
  [[nodiscard]] bool all_present() const noexcept { return handler_.empty(); }
  /// @brief Who acts in a post; no_position: it is passed over.
  [[nodiscard]] position_id handler(position_id post) const {
    return handler_.empty() ? post : handler_[post];
  }
  /// @brief The next post above that is not passed over; no_position if there is none.
  [[nodiscard]] position_id above(const command_forest& forest, position_id post) const {
    for (const position_id above : chain_of_command(forest, post))
      if (handler(above) != no_position) return above;
    return no_position;
  }

 private:
  void mark_holders(const organisation& org, const decision_options& options) {
    const auto mark = [&](row_index row) {
      if (has_holder_.empty()) has_holder_.assign(org.size(), 1);
      has_holder_[org.position_at(row)] = 0;
    };
    const number_column& filled = *org.table().filled;
    const flag_column& flags = *org.table().flags;
    std::vector<std::uint8_t> absent;
    for (const auto& list : flags.lists())
      absent.push_back(std::ranges::find(list, options.absent_flag) != list.end() ? 1 : 0);
    const bool any_absent = std::ranges::find(absent, 1) != absent.end();
    for (row_index row = 0; row < org.size(); ++row)
      if (filled.value_or(row, 1.0) == 0.0 || (any_absent && absent[flags.entry(row)] != 0))
        mark(row);
  }

  [[nodiscard]] position_id acting_official(const organisation& org, matter_lines lines,
                                            position_id post) const {
    for (const std::uint32_t place : org.lines_to(post)) {  // by superior
      const line& l = org.lines()[place];
      if (l.type == line_type::acting && lines.count(l) && has_holder_[l.superior] != 0)
        return l.superior;
    }
    return no_position;
  }

  std::vector<std::uint8_t> has_holder_;
  std::vector<position_id> handler_;
};

}  // namespace pangkas::detail

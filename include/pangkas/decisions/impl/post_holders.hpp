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
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Who acts in each post, for the lines of one matter.
class post_holders {
 public:
  /// @brief Everybody is present: the chart itself.
  post_holders() = default;
  /// @complexity O(P + L) for P positions and L lines; for a post without holder, the lines of
  ///             those who might act.
  post_holders(const organisation& org, const matter_lines& lines,
               const decision_options& options) {
    mark_holders(org, options);
    count_members(org, lines);
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
  /// @brief How many members of a body have their own post; absent of what is no body.
  [[nodiscard]] std::optional<std::uint32_t> members_present(position_id body) const {
    const auto found = present_.find(body);
    return found == present_.end() ? std::nullopt : std::optional(found->second);
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

  /// A body acts by its members, whatever its own seats.
  void count_members(const organisation& org, const matter_lines& lines) {
    const line* last = nullptr;  // lines come by superior and subordinate; a member counts once
    for (const line& l : org.lines()) {
      if (l.type != line_type::membership || !lines.count(l)) continue;
      if (last == nullptr || last->superior != l.superior || last->subordinate != l.subordinate)
        present_[l.superior] += has_holder_.empty() || has_holder_[l.subordinate] != 0 ? 1U : 0U;
      last = &l;
    }
    // Where everybody is present, so is every body.
    if (has_holder_.empty()) return;
    for (const auto& [body, present] : present_) has_holder_[body] = present > 0 ? 1 : 0;
  }

  /// Who acts for a post, or for who acts for it, and so on: the nearest who is there.
  [[nodiscard]] position_id acting_official(const organisation& org, const matter_lines& lines,
                                            position_id post) const {
    std::vector<position_id> asked{post};
    std::unordered_set<position_id> seen{post};
    for (std::size_t i = 0; i < asked.size(); ++i) {
      for (const std::uint32_t place : org.lines_to(asked[i])) {  // by superior
        const line& l = org.lines()[place];
        if (l.type != line_type::acting || !lines.count(l)) continue;
        if (has_holder_[l.superior] != 0) return l.superior;
        if (seen.insert(l.superior).second) asked.push_back(l.superior);
      }
    }
    return no_position;
  }

  std::vector<std::uint8_t> has_holder_;
  std::vector<position_id> handler_;
  std::unordered_map<position_id, std::uint32_t> present_;  ///< members, by body
};

}  // namespace pangkas::detail

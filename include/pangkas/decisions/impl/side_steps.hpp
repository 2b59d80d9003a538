// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The steps that role and coordination lines hang on a command step.
#pragma once

#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a line adds role steps.
inline bool is_role_line(const line& l) {
  return l.type == line_type::assignment || l.type == line_type::functional;
}

/// @brief The lines that count for one matter on the day that is asked about.
class matter_lines {
 public:
  /// @brief Those of the default matter.
  matter_lines() = default;
  /// @complexity O(names on lines).
  matter_lines(const organisation& org, const matter& m, std::string_view day)
      : texts_(&org.line_names()), day_(day) {
    for (std::size_t i = 1; i < texts_->size(); ++i)
      if ((*texts_)[i] == m.code || m.is_of((*texts_)[i]))
        names_.push_back(static_cast<std::uint32_t>(i));
  }

  [[nodiscard]] bool count(const line& l) const {
    return (l.matter == 0 || std::ranges::find(names_, l.matter) != names_.end()) &&
           (l.from + l.until == 0 || texts_ == nullptr || holds_on(l, *texts_, day_));
  }
  [[nodiscard]] bool lead_to_role(const line& l) const { return count(l) && is_role_line(l); }
  [[nodiscard]] bool lead_to_coordination(const line& l) const {
    return count(l) && l.type == line_type::coordination;
  }
  [[nodiscard]] bool lead_to_step(const line& l) const {
    return lead_to_role(l) || lead_to_coordination(l);
  }

  friend bool operator==(const matter_lines&, const matter_lines&) = default;

 private:
  const std::vector<std::string>* texts_ = nullptr;
  std::string day_;
  std::vector<std::uint32_t> names_;  ///< places of the matter and its families among the names
};

/// @brief The steps that other lines hang on a command step. Its buffers are kept from step to
/// step.
class side_steps {
 public:
  /// @param org      The organisation; it must outlive this.
  /// @param lines    Those that count.
  /// @param holders  By position, whether there is somebody in the post; empty: everywhere.
  explicit side_steps(const organisation& org, matter_lines lines = matter_lines{},
                      std::span<const std::uint8_t> holders = {})
      : org_(org), lines_(std::move(lines)), holders_(holders) {}

  /// Calls `visit(path_step)` in the order of the path.
  /// @param step       The post of the command step.
  /// @param superiors  Its command superiors, nearest first: of descending number.
  template <class Visit>
  void for_each(position_id step, std::span<const position_id> superiors, Visit visit) {
    step_ = step;
    if (!seen_.empty()) seen_.clear();
    queue_.clear();
    coordinate(step, visit);
    climb(step, superiors);
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const position_id holder = queue_[i].position;
      if (has_holder(holder)) {
        visit(queue_[i]);
        coordinate(holder, visit);
      }
      climb(holder, superiors);
    }
  }

 private:
  [[nodiscard]] bool has_holder(position_id p) const {
    return holders_.empty() || holders_[p] != 0;
  }

  template <class Visit>
  void coordinate(position_id from, Visit& visit) {
    position_id last = no_position;  // lines to one position come by superior
    for (const std::uint32_t place : org_.lines_to(from)) {
      const line& l = org_.lines()[place];
      if (!lines_.lead_to_coordination(l) || l.superior == last) continue;
      last = l.superior;
      if (has_holder(l.superior)) visit(path_step{l.superior, step_role::coordination, l.type});
    }
  }
  void climb(position_id from, std::span<const position_id> superiors) {
    for (const std::uint32_t place : org_.lines_to(from)) {
      const line& l = org_.lines()[place];
      if (!lines_.lead_to_role(l)) continue;
      // A command superior gets the matter in its own turn, and hangs its own roles on then.
      if (std::ranges::binary_search(superiors, l.superior, std::greater{})) continue;
      if (is_new(l.superior)) queue_.push_back(path_step{l.superior, step_role::role_step, l.type});
    }
  }
  // Nearly all steps have a few holders of roles, which are soon looked through.
  bool is_new(position_id holder) {
    constexpr std::size_t few = 16;
    if (holder == step_) return false;
    if (queue_.size() < few)
      return std::ranges::find(queue_, holder, &path_step::position) == queue_.end();
    if (seen_.empty())
      for (const path_step& seen : queue_) seen_.insert(seen.position);
    return seen_.insert(holder).second;
  }

  const organisation& org_;
  matter_lines lines_;
  std::span<const std::uint8_t> holders_;
  position_id step_ = no_position;
  std::unordered_set<position_id> seen_;  ///< holders in the queue, once they are many
  std::vector<path_step> queue_;
};

/// @brief The position and its command superiors, nearest first.
inline void climb_command(const command_forest& forest, position_id p,
                          std::vector<position_id>& chain) {
  chain.assign(1, p);
  for (const position_id above : chain_of_command(forest, p)) chain.push_back(above);
}

}  // namespace pangkas::detail

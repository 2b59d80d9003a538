// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Why nobody decides, for any number of originators.
#pragma once

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/path_finder.hpp>

#include <algorithm>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Why nobody decides, for any number of originators of one matter.
class undecidable_reasons {
 public:
  undecidable_reasons(const command_forest& forest, all_paths& paths)
      : forest_(forest), paths_(paths) {}

  undecidable_reason of(position_id originator) {
    if (paths_.is_of_scheme()) return *paths_.by_scheme(originator).path.undecidable;
    if (furthest_.empty()) look_up();
    const position_id superior = forest_.superiors()[originator];
    return why_undecidable(superior == no_position ? authority_reach::none : furthest_[superior],
                           originator < forest_.placed());
  }

 private:
  /// How far the authorities go at or above each manager.
  void look_up() {
    furthest_.assign(paths_.end_of_managers() + 1, authority_reach::none);
    for (const position_id post : paths_.managers()) {
      const position_id superior = forest_.superiors()[post];
      const auto above = superior == no_position ? authority_reach::none : furthest_[superior];
      furthest_[post] = std::max(reach_of(paths_.rights(), post), above);
    }
  }

  const command_forest& forest_;
  all_paths& paths_;
  std::vector<authority_reach> furthest_;
};

}  // namespace pangkas::detail

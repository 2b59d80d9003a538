// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A service with matters, and the naive way to follow them all: each originator climbs.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decisions.hpp>

#include <vector>

namespace pangkas::benchmarks {

/// @brief Six matters that end at different echelons, raised by one position in @p one_in each;
/// nobody is vacant, or the naive contender would have to look for who acts.
[[nodiscard]] organisation with_matters(const organisation& org, row_index one_in);

/// @brief The same, with a word of a scheme at each matter that changes no path: it says where the climb
/// to a decider beside the line would end. So each path is walked.
[[nodiscard]] organisation with_scheme(const organisation& decided);

/// @brief What all contenders must agree on: each matter's hand-offs, and what passes through.
struct totals_of_paths {
  std::vector<double> hand_offs;
  double traffic = 0;
  double pass_through = 0;
  double load = 0;

  friend bool operator==(const totals_of_paths&, const totals_of_paths&) = default;
};

/// @brief Every originator climbs the parent array until a holder, and counts on the way.
[[nodiscard]] totals_of_paths naive_climbing(const organisation& decided);

/// @brief The same numbers out of ours.
[[nodiscard]] totals_of_paths totals_of(const organisation& decided, const decision_report& report);

}  // namespace pangkas::benchmarks

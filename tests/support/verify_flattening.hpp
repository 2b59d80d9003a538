// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Checks the answer to a flattening problem from the answer alone.
#pragma once

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace pangkas::tests {

/// @brief What verify() finds.
struct flattening_verification {
  std::int64_t gain = 0;              ///< recomputed from what is converted
  std::vector<std::string> faults{};  ///< in words; empty if the answer holds

  [[nodiscard]] bool holds() const noexcept { return faults.empty(); }
};

/// @brief Recomputes feasibility and gain of a solution. Shares no code with the solver.
///
/// Checked are: that only posts are converted that may be, each once; load and capacity of every
/// kept position, layers and checks in every tree that is said to have a solution; that nothing is
/// converted in the others; gain, bound and count of each tree and of all; and of each kept post,
/// if the solution says why it is kept, that the reason is true. That no better solution exists is
/// not checked.
///
/// @param forest    The command lines.
/// @param problem   The question.
/// @param solution  The answer.
/// @complexity      O(P + climbs from originators to their deciders) time and O(P) memory.
[[nodiscard]] flattening_verification verify(const command_forest& forest,
                                             const flattening_problem& problem,
                                             const flattening_solution& solution);

}  // namespace pangkas::tests

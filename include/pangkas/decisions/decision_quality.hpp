// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What checks do to the quality of decisions, and how fast they could be at best.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace pangkas {

/// @brief The probability that a proposal passes a chain of independent checks, all of which it
/// must pass.
/// @param pass    Probability that it passes one check, 0 to 1.
/// @param checks  How many there are; with none it passes.
/// @source R. K. Sah and J. E. Stiglitz, "The Architecture of Economic Systems" (1986).
[[nodiscard]] inline double chain_pass(double pass, std::uint64_t checks) {
  return std::pow(pass, static_cast<double>(checks));
}

/// @brief The probability that a proposal passes at least @p approvals of @p checks independent
/// checks. With 1 approval this is the polyarchy, with all of them the chain.
/// @param pass       Probability that it passes one check, 0 to 1.
/// @param checks     How many there are.
/// @param approvals  How many must let it pass; more than there are: all of them.
/// @complexity       O(checks).
/// @source           R. K. Sah and J. E. Stiglitz, "The Architecture of Economic Systems" (1986).
[[nodiscard]] inline double committee_pass(double pass, std::uint64_t checks,
                                           std::uint64_t approvals) {
  approvals = std::min(approvals, checks);
  if (approvals == 0) return 1.0;
  if (approvals == checks) return chain_pass(pass, checks);
  if (pass <= 0.0) return 0.0;
  if (pass >= 1.0) return 1.0;
  // Term by term from the logarithms, so that no binomial coefficient grows beyond a double.
  const double n = static_cast<double>(checks);
  double sum = 0.0;
  for (std::uint64_t k = approvals; k <= checks; ++k) {
    const double of = static_cast<double>(k);
    const double ways = std::lgamma(n + 1) - std::lgamma(of + 1) - std::lgamma(n - of + 1);
    sum += std::exp(ways + of * std::log(pass) + (n - of) * std::log1p(-pass));
  }
  return std::min(sum, 1.0);
}

/// @brief The least possible delay of adding up @p items with @p officials, each of whom adds one
/// item in a unit of time: Radner's reduced tree. An ideal to compare with, not a forecast.
/// @param items      How many items there are.
/// @param officials  How many work on them; more than half as many as items do not help.
/// @return           Absent without items or officials.
/// @unit             units of time, each the work of one item
/// @source           R. Radner, "The Organization of Decentralized Information Processing",
///                   Econometrica 61 (1993).
[[nodiscard]] inline std::optional<std::uint64_t> reduced_tree_delay(std::uint64_t items,
                                                                     std::uint64_t officials) {
  if (items == 0 || officials == 0) return std::nullopt;
  const std::uint64_t at_work =
      std::min(officials, std::max<std::uint64_t>(items / 2, std::uint64_t{1}));
  const std::uint64_t left = at_work + items % at_work;
  return items / at_work + static_cast<std::uint64_t>(std::bit_width(left - 1));
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/decision_quality.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace pangkas::inline v0_1 {

double chain_pass(double pass, std::uint64_t checks) {
  return std::pow(pass, static_cast<double>(checks));
}

double committee_pass(double pass, std::uint64_t checks, std::uint64_t approvals) {
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

std::optional<std::uint64_t> reduced_tree_delay(std::uint64_t items, std::uint64_t officials) {
  if (items == 0 || officials == 0) return std::nullopt;
  const std::uint64_t at_work =
      std::min(officials, std::max<std::uint64_t>(items / 2, std::uint64_t{1}));
  const std::uint64_t left = at_work + items % at_work;
  return items / at_work + static_cast<std::uint64_t>(std::bit_width(left - 1));
}

}  // namespace pangkas

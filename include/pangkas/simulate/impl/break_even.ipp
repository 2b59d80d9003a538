// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/break_even.hpp>

#include <pangkas/simulate/queueing.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace pangkas::inline v0_1::detail {

/// What may be offered so that on average so many are present.
inline double offered_with(std::size_t servers, double present) {
  if (servers == 1) return present / (1 + present);
  double low = 0;
  double high = static_cast<double>(servers);
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    const auto found = present_at(servers, middle);
    (found && *found < present ? low : high) = middle;
  }
  return low;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::optional<double> present_at(std::size_t servers, double offered) {
  const auto found = mmc_queue(offered, 1, servers);
  if (!found) return std::nullopt;
  return found->present;
}

std::optional<double> break_even_work(double present, double moved, std::size_t servers,
                                      double offered) {
  if (!(moved > 0)) return std::nullopt;
  return std::max(0.0, (detail::offered_with(servers, present) - offered) / moved);
}

std::optional<double> break_even_authority(double removed, std::size_t servers, double offered,
                                           double arriving) {
  if (!(arriving > 0)) return std::nullopt;
  const auto after = present_at(servers, offered);
  if (!after) return 0;
  const auto least = present_at(servers, std::max(0.0, offered - arriving));
  // If even all that arrives, taken away, leaves more than what the posts held.
  if (!(*after - removed >= *least)) return std::nullopt;
  return std::max(0.0, (offered - detail::offered_with(servers, *after - removed)) / arriving);
}

}  // namespace pangkas

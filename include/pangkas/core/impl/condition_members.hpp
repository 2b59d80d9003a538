// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The members of a condition that are alike, by the names that they have in files.
#pragma once

#include <pangkas/core/condition.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

template <class Member>
struct condition_member {
  std::string_view name;
  Member condition::*member;
};

/// @brief What is measured, as ranges.
inline constexpr std::array<condition_member<std::vector<value_range>>, 11> measured_keys{
    {{"layer", &condition::layer_ranges},
     {"span", &condition::span},
     {"span_seats", &condition::span_seats},
     {"span_filled", &condition::span_filled},
     {"depth_below", &condition::depth_below},
     {"subtree_size", &condition::subtree_size},
     {"subtree_seats", &condition::subtree_seats},
     {"seats", &condition::seats},
     {"cost", &condition::cost},
     {"decides", &condition::decides},
     {"passes", &condition::passes}}};

/// @brief What is so or not.
inline constexpr std::array<condition_member<std::optional<bool>>, 3> truth_keys{
    {{"one_to_one", &condition::one_to_one},
     {"same_rank_as_superior", &condition::same_rank_as_superior},
     {"vacant", &condition::vacant}}};

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Positions by their numbers, for tests that know how a forest numbers them.
#pragma once

#include <pangkas/graph/ids.hpp>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace pangkas::tests {

/// @brief The positions of these numbers.
inline std::vector<position_id> ids(std::initializer_list<std::uint32_t> numbers) {
  return {numbers.begin(), numbers.end()};
}

/// @brief The rows of these numbers: superiors by position, as superiors by row.
inline std::vector<row_index> rows(std::span<const position_id> numbers) {
  return {numbers.begin(), numbers.end()};
}

}  // namespace pangkas::tests

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The three lengths of one decision path.
#pragma once

#include <cstdint>

namespace pangkas::inline v0_1 {

/// @brief Lengths of a path, in hand-offs.
struct path_length {
  std::uint64_t command = 0;
  std::uint64_t with_roles = 0;
  std::uint64_t with_coordination = 0;
  std::uint64_t rebuilt = 0;  ///< role steps that rebuild a removed command line

  friend path_length operator+(path_length a, const path_length& b) {
    return {a.command + b.command, a.with_roles + b.with_roles,
            a.with_coordination + b.with_coordination, a.rebuilt + b.rebuilt};
  }
  friend path_length operator-(path_length a, const path_length& b) {
    return {a.command - b.command, a.with_roles - b.with_roles,
            a.with_coordination - b.with_coordination, a.rebuilt - b.rebuilt};
  }
  friend bool operator==(const path_length&, const path_length&) = default;
};

}  // namespace pangkas

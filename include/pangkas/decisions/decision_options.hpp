// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What is asked about decisions, beside the organisation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pangkas::inline v0_1 {

/// @brief Choices of all that follows decisions.
struct decision_options {
  /// The day whose authorities count, as in 2021-06-30; empty: every authority does, whatever its
  /// period.
  std::string on{};
  std::string absent_flag = "absent";  ///< marks posts whose holder is away
  /// Most initials before the signature of a matter that does not say; absent: any number.
  std::optional<std::uint32_t> initials{};
  /// Minutes that one full-time post works in a year: 72,000 (1,200 hours) and 75,000 are both in
  /// use. Every report prints it.
  double working_minutes = 72'000;
};

}  // namespace pangkas

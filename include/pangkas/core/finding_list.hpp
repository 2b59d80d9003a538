// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Findings of checks, with a limit for each rule.
#pragma once

#include <pangkas/core/finding.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Findings with a limit for each rule, so that a fault of a million positions stays
/// readable: beyond the limit they are counted, and one last finding tells how many.
class finding_list {
 public:
  explicit finding_list(std::size_t findings_per_rule) : limit_(findings_per_rule) {}

  /// @brief Counts one more finding of @p rule; tells whether it is to be added.
  [[nodiscard]] bool wants(std::string_view rule, severity level);

  /// @brief Adds a finding that wants() was asked about.
  void add(std::string_view rule, severity level, std::string_view position, std::string detail,
           std::string action);

  /// @brief The findings as they were added, then one for each rule that was cut off.
  [[nodiscard]] std::vector<finding> take() &&;

 private:
  struct counted {
    std::size_t findings{};
    severity level{};
  };

  std::size_t limit_;
  std::vector<finding> findings_;
  std::map<std::string, counted, std::less<>> counts_;
};

}  // namespace pangkas

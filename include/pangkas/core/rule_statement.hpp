// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A rule's name, reason and source: what every change that it makes repeats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Where the policy file has a table and its keys, for messages; empty for a policy in code.
struct file_place {
  std::optional<std::size_t> line{};                         ///< of the heading
  std::vector<std::pair<std::string, std::size_t>> lines{};  ///< of the keys

  /// @brief The line of a key, else that of the heading.
  [[nodiscard]] std::optional<std::size_t> line_of(std::string_view key) const;

  friend bool operator==(const file_place&, const file_place&) = default;
};

/// @brief What a rule is called and why it is there. The ledger repeats it at every change.
struct rule_statement {
  std::string id{};      ///< unique in the policy
  std::string reason{};  ///< in words
  std::string source{};  ///< the law, decree or letter
  file_place place{};

  friend bool operator==(const rule_statement&, const rule_statement&) = default;
};

}  // namespace pangkas

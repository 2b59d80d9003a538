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
#include <utility>
#include <vector>

namespace pangkas {

/// @brief Findings with a limit for each rule, so that a fault of a million positions stays
/// readable: beyond the limit they are counted, and one last finding tells how many.
class finding_list {
 public:
  explicit finding_list(std::size_t findings_per_rule) : limit_(findings_per_rule) {}

  /// @brief Counts one more finding of @p rule; tells whether it is to be added.
  [[nodiscard]] bool wants(std::string_view rule, severity level) {
    auto found = counts_.find(rule);
    if (found == counts_.end()) found = counts_.emplace(rule, counted{0, level}).first;
    return ++found->second.findings <= limit_;
  }

  /// @brief Adds a finding that wants() was asked about.
  void add(std::string_view rule, severity level, std::string_view position, std::string detail,
           std::string action) {
    finding f;
    f.rule = rule;
    f.level = level;
    f.position = position;
    f.detail = std::move(detail);
    f.action = std::move(action);
    findings_.push_back(std::move(f));
  }

  /// @brief The findings as they were added, then one for each rule that was cut off.
  [[nodiscard]] std::vector<finding> take() && {
    for (const auto& [rule, count] : counts_) {
      if (count.findings <= limit_) continue;
      add(rule, count.level, {},
          std::to_string(count.findings - limit_) + " more of these, " +
              std::to_string(count.findings) + " in all",
          "counted, not listed one by one");
      findings_.back().stands_for = count.findings - limit_;
    }
    return std::move(findings_);
  }

 private:
  struct counted {
    std::size_t findings;
    severity level;
  };

  std::size_t limit_;
  std::vector<finding> findings_;
  std::map<std::string, counted, std::less<>> counts_;
};

namespace detail {

inline std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// @brief "1 position", "2 positions".
inline std::string how_many(std::size_t number, std::string_view one) {
  return std::to_string(number) + " " + std::string(one) + (number == 1 ? "" : "s");
}

}  // namespace detail

}  // namespace pangkas

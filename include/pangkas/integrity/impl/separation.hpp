// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Separation of duties: which rules the duties of one hand break.
#pragma once

#include <pangkas/integrity/impl/duty_names.hpp>
#include <pangkas/integrity/integrity_rules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Appends what is not there yet.
template <class Value>
void add_once(std::vector<Value>& to, const Value& value) {
  if (std::ranges::find(to, value) == to.end()) to.push_back(value);
}

/// @brief The rules of separation by the duties in them, so that a rule whose duties a hand does not
/// have costs nothing.
class separation_index {
 public:
  separation_index(const integrity_rules& rules, const duty_names& names)
      : rules_(rules), count_(rules.separations.size(), 0) {
    for (std::uint32_t r = 0; r < rules.separations.size(); ++r)
      for (const std::string& name : rules.separations[r].duties) {
        const std::uint32_t duty = names.number(name);
        if (by_duty_.size() <= duty) by_duty_.resize(duty + std::size_t{1});
        by_duty_[duty].push_back(r);
      }
  }

  /// @brief Calls `visit(rule)` for each rule that some duties break.
  /// @param duties  Each once.
  /// @param asked   Tells which rules are asked.
  template <class Asked, class Visit>
  void broken_by(std::span<const std::uint32_t> duties, const Asked& asked, const Visit& visit) {
    touched_.clear();
    for (const std::uint32_t duty : duties) {
      if (duty >= by_duty_.size()) continue;
      for (const std::uint32_t r : by_duty_[duty])
        if (count_[r]++ == 0) touched_.push_back(r);
    }
    std::ranges::sort(touched_);
    for (const std::uint32_t r : touched_) {
      const std::uint32_t count = count_[r];
      count_[r] = 0;
      if (count >= rules_.separations[r].n && asked(rules_.separations[r])) visit(r);
    }
  }

  /// @brief Whether a duty is of a rule.
  [[nodiscard]] bool has(std::uint32_t rule, std::uint32_t duty) const {
    return duty < by_duty_.size() && std::ranges::binary_search(by_duty_[duty], rule);
  }

 private:
  const integrity_rules& rules_;
  std::vector<std::vector<std::uint32_t>> by_duty_;
  std::vector<std::uint32_t> count_;  ///< by rule; 0 between two questions
  std::vector<std::uint32_t> touched_;
};

/// @brief Whether a list of processes is for one; an empty list is for all.
template <class IsOf>
bool is_listed(const std::vector<std::string>& processes, const IsOf& is_of) {
  return processes.empty() ||
         std::ranges::any_of(processes, [&](const std::string& p) { return p == "*" || is_of(p); });
}

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Names of duties, of which several may be one.
#pragma once

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/integrity/integrity_rules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Numbers duties; names that the rules call the same have one number. Case does not count.
class duty_names {
 public:
  /// @brief Enters every name in the rules, and those of paths.
  explicit duty_names(const integrity_rules& rules) {
    for (const auto& names : rules.same) {
      std::optional<std::uint32_t> first;
      for (const std::string& name : names) {
        const std::uint32_t number = enter(name);
        if (first) join(*first, number);
        if (!first) first = number;
      }
    }
    for (const separation_rule& s : rules.separations)
      for (const std::string& name : s.duties) enter(name);
    for (const auto* list : {&rules.moves, &rules.afterwards})
      for (const std::string& name : *list) enter(name);
    for (const audit_rule& a : rules.audits) enter(a.duty);
    for (const std::string_view name : path_duties) enter(name);
  }

  /// @brief The number of a name, which is entered if it is new.
  std::uint32_t enter(std::string_view name) {
    const auto [known, is_new] =
        numbers_.try_emplace(lower(name), static_cast<std::uint32_t>(texts_.size()));
    if (is_new) {
      same_.push_back(known->second);
      texts_.emplace_back(name);
    }
    return root(known->second);
  }
  /// @brief The number of a name in the rules.
  [[nodiscard]] std::uint32_t number(std::string_view name) const {
    return root(numbers_.at(lower(name)));
  }
  [[nodiscard]] const std::string& text(std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  [[nodiscard]] std::uint32_t root(std::uint32_t number) const {
    while (same_[number] != number) number = same_[number];
    return number;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    same_[std::max(a, b)] = std::min(a, b);
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> same_;  ///< another name of the same; its own number: the one printed
};

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Simplifies a second time, by another way: texts, maps, one conversion after the other.
#pragma once

#include "support/random_policy.hpp"

#include <pangkas/simplify/simplify.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace pangkas::tests {

struct naive_post {
  std::optional<position_kind> declared;
  std::string rank;
  std::string position_class;
  std::string reports_to;

  friend bool operator==(const naive_post&, const naive_post&) = default;
};

using naive_line = std::tuple<std::string, std::string, line_type, std::string, std::string>;
using naive_change = std::tuple<std::string, std::string, std::string>;  // position, change, rule

struct naive_result {
  std::map<std::string, naive_post> posts;
  std::multiset<naive_line> lines;
  std::vector<authority> authorities;
  std::vector<matter> matters;
  std::multiset<naive_change> changes;
  std::size_t selected = 0, kept_exempt = 0, kept_tops = 0, converted = 0, must_stay = 0;
  std::optional<double> holders;
};

/// @brief Simplifies a case whose authorities do not contradict each other.
/// @param order  The rows of the positions, as they are converted one by one.
/// @return       Absent if the rules leave a gap.
std::optional<naive_result> simplify_naively(const random_case& c,
                                             const std::vector<std::size_t>& order);

/// @brief What the library made of a case, in the form of the naive result.
naive_result in_texts(const simplification& s);

}  // namespace pangkas::tests

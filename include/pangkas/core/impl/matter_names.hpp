// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief By which names rows of authorities and steps are for a matter.
#pragma once

#include <pangkas/core/matter.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Calls `visit(name)` for the code of a matter, for each of its families, and for "*", which stands
/// for all matters. A name may come twice.
template <class Visit>
void for_each_name(const matter& m, Visit visit) {
  visit(std::string_view(m.code));
  for (const std::string& family : m.families) visit(std::string_view(family));
  visit(std::string_view("*"));
}

/// @brief Whether one of them is @p name.
inline bool is_named(const matter& m, std::string_view name) {
  return name == "*" || name == m.code || m.is_of(name);
}

}  // namespace pangkas::detail

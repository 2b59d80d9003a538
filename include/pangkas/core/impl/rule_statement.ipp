// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/rule_statement.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace pangkas::inline v0_1 {

std::optional<std::size_t> file_place::line_of(std::string_view key) const {
  for (const auto& [name, at] : lines)
    if (name == key) return at;
  return line;
}

}  // namespace pangkas

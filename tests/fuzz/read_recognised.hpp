// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every form of a table that is recognised by its text must keep: it is read or refused,
/// and each of its rows is a position or is told why it is none.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/io/read.hpp>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::tests {

inline void read_recognised(std::string_view input) {
  const std::string text(input);
  read_options options;
  options.in_memory = [&](const std::string&) { return std::optional(text); };
  try {
    const auto read = read_organisation(std::vector<std::string>{"fuzz"}, options);
    for (const table_account& table : read.tables)
      if (table.rows != table.positions + table.job_shares + table.repeated + table.left_out_rows())
        std::abort();
  } catch (const error&) {
  }
}

}  // namespace pangkas::tests

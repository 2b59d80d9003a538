// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What is told of the encoding of a table.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/io/encoding.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief Tells where a table is not UTF-8.
/// @param was_said  Whether somebody named its encoding.
template <class Builder>
void report_encoding(Builder& builder, const std::string& name, const decoded_text& content,
                     bool was_said) {
  const std::uint32_t number = builder.add_file(name);
  if (content.found == encoding::windows_1252 && !was_said)
    builder.report("encoding", severity::warning, {number, 0}, {}, {},
                   fmt::format("{} is not UTF-8", name), "read as Windows-1252");
  if (content.foreign_bytes > 0)
    builder.report("encoding", severity::error,
                   {number, static_cast<std::uint32_t>(content.first_foreign_line.value_or(0))}, {},
                   {},
                   fmt::format("{} {} not UTF-8, though the rest of the file is",
                               how_many(content.foreign_bytes, "byte"),
                               content.foreign_bytes == 1 ? "is" : "are"),
                   "each was read as Windows-1252");
}

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Event logs in tables of separated values.
#pragma once

#include <pangkas/io/event_log.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Reads a table of events, one a row, block by block.
/// @param text  In UTF-8.
void read_event_table(std::string_view text, const std::string& file, const log_options& options,
                      log_read& result);

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Event logs in XES, read as a stream.
#pragma once

#include "unpacked.hpp"

#include <pangkas/io/event_log.hpp>

#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief Reads a log of XES.
/// @param pieces  The document.
/// @param file    Name for errors and findings.
/// @source IEEE 1849-2023, "IEEE Standard for eXtensible Event Stream (XES)".
void read_xes(unpacked_pieces& pieces, const std::string& file, const log_mapping& mapping,
              log_read& result);

}  // namespace pangkas::detail

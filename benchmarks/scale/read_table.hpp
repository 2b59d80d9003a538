// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The real loader, on a given number of threads.
#pragma once

#include <pangkas/io/read.hpp>

#include <cstddef>
#include <string>

namespace pangkas::benchmarks {

/// @brief Reads a file as the command line does.
/// @param hashed  Whether its hash is taken, as for what is evidence (JSON, a ledger, a report).
[[nodiscard]] read_result read_table(const std::string& file, std::size_t threads, bool hashed);

}  // namespace pangkas::benchmarks

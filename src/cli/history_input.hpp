// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Snapshots of one organisation, read and measured one after the other.
#pragma once

#include "input.hpp"

#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/history.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/history.hpp>

#include <vector>

namespace pangkas::cli {

/// @brief Reads and measures snapshots.
/// @param in         With whose options they are read.
/// @param snapshots  In the order of their dates.
/// @param decisions  How decisions are followed.
/// @param hashes     Whether the files are named by their hashes.
/// @param origin     Receives the files, each once, and the counts of findings.
[[nodiscard]] history read_history(const input& in, const std::vector<dated_input>& snapshots,
                                   const decision_options& decisions, input_hashes hashes,
                                   evidence& origin);

}  // namespace pangkas::cli

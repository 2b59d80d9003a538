// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Whether a folder of results is still what the run that wrote it left.
#pragma once

#include <pangkas/core/finding.hpp>

#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Verifies a folder that output_folder wrote.
///
/// Each file that `SHA256SUMS` names must be there with its hash; another file is named, and one that
/// a run left behind when it was killed; the ledger must be unchanged and belong to
/// `organisation.json`. A hash is no signature: who can write to the folder can write the list anew.
/// The hash of the list itself, kept elsewhere, tells.
///
/// @param folder  Its name.
/// @return        Findings, whose file is the path; none if everything is as it was written.
/// @throws input_error if it is no folder, or a file cannot be read.
/// @complexity O(bytes of the files), one file at a time in memory.
[[nodiscard]] std::vector<finding> check_folder(const std::string& folder);

}  // namespace pangkas

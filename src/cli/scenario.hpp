// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A policy applied to what was read: the scenario, its figures and its files.
#pragma once

#include "given_policy.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

/// @brief What became of an organisation under a policy.
struct scenario {
  simplification result;
  comparison found;
  std::string summary;  ///< the comparison as JSON
};

/// @brief Applies a policy.
/// @param read     The organisation before.
/// @param loaded   The policy.
/// @param options  How decisions are followed; the initials are those of the policy.
/// @param layers   Those that were given beside the policy's text; empty if none.
[[nodiscard]] scenario play(const read_result& read, const loaded_policy& loaded,
                            const decision_options& options,
                            const std::vector<std::size_t>& layers = {});

/// @brief All or nothing: the organisation after, the ledger, the policy and the figures.
/// @param threads  That write side by side; the files are the same with any number.
/// @param more     Further files: name and text.
void write_scenario(const std::string& folder, const scenario& played,
                    const std::string& policy_text, std::size_t threads,
                    const std::vector<std::pair<std::string_view, std::string>>& more = {});

}  // namespace pangkas::cli

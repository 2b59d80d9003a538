// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lines, matters and authorities as they were given. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What a caller gave, with its place in the data.
struct given_decisions {
  struct authorities {
    authority each{};  ///< its position is empty where @ref holders is there
    /// One authority for each position that it meets when it is read.
    std::optional<condition> holders{};
    origin from{};
    bool native = false;   ///< it comes from the native form, which loses nothing
    bool of_many = false;  ///< its row named a selector of holders, of whom this is one
  };
  struct given_line {
    reporting_line each{};                    ///< its subordinate is empty where many are there
    std::optional<condition> subordinates{};  ///< one line to each position that it meets
    origin from{};
  };

  std::vector<given_line> lines{};
  std::vector<std::pair<matter, origin>> matters{};
  std::vector<authorities> rights{};
  std::vector<std::pair<matter_step, origin>> steps{};

  [[nodiscard]] bool empty() const {
    return lines.empty() && matters.empty() && rights.empty() && steps.empty();
  }
};

}  // namespace pangkas::detail

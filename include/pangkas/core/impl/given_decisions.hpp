// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lines, matters and authorities as they were given. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/matter.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What a caller gave, with its place in the data.
struct given_decisions {
  struct authorities {
    authority each{};                    ///< its position is empty where @ref holders is there
    std::optional<condition> holders{};  ///< one authority for each position that it meets
    origin from{};
    bool native = false;  ///< it comes from the native form, which loses nothing
  };

  std::vector<std::pair<reporting_line, origin>> lines{};
  std::vector<std::pair<matter, origin>> matters{};
  std::vector<authorities> rights{};

  [[nodiscard]] bool empty() const { return lines.empty() && matters.empty() && rights.empty(); }
};

}  // namespace pangkas::detail

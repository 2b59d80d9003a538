// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which preset scheme the ranks of a table are of.
#pragma once

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/io/presets.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The preset that knows most of the names, if it knows half of them; else none.
/// @param names   Different names of ranks; none is empty.
/// @param counts  Whether a name that a scheme knows is evidence for it.
template <class Counts>
[[nodiscard]] std::shared_ptr<const rank_scheme> preset_that_knows(
    const std::vector<std::string_view>& names, const Counts& counts) {
  std::shared_ptr<const rank_scheme> best;
  std::size_t most = 0;
  for (const std::string& preset : preset_schemes()) {
    auto scheme = preset_scheme(preset);
    std::size_t known = 0;
    for (const std::string_view name : names) known += counts(name) && scheme->find(name) ? 1U : 0U;
    if (2 * known < names.size() || known <= most) continue;
    most = known;
    best = std::move(scheme);
  }
  return best;
}

}  // namespace pangkas::detail

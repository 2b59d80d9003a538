// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A rank scheme that stands whole in another document.
#pragma once

#include <pangkas/core/rank_scheme.hpp>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief Reads a rank scheme of native JSON by the rules of one in TOML: no key is unknown, each
/// number is one that its field holds.
/// @throws input_error that names the file, and the rank by its place.
[[nodiscard]] std::shared_ptr<const rank_scheme> rank_scheme_in(const nlohmann::json& value,
                                                                const std::string& file);

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decoding a file whose bytes are still wanted where they differ from its text.
#pragma once

#include <pangkas/io/text.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace pangkas::detail {

/// @brief decode_text() that takes the bytes only if they are the text, and else leaves them as
/// they are.
[[nodiscard]] decoded_text decode_or_leave(std::string& bytes, std::string_view file,
                                           std::optional<encoding> forced);

}  // namespace pangkas::detail

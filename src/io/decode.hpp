// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decoding bytes that need no copy where they are the text already.
#pragma once

#include <pangkas/io/encoding.hpp>

#include <optional>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief What decode_bytes() gives.
struct decoded_bytes {
  decoded_text text;         ///< its text is empty if the bytes are the text
  bool as_they_are = false;  ///< the bytes are the text
};

/// @brief decode_text() without a copy of bytes that are plain UTF-8.
[[nodiscard]] decoded_bytes decode_bytes(std::string_view bytes, std::string_view file,
                                         std::optional<encoding> forced);

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The fingerprint by which a report names its inputs.
#pragma once

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief The SHA-256 hash of some bytes, as `sha256sum` prints it.
/// @return     64 hexadecimal digits in lower case.
/// @throws error if the cryptographic library of the system refuses the algorithm.
/// @complexity O(N).
/// @source     FIPS PUB 180-4, "Secure Hash Standard".
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace pangkas

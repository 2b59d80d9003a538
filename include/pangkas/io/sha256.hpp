// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The fingerprint by which a report names its inputs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief The SHA-256 hash of bytes that come piece by piece.
/// @source     FIPS PUB 180-4, "Secure Hash Standard".
class sha256_hash {
 public:
  /// @throws error if the cryptographic library of the system refuses the algorithm.
  sha256_hash();
  sha256_hash(sha256_hash&& other) noexcept;
  sha256_hash& operator=(sha256_hash&&) = delete;
  ~sha256_hash();

  /// @brief Takes the next bytes.
  void add(std::string_view bytes);
  /// @brief Ends it; nothing is added afterwards.
  /// @return 64 hexadecimal digits in lower case.
  [[nodiscard]] std::string hex();

 private:
  struct context;
  std::unique_ptr<context> context_;
};

/// @brief The SHA-256 hash of some bytes, as `sha256sum` prints it.
/// @return     64 hexadecimal digits in lower case.
/// @throws error if the cryptographic library of the system refuses the algorithm.
/// @complexity O(N).
/// @source     FIPS PUB 180-4, "Secure Hash Standard".
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace pangkas

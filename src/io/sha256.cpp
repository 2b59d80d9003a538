// SPDX-License-Identifier: BSL-1.0
#include <openssl/evp.h>
#include <pangkas/error.hpp>
#include <pangkas/io/sha256.hpp>

#include <array>

namespace pangkas::inline v0_1 {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw error(
        "the SHA-256 hash cannot be computed: OpenSSL refuses the algorithm; check its "
        "configuration");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(std::size_t{2} * size);
  for (unsigned index = 0; index < size; ++index) {
    hex.push_back(digits[digest[index] >> 4]);
    hex.push_back(digits[digest[index] & 0xF]);
  }
  return hex;
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include <openssl/evp.h>
#include <pangkas/error.hpp>
#include <pangkas/io/sha256.hpp>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {
namespace {

void check(int done) {
  if (done != 1)
    throw error(
        "the SHA-256 hash cannot be computed: OpenSSL refuses the algorithm; check its "
        "configuration");
}

}  // namespace

struct sha256_hash::context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> of{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

sha256_hash::sha256_hash() : context_(std::make_unique<context>()) {
  check(context_->of == nullptr ? 0 : EVP_DigestInit_ex(context_->of.get(), EVP_sha256(), nullptr));
}

sha256_hash::sha256_hash(sha256_hash&& other) noexcept = default;
sha256_hash::~sha256_hash() = default;

void sha256_hash::add(std::string_view bytes) {
  check(EVP_DigestUpdate(context_->of.get(), bytes.data(), bytes.size()));
}

std::string sha256_hash::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned size = 0;
  check(EVP_DigestFinal_ex(context_->of.get(), digest.data(), &size));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(std::size_t{2} * size);
  for (unsigned index = 0; index < size; ++index) {
    hex.push_back(digits[digest[index] >> 4]);
    hex.push_back(digits[digest[index] & 0xF]);
  }
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  sha256_hash hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace pangkas

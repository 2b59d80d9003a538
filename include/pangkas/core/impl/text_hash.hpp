// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A hash and a comparison of short texts that are computed in place.
#pragma once

#include <pangkas/graph/impl/tuned.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// Both halves of the product of two numbers, one over the other.
constexpr std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
  using wide = wide_unsigned;
  const wide product = static_cast<wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

template <class Word>
std::uint64_t load_word(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// @brief 32 bits from the bytes of a text, the same in every run on one kind of machine.
///
/// Codes are mostly shorter than 17 bytes, which are two overlapping words and two multiplications;
/// std::hash calls a function that goes byte by byte through the rest. It is for tables in memory
/// only: the order of nothing may depend on it.
inline std::uint32_t text_hash(std::string_view text) {
  constexpr std::uint64_t k1 = 0x9e3779b97f4a7c15U;  // the golden ratio and √2, √3 in 64 bits, odd
  constexpr std::uint64_t k2 = 0x6a09e667f3bcc909U;
  constexpr std::uint64_t k3 = 0xbb67ae8584caa73bU;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = k1 ^ left;
  for (; left > 16; at += 16, left -= 16)
    state =
        fold_product(load_word<std::uint64_t>(at) ^ k2, load_word<std::uint64_t>(at + 8) ^ state);
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (left >= 8) {
    first = load_word<std::uint64_t>(at);
    last = load_word<std::uint64_t>(at + left - 8);
  } else if (left >= 4) {
    first = load_word<std::uint32_t>(at);
    last = load_word<std::uint32_t>(at + left - 4);
  } else if (left > 0) {
    const auto byte = [at](std::size_t i) {
      return std::uint64_t{static_cast<unsigned char>(at[i])};
    };
    first = byte(0) << 16U | byte(left / 2) << 8U | byte(left - 1);
  }
  const std::uint64_t hash = fold_product(first ^ k2 ^ state, last ^ k3);
  const std::uint64_t mixed = fold_product(hash ^ k1, k2 ^ state);
  // Few values, so that other texts have the same; far apart, so that those of one lie together and
  // the tests of large organisations end.
  constexpr auto kept = tuned<std::uint64_t>(~std::uint64_t{0}, 255);
  constexpr auto apart = tuned<std::uint64_t>(1, 0x9e3779b1U);
  return static_cast<std::uint32_t>(((mixed ^ mixed >> 32U) & kept) * apart);
}

/// @brief Whether two texts are the same, in place: they are short, and a call of memcmp costs more
/// than comparing them.
inline bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const char* x = a.data();
  const char* y = b.data();
  const auto same_word = [&]<class Word>(Word, std::size_t at) {
    return load_word<Word>(x + at) == load_word<Word>(y + at);
  };
  const std::size_t size = a.size();
  if (size > 32) return std::memcmp(x, y, size) == 0;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      if (!same_word(std::uint64_t{}, at)) return false;
    return same_word(std::uint64_t{}, size - 8);
  }
  if (size >= 4) return same_word(std::uint32_t{}, 0) && same_word(std::uint32_t{}, size - 4);
  for (std::size_t at = 0; at < size; ++at)
    if (x[at] != y[at]) return false;
  return true;
}

}  // namespace pangkas::detail

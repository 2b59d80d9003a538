// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Texts and numbers written in place, where room was made for them beforehand.
#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace pangkas::inline v0_1::detail {

/// @brief Copies a text to @p at, where there is room for it.
/// @return Behind it.
///
/// Most texts of a row are a word or two: two loads and two stores that overlap, where a call of
/// memcpy would cost as much again.
[[gnu::always_inline]] inline char* put(char* at, std::string_view text) noexcept {
  const std::size_t size = text.size();
  const char* const from = text.data();
  const auto ends = [&]<std::size_t N>(std::integral_constant<std::size_t, N>) {
    char first[N];  // NOLINT(modernize-avoid-c-arrays): stays in a register
    char last[N];   // NOLINT(modernize-avoid-c-arrays)
    std::memcpy(first, from, N);
    std::memcpy(last, from + size - N, N);
    std::memcpy(at, first, N);
    std::memcpy(at + size - N, last, N);
  };
  if (size > 32)
    std::memcpy(at, from, size);
  else if (size >= 16)
    ends(std::integral_constant<std::size_t, 16>());
  else if (size >= 8)
    ends(std::integral_constant<std::size_t, 8>());
  else if (size >= 4)
    ends(std::integral_constant<std::size_t, 4>());
  else if (size > 0) {
    at[0] = from[0];
    at[size / 2] = from[size / 2];
    at[size - 1] = from[size - 1];
  }
  return at + size;
}

/// @brief The same for a text whose length the compiler knows.
template <std::size_t N>
char* put(char* at, const char (&text)[N]) noexcept {  // NOLINT(modernize-avoid-c-arrays)
  std::memcpy(at, text, N - 1);
  return at + N - 1;
}

inline char* put(char* at, char c) noexcept {
  *at = c;
  return at + 1;
}

/// @brief No number is longer: the largest has 309 digits, the smallest 326, and a sign.
inline constexpr std::size_t longest_number = 330;

/// @brief Writes what format_number() gives to @p at, where there is room for `longest_number`.
/// @param number  Finite.
/// @return        Behind it.
///
/// Whole numbers and hundredths, nearly all that stand in tables, go through whole numbers. That is
/// exact: below 2^53 the digits of a whole number are the shortest, and of the numbers of up to 15
/// digits no two are read as the same `double`, so that what is read as n/100 has no shorter form.
inline char* put_number(char* at, double number) noexcept {
  constexpr double exact = 9007199254740992;  // 2^53
  constexpr double exact_hundredths = 1e13;
  if (number == 0) return put(at, '0');  // also -0
  const double size = std::abs(number);
  if (size < exact) {
    *at = '-';
    char* const digits = at + (number < 0 ? 1 : 0);
    const auto whole = static_cast<std::int64_t>(size);
    if (static_cast<double>(whole) == size)
      return whole < 10 ? put(digits, static_cast<char>('0' + whole))
                        : std::to_chars(digits, digits + 20, whole).ptr;
    const auto hundredths = static_cast<std::int64_t>(size * 100 + 0.5);
    if (size < exact_hundredths && static_cast<double>(hundredths) / 100 == size) {
      char* behind = std::to_chars(digits, digits + 20, hundredths / 100).ptr;
      const auto rest = static_cast<int>(hundredths % 100);
      behind = put(behind, '.');
      behind = put(behind, static_cast<char>('0' + rest / 10));
      return rest % 10 == 0 ? behind : put(behind, static_cast<char>('0' + rest % 10));
    }
  }
  return std::to_chars(at, at + longest_number, number, std::chars_format::fixed).ptr;
}

}  // namespace pangkas::detail

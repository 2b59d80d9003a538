// SPDX-License-Identifier: BSL-1.0
#include "io/text_pieces.hpp"

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using detail::text_pieces;

namespace {

/// As format_number() wrote every number before some took a shorter way.
std::string by_the_library(double number) {
  if (number == 0) return "0";
  std::array<char, 400> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                       std::chars_format::fixed)
                             .ptr};
}

void check_written(double number) {
  std::array<char, detail::longest_number> digits{};
  const std::string_view written(
      digits.data(),
      static_cast<std::size_t>(detail::put_number(digits.data(), number) - digits.data()));
  if (written != by_the_library(number)) FAIL(written << " instead of " << by_the_library(number));
}

}  // namespace

TEST_CASE("put copies a text of every length and nothing beside it", "[io][text_pieces]") {
  const std::string source = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-+*/";
  for (std::size_t length = 0; length <= source.size(); ++length) {
    const std::string text = source.substr(source.size() - length);
    std::vector<char> place(length + 2, '.');
    CHECK(detail::put(place.data() + 1, std::string_view(text)) == place.data() + 1 + length);
    CHECK(std::string(place.begin(), place.end()) == "." + text + ".");
  }
}

TEST_CASE("put_number writes what the library writes", "[io][text_pieces]") {
  using limits = std::numeric_limits<double>;
  for (const double number : {0.0,
                              0.01,
                              0.29,
                              1.1,
                              1.15,
                              9.99,
                              0.07,
                              0.57,
                              1.005,
                              0.005,
                              1e-300,
                              limits::min(),
                              limits::max(),
                              limits::denorm_min(),
                              limits::epsilon(),
                              9007199254740991.0,
                              9007199254740992.0,
                              9007199254740993.0,
                              1e13,
                              1e13 - 0.01,
                              9999999999999.99,
                              1e15,
                              1e16,
                              1e22,
                              1e23,
                              4294967295.0,
                              4294967296.0,
                              18446744073709551616.0,
                              123456789012.34,
                              std::nextafter(0.29, 1),
                              std::nextafter(1.0, 2),
                              std::nextafter(1e13, 0)})
    for (const double sign : {1, -1}) check_written(sign * number);

  std::mt19937_64 random(20261126);
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(300'000); ++trial) {
    const std::uint64_t bits = random();
    if (const auto any = std::bit_cast<double>(bits); std::isfinite(any)) check_written(any);
    const auto whole = static_cast<double>(static_cast<std::int64_t>(bits) >> (trial % 63));
    check_written(whole);
    check_written(whole / 100);
    check_written(std::nextafter(whole / 100, 0));
    check_written(whole / 8);
  }
}

TEST_CASE("Rows of every length come out of the pieces as they went in", "[io][text_pieces]") {
  std::mt19937 random(5);
  for (const std::size_t longest : {std::size_t{1}, std::size_t{300}, std::size_t{20'000},
                                    text_pieces::usual_size + 1, 3 * text_pieces::usual_size}) {
    std::string in;
    std::string out;
    std::vector<std::size_t> sizes;
    const text_sink sink = [&](std::string_view piece) {
      out += piece;
      sizes.push_back(piece.size());
    };
    text_pieces pieces(sink);
    const std::size_t enough = 4 * text_pieces::usual_size + 12'345;
    while (in.size() < enough) {
      const std::size_t size = random() % (longest + 1);
      const std::string row(size, static_cast<char>('a' + random() % 26));
      // More room than is used, as for rows whose length is not known beforehand.
      char* const at = pieces.room(size + random() % 1000);
      pieces.took(detail::put(at, std::string_view(row)));
      in += row;
    }
    pieces.end();
    CHECK((in == out));
    REQUIRE(sizes.size() > 1);
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i)
      CHECK(sizes[i] % text_pieces::usual_size == 0);
    CHECK(std::ranges::find(sizes, 0U) == sizes.end());
    pieces.end();
    CHECK(in.size() == out.size());
  }
}

TEST_CASE("A failure of the sink passes through", "[io][text_pieces]") {
  const text_sink sink = [](std::string_view) { throw std::string("full"); };
  text_pieces pieces(sink);
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 1000; ++i) pieces.append(std::string(1000, 'x'));
      }(),
      std::string);
}

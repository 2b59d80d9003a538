// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/number.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;

TEST_CASE("parse_number reads the spellings of published tables", "[io][number]") {
  const std::vector<std::pair<std::string, double>> spellings = {
      {"0", 0},
      {"12", 12},
      {"007", 7},
      {"12.5", 12.5},
      {"12,5", 12.5},
      {"0.025", 0.025},
      {"0,025", 0.025},
      {".5", 0.5},
      {",5", 0.5},
      {"1064290.0", 1064290},
      {"1064290,0", 1064290},
      {"1,234,567.00", 1234567},
      {"1.234.567,00", 1234567},
      {"1,234,567", 1234567},
      {"1.234.567", 1234567},
      {"1 234 567", 1234567},
      {"1\xC2\xA0"
       "234\xE2\x80\xAF"
       "567,89",
       1234567.89},
      {"1 234,567", 1234.567},
      {"1'234'567.5", 1234567.5},
      {"1,234", 1234},
      {"1.234", 1.234},
      {"1234,567", 1234.567},
      {"12,34", 12.34},
      {"1,2345", 1.2345},
      {"  42\t", 42},
      {"\xC2\xA3"
       "1,234",
       1234},
      {"\xC2\xA3 12,345.67", 12345.67},
      {"-\xC2\xA3"
       "5",
       -5},
      {"\xC2\xA3-5", -5},
      {"$1.5", 1.5},
      {"1.234,56 \xE2\x82\xAC", 1234.56},
      {"EUR 10", 10},
      {"10 gbp", 10},
      {"Rp 1.260.000", 1260000},
      {"Rp. 1.260.000,-", 1260000},
      {"rp1.260.000,00", 1260000},
      {"Rp 540.000", 540000},
      {"IDR 540,000", 540000},
      {"Rp 540.5", 540.5},
      {"-3", -3},
      {"+3", 3},
      {"- 3", -3},
      {"\xE2\x88\x92"
       "3,5",
       -3.5},
      {"(1,234.50)", -1234.5},
      {"( \xC2\xA3"
       "12 )",
       -12},
      {"(0)", 0},
      {"-0", 0},
      {"1000000000000000", 1e15},
      {"0.1000000000000000055511151231257827", 0.1},
  };
  for (const auto& [text, value] : spellings) {
    INFO(text);
    const std::optional<double> number = parse_number(text);
    REQUIRE(number.has_value());
    CHECK(*number == value);
    CHECK_FALSE(std::signbit(*number) != (value < 0));
  }
}

TEST_CASE("parse_number takes only the decimal mark that it is told of", "[io][number]") {
  CHECK(parse_number("1.234", decimal_mark::comma) == 1234.0);
  CHECK(parse_number("1.234", decimal_mark::point) == 1.234);
  CHECK(parse_number("1,234", decimal_mark::comma) == 1.234);
  CHECK(parse_number("1,234", decimal_mark::point) == 1234.0);
  CHECK(parse_number("1.234,5", decimal_mark::comma) == 1234.5);
  CHECK(parse_number("12,5", decimal_mark::comma) == 12.5);
  CHECK(parse_number("Rp 1.260", decimal_mark::comma) == 1260.0);
  for (const char* text : {"1.234,5", "12,5", "1.234.567"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text, decimal_mark::point).has_value());
  }
  for (const char* text : {"1,234.5", "12.5", "1,234,567", "1064290.0"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text, decimal_mark::comma).has_value());
  }
}

TEST_CASE("A group of three digits is doubtful unless its currency tells the mark",
          "[io][number]") {
  CHECK(parse_number("$1.234") == 1.234);
  for (const char* plain : {"1 234", "1'234", "12", "Rp 1,234,", ""})
    CHECK(style_of(plain) == number_style::plain);
  for (const char* point : {"USD 1,234", "gbp 1,234", "$1,234", "1,234.5", "1,234,567"})
    CHECK(style_of(point) == number_style::point);
  for (const char* doubtful : {"1,234", "1.234", "$1.234", "EUR 1,234"})
    CHECK(style_of(doubtful) == number_style::doubtful);
  CHECK(style_of("Rp 1.234") == number_style::comma);
  CHECK(style_of("Rp 1,234") == number_style::plain);
}

TEST_CASE("parse_number refuses what is no number", "[io][number]") {
  for (const char* text :
       {"",
        " ",
        "-",
        ".",
        ",",
        "()",
        "(-5)",
        "--5",
        "-+5",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "0x1F",
        "1e3",
        "1.26E+06",
        "12a",
        "N/D",
        "a12",
        "1 2",
        "12 34",
        "1,23,4",
        "1,23,456",
        "1.23.456",
        "1,234.5.6",
        "1,234,56",
        "1.5,5",
        "12,345,6789",
        "0,123,456",
        "1,234 567",
        "1  234",
        "5-",
        "5.",
        "5,",
        "5%",
        "\xC2\xA3",
        "\xC2\xA3\xC2\xA3"
        "5",
        "\xC2\xA3"
        "5 GBP",
        "1000000000000001",
        "-2,000,000,000,000,000",
        "1e400",
        "(5",
        "5)",
        "(5",
        "(5) 7",
        "1,,,,,,,,,,,,,,,,,2",
        "1\n2",
        "1\t2",
        "\xEF\xBC\x91",
        "1;2",
        "30/09/2013",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111"}) {
    INFO('"' << text << '"');
    CHECK_FALSE(parse_number(text).has_value());
  }
  for (const decimal_mark mark : {decimal_mark::guess, decimal_mark::comma})
    CHECK_FALSE(parse_number(std::string(400, '9'), mark).has_value());
}

TEST_CASE("parse_number reads back what format_number writes", "[io][number]") {
  std::mt19937_64 random(20240501);
  std::uniform_int_distribution<int> digits(0, 4);
  std::uniform_real_distribution<double> magnitude(-14, 15);
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(50'000); ++trial) {
    double number = std::pow(10, magnitude(random)) * (trial % 2 == 0 ? 1 : -1);
    if (trial % 3 == 0) number = std::round(number * std::pow(10, digits(random)));
    if (std::abs(number) > 1e15) continue;
    if (number == 0) number = 0;  // no -0
    const std::string text = format_number(number);
    if (parse_number(text, decimal_mark::point) != number) {
      FAIL("reads back differently: " << text);
    }
    if (text.find_first_not_of("-.0123456789") != std::string::npos) FAIL("odd digits: " << text);
  }
}

TEST_CASE("parse_number reads grouped numbers as plain ones", "[io][number]") {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<long long> whole(1'000'000, 999'999'999'999);
  std::uniform_int_distribution<int> cents(0, 99);
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(20'000); ++trial) {
    const long long amount = whole(random);
    const int fraction = cents(random);
    std::string plain = std::to_string(amount);
    const std::string tail = (fraction < 10 ? "0" : "") + std::to_string(fraction);
    const double expected = std::strtod((plain + '.' + tail).c_str(), nullptr);
    for (const auto& [group, decimal] :
         {std::pair{',', '.'}, std::pair{'.', ','}, std::pair{' ', ','}, std::pair{'\'', '.'}}) {
      std::string text = plain;
      for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, group);
      if (parse_number(text) != static_cast<double>(amount)) FAIL(text);
      text += decimal + tail;
      if (parse_number(text) != expected) FAIL(text);
    }
  }
}

TEST_CASE("format_number writes the shortest digits without exponent", "[io][number]") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(-0.0) == "0");
  CHECK(format_number(12) == "12");
  CHECK(format_number(-12.5) == "-12.5");
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(4.526316) == "4.526316");
  CHECK(format_number(1e15) == "1000000000000000");
  CHECK(format_number(1e-7) == "0.0000001");
  CHECK(format_number(1064290.0) == "1064290");
  CHECK(format_number(std::numeric_limits<double>::max()).size() == 309);
  CHECK(format_number(std::numeric_limits<double>::denorm_min()).size() == 326);
}

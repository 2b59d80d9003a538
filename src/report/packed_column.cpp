// SPDX-License-Identifier: BSL-1.0
#include "packed_column.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

/// Appends the lowest @p bytes of a number, the lowest first, whatever the order of the machine.
void append_little_endian(std::string& out, std::uint64_t bits, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((bits >> (8 * i)) & 0xffU));
}

template <class Integer>
bool holds(double low, double high) {
  return low >= static_cast<double>(std::numeric_limits<Integer>::min()) &&
         high <= static_cast<double>(std::numeric_limits<Integer>::max());
}

struct number_form {
  const char* name;
  int bytes;  ///< 8: as floating point
};

number_form narrowest(double low, double high, bool whole) {
  if (whole && holds<std::int8_t>(low, high)) return {"i8", 1};
  if (whole && holds<std::int16_t>(low, high)) return {"i16", 2};
  if (whole && holds<std::int32_t>(low, high)) return {"i32", 4};
  return {"f64", 8};
}

}  // namespace

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t given = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8U | (k < given ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text.push_back(k <= given ? digits[(group >> (18 - 6 * k)) & 63U] : '=');
  }
  return text;
}

nlohmann::ordered_json packed_column::json() const {
  bool any_absent = false;
  bool minus_one = false;
  bool whole = true;
  std::optional<double> low;
  std::optional<double> high;
  for (const double value : values_) {
    if (value == absent) {
      any_absent = true;
      continue;
    }
    low = std::min(low.value_or(value), value);
    high = std::max(high.value_or(value), value);
    if (value == -1) minus_one = true;
    // −0 would lose its sign, which no figure of a report has.
    if (value != std::floor(value)) whole = false;
  }
  const double none = minus_one ? std::floor(*low) - 1 : -1;
  if (any_absent) {
    low = std::min(low.value_or(none), none);
    high = std::max(high.value_or(none), none);
  }
  const number_form form = narrowest(low.value_or(0), high.value_or(0), whole);
  const auto stored = [&](double value) { return value == absent ? none : value; };

  nlohmann::ordered_json all{{"type", form.name}, {"length", values_.size()}, {"none", nullptr}};
  if (any_absent) all["none"] = none;
  if (!values_.empty() && low == high) {
    all["all"] = *low;
    return all;
  }
  std::string bytes;
  bytes.reserve(values_.size() * static_cast<std::size_t>(form.bytes));
  for (const double value : values_)
    append_little_endian(bytes,
                         form.bytes == 8
                             ? std::bit_cast<std::uint64_t>(stored(value))
                             : static_cast<std::uint64_t>(static_cast<std::int64_t>(stored(value))),
                         form.bytes);
  all["data"] = base64(bytes);
  return all;
}

}  // namespace pangkas::detail

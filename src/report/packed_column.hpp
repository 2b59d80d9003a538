// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Columns of numbers and of repeated texts as the page of a report takes them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Bytes as text.
/// @source RFC 4648, section 4, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// @brief A column of numbers: `Column` of src/report/page/data.ts.
class packed_column {
 public:
  /// @brief Adds a number; what is not finite is absent.
  void add(double value) {
    values_.push_back(value);
    if (!(value - value == 0)) values_.back() = absent;
  }
  template <class Number>
  void add(const std::optional<Number>& value) {
    values_.push_back(absent);
    if (!value) return;
    values_.pop_back();
    add(static_cast<double>(*value));
  }
  void add_absent() { values_.push_back(absent); }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

  /// @brief The narrowest form that holds every number exactly. The number that stands for "absent"
  /// is −1, or, where −1 is a value, the next whole number below all values.
  [[nodiscard]] nlohmann::ordered_json json() const;

 private:
  static constexpr double absent = std::numeric_limits<double>::infinity();
  std::vector<double> values_;
};

/// @brief A column of texts that repeat: `Dictionary` of src/report/page/data.ts.
class text_dictionary {
 public:
  /// @param text  Must outlive this. Empty: no text.
  void add(std::string_view text) {
    if (text.empty()) return index_.add_absent();
    const auto [place, is_new] = places_.emplace(text, values_.size());
    if (is_new) values_.push_back(text);
    index_.add(static_cast<double>(place->second));
  }

  [[nodiscard]] nlohmann::ordered_json json() const {
    return {{"values", values_}, {"index", index_.json()}};
  }

 private:
  std::vector<std::string_view> values_;
  std::unordered_map<std::string_view, std::size_t> places_;
  packed_column index_;
};

}  // namespace pangkas::detail

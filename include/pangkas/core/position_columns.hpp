// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The attributes of positions, one column each, in the given order.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Numbers that may be absent: 8 bytes a row.
class number_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] std::optional<double> operator[](std::size_t row) const {
    if (std::isnan(values_[row])) return std::nullopt;
    return values_[row];
  }
  /// @brief A row's number, or @p otherwise where it is absent.
  [[nodiscard]] double value_or(std::size_t row, double otherwise) const {
    return std::isnan(values_[row]) ? otherwise : values_[row];
  }
  void push_back(std::optional<double> value) { values_.push_back(value.value_or(absent)); }
  /// @brief Adds numbers of which NaN means absent.
  void append(std::span<const double> values) {
    values_.insert(values_.end(), values.begin(), values.end());
  }
  void set(std::size_t row, std::optional<double> value) { values_[row] = value.value_or(absent); }
  /// @brief All numbers, NaN where one is absent.
  [[nodiscard]] std::span<const double> values() const noexcept { return values_; }
  void reserve(std::size_t rows) { detail::reserve_large(values_, rows); }
  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept {
    return values_.capacity() * sizeof values_.front();
  }

 private:
  static constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> values_;
};

/// @brief What few organisations have: rows behind the last value take no memory.
/// @tparam Column  Of the values; one of none is what a default one is: absent, or an empty text.
template <class Column>
class rare_column {
 public:
  using value_type = decltype(std::declval<const Column&>()[0]);

  [[nodiscard]] std::size_t size() const noexcept { return rows_; }
  /// @brief Whether any row has a value.
  [[nodiscard]] bool any() const noexcept { return values_.size() > 0; }
  /// @brief A row's value. Rows behind the last one, also those that were never added, have none.
  [[nodiscard]] value_type operator[](std::size_t row) const {
    return row < values_.size() ? values_[row] : value_type{};
  }
  void push_back(value_type value) {
    if (value != value_type{}) set(rows_, value);
    ++rows_;
  }
  /// @brief Adds @p rows without a value.
  void append_none(std::size_t rows) { rows_ += rows; }
  void set(std::size_t row, value_type value) {
    while (values_.size() <= row) values_.push_back(value_type{});
    values_.set(row, value);
  }
  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept { return values_.bytes(); }

 private:
  Column values_;
  std::size_t rows_ = 0;
};
using rare_number_column = rare_column<number_column>;
using rare_text_column = rare_column<dictionary_column>;

/// @brief Sets of flags that repeat: 4 bytes a row and each distinct list once.
class flag_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return joined_.size(); }
  [[nodiscard]] const std::vector<std::string>& operator[](std::size_t row) const {
    return lists_[joined_.entry(row)];
  }
  /// @brief The entry of the dictionary of lists in a row.
  [[nodiscard]] std::uint32_t entry(std::size_t row) const { return joined_.entry(row); }
  /// @brief The distinct lists.
  [[nodiscard]] const std::vector<std::vector<std::string>>& lists() const noexcept {
    return lists_;
  }
  /// @brief Adds @p rows without a flag.
  void append_none(std::size_t rows);
  void push_back(const std::vector<std::string>& flags);
  void set(std::size_t row, const std::vector<std::string>& flags);
  void reserve(std::size_t rows) { joined_.reserve(rows); }
  /// @brief The memory that it takes, the lists aside, which are few.
  [[nodiscard]] std::size_t bytes() const noexcept { return joined_.bytes(); }

 private:
  static std::string key_of(const std::vector<std::string>& flags);

  dictionary_column joined_;
  std::vector<std::vector<std::string>> lists_;
};

/// @brief Kinds that may be absent: 1 byte a row.
class kind_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return kinds_.size(); }
  [[nodiscard]] std::optional<position_kind> operator[](std::size_t row) const {
    if (kinds_[row] == absent) return std::nullopt;
    return static_cast<position_kind>(kinds_[row]);
  }
  void push_back(std::optional<position_kind> kind) { kinds_.push_back(byte_of(kind)); }
  /// @brief Adds kinds that byte_of() has made.
  void append(std::span<const std::uint8_t> kinds) {
    kinds_.insert(kinds_.end(), kinds.begin(), kinds.end());
  }
  void set(std::size_t row, std::optional<position_kind> kind) { kinds_[row] = byte_of(kind); }
  void reserve(std::size_t rows) { kinds_.reserve(rows); }
  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept { return kinds_.capacity(); }

  /// @brief How a kind is kept.
  [[nodiscard]] static std::uint8_t byte_of(std::optional<position_kind> kind) noexcept {
    return kind ? static_cast<std::uint8_t>(*kind) : absent;
  }

 private:
  static constexpr std::uint8_t absent = 0xff;
  std::vector<std::uint8_t> kinds_;
};

/// @brief Codes with their index.
struct code_column {
  text_column texts{};
  text_index index{};
};

/// @brief The columns of an organisation's positions, by row. A scenario shares the columns that it
/// does not change.
struct position_table {
  std::shared_ptr<const code_column> codes = std::make_shared<code_column>();
  std::shared_ptr<const dictionary_column> titles = std::make_shared<dictionary_column>();
  std::shared_ptr<const kind_column> kinds = std::make_shared<kind_column>();
  std::shared_ptr<const dictionary_column> ranks = std::make_shared<dictionary_column>();
  std::shared_ptr<const dictionary_column> units = std::make_shared<dictionary_column>();
  std::shared_ptr<const number_column> seats = std::make_shared<number_column>();
  std::shared_ptr<const number_column> filled = std::make_shared<number_column>();
  std::shared_ptr<const dictionary_column> classes = std::make_shared<dictionary_column>();
  std::shared_ptr<const number_column> costs = std::make_shared<number_column>();
  std::shared_ptr<const rare_number_column> budgets = std::make_shared<rare_number_column>();
  std::shared_ptr<const flag_column> flags = std::make_shared<flag_column>();
  std::shared_ptr<const rare_text_column> holders = std::make_shared<rare_text_column>();
  std::shared_ptr<const rare_text_column> legal_sources = std::make_shared<rare_text_column>();

  [[nodiscard]] std::size_t size() const noexcept { return codes->texts.size(); }
  /// @brief The memory that all columns take.
  [[nodiscard]] std::size_t bytes() const noexcept;
};

}  // namespace pangkas

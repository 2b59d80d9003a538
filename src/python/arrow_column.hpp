// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads the cells of an Arrow column, whatever its type.
#pragma once

#include "arrow.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::python {

/// @brief What the cells of a column are.
enum class cell_kind : std::uint8_t {
  text,
  integer,
  real,
  truth,
  decimal,
  day,
  instant,
  texts,    ///< lists of text
  nothing,  ///< every cell is null
  other     ///< a type that is not read
};

/// @brief The type of a column.
class arrow_type {
 public:
  explicit arrow_type(const ArrowSchema& schema);

  /// @brief That of the values where the column is dictionary-encoded.
  [[nodiscard]] cell_kind kind() const noexcept {
    return dictionary_ ? dictionary_->kind() : kind_;
  }
  /// @brief The type in Arrow's own letters, for messages.
  [[nodiscard]] const std::string& format() const noexcept { return format_; }

 private:
  friend class arrow_column;
  std::string format_;
  cell_kind kind_ = cell_kind::other;
  int scale_ = 0;  ///< of decimals
  int width_ = 0;  ///< of decimals, in bytes
  std::unique_ptr<arrow_type> dictionary_;
  std::unique_ptr<arrow_type> items_;  ///< of lists
};

/// @brief The cells of one column of one batch. It looks into the batch, which must stay.
class arrow_column {
 public:
  /// @throws input_error if the array is not what its type says.
  arrow_column(const arrow_type& type, const ArrowArray& array);

  [[nodiscard]] cell_kind kind() const noexcept { return type_->kind(); }
  [[nodiscard]] bool is_null(std::int64_t row) const;
  /// @name The value of a cell that is not null, by kind()
  /// @{
  [[nodiscard]] std::string_view text(std::int64_t row) const;
  [[nodiscard]] std::int64_t integer(std::int64_t row) const;
  [[nodiscard]] bool is_beyond_int64(std::int64_t row) const;
  [[nodiscard]] double real(std::int64_t row) const;
  [[nodiscard]] bool truth(std::int64_t row) const;
  /// @}
  /// @brief Appends any cell as people write it: numbers with a point, days as in 2021-06-30,
  /// instants as ISO 8601 writes them, lists
  /// with blanks between. A null is nothing.
  void append(std::int64_t row, std::string& out) const;

 private:
  [[nodiscard]] std::int64_t key(std::int64_t row) const;
  [[nodiscard]] std::int64_t stored(std::int64_t row) const;
  template <class T>
  [[nodiscard]] T at(std::size_t buffer, std::int64_t i) const {
    return static_cast<const T*>(array_->buffers[buffer])[i];
  }
  [[nodiscard]] bool bit(std::size_t buffer, std::int64_t i) const {
    return (at<std::uint8_t>(buffer, i / 8) >> (i % 8) & 1) != 0;
  }
  void append_decimal(std::int64_t row, std::string& out) const;
  void append_instant(std::int64_t row, std::string& out) const;

  const arrow_type* type_;
  const ArrowArray* array_;
  std::unique_ptr<arrow_column> dictionary_;
  std::unique_ptr<arrow_column> items_;
};

}  // namespace pangkas::python

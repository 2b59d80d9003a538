// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A table of results, column by column: what files, texts and other programs are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Texts, each made when it is asked for: a column of five million takes no memory. A text is
/// valid until the next is asked for, and only one reader may ask at a time. Empty: absent.
using text_cells = std::function<std::string_view(std::size_t row)>;
/// @brief Whole numbers; `absent_count` where one is absent.
using count_cells = std::vector<std::uint32_t>;
/// @brief Numbers; NaN where one is absent. Without any entry all are absent.
using number_cells = std::vector<double>;
/// @brief What is so or is not.
using truth_cells = std::vector<bool>;

/// @brief An absent number among count_cells.
inline constexpr std::uint32_t absent_count = std::numeric_limits<std::uint32_t>::max();

/// @brief The cells of a column.
using result_cells = std::variant<text_cells, count_cells, number_cells, truth_cells>;

/// @brief A column with its name, which is the heading of a table and the key of an object.
struct result_column {
  std::string_view name{};
  result_cells cells{};
};

/// @brief Columns of one length. It stands on its own: what its texts come from is shared with it.
struct result_table {
  std::size_t rows = 0;
  std::vector<result_column> columns{};

  void add(std::string_view name, result_cells cells) {
    columns.push_back({name, std::move(cells)});
  }
};

}  // namespace pangkas

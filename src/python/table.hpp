// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tables in memory: columns of text, numbers and truths, which go out by Arrow.
#pragma once

#include "arrow.hpp"

#include <pangkas/core/result_table.hpp>

#include <pybind11/pybind11.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::python {

/// @brief Texts one behind the other; an absent one is null.
struct text_cells {
  std::string characters;
  std::vector<std::int64_t> offsets{0};
  std::vector<std::uint8_t> is_there;

  [[nodiscard]] std::size_t size() const noexcept { return is_there.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const auto begin = static_cast<std::size_t>(offsets[i]);
    return {characters.data() + begin, static_cast<std::size_t>(offsets[i + 1]) - begin};
  }
  void push_back(std::optional<std::string_view> cell) {
    if (cell) characters += *cell;
    offsets.push_back(static_cast<std::int64_t>(characters.size()));
    is_there.push_back(cell ? 1 : 0);
  }
  friend bool operator==(const text_cells&, const text_cells&) = default;
};

/// @brief Whole numbers; an absent one is null.
struct integer_cells {
  std::vector<std::int64_t> values;
  std::vector<std::uint8_t> is_there;

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }
  void push_back(std::optional<std::int64_t> cell) {
    values.push_back(cell.value_or(0));
    is_there.push_back(cell ? 1 : 0);
  }
  friend bool operator==(const integer_cells&, const integer_cells&) = default;
};

/// @brief Numbers; an absent one is NaN here, and null in Arrow.
struct real_cells {
  std::vector<double> values;

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }
  void push_back(std::optional<double> cell) {
    values.push_back(cell.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  friend bool operator==(const real_cells& a, const real_cells& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!(a.values[i] == b.values[i] || (std::isnan(a.values[i]) && std::isnan(b.values[i]))))
        return false;
    return true;
  }
};

/// @brief Truths; an absent one is null.
struct truth_cells {
  std::vector<std::uint8_t> values;
  std::vector<std::uint8_t> is_there;

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }
  void push_back(std::optional<bool> cell) {
    values.push_back(cell.value_or(false) ? 1 : 0);
    is_there.push_back(cell ? 1 : 0);
  }
  friend bool operator==(const truth_cells&, const truth_cells&) = default;
};

/// @brief A column of a table.
struct table_column {
  std::string name;
  std::variant<text_cells, integer_cells, real_cells, truth_cells> cells;

  [[nodiscard]] std::size_t size() const {
    return std::visit([](const auto& c) { return c.size(); }, cells);
  }
  friend bool operator==(const table_column&, const table_column&) = default;
};

/// @brief A table. Immutable once it is made; Arrow consumers share its memory.
struct table {
  std::vector<table_column> columns;

  [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  friend bool operator==(const table&, const table&) = default;

  /// @brief Adds a column and gives its cells to be filled.
  template <class Cells>
  Cells& add(std::string name) {
    columns.push_back({std::move(name), Cells{}});
    return std::get<Cells>(columns.back().cells);
  }
};
using shared_table = std::shared_ptr<const table>;

/// @brief What a stream says of its failure.
/// @param code  What it returned.
[[nodiscard]] std::string last_error(ArrowArrayStream& stream, int code);

/// @brief A table of the library, whose texts are made now, as one that shares its memory with Arrow.
[[nodiscard]] table table_from(const result_table& made_from);

/// @brief A table as a stream of one batch that shares its memory.
void export_stream(const shared_table& from, ArrowArrayStream* to);

/// @brief A pangkas.Table.
[[nodiscard]] pybind11::object to_python(table made);

/// @brief The stream of any object: one with __arrow_c_stream__, or a mapping of columns.
/// @throws TypeError if it is neither.
[[nodiscard]] arrow_owned<ArrowArrayStream> stream_of(const pybind11::handle& data);

/// @brief An Arrow stream as delimited text, with a heading row, that the readers of tables read.
///
/// Whatever those readers say of a cell, a row or a heading thus holds for tables in memory too.
/// Columns of types that no reader knows are left out, and named in @p left_out with their type.
///
/// @param stream    Is read to its end, batch by batch.
/// @param name      For errors.
/// @param left_out  Receives the columns that are left out: name and type.
/// @param check     Called now and then; may throw.
/// @param instants  Instants are read, as ISO 8601 writes them; else they are left out.
/// @throws input_error if the stream fails or its data is damaged; structure_error if there are
///         more rows than 31 bits count.
/// @complexity O(bytes).
[[nodiscard]] std::string delimited_text(ArrowArrayStream& stream, const std::string& name,
                                         std::vector<std::pair<std::string, std::string>>& left_out,
                                         const std::function<void()>& check, bool instants = false);

}  // namespace pangkas::python

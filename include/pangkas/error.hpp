// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What can go wrong, sorted by what the caller can do about it.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Base of every error that the library throws; what() is one sentence for people.
class error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// @brief The data cannot be read: not this format, damaged, or beyond a limit.
class input_error : public error {
 public:
  explicit input_error(const std::string& sentence, std::string file = {},
                       std::optional<std::size_t> row = {}, std::string column = {})
      : error(sentence), file_(std::move(file)), row_(row), column_(std::move(column)) {}

  /// @brief The file, as it was named by the caller; empty when there is none.
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  /// @brief The row as a spreadsheet counts it (the header is 1); absent when no row is to blame.
  [[nodiscard]] std::optional<std::size_t> row() const noexcept { return row_; }
  /// @brief The column's heading or the key; empty when no column is to blame.
  [[nodiscard]] const std::string& column() const noexcept { return column_; }

 private:
  std::string file_;
  std::optional<std::size_t> row_;
  std::string column_;
};

/// @brief Read, but no valid organisation for what was asked of it.
class structure_error : public error {
 public:
  explicit structure_error(const std::string& sentence, std::vector<std::size_t> positions = {})
      : error(sentence), positions_(std::move(positions)) {}

  /// @brief A graph in which a position has more than one command superior is no command forest.
  static structure_error two_superiors(std::size_t position);
  /// @brief Positions are numbered in 32 bits, one value of which means "none".
  static structure_error too_many(std::size_t positions);

  /// @brief A list has not one entry for each of the positions; @p each: position, row…
  static structure_error not_one_for_each(const std::string& list, std::size_t entries,
                                          std::size_t positions, const std::string& each);

  /// @brief The positions concerned, by id or row as the sentence says.
  [[nodiscard]] const std::vector<std::size_t>& positions() const noexcept { return positions_; }

 private:
  std::vector<std::size_t> positions_;
};

/// @brief Rules of a policy clash or leave a gap.
class rule_error : public error {
 public:
  explicit rule_error(const std::string& sentence, std::string rule = {}, std::string file = {},
                      std::optional<std::size_t> line = {})
      : error(sentence), rule_(std::move(rule)), file_(std::move(file)), line_(line) {}

  /// @brief The rule's identifier; empty when the fault is not inside one rule.
  [[nodiscard]] const std::string& rule() const noexcept { return rule_; }
  /// @brief The policy file; empty for a policy made in code.
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  /// @brief The line of the policy file.
  [[nodiscard]] std::optional<std::size_t> line() const noexcept { return line_; }

 private:
  std::string rule_;
  std::string file_;
  std::optional<std::size_t> line_;
};

/// @brief A position was asked for that the organisation does not have.
class unknown_position : public error {
 public:
  explicit unknown_position(std::string_view code)
      : error("no position has the code \"" + std::string(code) + "\""), code_(code) {}

  /// @brief The code asked for.
  [[nodiscard]] const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

/// @brief A result cannot be written; nothing half-written is left behind.
class output_error : public error {
 public:
  explicit output_error(const std::string& sentence, std::string file = {})
      : error(sentence), file_(std::move(file)) {}

  /// @brief The file or folder that was to be written.
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

 private:
  std::string file_;
};

}  // namespace pangkas

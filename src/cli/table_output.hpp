// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tables of results: on the screen, as JSON, or to a file.
#pragma once

#include "options.hpp"

#include <pangkas/core/result_table.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {

/// @brief --by WORD and --out FILE of a command that can give its result row by row.
class table_output {
 public:
  /// @param words  What --by may be.
  /// @param what   What it prints, for --help.
  /// @param json   The flag --json of the command, beside which --out has no place.
  /// @return       The option --by.
  option add_to(command_line command, const std::vector<std::string>& words,
                const std::string& what, option json);
  [[nodiscard]] bool is_given() const noexcept { return !by_.empty(); }
  [[nodiscard]] const std::string& by() const noexcept { return by_; }

  /// @brief Writes a table to the file of --out, or its first rows to the screen.
  /// @param above  What a screen shows above the rows.
  void write(const result_table& table, std::string_view above = {}) const;

 private:
  std::string by_;
  std::string out_;
  bool spreadsheet_safe_ = false;
};

/// @brief The first rows of a table for the screen, and how to see all.
[[nodiscard]] std::string first_rows(const result_table& table, std::string_view how_to_see_all);

/// @brief Prints a document of JSON with the rows of a table as its last member, "rows".
/// @param document  An object that is not empty, as the library prints it.
void print_with_rows(std::string_view document, const result_table& table);

}  // namespace pangkas::cli

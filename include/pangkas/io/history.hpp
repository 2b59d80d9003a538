// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which files, or which rows of them, are which snapshot of an organisation.
#pragma once

#include <pangkas/io/columns.hpp>
#include <pangkas/io/read.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What one snapshot is read from.
struct dated_input {
  std::string date{};
  std::vector<std::string> files{};
  std::optional<row_condition> keep{};  ///< the rows of that date; absent: all
};

/// @brief Takes files apart into snapshots, in the order of their dates.
///
/// Without a column of dates each file is a snapshot, called by the day, month or year in its name;
/// where one has none, all are called by their names and stand in the order given. With one the
/// files are one table, and each value of the column is a snapshot.
///
/// @param given        Files, or folders: of those the tables, JSON documents and workbooks in them.
/// @param date_column  Heading of the column of dates; empty: none.
/// @throws input_error if there is no file, two files are of one date, or the column is not there.
[[nodiscard]] std::vector<dated_input> history_inputs(const std::vector<std::string>& given,
                                                      const std::string& date_column = {});

/// @brief The day that a file name ends with, as in `posts-2013-09-30.csv`: a year, a month or a day;
/// empty if there is none.
[[nodiscard]] std::string date_in_name(std::string_view file_name);

/// @brief Reads a snapshot.
/// @throws input_error as read_organisation().
[[nodiscard]] read_result read_snapshot(const dated_input& input, read_options options = {});

}  // namespace pangkas

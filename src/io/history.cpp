// SPDX-License-Identifier: BSL-1.0
#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/history.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

/// The files that a folder has, by name; a file alone.
std::vector<std::string> files_of(const std::vector<std::string>& given) {
  static constexpr std::array<std::string_view, 6> endings{".csv",  ".tsv",  ".txt",
                                                           ".json", ".xlsx", ".ods"};
  std::vector<std::string> files;
  for (const std::string& name : given) {
    std::error_code fault;
    if (!std::filesystem::is_directory(name, fault)) {
      files.push_back(name);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::directory_iterator(name, fault))
      if (entry.is_regular_file(fault) &&
          std::ranges::find(endings, entry.path().extension().string()) != endings.end())
        inside.push_back(entry.path().string());
    if (inside.empty())
      throw input_error(fmt::format("{} holds no table; name a folder of snapshots, or the files",
                                    detail::echo(name)),
                        name);
    std::ranges::sort(inside);
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

/// The values of a column, each once.
std::set<std::string> values_of(const std::string& file, const std::string& column) {
  const decoded_text decoded = decode_text(read_file(file), file);
  csv_reader reader(decoded.text, file);
  const detail::table_headings headings = detail::read_headings(
      reader, file, "name the column of dates by its heading (--date-column)");
  const std::size_t at = headings.require({column}, "dates");
  std::set<std::string> values;
  csv_row row;
  while (reader.next(row))
    if (const std::string_view value = detail::cell(row, at); !value.empty()) values.emplace(value);
  return values;
}

}  // namespace

std::string date_in_name(std::string_view file_name) {
  file_name = file_name.substr(0, file_name.rfind('.'));
  const auto is_digit = [&](std::size_t i) {
    return i < file_name.size() && file_name[i] >= '0' && file_name[i] <= '9';
  };
  const auto digits = [&](std::size_t at, std::size_t count) {
    for (std::size_t i = at; i < at + count; ++i)
      if (!is_digit(i)) return false;
    return !is_digit(at + count) && (at == 0 || !is_digit(at - 1));
  };
  std::string found;
  for (std::size_t at = 0; at < file_name.size(); ++at) {
    if (!digits(at, 4) || (file_name[at] != '1' && file_name[at] != '2')) continue;
    std::size_t end = at + 4;
    if (end < file_name.size() && file_name[end] == '-' && digits(end + 1, 2)) end += 3;
    if (end == at + 7 && end < file_name.size() && file_name[end] == '-' && digits(end + 1, 2))
      end += 3;
    found = file_name.substr(at, end - at);
    at = end;
  }
  return found;
}

std::vector<dated_input> history_inputs(const std::vector<std::string>& given,
                                        const std::string& date_column) {
  const std::vector<std::string> files = files_of(given);
  std::vector<dated_input> inputs;
  if (!date_column.empty()) {
    std::map<std::string, std::vector<std::string>> by_date;
    for (const std::string& file : files)
      for (const std::string& date : values_of(file, date_column)) by_date[date].push_back(file);
    for (auto& [date, of] : by_date)
      inputs.push_back({date, std::move(of), row_condition{date_column, {date}, false}});
    if (inputs.empty())
      throw input_error(
          fmt::format("no row has a date in the column \"{}\"", detail::echo(date_column)));
    return inputs;
  }
  bool all_dated = true;
  for (const std::string& file : files) {
    const std::string name = std::filesystem::path(file).filename().string();
    inputs.push_back({date_in_name(name), {file}, {}});
    all_dated = all_dated && !inputs.back().date.empty();
  }
  if (!all_dated)
    for (dated_input& input : inputs)
      input.date = std::filesystem::path(input.files.front()).filename().string();
  else
    std::ranges::stable_sort(inputs, {}, &dated_input::date);
  for (std::size_t i = 1; i < inputs.size(); ++i)
    if (inputs[i].date == inputs[i - 1].date)
      throw input_error(
          fmt::format("{} and {} are both of {}; a snapshot is one file, or the rows of one date "
                      "(--date-column)",
                      inputs[i - 1].files.front(), inputs[i].files.front(), inputs[i].date),
          inputs[i].files.front());
  return inputs;
}

read_result read_snapshot(const dated_input& input, read_options options) {
  if (input.keep) {
    if (!options.columns) options.columns.emplace();
    options.columns->keep.push_back(*input.keep);
  }
  return read_organisation(input.files, options);
}

}  // namespace pangkas

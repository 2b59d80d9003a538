// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/texts.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/presets.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

const std::string& table_of(const service& s) {
  static prepared table([](const service& of) {
    std::string text;
    write_position_table(of.organisation(), [&](std::string_view piece) { text += piece; });
    return text;
  });
  return table(s);
}

/// What one writes by hand: cells cut at commas, quotes stripped, two columns kept, codes found by
/// a hash table. No number is read and nothing is checked.
std::vector<row_index> plain_reading(std::string_view text) {
  std::vector<std::string_view> codes;
  std::vector<std::string_view> superior_codes;
  text.remove_prefix(text.find('\n') + 1);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view row = text.substr(0, end);
    text.remove_prefix(end + 1);
    for (std::size_t column = 0; column <= 4; ++column) {
      const bool quoted = row.starts_with('"');
      const std::size_t cut = quoted ? row.find('"', 1) + 1 : row.find(',');
      if (column == 0) codes.push_back(row.substr(0, cut));
      if (column == 4) superior_codes.push_back(row.substr(0, cut));
      row.remove_prefix(cut + 1);
    }
  }
  std::unordered_map<std::string_view, row_index> rows;
  rows.reserve(codes.size());
  for (row_index row = 0; row < codes.size(); ++row) rows.emplace(codes[row], row);
  std::vector<row_index> superiors(codes.size(), no_row);
  for (row_index row = 0; row < codes.size(); ++row)
    if (!superior_codes[row].empty()) superiors[row] = rows.at(superior_codes[row]);
  return superiors;
}

/// The number of positions, once the superiors are those that were written.
std::size_t checked_size(const service& s, const std::vector<row_index>& superiors) {
  if (superiors != s.superiors())
    throw std::runtime_error("the superiors that were read differ from those written");
  return superiors.size();
}

const auto reading =
    subject<std::size_t>("read_position_table")
        .contender("newline_scan", [](const service& s) { return count_lines(table_of(s)) - 1; })
        .contender(
            "plain_unordered_map", [](const service& s) { return plain_reading(table_of(s)); },
            checked_size)
        .contender(
            "ours",
            [](const service& s) {
              organisation_builder builder(preset_scheme("indonesia"));
              add_position_table(builder, table_of(s), "table.csv");
              return std::move(builder).build();
            },
            [](const service& s, const build_result& read) {
              return checked_size(s, read.organisation.parts().superiors);
            });

const auto writing =
    subject<std::size_t>("write_position_table")
        .contender("newline_scan", [](const service& s) { return count_lines(table_of(s)); })
        .contender("ours", [](const service& s) {
          std::size_t lines = 0;
          write_position_table(s.organisation(),
                               [&](std::string_view piece) { lines += count_lines(piece); });
          return lines;
        });

}  // namespace
}  // namespace pangkas::benchmarks

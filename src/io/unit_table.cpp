// SPDX-License-Identifier: BSL-1.0
#include "unit_table.hpp"

#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

constexpr const char* units_advice = "name the right one under [units] in the mapping";

/// The first row that is not blank.
std::optional<table_headings> headings_of(csv_reader& reader, const std::string& file) {
  csv_row row;
  while (reader.next(row))
    if (!row.blank()) return table_headings(row, file, units_advice);
  return std::nullopt;
}

}  // namespace

bool is_unit_table(std::string_view text, const std::string& file, const column_mapping& mapping) {
  const unit_rules& rules = mapping.units;
  if (rules.code.empty()) return false;
  csv_reader reader(text, file, {mapping.delimiter});
  const auto headings = headings_of(reader, file);
  return headings && headings->find({rules.code}) && headings->find({rules.parent}) &&
         (rules.head.empty() || headings->find({rules.head}));
}

table_account add_unit_table(organisation_builder& builder, std::string_view text,
                             const std::string& file, column_mapping& mapping) {
  unit_rules& rules = mapping.units;
  csv_reader reader(text, file, {mapping.delimiter});
  const table_headings headings = *headings_of(reader, file);
  const auto code = headings.find({rules.code});
  const auto parent = headings.find({rules.parent});
  std::optional<std::size_t> head;
  if (!rules.head.empty()) head = headings.find({rules.head});
  const std::uint32_t number = builder.add_file(file);
  table_account account{file};
  for (std::size_t i = 0; i < headings.size(); ++i) {
    account.columns.push_back({echo(headings[i])});
    account.columns.back().read_as = i == code     ? "unit"
                                     : i == parent ? "unit above"
                                     : i == head   ? "head of the unit"
                                                   : "";
  }
  csv_row row;
  while (reader.next(row)) {
    if (row.blank()) continue;
    ++account.rows;
    ++account.left_out["unit"];
    const std::string unit(cell(row, code));
    std::string above(cell(row, parent));
    if (std::ranges::find(mapping.root_marks, above) != mapping.root_marks.end()) above.clear();
    std::string heads(cell(row, head));
    if (is_not_known(heads)) heads.clear();
    if (unit.empty() ||
        !rules.known.try_emplace(unit, unit_rules::unit{std::move(above), std::move(heads)}).second)
      builder.report(unit.empty() ? "no-code" : "duplicate-code", severity::error,
                     {number, static_cast<std::uint32_t>(row.number())}, headings[*code], unit,
                     unit.empty()
                         ? std::string("the unit has no code")
                         : fmt::format("the unit \"{}\" stands in a row above", echo(unit)),
                     "left out; the first row of a unit stands");
  }
  return account;
}

}  // namespace pangkas::detail

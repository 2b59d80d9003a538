// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/presets.hpp>

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

std::string_view superior_code(const service& s, row_index row) {
  const row_index above = s.superiors()[row];
  return above == no_row ? std::string_view{} : s.organisation().table().codes->texts[above];
}

/// Codes to rows and nothing else: no titles, ranks, units or figures are kept, nothing is checked.
std::vector<row_index> plain_look_up(const service& s) {
  const text_column& codes = s.organisation().table().codes->texts;
  std::unordered_map<std::string_view, row_index> rows;
  rows.reserve(codes.size());
  for (row_index row = 0; row < codes.size(); ++row) rows.emplace(codes[row], row);
  std::vector<row_index> superiors(codes.size(), no_row);
  for (row_index row = 0; row < codes.size(); ++row)
    if (const std::string_view above = superior_code(s, row); !above.empty())
      superiors[row] = rows.at(above);
  return superiors;
}

organisation built(const service& s) {
  const position_table& table = s.organisation().table();
  organisation_builder builder(preset_scheme("indonesia"));
  builder.reserve(table.size());
  position p;
  for (row_index row = 0; row < table.size(); ++row) {
    p.code = table.codes->texts[row];
    p.title = (*table.titles)[row];
    p.kind = (*table.kinds)[row];
    p.rank = (*table.ranks)[row];
    p.reports_to = superior_code(s, row);
    p.unit = (*table.units)[row];
    p.seats = (*table.seats)[row];
    p.filled = (*table.filled)[row];
    p.position_class = (*table.classes)[row];
    p.cost = (*table.costs)[row];
    p.flags = (*table.flags)[row];
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

const auto building = subject<std::vector<row_index>>("organisation_builder")
                          .contender("plain_unordered_map", plain_look_up)
                          .contender("ours", built, [](const service&, const organisation& org) {
                            return org.parts().superiors;
                          });

}  // namespace
}  // namespace pangkas::benchmarks

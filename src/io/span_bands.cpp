// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/io/span_bands.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

span_band read_band(toml_table table) {
  span_band band;
  band.name = table.text("name").value_or("");
  band.low = table.whole<std::uint32_t>("low", 1).value_or(1);
  band.high = table.whole<std::uint32_t>("high", 1);
  band.target = table.truth("target").value_or(false);
  band.note = table.text("note").value_or("");
  table.end();
  if (band.name.empty()) table.fail(table.line(), "a [[band]] has no \"name\"; give it one");
  if (band.high && *band.high < band.low)
    table.fail(table.line_of("high"), fmt::format("the band \"{}\" is upside down: {} to {}",
                                                  detail::echo(band.name), band.low, *band.high));
  return band;
}

}  // namespace

span_band_set read_span_bands(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "the span bands");
  auto head = document.table("span_bands");
  const std::vector<toml_table> entries = document.tables("band");
  document.end();
  if (!head) document.fail(1, "span bands begin with a table [span_bands] that gives their name");
  span_band_set set;
  set.name = head->text("name").value_or("");
  set.title = head->text("title").value_or(set.name);
  set.source = head->text("source").value_or("");
  head->end();
  if (set.name.empty()) head->fail(head->line(), "the span bands have no \"name\"; give them one");
  if (set.source.empty())
    head->fail(head->line(), "the span bands have no \"source\"; say who recommends them");
  if (entries.empty()) document.fail(head->line(), "the span bands have no [[band]]; add one");
  for (const toml_table& entry : entries) {
    span_band band = read_band(entry);
    if (set.find(band.name))
      entry.fail(entry.line(),
                 fmt::format("two bands have the name \"{}\"", detail::echo(band.name)));
    if (band.target && set.target())
      entry.fail(entry.line_of("target"),
                 fmt::format("\"{}\" and \"{}\" are both the target; choose one",
                             detail::echo(set.bands[*set.target()].name), detail::echo(band.name)));
    set.bands.push_back(std::move(band));
  }
  return set;
}

}  // namespace pangkas

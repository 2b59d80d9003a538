// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/position_map.hpp>

#include "day.hpp"
#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace pangkas::inline v0_1 {

map_read read_position_map(std::string_view text, const std::string& file) {
  csv_reader reader(text, file);
  const detail::table_headings headings = detail::read_headings(
      reader, file, "a map has columns resource, role or group, and position");
  const auto resource = headings.find({"resource", "pelaku", "petugas"});
  const auto role = headings.find({"role", "peran"});
  const auto group = headings.find({"group", "unit", "unit_kerja"});
  if (!resource && !role && !group)
    static_cast<void>(headings.require({"resource", "role", "group"}, "the performer"));
  const std::size_t position =
      headings.require({"position", "jabatan", "kode_jabatan"}, "the position");
  const auto from = headings.find({"from", "mulai"});
  const auto until = headings.find({"until", "to", "sampai"});
  map_read read;
  csv_row row;
  while (reader.next(row)) {
    if (row.blank()) continue;
    const auto report = [&](std::string rule, std::size_t column, std::string detail) {
      finding f;
      f.rule = std::move(rule);
      f.file = file;
      f.row = row.number();
      f.column = headings[column];
      f.detail = std::move(detail);
      f.action = "the row was left out";
      read.findings.push_back(std::move(f));
    };
    map_row made;
    made.resource = detail::cell(row, resource);
    made.role = detail::cell(row, role);
    made.group = detail::cell(row, group);
    made.row = static_cast<std::uint32_t>(row.number());
    if (made.resource.empty() && made.role.empty() && made.group.empty()) {
      report("no-performer", resource.value_or(role.value_or(group.value_or(0))),
             "the row names neither a resource nor a role nor a group");
      continue;
    }
    bool stands = true;
    const auto day = [&](std::optional<std::size_t> column, std::string& into) {
      const std::string_view written = detail::cell(row, column);
      if (written.empty()) return;
      into = detail::iso_day(written);
      if (!into.empty()) return;
      report("bad-date", *column,
             fmt::format("\"{}\" is no day, as 2021-06-30 is", detail::echo(written)));
      stands = false;
    };
    day(from, made.from);
    day(until, made.until);
    const std::string_view named = trim(row[position]);
    if (!named.empty() && fold(named) != "external" && fold(named) != "luar") try {
        made.position = parse_holder(named);
        if (made.position->kind == holder_kind::line)
          throw input_error("\"@line\" is many positions; name one");
      } catch (const input_error& e) {
        report("bad-holder", position, e.what());
        stands = false;
      }
    if (stands) read.rows.push_back(std::move(made));
  }
  return read;
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "rank_scheme_in_json.hpp"
#include "toml_table.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/folded_rank.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

/// A rank that is found by nothing, or by everything, is a slip of the pen.
void check_spelling(const toml_table& table, std::string_view key, const std::string& spelling) {
  if (detail::folded_rank(spelling).empty())
    table.fail(
        table.line_of(key),
        fmt::format("\"{}\" in \"{}\" has no letter or digit by which the rank could be found",
                    detail::echo(spelling), key));
}

rank read_rank(toml_table table) {
  rank r;
  r.name = table.text("name").value_or("");
  const std::string kind = table.text("kind").value_or("");
  r.groups = table.texts("groups").value_or(std::vector<std::string>{});
  r.administrative = table.truth("administrative").value_or(false);
  r.aliases = table.texts("aliases").value_or(std::vector<std::string>{});
  r.grade_low = table.text("grade_low").value_or("");
  r.grade_high = table.text("grade_high").value_or("");
  r.class_low = table.whole("class_low", 0);
  r.class_high = table.whole("class_high", 0);
  r.allowance = table.number("allowance");
  r.source = table.text("source").value_or("");
  r.note = table.text("note").value_or("");
  table.end();

  if (!table.has("name"))
    table.fail(table.line(), fmt::format("{} has no \"name\"; give it one", table.name()));
  check_spelling(table, "name", r.name);
  for (const std::string& group : r.groups) check_spelling(table, "groups", group);
  for (const std::string& alias : r.aliases) check_spelling(table, "aliases", alias);
  const auto parsed = parse_position_kind(kind);
  if (!parsed)
    table.fail(table.line_of("kind"),
               fmt::format("the rank \"{}\" needs \"kind\": structural, functional or executing{}",
                           detail::echo(r.name),
                           kind.empty() ? "" : fmt::format(", not \"{}\"", detail::echo(kind))));
  r.kind = *parsed;
  if (r.class_low && r.class_high && *r.class_low > *r.class_high)
    table.fail(table.line_of("class_high"),
               fmt::format("the band of classes of the rank \"{}\" is upside down: {} to {}",
                           detail::echo(r.name), *r.class_low, *r.class_high));
  return r;
}

/// @throws rule_error that names the rank with which the scheme is refused.
rank_scheme scheme_of(const std::string& name, const std::string& title,
                      const std::vector<toml_table>& entries) {
  std::vector<rank> ranks;
  ranks.reserve(entries.size());
  for (const toml_table& entry : entries) ranks.push_back(read_rank(entry));
  // Of the first so many ranks what is refused, or nothing.
  const auto fault_of = [&](std::size_t count) -> std::optional<std::string> {
    try {
      rank_scheme(name, title, {ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(count)});
      return std::nullopt;
    } catch (const rule_error& fault) {
      return fault.what();
    }
  };
  try {
    return rank_scheme(name, title, ranks);
  } catch (const rule_error&) {
    std::size_t fine = 0;
    std::size_t refused = ranks.size();
    while (refused - fine > 1) {
      const std::size_t middle = fine + (refused - fine) / 2;
      (fault_of(middle) ? refused : fine) = middle;
    }
    const toml_table& entry = entries[refused - 1];
    entry.fail(entry.line(), *fault_of(refused));
  }
}

toml::array list_of(const nlohmann::json& list, int levels);
toml::table table_of(const nlohmann::json& object, int levels);

/// A value of JSON as TOML has it. What stands deeper than a rank scheme reaches is an empty table,
/// which nobody takes for the text or the number that belongs there.
template <class Put>
void put_value(const nlohmann::json& value, int levels, const Put& put) {
  if (value.is_string())
    put(value.get<std::string>());
  else if (value.is_boolean())
    put(value.get<bool>());
  else if (value.is_number_integer() &&
           (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX))
    put(value.get<std::int64_t>());
  else if (value.is_number())
    put(value.get<double>());
  else if (value.is_array() && levels > 0)
    put(list_of(value, levels - 1));
  else if (value.is_object() && levels > 0)
    put(table_of(value, levels - 1));
  else
    put(toml::table{});
}

toml::array list_of(const nlohmann::json& list, int levels) {
  toml::array result;
  for (const nlohmann::json& entry : list)
    put_value(entry, levels, [&](auto value) { result.push_back(std::move(value)); });
  return result;
}

/// What is null is absent.
toml::table table_of(const nlohmann::json& object, int levels) {
  toml::table result;
  for (const auto& [key, member] : object.items())
    if (!member.is_null())
      put_value(member, levels,
                [&, &at = key](auto value) { result.insert_or_assign(at, std::move(value)); });
  return result;
}

}  // namespace

rank_scheme read_rank_scheme(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "the rank scheme");
  auto head = document.table("scheme");
  const std::vector<toml_table> entries = document.tables("rank");
  document.end();
  if (!head) document.fail(1, "a rank scheme begins with a table [scheme] that gives its name");
  const std::string name = head->text("name").value_or("");
  const std::string title = head->text("title").value_or(name);
  static_cast<void>(head->text("source"));  // for the reader of the file
  head->end();
  if (name.empty()) head->fail(head->line(), "the rank scheme has no \"name\"; give it one");
  if (entries.empty()) document.fail(head->line(), "the rank scheme has no [[rank]]; add one");

  return scheme_of(name, title, entries);
}

std::shared_ptr<const rank_scheme> detail::rank_scheme_in(const nlohmann::json& value,
                                                          const std::string& file) try {
  if (!value.is_object())
    throw input_error(
        fmt::format("{}: \"scheme\" must be null, the name of a preset rank scheme, or "
                    "a rank scheme",
                    file),
        file, {}, "scheme");
  const auto ranks = value.find("ranks");
  if (ranks == value.end() || !ranks->is_array() ||
      !std::ranges::all_of(*ranks, [](const nlohmann::json& entry) { return entry.is_object(); }))
    throw input_error(fmt::format("{}: the rank scheme needs \"ranks\", a list of objects", file),
                      file, {}, "scheme");
  constexpr int levels = 3;  // ranks, one of them, its aliases
  const toml::table table = table_of(value, levels);
  toml_table document(table, file, "the rank scheme");
  const auto name = document.text("name");
  const std::string title = document.text("title").value_or("");
  std::vector<toml_table> entries = document.tables("ranks");
  document.end();
  if (!name) document.fail(0, "the rank scheme has no \"name\"; give it one");
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i].rename(fmt::format("rank {} of the rank scheme", i + 1));
  return std::make_shared<rank_scheme>(scheme_of(*name, title, entries));
} catch (const rule_error& fault) {
  throw input_error(fault.what(), file, {}, "scheme");
}

}  // namespace pangkas

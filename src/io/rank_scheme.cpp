// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/core/impl/folded_rank.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

std::optional<int> job_class(toml_table& table, std::string_view key) {
  const auto value = table.whole(key);
  if (!value) return std::nullopt;
  if (*value < 0 || *value > std::numeric_limits<int>::max())
    table.fail(table.line_of(key), fmt::format("\"{}\" must be 0 or more, not {}", key, *value));
  return static_cast<int>(*value);
}

/// A rank that is found by nothing, or by everything, is a slip of the pen.
void check_spelling(const toml_table& table, std::string_view key, const std::string& spelling) {
  if (detail::folded_rank(spelling).empty())
    table.fail(
        table.line_of(key),
        fmt::format("\"{}\" in \"{}\" has no letter or digit by which the rank could be found",
                    spelling, key));
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
  r.class_low = job_class(table, "class_low");
  r.class_high = job_class(table, "class_high");
  r.allowance = table.number("allowance");
  r.source = table.text("source").value_or("");
  r.note = table.text("note").value_or("");
  table.end();

  if (!table.has("name")) table.fail(table.line(), "a [[rank]] has no \"name\"; give it one");
  check_spelling(table, "name", r.name);
  for (const std::string& group : r.groups) check_spelling(table, "groups", group);
  for (const std::string& alias : r.aliases) check_spelling(table, "aliases", alias);
  const auto parsed = parse_position_kind(kind);
  if (!parsed)
    table.fail(table.line_of("kind"),
               fmt::format("the rank \"{}\" needs \"kind\": structural, functional or executing{}",
                           r.name, kind.empty() ? "" : fmt::format(", not \"{}\"", kind)));
  r.kind = *parsed;
  if (r.class_low && r.class_high && *r.class_low > *r.class_high)
    table.fail(table.line_of("class_high"),
               fmt::format("the band of classes of the rank \"{}\" is upside down: {} to {}",
                           r.name, *r.class_low, *r.class_high));
  if (r.allowance && !(*r.allowance >= 0 && *r.allowance <= 1e15))
    table.fail(table.line_of("allowance"), "\"allowance\" must be 0 or more");
  return r;
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

  std::vector<rank> ranks;
  ranks.reserve(entries.size());
  for (const toml_table& entry : entries) ranks.push_back(read_rank(entry));
  try {
    return rank_scheme(name, title, ranks);
  } catch (const rule_error& fault) {
    // Which rank is to blame: the first with which the scheme is refused.
    for (std::size_t count = 1; count < ranks.size(); ++count) try {
        rank_scheme(name, title,
                    {ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(count)});
      } catch (const rule_error&) {
        entries[count - 1].fail(entries[count - 1].line(), fault.what());
      }
    entries.back().fail(entries.back().line(), fault.what());
  }
}

}  // namespace pangkas

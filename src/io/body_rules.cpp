// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/io/body_rules.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

std::optional<value_range> range_of(toml_table& table, std::string_view key) {
  const auto texts = table.words(key);
  if (!texts) return std::nullopt;
  const auto range =
      texts->size() == 1 ? parse_value_range(texts->front()) : std::optional<value_range>();
  if (!range)
    table.fail(
        table.line_of(key),
        fmt::format("\"{}\" is no range; write one as in 5, \"5..7\", \"8..\" or \"..7\"", key));
  return range;
}

condition selector_of(toml_table& table, std::string_view key) {
  const auto text = table.text(key);
  if (!text) return {};
  try {
    return parse_condition(*text);
  } catch (const input_error& e) {
    table.fail(table.line_of(key), e.what());
  }
}

}  // namespace

body_rule read_body_rule(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "a rule for a body");
  auto head = document.table("body_rule");
  auto ratio = document.table("ratio");
  auto layers = document.table("layers");
  auto spans = document.table("spans");
  document.end();
  if (!head)
    document.fail(1, "a rule for a body begins with a table [body_rule] that gives its name");
  body_rule rule;
  rule.name = head->text("name").value_or("");
  rule.title = head->text("title").value_or(rule.name);
  rule.source = head->text("source").value_or("");
  rule.more_than = head->number("more_than");
  rule.except = selector_of(*head, "except");
  head->end();
  if (rule.name.empty()) head->fail(head->line(), "the rule has no \"name\"; give it one");
  if (rule.source.empty()) head->fail(head->line(), "the rule has no \"source\"; say whose it is");
  if (ratio) {
    rule.others_per_manager = ratio->number("others_per_manager");
    rule.managers = selector_of(*ratio, "managers");
    rule.managers_are_too = ratio->truth("managers_are_too").value_or(false);
    rule.more_a_year = ratio->number("more_a_year");
    ratio->end();
    if (!rule.others_per_manager)
      ratio->fail(ratio->line(), "a [ratio] asks for a number; give \"others_per_manager\"");
  }
  if (layers) {
    rule.layers = range_of(*layers, "number");
    for (toml_table& table : layers->tables("by_size")) {
      layers_by_size size;
      size.name = table.text("name").value_or("");
      size.up_to = table.number("up_to");
      const auto number = table.number("layers");
      table.end();
      if (size.name.empty() || !number)
        table.fail(table.line(), "a [[layers.by_size]] needs \"name\" and \"layers\"");
      size.layers = *number;
      rule.by_size.push_back(std::move(size));
    }
    layers->end();
  }
  if (spans) {
    rule.span = range_of(*spans, "each");
    rule.mean_span = range_of(*spans, "mean");
    rule.median_span = range_of(*spans, "median");
    spans->end();
  }
  if (!rule.others_per_manager && !rule.layers && rule.by_size.empty() && !rule.span &&
      !rule.mean_span && !rule.median_span)
    document.fail(head->line(), "the rule asks nothing; give it [ratio], [layers] or [spans]");
  return rule;
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Keys that policies and scenarios have alike: rule, reason, source, lists of texts.
#pragma once

#include "toml_table.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/rule_statement.hpp>
#include <pangkas/core/suggestion.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline file_place place_of(const toml_table& table) {
  file_place place;
  place.line = table.line();
  for (const std::string& key : table.keys()) place.lines.emplace_back(key, table.line_of(key));
  return place;
}

/// A list of texts; one that says nothing is a slip of the pen, for it would ask nothing.
inline std::vector<std::string> texts(toml_table& table, std::string_view key,
                                      bool may_be_blank = false) {
  auto values = table.texts(key);
  if (!values) return {};
  if (values->empty())
    table.fail(
        table.line_of(key),
        fmt::format("\"{}\" is an empty list; name at least one, or leave the key out", key));
  if (!may_be_blank && std::ranges::find(*values, std::string{}) != values->end())
    table.fail(table.line_of(key), fmt::format("\"{}\" holds an empty text", key));
  return *values;
}

/// A value out of a list of names.
template <class Parse, std::size_t N>
auto choice(toml_table& table, std::string_view key, Parse parse,
            const std::array<std::string_view, N>& names) {
  const auto text = table.text(key);
  decltype(parse(std::string_view{})) value;
  if (!text) return value;
  value = parse(std::string_view(*text));
  if (!value)
    table.fail(table.line_of(key),
               fmt::format("\"{}\" must be one of \"{}\", not \"{}\"{}", key,
                           fmt::join(names, "\", \""), echo(*text), did_you_mean(*text, names)));
  return value;
}

inline rule_statement read_statement(toml_table& table) {
  rule_statement rule;
  rule.id = table.text("rule").value_or("");
  rule.reason = table.text("reason").value_or("");
  rule.source = table.text("source").value_or("");
  rule.place = place_of(table);
  return rule;
}

}  // namespace pangkas::detail

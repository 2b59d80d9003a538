// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/integrity_rules.hpp>

#include <array>
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

rule_statement read_statement(toml_table& table) {
  rule_statement rule;
  rule.id = table.text("rule").value_or("");
  rule.reason = table.text("reason").value_or("");
  rule.source = table.text("source").value_or("");
  rule.place.line = table.line();
  for (const std::string& key : table.keys())
    rule.place.lines.emplace_back(key, table.line_of(key));
  if (rule.id.empty())
    table.fail(table.line(), fmt::format("a {} has no \"rule\"; give it a name", table.name()));
  return rule;
}

/// One of some words; absent where nothing is said.
template <std::size_t N>
std::optional<std::size_t> word_of(toml_table& table, std::string_view key,
                                   const std::array<std::string_view, N>& words) {
  const auto said = table.text(key);
  if (!said) return std::nullopt;
  for (std::size_t i = 0; i < N; ++i)
    if (*said == words[i]) return i;
  table.fail(table.line_of(key),
             fmt::format("\"{}\" in {} must be one of {}{}, not \"{}\"", key, table.name(),
                         fmt::join(words, ", "), did_you_mean(*said, words), detail::echo(*said)));
}

breach_severity read_level(toml_table& table, breach_severity usual) {
  const auto said = word_of(table, "severity", detail::breach_severity_names);
  return said ? static_cast<breach_severity>(*said) : usual;
}

separation_rule read_separation(toml_table table) {
  separation_rule s;
  s.rule = read_statement(table);
  s.duties = table.texts("duties").value_or(std::vector<std::string>{});
  s.n = table.whole<std::uint32_t>("n", 0).value_or(2);
  s.processes = table.texts("processes").value_or(std::vector<std::string>{});
  constexpr std::array<std::string_view, 3> tests{"both", "static", "dynamic"};
  const std::size_t test = word_of(table, "test", tests).value_or(0);
  s.statically = test != 2;
  s.dynamically = test != 1;
  s.across = table.truth("across").value_or(false);
  constexpr std::array<std::string_view, 2> units{"hand", "unit"};
  if (word_of(table, "within", units) == 1) s.within = separation_unit::unit;
  s.level = read_level(table, s.level);
  table.end();
  return s;
}

four_eyes_rule read_four_eyes(toml_table table) {
  four_eyes_rule f;
  f.rule = read_statement(table);
  f.least = table.whole<std::uint32_t>("least", 0).value_or(0);
  f.not_subordinate = table.truth("not_subordinate").value_or(true);
  f.not_related = table.truth("not_related").value_or(true);
  f.not_second_post = table.truth("not_second_post").value_or(true);
  f.level = read_level(table, f.level);
  table.end();
  return f;
}

relation_rule read_relation(toml_table table) {
  relation_rule r;
  r.rule = read_statement(table);
  r.kinds = table.texts("kinds").value_or(std::vector<std::string>{});
  r.degree = table.whole<std::uint32_t>("degree", 1);
  r.level = read_level(table, r.level);
  table.end();
  return r;
}

sensitive_rule read_sensitive(toml_table table) {
  sensitive_rule s;
  s.rule = read_statement(table);
  const auto positions = table.text("positions");
  if (!positions)
    table.fail(table.line(),
               "a [[sensitive]] has no \"positions\"; write a selector, as in "
               "\"flags=sensitive\"");
  try {
    s.when = parse_condition(*positions);
  } catch (const input_error& e) {
    table.fail(table.line_of("positions"), e.what());
  }
  s.years = table.whole<std::uint32_t>("years", 1).value_or(s.years);
  s.level = read_level(table, s.level);
  table.end();
  return s;
}

audit_rule read_audit(toml_table table) {
  audit_rule a;
  a.rule = read_statement(table);
  a.duty = table.text("duty").value_or(a.duty);
  a.level = read_level(table, a.level);
  table.end();
  return a;
}

collusion_rule read_collusion(toml_table table) {
  collusion_rule c;
  c.rule = read_statement(table);
  c.processes = table.texts("processes").value_or(std::vector<std::string>{});
  c.least = table.whole<std::uint32_t>("least", 2).value_or(c.least);
  c.level = read_level(table, c.level);
  table.end();
  return c;
}

/// A duty and its other names.
std::vector<std::string> read_names(toml_table table) {
  std::vector<std::string> names{table.text("name").value_or("")};
  if (names.front().empty()) table.fail(table.line(), "a [[duty]] has no \"name\"; give it one");
  for (std::string& other : table.texts("also").value_or(std::vector<std::string>{}))
    names.push_back(std::move(other));
  table.end();
  return names;
}

}  // namespace

integrity_rules read_integrity_rules(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "the rules");
  auto head = document.table("rules");
  const auto duties = document.tables("duty");
  const auto separations = document.tables("separate");
  const auto eyes = document.tables("four_eyes");
  const auto relations = document.tables("relation");
  const auto sensitive = document.tables("sensitive");
  const auto audits = document.tables("audit");
  const auto collusions = document.tables("collusion");
  document.end();
  if (!head) document.fail(1, "a set of rules begins with a table [rules] that gives its name");
  integrity_rules rules;
  rules.file = file;
  rules.name = head->text("name").value_or("");
  rules.title = head->text("title").value_or(rules.name);
  rules.source = head->text("source").value_or("");
  rules.moves = head->texts("moves").value_or(std::vector<std::string>{});
  rules.afterwards = head->texts("afterwards").value_or(std::vector<std::string>{});
  head->end();
  if (rules.name.empty()) head->fail(head->line(), "the rules have no \"name\"; give them one");
  if (rules.source.empty())
    head->fail(head->line(), "the rules have no \"source\"; say where they come from");
  for (const toml_table& table : duties) rules.same.push_back(read_names(table));
  for (const toml_table& table : separations) rules.separations.push_back(read_separation(table));
  for (const toml_table& table : eyes) rules.four_eyes.push_back(read_four_eyes(table));
  for (const toml_table& table : relations) rules.relations.push_back(read_relation(table));
  for (const toml_table& table : sensitive) rules.sensitive.push_back(read_sensitive(table));
  for (const toml_table& table : audits) rules.audits.push_back(read_audit(table));
  for (const toml_table& table : collusions) rules.collusions.push_back(read_collusion(table));
  validate(rules);
  return rules;
}

}  // namespace pangkas

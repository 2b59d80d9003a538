// SPDX-License-Identifier: BSL-1.0
#include "rule_keys.hpp"
#include "toml_table.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/impl/condition_members.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::choice;
using detail::place_of;
using detail::read_statement;
using detail::texts;
using detail::toml_table;

/// Positions are numbered in 32 bits, so that nothing counted is more.
std::optional<std::size_t> count(toml_table& table, std::string_view key, std::uint32_t least) {
  return table.whole(key, least);
}

/// The statement of a section whose rule has a name by itself.
void read_statement(toml_table& table, rule_statement& rule) {
  const rule_statement given = read_statement(table);
  if (!given.id.empty()) rule.id = given.id;
  if (!given.reason.empty()) rule.reason = given.reason;
  rule.source = given.source;
  rule.place = given.place;
}

/// Ranges as in 5, "3..7", "8.." or "..2": one, or a list of them.
std::vector<value_range> ranges(toml_table& table, std::string_view key) {
  std::vector<value_range> found;
  const auto texts = table.words(key);
  if (!texts) return found;
  for (const std::string& text : *texts) {
    const auto range = parse_value_range(text);
    if (!range)
      table.fail(table.line_of(key),
                 fmt::format("\"{}\" holds \"{}\", which is no range; write one as in 5, "
                             "\"3..7\", \"8..\" or \"..2\"",
                             key, detail::echo(text)));
    found.push_back(*range);
  }
  if (found.empty())
    table.fail(
        table.line_of(key),
        fmt::format("\"{}\" is an empty list; name at least one, or leave the key out", key));
  return found;
}

condition read_condition(toml_table& table) {
  condition when;
  when.ranks = texts(table, "rank");
  for (const std::string& name : texts(table, "kind")) {
    const auto kind = parse_position_kind(name);
    if (!kind)
      table.fail(table.line_of("kind"),
                 fmt::format("\"kind\" must be of \"{}\", not \"{}\"{}",
                             fmt::join(detail::kind_names, "\", \""), detail::echo(name),
                             did_you_mean(name, detail::kind_names)));
    when.kinds.push_back(*kind);
  }
  if (table.has_range("layer"))
    when.layer_ranges = ranges(table, "layer");
  else if (const auto layers = table.wholes<std::uint32_t>("layer", 1))
    when.layers.emplace(layers->begin(), layers->end());
  when.units = texts(table, "unit", true);
  when.unit_contains = texts(table, "unit_contains");
  when.title_contains = texts(table, "title_contains");
  when.flags = texts(table, "flags");
  when.codes = texts(table, "codes");
  when.subtrees = texts(table, "subtree");
  when.manager = table.truth("manager");
  for (const auto& measured : detail::measured_keys)
    if (measured.member != &condition::layer_ranges)
      when.*measured.member = ranges(table, measured.name);
  for (const auto& truth : detail::truth_keys) when.*truth.member = table.truth(truth.name);
  const auto inner = [&](std::string_view key, std::vector<condition>& member) {
    auto of = table.table(key);
    if (!of) return;
    member.push_back(read_condition(*of));
    of->end();
    if (member.front().asks_nothing())
      table.fail(table.line_of(key), fmt::format("\"{}\" asks nothing; give it a condition, such "
                                                 "as {} = {{ manager = true }}",
                                                 key, key));
  };
  inner("superior", when.superior);
  inner("not", when.none_of);
  return when;
}

convert_rule read_conversion(toml_table& table) {
  convert_rule c;
  c.rule = read_statement(table);
  c.when = read_condition(table);
  c.to = table.text("to").value_or("");
  c.to_kind = choice(table, "to_kind", parse_position_kind, detail::kind_names);
  c.to_class = table.text("class").value_or("");
  return c;
}

merge_rule read_merge(toml_table& table) {
  merge_rule m;
  m.rule = read_statement(table);
  m.when = read_condition(table);
  m.span_high = count(table, "span_high", 1).value_or(0);
  m.span_low = count(table, "span_low", 0).value_or(0);
  m.head = choice(table, "head", parse_team_head, detail::team_head_names).value_or(m.head);
  table.end();
  return m;
}

void read_head(toml_table& table, policy& rules) {
  rules.name = table.text("name").value_or("");
  rules.title = table.text("title").value_or(rules.name);
  rules.description = table.text("description").value_or("");
  rules.source = table.text("source").value_or("");
  rules.scheme = table.text("scheme").value_or("");
  rules.repeat = table.truth("repeat").value_or(false);
  rules.place = place_of(table);
  table.end();
  if (rules.name.empty()) table.fail(table.line(), "the policy has no \"name\"; give it one");
}

void read_authority(toml_table& table, authority_rule& authority) {
  read_statement(table, authority.rule);
  authority.attribution =
      choice(table, "attribution", parse_attribution_outcome, detail::attribution_names)
          .value_or(authority.attribution);
  authority.delegation =
      choice(table, "delegation", parse_delegation_outcome, detail::delegation_names)
          .value_or(authority.delegation);
  authority.mandate = choice(table, "mandate", parse_mandate_outcome, detail::mandate_names)
                          .value_or(authority.mandate);
  table.end();
}

void read_roles(toml_table& table, role_rule& roles) {
  read_statement(table, roles.rule);
  roles.kind =
      choice(table, "kind", parse_role_policy, detail::role_policy_names).value_or(roles.kind);
  for (toml_table& entry : table.tables("name")) {
    role_name named;
    named.ranks = texts(entry, "rank");
    named.name = entry.text("name").value_or("");
    named.place = place_of(entry);
    entry.end();
    if (named.name.empty())
      entry.fail(entry.line(), "a [[roles.name]] has no \"name\"; give it one");
    roles.names.push_back(std::move(named));
  }
  table.end();
}

digital_rule read_digital(toml_table& table) {
  digital_rule d;
  d.rule = read_statement(table);
  d.matters = texts(table, "matters");
  d.removes = texts(table, "removes");
  d.work_minutes = table.number("work_minutes");
  d.waiting_hours = table.number("waiting_hours");
  table.end();
  return d;
}

void read_checks(toml_table& table, check_limits& checks) {
  checks.span_low = count(table, "span_low", 0);
  checks.span_high = count(table, "span_high", 1);
  checks.structural_layers = count(table, "structural_layers", 0);
  checks.initials = count(table, "initials", 0);
  checks.place = place_of(table);
  table.end();
}

void read_optimum(toml_table& table, optimum_limits& optimum) {
  optimum.span_cap = count(table, "span_cap", 1);
  optimum.span_floor = count(table, "span_floor", 1);
  optimum.max_layers = count(table, "max_layers", 1);
  optimum.objective = table.text("objective").value_or("");
  optimum.place = place_of(table);
  table.end();
}

}  // namespace

policy read_policy(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "a policy");
  auto head = document.table("policy");
  auto select = document.tables("select");
  auto exempt = document.tables("exempt");
  auto convert = document.tables("convert");
  auto merge = document.tables("merge");
  auto reports = document.table("reports");
  auto authority = document.table("authority");
  auto roles = document.table("roles");
  auto digital = document.tables("digital");
  auto checks = document.table("checks");
  auto optimum = document.table("optimum");
  document.end();
  if (!head) document.fail(1, "a policy begins with a table [policy] that gives its name");

  policy rules;
  rules.file = file;
  read_head(*head, rules);
  for (toml_table& table : select) {
    rules.select.push_back({read_statement(table), read_condition(table)});
    table.end();
  }
  for (toml_table& table : exempt) {
    rules.exempt.push_back({read_statement(table), read_condition(table)});
    table.end();
  }
  for (toml_table& table : convert) {
    rules.convert.push_back(read_conversion(table));
    table.end();
  }
  for (toml_table& table : merge) rules.merge.push_back(read_merge(table));
  if (reports) {
    read_statement(*reports, rules.reports.rule);
    rules.reports.attach = choice(*reports, "attach", parse_attachment, detail::attachment_names)
                               .value_or(rules.reports.attach);
    reports->end();
  }
  if (authority) read_authority(*authority, rules.authority);
  if (roles) read_roles(*roles, rules.roles);
  for (toml_table& table : digital) rules.digital.push_back(read_digital(table));
  if (checks) read_checks(*checks, rules.checks);
  if (optimum) read_optimum(*optimum, rules.optimum);
  return rules;
}

namespace {

/// A range of one number keeps its dots, so that it is told from a number.
std::string with_dots(const value_range& range) {
  const std::string text = to_string(range);
  return text.find("..") == std::string::npos ? text + ".." + text : text;
}

/// Writes keys; those that say nothing are left out.
class toml_writer {
 public:
  toml_writer() = default;
  /// A table in one line, with that between its keys.
  explicit toml_writer(std::string between) : between_(std::move(between)) {}

  /// A value that is written already.
  void raw(std::string_view key, std::string_view value) {
    put(fmt::format("{} = {}", key, value));
  }
  void heading(std::string_view name) {
    text_ += fmt::format("{}{}\n", text_.empty() ? "" : "\n", name);
  }
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) raw(key, quoted(value));
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    // Lists of positions are long: one a line, where there may be lines.
    const bool is_long = values.size() > 4 && between_.empty();
    std::string list = is_long ? "[\n  " : "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) list += is_long ? ",\n  " : ", ";
      list += quoted(values[i]);
    }
    raw(key, list + (is_long ? ",\n]" : "]"));
  }
  template <class Value>
  void value(std::string_view key, const std::optional<Value>& value) {
    if (value) raw(key, fmt::format("{}", *value));
  }
  void layers(std::string_view key, const std::vector<std::size_t>& values) {
    raw(key, fmt::format("[{}]", fmt::join(values, ", ")));
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void put(const std::string& line) {
    if (between_.empty()) {
      text_ += line + "\n";
      return;
    }
    text_ += (text_.empty() ? "" : between_) + line;
  }

  static std::string quoted(std::string_view value) {
    std::string out = "\"";
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\')
        out += fmt::format("\\{}", c);
      else if (byte < 0x20 || byte == 0x7f)
        out += fmt::format("\\u{:04X}", byte);
      else
        out += c;
    }
    return out + "\"";
  }

  std::string between_;
  std::string text_;
};

void write(toml_writer& out, const rule_statement& rule) {
  out.text("rule", rule.id);
  out.text("reason", rule.reason);
  out.text("source", rule.source);
}

/// A condition in the condition of a rule, in one line.
std::string inline_table(const condition& when);

void write(toml_writer& out, const condition& when) {
  out.texts("rank", when.ranks);
  std::vector<std::string> kinds;
  for (const position_kind kind : when.kinds) kinds.emplace_back(to_string(kind));
  out.texts("kind", kinds);
  if (!when.layer_ranges.empty()) {
    std::vector<std::string> layers;
    for (const std::size_t layer : when.layers.value_or(std::vector<std::size_t>{}))
      layers.push_back(fmt::format("{}..{}", layer, layer));
    for (const value_range& range : when.layer_ranges) layers.push_back(with_dots(range));
    out.texts("layer", layers);
  } else if (when.layers) {
    out.layers("layer", *when.layers);
  }
  out.texts("unit", when.units);
  out.texts("unit_contains", when.unit_contains);
  out.texts("title_contains", when.title_contains);
  out.texts("flags", when.flags);
  out.texts("codes", when.codes);
  out.texts("subtree", when.subtrees);
  out.value("manager", when.manager);
  for (const auto& measured : detail::measured_keys) {
    if (measured.member == &condition::layer_ranges) continue;
    std::vector<std::string> ranges;
    for (const value_range& range : when.*measured.member) ranges.push_back(to_string(range));
    out.texts(measured.name, ranges);
  }
  for (const auto& truth : detail::truth_keys) out.value(truth.name, when.*truth.member);
  for (const condition& inner : when.superior) out.raw("superior", inline_table(inner));
  for (const condition& inner : when.none_of) out.raw("not", inline_table(inner));
}

std::string inline_table(const condition& when) {
  toml_writer out(", ");
  write(out, when);
  return "{ " + out.take() + " }";
}

}  // namespace

std::string write_policy(const policy& rules) {
  toml_writer out;
  out.heading("[policy]");
  out.text("name", rules.name);
  out.text("title", rules.title);
  out.text("description", rules.description);
  out.text("source", rules.source);
  out.text("scheme", rules.scheme);
  if (rules.repeat) out.value("repeat", std::optional(true));
  for (const select_rule& s : rules.select) {
    out.heading("[[select]]");
    write(out, s.rule);
    write(out, s.when);
  }
  for (const exempt_rule& e : rules.exempt) {
    out.heading("[[exempt]]");
    write(out, e.rule);
    write(out, e.when);
  }
  for (const convert_rule& c : rules.convert) {
    out.heading("[[convert]]");
    write(out, c.rule);
    write(out, c.when);
    out.text("to", c.to);
    if (c.to_kind) out.text("to_kind", to_string(*c.to_kind));
    out.text("class", c.to_class);
  }
  for (const merge_rule& m : rules.merge) {
    out.heading("[[merge]]");
    write(out, m.rule);
    write(out, m.when);
    out.value("span_high", std::optional(m.span_high));
    if (m.span_low > 0) out.value("span_low", std::optional(m.span_low));
    out.text("head", to_string(m.head));
  }
  for (const digital_rule& d : rules.digital) {
    out.heading("[[digital]]");
    write(out, d.rule);
    out.texts("matters", d.matters);
    out.texts("removes", d.removes);
    out.value("work_minutes", d.work_minutes);
    out.value("waiting_hours", d.waiting_hours);
  }
  out.heading("[reports]");
  write(out, rules.reports.rule);
  out.text("attach", to_string(rules.reports.attach));
  out.heading("[authority]");
  write(out, rules.authority.rule);
  out.text("attribution", to_string(rules.authority.attribution));
  out.text("delegation", to_string(rules.authority.delegation));
  out.text("mandate", to_string(rules.authority.mandate));
  out.heading("[roles]");
  write(out, rules.roles.rule);
  out.text("kind", to_string(rules.roles.kind));
  for (const role_name& named : rules.roles.names) {
    out.heading("[[roles.name]]");
    out.texts("rank", named.ranks);
    out.text("name", named.name);
  }
  out.heading("[checks]");
  out.value("span_low", rules.checks.span_low);
  out.value("span_high", rules.checks.span_high);
  out.value("structural_layers", rules.checks.structural_layers);
  out.value("initials", rules.checks.initials);
  const optimum_limits& optimum = rules.optimum;
  if (optimum.span_cap || optimum.span_floor || optimum.max_layers || !optimum.objective.empty()) {
    out.heading("[optimum]");
    out.value("span_cap", optimum.span_cap);
    out.value("span_floor", optimum.span_floor);
    out.value("max_layers", optimum.max_layers);
    out.text("objective", optimum.objective);
  }
  return out.take();
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "rule_keys.hpp"
#include "toml_table.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/simplify/scenario.hpp>

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

/// A step of a scenario file, key by key.
class step_reader {
 public:
  step_reader(toml_table& table, std::string called, const policy_text_of& policy)
      : table_(table), called_(std::move(called)), policy_(policy) {}

  [[nodiscard]] decltype(scenario_step::what) read(const std::string& source) {
    static constexpr std::array<std::string_view, 11> names{
        "move",    "merge", "split",     "abolish", "add",   "re-rank",
        "retitle", "seats", "authority", "line",    "policy"};
    const auto name = detail::choice(
        table_, "do", [](std::string_view text) { return known(names, text); }, names);
    if (!name)
      table_.fail(table_.line(), fmt::format("{} has no \"do\"; say what it does: {}", called_,
                                             fmt::join(names, ", ")));
    switch (*name) {
      case 0:
        return move_step{codes("position"), code("to", empty::allowed)};
      case 1: {
        merge_step step;
        read_end(step, code("into"));
        return step;
      }
      case 2:
        return split();
      case 3: {
        abolish_step step;
        read_end(step, optional_code("to").value_or(""));
        return step;
      }
      case 4: {
        add_step step{post()};
        step.post.reports_to = code("reports_to", empty::allowed);
        step.post.filled = table_.number("filled");
        return step;
      }
      case 5: {
        re_rank_step step{codes("position"), table_.text("rank"), kind(), words("class")};
        need_one_of(step.rank || step.kind || step.position_class, "rank, kind, class");
        return step;
      }
      case 6: {
        retitle_step step{code("position"), table_.text("title"), table_.text("unit"),
                          table_.text("legal_source")};
        need_one_of(step.title || step.unit || step.legal_source, "title, unit, legal_source");
        return step;
      }
      case 7: {
        seats_step step{code("position"), table_.number("seats"), table_.number("filled"),
                        table_.number("cost")};
        need_one_of(step.seats || step.filled || step.cost, "seats, filled, cost");
        return step;
      }
      case 8:
        return authority_for(source);
      case 9:
        return line();
      default:
        return apply_policy();
    }
  }

 private:
  enum class empty { refused, allowed };

  template <std::size_t N>
  static std::optional<std::size_t> known(const std::array<std::string_view, N>& names,
                                          std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
  }

  [[noreturn]] void fail(std::string_view key, const std::string& sentence) const {
    table_.fail(table_.line_of(key), called_ + " " + sentence);
  }
  void need_one_of(bool given, std::string_view keys) const {
    if (!given) table_.fail(table_.line(), fmt::format("{} needs one of {}", called_, keys));
  }

  /// Codes are texts, but those of digits alone need no quotes.
  std::vector<std::string> codes(std::string_view key) {
    auto given = table_.words(key);
    if (!given || given->empty())
      fail(key, fmt::format("has no \"{}\"; give the code of a position, or a list of them", key));
    if (std::ranges::find(*given, std::string()) != given->end())
      fail(key, fmt::format("has an empty code in \"{}\"", key));
    for (std::size_t i = 1; i < given->size(); ++i)
      if (std::find(given->begin(), given->begin() + static_cast<std::ptrdiff_t>(i), (*given)[i]) !=
          given->begin() + static_cast<std::ptrdiff_t>(i))
        fail(key, fmt::format("names \"{}\" twice in \"{}\"", detail::echo((*given)[i]), key));
    return *given;
  }
  std::optional<std::string> words(std::string_view key) {
    const auto given = table_.words(key);
    if (!given) return std::nullopt;
    if (given->size() != 1) table_.wrong_type(key, "one text");
    return given->front();
  }
  std::optional<std::string> optional_code(std::string_view key, empty may_be = empty::refused) {
    auto given = words(key);
    if (given && given->empty() && may_be == empty::refused)
      fail(key, fmt::format("has an empty \"{}\"", key));
    return given;
  }
  std::string code(std::string_view key, empty may_be = empty::refused) {
    const auto given = optional_code(key, may_be);
    if (!given)
      fail(key, fmt::format("has no \"{}\"; give the code of a position{}", key,
                            may_be == empty::allowed ? ", or \"\" for a top" : ""));
    return *given;
  }
  std::vector<std::string> optional_codes(std::string_view key) {
    return table_.has(key) ? codes(key) : std::vector<std::string>();
  }
  std::optional<position_kind> kind() {
    return detail::choice(table_, "kind", parse_position_kind, detail::kind_names);
  }

  void read_end(abolish_step& step, std::string to) {
    step.positions = codes("position");
    step.to = std::move(to);
    step.seats_to = optional_code("seats_to", empty::allowed);
    step.authority_to = optional_code("authority_to", empty::allowed);
  }

  /// What a new post says of itself.
  position post() {
    position p;
    p.code = code("code");
    p.title = table_.text("title").value_or("");
    p.kind = kind();
    p.rank = table_.text("rank").value_or("");
    p.position_class = words("class").value_or("");
    p.unit = table_.text("unit").value_or("");
    p.seats = table_.number("seats");
    p.cost = table_.number("cost");
    p.legal_source = table_.text("legal_source").value_or("");
    return p;
  }

  split_step split() {
    split_step step;
    step.from = code("position");
    step.post = post();
    step.post.reports_to = optional_code("reports_to").value_or("");
    step.takes = optional_codes("takes");
    step.matters = optional_codes("matters");
    step.moved_seats = table_.number("moved_seats").value_or(0);
    step.holders = optional_codes("holders");
    step.moved_filled =
        table_.number("moved_filled").value_or(static_cast<double>(step.holders.size()));
    return step;
  }

  authority_step authority_for(const std::string& source) {
    authority_step step;
    step.row.position = code("position");
    step.row.matter = code("matter");
    step.to = optional_code("to").value_or("");
    step.withdraw = table_.truth("withdraw").value_or(false);
    const auto as =
        detail::choice(table_, "as", parse_authority_source, detail::authority_source_names);
    step.row.source = as.value_or(authority_source::attribution);
    step.row.limit = table_.number("limit");
    step.row.giver = optional_code("giver").value_or("");
    step.row.legal_source = table_.text("legal_source").value_or(source);
    step.row.from = date("from");
    step.row.until = date("until");
    const bool gives = as || step.row.limit || !step.row.giver.empty() ||
                       table_.has("legal_source") || table_.has("from") || table_.has("until");
    if (int{gives} + int{step.withdraw} + int{!step.to.empty()} > 1)
      table_.fail(table_.line(), called_ +
                                     " does more than one thing: \"to\" moves an authority, "
                                     "\"withdraw\" takes it away, and \"as\", \"limit\", "
                                     "\"giver\" and days give or amend one");
    if (!gives && !step.withdraw && step.to.empty())
      table_.fail(table_.line(), called_ +
                                     " needs \"as\" (attribution, delegation, mandate) for an "
                                     "authority that is given, \"to\" for one that moves, or "
                                     "\"withdraw\"");
    return step;
  }
  std::string date(std::string_view key) {
    auto given = words(key).value_or("");
    if (!given.empty() && !is_date(given))
      fail(key, fmt::format("has a \"{}\" that is no day, as in 2026-06-30", key));
    return given;
  }

  line_step line() {
    line_step step;
    step.superior = code("superior");
    step.position = code("position");
    const auto type = detail::choice(table_, "type", parse_line_type, detail::line_type_names);
    if (!type) fail("type", "has no \"type\" of line");
    step.type = *type;
    step.matter = optional_code("matter").value_or("");
    step.role = table_.text("role").value_or("");
    step.remove = table_.truth("remove").value_or(false);
    return step;
  }

  policy_step apply_policy() {
    const std::string name = code("policy");
    policy_step step;
    const std::string text = policy_(name);
    step.rules = read_policy(text, name);
    step.sha256 = sha256_hex(text);
    if (const auto layers = table_.wholes<std::uint32_t>("layers", 1)) {
      const std::vector<std::size_t> given(layers->begin(), layers->end());
      try {
        set_layers(step.rules, given);
      } catch (const rule_error& e) {
        fail("layers", std::string("cannot give layers: ") + e.what());
      }
    }
    if (needs_layers(step.rules))
      fail("policy", fmt::format("applies \"{}\", which selects by layers that it leaves open; "
                                 "name them, as in layers = [3]",
                                 step.rules.name));
    const auto roles =
        detail::choice(table_, "roles", parse_role_policy, detail::role_policy_names);
    if (roles) {
      step.rules.roles.kind = *roles;
      step.rules.roles.rule = {"roles-given", "The roles were given by the scenario.", {}, {}};
    }
    return step;
  }

  toml_table& table_;
  std::string called_;
  const policy_text_of& policy_;
};

}  // namespace

policy_text_of policies_beside(const std::string& scenario_file) {
  return [scenario_file](const std::string& name) {
    if (!is_file_name(name)) return std::string(preset_policy_text(name));
    const std::string path =
        (std::filesystem::path(scenario_file).parent_path() / std::filesystem::path(name)).string();
    return decode_text(read_file(path), path).text;
  };
}

scenario read_scenario(std::string_view text, const std::string& file) {
  return read_scenario(text, file, policies_beside(file));
}

scenario read_scenario(std::string_view text, const std::string& file,
                       const policy_text_of& policy) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "a scenario");
  auto head = document.table("scenario");
  auto steps = document.tables("step");
  document.end();
  if (!head) document.fail(1, "a scenario begins with a table [scenario] that gives its name");
  scenario found;
  found.file = file;
  found.name = head->text("name").value_or("");
  found.description = head->text("description").value_or("");
  const std::string reason = head->text("reason").value_or("");
  const std::string source = head->text("source").value_or("");
  head->end();
  if (found.name.empty()) head->fail(head->line(), "the scenario has no \"name\"; give it one");
  if (steps.empty())
    head->fail(head->line(), "the scenario has no step; write each as [[step]] with a \"do\"");
  for (toml_table& table : steps) {
    const std::string called = fmt::format("step {}", found.steps.size() + 1);
    scenario_step step;
    step.rule = detail::read_statement(table);
    if (step.rule.id.empty()) step.rule.id = called;
    if (step.rule.reason.empty()) step.rule.reason = reason;
    if (step.rule.source.empty()) step.rule.source = source;
    step.what = step_reader(table, called, policy).read(step.rule.source);
    table.end();
    if (step.rule.reason.empty() || step.rule.source.empty())
      table.fail(table.line(),
                 fmt::format("{} has no \"{}\"; every change needs both a reason and its source, "
                             "here or in [scenario]",
                             called, step.rule.reason.empty() ? "reason" : "source"));
    found.steps.push_back(std::move(step));
  }
  return found;
}

}  // namespace pangkas

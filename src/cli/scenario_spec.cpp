// SPDX-License-Identifier: BSL-1.0
#include "scenario_spec.hpp"

#include "input.hpp"

#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

constexpr std::string_view optimum_name = "optimise";
constexpr std::string_view delegation_name = "delegate";
constexpr std::array<std::string_view, 3> policy_keys{"layers", "span-floor", "roles"};
constexpr std::array<std::string_view, 9> optimum_keys{"span-cap",  "span-floor", "max-layers",
                                                       "objective", "price",      "wide",
                                                       "merge",     "load",       "policy"};
constexpr std::array<std::string_view, 4> delegation_keys{"delegations", "delegations-of-matter",
                                                          "rank-floor", "price"};
constexpr std::array<std::string_view, 2> no_or_yes{"no", "yes"};
constexpr std::array<std::string_view, 2> keep_or_narrow{"keep", "narrow"};  // as wide_posts

double number_of(const std::string& spec, const std::string& key, const std::string& value,
                 bool whole) {
  const auto number = parse_number(value);
  if (!number || *number < 0 || *number > 1e9 || (whole && *number != std::floor(*number)))
    throw usage_error(
        "--scenario",
        fmt::format("\"{}\": {} must be a {}number from 0 to 1,000,000,000, not \"{}\"", spec, key,
                    whole ? "whole " : "", value));
  return *number;
}

/// What a word stands for, where only some do.
template <class Value>
Value meant(const std::string& spec, std::string_view key, const std::optional<Value>& value,
            std::string_view words) {
  if (!value)
    throw usage_error("--scenario", fmt::format("\"{}\": {} must be {}", spec, key, words));
  return *value;
}

/// Whether a text holds steps: then a table [scenario] stands in it.
bool is_steps(std::string_view text) {
  return fmt::format("\n{}", text).find("\n[scenario]") != std::string::npos;
}

}  // namespace

scenario_spec::scenario_spec(std::string text) : text_(std::move(text)), name_(text_) {
  const std::size_t colon = text_.rfind(':');
  if (colon != std::string::npos &&
      (text_.find('=', colon) != std::string::npos || !is_file_name(text_))) {
    name_ = text_.substr(0, colon);
    for (std::size_t at = colon + 1; at <= text_.size();) {
      const std::size_t end = std::min(text_.find(',', at), text_.size());
      const std::string part = text_.substr(at, end - at);
      const std::size_t equals = part.find('=');
      if (equals == std::string::npos)
        throw usage_error("--scenario", fmt::format("\"{}\": \"{}\" is no key=value", text_, part));
      options_.emplace_back(part.substr(0, equals), part.substr(equals + 1));
      at = end + 1;
    }
  }
  const std::span<const std::string_view> known =
      name_ == optimum_name      ? std::span<const std::string_view>(optimum_keys)
      : name_ == delegation_name ? std::span<const std::string_view>(delegation_keys)
                                 : std::span<const std::string_view>(policy_keys);
  for (const auto& [key, value] : options_)
    if (std::ranges::find(known, key) == known.end())
      throw usage_error("--scenario",
                        fmt::format("\"{}\": there is no {}{}; known are {}", text_, key,
                                    did_you_mean(key, known), fmt::join(known, ", ")));
  if (name_.empty()) throw usage_error("--scenario", "a scenario without a name");
}

std::string scenario_spec::file() const { return is_file_name(name_) ? name_ : std::string(); }

std::vector<std::size_t> scenario_spec::layers() const {
  std::vector<std::size_t> found;
  for (const auto& [key, value] : options_) {
    if (key != "layers") continue;
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t end = std::min(value.find('+', at), value.size());
      found.push_back(static_cast<std::size_t>(
          number_of(text_, "each of layers", value.substr(at, end - at), true)));
      at = end + 1;
    }
  }
  return found;
}

bool scenario_spec::is_preset() const {
  return name_ != optimum_name && name_ != delegation_name && !is_file_name(name_);
}

loaded_policy scenario_spec::load(const organisation& org,
                                  const decision_options& decisions) const {
  if (name_ == optimum_name) return optimum(org, decisions);
  if (name_ == delegation_name) return delegations(org, decisions);
  if (is_file_name(name_) && is_steps(decode_text(read_file(name_), name_).text)) {
    if (!options_.empty())
      throw usage_error(
          "--scenario",
          fmt::format("\"{}\": layers, span-floor and roles are of a policy, and {} holds steps",
                      text_, name_));
    return scenario_by_name(name_);
  }
  loaded_policy loaded = policy_by_name(name_);
  if (const auto given = layers(); !given.empty()) set_layers(loaded.rules, given);
  for (const auto& [key, value] : options_) {
    if (key == "span-floor")
      loaded.give_span_floor(static_cast<std::size_t>(number_of(text_, key, value, true)));
    if (key == "roles")
      set_roles(loaded.rules,
                meant(text_, key, parse_role_policy(value), "none, team-leads or coordinators"));
  }
  if (needs_layers(loaded.rules))
    throw rule_error(
        fmt::format("the policy \"{}\" selects by layers that it leaves open; name them, as in "
                    "{}:layers=3 or :layers=3+4",
                    loaded.rules.name, name_));
  return loaded;
}

loaded_policy scenario_spec::optimum(const organisation& org,
                                     const decision_options& decisions) const {
  flattening_request asked;
  asked.decisions = decisions;
  for (const auto& [key, value] : options_) {
    const auto whole = [&, &key = key, &value = value] {
      return static_cast<std::size_t>(number_of(text_, key, value, true));
    };
    if (key == "span-cap") asked.span_cap = whole();
    if (key == "span-floor") asked.span_floor = whole();
    if (key == "max-layers") asked.max_layers = whole();
    if (key == "price") asked.price = number_of(text_, key, value, false);
    if (key == "merge")
      asked.merge = meant(text_, key, detail::parse_enum<bool>(no_or_yes, value), "yes or no");
    if (key == "load")
      asked.load = meant(text_, key, parse_flattening_load(value), "positions, seats or minutes");
    if (key == "policy") asked.rules = policy_by_name(value).rules;
    if (key == "wide")
      asked.wide = meant(text_, key, detail::parse_enum<wide_posts>(keep_or_narrow, value),
                         "keep or narrow");
    if (key == "objective")
      asked.objective =
          meant(text_, key, parse_flattening_objective(value), "hand-offs, cost, mixed or fewest");
  }
  const flattening_question question = ask(org, asked);
  const flattening_solution solution = optimal_flattening(org.command(), question.problem);
  return written_policy(as_policy(org, question, asked, solution));
}

loaded_policy scenario_spec::delegations(const organisation& org,
                                         const decision_options& decisions) const {
  if (org.matters().empty())
    throw usage_error(
        "--scenario",
        fmt::format("\"{}\": give the matters that are decided, and who may: --matters "
                    "and --authority",
                    text_));
  delegation_request asked;
  asked.decisions = decisions;
  for (const auto& [key, value] : options_) {
    if (key == "price")
      asked.price = number_of(text_, key, value, false);
    else if (key == "rank-floor")
      asked.rank_floor = value;
    else
      (key == "delegations" ? asked.most : asked.most_of_matter) =
          static_cast<std::size_t>(number_of(text_, key, value, true));
  }
  loaded_policy loaded;
  loaded.rules.name = text_;
  loaded.delegations = best_delegations(org, asked).delegations;
  loaded.text = "matter,from,to\n";
  for (const delegation& d : *loaded.delegations) {
    const std::array<std::string_view, 3> cells{org.matters()[d.matter].code, org.code(d.from),
                                                org.code(d.to)};
    append_csv_row(loaded.text, cells);
  }
  return loaded;
}

std::vector<std::string> files_of_scenarios(const std::vector<std::string>& specs) {
  std::vector<std::string> files;
  for (const std::string& text : specs) try {
      if (std::string file = scenario_spec(text).file(); !file.empty())
        files.push_back(std::move(file));
    } catch (const usage_error&) {
      continue;  // told when the command runs
    }
  return files;
}

played played_on(const organisation& before, const loaded_policy& loaded,
                 const decision_options& decisions) {
  if (loaded.delegations) return play(before, *loaded.delegations, decisions);
  return loaded.steps ? play(before, *loaded.steps, decisions)
                      : play(before, loaded.rules, decisions);
}

void add_to_study(std::vector<studied_scenario>& all, const scenario_spec& spec,
                  const loaded_policy& loaded, const organisation& before, const played& outcome,
                  const study_options& options) {
  std::string name = loaded.rules.name;
  const auto is_name = [&](const studied_scenario& other) { return other.name == name; };
  if (spec.text() != spec.file() || name == as_it_is || std::ranges::any_of(all, is_name))
    name = spec.text();
  add_scenario(all, std::move(name), before, outcome, options);
}

}  // namespace pangkas::cli

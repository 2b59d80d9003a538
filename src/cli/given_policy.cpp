// SPDX-License-Identifier: BSL-1.0
#include "given_policy.hpp"

#include "number_text.hpp"
#include "streams.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/study/play.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::cli {

loaded_policy policy_by_name(const std::string& name) {
  loaded_policy loaded;
  if (is_file_name(name))
    loaded.text = decode_text(read_file(name), name).text;
  else
    loaded.text = preset_policy_text(name);
  loaded.rules = read_policy(loaded.text, name);
  return loaded;
}

loaded_policy scenario_by_name(const std::string& name) {
  loaded_policy loaded;
  loaded.text = decode_text(read_file(name), name).text;
  loaded.steps = read_scenario(loaded.text, name);
  if (const policy* last = last_policy(*loaded.steps)) loaded.rules = *last;
  loaded.rules.name = loaded.steps->name;
  return loaded;
}

loaded_policy written_policy(const policy& rules) {
  loaded_policy written;
  written.text = write_policy(rules);
  written.rules = read_policy(written.text, rules.name);
  return written;
}

void set_roles(policy& rules, role_policy kind) {
  rules.roles.kind = kind;
  rules.roles.rule = {"roles-given", "The roles were given on the command line.", {}, {}};
}

decision_options loaded_policy::options(decision_options given) const {
  return options_of(rules, given);
}

policy_evidence loaded_policy::evidence(const std::vector<std::size_t>& layers) const {
  policy_evidence told{rules.name, sha256_hex(text), layers,
                       std::string(to_string(rules.roles.kind))};
  told.span_floor = span_floor;
  if (steps) add_steps(told, *steps);
  return told;
}

void loaded_policy::give_span_floor(std::size_t floor) {
  set_span_floor(rules, floor);
  span_floor = floor;
}

simplification loaded_policy::apply_to(const organisation& before) const {
  return steps ? apply(before, *steps) : simplify(before, rules);
}

option given_policy::add_scenario_to(command_line command, std::optional<option> policy) {
  const option scenario =
      command.add_option("--scenario", scenario_, "changes by hand, a TOML file of steps")
          .type_name("FILE");
  if (policy) scenario.excludes(*policy);
  command.reads(scenario);
  return scenario;
}

option given_policy::add_to(command_line command) {
  const option policy = command
                            .add_option("--policy", name_,
                                        fmt::format("a preset ({}), or a TOML file",
                                                    fmt::join(preset_policies(), ", ")))
                            .type_name("NAME|FILE");
  command.reads(policy);
  command.suggest(policy, preset_policies());
  command
      .add_option("--layers", layers_,
                  "layers whose managers are taken out, for a policy that leaves them open; the "
                  "root is layer 1")
      .delimiter(',')
      .within(std::size_t{1}, std::size_t{2147483647})
      .needs(policy);
  command
      .add_option("--span-floor", span_floor_,
                  "fewest command subordinates of a manager who stays, for a policy that selects "
                  "by a floor")
      .within(std::size_t{2}, std::size_t{2147483647})
      .needs(policy);
  command.add_option("--roles", roles_, "roles of converted posts, instead of the policy's")
      .one_of({"none", "team-leads", "coordinators"})
      .needs(policy);
  return policy;
}

void given_policy::tell_missing_layers(const organisation& org) const {
  const std::size_t there = org.command().layers();
  std::vector<std::size_t> missing = layers_;
  std::erase_if(missing, [&](std::size_t layer) { return layer <= there; });
  if (!missing.empty() && there > 0)
    complain(fmt::format("--layers {}: the organisation has {}", fmt::join(missing, ","),
                         counted(there, "layer")));
}

loaded_policy given_policy::load() const {
  if (!scenario_.empty()) return scenario_by_name(scenario_);
  loaded_policy loaded = policy_by_name(name_);
  if (!layers_.empty()) set_layers(loaded.rules, layers_);
  if (needs_layers(loaded.rules))
    throw rule_error(
        fmt::format("the policy \"{}\" selects by layers that it leaves open; name them, "
                    "as in --layers 3",
                    loaded.rules.name));
  if (span_floor_) loaded.give_span_floor(*span_floor_);
  if (!roles_.empty()) set_roles(loaded.rules, *parse_role_policy(roles_));
  return loaded;
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "scenario.hpp"
#include "text_report.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/transform/policy.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace pangkas::cli {
namespace {

struct options {
  input in;
  decision_input decisions;
  std::string policy;
  std::vector<std::size_t> layers;
  std::string roles;
  std::string out;
  bool json = false;
};

loaded_policy load_policy(const options& given) {
  loaded_policy loaded = policy_by_name(given.policy);
  if (!given.layers.empty()) set_layers(loaded.rules, given.layers);
  if (needs_layers(loaded.rules))
    throw rule_error(
        fmt::format("the policy \"{}\" selects by layers that it leaves open; name them, "
                    "as in --layers 3",
                    loaded.rules.name));
  if (!given.roles.empty()) {
    loaded.rules.roles.kind = *parse_role_policy(given.roles);
    loaded.rules.roles.rule = {"roles-given", "The roles were given on the command line.", {}, {}};
  }
  return loaded;
}

void run(const options& given) {
  const loaded_policy loaded = load_policy(given);
  const read_result read = given.in.read();
  const scenario played = play(read, loaded, given.decisions.options(), given.layers);
  if (!given.out.empty()) write_scenario(given.out, played, loaded.text);
  print(given.json ? played.summary : comparison_text(played.found));
  if (!given.json && !given.out.empty())
    print(
        fmt::format("Written to {}: organisation.json, positions.csv, ledger.json, ledger.csv, "
                    "summary.json, policy.toml, and a table each of matters, authority and lines "
                    "where there are any\n",
                    given.out));
}

}  // namespace

void add_simplify(CLI::App& app, int&) {
  const auto given = std::make_shared<options>();
  CLI::App* command = app.add_subcommand(
      "simplify", "Take echelons out under a policy; before and after side by side");
  given->in.add_to(*command);
  given->decisions.add_to(*command);
  command
      ->add_option("--policy", given->policy,
                   fmt::format("a preset ({}), or a TOML file", fmt::join(preset_policies(), ", ")))
      ->required()
      ->type_name("NAME|FILE");
  command
      ->add_option("--layers", given->layers,
                   "layers whose managers are taken out, for a policy that leaves them open; the "
                   "root is layer 1")
      ->delimiter(',')
      ->check(CLI::Range(std::size_t{1}, std::size_t{2147483647}));
  command->add_option("--roles", given->roles, "roles of converted posts, instead of the policy's")
      ->check(CLI::IsMember({"none", "team-leads", "coordinators"}));
  command
      ->add_option("--out", given->out,
                   "folder to write the organisation after, the ledger and the figures to")
      ->type_name("DIR");
  command->add_flag("--json", given->json, "print before and after as JSON under stable keys");
  command->footer(
      "Examples:\n"
      "  pangkas simplify examples/uk-department-of-health-2013/senior.csv --policy delayer "
      "--layers 3\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after");
  command->callback([given] { run(*given); });
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"
#include "streams.hpp"

#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace pangkas::cli {

void add_policy(command_line app, int&) {
  const auto name = std::make_shared<std::string>();
  const command_line command =
      app.add_subcommand("policy", "List the preset policies, or print one to start your own from");
  command.suggest(command.add_option("NAME", *name, "preset to print").type_name(""),
                  preset_policies());
  command.footer(
      "Example:\n"
      "  pangkas policy id-central-2021 > my-policy.toml\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy ./my-policy.toml");
  command.callback([name] {
    if (!name->empty()) return print(preset_policy_text(*name));
    for (const std::string& preset : preset_policies()) {
      const policy rules = read_policy(preset_policy_text(preset), preset);
      print(fmt::format("{:<18} {}\n", preset, rules.title));
    }
  });
}

}  // namespace pangkas::cli

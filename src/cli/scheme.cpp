// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "streams.hpp"

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/io/presets.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace pangkas::cli {

void add_scheme(command_line app, int&) {
  const auto name = std::make_shared<std::string>();
  const command_line command = app.add_subcommand(
      "scheme", "List the preset rank schemes, or print one to start your own from");
  command.suggest(command.add_option("NAME", *name, "preset to print").type_name(""),
                  preset_schemes());
  command.footer(
      "Example:\n"
      "  pangkas scheme indonesia > my-ranks.toml\n"
      "  pangkas measure examples/id-ministry/positions.csv --scheme ./my-ranks.toml");
  command.callback([name] {
    if (!name->empty()) return print(preset_scheme_text(*name));
    for (const std::string& preset : preset_schemes())
      print(fmt::format("{:<18} {}\n", preset, preset_scheme(preset)->title()));
  });
}

}  // namespace pangkas::cli

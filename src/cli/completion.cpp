// SPDX-License-Identifier: BSL-1.0
#include "command_description.hpp"
#include "commands.hpp"
#include "streams.hpp"

#include <pangkas/version.hpp>

#include <memory>
#include <string>

namespace pangkas::cli {

void add_completion(command_line app, int&) {
  const auto shell = std::make_shared<std::string>();
  const command_line command = app.add_subcommand(
      "completion", "Print a script by which a shell completes commands, options and their values");
  command.add_option("SHELL", *shell, "bash, zsh or fish")
      .required()
      .one_of({"bash", "zsh", "fish"});
  command.footer(
      "Example:\n"
      "  pangkas completion bash > pangkas.bash\n"
      "Installed, the scripts are where the shells look for them.");
  command.callback([app, shell] { print(completion_script(app.describe(), *shell)); });
}

void add_manual(command_line app, int&) {
  const command_line command =
      app.add_subcommand("manual", "Print the manual page of all commands");
  command.footer("Example:\n  pangkas manual > pangkas.1");
  command.callback([app] { print(manual_page(app.describe(), std::string(version))); });
}

}  // namespace pangkas::cli

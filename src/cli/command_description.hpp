// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What --help knows, as data: of it the manual and the completion of shells are made.
#pragma once

#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief An option, or what is named without one.
struct option_description {
  std::vector<std::string> names{};  ///< "--out"; of what is named without an option, "FILE"
  std::string what{};
  std::string group{};                ///< empty: the command's own
  std::string takes{};                ///< "FILE", "json|table"; empty: nothing
  std::vector<std::string> values{};  ///< those that are known
  bool is_required = false;
  bool may_repeat = false;

  [[nodiscard]] bool is_positional() const { return names.front().front() != '-'; }
  /// @brief Whether a shell may propose files.
  [[nodiscard]] bool takes_file() const;
  [[nodiscard]] bool takes_folder() const { return takes == "DIR"; }
};

/// @brief A command, or the program with its commands.
struct command_description {
  std::string name{};
  std::string what{};
  std::string footer{};
  std::vector<option_description> options{};  ///< those without a name for them first
  std::vector<command_description> commands{};
};

/// @brief A script by which a shell completes commands, options, their values and names of files.
/// @param shell  "bash", "zsh" or "fish".
[[nodiscard]] std::string completion_script(const command_description& program,
                                            const std::string& shell);

/// @brief The manual page in the language of man(7).
[[nodiscard]] std::string manual_page(const command_description& program,
                                      const std::string& version);

}  // namespace pangkas::cli

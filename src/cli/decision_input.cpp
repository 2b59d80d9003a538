// SPDX-License-Identifier: BSL-1.0
#include "decision_input.hpp"

#include <pangkas/core/authority.hpp>

#include <string>

namespace pangkas::cli {

void decision_input::add_to(command_line command) {
  const std::string group = "Following decisions";
  const auto day = [](const std::string& text) {
    return is_date(text) ? std::string{} : "\"" + text + "\" is no day; write it as in 2021-06-30";
  };
  command
      .add_option("--on", options_.on,
                  "the day whose authorities count; without it all do, whatever their period")
      .type_name("DATE")
      .check(day)
      .group(group);
  command
      .add_option("--working-minutes", options_.working_minutes,
                  "minutes that a full-time post works in a year; 75000 is the other norm in use")
      .positive()
      .capture_default_str()
      .group(group);
  command.add_option("--absent-flag", options_.absent_flag, "flag of posts whose holder is away")
      .capture_default_str()
      .group(group);
}

}  // namespace pangkas::cli

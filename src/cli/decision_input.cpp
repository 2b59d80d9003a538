// SPDX-License-Identifier: BSL-1.0
#include "decision_input.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

[[noreturn]] void refuse_matter(const organisation& org, const std::string& code) {
  std::vector<std::string_view> known;
  for (const matter& m : org.matters()) known.emplace_back(m.code);
  throw input_error(fmt::format("no matter has the code \"{}\"{}; the matters are {}", code,
                                did_you_mean(code, known), fmt::join(known, ", ")));
}

}  // namespace

std::vector<std::size_t> matters_of(const organisation& org, const std::string& code) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < org.matters().size(); ++i)
    if (code.empty() || org.matters()[i].code == code || org.matters()[i].is_of(code))
      places.push_back(i);
  if (places.empty()) refuse_matter(org, code);
  return places;
}

std::size_t matter_called(const organisation& org, const std::string& code) {
  if (const auto found = org.find_matter(code)) return *found;
  refuse_matter(org, code);
}

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

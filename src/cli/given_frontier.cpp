// SPDX-License-Identifier: BSL-1.0
#include "given_frontier.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <string_view>
#include <system_error>

namespace pangkas::cli {

option given_frontier::add_to(command_line command, const std::string& help) {
  return command.add_option(name_, text_, help + ", as in " + example_).type_name("FIRST..LAST");
}

cap_range given_frontier::range() const {
  const auto fail = [this] {
    return usage_error(name_,
                       "\"" + text_ + "\" is no range of " + what_ + "; write it as " + example_);
  };
  const std::size_t dots = text_.find("..");
  if (dots == std::string::npos) throw fail();
  const auto number = [&](std::string_view part) {
    std::size_t value = 0;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (fault != std::errc{} || end != part.data() + part.size()) throw fail();
    return value;
  };
  const cap_range caps{number(std::string_view(text_).substr(0, dots)),
                       number(std::string_view(text_).substr(dots + 2))};
  constexpr std::size_t most = 10'000;  // each is an optimum of its own
  if (caps.last > caps.first && caps.last - caps.first >= most)
    throw usage_error(name_, fmt::format("\"{}\" are more than {} {}; the optimum is looked for "
                                         "under each of them",
                                         text_, most, what_));
  return caps;
}

}  // namespace pangkas::cli

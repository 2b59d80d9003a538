// SPDX-License-Identifier: BSL-1.0
#include "span_frontier.hpp"

#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/text.hpp>
#include <pangkas/metrics/checked_deciders.hpp>
#include <pangkas/metrics/decisions.hpp>
#include <pangkas/transform/flattening_gain.hpp>
#include <pangkas/transform/flattening_protection.hpp>
#include <pangkas/transform/validate_policy.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

/// Codes, one a line; empty lines and those that begin with # are passed over.
std::vector<position_id> read_codes(const organisation& org, const std::string& file) {
  const std::string text = decode_text(read_file(file), file).text;
  std::vector<position_id> positions;
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size(); ++row) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view code = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t first = code.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || code[first] == '#') continue;
    code = code.substr(first, code.find_last_not_of(" \t\r") - first + 1);
    const auto found = org.find(code);
    if (!found)
      throw input_error(fmt::format("{}:{}: no position has the code \"{}\"; give one code a line",
                                    file, row + 1, code),
                        file, row + 1);
    positions.push_back(*found);
  }
  return positions;
}

}  // namespace

policy default_policy() {
  policy rules = preset_policy("delayer");
  rules.checks = {};
  return rules;
}

flattening_question ask(const flattening_request& request, policy base, const organisation& org,
                        const decision_options& options) {
  flattening_question asked;
  asked.base = std::move(base);
  validate(asked.base, org.scheme());
  if (org.matters().empty()) {
    asked.traffic = default_traffic(org.command());
  } else {
    asked.traffic = decisions(org, options).reviewed;
    asked.problem.decider = checked_deciders(org, options);
  }
  asked.problem.gain = flattening_gain(
      org, asked.traffic, {*parse_flattening_objective(request.objective), request.price});
  asked.problem.layers = request.max_layers;
  if (!request.keep.empty())
    protect(asked.problem, org.command(),
            {"kept-by-file", "The post is named in " + request.keep + ".", request.keep, {}},
            read_codes(org, request.keep));
  protect(asked.problem, org, asked.base);
  return asked;
}

double units_of_gain(const flattening_request& request) {
  return request.objective == "mixed" ? 1e12 : 1e6;
}

CLI::Option* given_frontier::add_to(CLI::App& command) {
  return command.add_option("--frontier", text_, "range of span caps to compare, as in 5..50")
      ->type_name("FIRST..LAST");
}

cap_range given_frontier::range() const {
  const auto fail = [this] {
    return CLI::ValidationError("--frontier",
                                "\"" + text_ + "\" is no range of span caps; write it as 5..50");
  };
  const std::size_t dots = text_.find("..");
  if (dots == std::string::npos) throw fail();
  const auto number = [&](std::string_view part) {
    std::size_t value = 0;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (fault != std::errc{} || end != part.data() + part.size()) throw fail();
    return value;
  };
  return {number(std::string_view(text_).substr(0, dots)),
          number(std::string_view(text_).substr(dots + 2))};
}

flattening_frontier frontier_of(const organisation& org, const flattening_question& asked,
                                const flattening_request& request, cap_range caps) {
  std::vector<double> cost;
  for (position_id p = 0; p < org.size(); ++p) cost.push_back(org.cost(p).value_or(0));
  return frontier(org.command(), asked.problem, caps.first, caps.last,
                  {request.narrow ? wide_posts::narrow : wide_posts::keep, asked.traffic, cost});
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What optimal flattening is asked from the command line, and its frontier of span caps.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/decision_options.hpp>
#include <pangkas/transform/flattening_problem.hpp>
#include <pangkas/transform/frontier.hpp>
#include <pangkas/transform/policy.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief What is asked beside the span cap.
struct flattening_request {
  std::optional<std::size_t> max_layers;
  bool narrow = false;  ///< hold the cap against superiors that have more subordinates today
  std::string objective = "hand-offs";
  double price = 0;  ///< of a conversion
  std::string keep;  ///< file with the codes of posts to keep; empty: none
};

/// @brief What was asked, put as a problem.
struct flattening_question {
  flattening_problem problem;
  std::vector<double> traffic;
  policy base;  ///< what the result is written on top of
};

/// @brief The policy that is followed where none is given: that of `delayer`, without its band of
/// spans.
[[nodiscard]] policy default_policy();

/// @brief Puts a request as a problem.
/// @param base  Which posts may be converted, into what, and which are exempt.
[[nodiscard]] flattening_question ask(const flattening_request& request, policy base,
                                      const organisation& org, const decision_options& options);

/// @brief How many of a gain are one of the objective. Gains are in millionths of its unit; of
/// `mixed`, of a millionth of it all.
[[nodiscard]] double units_of_gain(const flattening_request& request);

/// @brief Span caps from the first to the last.
struct cap_range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// @brief --frontier FIRST..LAST
class given_frontier {
 public:
  /// @return The option.
  CLI::Option* add_to(CLI::App& command);
  [[nodiscard]] bool is_given() const noexcept { return !text_.empty(); }
  /// @throws CLI::ValidationError if it is no range.
  [[nodiscard]] cap_range range() const;

 private:
  std::string text_;
};

/// @brief The optimum at each cap, with hand-offs saved and cost.
[[nodiscard]] flattening_frontier frontier_of(const organisation& org,
                                              const flattening_question& asked,
                                              const flattening_request& request, cap_range caps);

}  // namespace pangkas::cli

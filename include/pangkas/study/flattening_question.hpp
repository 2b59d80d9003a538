// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal flattening as people ask for it: an organisation, a policy, a span cap, an
/// objective; and the answer in words and as a policy that simplify() can replay.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/simplify/policy.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What counts as the load of a superior, for its cap and its floor.
enum class flattening_load : std::uint8_t {
  positions,  ///< one for each position that reports to it
  seats,      ///< the seats of each, rounded up to whole ones
  minutes     ///< minutes a year that it spends on what each passes on to it, in whole hours
};

namespace detail {
inline constexpr std::array<std::string_view, 3> load_names{"positions", "seats", "minutes"};
}  // namespace detail

/// @brief "positions", "seats" or "minutes".
constexpr std::string_view to_string(flattening_load value) {
  return detail::load_names[static_cast<std::size_t>(value)];
}
/// @brief Reads what to_string(flattening_load) writes.
constexpr std::optional<flattening_load> parse_flattening_load(std::string_view text) {
  return detail::parse_enum<flattening_load>(detail::load_names, text);
}

/// @brief What is asked.
struct flattening_request {
  std::optional<std::size_t> span_cap{};    ///< in units of the load; absent: no limit
  std::optional<std::size_t> span_floor{};  ///< of a kept superior, in the same; absent: no limit
  /// Whether the floor holds for superiors that must be kept, too: tops, and what a rule protects.
  bool fill = false;
  flattening_load load = flattening_load::positions;
  /// Whether teams under one superior are joined afterwards, as far as the cap allows; the floor is
  /// then one of joined teams, and no limit of the conversions.
  bool merge = false;
  std::optional<std::size_t> max_layers{};  ///< most superiors one below another; absent: no limit
  wide_posts wide = wide_posts::keep;       ///< what a cap means for posts over it today
  flattening_objective objective = flattening_objective::hand_offs;
  double price = 0;  ///< of one conversion, in units of the objective
  /// Which posts may be converted, into what, and which are exempt; absent: all managers.
  std::optional<policy> rules{};
  rule_statement keep_because{};    ///< why the following are kept
  std::vector<position_id> keep{};  ///< posts to keep
  decision_options decisions{};     ///< how decisions are followed
};

/// @brief A request put as a problem.
struct flattening_question {
  flattening_problem problem{};
  by_position<double> traffic{};  ///< hand-offs saved a year if the post is converted, by position
  std::size_t load_unit = 1;      ///< how many units of the cap are one of the problem: 60 minutes
  policy base{};                  ///< what the answer is written on top of
};

/// @brief Puts a request as a problem: traffic of the matters, or of the default matter where there
/// are none, becomes the gain; what the policy exempts is protected; the span cap is the capacity.
///
/// Of minutes, a position puts on its superior what the matters cost there that it passes on: those
/// that come from below it or that it raises, and that are not decided there. Once it is converted,
/// all that came to it goes to its nearest kept superior.
///
/// @throws rule_error if the policy is not valid for the organisation; structure_error if the cap
///         is 0, or the floor above it, or teams are to be joined without a cap in positions;
///         input_error if a gain or load overflows, or minutes are asked for and no matter says what a
///         step takes.
/// @complexity As decisions() where there are matters, else O(P · rules).
[[nodiscard]] flattening_question ask(const organisation& org, const flattening_request& asked);

/// @brief Says so if no tree can be solved because of the floor that was asked for.
/// @throws structure_error with the first floor that is not reached.
void refuse_unmet_floor(const organisation& org, const flattening_request& asked,
                        const flattening_solution& solution);

/// @brief The optimum at each span cap of a range, in positions.
/// @throws As frontier(); structure_error if the loads are no positions.
[[nodiscard]] flattening_frontier frontier(const organisation& org,
                                           const flattening_question& question, std::size_t first,
                                           std::size_t last, wide_posts wide = wide_posts::keep,
                                           const flattening_effort& effort = {});

/// @brief Layers against the widest span.
/// @throws As layer_frontier(); structure_error if the loads are no positions.
[[nodiscard]] std::vector<layer_point> layer_frontier(const organisation& org,
                                                      const flattening_question& question,
                                                      std::size_t first, std::size_t last,
                                                      wide_posts wide = wide_posts::keep,
                                                      const flattening_effort& effort = {});

/// @brief The answer as a policy: it selects exactly the posts to convert and, if that is asked, joins
/// the teams that are left.
[[nodiscard]] policy as_policy(const organisation& org, const flattening_question& question,
                               const flattening_request& asked,
                               const flattening_solution& solution);

/// @brief Gains are counted in millionths; this is their unit.
[[nodiscard]] double in_units(flattening_objective objective, std::int64_t gain);

/// @brief "top", "rule", "no_gain", "capacity", "checks", "infeasible" or "floor".
[[nodiscard]] std::string_view to_string(kept_because reason);

/// @brief Why a post is kept, in words.
[[nodiscard]] std::string in_words(const organisation& org, const flattening_problem& problem,
                                   const kept_post& post);

/// @brief Why a tree has no solution, in words.
[[nodiscard]] std::string in_words(const organisation& org, const infeasibility& cause);

/// @brief Calls `visit(name, value)` with each figure of a point of the frontier, in their order in
/// files; what is absent is 0.
template <class Visit>
void visit_figures(const frontier_point& point, flattening_objective objective, Visit visit) {
  visit("span_cap", point.cap);
  visit("gain", in_units(objective, point.gain));
  visit("hand_offs_saved", point.hand_offs.value_or(0));
  visit("converted", point.converted);
  visit("widest_span", point.widest_span);
  visit("layers", point.layers);
  visit("unchecked", point.unchecked);
  visit("cost", point.cost.value_or(0));
  visit("infeasible", point.infeasible);
}

}  // namespace pangkas

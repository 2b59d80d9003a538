// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Scenarios of one organisation side by side: their figures, which of them another is better
/// than in everything, and why each loses.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/simulate/decision_network.hpp>
#include <pangkas/study/play.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What scenarios are compared by.
enum class study_measure : std::uint8_t {
  hand_offs,             ///< mean of a decision, by command steps
  hand_offs_with_roles,  ///< the same with the steps of coordinators and leads
  shrink_formal,         ///< share by which the paths of the same originators get shorter
  shrink_real,           ///< the same with the steps of coordinators and leads
  days,                  ///< mean working days of a decision, by queueing theory
  load,                  ///< of the busiest post, in working years a seat
  layers,
  managers,
  mean_span,
  widest_span,
  posts,        ///< that have a place in the layers
  seats,        ///< established
  cost,         ///< a year
  breaches,     ///< of the rules of matters, undecidable ones aside
  integrity,    ///< breaches of the rules of integrity
  undecidable,  ///< pairs of matter and originator that nobody decides
  pso_percent,  ///< official score
  converted,    ///< posts that the scenario converts
  merged,       ///< teams and posts that it joins with others
  delegations   ///< rights that it passes on
};

namespace detail {
inline constexpr std::array<std::string_view, 20> study_measure_names{
    "hand_offs",     "hand_offs_with_roles",
    "shrink_formal", "shrink_real",
    "days",          "load",
    "layers",        "managers",
    "mean_span",     "widest_span",
    "posts",         "seats",
    "cost",          "breaches",
    "integrity",     "undecidable",
    "pso_percent",   "converted",
    "merged",        "delegations"};
}

/// @brief The name of a measure in files, e.g. "widest_span".
constexpr std::string_view to_string(study_measure measure) {
  return detail::study_measure_names[static_cast<std::size_t>(measure)];
}
/// @brief Reads what to_string(study_measure) writes.
constexpr std::optional<study_measure> parse_study_measure(std::string_view text) {
  return detail::parse_enum<study_measure>(detail::study_measure_names, text);
}

/// @brief Whether less, or more, of a measure is better; neither where that is a matter of taste.
enum class better : std::uint8_t { neither, less, more };
/// @brief What is better of a measure: less of all but shrink and score, and neither of managers, mean
/// span and posts. What a scenario takes (converted, merged, delegations) is judged only where asked.
[[nodiscard]] better better_of(study_measure measure);

/// @brief The figures of one scenario; one that the data do not allow is absent. Working days are
/// infinite where a post gets more than it can do, which is worse than any number.
using study_figures = std::array<std::optional<double>, detail::study_measure_names.size()>;
/// @brief The figure of a measure.
[[nodiscard]] constexpr const std::optional<double>& figure_of(const study_figures& figures,
                                                               study_measure measure) {
  return figures[static_cast<std::size_t>(measure)];
}

/// @brief What figures need beyond what was played.
struct study_options {
  decision_options decisions{};
  /// Absent: no working days are told. They are absent too where a step of a matter has no minutes.
  std::optional<network_options> office{};
  const integrity_tables* tables = nullptr;  ///< nullptr: integrity is not told
  const integrity_rules* rules = nullptr;
};

/// @brief The figures of the organisation as it is.
/// @param before   The organisation.
/// @param sides    What play() of any scenario of it measured.
/// @param options  What else is told.
/// @complexity Constant, and that of networks_of() and integrity() where they are asked for.
[[nodiscard]] study_figures figures_before(const organisation& before, const two_sides& sides,
                                           const study_options& options = {});
/// @brief The figures of a scenario: those of play(), with nothing computed anew but working days and
/// integrity.
[[nodiscard]] study_figures figures_of(const organisation& before, const played& scenario,
                                       const study_options& options = {});

/// @brief A judged measure in which another scenario is better.
struct lost_measure {
  study_measure measure = study_measure::hand_offs;
  std::size_t to = 0;  ///< place of the other scenario

  friend bool operator==(const lost_measure&, const lost_measure&) = default;
};

/// @brief One scenario among others.
struct studied_scenario {
  std::string name{};
  study_figures figures{};
  /// A scenario that is no worse in anything that is judged and better in something; the first such
  /// that nothing is better than in the same way.
  std::optional<std::size_t> dominated_by{};
  std::vector<study_measure> best_in{};  ///< judged measures in which no other is better
  /// In the order of the measures: to who dominates it, else to the best.
  std::vector<lost_measure> losses{};
  std::string why{};  ///< why it loses, or where it wins: one sentence

  friend bool operator==(const studied_scenario&, const studied_scenario&) = default;
};

/// @brief What the organisation before is called in a study.
inline constexpr std::string_view as_it_is = "as it is";

/// @brief Adds what was played to a study, and before the first the organisation as it is.
/// @param all      The study.
/// @param name     Of the scenario.
/// @param before   What it was played on.
/// @param outcome  What was played.
/// @param options  What figures need beyond it.
/// @complexity     That of figures_before() and figures_of().
void add_scenario(std::vector<studied_scenario>& all, std::string name, const organisation& before,
                  const played& outcome, const study_options& options = {});

/// @brief The measures that decide where nobody says which: real shrink, working days, load, widest
/// span, cost (seats where no cost is known), breaches, integrity and undecidable matters.
[[nodiscard]] std::vector<study_measure> usual_measures(
    const std::vector<studied_scenario>& scenarios);

/// @brief Compares scenarios by their figures: who is dominated, by whom, who is best in what, and why
/// each loses.
///
/// Only figures that all scenarios have are judged. Figures within a part in 10⁹ are equal. A
/// dominated scenario is best in nothing, even where it ties.
///
/// @param scenarios  Name and figures of each; the rest is filled in.
/// @param judged     Measures of which less or more is better; empty: usual_measures().
/// @return           The measures that were judged.
/// @complexity       O(S²) for S scenarios.
std::vector<study_measure> judge(std::vector<studied_scenario>& scenarios,
                                 std::vector<study_measure> judged = {});

/// @brief A figure as people read it: percents with a sign, two digits behind the point, "never" for
/// days without end.
[[nodiscard]] std::string figure_text(study_measure measure, const std::optional<double>& value);
/// @brief A measure as sentences name it: "widest span".
[[nodiscard]] std::string_view in_words(study_measure measure);

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The published measures of hierarchy at once, each exact, estimated or left out by size.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/line_distance.hpp>
#include <pangkas/metrics/path_shortening.hpp>

#include <cstddef>
#include <cstdint>

namespace pangkas::inline v0_1 {

/// @brief Beyond these a figure is left out, or estimated from a sample. By default each takes
/// seconds at most.
struct hierarchy_limits {
  std::size_t reach = 100'000;  ///< reach_options::limit of Krackhardt's hierarchy and of reach
  std::size_t common_tops = 20'000;        ///< the same of Krackhardt's least upper bounds
  std::uint64_t steps = 1'000'000'000;     ///< of trophic levels and of the best lines
  std::uint64_t exact_down = 200'000'000;  ///< pairs of a superior and one below it
  std::size_t exact_both = 5'000;          ///< positions, where ways lead up and down
};

/// @brief The position that most shortest ways down between others lead through.
struct most_between {
  position_id position = no_position;
  double betweenness = 0;
  std::size_t starts = 0;  ///< as many as positions: exact
  double confidence = 1;
  double error_bound = 0;
  std::uint64_t seed = 0;
};

/// @brief The position that is the only way up for most others.
struct most_dependants {
  position_id position = no_position;
  std::uint32_t dependants = 0;
};

/// @brief The position with most direct reports.
struct widest_span {
  position_id position = no_position;
  std::uint32_t span = 0;
  figure relationships = absence::too_large;  ///< see graicunas()
};

/// @brief What can be measured on any network of lines; each as its own function says.
struct network_measures {
  std::size_t lines = 0;
  figure krackhardt_connectedness = absence::no_pairs;
  figure krackhardt_hierarchy = absence::no_pairs;
  figure krackhardt_efficiency_sna = absence::no_pairs;
  figure krackhardt_efficiency_ucinet = absence::no_pairs;
  figure krackhardt_efficiency_undirected = absence::no_pairs;
  figure krackhardt_lub_least = absence::no_pairs;
  figure krackhardt_lub_sna = absence::no_pairs;
  figure flow_hierarchy = absence::no_lines;
  figure global_reaching_centrality = absence::no_pairs;
  figure trophic_incoherence_q = absence::no_lines;
  figure trophic_incoherence_f0 = absence::no_lines;
  reasoned<most_between> betweenness_down_max = absence::no_pairs;
  reasoned<most_dependants> dominator_dependants_max = absence::no_candidates;
  /// Of as many starts as positions they are exact.
  sampled_line_distance line_distance_down{};
  sampled_line_distance line_distance_both{};
};

/// @brief What measure_hierarchy() finds.
struct hierarchy_measures {
  network_measures command{};                    ///< on the command lines alone
  network_measures all{};                        ///< on lines of all types
  figure total_path_length = absence::no_pairs;  ///< command lines between all pairs, added up
  reasoned<best_line> best_line_down = absence::no_candidates;
  reasoned<best_line> best_line_between_equals = absence::no_candidates;
  reasoned<widest_span> graicunas_max = absence::no_lines;
  /// No table of posts has time-spans, so there is nothing to give to strata_compression().
  figure strata_compression_share = absence::not_given;
};

/// @brief The command lines alone as a network; network_of() gives the lines of all types.
/// @complexity O(V + E).
[[nodiscard]] line_network command_network(const organisation& org);

/// @brief Takes every measure of hierarchy, or says why it has no value.
/// @param org     The organisation.
/// @param limits  Beyond which a figure is `too_large`, `not_converged` or estimated.
/// @return        The figures. Of several positions, the first by id.
/// @unit          each as its own function says
/// @complexity    That of the slowest measure within the limits.
[[nodiscard]] hierarchy_measures measure_hierarchy(const organisation& org,
                                                   const hierarchy_limits& limits = {});

}  // namespace pangkas

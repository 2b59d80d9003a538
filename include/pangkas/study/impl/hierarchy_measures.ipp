// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/hierarchy_measures.hpp>

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/betweenness.hpp>
#include <pangkas/metrics/dominators.hpp>
#include <pangkas/metrics/flow_hierarchy.hpp>
#include <pangkas/metrics/graicunas.hpp>
#include <pangkas/metrics/krackhardt.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/reachability.hpp>
#include <pangkas/metrics/reaching_centrality.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/metrics/trophic_levels.hpp>

#include <boost/graph/filtered_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace pangkas::inline v0_1 {
namespace detail {

inline constexpr std::size_t most_starts = 1000;
inline constexpr std::size_t fewest_starts = 30;
inline constexpr std::size_t sampled_visits = 100'000'000;

/// Lets only command lines through.
struct is_command_line {
  const organisation* org = nullptr;
  bool operator()(const graph_line& line) const {
    return type_of(line, *org) == line_type::command;
  }
};

inline reasoned<most_between> most_between_of(const line_network& network, bool exactly) {
  if (network.size() == 0) return absence::no_pairs;
  const sampled_betweenness found =
      exactly ? sampled_betweenness{betweenness(network), network.size(), 1}
              : betweenness_of_sample(network, {.starts = most_starts});
  const auto largest = std::ranges::max_element(found.of);
  return most_between{position_id(largest - found.of.begin()),
                      *largest,
                      found.starts,
                      found.confidence,
                      found.error_bound,
                      found.seed};
}

inline reasoned<most_dependants> most_dependants_of(const line_network& network) {
  const dominator_tree tree = dominators(network);
  const line_network superiors = reversed(simple(network));
  most_dependants most;
  for (position_id p{0}; p < network.size(); ++p)
    if (!superiors.below(p).empty() && tree.dependants[p] > most.dependants)
      most = {p, tree.dependants[p]};
  if (most.dependants == 0) return absence::no_candidates;
  return most;
}

inline sampled_line_distance distance_of(const line_network& network, ways which, bool exactly) {
  if (exactly) {
    const line_distance_summary exact = line_distance(network, which);
    return {exact.mean, exact.mean, exact.mean, 1, exact.pairs, exact.longest, network.size(), 0};
  }
  const std::size_t starts = std::clamp(sampled_visits / std::max<std::size_t>(1, network.lines()),
                                        fewest_starts, most_starts);
  return line_distance_of_sample(network, {.starts = starts, .which = which});
}

inline network_measures measure_network(const line_network& network,
                                        const hierarchy_limits& limits) {
  const reach_options reach{.limit = limits.reach};
  const lub_options common_tops{.limit = limits.common_tops};
  const level_options levels{.most_steps = limits.steps};
  const auto below = reachable_positions(network, reach);
  const bool exactly_down =
      below && std::accumulate(below->begin(), below->end(), std::uint64_t{0}) <= limits.exact_down;
  return {network.lines(),
          krackhardt_connectedness(network),
          krackhardt_hierarchy(network, reach),
          krackhardt_efficiency_sna(network),
          krackhardt_efficiency_ucinet(network),
          krackhardt_efficiency_undirected(network),
          krackhardt_lub_least(network, common_tops),
          krackhardt_lub_sna(network, common_tops),
          flow_hierarchy(network),
          global_reaching_centrality(network, reach),
          trophic_incoherence_q(network, levels),
          trophic_incoherence_f0(network, levels),
          most_between_of(network, exactly_down),
          most_dependants_of(network),
          distance_of(network, ways::down, exactly_down),
          distance_of(network, ways::both, network.size() <= limits.exact_both)};
}

inline reasoned<widest_span> widest_span_of(const organisation& org) {
  const by_position<std::uint32_t> spans = span_of_control(org);
  const auto widest = std::ranges::max_element(spans);
  if (widest == spans.end() || *widest == 0) return absence::no_lines;
  return widest_span{position_id(widest - spans.begin()), *widest, graicunas(*widest)};
}

}  // namespace detail

line_network command_network(const organisation& org) {
  return network_of(boost::filtered_graph(org, detail::is_command_line{&org}));
}

hierarchy_measures measure_hierarchy(const organisation& org, const hierarchy_limits& limits) {
  const line_network all = network_of(org);
  const line_network command = command_network(org);
  hierarchy_measures found;
  found.command = detail::measure_network(command, limits);
  found.all = all.lines() == command.lines() ? found.command : detail::measure_network(all, limits);
  const pair_distance_summary distance = pair_distance(org);
  if (distance.mean) found.total_path_length = *distance.mean * static_cast<double>(distance.pairs);
  found.best_line_down = best_line_down(org, {.most_steps = limits.steps});
  found.best_line_between_equals = best_line_between_equals(org, {.most_steps = limits.steps});
  found.graicunas_max = detail::widest_span_of(org);
  return found;
}

}  // namespace pangkas

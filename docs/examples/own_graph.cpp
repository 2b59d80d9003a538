// SPDX-License-Identifier: BSL-1.0
// Measures and flattens a Boost.Graph graph that a personnel system already has, with properties of
// its own. The measures take any graph whose edges run superior -> subordinate.
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/metrics/dominators.hpp>
#include <pangkas/metrics/krackhardt.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/reaching_centrality.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/metrics/trophic_levels.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

struct post {
  std::string name;
};
using personnel = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, post>;

static_assert(pangkas::reporting_graph<personnel>);

/// The posts and lines of the personnel system as an organisation, which can be simplified.
pangkas::organisation organisation_of(const personnel& graph) {
  pangkas::organisation_builder builder;
  for (auto [v, end] = vertices(graph); v != end; ++v) {
    pangkas::position p;
    p.code = graph[*v].name;
    for (auto [line, last] = in_edges(*v, graph); line != last; ++line)
      p.reports_to = graph[source(*line, graph)].name;
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

}  // namespace

int main() {
  personnel graph;
  for (const char* name : {"clerk A", "clerk B", "head of section", "director", "secretary"})
    add_vertex(post{name}, graph);
  add_edge(2, 0, graph);  // the head of section commands both clerks
  add_edge(2, 1, graph);
  add_edge(3, 2, graph);  // the director commands the head of section and the secretary
  add_edge(3, 4, graph);

  // Results come by vertex index. A vertex on or below a cycle would have no layer.
  const std::vector<std::optional<std::uint32_t>> layers = pangkas::layers(graph);
  const std::vector<std::uint32_t> spans = pangkas::span_of_control(graph);
  for (std::size_t v = 0; v < num_vertices(graph); ++v)
    std::cout << graph[v].name << ": layer " << *layers[v] << ", span " << spans[v] << '\n';

  // Flattened: the head of section leaves the line. Krackhardt's measures do not see it.
  pangkas::policy rules = pangkas::preset_policy("delayer");
  pangkas::set_layers(rules, {2});
  const pangkas::organisation after = pangkas::simplify(organisation_of(graph), rules).after;
  std::cout << "mean hand-offs " << *pangkas::decision_paths(graph).mean_hand_offs << " -> "
            << *pangkas::decision_paths(after).mean_hand_offs << "\nglobal reaching centrality "
            << *pangkas::global_reaching_centrality(graph) << " -> "
            << *pangkas::global_reaching_centrality(after) << "\nKrackhardt's efficiency (sna) "
            << *pangkas::krackhardt_efficiency_sna(graph) << " -> "
            << *pangkas::krackhardt_efficiency_sna(after) << '\n';

  // The measures of all lines bear a second superior; a command forest has one.
  add_edge(4, 0, graph);
  const std::vector<double> levels = *pangkas::trophic_levels_levine(graph);
  const pangkas::dominator_tree ways = pangkas::dominators(graph);
  std::cout << "clerk A now stands on level " << levels[0] << ", and only the "
            << graph[*ways.immediate[pangkas::position_id(0)]].name
            << " is above it on every way\n";
  try {
    static_cast<void>(pangkas::layers(graph));
  } catch (const pangkas::structure_error& e) {
    std::cout << e.what() << '\n';
  }
}

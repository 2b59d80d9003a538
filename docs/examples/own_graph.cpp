// SPDX-License-Identifier: BSL-1.0
// Measures a Boost.Graph graph that a personnel system already has. No organisation is made of it:
// the measures of command lines take any graph whose edges run superior -> subordinate.
#include <pangkas/core/concepts.hpp>
#include <pangkas/error.hpp>
#include <pangkas/metrics/decision_path.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

struct post {
  std::string name;
};
using personnel = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, post>;

static_assert(pangkas::reporting_graph<personnel>);

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

  const pangkas::decision_summary decisions = pangkas::decision_paths(graph);
  std::cout << "matters " << decisions.volume << ", mean hand-offs " << *decisions.mean_hand_offs
            << "; mean pair distance " << *pangkas::pair_distance(graph).mean << '\n';

  // A second superior is refused: a command forest has one.
  add_edge(4, 0, graph);
  try {
    static_cast<void>(pangkas::layers(graph));
  } catch (const pangkas::structure_error& e) {
    std::cout << e.what() << '\n';
  }
}

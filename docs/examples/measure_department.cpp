// SPDX-License-Identifier: BSL-1.0
// Reads the senior posts of a real department and measures layers, spans and distances.
#include <pangkas/core/finding.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <iostream>
#include <string>
#include <vector>

int main() try {
  const std::vector<std::string> files{"examples/uk-department-of-health-2013/senior.csv"};
  const pangkas::read_result read = pangkas::read_organisation(files);
  const pangkas::organisation& department = read.organisation;
  std::cout << department.size() << " posts, " << read.findings.size() << " findings, of them "
            << count(read.findings, pangkas::severity::error) << " errors\n";

  const pangkas::layer_summary layers = summarise_layers(department);
  std::cout << layers.layers << " layers of";
  for (std::size_t posts : layers.per_layer) std::cout << ' ' << posts;
  std::cout << " posts\n";

  const pangkas::span_summary spans = summarise_spans(department);
  std::cout << spans.managers << " managers; span: mean " << *spans.mean << ", median "
            << *spans.median << ", max " << spans.max << "; one-to-one " << spans.one_to_one
            << '\n';

  const pangkas::pair_distance_summary distance = pair_distance(department);
  std::cout << "pair distance: mean " << *distance.mean << ", diameter " << *distance.diameter
            << '\n';

  // The position with the highest number stands in the lowest layer.
  const pangkas::position_id lowest(department.command().placed() - 1);
  std::cout << "a chain of command: " << department.code(lowest);
  for (pangkas::position_id superior : chain_of_command(department, lowest))
    std::cout << " < " << department.code(superior);
  std::cout << '\n';
} catch (const pangkas::error& e) {
  std::cerr << e.what() << '\n';
  return 1;
}

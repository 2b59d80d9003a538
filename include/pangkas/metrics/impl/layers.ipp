// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/layers.hpp>

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

by_position<std::uint32_t> layers(const command_forest& forest) {
  by_position<std::uint32_t> result(forest.placed());
  auto at = result.begin();
  for (std::size_t number = 1; number <= forest.layers(); ++number)
    at = std::fill_n(at, forest.layer(number).size(), static_cast<std::uint32_t>(number));
  return result;
}

std::vector<std::optional<std::uint32_t>> detail::layers_in(const command_forest& forest,
                                                            bool by_row) {
  std::vector<std::optional<std::uint32_t>> result(forest.size());
  for (std::size_t number = 1; number <= forest.layers(); ++number)
    for (const position_id p : forest.layer(number))
      result[by_row ? forest.row(p) : p] = static_cast<std::uint32_t>(number);
  return result;
}

layer_summary summarise_layers(const command_forest& forest) {
  layer_summary summary;
  summary.layers = forest.layers();
  summary.per_layer.reserve(forest.layers());
  std::uint64_t depths = 0;
  for (std::size_t number = 1; number <= forest.layers(); ++number) {
    summary.per_layer.push_back(forest.layer(number).size());
    depths += std::uint64_t{number - 1} * summary.per_layer.back();
  }
  if (forest.placed() > 0) summary.mean_depth = static_cast<double>(depths) / forest.placed();
  return summary;
}

}  // namespace pangkas

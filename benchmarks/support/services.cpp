// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/services.hpp"

#include <pangkas/io/presets.hpp>
#include <pangkas/simulate/synthetic_service.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <utility>

namespace pangkas::benchmarks {

service::service(std::size_t positions, row_order order) {
  service_options options;
  options.positions = positions;
  options.random_order = order == row_order::random;
  organisation_ = synthetic_service(preset_scheme("indonesia"), options);
  for (row_index row = 0; row < superiors().size(); ++row)
    if (superiors()[row] == no_row) roots_.push_back(row);
}

const adjacency_graph& service::adjacency_list() const {
  // Not make_unique: an adjacency_list cannot be moved, so it is made in its place.
  if (!adjacency_) adjacency_.reset(new adjacency_graph(adjacency_of(superiors())));
  return *adjacency_;
}

const compressed_graph& service::compressed_sparse_row() const {
  if (!compressed_) compressed_ = std::make_unique<compressed_graph>(compressed_of(superiors()));
  return *compressed_;
}

const service& service_of(std::size_t positions, row_order order) {
  static std::map<std::pair<std::size_t, row_order>, std::unique_ptr<const service>> services;
  auto& kept = services[{positions, order}];
  if (!kept) kept = std::make_unique<const service>(positions, order);
  return *kept;
}

}  // namespace pangkas::benchmarks

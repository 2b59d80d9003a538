// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/flattening_problem.hpp>

#include "support/catch.hpp"
#include "support/ids.hpp"

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a problem of which nothing is said is that of every manager, each worth 1",
          "[optimise][flattening_problem]") {
  // 0 leads 1 and 2, 1 leads 3, 2 leads 4: nobody is protected, and nothing is too much.
  const command_forest forest(std::vector<row_index>{no_row, 0, 0, 1, 2});
  const flattening_solution unsaid = optimal_flattening(forest, {});
  CHECK(unsaid.converted == ids({1, 2}));
  CHECK(unsaid.gain == 2);
  flattening_problem said;
  said.protection = {1, 0, 0, 1, 1};
  said.protections = {{"stays", "no manager, or the top", {}, {}}};
  said.gain.assign(5, 1);
  said.load_kept.assign(5, 1);
  said.load_converted.assign(5, 1);
  said.capacity.assign(5, unlimited_capacity);
  said.decider.assign(5, no_position);
  const flattening_solution same = optimal_flattening(forest, said);
  CHECK(same.converted == unsaid.converted);
  CHECK(same.trees == unsaid.trees);
}

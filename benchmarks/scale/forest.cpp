// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"
#include "benchmarks/scale/lemon_search.hpp"
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/naive_climbing.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/services.hpp"

#include <malloc.h>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/roll_up.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

using by_row = std::vector<std::uint32_t>;

std::uint64_t sum_of_gather(const std::vector<row_index>& climbing) {
  std::uint64_t sum = 0;
  for (const row_index above : climbing) sum += climbing[above];
  return sum;
}

by_row widened(const std::vector<std::uint8_t>& layers) { return {layers.begin(), layers.end()}; }

json layers_of_rows(const service& s, const std::optional<lemon_search>& lemon,
                    std::size_t rounds) {
  // A root is above itself here, so that the gather has no branch.
  std::vector<row_index> climbing = s.superiors();
  for (const row_index root : s.roots()) climbing[root] = root;
  contest<by_row> subject;
  subject.add_yardstick("gather", [&] { return sum_of_gather(climbing); })
      .add(
          "ours", [&] { return command_forest(s.superiors()); },
          [](const command_forest& forest) {
            by_row result(forest.size());
            const std::vector<std::uint32_t> by_position = layers(forest);
            for (position_id p{0}; p < forest.size(); ++p) result[forest.row(p)] = by_position[p];
            return result;
          })
      .add(
          "relaxation_rounds", [&] { return plain_layers<std::uint8_t>(s.superiors()); }, widened)
      .add("boost_csr_search",
           [&] { return searched_layers(s.compressed_sparse_row(), s.roots()); });
  if (lemon) subject.add("lemon_search", [&] { return lemon->layers(); });
  return subject.run(rounds);
}

json layers_of_positions(const service& s, std::size_t rounds) {
  const command_forest& forest = s.organisation().command();
  contest<by_row> subject;
  subject
      .add_yardstick("stream",
                     [&] {
                       const auto superiors = forest.superiors();
                       by_row result(superiors.size());
                       for (std::size_t p = 0; p < result.size(); ++p) result[p] = superiors[p] + 1;
                       return result;
                     })
      .add("ours", [&] { return layers(forest); });
  return subject.run(rounds);
}

/// Positions and yearly cost at and below a manager.
using sums_below = std::vector<std::pair<std::size_t, double>>;

/// Cost and headcount alone, in floating point.
sums_below searched_sums(const service& s) {
  const std::vector<row_index> order = searched_order(s.compressed_sparse_row(), s.roots());
  const number_column& costs = *s.organisation().table().costs;
  sums_below sums(s.superiors().size());
  for (auto row = order.rbegin(); row != order.rend(); ++row) {
    auto& [positions, cost] = sums[*row];
    ++positions;
    cost += costs.value_or(*row, 0);
    if (const row_index above = s.superiors()[*row]; above != no_row) {
      sums[above].first += positions;
      sums[above].second += cost;
    }
  }
  return sums;
}

json sums_of_managers(const service& s, std::size_t rounds) {
  const organisation& org = s.organisation();
  const command_forest& forest = org.command();
  // Numbered: the costs by position, as the graph of the peer was built before its turn.
  std::vector<double> costs;
  for (const row_index row : forest.rows()) costs.push_back(org.table().costs->values()[row]);
  contest<sums_below> subject;
  subject
      .add(
          "boost_csr_search_and_reverse_sweep", [&] { return searched_sums(s); },
          [&](const sums_below& sums) {
            sums_below result;
            for (position_id p{0}; p < org.size(); ++p)
              if (forest.span(p) > 0) result.push_back(sums[org.row(p)]);
            return result;
          })
      .add(
          "ours", [&] { return roll_up_by_manager(forest, costs); },
          [](const std::vector<manager_sum>& found) {
            sums_below result;
            for (const manager_sum& m : found) result.emplace_back(m.positions, m.sum);
            return result;
          })
      .add(
          "ours_three_columns_by_row", [&] { return roll_up_by_manager(org); },
          [](const std::vector<manager_totals>& found) {
            sums_below result;
            for (const manager_totals& m : found)
              result.emplace_back(m.totals.positions, m.totals.cost.value_or(0));
            return result;
          });
  return subject.run(rounds);
}

/// One position in thirty raises each of six matters: 10⁶ decisions of 5·10⁶ positions.
json decisions_of_all(const service& s, std::size_t rounds) {
  const organisation decided = with_matters(s.organisation(), 30);
  const organisation by_scheme = with_scheme(decided);
  const auto totals = [&](const decision_report& report) { return totals_of(decided, report); };
  contest<totals_of_paths> subject;
  subject.add("naive_climbing", [&] { return naive_climbing(decided); })
      .add(
          "ours", [&] { return decisions(decided); }, totals)
      .add(
          "ours_by_scheme", [&] { return decisions(by_scheme); }, totals);
  return subject.run(rounds);
}

/// What the allocator has given out for the numbering, and the superior of each row.
double structure_bytes(const service& s) {
  const auto given_out = [] {
    const struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
  };
  const std::size_t before = given_out();
  const command_forest forest(s.superiors());
  const std::size_t numbering = given_out() - before;
  return static_cast<double>(numbering) / static_cast<double>(forest.size()) + sizeof(position_id);
}

}  // namespace

json forest_subjects(std::size_t positions, bool random_order, std::size_t rounds) {
  // Freed memory is kept, so that clearing fresh pages is in no figure.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
  const service s(positions, random_order ? row_order::random : row_order::natural);
  json result;
  result["structure_bytes_a_position"] = structure_bytes(s);
  {
    std::optional<lemon_search> lemon;
    if (lemon_search::is_there()) lemon.emplace(s.superiors());
    result["layers_from_rows"] = layers_of_rows(s, lemon, rounds);
  }
  result["layers_numbered"] = layers_of_positions(s, rounds);
  result["roll_up_numbered"] = sums_of_managers(s, rounds);
  result["decisions"] = decisions_of_all(s, rounds);
  return result;
}

}  // namespace pangkas::benchmarks

// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/metrics/roll_up.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace pangkas::benchmarks {
namespace {

const auto whole =
    subject<totals>("roll_up")
        .contender("plain_loop",
                   [](const service& s) { return plain_roll_up(s.organisation().table()); })
        .contender("ours", [](const service& s) { return roll_up(s.organisation()); });

/// The managers' sums, as ours are given: by position number.
std::vector<manager_totals> by_position(const service& s, const std::vector<plain_sums>& by_row) {
  std::vector<manager_totals> result;
  const command_forest& forest = s.organisation().command();
  for (position_id p{0}; p < forest.size(); ++p)
    if (forest.span(p) > 0) result.push_back({p, by_row[forest.row(p)].totals()});
  return result;
}

const auto managers =
    subject<std::vector<manager_totals>>("roll_up_by_manager")
        .contender(
            "plain_loop",
            [](const service& s) {
              return plain_roll_up(s.organisation().table(), s.superiors(),
                                   plain_order(s.superiors()));
            },
            by_position)
        .contender("ours", [](const service& s) { return roll_up_by_manager(s.organisation()); })
        .contender(
            "adjacency_list_search",
            [](const service& s) {
              return plain_roll_up(s.organisation().table(), s.superiors(),
                                   searched_order(s.adjacency_list(), s.roots()));
            },
            by_position)
        .contender(
            "compressed_sparse_row_search",
            [](const service& s) {
              return plain_roll_up(s.organisation().table(), s.superiors(),
                                   searched_order(s.compressed_sparse_row(), s.roots()));
            },
            by_position);

const auto units =
    subject<std::vector<unit_totals>>("roll_up_by_unit")
        .contender(
            "plain_loop",
            [](const service& s) {
              const position_table& table = s.organisation().table();
              std::vector<plain_sums> sums(table.units->values().size());
              for (row_index row = 0; row < table.size(); ++row)
                sums[table.units->entry(row)].add(table, row);
              return sums;
            },
            [](const service& s, const std::vector<plain_sums>& sums) {
              const text_column& names = s.organisation().table().units->values();
              std::vector<unit_totals> result;
              for (std::size_t i = 0; i < sums.size(); ++i)
                result.push_back({std::string(names[i]), sums[i].totals()});
              std::ranges::sort(result, {}, &unit_totals::unit);
              return result;
            })
        .contender("ours", [](const service& s) { return roll_up_by_unit(s.organisation()); });

}  // namespace
}  // namespace pangkas::benchmarks

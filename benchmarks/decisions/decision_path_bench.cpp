// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/default_matter.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas::benchmarks {
namespace {

const auto default_matter =
    subject<decision_summary>("decision_paths")
        .contender("plain_loop",
                   [](const service& s) { return plain_decision_paths(s.superiors()); })
        .contender("ours", [](const service& s) { return decision_paths(s.organisation()); })
        .contender("adjacency_list_search",
                   [](const service& s) {
                     return plain_decision_paths(s.superiors(),
                                                 searched_layers(s.adjacency_list(), s.roots()));
                   })
        .contender("compressed_sparse_row_search", [](const service& s) {
          return plain_decision_paths(s.superiors(),
                                      searched_layers(s.compressed_sparse_row(), s.roots()));
        });

/// Every command step of a climb adds the coordinators that are reached from it; who leads to
/// whom is climbed anew for each originator, and nobody is counted twice for one step.
decision_summary plain_paths_with_roles(const service& s) {
  const organisation& org = simplified_with_coordinators(s).after;
  const parent_array& superiors = org.parts().superiors;
  std::vector<std::uint32_t> first(superiors.size() + 1, 0);
  for (const row_line& l : org.parts().lines) ++first[l.subordinate + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<std::uint32_t> next(first);
  std::vector<row_index> coordinators(org.parts().lines.size());
  for (const row_line& l : org.parts().lines) coordinators[next[l.subordinate]++] = l.superior;

  const std::vector<std::uint32_t> spans = plain_spans(superiors);
  std::vector<std::size_t> matters;
  std::size_t role_steps = 0;
  std::vector<row_index> reached;
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (spans[row] > 0) continue;
    std::size_t hand_offs = 0;
    for (row_index step = row; superiors[step] != no_row; step = superiors[step]) {
      ++hand_offs;
      reached.assign(1, step);
      for (std::size_t i = 0; i < reached.size(); ++i)
        for (std::uint32_t j = first[reached[i]]; j < first[reached[i] + 1]; ++j) {
          const row_index coordinator = coordinators[j];
          bool counted = std::find(reached.begin(), reached.end(), coordinator) != reached.end();
          for (row_index at = step; superiors[at] != no_row; at = superiors[at])
            counted = counted || superiors[at] == coordinator;
          if (!counted) reached.push_back(coordinator);
        }
      role_steps += reached.size() - 1;
    }
    if (matters.size() <= hand_offs) matters.resize(hand_offs + 1, 0);
    ++matters[hand_offs];
  }
  return plain_decision_summary(matters, role_steps);
}

const auto with_roles = subject<decision_summary>("decision_paths_with_roles")
                            .contender("plain_loop", plain_paths_with_roles)
                            .contender("ours", [](const service& s) {
                              return decision_paths(simplified_with_coordinators(s).after);
                            });

/// One path after the other, each in a vector of its own, for up to 100,000 originators.
constexpr std::size_t most_originators = 100'000;

template <class Path>
std::size_t steps_of_all(const service& s, Path path) {
  const std::size_t rows = s.superiors().size();
  const std::size_t stride = std::max<std::size_t>(rows / most_originators, 1);
  std::size_t steps = 0;
  for (std::size_t row = 0; row < rows; row += stride)
    steps += path(static_cast<row_index>(row)).size();
  return steps;
}

const auto one_by_one = subject<std::size_t>("decision_path")
                            .contender("plain_loop",
                                       [](const service& s) {
                                         return steps_of_all(s, [&](row_index row) {
                                           std::vector<row_index> path;
                                           for (; row != no_row; row = s.superiors()[row])
                                             path.push_back(row);
                                           return path;
                                         });
                                       })
                            .contender("ours", [](const service& s) {
                              const organisation& org = s.organisation();
                              return steps_of_all(s, [&](row_index row) {
                                return *decision_path(org, org.position_at(row));
                              });
                            });

}  // namespace
}  // namespace pangkas::benchmarks

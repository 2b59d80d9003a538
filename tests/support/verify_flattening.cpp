// SPDX-License-Identifier: BSL-1.0
#include "support/verify_flattening.hpp"

#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace pangkas::tests {

flattening_verification verify(const command_forest& forest, const flattening_problem& problem,
                               const flattening_solution& solution) {
  flattening_verification found;
  const auto fault = [&](position_id p, const std::string& what) {
    found.faults.push_back("position " + std::to_string(p) + " " + what);
  };
  const auto value = [](const auto& list, position_id p, std::int64_t otherwise) {
    return list.empty() ? otherwise : static_cast<std::int64_t>(list[p]);
  };
  const auto size = static_cast<position_id>(forest.size());

  std::vector<bool> converted(size, false);
  for (const position_id p : solution.converted) {
    if (p >= size) {
      fault(p, "is converted, but there is none of that number");
      continue;
    }
    if (converted[p]) fault(p, "is converted twice");
    converted[p] = true;
    const bool may =
        problem.protection.empty() ? !forest.subordinates(p).empty() : problem.protection[p] == 0;
    if (!may) fault(p, "is protected, but converted");
    if (!forest.superior(p)) fault(p, "is the top of its tree, but converted");
  }
  if (!found.holds()) return found;

  struct tally {
    std::int64_t gain = 0;
    std::int64_t bound = 0;
    std::uint32_t converted = 0;
    bool solved = true;
  };
  std::vector<position_id> top(size);
  std::vector<tally> of_top(size);
  for (const flattened_tree& tree : solution.trees)
    if (tree.top < size) of_top[tree.top].solved = !tree.cause;
  std::vector<position_id> reports_to(size, no_position);
  std::vector<std::int64_t> load(size, 0);
  std::vector<std::size_t> layer(size, 0);
  for (position_id p{0}; p < size; ++p) {
    const auto above = forest.superior(p);
    top[p] = above ? top[*above] : p;
    if (above) {
      reports_to[p] = converted[*above] ? reports_to[*above] : *above;
      load[reports_to[p]] +=
          converted[p] ? value(problem.load_converted, p, 1) : value(problem.load_kept, p, 1);
      layer[p] = layer[reports_to[p]];
    }
    tally& tree = of_top[top[p]];
    if (!converted[p] && !forest.subordinates(p).empty()) {
      ++layer[p];
      if (problem.layers && tree.solved && layer[p] > *problem.layers)
        fault(p, "is in layer " + std::to_string(layer[p]) + " of superiors; " +
                     std::to_string(*problem.layers) + " are allowed");
    }
    const std::int64_t gain = value(problem.gain, p, 1);
    if (converted[p]) {
      tree.gain += gain;
      ++tree.converted;
      found.gain += gain;
    }
    const bool may = above && (problem.protection.empty() ? !forest.subordinates(p).empty()
                                                          : problem.protection[p] == 0);
    if (may && gain > 0) tree.bound += gain;
  }
  for (position_id p{0}; p < size; ++p) {
    if (converted[p] || !of_top[top[p]].solved || problem.capacity.empty()) continue;
    if (problem.capacity[p] != unlimited_capacity && load[p] > problem.capacity[p])
      fault(p, "bears " + std::to_string(load[p]) + "; its capacity is " +
                   std::to_string(problem.capacity[p]));
  }
  for (position_id p{0}; p < problem.floor.size(); ++p) {
    if (converted[p] || forest.subordinates(p).empty() || !of_top[top[p]].solved) continue;
    if (load[p] < problem.floor[p])
      fault(p, "bears " + std::to_string(load[p]) + "; its floor is " +
                   std::to_string(problem.floor[p]));
  }
  for (position_id p{0}; p < problem.decider.size(); ++p) {
    const position_id decider = problem.decider[p];
    if (decider == no_position || !of_top[top[p]].solved) continue;
    position_id check = *forest.superior(p);
    while (check != decider && converted[check]) check = *forest.superior(check);
    if (check == decider)
      fault(p, "has no kept post between itself and position " + std::to_string(decider) +
                   ", which decides what it raises");
  }

  std::int64_t bound = 0;
  position_id previous = no_position;
  for (const flattened_tree& tree : solution.trees) {
    if (tree.top >= size || forest.superior(tree.top) ||
        (previous != no_position && tree.top <= previous)) {
      fault(tree.top, "is not the next top of a tree");
      continue;
    }
    previous = tree.top;
    const tally& is = of_top[tree.top];
    bound += is.bound;
    if (tree.cause && is.converted > 0)
      fault(tree.top, "is the top of a tree without a solution in which posts are converted");
    if (tree.gain != is.gain || tree.bound != is.bound || tree.converted != is.converted)
      fault(tree.top, "is the top of a tree with other figures than the solution says");
  }
  const auto tops = static_cast<std::size_t>(
      std::count(forest.superiors().begin(), forest.superiors().end(), no_position));
  if (tops != solution.trees.size())
    found.faults.push_back("the solution has " + std::to_string(solution.trees.size()) +
                           " trees for " + std::to_string(tops) + " tops");
  if (solution.gain != found.gain || solution.bound != bound)
    found.faults.emplace_back("gain or bound of all trees is not the sum over the trees");

  for (const kept_post& post : solution.kept) {
    const position_id p = post.position;
    if (p >= size || converted[p]) {
      fault(p, "is said to be kept, but is not");
      continue;
    }
    const position_id above = reports_to[p];
    bool is_true = true;
    if (post.reason() == kept_because::top) {
      is_true = above == no_position;
    } else if (const auto* by = std::get_if<kept_by_rule>(&post.cause)) {
      is_true = !problem.protection.empty() && problem.protection[p] == by->protection + 1;
    } else if (post.reason() == kept_because::no_gain) {
      is_true = value(problem.gain, p, 1) <= 0;
    } else if (const auto* of = std::get_if<kept_for_capacity>(&post.cause)) {
      is_true = above == of->superior && of->excess > 0 &&
                load[above] + load[p] + value(problem.load_converted, p, 1) -
                        value(problem.load_kept, p, 1) - problem.capacity[above] ==
                    of->excess;
    } else if (const auto* under = std::get_if<kept_for_floor>(&post.cause)) {
      is_true =
          above == under->superior && under->missing > 0 &&
          problem.floor[above] - (load[above] + load[p] + value(problem.load_converted, p, 1) -
                                  value(problem.load_kept, p, 1)) ==
              under->missing;
    } else if (const auto* on = std::get_if<kept_for_checks>(&post.cause)) {
      // Without it, the first kept post above the originator is the decider or above it.
      const position_id originator = on->originator;
      is_true = originator < size && problem.decider[originator] != no_position;
      if (is_true) {
        bool passed = false;
        const position_id decider = problem.decider[originator];
        for (position_id q = *forest.superior(originator); q != decider; q = *forest.superior(q)) {
          passed = passed || q == p;
          is_true = is_true && (q == p || converted[q]);
        }
        is_true = is_true && passed;
      }
    } else {
      is_true = !of_top[top[p]].solved;
    }
    if (!is_true) fault(p, "is kept for another reason than the solution says");
  }
  return found;
}

}  // namespace pangkas::tests

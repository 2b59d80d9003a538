// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/greedy_flattening.hpp>
#include <pangkas/optimise/impl/flattening_view.hpp>

#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

greedy_flattening_result greedy_flattening(const command_forest& forest,
                                           const flattening_problem& problem) {
  const detail::flattening_view view(forest, problem);
  const auto superiors = forest.superiors();
  const auto size = static_cast<position_id>(forest.size());

  std::vector<std::int64_t> load(size, 0);
  std::vector<position_id> candidates;
  for (position_id p{0}; p < size; ++p) {
    if (superiors[p] != no_position) load[superiors[p]] += view.load_kept(p);
    if (view.removable(p) && view.gain(p) > 0) candidates.push_back(p);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](position_id a, position_id b) { return view.gain(a) > view.gain(b); });

  // Depth of the deepest decider above a kept position, of those of what the positions that report
  // to it raise; −1: none. It is their only check where no kept post lies between.
  std::vector<std::int32_t> depth;
  std::vector<std::int32_t> decider;
  const auto hand_up = [&](std::int32_t of, position_id kept) {
    if (of < depth[kept]) decider[kept] = std::max(decider[kept], of);
  };
  if (view.any_decider()) {
    depth.assign(size, 0);
    decider.assign(size, -1);
    for (position_id p{0}; p < size; ++p) {
      if (superiors[p] == no_position) continue;
      depth[p] = depth[superiors[p]] + 1;
      hand_up(view.decider_depth(p), superiors[p]);
    }
  }

  // The nearest kept superior, with the way to it shortened each time.
  std::vector<position_id> above(superiors.begin(), superiors.end());
  std::vector<bool> converted(size, false);
  const auto nearest_kept = [&](position_id p) {
    position_id kept = above[p];
    while (converted[kept]) kept = above[kept];
    while (above[p] != kept) {
      const position_id next = above[p];
      above[p] = kept;
      p = next;
    }
    return kept;
  };

  greedy_flattening_result result;
  const auto convert = [&](position_id p) {
    const position_id superior = nearest_kept(p);
    const std::int64_t passed_on = load[p] + view.load_converted(p) - view.load_kept(p);
    if (load[superior] + passed_on > view.capacity(superior)) return;
    if (view.any_decider()) {
      if (decider[p] >= depth[superior]) return;
      hand_up(decider[p], superior);
    }
    load[superior] += passed_on;
    converted[p] = true;
    result.gain += view.gain(p);
  };
  if (view.any_floor())
    for (position_id p = size; p-- > 0;)
      if (view.removable(p) && load[p] < view.floor(p)) convert(p);
  for (const position_id p : candidates)
    if (!converted[p]) convert(p);
  for (position_id p{0}; p < size; ++p)
    if (converted[p])
      result.converted.push_back(p);
    else if (load[p] < view.floor(p))
      ++result.under_floor;
  return result;
}

}  // namespace pangkas

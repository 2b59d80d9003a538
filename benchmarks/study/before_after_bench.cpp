// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/study/before_after.hpp>

#include <cstddef>

namespace pangkas::benchmarks {
namespace {

/// What the plain loop can tell too; the rest of before_after needs kinds and ranks.
struct path_changes {
  double shrink = 0;
  std::size_t longer = 0;
  std::size_t shorter = 0;
  std::size_t unchanged = 0;

  friend bool operator==(const path_changes&, const path_changes&) = default;
};

std::size_t hand_offs(const parent_array& superiors, row_index row) {
  std::size_t steps = 0;
  for (; superiors[row] != no_row; row = superiors[row]) ++steps;
  return steps;
}

path_changes plain_comparison(const service& s) {
  const parent_array& before = s.superiors();
  const parent_array& after = delayered(s).after.parts().superiors;
  const std::vector<std::uint32_t> spans = plain_spans(before);
  path_changes found;
  std::size_t sum_before = 0;
  std::size_t sum_after = 0;
  for (row_index row = 0; row < before.size(); ++row) {
    if (spans[row] > 0) continue;
    const std::size_t was = hand_offs(before, row);
    const std::size_t is = hand_offs(after, row);
    sum_before += was;
    sum_after += is;
    ++(is > was ? found.longer : is < was ? found.shorter : found.unchanged);
  }
  found.shrink = 1.0 - static_cast<double>(sum_after) / static_cast<double>(sum_before);
  return found;
}

const auto comparison =
    subject<path_changes>("compare")
        .contender("plain_loop", plain_comparison)
        .contender(
            "ours", [](const service& s) { return compare(s.organisation(), delayered(s).after); },
            [](const service&, const before_after& found) {
              return path_changes{found.formal.value(), found.longer, found.shorter,
                                  found.unchanged};
            });

}  // namespace
}  // namespace pangkas::benchmarks

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/graph/components.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// The part of a network in which counting is no matter of trees: a position with two superiors
/// and whatever is above one, cycles taken as one. Everything else hangs on it as a tree.
struct tangle {
  components parts{};                   // strong components, a superior before its subordinates
  line_network lines{};                 // between them
  std::vector<std::uint32_t> above{};   // number of lines that arrive at each
  std::vector<std::uint32_t> weight{};  // positions in it and in the trees that hang on it
  std::vector<position_id> core{};      // the components concerned, ascending
};

tangle tangle_of(const line_network& network);

}  // namespace pangkas::detail

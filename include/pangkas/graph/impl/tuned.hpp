// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Constants on which only the speed rests.
#pragma once

namespace pangkas::inline v0_1::detail {

/// @brief A constant of speed alone. Built with PANGKAS_EXTREME_CONSTANTS it is as small as can be,
/// so that what ends at a block, a window or a hash ends everywhere: the tests must see no difference.
template <class T>
constexpr T tuned([[maybe_unused]] T usual, [[maybe_unused]] T extreme) {
#if defined(PANGKAS_EXTREME_CONSTANTS)
  return extreme;
#else
  return usual;
#endif
}

}  // namespace pangkas::detail

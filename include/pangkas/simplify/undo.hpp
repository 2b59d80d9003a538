// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Undo: the ledger applied backwards.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/simplify/ledger.hpp>

namespace pangkas::inline v0_1 {

/// @brief Applies a ledger backwards: gives the organisation before the simplification.
///
/// Everything is as it was: kinds, ranks, classes, superiors (also those of orphans and in cycles),
/// lines, authorities, how matters are handled, and the order of all of them.
///
/// @param after    The organisation that the simplification gave, or the same read from a file.
/// @param changes  Its ledger.
/// @throws structure_error if the ledger is not that of @p after; it names the position.
/// @complexity O(P + E + L log L) for P positions, E entries and L lines.
[[nodiscard]] organisation undo(const organisation& after, const ledger& changes);

}  // namespace pangkas

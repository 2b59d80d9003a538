// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Before and after: how much shorter the decision paths of an organisation have become.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/path_change.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What compare() finds. The originators are those of the organisation before, each followed
/// by its code: of its matters, or, where it has none, of the default matter, the positions that
/// have no command subordinates there. With matters, one who raises several counts once for each.
struct before_after : path_change {
  std::size_t compared = 0;  ///< originators whose matters are decidable before and after

  std::vector<matter_comparison>
      matters{};  ///< each matter by itself; empty for the default matter

  /// Official score: (A − B) / (A − C) · 100 for A administrative positions before, B after, and C
  /// that must stay; absent if C was not given or A ≤ C.
  std::optional<double> pso_percent{};
  std::size_t administrative_before = 0;  ///< structural positions of an administrative rank
  std::size_t administrative_after = 0;
  std::size_t converted = 0;  ///< structural before, functional after

  friend bool operator==(const before_after&, const before_after&) = default;
};

/// @brief Compares the decision paths of the matters of @p before, or, where it has none, of the
/// default matter, before and after a change.
///
/// Paths are compared for the same originators: those that raise matters *before*. One that became
/// a manager after the change still counts, one that is new does not. Only originators whose
/// matters are decidable on both sides enter the shrink; the others are counted.
///
/// @param before     The organisation before the change.
/// @param after      The organisation after it: a scenario of the same, or another with the same
///                   codes.
/// @param must_stay  C of the official score: administrative positions that must stay.
/// @param options    The day whose authorities count, and which flag marks an absent holder.
/// @return           Shrink, counts and the official score side by side.
/// @unit             shares; positions
/// @complexity       O(P) for P positions without role lines, else that of path_network; with
///                   matters that of compare_decisions().
/// @source           PSO: ministry for administrative reform of Indonesia (PermenPANRB 25/2021 and
///                   the index of bureaucracy simplification).
[[nodiscard]] before_after compare(const organisation& before, const organisation& after,
                                   std::optional<std::size_t> must_stay = {},
                                   const decision_options& options = {});

}  // namespace pangkas

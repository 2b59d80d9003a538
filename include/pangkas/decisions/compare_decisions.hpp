// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decisions before and after: formal shrink, real shrink and the shadow hierarchy.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/length_histogram.hpp>
#include <pangkas/decisions/path_change.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What became of the paths of one matter, or of all. The originators and volumes are those
/// of before; shrink and shares are over the volume that is decidable on both sides.
struct matter_comparison : path_change {
  std::string matter{};               ///< code; empty for all matters together
  double volume = 0;                  ///< matters a year, before
  double compared = 0;                ///< of them decidable on both sides
  std::size_t newly_undecidable = 0;  ///< originators: decidable before, not after

  /// @name Lengths of the compared paths, by volume
  /// @{
  length_histogram before{};  ///< command steps alone
  length_histogram after{};
  length_histogram with_roles_before{};
  length_histogram with_roles_after{};
  length_histogram with_coordination_before{};
  length_histogram with_coordination_after{};
  /// @}

  friend bool operator==(const matter_comparison&, const matter_comparison&) = default;
};

/// @brief A matter that somebody could have decided before and nobody can after.
struct newly_undecidable {
  std::size_t matter = 0;            ///< place in the matters before
  position_id before = no_position;  ///< the originator before
  position_id after = no_position;   ///< the same afterwards
};

/// @brief What compare_decisions() finds.
struct decisions_before_after {
  matter_comparison all{};
  std::vector<matter_comparison> matters{};  ///< in the order of the matters before

  friend bool operator==(const decisions_before_after&, const decisions_before_after&) = default;
};

/// @brief Compares all paths of all matters of @p before with those of the same originators after.
///
/// @param before    The organisation before, with its matters.
/// @param after     The organisation after it: a scenario of the same, or another with the same
///                  codes. A matter is followed by its code.
/// @param options   The day that is asked about, and which flag marks an absent holder.
/// @param became_undecidable  Called for each newly_undecidable; empty: for none.
/// @complexity      As decisions() on both sides.
[[nodiscard]] decisions_before_after compare_decisions(
    const organisation& before, const organisation& after, const decision_options& options = {},
    const std::function<void(const newly_undecidable&)>& became_undecidable = {});

}  // namespace pangkas

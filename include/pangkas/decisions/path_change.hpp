// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a change did to the paths of one matter, or of all.
#pragma once

#include <cstddef>
#include <optional>

namespace pangkas::inline v0_1 {

/// @brief Where decisions went, in matters a year that are decidable on both sides. Whoever acts in a post
/// stands where that post does.
struct decider_moves {
  double up = 0;       ///< decided higher than before
  double stayed = 0;   ///< as high as before
  double down = 0;     ///< decided lower than before
  double unknown = 0;  ///< of one of the two it is not known how high it stands

  /// @brief All of which it is known.
  [[nodiscard]] double known() const { return up + stayed + down; }

  friend bool operator==(const decider_moves&, const decider_moves&) = default;
};

/// @brief What became of decision paths. The originators are those of before, each followed by its
/// code; only those whose matters are decidable on both sides are compared.
struct path_change {
  /// @name Shrink
  /// 1 − hand-offs after / hand-offs before, over what is compared, by volume; absent if there were
  /// no hand-offs before. Negative where the paths became longer.
  /// @{
  std::optional<double> formal{};             ///< command steps alone
  std::optional<double> with_roles{};         ///< with role steps: the real shrink
  std::optional<double> with_coordination{};  ///< with role and coordination steps
  /// @}

  /// @name Who decides. Of the default matter it is always the root: there both are empty
  /// @{
  /// By the layers of the chart before: the posts that decide before and after, where they stood.
  decider_moves by_layer{};
  decider_moves by_rank{};  ///< by the rank of each in the scheme, before and after
  /// @}

  /// Share of the compared volume whose path now has a role step that rebuilds a removed command
  /// line: the shadow hierarchy. Absent if nothing is compared.
  std::optional<double> shadow{};

  /// Before, decidable or not. With several matters, one who raises several counts once for each.
  std::size_t originators = 0;

  /// @name Compared originators by what became of their path with role steps
  /// @{
  std::size_t longer = 0;
  std::size_t shorter = 0;
  std::size_t unchanged = 0;
  /// @}
  /// @name Compared originators by what became of their path by command steps alone
  /// @{
  std::size_t longer_formal = 0;
  std::size_t shorter_formal = 0;
  std::size_t unchanged_formal = 0;
  /// @}

  std::size_t undecidable_before = 0;  ///< originators for whom nobody decides
  std::size_t undecidable_after = 0;   ///< originators for whom nobody decides, still there
  std::size_t lost = 0;  ///< originators or matters that are not in the organisation after

  friend bool operator==(const path_change&, const path_change&) = default;
};

}  // namespace pangkas

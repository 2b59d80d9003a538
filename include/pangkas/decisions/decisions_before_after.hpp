// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decisions before and after: formal shrink, real shrink and the shadow hierarchy.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/matter_paths.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>
#include <pangkas/decisions/length_histogram.hpp>
#include <pangkas/decisions/path_change.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief What became of the paths of one matter, or of all. The originators and volumes are those
/// of before; shrink and shares are over the volume that is decidable on both sides.
struct matter_comparison : path_change {
  std::string matter;                 ///< code; empty for all matters together
  double volume = 0;                  ///< matters a year, before
  double compared = 0;                ///< of them decidable on both sides
  std::size_t newly_undecidable = 0;  ///< originators: decidable before, not after

  /// @name Lengths of the compared paths, by volume
  /// @{
  length_histogram before;  ///< command steps alone
  length_histogram after;
  length_histogram with_roles_before;
  length_histogram with_roles_after;
  length_histogram with_coordination_before;
  length_histogram with_coordination_after;
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
  matter_comparison all;
  std::vector<matter_comparison> matters;  ///< in the order of the matters before

  friend bool operator==(const decisions_before_after&, const decisions_before_after&) = default;
};

namespace detail {

/// @brief Adds what became of one path.
inline void add_change(matter_comparison& change, const path_length& was, const path_length& is) {
  change.before.add(was.command);
  change.after.add(is.command);
  change.with_roles_before.add(was.with_roles);
  change.with_roles_after.add(is.with_roles);
  change.with_coordination_before.add(was.with_coordination);
  change.with_coordination_after.add(is.with_coordination);
  ++(is.with_roles > was.with_roles   ? change.longer
     : is.with_roles < was.with_roles ? change.shorter
                                      : change.unchanged);
  ++(is.command > was.command   ? change.longer_formal
     : is.command < was.command ? change.shorter_formal
                                : change.unchanged_formal);
}

/// @brief Adds one matter to all, each of its units worth @p volume.
inline void add_matter(matter_comparison& all, const matter_comparison& m, double volume) {
  all.before.add(m.before, volume);
  all.after.add(m.after, volume);
  all.with_roles_before.add(m.with_roles_before, volume);
  all.with_roles_after.add(m.with_roles_after, volume);
  all.with_coordination_before.add(m.with_coordination_before, volume);
  all.with_coordination_after.add(m.with_coordination_after, volume);
  all.longer += m.longer;
  all.shorter += m.shorter;
  all.unchanged += m.unchanged;
  all.longer_formal += m.longer_formal;
  all.shorter_formal += m.shorter_formal;
  all.unchanged_formal += m.unchanged_formal;
  all.originators += m.originators;
  all.undecidable_before += m.undecidable_before;
  all.undecidable_after += m.undecidable_after;
  all.newly_undecidable += m.newly_undecidable;
  all.lost += m.lost;
}

inline void weigh(length_histogram& lengths, double volume) {
  length_histogram weighed;
  weighed.add(lengths, volume);
  lengths = std::move(weighed);
}

/// @brief The shares, once all paths are in.
inline void finish(matter_comparison& change, double shadowed) {
  const auto shrink = [](const length_histogram& was,
                         const length_histogram& is) -> std::optional<double> {
    if (!(was.hand_offs() > 0)) return std::nullopt;
    return 1 - is.hand_offs() / was.hand_offs();
  };
  change.compared = change.before.volume();
  change.formal = shrink(change.before, change.after);
  change.with_roles = shrink(change.with_roles_before, change.with_roles_after);
  change.with_coordination =
      shrink(change.with_coordination_before, change.with_coordination_after);
  if (change.compared > 0) change.shadow = shadowed / change.compared;
}

}  // namespace detail

/// @brief Compares all paths of all matters of @p before with those of the same originators after.
///
/// @param before    The organisation before, with its matters.
/// @param after     The organisation after it: a scenario of the same, or another with the same
///                  codes. A matter is followed by its code.
/// @param options   The day that is asked about, and which flag marks an absent holder.
/// @param became_undecidable  Called for each newly_undecidable.
/// @complexity      As decisions() on both sides.
template <class Visit>
[[nodiscard]] decisions_before_after compare_decisions(const organisation& before,
                                                       const organisation& after,
                                                       const decision_options& options,
                                                       Visit became_undecidable) {
  decisions_before_after found;
  if (before.matters().empty()) return found;
  const detail::position_follower follow(before, after);
  detail::all_paths paths_before(before, options);
  detail::all_paths paths_after(after, options, detail::rebuilt_lines(before, follow));
  detail::originators_of originators(before);
  double all_shadowed = 0;
  for (std::size_t place = 0; place < before.matters().size(); ++place) {
    const matter& m = before.matters()[place];
    const auto place_after = after.find_matter(m.code);
    const std::vector<position_id>& raise = originators(m);
    paths_before.turn_to(m);
    if (place_after) paths_after.turn_to(after.matters()[*place_after]);
    matter_comparison change;
    change.matter = m.code;
    change.originators = raise.size();
    std::size_t shadowed = 0;
    for (const position_id o : raise) {
      const auto was = paths_before.length(o);
      if (!was) ++change.undecidable_before;
      const position_id now = follow.after(o);
      if (now == no_position || !place_after) {
        ++change.lost;
        continue;
      }
      const auto is = paths_after.length(now);
      if (!is) ++change.undecidable_after;
      if (was && !is) {
        ++change.newly_undecidable;
        became_undecidable(newly_undecidable{place, o, now});
      }
      if (!was || !is) continue;
      detail::add_change(change, *was, *is);
      if (is->rebuilt > 0) ++shadowed;
    }
    const double each = detail::volume_of_each(m, raise.size());
    detail::add_matter(found.all, change, each);
    for (length_histogram* lengths :
         {&change.before, &change.after, &change.with_roles_before, &change.with_roles_after,
          &change.with_coordination_before, &change.with_coordination_after})
      detail::weigh(*lengths, each);
    change.volume = each * static_cast<double>(raise.size());
    found.all.volume += change.volume;
    all_shadowed += each * static_cast<double>(shadowed);
    detail::finish(change, each * static_cast<double>(shadowed));
    found.matters.push_back(std::move(change));
  }
  detail::finish(found.all, all_shadowed);
  return found;
}

/// @brief compare_decisions() without a list of what became undecidable.
[[nodiscard]] inline decisions_before_after compare_decisions(
    const organisation& before, const organisation& after, const decision_options& options = {}) {
  return compare_decisions(before, after, options, [](const newly_undecidable&) {});
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/compare_decisions.hpp>

#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Adds what became of one path.
inline void add_change(matter_comparison& change, const path_length& was, const path_length& is,
                       double weight) {
  change.before.add(was.command, weight);
  change.after.add(is.command, weight);
  change.with_roles_before.add(was.with_roles, weight);
  change.with_roles_after.add(is.with_roles, weight);
  change.with_coordination_before.add(was.with_coordination, weight);
  change.with_coordination_after.add(is.with_coordination, weight);
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

inline void add_moves(decider_moves& all, const decider_moves& some, double volume) {
  all.up += some.up * volume;
  all.stayed += some.stayed * volume;
  all.down += some.down * volume;
  all.unknown += some.unknown * volume;
}

/// @brief Compares how high two deciders stand; a lower number is higher.
inline void add_move(decider_moves& all, std::optional<std::size_t> was,
                     std::optional<std::size_t> is, double volume) {
  (!was || !is ? all.unknown : *is < *was ? all.up : *is > *was ? all.down : all.stayed) += volume;
}

/// @brief How high the posts of two sides stand.
class decider_heights {
 public:
  decider_heights(const organisation& before, const organisation& after,
                  const position_follower& follow)
      : before_(before),
        after_(after),
        follow_(follow),
        same_scheme_(before.scheme() == after.scheme()) {}

  void add(path_change& change, position_id was, position_id is, double volume) const {
    const position_id was_there = follow_.before(is);
    add_move(change.by_layer, layer(was),
             was_there == no_position ? std::nullopt : layer(was_there), volume);
    add_move(change.by_rank, before_.rank_of(was), same_scheme_ ? after_.rank_of(is) : std::nullopt,
             volume);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> layer(position_id p) const {
    if (p >= before_.command().placed()) return std::nullopt;
    std::size_t low = 1;  // positions are numbered layer by layer
    std::size_t high = before_.command().layers();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (p > before_.command().layer(middle).back())
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  const organisation& before_;
  const organisation& after_;
  const position_follower& follow_;
  bool same_scheme_;
};

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

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

decisions_before_after compare_decisions(
    const organisation& before, const organisation& after, const decision_options& options,
    const std::function<void(const newly_undecidable&)>& became_undecidable) {
  decisions_before_after found;
  if (before.matters().empty()) return found;
  const detail::position_follower follow(before, after);
  detail::all_paths paths_before(before, options);
  detail::all_paths paths_after(after, options, detail::rebuilt_lines(before, follow));
  detail::originators_of originators(before);
  const detail::decider_heights heights(before, after, follow);
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
    const detail::volume_shares shares(before, m, raise);
    double shadowed = 0;
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
        if (became_undecidable) became_undecidable(newly_undecidable{place, o, now});
      }
      if (!was || !is) continue;
      detail::add_change(change, *was, *is, shares.weight(o));
      const position_id by = paths_before.decider(o);
      const position_id by_now = paths_after.decider(now);
      heights.add(change, by == no_position ? o : by, by_now == no_position ? now : by_now,
                  shares.weight(o));
      if (is->rebuilt > 0) shadowed += shares.weight(o);
    }
    const double each = shares.each();
    detail::add_matter(found.all, change, each);
    for (length_histogram* lengths :
         {&change.before, &change.after, &change.with_roles_before, &change.with_roles_after,
          &change.with_coordination_before, &change.with_coordination_after})
      detail::weigh(*lengths, each);
    for (decider_moves path_change::*const moves :
         {&path_change::by_layer, &path_change::by_rank}) {
      decider_moves weighed;
      detail::add_moves(weighed, change.*moves, each);
      detail::add_moves(found.all.*moves, weighed, 1);
      change.*moves = weighed;
    }
    change.volume = shares.total();
    found.all.volume += change.volume;
    all_shadowed += each * shadowed;
    detail::finish(change, each * shadowed);
    found.matters.push_back(std::move(change));
  }
  detail::finish(found.all, all_shadowed);
  return found;
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Before and after: how much shorter the decision paths of an organisation have become.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/decision_options.hpp>
#include <pangkas/metrics/decision_path.hpp>
#include <pangkas/metrics/decisions_before_after.hpp>
#include <pangkas/metrics/path_network.hpp>
#include <pangkas/metrics/post_holders.hpp>
#include <pangkas/metrics/rebuilt_lines.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief What compare() finds. The originators are those of the organisation before, each followed
/// by its code: of its matters, or, where it has none, of the default matter, the positions that
/// have no command subordinates there. With matters, one who raises several counts once for each.
struct before_after {
  /// @name Shrink
  /// 1 − hand-offs after / hand-offs before, summed over the compared originators; absent if there
  /// were no hand-offs before. Negative where the paths became longer.
  /// @{
  std::optional<double> formal;             ///< command steps alone
  std::optional<double> with_roles;         ///< with role steps
  std::optional<double> with_coordination;  ///< with role and coordination steps
  /// @}

  /// Share of the compared volume whose path now has a role step that rebuilds a removed command
  /// line: the shadow hierarchy. Absent if nothing is compared.
  std::optional<double> shadow;

  std::size_t originators = 0;  ///< before, placed or not
  std::size_t compared = 0;     ///< those whose matters are decidable before and after

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
  std::size_t lost = 0;                ///< originators whose code is not in the organisation after

  std::vector<matter_comparison> matters;  ///< each matter by itself; empty for the default matter

  /// Official score: (A − B) / (A − C) · 100 for A administrative positions before, B after, and C
  /// that must stay; absent if C was not given or A ≤ C.
  std::optional<double> pso_percent;
  std::size_t administrative_before = 0;  ///< structural positions of an administrative rank
  std::size_t administrative_after = 0;
  std::size_t converted = 0;  ///< structural before, functional after

  friend bool operator==(const before_after&, const before_after&) = default;
};

namespace detail {
/// Structural positions whose rank the scheme calls administrative.
inline std::size_t administrative_positions(const organisation& org) {
  std::size_t found = 0;
  for (position_id p = 0; p < org.size(); ++p) {
    const auto rank = org.rank_of(p);
    if (rank && org.scheme()[*rank].administrative && org.kind(p) == position_kind::structural)
      ++found;
  }
  return found;
}

inline std::optional<double> shrink(std::uint64_t before, std::uint64_t after) {
  if (before == 0) return std::nullopt;
  return 1.0 - static_cast<double>(after) / static_cast<double>(before);
}

/// The paths of the default matter.
inline before_after compare_default(const organisation& before, const organisation& after) {
  struct sums {
    std::uint64_t command = 0;
    std::uint64_t with_roles = 0;
    std::uint64_t with_coordination = 0;

    void add(const path_lengths& lengths, position_id p) {
      command += *lengths.command(p);
      with_roles += *lengths.with_roles(p);
      with_coordination += *lengths.with_coordination(p);
    }
  };
  const auto sort_in = [](std::uint64_t was, std::uint64_t is, std::size_t& longer,
                          std::size_t& shorter, std::size_t& unchanged) {
    ++(is > was ? longer : is < was ? shorter : unchanged);
  };

  before_after found;
  const position_follower follow(before, after);
  const path_lengths lengths_before(before);
  const path_lengths lengths_after(after);
  std::optional<path_network> network_after;
  if (!after.lines().empty())
    network_after.emplace(after, matter_lines{}, post_holders{}, rebuilt_lines(before, follow));
  const std::vector<std::uint32_t> spans = span_of_control(before.command());
  sums sum_before;
  sums sum_after;
  std::size_t shadowed = 0;
  for (position_id p = 0; p < before.size(); ++p) {
    if (spans[p] > 0) continue;
    const position_id now = follow.after(p);
    ++found.originators;
    if (!lengths_before.decidable(p)) ++found.undecidable_before;
    if (now == no_position) {
      ++found.lost;
      continue;
    }
    if (!lengths_after.decidable(now)) ++found.undecidable_after;
    if (!lengths_before.decidable(p) || !lengths_after.decidable(now)) continue;
    ++found.compared;
    if (network_after && network_after->whole(now).rebuilt > 0) ++shadowed;
    sum_before.add(lengths_before, p);
    sum_after.add(lengths_after, now);
    sort_in(*lengths_before.with_roles(p), *lengths_after.with_roles(now), found.longer,
            found.shorter, found.unchanged);
    sort_in(*lengths_before.command(p), *lengths_after.command(now), found.longer_formal,
            found.shorter_formal, found.unchanged_formal);
  }
  found.formal = shrink(sum_before.command, sum_after.command);
  found.with_roles = shrink(sum_before.with_roles, sum_after.with_roles);
  found.with_coordination = shrink(sum_before.with_coordination, sum_after.with_coordination);
  if (found.compared > 0)
    found.shadow = static_cast<double>(shadowed) / static_cast<double>(found.compared);
  return found;
}

/// The paths of the matters of the organisation before.
inline before_after compare_matters(const organisation& before, const organisation& after,
                                    const decision_options& options) {
  decisions_before_after decided = compare_decisions(before, after, options);
  const matter_comparison& all = decided.all;
  before_after found;
  found.formal = all.formal;
  found.with_roles = all.with_roles;
  found.with_coordination = all.with_coordination;
  found.shadow = all.shadow;
  found.originators = all.originators;
  found.compared = all.longer + all.shorter + all.unchanged;
  found.longer = all.longer;
  found.shorter = all.shorter;
  found.unchanged = all.unchanged;
  found.longer_formal = all.longer_formal;
  found.shorter_formal = all.shorter_formal;
  found.unchanged_formal = all.unchanged_formal;
  found.undecidable_before = all.undecidable_before;
  found.undecidable_after = all.undecidable_after;
  found.lost = all.lost;
  found.matters = std::move(decided.matters);
  return found;
}

}  // namespace detail

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
/// @complexity       O(P) for P positions without role lines, else that of path_lengths; with
///                   matters that of compare_decisions().
/// @source           PSO: ministry for administrative reform of Indonesia (PermenPANRB 25/2021 and
///                   the index of bureaucracy simplification).
[[nodiscard]] inline before_after compare(const organisation& before, const organisation& after,
                                          std::optional<std::size_t> must_stay = {},
                                          const decision_options& options = {}) {
  before_after found = before.matters().empty() ? detail::compare_default(before, after)
                                                : detail::compare_matters(before, after, options);
  const detail::position_follower follow(before, after);
  for (position_id p = 0; p < before.size(); ++p) {
    const position_id now = follow.after(p);
    if (now != no_position && before.kind(p) == position_kind::structural &&
        after.kind(now) == position_kind::functional)
      ++found.converted;
  }
  found.administrative_before = detail::administrative_positions(before);
  found.administrative_after = detail::administrative_positions(after);
  if (must_stay && found.administrative_before > *must_stay)
    found.pso_percent = (static_cast<double>(found.administrative_before) -
                         static_cast<double>(found.administrative_after)) /
                        static_cast<double>(found.administrative_before - *must_stay) * 100.0;
  return found;
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Before and after: how much shorter the decision paths of an organisation have become.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/decision_path.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas {

/// @brief What compare() finds. The originators are the positions of the organisation before that
/// have no command subordinates there; each is followed by its code.
struct before_after {
  /// @name Shrink
  /// 1 − hand-offs after / hand-offs before, summed over the compared originators; absent if there
  /// were no hand-offs before. Negative where the paths became longer.
  /// @{
  std::optional<double> formal;             ///< command steps alone
  std::optional<double> with_roles;         ///< with role steps
  std::optional<double> with_coordination;  ///< with role and coordination steps
  /// @}

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

  std::size_t undecidable_before = 0;  ///< originators without a root above them
  std::size_t undecidable_after = 0;   ///< originators without a root above them, still there
  std::size_t lost = 0;                ///< originators whose code is not in the organisation after

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
}  // namespace detail

/// @brief Compares the decision paths of the default matter before and after a change.
///
/// Paths are compared for the same originators: those that raise matters *before*. One that became
/// a manager after the change still counts, one that is new does not. Only originators whose
/// matters are decidable on both sides enter the shrink; the others are counted.
///
/// @param before     The organisation before the change.
/// @param after      The organisation after it: a scenario of the same, or another with the same
///                   codes.
/// @param must_stay  C of the official score: administrative positions that must stay.
/// @return           Shrink, counts and the official score side by side.
/// @unit             shares; positions
/// @complexity       O(P) for P positions without role lines, else that of path_lengths.
/// @source           PSO: ministry for administrative reform of Indonesia (PermenPANRB 25/2021 and
///                   the index of bureaucracy simplification).
[[nodiscard]] inline before_after compare(const organisation& before, const organisation& after,
                                          std::optional<std::size_t> must_stay = {}) {
  const bool same_rows = before.table().codes == after.table().codes;
  const auto followed = [&](position_id p) -> std::optional<position_id> {
    if (same_rows) return after.position_at(before.row(p));
    return after.find(before.code(p));
  };
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
  const path_lengths lengths_before(before);
  const path_lengths lengths_after(after);
  const std::vector<std::uint32_t> spans = span_of_control(before.command());
  sums sum_before;
  sums sum_after;
  for (position_id p = 0; p < before.size(); ++p) {
    const auto now = followed(p);
    if (now && before.kind(p) == position_kind::structural &&
        after.kind(*now) == position_kind::functional)
      ++found.converted;
    if (spans[p] > 0) continue;
    ++found.originators;
    if (!lengths_before.decidable(p)) ++found.undecidable_before;
    if (!now) {
      ++found.lost;
      continue;
    }
    if (!lengths_after.decidable(*now)) ++found.undecidable_after;
    if (!lengths_before.decidable(p) || !lengths_after.decidable(*now)) continue;
    ++found.compared;
    sum_before.add(lengths_before, p);
    sum_after.add(lengths_after, *now);
    sort_in(*lengths_before.with_roles(p), *lengths_after.with_roles(*now), found.longer,
            found.shorter, found.unchanged);
    sort_in(*lengths_before.command(p), *lengths_after.command(*now), found.longer_formal,
            found.shorter_formal, found.unchanged_formal);
  }
  found.formal = detail::shrink(sum_before.command, sum_after.command);
  found.with_roles = detail::shrink(sum_before.with_roles, sum_after.with_roles);
  found.with_coordination =
      detail::shrink(sum_before.with_coordination, sum_after.with_coordination);

  found.administrative_before = detail::administrative_positions(before);
  found.administrative_after = detail::administrative_positions(after);
  if (must_stay && found.administrative_before > *must_stay)
    found.pso_percent = (static_cast<double>(found.administrative_before) -
                         static_cast<double>(found.administrative_after)) /
                        static_cast<double>(found.administrative_before - *must_stay) * 100.0;
  return found;
}

}  // namespace pangkas

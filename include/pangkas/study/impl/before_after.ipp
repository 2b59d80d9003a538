// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/before_after.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/path_network.hpp>
#include <pangkas/decisions/impl/post_holders.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>
#include <pangkas/decisions/path_change.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// Structural positions of the organisation whose rank the scheme calls administrative.
std::size_t administrative_positions(const organisation& org) {
  std::size_t found = 0;
  for (row_index row = 0; row < org.size(); ++row) {
    const auto rank = org.rank_in_row(row);
    if (rank && org.scheme()[*rank].administrative &&
        org.kind_in_row(row) == position_kind::structural &&
        !org.command().is_external(org.position_at(row)))
      ++found;
  }
  return found;
}

std::optional<double> shrink(std::uint64_t before, std::uint64_t after) {
  if (before == 0) return std::nullopt;
  return 1.0 - static_cast<double>(after) / static_cast<double>(before);
}

/// The paths of the default matter.
before_after compare_default(const organisation& before, const organisation& after) {
  const auto sort_in = [](std::uint64_t was, std::uint64_t is, std::size_t& longer,
                          std::size_t& shorter, std::size_t& unchanged) {
    ++(is > was ? longer : is < was ? shorter : unchanged);
  };

  before_after found;
  const position_follower follow(before, after);
  const path_network network_before(before, matter_lines{}, post_holders{}, rebuilds_nothing);
  const path_network network_after(after, matter_lines{}, post_holders{},
                                   rebuilt_lines(before, follow));
  std::vector<std::uint32_t> room;
  const std::span<const std::uint32_t> spans = spans_of(before.command(), room);
  const bool plain = network_before.is_plain() && network_after.is_plain();
  path_length sum_before;
  path_length sum_after;
  std::size_t shadowed = 0;
  for (position_id p{0}; p < before.size(); ++p) {
    if (spans[p] > 0 || before.command().is_external(p)) continue;
    const position_id now = follow.after(p);
    ++found.originators;
    const bool decidable_before = p < before.command().placed();
    if (!decidable_before) ++found.undecidable_before;
    if (now == no_position) {
      ++found.lost;
      continue;
    }
    const bool decidable_after = now < after.command().placed();
    if (!decidable_after) ++found.undecidable_after;
    if (!decidable_before || !decidable_after) continue;
    ++found.compared;
    if (plain) {  // one length instead of four: a fifth of the time of all
      const std::uint64_t was = network_before.plain_whole(p);
      const std::uint64_t is = network_after.plain_whole(now);
      sum_before.command += was;
      sum_after.command += is;
      sort_in(was, is, found.longer_formal, found.shorter_formal, found.unchanged_formal);
      continue;
    }
    const path_length was = network_before.whole(p);
    const path_length is = network_after.whole(now);
    if (is.rebuilt > 0) ++shadowed;
    sum_before = sum_before + was;
    sum_after = sum_after + is;
    sort_in(was.with_roles, is.with_roles, found.longer, found.shorter, found.unchanged);
    sort_in(was.command, is.command, found.longer_formal, found.shorter_formal,
            found.unchanged_formal);
  }
  if (plain) {
    sum_before.with_roles = sum_before.with_coordination = sum_before.command;
    sum_after.with_roles = sum_after.with_coordination = sum_after.command;
    found.longer = found.longer_formal;
    found.shorter = found.shorter_formal;
    found.unchanged = found.unchanged_formal;
  }
  found.formal = shrink(sum_before.command, sum_after.command);
  found.with_roles = shrink(sum_before.with_roles, sum_after.with_roles);
  found.with_coordination = shrink(sum_before.with_coordination, sum_after.with_coordination);
  if (found.compared > 0)
    found.shadow = static_cast<double>(shadowed) / static_cast<double>(found.compared);
  return found;
}

/// The paths of the matters of the organisation before.
before_after compare_matters(const organisation& before, const organisation& after,
                             const decision_options& options) {
  decisions_before_after decided = compare_decisions(before, after, options);
  before_after found;
  static_cast<path_change&>(found) = decided.all;
  found.compared = found.longer + found.shorter + found.unchanged;
  found.matters = std::move(decided.matters);
  return found;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

before_after compare(const organisation& before, const organisation& after,
                     std::optional<std::size_t> must_stay, const decision_options& options) {
  before_after found = before.matters().empty() ? detail::compare_default(before, after)
                                                : detail::compare_matters(before, after, options);
  const detail::position_follower follow(before, after);
  for (row_index row = 0; row < before.size(); ++row) {
    if (before.kind_in_row(row) != position_kind::structural) continue;
    const position_id now = follow.after(before.position_at(row));
    if (now != no_position && after.kind(now) == position_kind::functional) ++found.converted;
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

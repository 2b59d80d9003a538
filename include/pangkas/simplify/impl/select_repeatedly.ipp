// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/select.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/impl/convert.hpp>
#include <pangkas/simplify/impl/re_attach.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Of matches, those that have no other one below them; and how many stand one below another.
inline std::pair<std::vector<rule_match>, std::size_t> lowest_of(
    const organisation& org, const std::vector<rule_match>& matches) {
  std::vector<std::uint32_t> below(org.size(), 0);  // matches on the deepest way down, itself too
  std::vector<bool> is_match(org.size(), false);
  for (const rule_match& m : matches) is_match[m.position] = true;
  std::pair<std::vector<rule_match>, std::size_t> found;
  for (auto p = static_cast<position_id>(org.size()); p-- > 0;) {
    if (is_match[p]) ++below[p];
    found.second = std::max<std::size_t>(found.second, below[p]);
    if (const position_id s = org.command().superiors()[p]; s != no_position)
      below[s] = std::max(below[s], below[p]);
  }
  for (const rule_match& m : matches)
    if (below[m.position] == 1) found.first.push_back(m);
  return found;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

exemption select_repeatedly(const organisation& org, const policy& rules) {
  exemption all;
  std::vector<bool> taken(org.size(), false);  // by row
  std::vector<std::pair<rule_match, std::uint32_t>> found;
  organisation now = org;
  for (std::uint32_t round = 1;; ++round) {
    exemption next = exempt(now, rules, select(now, rules));
    if (round == 1) all.must_stay = next.must_stay;
    std::erase_if(next.selected, [&](const rule_match& s) {
      return taken[now.row(s.position)] || !now.command().superior(s.position);
    });
    const auto [lowest, depth] = detail::lowest_of(now, next.selected);
    constexpr std::size_t most = 2'000'000'000;
    if (round == 1 && depth > most / std::max<std::size_t>(org.size(), 1))
      throw structure_error(
          "the policy repeats, and " + std::to_string(depth) +
          " posts that it meets stand one below another among " + std::to_string(org.size()) +
          " positions; rounds times positions may be 2000000000 at most, so ask once, without "
          "repeat");
    if (lowest.empty()) {
      // By position before, like what is selected.
      for (const rule_match& k : next.kept)
        if (!taken[now.row(k.position)])
          all.kept.push_back({org.position_at(now.row(k.position)), k.rule});
      break;
    }
    for (const rule_match& s : lowest) {
      taken[now.row(s.position)] = true;
      found.push_back({{org.position_at(now.row(s.position)), s.rule}, round});
    }
    reorganisation draft;
    draft.parts = now.parts();
    convert(now, rules, lowest, {}, draft);
    re_attach(now, rules, draft);
    now = organisation(std::move(draft.parts));
  }
  std::ranges::sort(all.kept, {}, &rule_match::position);
  std::ranges::sort(found, {}, [](const auto& f) { return f.first.position; });
  for (const auto& [match, round] : found) {
    all.selected.push_back(match);
    all.rounds.push_back(round);
  }
  return all;
}

}  // namespace pangkas

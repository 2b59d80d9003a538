// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/rank_scheme.hpp>

#include <pangkas/core/impl/folded_rank.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

rank_scheme::rank_scheme(std::string name, std::string title, std::vector<rank> ranks)
    : name_(std::move(name)), title_(std::move(title)), ranks_(std::move(ranks)) {
  for (rank_index i = 0; i < ranks_.size(); ++i) {
    enter(ranks_[i].name, i);
    for (const std::string& alias : ranks_[i].aliases) enter(alias, i);
  }
}

std::optional<rank_index> rank_scheme::find(std::string_view text) const {
  const auto found = by_name_.find(detail::folded_rank(text));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

bool rank_scheme::matches(rank_index i, std::string_view text) const {
  const auto wanted = detail::folded_rank(text);
  const auto same = [&](const std::string& other) { return detail::folded_rank(other) == wanted; };
  const rank& r = ranks_[i];
  return same(r.name) || std::ranges::any_of(r.groups, same) ||
         std::ranges::any_of(r.aliases, same);
}

void rank_scheme::enter(const std::string& spelling, rank_index i) {
  const auto [place, is_new] = by_name_.emplace(detail::folded_rank(spelling), i);
  if (!is_new && place->second != i)
    throw rule_error("rank scheme " + detail::in_quotes(name_) + ": " +
                     detail::in_quotes(spelling) + " names both " +
                     detail::in_quotes(ranks_[place->second].name) + " and " +
                     detail::in_quotes(ranks_[i].name) + "; give each rank its own name");
}

}  // namespace pangkas

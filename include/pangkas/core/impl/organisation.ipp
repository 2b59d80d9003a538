// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/organisation.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/line_network.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

line_network organisation::network() const { return network_of(*this); }

std::optional<position_kind> organisation::kind_in_row(row_index row) const {
  if (const auto declared = (*table().kinds)[row]) return declared;
  if (const auto r = rank_in_row(row)) return scheme()[*r].kind;
  return std::nullopt;
}

std::string_view organisation::declared_superior(position_id p) const {
  const row_index here = row(p);
  if (const row_index above = parts().superiors[here]; above != no_row)
    return table().codes->texts[above];
  const auto found =
      std::ranges::lower_bound(parts().unresolved, here, {}, [](const auto& u) { return u.first; });
  if (found == parts().unresolved.end() || found->first != here) return {};
  return found->second;
}

std::optional<position_id> organisation::find(std::string_view code) const {
  const auto found = table().codes->index.find(table().codes->texts, code);
  if (!found) return std::nullopt;
  return position_at(*found);
}

position_id organisation::at(std::string_view code) const {
  if (const auto found = find(code)) return *found;
  throw unknown_position(code);
}

std::span<const line> organisation::lines_from(position_id superior) const {
  if (data_->lines.empty()) return {};
  return std::span(data_->lines)
      .subspan(data_->first_from[superior],
               data_->first_from[superior + 1] - data_->first_from[superior]);
}

std::span<const std::uint32_t> organisation::lines_to(position_id subordinate) const {
  if (data_->lines.empty()) return {};
  return std::span(data_->by_subordinate)
      .subspan(data_->first_to[subordinate],
               data_->first_to[subordinate + 1] - data_->first_to[subordinate]);
}

std::optional<std::size_t> organisation::find_matter(std::string_view code) const {
  const auto found = std::ranges::find(matters(), code, &matter::code);
  if (found == matters().end()) return std::nullopt;
  return static_cast<std::size_t>(found - matters().begin());
}

organisation::data::data(organisation_parts given, std::shared_ptr<const command_forest> known)
    : parts(std::move(given)), forest(std::move(known)) {
  if (!forest) forest = number_positions();

  const text_column& ranks = parts.table.ranks->values();
  rank_of_entry.reserve(ranks.size());
  for (std::size_t i = 0; i < ranks.size(); ++i)
    rank_of_entry.push_back(ranks[i].empty() ? std::nullopt : parts.scheme->find(ranks[i]));

  // By the names themselves: the numbers of names depend on who made the parts.
  const auto before = [this](const auto& a, const auto& b) {
    const auto ends = [](const auto& l) {
      return std::uint64_t{l.superior} << 32U | l.subordinate;
    };
    if (ends(a) != ends(b)) return ends(a) < ends(b);
    if (a.type != b.type) return a.type < b.type;
    const auto names = [this](const auto& l) {
      return std::tie(parts.line_names[l.matter], parts.line_names[l.role],
                      parts.line_names[l.from], parts.line_names[l.until],
                      parts.line_names[l.legal_source]);
    };
    return names(a) < names(b);
  };
  std::ranges::sort(parts.lines, before);
  lines.reserve(parts.lines.size());
  for (const row_line& l : parts.lines)
    lines.push_back({forest->position_at(l.superior), forest->position_at(l.subordinate), l.type,
                     l.matter, l.role, l.from, l.until, l.legal_source});
  detail::for_each_cycle_line(*forest, [this](position_id superior, position_id subordinate) {
    lines.push_back({superior, subordinate, line_type::command});
  });
  std::ranges::sort(lines, before);
  if (!lines.empty()) index_lines();
}

std::shared_ptr<const command_forest> organisation::data::number_positions() const {
  std::vector<row_index> orphaned;
  std::vector<row_index> external;
  orphaned.reserve(parts.unresolved.size());
  for (const auto& [row, code] : parts.unresolved)
    (code.empty() ? external : orphaned).push_back(row);
  return std::make_shared<command_forest>(parts.superiors, orphaned, external);
}

void organisation::data::index_lines() {
  first_from.assign(forest->size() + 1, 0);
  first_to.assign(forest->size() + 1, 0);
  for (const line& l : lines) {
    ++first_from[l.superior + 1];
    ++first_to[l.subordinate + 1];
  }
  std::partial_sum(first_from.begin(), first_from.end(), first_from.begin());
  std::partial_sum(first_to.begin(), first_to.end(), first_to.begin());
  std::vector<std::uint32_t> next(first_to);
  by_subordinate.resize(lines.size());
  for (std::uint32_t i = 0; i < lines.size(); ++i) by_subordinate[next[lines[i].subordinate]++] = i;
}

std::vector<std::string_view> split_holders(std::string_view holders) {
  std::vector<std::string_view> codes;
  while (!holders.empty()) {
    const std::size_t end = std::min(holders.find(';'), holders.size());
    std::string_view code = holders.substr(0, end);
    while (!code.empty() && detail::is_blank(code.front())) code.remove_prefix(1);
    while (!code.empty() && detail::is_blank(code.back())) code.remove_suffix(1);
    if (!code.empty()) codes.push_back(code);
    holders.remove_prefix(std::min(end + 1, holders.size()));
  }
  return codes;
}

std::vector<detail::held_posts> detail::posts_by_holder(const rare_text_column& holders) {
  std::vector<held_posts> all;
  std::unordered_map<std::string_view, std::size_t> place;
  for (std::size_t row = 0; holders.any() && row < holders.size(); ++row)
    for (const std::string_view holder : split_holders(holders[row])) {
      const auto [known, is_new] = place.try_emplace(holder, all.size());
      if (is_new) all.push_back({holder, {}});
      std::vector<row_index>& rows = all[known->second].rows;
      if (rows.empty() || rows.back() != row) rows.push_back(static_cast<row_index>(row));
    }
  return all;
}

holder_counts count_holders(const organisation& org) {
  holder_counts counts;
  const rare_text_column& holders = *org.table().holders;
  for (const detail::held_posts& held : detail::posts_by_holder(holders)) {
    ++counts.holders;
    if (held.rows.size() > 1) ++counts.in_several;
  }
  for (row_index row = 0; holders.any() && row < org.size(); ++row)
    if (!split_holders(holders[row]).empty()) ++counts.positions;
  return counts;
}

organisation without_holders(const organisation& org) {
  if (!org.table().holders->any()) return org;
  organisation_parts parts = org.parts();
  parts.table.holders = std::make_shared<rare_text_column>();
  return {std::move(parts), org};
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random selectors, holders, matters, authorities and steps with every kind of text in them.
#pragma once

#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/position.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief A text with marks, blanks, quotes and foreign letters; never empty.
inline std::string any_text(dice& roll) {
  static const std::vector<std::string> pieces{"a",  "B",  "01", "|",   ";",     "\\",
                                               " ",  "=",  "é",  ",",   "\"",    "all",
                                               "\t", "\n", "院", "\\|", "codes="};
  std::string text;
  for (std::size_t i = 1 + roll.below(4); i > 0; --i) text += roll.one_of(pieces);
  return text;
}

/// @brief The same without blanks at its ends, as a cell of a table keeps it.
inline std::string any_cell(dice& roll) {
  const auto inner = any_text(roll);
  return "x" + inner + "y";
}

inline std::vector<std::string> any_texts(dice& roll, std::size_t percent) {
  std::vector<std::string> texts;
  while (roll.chance(percent)) texts.push_back(any_text(roll));
  return texts;
}

/// @brief Ranges, mostly none.
inline std::vector<value_range> any_ranges(dice& roll, std::size_t percent) {
  std::vector<value_range> ranges;
  while (roll.chance(percent)) {
    const auto low = static_cast<double>(roll.below(100)) / 4;
    const double high = low + static_cast<double>(roll.below(3));
    switch (roll.below(3)) {
      case 0:
        ranges.push_back({low, high});
        break;
      case 1:
        ranges.push_back({low, {}});
        break;
      default:
        ranges.push_back({{}, high});
    }
  }
  return ranges;
}

/// @brief A condition, now and then one that asks nothing.
/// @param deep  How many conditions may stand in it one in another.
inline condition any_condition(dice& roll, int deep = 2) {
  condition when;
  when.ranks = any_texts(roll, 20);
  while (roll.chance(20)) when.kinds.push_back(static_cast<position_kind>(roll.below(3)));
  if (roll.chance(20)) {
    when.layers.emplace();
    for (std::size_t i = 1 + roll.below(3); i > 0; --i) when.layers->push_back(1 + roll.below(20));
  }
  when.units = any_texts(roll, 20);
  if (roll.chance(10)) when.units.emplace_back();
  when.unit_contains = any_texts(roll, 20);
  when.title_contains = any_texts(roll, 20);
  when.flags = any_texts(roll, 20);
  when.codes = any_texts(roll, 20);
  when.subtrees = any_texts(roll, 20);
  if (roll.chance(20)) when.manager = roll.chance(50);
  for (auto* ranges :
       {&when.layer_ranges, &when.span, &when.span_seats, &when.span_filled, &when.depth_below,
        &when.subtree_size, &when.subtree_seats, &when.seats, &when.cost})
    *ranges = any_ranges(roll, 6);
  for (auto* is_so : {&when.one_to_one, &when.same_rank_as_superior, &when.vacant})
    if (roll.chance(6)) *is_so = roll.chance(50);
  for (auto* inner : {&when.superior, &when.none_of})
    if (deep > 0 && roll.chance(10)) {
      condition of = any_condition(roll, deep - 1);
      if (!of.asks_nothing()) inner->push_back(std::move(of));
    }
  return when;
}

/// @brief A holder of any kind; a post is one of @p codes, or any text.
inline holder any_holder(dice& roll, const std::vector<std::string>& codes) {
  switch (roll.below(8)) {
    case 0:
      return {holder_kind::class_of, {}, any_condition(roll)};
    case 1:
      return {holder_kind::superior, {}, {}, 1 + roll.below(3)};
    case 2:
      return {holder_kind::head_of_unit};
    case 3:
      return {holder_kind::top};
    case 4:
      return {holder_kind::line};
    case 5:
      return {holder_kind::post, any_text(roll)};
    default:
      return {holder_kind::post, codes.empty() ? any_text(roll) : roll.one_of(codes)};
  }
}

/// @brief Holders of whom none is there twice.
inline holder_list any_holders(dice& roll, const std::vector<std::string>& codes) {
  holder_list list;
  for (std::size_t i = 1 + roll.below(4); i > 0; --i) {
    const holder h = any_holder(roll, codes);
    if (std::ranges::find(list.holders, h) == list.holders.end()) list.holders.push_back(h);
  }
  list.needed = static_cast<std::uint32_t>(roll.below(list.holders.size() + 1));
  return list;
}

/// @brief Measures of different names.
inline std::vector<named_amount> any_measures(dice& roll) {
  std::vector<named_amount> all;
  while (roll.chance(30)) {
    const std::string name = any_text(roll) + std::to_string(all.size());
    all.push_back({name, static_cast<double>(roll.below(1000)) / 8});
  }
  return all;
}

inline std::string any_day(dice& roll) { return "2021-06-0" + std::to_string(1 + roll.below(9)); }

/// @brief A line with a type, and days, of those that few lines have.
inline reporting_line with_days(dice& roll, reporting_line l) {
  if (roll.chance(20)) l.type = line_type::membership;
  if (roll.chance(20)) l.from = any_day(roll);
  if (roll.chance(20)) l.until = any_day(roll);
  return l;
}

/// @brief A matter with any of its members.
inline matter any_matter(dice& roll, std::string code) {
  matter m;
  m.code = std::move(code);
  if (roll.chance(50)) m.name = any_cell(roll);
  if (roll.chance(50)) m.originators = any_condition(roll);
  const auto amount = [&] { return static_cast<double>(roll.below(10'000'000)) / 100; };
  const auto small = [&] { return static_cast<std::uint32_t>(roll.below(9)); };
  if (roll.chance(50)) m.volume = amount();
  if (roll.chance(50)) m.amount = amount();
  if (roll.chance(50)) m.checks = small();
  if (roll.chance(50)) m.initials = small();
  if (roll.chance(50)) m.work_minutes = amount();
  if (roll.chance(50)) m.waiting_hours = amount();
  if (roll.chance(50)) m.channel = matter_channel::digital;
  m.clerical_steps = any_texts(roll, 30);
  m.strategic = roll.chance(30);
  m.not_same_position = any_texts(roll, 30);
  m.not_same_unit = any_texts(roll, 30);
  if (roll.chance(30)) m.pass_good = static_cast<double>(roll.below(1001)) / 1000;
  if (roll.chance(30)) m.pass_bad = static_cast<double>(roll.below(1001)) / 1000;
  if (roll.chance(30)) m.approvals = 1 + small();
  if (roll.chance(50)) return m;  // what few matters have
  m.families = any_texts(roll, 30);
  if (roll.chance(30)) m.currency = any_cell(roll);
  m.measures = any_measures(roll);
  m.above_limits = roll.chance(30);
  if (roll.chance(30)) m.share = static_cast<double>(roll.below(1001)) / 1000;
  m.own_first = roll.chance(30);
  if (roll.chance(30)) m.until = any_holder(roll, {});
  m.flags = any_texts(roll, 30);
  if (roll.chance(30)) m.limit_hours = amount();
  if (roll.chance(30)) m.apart = {"sign", "draft"};
  if (roll.chance(30)) m.beneficiary = any_holder(roll, {});
  if (roll.chance(30)) m.shared = volume_sharing::by_seats;
  if (roll.chance(30)) m.fallback = any_holder(roll, {});
  if (roll.chance(30)) m.levels_up = 1 + small();
  return m;
}

/// @brief An authority between the positions of @p codes, which is not empty.
inline authority any_authority(dice& roll, const std::vector<std::string>& codes,
                               const std::vector<std::string>& matters) {
  authority a;
  a.position = roll.one_of(codes);
  a.matter = roll.one_of(matters);
  if (roll.chance(50)) a.limit = static_cast<double>(roll.below(10'000'000)) / 100;
  a.source = static_cast<authority_source>(roll.below(3));
  if (roll.chance(50)) a.giver = roll.one_of(codes);
  if (roll.chance(40)) a.legal_source = any_cell(roll);
  if (roll.chance(30)) a.from = any_day(roll);
  if (roll.chance(30)) a.until = any_day(roll);
  if (roll.chance(30)) a.acting = static_cast<acting_capacity>(roll.below(2));
  if (roll.chance(50)) return a;  // what few authorities have
  const auto amount = [&] { return static_cast<double>(roll.below(10'000'000)) / 100; };
  if (roll.chance(40)) {
    a.position.clear();
    a.whoever = any_holder(roll, codes);
    if (a.whoever->kind == holder_kind::post)
      a.whoever->kind = holder_kind::top, a.whoever->code.clear();
    if (a.whoever->kind == holder_kind::class_of) a.except = any_texts(roll, 30);
  }
  if (roll.chance(30)) a.originators = any_condition(roll);
  if (roll.chance(30)) a.with = any_holders(roll, codes);
  if (roll.chance(20)) {
    a.limit.reset();
    a.budget_share = static_cast<double>(roll.below(1001)) / 1000;
  }
  if (roll.chance(30)) a.currency = any_cell(roll);
  a.limits = any_measures(roll);
  if (roll.chance(30)) a.acting_limit = amount();
  if (roll.chance(30)) a.quorum = static_cast<std::uint32_t>(1 + roll.below(5));
  if (roll.chance(30)) a.waiting_hours = amount();
  if (roll.chance(30))
    a.stays = true;
  else if (roll.chance(30))
    a.receivers = any_condition(roll);
  return a;
}

/// @brief A step with any of its members.
inline matter_step any_step(dice& roll, const std::vector<std::string>& codes,
                            const std::vector<std::string>& matters) {
  matter_step s;
  s.matter = roll.one_of(matters);
  s.act = static_cast<step_act>(roll.below(11));
  s.who = any_holder(roll, codes);
  if (roll.chance(30)) s.originators = any_condition(roll);
  s.after = roll.chance(30);
  if (roll.chance(30)) s.together = any_cell(roll);
  const auto amount = [&] { return static_cast<double>(roll.below(10'000'000)) / 100; };
  if (roll.chance(30)) s.above = amount();
  if (roll.chance(30)) s.flag = any_cell(roll);
  if (roll.chance(30)) s.work_minutes = amount();
  if (roll.chance(30)) s.waiting_hours = amount();
  if (roll.chance(30)) s.limit_hours = amount();
  if (roll.chance(30)) s.legal_source = any_cell(roll);
  return s;
}

}  // namespace pangkas::tests

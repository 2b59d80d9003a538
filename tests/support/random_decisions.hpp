// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random selectors, matters and authorities with every kind of text in them.
#pragma once

#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/matter.hpp>

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

/// @brief A condition, now and then one that asks nothing.
inline condition any_condition(dice& roll) {
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
  return when;
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
  const auto day = [&] { return "2021-06-0" + std::to_string(1 + roll.below(9)); };
  if (roll.chance(30)) a.from = day();
  if (roll.chance(30)) a.until = day();
  if (roll.chance(30)) a.acting = static_cast<acting_capacity>(roll.below(2));
  return a;
}

}  // namespace pangkas::tests

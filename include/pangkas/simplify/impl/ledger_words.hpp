// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Posts, authorities and matters in the words of the ledger.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

inline std::string words(const position_state& state) {
  std::string result;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!result.empty()) result += ", ";
    result += part;
  };
  if (state.kind) add(to_string(*state.kind));
  add(state.rank);
  if (!state.position_class.empty()) add("class " + state.position_class);
  return result.empty() ? "no kind, rank or class declared" : result;
}

inline std::string words(const authority& a) {
  std::string result = std::string(to_string(a.source)) + " of \"" + a.matter + "\"";
  if (a.limit) result += " up to " + plain_number_text(*a.limit);
  if (a.limit && !a.currency.empty()) result += " " + a.currency;
  if (a.originators) result += " for " + to_string(*a.originators);
  if (!a.with.holders.empty()) result += " with " + to_string(a.with);
  if (a.acting) result += *a.acting == acting_capacity::plh ? " as Plh" : " as Plt";
  if (!a.giver.empty()) result += " by " + a.giver;
  if (!a.legal_source.empty()) result += " (" + a.legal_source + ")";
  if (!a.from.empty()) result += " from " + a.from;
  if (!a.until.empty()) result += " until " + a.until;
  return result;
}

/// @brief "title Head of Training", "no unit", "3 seats".
inline std::string words(position_attribute attribute, const std::string& value) {
  std::string name(to_string(attribute));
  if (attribute == position_attribute::unknown_superior) name = "superior outside the table";
  if (attribute == position_attribute::legal_source) name = "legal source";
  return value.empty() ? "no " + name + " declared" : name + " " + value;
}

/// @brief What a line of which @p below is the lower end is, in words.
inline std::string words(const whole_line& line, std::string_view below) {
  std::string result(to_string(line.type));
  result += " line to ";
  result += below;
  const auto add = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) result.append(what).append(value);
  };
  add(" as ", line.role);
  add(" for ", line.matter);
  add(" from ", line.from);
  add(" until ", line.until);
  if (!line.legal_source.empty()) result += " (" + line.legal_source + ")";
  return result;
}

inline std::string words(const std::string& matter, const matter_handling& handling) {
  std::string result = "\"" + matter + "\" ";
  result += handling.channel == matter_channel::paper ? "on paper" : "in digital form";
  for (std::size_t i = 0; i < handling.clerical_steps.size(); ++i)
    result += (i == 0 ? "; clerical steps: " : ", ") + handling.clerical_steps[i];
  if (handling.work_minutes)
    result += "; work: " + plain_number_text(*handling.work_minutes) + " minutes a step";
  if (handling.waiting_hours)
    result += "; waiting: " + plain_number_text(*handling.waiting_hours) + " hours a step";
  return result;
}

}  // namespace pangkas::detail

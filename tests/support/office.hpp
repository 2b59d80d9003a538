// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A small office with two matters, on which decisions are worked out by hand.
#pragma once

#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>

#include <utility>

namespace pangkas::tests {

/// @brief M leads D, D leads H and K, H leads s1 and s2. D decides "leave", M decides "budget"; K
/// coordinates s1, L (below M) initials what H hands on.
inline decision_data office() {
  decision_data data;
  data.positions = {post("M"),      post("D", "M"),  post("L", "M"), post("H", "D"),
                    post("K", "D"), post("s1", "H"), post("s2", "H")};
  for (position& p : data.positions) p.unit = p.code == "M" ? "" : "Secretariat";
  data.positions[0].rank = "I.a";
  data.positions[1].rank = "II.a";
  data.lines = {{"K", "s1", line_type::assignment, {}, "coordinator"},
                {"L", "H", line_type::coordination, {}, {}}};
  matter leave;
  leave.code = "leave";
  leave.originators = parse_condition("s1|s2");
  leave.volume = 60;
  leave.work_minutes = 30;
  leave.waiting_hours = 1.5;
  leave.clerical_steps = {"registry"};
  matter budget;
  budget.code = "budget";
  budget.originators = parse_condition("s1|H|M|L");
  data.matters = {leave, budget};
  for (auto [holder, code] : {std::pair("D", "leave"), std::pair("M", "budget")}) {
    authority a;
    a.position = holder;
    a.matter = code;
    data.authorities.push_back(std::move(a));
  }
  return data;
}

}  // namespace pangkas::tests

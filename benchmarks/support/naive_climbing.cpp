// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/naive_climbing.hpp"

#include <pangkas/core/condition_matcher.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace pangkas::benchmarks {

organisation with_matters(const organisation& org, row_index one_in) {
  organisation_parts parts = org.parts();
  auto flags = std::make_shared<flag_column>();
  flags->reserve(org.size());
  for (row_index row = 0; row < org.size(); ++row)
    flags->push_back(row % one_in == 0 ? std::vector<std::string>{"raises"}
                                       : std::vector<std::string>{});
  parts.table.flags = std::move(flags);
  auto filled = std::make_shared<number_column>();
  filled->reserve(org.size());
  for (row_index row = 0; row < org.size(); ++row) filled->push_back(std::nullopt);
  parts.table.filled = std::move(filled);
  const std::array<std::pair<const char*, const char*>, 6> ends{{{"leave", "IV"},
                                                                 {"travel", "III"},
                                                                 {"letters", "II"},
                                                                 {"purchases", "III"},
                                                                 {"agreements", "I"},
                                                                 {"budget", ""}}};
  for (const auto& [code, echelon] : ends) {
    matter m;
    m.code = code;
    m.originators = parse_condition("flags=raises");
    m.work_minutes = 10.0;
    parts.matters.push_back(m);
    condition holders;
    if (echelon[0] != '\0') holders.ranks = {echelon};
    const condition_matcher meets(org, holders);
    for (row_index row = 0; row < org.size(); ++row) {
      const position_id p = org.position_at(row);
      if (p < org.command().roots() || (echelon[0] != '\0' && meets.meets(row, p)))
        parts.authorities.push_back(
            {std::string(org.code(p)), code, {}, authority_source::attribution, {}, {}});
    }
  }
  return organisation(std::move(parts), org);
}

organisation with_scheme(const organisation& decided) {
  organisation_parts parts = decided.parts();
  for (matter& m : parts.matters) m.until = parse_holder("@superior");
  return organisation(std::move(parts), decided);
}

totals_of_paths naive_climbing(const organisation& org) {
  const std::vector<row_index>& superiors = org.parts().superiors;
  totals_of_paths found;
  std::vector<double> traffic(org.size(), 0.0);
  std::vector<double> pass_through(org.size(), 0.0);
  std::vector<double> load(org.size(), 0.0);
  std::vector<std::uint8_t> holds(org.size());
  for (const matter& m : org.matters()) {
    holds.assign(org.size(), 0);
    for (const authority& a : org.authorities())
      if (a.matter == m.code) holds[org.row(*org.find(a.position))] = 1;
    const condition_matcher raises(org, m.originators);
    double hand_offs = 0;
    for (row_index row = 0; row < org.size(); ++row) {
      if (!raises.meets(row, org.position_at(row))) continue;
      row_index decider = superiors[row];
      std::size_t steps = 1;
      while (decider != no_position && holds[decider] == 0) {
        decider = superiors[decider];
        ++steps;
      }
      if (decider == no_position) {
        if (holds[row] == 0) continue;
        traffic[row] += 1;
        load[row] += *m.work_minutes;
        continue;
      }
      hand_offs += static_cast<double>(steps);
      for (row_index at = row;; at = superiors[at]) {
        traffic[at] += 1;
        load[at] += *m.work_minutes;
        if (at != row && at != decider) pass_through[at] += 1;
        if (at == decider) break;
      }
    }
    found.hand_offs.push_back(hand_offs);
  }
  for (row_index row = 0; row < org.size(); ++row) {
    found.traffic += traffic[row];
    found.pass_through += pass_through[row];
    found.load += load[row];
  }
  return found;
}

totals_of_paths totals_of(const organisation& org, const decision_report& report) {
  totals_of_paths found;
  for (const matter_summary& m : report.matters)
    found.hand_offs.push_back(
        m.mean_hand_offs ? *m.mean_hand_offs * static_cast<double>(m.originators - m.undecidable)
                         : 0);
  for (position_id p{0}; p < org.size(); ++p) {
    found.traffic += report.traffic[p];
    found.pass_through += report.pass_through[p];
    found.load += report.load[p];
  }
  for (double& sum : found.hand_offs)
    sum = static_cast<double>(static_cast<std::int64_t>(sum + 0.5));
  return found;
}

}  // namespace pangkas::benchmarks

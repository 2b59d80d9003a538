// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"

#include <pangkas/integrity/integrity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

constexpr std::uint32_t names = 1000;  ///< of duties, and as many rules

/// A tenth of the posts have two duties, of which some are next to each other.
struct duties_of_service {
  integrity_tables tables{};
  integrity_rules rules{};
};

duties_of_service make_duties(const service& s) {
  duties_of_service made;
  made.tables.processes = {"purchase"};
  for (std::uint32_t i = 0; i < names; ++i) {
    made.tables.names.push_back("duty " + std::to_string(i));
    separation_rule pair;
    pair.rule.id = "rule " + std::to_string(i);
    pair.duties = {made.tables.names[i], "duty " + std::to_string((i + 1) % names)};
    made.rules.separations.push_back(std::move(pair));
  }
  std::uint32_t state = 1;
  for (row_index row = 0; row < s.organisation().size(); row += 10) {
    state = state * 1664525U + 1013904223U;
    const std::uint32_t first = (state >> 8U) % names;
    made.tables.duties.push_back({row, 0, first});
    made.tables.duties.push_back({row, 0, (first + 1 + (state >> 20U) % 50) % names});
  }
  return made;
}

/// The plain loop knows that each post has two duties, and each rule two neighbours.
std::size_t plain_breaches(const duties_of_service& made) {
  std::vector<std::vector<std::uint32_t>> by_row;
  std::vector<row_index> rows;
  for (const assigned_duty& d : made.tables.duties) {
    if (rows.empty() || rows.back() != d.row) {
      rows.push_back(d.row);
      by_row.emplace_back();
    }
    by_row.back().push_back(d.name);
  }
  std::size_t breaches = 0;
  for (const auto& duties : by_row)
    for (const std::uint32_t a : duties)
      for (const std::uint32_t b : duties)
        if ((a + 1) % names == b) ++breaches;
  return breaches;
}

prepared duties{make_duties};

const auto separation =
    subject<std::size_t>("integrity_separation", {row_order::natural})
        .contender("plain_loop", [](const service& s) { return plain_breaches(duties(s)); })
        .contender(
            "ours",
            [](const service& s) {
              const duties_of_service& made = duties(s);
              return integrity(s.organisation(), made.tables, made.rules);
            },
            [](const service&, const integrity_report& found) { return found.breaches.size(); });

}  // namespace
}  // namespace pangkas::benchmarks

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/graph_line.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("lines are gone through in all, downwards and upwards", "[core][graph_line]") {
  const organisation org =
      make(shared_report().what);  // a reports to M1, and to M2 as a functional
  const std::span<const position_id> superiors = org.command().superiors();
  const std::size_t commanded = org.size() - org.command().roots();
  const std::vector<graph_line> all(
      graph_line_iterator(superiors, org.lines(), 0),
      graph_line_iterator(superiors, org.lines(), org.size() + org.lines().size()));
  REQUIRE(all.size() == commanded + org.lines().size());
  CHECK(std::ranges::count(all, graph_line::forest_line, &graph_line::place) ==
        static_cast<std::ptrdiff_t>(commanded));

  const position_id a = org.at("a");
  const std::vector<graph_line> up(upward_line_iterator(org, a, 0),
                                   upward_line_iterator(org, a, 2));
  CHECK(up == std::vector<graph_line>{{org.at("M1"), a}, {org.at("M2"), a, 0}});

  const position_id m2 = org.at("M2");
  const std::size_t below = org.command().span(m2) + org.lines_from(m2).size();
  const std::vector<graph_line> down(downward_line_iterator(org, m2, 0),
                                     downward_line_iterator(org, m2, below));
  CHECK(down.back() == graph_line{m2, a, 0});
  CHECK(std::ranges::all_of(all, [&](const graph_line& l) {
    return l.superior != m2 || std::ranges::find(down, l) != down.end();
  }));
}

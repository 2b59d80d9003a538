// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/graicunas.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Counted one by one: each subordinate alone, each in every company of others, each ordered pair.
std::uint64_t counted_relationships(std::size_t span) {
  std::uint64_t count = span;
  for (std::uint64_t group = 0; group < std::uint64_t{1} << span; ++group)
    if (std::popcount(group) > 1) count += static_cast<std::uint64_t>(std::popcount(group));
  for (std::size_t i = 0; i < span; ++i)
    for (std::size_t j = 0; j < span; ++j)
      if (i != j) ++count;
  return count;
}

}  // namespace

TEST_CASE("graicunas gives the published numbers", "[metrics][graicunas]") {
  // V. A. Graicunas (1933): 1, 6, 18, 44, 100, 222.
  const std::vector<double> published{0, 1, 6, 18, 44, 100, 222};
  for (std::size_t span = 0; span < published.size(); ++span)
    CHECK(*graicunas(span) == published[span]);
}

TEST_CASE("graicunas is what is counted one by one", "[metrics][graicunas]") {
  for (std::size_t span = 0; span < 14; ++span) {
    CAPTURE(span);
    CHECK(*graicunas(span) == static_cast<double>(counted_relationships(span)));
  }
}

TEST_CASE("graicunas of a wide span is exact, then rounded, then absent", "[metrics][graicunas]") {
  // Worked in whole numbers of any length.
  CHECK(*graicunas(36) == 1'236'950'582'508.0);
  CHECK(*graicunas(48) == 6'755'399'441'058'000.0);
  CHECK(*graicunas(1015) == Approx(1.78189309754419e308));
  CHECK(graicunas(1016).why_absent() == absence::too_large);
  CHECK(graicunas(5'000'000'000).why_absent() == absence::too_large);
}

TEST_CASE("graicunas of a graph counts each subordinate once", "[metrics][graicunas]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    std::vector<std::set<std::size_t>> below(s.size);
    for (const auto& [from, to] : s.lines)
      if (from != to) below[from].insert(to);
    const std::vector<figure> found = graicunas(list_of(s));
    REQUIRE(found.size() == s.size);
    for (std::size_t i = 0; i < s.size; ++i)
      REQUIRE(*found[i] == static_cast<double>(counted_relationships(below[i].size())));
    if (seed % 10 != 0) continue;
    REQUIRE(graicunas(rows_of(s)) == found);
    REQUIRE(graicunas(archetype_of(s)) == found);
  }
}

TEST_CASE("graicunas of an organisation takes the command lines", "[metrics][graicunas]") {
  const organisation org = make(shared_report().what);
  const std::vector<figure> found = graicunas(org);
  CHECK(*found[org.at("R")] == 6);
  CHECK(*found[org.at("M2")] == 1);  // commands c; its functional line to a is no span
  CHECK(*found[org.at("a")] == 0);
  const organisation cycle = make(cycle_of_two().what);
  CHECK(*graicunas(cycle)[cycle.at("A")] == 6);  // B and c
}

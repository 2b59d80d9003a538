// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/compression.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("compression lists the lines between equals by rank", "[metrics][compression]") {
  description what{{post("R"), post("a", "R"), post("b", "a"), post("c", "b"), post("d", "c"),
                    post("e", "d"), post("f", "e")},
                   {},
                   {}};
  auto& p = what.positions;
  p[0].rank = "II.a";
  p[1].rank = "III.a";
  p[2].rank = "Eselon III/a";  // the same rank, spelled otherwise
  p[3].rank = "Archduke";
  p[4].rank = "Archduke";  // not in the scheme, and still the same
  p[5].rank = "archduke";  // another text
  const organisation org = make(what);
  const compression_summary found = compression(org);
  CHECK(found.lines ==
        std::vector<compressed_line>{{org.at("a"), org.at("b")}, {org.at("c"), org.at("d")}});
  CHECK(found.ranked_lines == 5);  // f has no rank
  CHECK(found.share == 2.0 / 5);
}

TEST_CASE("without ranked lines there is no share of compressed ones", "[metrics][compression]") {
  CHECK(compression(organisation()) == compression_summary());
  CHECK(compression(make(shared_report().what)) == compression_summary());
}

TEST_CASE("the lines of a cycle are looked at, a report to itself is not",
          "[metrics][compression]") {
  description what{{post("A", "B"), post("B", "A"), post("S", "S")}, {}, {}};
  for (position& p : what.positions) p.rank = "III.a";
  const compression_summary found = compression(make(what));
  CHECK(found.ranked_lines == 2);
  CHECK(found.lines.size() == 2);
}

TEST_CASE("compression agrees with looking at each line by hand on random organisations",
          "[metrics][compression]") {
  // The spellings that random organisations use, by the rank they mean.
  const auto meant = [](const std::string& rank) -> std::string {
    if (rank == "Eselon II/a") return "II.a";
    if (rank == "iv a") return "IV.a";
    if (rank == "Staff") return "Pelaksana";
    return rank;
  };
  for (std::uint64_t seed = 0; seed < cases_to_try(3000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    std::set<std::pair<std::string, std::string>> expected;
    std::size_t ranked = 0;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const auto above = hand.superior(i);
      if (!above || above == i) continue;
      const std::string upper = hand.what().positions[*above].rank;
      const std::string lower = hand.what().positions[i].rank;
      if (upper.empty() || lower.empty()) continue;
      ++ranked;
      if (meant(upper) == meant(lower)) expected.emplace(hand.code(*above), hand.code(i));
    }
    const compression_summary summary = compression(org);
    std::set<std::pair<std::string, std::string>> found;
    for (const compressed_line& l : summary.lines)
      found.emplace(org.code(l.superior), org.code(l.subordinate));
    REQUIRE(found == expected);
    REQUIRE(summary.lines.size() == expected.size());
    REQUIRE(summary.ranked_lines == ranked);
    REQUIRE(summary.share.has_value() == (ranked > 0));
  }
}

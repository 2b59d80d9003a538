// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("rank_scheme finds one rank under all its spellings", "[core][rank_scheme]") {
  const rank_scheme& scheme = *small_scheme();
  for (const char* spelling : {"III.a", "III.A", "iii a", "III/a", "III-a", "III_a", "Eselon III.a",
                               "ESELON III/a", "echelon iii.a", "Grade III a", "IIIa"}) {
    CAPTURE(spelling);
    CHECK(scheme.find(spelling) == rank_index{2});
  }
  CHECK(scheme.find("staff") == rank_index{6});
  CHECK_FALSE(scheme.find("III"));  // a group is no rank
  CHECK_FALSE(scheme.find("III.aa"));
  CHECK_FALSE(scheme.find(""));
  CHECK_FALSE(scheme.find("eselon"));
}

TEST_CASE("rank_scheme keeps its order, the highest first", "[core][rank_scheme]") {
  const rank_scheme& scheme = *small_scheme();
  CHECK(scheme.find("I.a") < scheme.find("IV.a"));
  CHECK(scheme[0].name == "I.a");
  CHECK(scheme.ranks().size() == 7);
  CHECK(scheme.name() == "small");
}

TEST_CASE("a rank matches its name, its aliases and its groups", "[core][rank_scheme]") {
  const rank_scheme& scheme = *small_scheme();
  CHECK(scheme.matches(2, "III"));
  CHECK(scheme.matches(2, "eselon iii"));
  CHECK(scheme.matches(2, "administrator"));
  CHECK(scheme.matches(2, "III/a"));
  CHECK(scheme.matches(4, "madya"));
  CHECK_FALSE(scheme.matches(2, "IV"));
  CHECK_FALSE(scheme.matches(2, "II"));
}

TEST_CASE("rank_scheme refuses a spelling that names two ranks", "[core][rank_scheme]") {
  rank first;
  first.name = "III.a";
  rank second;
  second.name = "Section head";
  second.aliases = {"eselon iii/A"};
  try {
    const rank_scheme scheme("twice", "Twice", {first, second});
    FAIL("accepted");
  } catch (const rule_error& e) {
    CHECK_THAT(e.what(), contains("\"III.a\""));
    CHECK_THAT(e.what(), contains("\"Section head\""));
    CHECK_THAT(e.what(), contains("twice"));
  }
  // The name again as an alias of the same rank is harmless.
  first.aliases = {"III/a"};
  CHECK(rank_scheme("once", "Once", {first}).find("iiia") == rank_index{0});
}

TEST_CASE("two rank schemes are equal if all they say is", "[core][rank_scheme]") {
  const rank_scheme& scheme = *small_scheme();
  CHECK(scheme == rank_scheme("small", "A small scheme", scheme.ranks()));
  CHECK_FALSE(scheme == rank_scheme("other", "A small scheme", scheme.ranks()));
  std::vector<rank> ranks = scheme.ranks();
  ranks[0].note = "unverified";
  CHECK_FALSE(scheme == rank_scheme("small", "A small scheme", ranks));
}

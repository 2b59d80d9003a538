// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/select.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

policy repeating(const std::string& condition, const std::string& exempt = {}) {
  std::string text = "[policy]\nname = \"again\"\nrepeat = true\n[[select]]\nrule = \"small\"\n" +
                     condition + "\n[[convert]]\nrule = \"along\"\nto_kind = \"functional\"\n";
  if (!exempt.empty())
    text += "[[exempt]]\nrule = \"stays\"\nreason = \"law\"\nsource = \"Law 1\"\n" + exempt + "\n";
  return read_policy(text, "again.toml");
}

organisation office(const std::vector<std::size_t>& above) {
  organisation_builder builder(ministry_scheme());
  for (std::size_t i = 0; i < above.size(); ++i)
    builder.add(post(std::to_string(i), "", above[i] == i ? "" : std::to_string(above[i])));
  return std::move(builder).build().organisation;
}

/// The superiors after, by the words of the rule: the posts that lead fewer than `low` and have no
/// such post below them go, round after round; whoever stays apart stays.
std::vector<std::size_t> by_the_words(std::vector<std::size_t> above, std::size_t low,
                                      const std::set<std::size_t>& stays, std::size_t& rounds) {
  const std::size_t size = above.size();
  std::set<std::size_t> gone;
  for (rounds = 0;; ++rounds) {
    std::set<std::size_t> met;
    for (std::size_t p = 0; p < size; ++p) {
      std::size_t span = 0;
      for (std::size_t q = 0; q < size; ++q) span += q != p && above[q] == p ? 1U : 0U;
      if (span > 0 && span < low && above[p] != p && !gone.contains(p) && !stays.contains(p))
        met.insert(p);
    }
    std::set<std::size_t> lowest = met;
    for (const std::size_t p : met)
      for (std::size_t q = p; above[q] != q;) {
        q = above[q];
        lowest.erase(q);
      }
    if (lowest.empty()) return above;
    for (const std::size_t p : lowest) {
      gone.insert(p);
      for (std::size_t q = 0; q < size; ++q)
        if (q != p && above[q] == p) above[q] = above[p];
    }
  }
}

}  // namespace

TEST_CASE("a policy that repeats asks again of what came out, bottom up",
          "[simplify][select_repeatedly]") {
  // 0 leads 1, which leads 2, which leads 3, which leads 4 and 5.
  const organisation before = office({0, 0, 1, 2, 3, 3});
  // Leads fewer than 3: 3 goes first; 2 then leads 3, 4 and 5 and stays; 1 leads 2 alone and goes.
  const policy rules = repeating("span = \"1..2\"");
  const simplification s = simplify(before, rules);
  CHECK(s.rounds == 2);
  CHECK(s.converted == 2);
  CHECK(s.selected == 2);
  std::vector<std::string> told;
  for (const ledger_entry& e : s.changes.entries) {
    const change_in_words w = in_words(s.changes, e);
    told.push_back(w.position + " " + w.change + " " + w.reason);
  }
  CHECK(told[0] == "1 converted Round 2.");
  CHECK(told[1] == "3 converted Round 1.");
  CHECK(same(before, undo(s.after, s.changes)));
  // Asked once, all that lead fewer than 3 go.
  policy once = rules;
  once.repeat = false;
  CHECK(simplify(before, once).converted == 3);
  CHECK(simplify(before, once).rounds == 0);
  // What is exempt is met again and again, and stays.
  const simplification kept = simplify(before, repeating("span = \"1..2\"", "codes = [\"3\"]"));
  CHECK(kept.kept_exempt == 1);
  CHECK(kept.converted == 2);
  // One that is named is met again once it is converted, and by an exemption for what it is then; it
  // is neither converted twice nor kept.
  for (const char* exempt : {"", "kind = \"functional\""}) {
    const simplification named = simplify(before, repeating("codes = [\"1\", \"3\"]", exempt));
    CHECK(named.rounds == 2);
    CHECK(named.converted == 2);
    CHECK(named.kept_exempt == 0);
  }
  CHECK(read_policy(write_policy(rules), "again.toml").repeat);
}

TEST_CASE("a policy that repeats does what a loop by the words of the rule does",
          "[simplify][select_repeatedly]") {
  std::map<std::size_t, std::size_t> seen;
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::size_t> above(1 + random() % 16);
    std::set<std::size_t> stays;
    for (std::size_t i = 0; i < above.size(); ++i) {
      above[i] = i == 0 || random() % 12 == 0 ? i : i - 1 - random() % std::min<std::size_t>(i, 3);
      if (random() % 8 == 0) stays.insert(i);
    }
    const std::size_t low = 2 + random() % 3;
    std::string exempt = "codes = [\"none\"";
    for (const std::size_t p : stays) exempt += ", \"" + std::to_string(p) + "\"";
    const organisation before = office(above);
    const simplification s =
        simplify(before, repeating("span = \"1.." + std::to_string(low - 1) + "\"", exempt + "]"));
    std::size_t rounds = 0;
    const std::vector<std::size_t> expected = by_the_words(above, low, stays, rounds);
    CAPTURE(seed);
    REQUIRE(s.rounds == rounds);
    ++seen[rounds];
    for (std::size_t i = 0; i < above.size(); ++i)
      REQUIRE(s.after.declared_superior(s.after.at(std::to_string(i))) ==
              (expected[i] == i ? "" : std::to_string(expected[i])));
    REQUIRE(same(before, undo(s.after, s.changes)));
  }
  CHECK(seen.size() > 3);
}

TEST_CASE("a policy that would repeat too long says so before it begins",
          "[simplify][select_repeatedly]") {
  std::vector<std::size_t> chain(50'000);
  for (std::size_t i = 1; i < chain.size(); ++i) chain[i] = i - 1;
  const organisation deep = office(chain);
  CHECK_THROWS_WITH(simplify(deep, repeating("one_to_one = true")),
                    contains("the policy repeats, and 49998 posts that it meets stand one below "
                             "another among 50000 positions"));
}

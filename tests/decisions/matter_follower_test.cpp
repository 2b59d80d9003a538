// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/matter_follower.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/small_ministry.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Where a follower differs from decision_path() in what it says of one originator; empty: nowhere.
std::string difference(matter_follower& follow, const followed_path& expected, position_id p) {
  if (follow.path(p) != expected) return "path";
  const auto length = follow.length(p);
  if (length.has_value() != expected.hand_offs.has_value()) return "decidable";
  if (!length) {
    if (follow.decider(p)) return "decider of what nobody decides";
    return follow.why_undecidable(p) == expected.undecidable ? "" : "reason";
  }
  if (length->command != expected.hand_offs ||
      length->with_roles != expected.hand_offs_with_roles ||
      length->with_coordination != expected.hand_offs_with_coordination)
    return "length";
  return follow.decider(p) == expected.steps.back().position ? "" : "decider";
}

}  // namespace

TEST_CASE("the matters of an office are followed one after the other",
          "[decisions][matter_follower]") {
  const organisation org = make(office());
  matter_follower follow(org);
  REQUIRE(follow.matters() == 2);
  const auto codes = [&](std::size_t matter) {
    std::string all;
    for (const position_id p : follow.originators(matter)) all += std::string(org.code(p)) + " ";
    return all;
  };
  CHECK(codes(0) == "s1 s2 ");
  CHECK(codes(1) == "M L H s1 ");  // whatever was turned to, by position
  CHECK(follow.volume_of_each(0) == 30.0);
  CHECK(follow.volume_of_each(1) == 1.0);
  // It begins with the first matter: s1, K, H, L, D.
  CHECK(follow.length(org.at("s1")) == path_length{2, 3, 4, 0});
  CHECK(follow.decider(org.at("s1")) == org.at("D"));
  CHECK_FALSE(follow.length(org.at("M")));
  CHECK(follow.why_undecidable(org.at("M")) == undecidable_reason::no_authority);
  follow.turn_to(1);
  CHECK(follow.decider(org.at("s1")) == org.at("M"));
  CHECK(follow.length(org.at("M")) == path_length{});
  follow.turn_to(0);
  CHECK(follow.decider(org.at("s1")) == org.at("D"));
  // What was begun may be moved on.
  matter_follower moved = std::move(follow);
  CHECK(moved.decider(org.at("s2")) == org.at("D"));
}

TEST_CASE("without matters the default one is followed", "[decisions][matter_follower]") {
  const organisation org = ministry();
  matter_follower follow(org);
  CHECK(follow.matters() == 1);
  CHECK(follow.originators(0) == std::vector<position_id>{org.at("STAF")});
  CHECK(follow.volume_of_each(0) == 1.0);
  CHECK(follow.length(org.at("STAF")) == path_length{5, 5, 5, 0});
  CHECK(follow.decider(org.at("STAF")) == org.at("MENTERI"));
  for (position_id p{0}; p < org.size(); ++p)
    CHECK(follow.path(p).steps == decision_path(org, p).value());

  const organisation orphans = make(orphan_tree().what);
  matter_follower lost(orphans);
  for (position_id p(orphans.command().placed()); p < orphans.size(); ++p)
    CHECK_FALSE(lost.length(p));
  CHECK_FALSE(lost.decider(orphans.at("o1")));
  CHECK(lost.path(orphans.at("o1")).undecidable == undecidable_reason::not_placed);
}

TEST_CASE("a follower says of every originator what decision_path says",
          "[decisions][matter_follower]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    random_decisions random(seed);
    const decision_data data = random.next();
    const decision_options options{.on = random.day()};
    const organisation org = make(data, small_scheme());
    if (org.matters().empty()) continue;
    matter_follower follow(org, options);
    for (std::size_t m = org.matters().size(); m > 0; --m) {
      follow.turn_to(m - 1);
      for (position_id p{0}; p < org.size(); ++p) {
        const std::string found = difference(follow, decision_path(org, m - 1, p, options), p);
        if (!found.empty()) FAIL("seed " << seed << ", matter " << m - 1 << ": " << found);
      }
    }
  }
}

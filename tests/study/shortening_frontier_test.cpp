// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/shortening_frontier.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A head T leads chains of three posts, with a clerk below each who raises the matter so often a year.
decision_data chains(const std::vector<double>& volumes) {
  decision_data data;
  data.positions = {post("T")};
  authority right;
  right.position = "T";
  right.matter = "*";
  data.authorities = {right};
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const std::string name(1, static_cast<char>('a' + static_cast<int>(i)));
    data.positions.push_back(post(name + "1", "T"));
    data.positions.push_back(post(name + "2", name + "1"));
    data.positions.push_back(post(name + "3", name + "2"));
    data.positions.push_back(post(name, name + "3"));
    matter m;
    m.code = "m" + name;
    m.originators = parse_condition(name);
    m.volume = volumes[i];
    data.matters.push_back(m);
  }
  return data;
}

/// Hand-offs saved by sets of converted and of receiving posts, climbed post by post: the matters of one
/// clerk, who stands below `chain` from the lowest up, T above them all.
double saved_on_chain(double volume, const std::vector<bool>& converted,
                      const std::vector<bool>& receives) {
  std::size_t length = 1;  // to whoever decides
  for (std::size_t i = 0; i < converted.size(); ++i) {
    if (receives[i] && !converted[i]) break;
    if (!converted[i]) ++length;
  }
  return volume * (static_cast<double>(converted.size() + 1) - static_cast<double>(length));
}

}  // namespace

TEST_CASE("compare_shortenings says how many conversions delegations are worth",
          "[study][delegation]") {
  // One chain of three, 10 a year: each conversion saves 10; one delegation to the lowest saves 30.
  const organisation org = make(chains({10}));
  const shortening_frontier found = compare_shortenings(org, {}, {}, 5);
  CHECK(found.hand_offs_before == 40);
  CHECK(found.delegations == 1);
  CHECK(found.hand_offs_of_delegations == 30);
  CHECK(found.posts_for_delegations == 3);
  CHECK(found.in_words() == "1 delegation saves as much as converting 3 posts.");
  REQUIRE(found.points.size() == 3);       // 1, 2, 5
  CHECK(found.points[0].flattening == 0);  // a price takes all three, for they gain the same
  CHECK(found.points[0].delegation == 30);
  CHECK(found.points[2].flattening == 30);
  CHECK(found.points[2].posts == 3);
  for (const shortening_point& p : found.points) CHECK(p.both == 30);
  // A conversion is worth a third of three, and a delegation 30, whatever else is done.
  CHECK(found.points[0].bound == 30);
  CHECK(found.points[1].bound == 40);
  CHECK(found.points[2].bound == 60);
  CHECK_THROWS_AS(compare_shortenings(organisation(), {}, {}, 5), input_error);
  CHECK(compare_shortenings(org, {}, {}, 0).points.empty());
  // Where no post may go, none can save as much; where nobody may receive, nothing is saved so.
  flattening_request none;
  for (position_id p{0}; p < org.size(); ++p) none.keep.push_back(p);
  none.keep_because = {"stays", "for the test", "the test", {}};
  const shortening_frontier kept = compare_shortenings(org, none, {}, 2);
  CHECK_FALSE(kept.posts_for_delegations);
  CHECK(kept.in_words() == "1 delegation saves more than converting any number of posts.");
  CHECK(kept.points.back().both == 30);
  delegation_request nobody;
  nobody.receivers = parse_condition("nobody");
  const shortening_frontier posts = compare_shortenings(org, {}, nobody, 5);
  CHECK(posts.in_words() == "No delegation saves anything.");
  CHECK(posts.points.back().both == 30);
  // Two chains, of which one saves less than the other.
  const organisation two = make(chains({10, 1}));
  const shortening_frontier of_two = compare_shortenings(two, {}, {}, 9);
  CHECK(of_two.in_words() == "2 delegations save as much as converting 6 posts.");
  // One conversion is worth 10 and a delegation 30; of five measures three, and two delegations.
  REQUIRE(of_two.points.size() > 2);
  CHECK(of_two.points[1].bound == Approx(40));
  CHECK(of_two.points[2].bound == Approx(63));
}

TEST_CASE("a bound is told only where savings cannot add to each other", "[study][delegation]") {
  decision_data data = chains({10});
  CHECK(compare_shortenings(make(data), {}, {}, 1).points.at(0).bound);
  decision_data with_role = data;
  with_role.lines.push_back({"T", "a3", line_type::coordination, {}, {}, {}, {}});
  CHECK_FALSE(compare_shortenings(make(with_role), {}, {}, 1).points.at(0).bound);
  data.matters[0].levels_up = 9;
  CHECK_FALSE(compare_shortenings(make(data), {}, {}, 1).points.at(0).bound);
}

TEST_CASE("what compare_shortenings finds for both is reached, and within its bound",
          "[study][delegation]") {
  std::mt19937_64 random(5);
  for (std::size_t i = 0; i < cases_to_try(200); ++i) {
    std::vector<double> volumes;
    for (std::size_t n = 1 + random() % 2; n > 0; --n)
      volumes.push_back(static_cast<double>(1 + random() % 9));
    const organisation org = make(chains(volumes));
    const std::size_t most = 1 + random() % 5;
    const shortening_frontier found = compare_shortenings(org, {}, {}, most);
    // Every set of converted posts and of receivers.
    const std::size_t posts = 3 * volumes.size();
    std::vector<double> best(most + 1, 0);
    for (std::uint32_t set = 0; set < (1U << (2 * posts)); ++set) {
      std::size_t count = 0;
      double saved = 0;
      for (std::size_t c = 0; c < volumes.size(); ++c) {
        std::vector<bool> converted;
        std::vector<bool> receives;
        for (std::size_t k = 0; k < 3; ++k) {
          converted.push_back(((set >> (3 * c + k)) & 1U) != 0);
          receives.push_back(((set >> (posts + 3 * c + k)) & 1U) != 0);
          count += (converted.back() ? 1U : 0U) + (receives.back() ? 1U : 0U);
        }
        saved += saved_on_chain(volumes[c], converted, receives);
      }
      if (count <= most) best[count] = std::max(best[count], saved);
    }
    for (const shortening_point& p : found.points) {
      double reachable = 0;
      for (std::size_t n = 0; n <= p.measures; ++n) reachable = std::max(reachable, best[n]);
      CHECK(p.both <= Approx(reachable));
      CHECK(reachable <= Approx(*p.bound));
      CHECK(p.both >= Approx(p.delegation));
      CHECK(p.both >= Approx(p.flattening));
      CHECK(p.posts_of_both + p.delegations_of_both <= p.measures);
    }
  }
}

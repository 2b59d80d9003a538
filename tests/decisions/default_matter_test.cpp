// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/default_matter.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/decisions/decision_path.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A path as codes, each with a mark: "" command step, "r" role, "c" coordination.
using walked = std::vector<std::pair<std::string, std::string>>;

/// Walks from desk to desk as the rule says, by codes, with no thought for speed.
class walker {
 public:
  walker(const by_hand& hand, const organisation& org) : hand_(hand), org_(org) {}

  [[nodiscard]] std::optional<walked> walk(std::size_t originator) const {
    if (hand_.placement_of(originator) != placement::placed) return std::nullopt;
    walked path;
    std::optional<std::size_t> desk = originator;
    while (desk) {
      path.emplace_back(hand_.code(*desk), "");
      if (!hand_.superior(*desk)) break;  // the decider
      coordinate(hand_.code(*desk), path);
      std::set<std::string> superiors;
      const auto chain = hand_.climb(*desk);
      for (std::size_t above : *chain) superiors.insert(hand_.code(above));
      std::set<std::string> seen{hand_.code(*desk)};
      std::vector<std::string> waiting;
      const auto find_roles = [&](const std::string& from) {
        for (const std::string& upper :
             uppers(from, {line_type::assignment, line_type::functional}))
          if (!superiors.contains(upper) && seen.insert(upper).second) waiting.push_back(upper);
      };
      find_roles(hand_.code(*desk));
      while (!waiting.empty()) {
        const std::string holder = waiting.front();
        waiting.erase(waiting.begin());
        path.emplace_back(holder, "r");
        coordinate(holder, path);
        find_roles(holder);
      }
      desk = hand_.superior(*desk);
    }
    return path;
  }

 private:
  /// Upper ends of the lines for all matters, by position number.
  [[nodiscard]] std::vector<std::string> uppers(const std::string& from,
                                                const std::set<line_type>& types) const {
    std::map<position_id, std::string> found;
    for (const reporting_line& l : hand_.what().lines)
      if (l.subordinate == from && l.matter.empty() && types.contains(l.type))
        found[org_.at(l.superior)] = l.superior;
    std::vector<std::string> codes;
    for (const auto& [p, code] : found) codes.push_back(code);
    return codes;
  }
  void coordinate(const std::string& from, walked& path) const {
    for (const std::string& upper : uppers(from, {line_type::coordination}))
      path.emplace_back(upper, "c");
  }

  const by_hand& hand_;
  const organisation& org_;
};

/// The same of a path that the library gave; its marks are checked on the way.
walked as_codes(const organisation& org, const std::vector<path_step>& path) {
  walked codes;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const path_step& step = path[i];
    const std::string code(org.code(step.position));
    REQUIRE((step.role == step_role::decider) == (i + 1 == path.size()));
    REQUIRE(step.led_here.has_value() == (i > 0));
    if (step.role == step_role::drafter) REQUIRE(i == 0);
    if (step.role == step_role::role_step) {
      REQUIRE((step.led_here == line_type::assignment || step.led_here == line_type::functional));
      codes.emplace_back(code, "r");
    } else if (step.role == step_role::coordination) {
      REQUIRE(step.led_here == line_type::coordination);
      codes.emplace_back(code, "c");
    } else {
      if (i > 0) REQUIRE(step.led_here == line_type::command);
      codes.emplace_back(code, "");
    }
  }
  return codes;
}

}  // namespace

TEST_CASE("decision_paths gives the values worked by hand", "[decisions][default_matter]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const decision_summary summary = decision_paths(make(named.what));
    CHECK(summary.matters == 1);
    CHECK(summary.volume == named.expected.volume);
    CHECK(summary.undecidable == named.expected.undecidable);
    CHECK(summary.mean_hand_offs == named.expected.mean_hand_offs);
    CHECK(summary.p50 == named.expected.p50);
    CHECK(summary.p90 == named.expected.p90);
    CHECK(summary.max == named.expected.max_hand_offs);
    CHECK(summary.mean_hand_offs_with_roles == named.expected.with_roles);
    CHECK(summary.mean_hand_offs_with_coordination == named.expected.with_coordination);
  }
}

TEST_CASE("decision_path leads from the drafter over roles and initials to the decider",
          "[decisions][default_matter]") {
  const organisation org = make(paper_flattening().what);
  const auto path = decision_path(org, org.at("s1"));
  REQUIRE(path);
  const std::vector<path_step> expected{
      {org.at("s1"), step_role::drafter, std::nullopt},
      {org.at("L"), step_role::coordination, line_type::coordination},
      {org.at("H"), step_role::role_step, line_type::assignment},
      {org.at("L"), step_role::coordination, line_type::coordination},
      {org.at("K"), step_role::role_step, line_type::assignment},
      {org.at("D"), step_role::reviewer, line_type::command},
      {org.at("M"), step_role::decider, line_type::command}};
  CHECK(*path == expected);

  // By command lines alone the paper reform looks as it was meant.
  const auto formal = decision_path(org.command(), org.at("s1"));
  REQUIRE(formal);
  CHECK(formal->size() == 3);
}

TEST_CASE("a root decides its own matter in one step", "[decisions][default_matter]") {
  const organisation org = make(paper_flattening().what);
  const auto path = decision_path(org, org.at("M"));
  REQUIRE(path);
  CHECK(*path == std::vector<path_step>{{org.at("M"), step_role::decider, std::nullopt}});
}

TEST_CASE("a matter is undecidable for an orphan and for the unrooted",
          "[decisions][default_matter]") {
  const organisation orphan = make(orphan_tree().what);
  CHECK_FALSE(decision_path(orphan, orphan.at("o1")));
  CHECK_FALSE(decision_path(orphan.command(), orphan.at("o1")));
  const organisation cycle = make(cycle_of_two().what);
  CHECK_FALSE(decision_path(cycle, cycle.at("c")));
  const path_lengths lengths(cycle);
  CHECK_FALSE(lengths.decidable(cycle.at("c")));
  CHECK_FALSE(lengths.command(cycle.at("c")));
  CHECK_FALSE(lengths.with_roles(cycle.at("c")));
  CHECK_FALSE(lengths.with_coordination(cycle.at("c")));
}

TEST_CASE("a role line from a command superior adds no step, nor do roles that form a circle",
          "[decisions][default_matter]") {
  description what{{post("R"), post("D", "R"), post("s", "D"), post("x", "R"), post("y", "R")},
                   {{"D", "s", line_type::assignment, {}, {}},
                    {"R", "s", line_type::functional, {}, {}},
                    {"x", "s", line_type::assignment, {}, {}},
                    {"x", "s", line_type::functional, {}, {}},  // twice, and still one step
                    {"y", "x", line_type::assignment, {}, {}},
                    {"x", "y", line_type::assignment, {}, {}},
                    {"s", "y", line_type::assignment, {}, {}}},
                   {}};
  const organisation org = make(what);
  const path_lengths lengths(org);
  CHECK(lengths.command(org.at("s")) == std::uint64_t{2});
  CHECK(lengths.with_roles(org.at("s")) == std::uint64_t{4});  // s, x, y, D, R
}

TEST_CASE("what hangs on a command superior is not reached through it from below",
          "[decisions][default_matter]") {
  // k coordinates D; s is assigned to D, its own superior. The path of s meets k once: after D.
  description what{
      {post("R"), post("D", "R"), post("k", "R"), post("s", "D")},
      {{"D", "s", line_type::assignment, {}, {}}, {"k", "D", line_type::assignment, {}, {}}},
      {}};
  const organisation org = make(what);
  const auto path = decision_path(org, org.at("s"));
  REQUIRE(path);
  CHECK(as_codes(org, *path) == walked{{"s", ""}, {"D", ""}, {"k", "r"}, {"R", ""}});
}

TEST_CASE("percentiles are nearest ranks", "[decisions][default_matter]") {
  // Nine roots alone decide at once; one chain of eleven takes ten hand-offs.
  description what;
  for (int i = 0; i < 9; ++i) what.positions.push_back(post("R" + std::to_string(i)));
  for (int i = 0; i < 11; ++i)
    what.positions.push_back(
        post("c" + std::to_string(i), i == 0 ? "" : "c" + std::to_string(i - 1)));
  decision_summary summary = decision_paths(make(what));
  CHECK(summary.volume == 10);
  CHECK(summary.p50 == std::size_t{0});
  CHECK(summary.p90 == std::size_t{0});
  CHECK(summary.max == std::size_t{10});
  CHECK(summary.mean_hand_offs == 1.0);
  what.positions.erase(what.positions.begin());
  summary = decision_paths(make(what));
  CHECK(summary.p90 == std::size_t{10});  // rank ⌈0.9 · 9⌉ = 9
}

TEST_CASE("decision_path is the path of a step-by-step walker on random organisations",
          "[decisions][default_matter]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(4000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.lines = seed % 3 == 0 ? 0 : seed % 3 == 1 ? 40 : 95;
    const by_hand hand(random_description(seed, options));
    const organisation org = make(hand.what());
    const walker slow(hand, org);
    const path_lengths lengths(org);

    std::vector<std::size_t> formal;
    std::size_t with_roles = 0;
    std::size_t with_coordination = 0;
    std::size_t undecidable = 0;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const position_id p = org.position_at(static_cast<row_index>(i));
      const auto expected = slow.walk(i);
      const auto found = decision_path(org, p);
      REQUIRE(found.has_value() == expected.has_value());
      REQUIRE(lengths.decidable(p) == expected.has_value());
      const bool raises = hand.subordinates(i).empty();
      if (!expected) {
        if (raises) ++undecidable;
        continue;
      }
      REQUIRE(as_codes(org, *found) == *expected);
      const auto of_kind = [&](const char* mark) {
        return static_cast<std::size_t>(std::ranges::count(*expected, std::string(mark),
                                                           [](const auto& s) { return s.second; }));
      };
      const std::size_t command = of_kind("") - 1;
      REQUIRE(lengths.command(p) == command);
      REQUIRE(lengths.with_roles(p) == command + of_kind("r"));
      REQUIRE(lengths.with_coordination(p) == expected->size() - 1);
      REQUIRE(decision_path(org.command(), p)->size() == command + 1);
      if (!raises) continue;
      formal.push_back(command);
      with_roles += command + of_kind("r");
      with_coordination += expected->size() - 1;
    }

    const decision_summary summary = decision_paths(org);
    REQUIRE(summary.undecidable == undecidable);
    REQUIRE(summary.volume == static_cast<double>(formal.size() + undecidable));
    REQUIRE(summary.mean_hand_offs.has_value() == !formal.empty());
    if (formal.empty()) continue;
    std::ranges::sort(formal);
    const auto decidable = static_cast<double>(formal.size());
    const auto rank = [&](double share) {
      return formal[static_cast<std::size_t>(std::ceil(share * decidable - 1e-9)) - 1];
    };
    std::size_t total = 0;
    for (std::size_t length : formal) total += length;
    REQUIRE(summary.p50 == rank(0.5));
    REQUIRE(summary.p90 == rank(0.9));
    REQUIRE(summary.max == formal.back());
    REQUIRE(*summary.mean_hand_offs == Approx(static_cast<double>(total) / decidable));
    REQUIRE(*summary.mean_hand_offs_with_roles ==
            Approx(static_cast<double>(with_roles) / decidable));
    REQUIRE(*summary.mean_hand_offs_with_coordination ==
            Approx(static_cast<double>(with_coordination) / decidable));
  }
}

TEST_CASE("decision_paths of a foreign graph are those by command lines",
          "[decisions][default_matter]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.orphans = 0;
    const by_hand hand(random_description(seed, options));
    list graph(hand.size());
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i)) add_edge(*hand.superior(i), i, graph);
    REQUIRE(decision_paths(graph) == decision_paths(make(hand.what()).command()));
  }
}

TEST_CASE("decision_path climbs a chain of two hundred thousand positions",
          "[decisions][default_matter]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  const command_forest chain(superiors);
  const auto path = decision_path(chain, size - 1);
  REQUIRE(path);
  CHECK(path->size() == size);
  CHECK(path->back().position == 0);
  CHECK(decision_paths(chain).max == std::size_t{size - 1});
  CHECK(path_lengths(chain).command(size - 1) == std::uint64_t{size - 1});

  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  const decision_summary star = decision_paths(command_forest(superiors));
  CHECK(star.volume == size - 1);
  CHECK(star.mean_hand_offs == 1.0);
}

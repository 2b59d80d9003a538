// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/condition_matcher.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The codes of the positions that meet a condition, by row.
std::string codes(const condition& when) {
  const organisation org = untidy_ministry();
  const condition_matcher meets(org, when);
  std::string result;
  for (row_index row = 0; row < org.size(); ++row)
    if (meets(org.position_at(row))) result += org.code(org.position_at(row));
  return result;
}

}  // namespace

TEST_CASE("an external position is neither a manager nor none", "[core][condition_matcher]") {
  organisation_builder builder;
  builder.add(post("R", "", ""));
  builder.add(post("M", "", "", {"external"}));
  const organisation org = std::move(builder).build().organisation;
  condition when;
  const auto meets = [&](const char* code) { return condition_matcher(org, when)(org.at(code)); };
  CHECK(meets("M"));
  when.flags = {"external"};
  CHECK(meets("M"));
  when = {};
  when.manager = false;
  CHECK(meets("R"));
  CHECK_FALSE(meets("M"));
  when.manager = true;
  CHECK_FALSE(meets("M"));
}

TEST_CASE("a post that has ended is met by its flag alone", "[core][condition_matcher]") {
  organisation_builder builder;
  builder.add(post("R", "", ""));
  builder.add(post("gone", "", "", {"external", "abolished"}));
  builder.add(post("word", "", "R", {"abolished"}));  // of a table: it is inside
  const organisation org = std::move(builder).build().organisation;
  const auto met = [&](const condition& when) {
    std::string all;
    const condition_matcher meets(org, when);
    for (row_index row = 0; row < org.size(); ++row)
      if (meets(org.position_at(row))) all += std::string(org.code(org.position_at(row))) + " ";
    return all;
  };
  CHECK(met({}) == "R word ");
  condition flagged;
  flagged.flags = {"abolished"};
  CHECK(met(flagged) == "gone word ");
}

TEST_CASE("a condition meets the positions that its words say", "[core][condition_matcher]") {
  condition when;
  SECTION("nothing asked: all") { CHECK(codes(when) == "RABCDEFXYSOU"); }
  SECTION("rank by name, in any spelling") {
    when.ranks = {"iii-a"};
    CHECK(codes(when) == "AXYSO");
  }
  SECTION("rank by group, and several ranks") {
    when.ranks = {"III", "Pengawas"};
    CHECK(codes(when) == "ABCXYSO");
  }
  SECTION("a rank outside the scheme meets no rule") {
    when.ranks = {"made up"};
    CHECK(codes(when).empty());
  }
  SECTION("kind, also from the rank") {
    when.kinds = {position_kind::structural};
    CHECK(codes(when) == "RABCXYSO");
    when.kinds = {position_kind::executing, position_kind::functional};
    CHECK(codes(when) == "DU");
  }
  SECTION("layer, of placed positions only") {
    when.layers = {{2, 4}};
    CHECK(codes(when) == "ABDE");
    when.layers = {{4, 17, 2, 3, 2}};
    CHECK(codes(when) == "ABCDEF");
    when.layers = {{1}};
    CHECK(codes(when) == "R");
    when.layers = {{17}};
    CHECK(codes(when).empty());
    when.layers.emplace();
    CHECK(codes(when).empty());
  }
  SECTION("unit, exact or in part") {
    when.units = {"Biro Umum", ""};
    CHECK(codes(when) == "ACDEXYSOU");
    when.units.clear();
    when.unit_contains = {"HUKUM", "sekretariat"};
    CHECK(codes(when) == "RBF");
    when.units = {"Biro Hukum"};
    CHECK(codes(when) == "BF");
  }
  SECTION("title in part") {
    when.title_contains = {"kepala sub", "jenderal"};
    CHECK(codes(when) == "RC");
  }
  SECTION("any of the flags") {
    when.flags = {"E2", "E9"};
    CHECK(codes(when) == "AC");
  }
  SECTION("codes, exactly") {
    when.codes = {"B", "F", "r", "no such"};
    CHECK(codes(when) == "BF");
    when.codes = {"no such"};
    CHECK(codes(when).empty());
  }
  SECTION("subtrees: the position itself and all below it") {
    when.subtrees = {"A"};
    CHECK(codes(when) == "ACDE");
    when.subtrees = {"C", "A", "B", "no such"};
    CHECK(codes(when) == "ABCDEF");
    // An orphan has what hangs on it too.
    when.subtrees = {"O"};
    CHECK(codes(when) == "OU");
    when.subtrees = {"no such"};
    CHECK(codes(when).empty());
  }
  SECTION("managers have a subordinate other than themselves") {
    when.manager = true;
    CHECK(codes(when) == "RABCXYO");
    when.manager = false;
    CHECK(codes(when) == "DEFSU");
  }
  SECTION("all members must be met") {
    when.ranks = {"III"};
    when.manager = true;
    when.flags = {"E1"};
    CHECK(codes(when) == "A");
  }
}

TEST_CASE("without a scheme a rank is its text", "[core][condition_matcher]") {
  organisation_builder builder;
  builder.add(post("A", "Grade 7", ""));
  builder.add(post("B", "", "A"));
  const organisation org = std::move(builder).build().organisation;
  condition when;
  when.ranks = {"grade7"};
  CHECK(condition_matcher(org, when)(org.at("A")));
  CHECK_FALSE(condition_matcher(org, when)(org.at("B")));
}

TEST_CASE("what rules a row out by its texts alone rules it out", "[core][condition_matcher]") {
  const organisation org = untidy_ministry();
  condition when;
  when.ranks = {"III"};
  when.unit_contains = {"biro"};
  when.manager = true;
  const condition_matcher meets(org, when);
  std::string by_texts;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.position_at(row);
    if (meets.texts_meet(row)) by_texts += org.code(p);
    CHECK(meets.meets(row, p) == meets(p));
    if (meets(p)) {
      CHECK(meets.texts_meet(row));
      CHECK(meets.may_have_rank(org.table().ranks->entry(row)));
    }
  }
  CHECK(by_texts == "AB");
  const row_index head = org.row(org.at("R"));
  CHECK_FALSE(meets.may_have_rank(org.table().ranks->entry(head)));
  // A condition that asks for no rank rules none out.
  CHECK(condition_matcher(org, {}).may_have_rank(org.table().ranks->entry(head)));
}

namespace {

/// A position of a random organisation, and what is said of it.
struct plain_post {
  std::string rank;
  std::size_t above = 0;  // its own number: nobody
  double seats = 1;
  std::optional<double> filled;
  std::optional<double> cost;
};

/// Each figure of a position looked up by going through all positions.
class plain_office {
 public:
  explicit plain_office(std::uint64_t seed) : random_(seed) {
    const std::size_t size = 1 + below(15);
    for (std::size_t i = 0; i < size; ++i) {
      plain_post p;
      p.above = i == 0 || below(6) == 0 ? i : below(i);
      p.rank = below(4) == 0 ? "" : std::string(1, static_cast<char>('P' + below(3)));
      p.seats = static_cast<double>(below(4));
      if (below(4) != 0) p.filled = static_cast<double>(below(3));
      if (below(3) != 0) p.cost = static_cast<double>(below(50));
      posts.push_back(p);
    }
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  [[nodiscard]] bool has_superior(std::size_t p) const { return posts[p].above != p; }
  [[nodiscard]] bool is_below(std::size_t p, std::size_t top) const {
    while (p != top && has_superior(p)) p = posts[p].above;
    return p == top;
  }
  [[nodiscard]] double layer(std::size_t p) const {
    return has_superior(p) ? layer(posts[p].above) + 1 : 1;
  }
  /// Sum over those that `counts`; absent if one is.
  template <class Counts, class Figure>
  [[nodiscard]] std::optional<double> sum(Counts counts, Figure figure) const {
    double all = 0;
    for (std::size_t q = 0; q < posts.size(); ++q) {
      if (!counts(q)) continue;
      const std::optional<double> value = figure(posts[q]);
      if (!value) return std::nullopt;
      all += *value;
    }
    return all;
  }
  [[nodiscard]] std::optional<double> figure(const std::string& key, std::size_t p) const {
    const auto reports = [&](std::size_t q) { return q != p && posts[q].above == p; };
    const auto subtree = [&](std::size_t q) { return is_below(q, p); };
    const auto one = [](const plain_post&) { return std::optional<double>(1); };
    const auto seats = [](const plain_post& q) { return std::optional(q.seats); };
    if (key == "layer") return layer(p);
    if (key == "span") return sum(reports, one);
    if (key == "span_seats") return sum(reports, seats);
    if (key == "span_filled") return sum(reports, [](const plain_post& q) { return q.filled; });
    if (key == "subtree_size") return sum(subtree, one);
    if (key == "subtree_seats") return sum(subtree, seats);
    if (key == "seats") return posts[p].seats;
    if (key == "cost") return posts[p].cost;
    double deepest = layer(p);  // depth_below
    for (std::size_t q = 0; q < posts.size(); ++q)
      if (is_below(q, p)) deepest = std::max(deepest, layer(q));
    return deepest - layer(p);
  }
  [[nodiscard]] bool is_so(const std::string& key, std::size_t p) const {
    if (key == "one_to_one") return figure("span", p) == 1;
    if (key == "vacant") return posts[p].filled == 0.0;
    return has_superior(p) && !posts[p].rank.empty() && posts[p].rank == posts[posts[p].above].rank;
  }

  [[nodiscard]] organisation build() const {
    organisation_builder builder;
    for (std::size_t i = 0; i < posts.size(); ++i) {
      position p = post(std::to_string(i), posts[i].rank,
                        has_superior(i) ? std::to_string(posts[i].above) : "");
      p.seats = posts[i].seats;
      p.filled = posts[i].filled;
      p.cost = posts[i].cost;
      builder.add(p);
    }
    return std::move(builder).build().organisation;
  }

  std::vector<plain_post> posts;

 private:
  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("what a condition measures is what counting finds", "[core][condition_matcher]") {
  std::size_t met = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    plain_office office(seed);
    const organisation org = office.build();
    const auto require_same = [&](const std::string& selector, auto expected) {
      const condition when = parse_condition(selector);
      const condition_matcher meets(org, when);
      const condition_matcher above(org, parse_condition("superior." + selector));
      const condition_matcher is_not(org, parse_condition("not." + selector));
      for (std::size_t i = 0; i < office.posts.size(); ++i) {
        CAPTURE(seed, selector, i);
        const position_id p = org.at(std::to_string(i));
        met += meets(p) ? 1U : 0U;
        REQUIRE(meets(p) == expected(i));
        REQUIRE(is_not(p) == !expected(i));
        REQUIRE(above(p) == (office.has_superior(i) && expected(office.posts[i].above)));
      }
    };
    for (const std::string key : {"layer", "span", "span_seats", "span_filled", "depth_below",
                                  "subtree_size", "subtree_seats", "seats", "cost"}) {
      const double low = static_cast<double>(office.below(5));
      const double high = low + static_cast<double>(office.below(4));
      require_same(key + "=" + std::to_string(int(low)) + ".." + std::to_string(int(high)),
                   [&](std::size_t i) {
                     const auto value = office.figure(key, i);
                     return value && *value >= low && *value <= high;
                   });
    }
    for (const std::string key : {"one_to_one", "vacant", "same_rank_as_superior"})
      require_same(key + "=yes", [&](std::size_t i) { return office.is_so(key, i); });
  }
  CHECK(met > cases_to_try(100'000));
}

TEST_CASE("what a position decides and passes is asked only where it is known",
          "[core][condition_matcher]") {
  const organisation org = untidy_ministry();
  condition when;
  when.decides = {{2, {}}};
  CHECK(when.asks_decisions());
  CHECK_THROWS_AS(condition_matcher(org, when), structure_error);
  decided_figures figures{by_position<double>(org.size(), 0.0),
                          by_position<double>(org.size(), 1.0)};
  figures.decides[org.at("A")] = 2;
  CHECK(condition_matcher(org, when, &figures)(org.at("A")));
  CHECK_FALSE(condition_matcher(org, when, &figures)(org.at("B")));
  when.none_of = {condition{}};
  when.none_of[0].passes = {{1, 1}};
  CHECK_FALSE(condition_matcher(org, when, &figures)(org.at("A")));
}

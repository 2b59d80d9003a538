// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation.hpp>
#include <pangkas/error.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("an organisation without positions answers every question", "[core][organisation]") {
  const organisation org;
  CHECK(org.size() == 0);
  CHECK(org.lines().empty());
  CHECK(org.lines_from(position_id{0}).empty());
  CHECK(org.lines_to(position_id{0}).empty());
  CHECK_FALSE(org.find("A"));
  CHECK_THROWS_AS(org.at("A"), unknown_position);
  try {
    static_cast<void>(org.at("A"));
  } catch (const unknown_position& e) {
    CHECK(e.code() == "A");
  }
}

TEST_CASE("holders of a position stand apart by semicolons, without blanks around them",
          "[core][organisation]") {
  using codes = std::vector<std::string_view>;
  CHECK(split_holders("H1") == codes{"H1"});
  CHECK(split_holders(" H 1 ;;H2\t; ;\n") == codes{"H 1", "H2"});
  CHECK(split_holders(" ; ").empty());
  CHECK(split_holders("").empty());
}

TEST_CASE("an organisation gives back what a position was declared to be", "[core][organisation]") {
  position p = post(" 007 a", "R");
  p.title = "Head of section";
  p.rank = "eselon III/a";
  p.unit = "Finance";
  p.seats = 12.5;
  p.filled = 0.0;
  p.position_class = "9";
  p.cost = 1064290.0;
  p.budget = 25e9;
  p.flags = {"E1", "E2"};
  p.legal_source = "Act 1";
  const organisation org = make({{p, post("R")}, {}, {}});

  const position_id found = org.at(" 007 a");
  CHECK(org.row(found) == 0);
  CHECK(org.position_at(0) == found);
  CHECK(org.code(found) == " 007 a");  // blanks and zeros of a code are kept
  CHECK(org.title(found) == "Head of section");
  CHECK(org.rank_name(found) == "eselon III/a");
  CHECK(org.rank_of(found) == rank_index{2});
  CHECK(org.kind(found) == position_kind::structural);
  CHECK(org.unit(found) == "Finance");
  CHECK(org.seats(found) == 12.5);
  CHECK(org.filled(found) == 0.0);
  CHECK(org.position_class(found) == "9");
  CHECK(org.cost(found) == 1064290.0);
  CHECK(org.budget(found) == 25e9);
  CHECK(org.flags(found) == std::vector<std::string>{"E1", "E2"});
  CHECK(org.legal_source(found) == "Act 1");
  CHECK(org.legal_source(org.at("R")).empty());
  CHECK(org.declared_superior(found) == "R");

  const position_id root = org.at("R");
  CHECK(root == 0);
  CHECK(org.seats(root) == 1.0);
  CHECK_FALSE(org.filled(root));
  CHECK_FALSE(org.cost(root));
  CHECK_FALSE(org.budget(root));
  CHECK_FALSE(org.kind(root));
  CHECK_FALSE(org.rank_of(root));
  CHECK(org.rank_name(root).empty());
  CHECK(org.flags(root).empty());
  CHECK(org.declared_superior(root).empty());
}

TEST_CASE("a declared kind stands against the kind of the rank", "[core][organisation]") {
  position declared = post("A");
  declared.rank = "III.a";
  declared.kind = position_kind::functional;
  position by_rank = post("B");
  by_rank.rank = "Ahli Muda";
  position unknown = post("C");
  unknown.rank = "Archduke";
  const organisation org = make({{declared, by_rank, unknown}, {}, {}});
  CHECK(org.kind(org.at("A")) == position_kind::functional);
  CHECK(org.kind(org.at("B")) == position_kind::functional);
  CHECK_FALSE(org.kind(org.at("C")));
  CHECK(org.rank_name(org.at("C")) == "Archduke");
}

TEST_CASE("the declared superior is kept where the forest has none", "[core][organisation]") {
  const organisation org = make(
      {{post("O", "gone"), post("S", "S"), post("A", "B"), post("B", "A"), post("R")}, {}, {}});
  CHECK(org.declared_superior(org.at("O")) == "gone");
  CHECK(org.declared_superior(org.at("S")) == "S");
  CHECK(org.declared_superior(org.at("A")) == "B");
  CHECK(org.declared_superior(org.at("B")) == "A");
  for (const char* code : {"O", "S", "A", "B"}) CHECK_FALSE(org.command().superior(org.at(code)));
}

TEST_CASE("lines are found from both ends, those of a cycle among them", "[core][organisation]") {
  const organisation org =
      make({{post("R"), post("a", "R"), post("b", "R"), post("X", "Y"), post("Y", "X")},
            {{"b", "a", line_type::assignment, {}, "team lead"},
             {"R", "a", line_type::coordination, "permits", {}},
             {"b", "a", line_type::functional, {}, {}}},
            {}});
  const position_id a = org.at("a");
  const position_id b = org.at("b");
  REQUIRE(org.lines().size() == 5);
  REQUIRE(org.lines_from(b).size() == 2);
  CHECK(org.lines_from(b)[0].type == line_type::functional);
  CHECK(org.lines_from(b)[1].type == line_type::assignment);
  CHECK(org.line_names()[org.lines_from(b)[1].role] == "team lead");
  REQUIRE(org.lines_to(a).size() == 3);
  CHECK(org.lines()[org.lines_to(a)[0]].superior == org.at("R"));
  CHECK(org.line_names()[org.lines()[org.lines_to(a)[0]].matter] == "permits");
  CHECK(org.lines_from(a).empty());
  REQUIRE(org.lines_from(org.at("X")).size() == 1);
  CHECK(org.lines_from(org.at("X"))[0].subordinate == org.at("Y"));
  CHECK(org.lines_from(org.at("X"))[0].type == line_type::command);
}

TEST_CASE("a copy of an organisation shares its columns and numbers", "[core][organisation]") {
  const organisation org = make(paper_flattening().what);
  const organisation copy = org;
  CHECK(copy.table().codes == org.table().codes);
  CHECK(&copy.command() == &org.command());
}

TEST_CASE("an organisation of the same parts is the same organisation", "[core][organisation]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed));
    const organisation again(org.parts());
    REQUIRE(std::vector<line>(again.lines().begin(), again.lines().end()) ==
            std::vector<line>(org.lines().begin(), org.lines().end()));
    REQUIRE(std::vector<row_index>(again.command().rows().begin(), again.command().rows().end()) ==
            std::vector<row_index>(org.command().rows().begin(), org.command().rows().end()));
  }
}

TEST_CASE("lines_from and lines_to together list every line of random organisations once",
          "[core][organisation]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    using key = std::tuple<position_id, position_id, line_type, std::string, std::string>;
    std::map<key, int> expected;  // counted: identical lines may stand twice
    for (const reporting_line& l : hand.what().lines)
      ++expected[{org.at(l.superior), org.at(l.subordinate), l.type, l.matter, l.role}];
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.on_cycle(i) && hand.superior(i) != i)
        ++expected[{org.at(hand.code(*hand.superior(i))), org.at(hand.code(i)), line_type::command,
                    "", ""}];
    const auto named = [&](const line& l) {
      return key(l.superior, l.subordinate, l.type, org.line_names()[l.matter],
                 org.line_names()[l.role]);
    };
    std::map<key, int> downwards;
    std::map<key, int> upwards;
    bool right_ends = true;
    for (position_id p{0}; p < org.size(); ++p) {
      for (const line& l : org.lines_from(p)) {
        ++downwards[named(l)];
        right_ends = right_ends && l.superior == p;
      }
      for (const std::uint32_t place : org.lines_to(p)) {
        ++upwards[named(org.lines()[place])];
        right_ends = right_ends && org.lines()[place].subordinate == p;
      }
    }
    REQUIRE(right_ends);
    REQUIRE(downwards == expected);
    REQUIRE(upwards == expected);
  }
}

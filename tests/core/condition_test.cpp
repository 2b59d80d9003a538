// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/condition.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_decisions.hpp"

#include <pangkas/error.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a selector is read term by term", "[core][condition]") {
  const condition when = parse_condition(
      " Rank = III| IV ;kind=Executing|functional; layer=2|10;unit=Biro A|;"
      "unit_contains=biro; title_contains=kepala sub; flags=E1|E2; codes=01 ; subtree=02|03; "
      "manager=ya;");
  CHECK(when.ranks == std::vector<std::string>{"III", "IV"});
  CHECK(when.kinds == std::vector{position_kind::executing, position_kind::functional});
  CHECK(when.layers == std::vector<std::size_t>{2, 10});
  CHECK(when.units == std::vector<std::string>{"Biro A", ""});
  CHECK(when.unit_contains == std::vector<std::string>{"biro"});
  CHECK(when.title_contains == std::vector<std::string>{"kepala sub"});
  CHECK(when.flags == std::vector<std::string>{"E1", "E2"});
  CHECK(when.codes == std::vector<std::string>{"01"});
  CHECK(when.subtrees == std::vector<std::string>{"02", "03"});
  CHECK(when.manager == true);
}

TEST_CASE("what is measured is a range, and another condition may stand in one",
          "[core][condition]") {
  const condition when = parse_condition(
      "span=1|8..; layer=2|4..6; cost=..2.5; one_to_one=no; superior.rank=II; "
      "not.superior.vacant=yes; not.flags=E2");
  CHECK(when.span == std::vector<value_range>{{1, 1}, {8, {}}});
  CHECK(when.layers == std::vector<std::size_t>{2});
  CHECK(when.layer_ranges == std::vector<value_range>{{4, 6}});
  CHECK(when.cost == std::vector<value_range>{{{}, 2.5}});
  CHECK(when.one_to_one == false);
  REQUIRE(when.superior.size() == 1);
  CHECK(when.superior[0].ranks == std::vector<std::string>{"II"});
  REQUIRE(when.none_of.size() == 1);
  CHECK(when.none_of[0].flags == std::vector<std::string>{"E2"});
  CHECK(when.none_of[0].superior.at(0).vacant == true);
  for (const char* part : {"span=2", "vacant=no", "superior.manager=yes", "not.codes=a"})
    CHECK_FALSE(parse_condition(part).asks_nothing());
}

TEST_CASE("a list of codes needs no key, and all asks nothing", "[core][condition]") {
  CHECK(parse_condition("01.02|0 3").codes == std::vector<std::string>{"01.02", "0 3"});
  CHECK(parse_condition("codes=a=b").codes == std::vector<std::string>{"a=b"});
  CHECK(parse_condition(" ALL ").asks_nothing());
  CHECK(to_string(condition{}) == "all");
  // A position may have that code.
  CHECK(parse_condition("codes=all").codes == std::vector<std::string>{"all"});
  for (const char* no : {"manager=no", "manager=TIDAK", "manager=false", "manager=0"})
    CHECK(parse_condition(no).manager == false);
  for (const char* yes : {"manager=yes", "manager=YA", "manager=true", "manager=1"})
    CHECK(parse_condition(yes).manager == true);
  CHECK_FALSE(parse_condition("subtree=01").asks_nothing());
  CHECK_FALSE(parse_condition("manager=no").asks_nothing());
}

TEST_CASE("a backslash makes a mark or a blank part of a value", "[core][condition]") {
  CHECK(parse_condition(R"(a\;b|c\|d|e\\|\ f\ )").codes ==
        std::vector<std::string>{"a;b", "c|d", "e\\", " f "});
  CHECK(parse_condition("codes=a\\").codes == std::vector<std::string>{"a\\"});
}

TEST_CASE("what to_string writes of a condition, parse_condition reads back", "[core][condition]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(100'000); ++seed) {
    dice roll(seed);
    const condition before = any_condition(roll);
    const std::string text = to_string(before);
    if (parse_condition(text) != before || to_string(parse_condition(text)) != text) {
      INFO("seed " << seed << ": " << text);
      CHECK(parse_condition(text) == before);
      CHECK(to_string(parse_condition(text)) == text);
    }
  }
}

TEST_CASE("what is wrong in a selector is an error that quotes it", "[core][condition]") {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"", "is empty"},
      {" ; ;", "is empty"},
      {"colour=red", "\"colour\" is no key"},
      {"rnak=III", "did you mean \"rank\"?"},
      {"kind=boss", "\"boss\" is no kind"},
      {"kind=structurel", "did you mean \"structural\"?"},
      {"layer=0", "the root is layer 1"},
      {"layer=two", "\"two\" is no layer"},
      {"layer=-1", "\"-1\" is no layer"},
      {"layer=1.5", "\"1.5\" is no layer"},
      {"layer=99999999999999999999999", "is no layer"},
      {"layer=", "\"layer\" has an empty value"},
      {"manager=perhaps", "must be yes or no"},
      {"manager=yes|no", "must be yes or no"},
      {"codes=01||02", "\"codes\" has an empty value"},
      {"01|", "\"codes\" has an empty value"},
      {"01; 02", "\"codes\" is there twice"},
      {"rank=III; rank=IV", "\"rank\" is there twice"},
      {"kind=structural; kind=executing", "\"kind\" is there twice"},
      {"layer=1; layer=2", "\"layer\" is there twice"},
      {"manager=yes; manager=no", "\"manager\" is there twice"},
      {"span=wide", "\"wide\" is no range; write one as in 5, 3..7, 8.. or ..2"},
      {"span=7..3", "\"7..3\" is no range"},
      {"span=3x", "\"3x\" is no range"},
      {"span=x..3", "\"x..3\" is no range"},
      {"span=3..x", "\"3..x\" is no range"},
      {"layer=3..4; layer=2", "\"layer\" is there twice"},
      {"cost=..", "\"..\" is no range"},
      {"seats=nan", "\"nan\" is no range"},
      {"span=1; span=2", "\"span\" is there twice"},
      {"not.span=1; not.span=2", "\"not.span\" is there twice"},
      {"one_to_one=often", "\"one_to_one\" must be yes or no"},
      {"not.colour=red", "\"colour\" is no key"},
      {"layer=2; layer=3..4", "\"layer\" is there twice"},
      {"decides=1..", "only a policy may ask for it"},
      {"not.superior.passes=1..", "only a policy may ask for it"}};
  for (const auto& [selector, part] : faults) {
    INFO(selector);
    try {
      static_cast<void>(parse_condition(selector));
      FAIL("was read");
    } catch (const input_error& e) {
      CHECK_THAT(e.what(), contains(part));
      CHECK_THAT(e.what(), contains("\"" + selector + "\""));
    }
  }
}

TEST_CASE("a condition that a table cannot hold does not read back as another",
          "[core][condition]") {
  condition open;
  open.layers.emplace();
  CHECK_THROWS_AS(parse_condition(to_string(open)), input_error);
  condition blank;
  blank.codes = {""};
  CHECK_THROWS_AS(parse_condition(to_string(blank)), input_error);
}

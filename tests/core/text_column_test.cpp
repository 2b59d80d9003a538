// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/text_column.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using namespace std::string_view_literals;

TEST_CASE("text_column keeps every text exactly", "[core][text_column]") {
  const std::vector<std::string_view> texts{"", "007", " a b ", "", "Ünïts 局", "\0x"sv, "007"};
  text_column column;
  for (std::string_view text : texts) column.push_back(text);
  REQUIRE(column.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(column[i] == texts[i]);

  text_column same;
  for (std::string_view text : texts) same.push_back(text);
  CHECK(same == column);
  text_column other;
  other.push_back("0");
  other.push_back("07");
  text_column split_elsewhere;
  split_elsewhere.push_back("00");
  split_elsewhere.push_back("7");
  CHECK_FALSE(other == split_elsewhere);
}

TEST_CASE("text_index finds what was entered and nothing else", "[core][text_column]") {
  text_column texts;
  text_index index;
  CHECK_FALSE(index.find(texts, ""));
  std::map<std::string, std::uint32_t> expected;
  dice roll(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = "P" + std::to_string(roll.below(15000));
    const auto found = index.find(texts, text);
    const auto known = expected.find(text);
    REQUIRE(found.has_value() == (known != expected.end()));
    if (found) {
      REQUIRE(*found == known->second);
      continue;
    }
    expected[text] = static_cast<std::uint32_t>(texts.size());
    texts.push_back(text);
    index.enter_last(texts);
  }
  for (const auto& [text, place] : expected) REQUIRE(index.find(texts, text) == place);
  CHECK_FALSE(index.find(texts, "p1"));
}

TEST_CASE("dictionary_column keeps each text once", "[core][text_column]") {
  dictionary_column column;
  for (const char* text : {"Legal", "Finance", "Legal", "", "Finance"}) column.push_back(text);
  CHECK(column.size() == 5);
  CHECK(column.values().size() == 3);
  CHECK(column[2] == "Legal");
  CHECK(column[3] == "");
  CHECK(column.entry(0) == column.entry(2));
  column.set(0, "Audit");
  CHECK(column[0] == "Audit");
  CHECK(column[2] == "Legal");
  CHECK(column.values().size() == 4);
}

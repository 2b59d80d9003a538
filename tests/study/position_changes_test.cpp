// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/position_changes.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/result_cells.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Another state: posts that go, come, move, and change in one attribute or more.
description another_state(dice& roll, description what) {
  auto& positions = what.positions;
  std::erase_if(positions, [&](const position&) { return roll.chance(10); });
  for (position& p : positions) {
    if (roll.chance(15)) p.reports_to = "P" + std::to_string(roll.below(24));
    if (roll.chance(5)) p.title += "!";
    if (roll.chance(5)) p.kind = position_kind::functional;
    if (roll.chance(5)) p.rank = "Staff";
    if (roll.chance(5)) p.unit = "Legal";
    if (roll.chance(5)) p.seats = 7;
    if (roll.chance(5)) p.filled = std::nullopt;
    if (roll.chance(5)) p.position_class = "9";
    if (roll.chance(5)) p.cost = 5;
    if (roll.chance(5)) p.budget = 5;
    if (roll.chance(5)) p.flags.emplace_back("new");
  }
  if (roll.chance(50)) positions.push_back(post("new", "P1"));
  if (roll.chance(10))
    for (position& p : positions) p.cost = std::nullopt;
  if (roll.chance(10))
    for (position& p : positions) p.title.clear();
  roll.shuffle(positions);
  return what;
}

std::optional<position_kind> kind_of(const position& p) {
  if (p.kind) return p.kind;
  static const std::map<std::string, position_kind> of_rank{
      {"I.a", position_kind::structural},       {"Eselon II/a", position_kind::structural},
      {"III.a", position_kind::structural},     {"iv a", position_kind::structural},
      {"Ahli Muda", position_kind::functional}, {"Pelaksana", position_kind::executing},
      {"Staff", position_kind::executing}};
  const auto found = of_rank.find(p.rank);
  return found == of_rank.end() ? std::nullopt : std::optional(found->second);
}

/// The attributes of a position as texts, in the order of their names.
std::vector<std::pair<std::string, std::string>> attributes(const position& p) {
  std::string flags;
  for (const std::string& flag : p.flags) flags += flag + "|";
  const auto kind = kind_of(p);
  return {{"superior", p.reports_to},
          {"title", p.title},
          {"kind", kind ? std::string(to_string(*kind)) : ""},
          {"rank", p.rank},
          {"unit", p.unit},
          {"seats", p.seats ? cell(*p.seats) : ""},
          {"filled", cell(p.filled)},
          {"class", p.position_class},
          {"cost", cell(p.cost)},
          {"budget", cell(p.budget)},
          {"flags", flags}};
}

/// Which attributes are told of any position.
std::vector<bool> told_of(const description& what) {
  std::vector<bool> told(11, false);
  told[0] = true;  // no superior is an answer too
  for (const position& p : what.positions) {
    const auto all = attributes(p);
    for (std::size_t i = 0; i < told.size(); ++i) told[i] = told[i] || !all[i].second.empty();
  }
  return told;
}

/// The rows as a user would work them out with two lists.
std::vector<cells_of_row> rows_by_hand(const description& before, const description& after) {
  const by_hand was(before);
  const by_hand is(after);
  const std::vector<bool> told_before = told_of(before);
  const std::vector<bool> told_after = told_of(after);
  const auto find = [](const description& in, const std::string& code) {
    const auto found = std::ranges::find(in.positions, code, &position::code);
    return found == in.positions.end() ? nullptr : &*found;
  };
  std::vector<cells_of_row> rows;
  const auto add = [&](const position* b, const position* a) {
    std::string changed;
    if (b != nullptr && a != nullptr) {
      auto of_b = attributes(*b);
      auto of_a = attributes(*a);
      of_b[5].second = cell(b->seats.value_or(1));
      of_a[5].second = cell(a->seats.value_or(1));
      for (std::size_t i = 0; i < of_b.size(); ++i)
        if (told_before[i] && told_after[i] && of_b[i] != of_a[i])
          changed += (changed.empty() ? "" : ", ") + of_b[i].first;
    }
    const position& named = a != nullptr ? *a : *b;
    const auto cell_of = [](const position* p, auto get) {
      return p == nullptr ? std::string() : get(*p);
    };
    const auto superior = [](const position& p) { return p.reports_to; };
    const auto rank = [](const position& p) { return p.rank; };
    const auto seats = [](const position& p) { return cell(p.seats.value_or(1)); };
    rows.push_back(
        {{"code", named.code},
         {"what", b == nullptr                      ? "only_after"
                  : a == nullptr                    ? "only_before"
                  : changed.empty()                 ? "same"
                  : changed.starts_with("superior") ? "moved"
                                                    : "changed"},
         {"title", named.title},
         {"superior_before", cell_of(b, superior)},
         {"superior_after", cell_of(a, superior)},
         {"layer_before",
          cell_of(b, [&](const position& p) { return cell(was.layer(was.row(p.code))); })},
         {"layer_after",
          cell_of(a, [&](const position& p) { return cell(is.layer(is.row(p.code))); })},
         {"rank_before", cell_of(b, rank)},
         {"rank_after", cell_of(a, rank)},
         {"seats_before", cell_of(b, seats)},
         {"seats_after", cell_of(a, seats)},
         {"changed", changed}});
  };
  for (const position& b : before.positions) add(&b, find(after, b.code));
  for (const position& a : after.positions)
    if (find(before, a.code) == nullptr) add(nullptr, &a);
  return rows;
}

description of(const std::vector<std::pair<std::string, std::string>>& posts) {
  description what;
  for (const auto& [code, superior] : posts) what.positions.push_back(post(code, superior));
  return what;
}

/// The rule and the sentence of the only finding; empty if there is none.
std::string told(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  description b;
  description a;
  for (const std::string& code : before) b.positions.push_back(post(code));
  for (const std::string& code : after) a.positions.push_back(post(code));
  const organisation was = make(b);
  const organisation is = make(a);
  const std::vector<finding> found = code_findings(compare_positions(was, is), was, is);
  REQUIRE(found.size() <= 1);
  return found.empty() ? "" : found[0].rule + ": " + found[0].detail;
}

}  // namespace

TEST_CASE("positions before and after are told as two lists tell them",
          "[study][position_changes]") {
  std::array<std::size_t, 5> all{};
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    const description before = random_description(seed);
    const description after = another_state(roll, before);
    const organisation was = make(before);
    const organisation is = make(after);
    const position_changes found = compare_positions(was, is);
    const auto expected = rows_by_hand(before, after);
    REQUIRE(rows_of(table_of(found, was, is)) == expected);
    for (std::size_t i = 0; i < found.counts.size(); ++i) {
      const auto name = to_string(static_cast<position_change>(i));
      REQUIRE(found.counts[i] ==
              static_cast<std::size_t>(std::ranges::count_if(
                  expected, [&](const cells_of_row& row) { return row.at("what") == name; })));
      all[i] += found.counts[i];
    }
    for (std::size_t i = 0; i < 11; ++i)
      REQUIRE((found.not_compared >> i & 1U) ==
              (told_of(before)[i] != told_of(after)[i] ? 1U : 0U));
  }
  for (const std::size_t times : all) CHECK(times > 0);
}

TEST_CASE("two posts that changed places moved, though every measure is the same",
          "[study][position_changes]") {
  const organisation before = make(of({{"1", ""}, {"2", "1"}, {"3", "1"}, {"4", "2"}, {"5", "3"}}));
  const organisation after = make(of({{"1", ""}, {"2", "1"}, {"3", "1"}, {"4", "3"}, {"5", "2"}}));
  const position_changes found = compare_positions(before, after);
  CHECK(found.counts == std::array<std::size_t, 5>{3, 2, 0, 0, 0});
  CHECK(found.count(position_change::moved) == 2);
  const position_change_summary summary = summarise_changes(found, before, after);
  CHECK(summary.first[1] == std::vector<std::string>{"4", "5"});
  CHECK(summarise_changes(found, before, after, 1).first[0] == std::vector<std::string>{"1"});
  CHECK(summary.not_compared.empty());
  // What one side alone tells is not compared, and said.
  description titled = of({{"1", ""}, {"2", "1"}});
  titled.positions[1].title = "Clerk";
  const organisation with_titles = make(titled);
  const position_changes some = compare_positions(before, with_titles);
  CHECK(summarise_changes(some, before, with_titles).not_compared ==
        std::vector<std::string_view>{"title"});
}

TEST_CASE("codes that do not meet are told with the likely cause", "[study][position_changes]") {
  const auto contains_all = [](const std::string& text, const std::vector<std::string>& parts) {
    CAPTURE(text);
    for (const std::string& part : parts) CHECK_THAT(text, contains(part));
  };
  contains_all(told({"001", "002"}, {"1", "2"}),
               {"no-common-code", "2 codes", "leading zeros", "\"001\" and \"1\""});
  contains_all(told({"000"}, {"0"}), {"no-common-code", "1 code of each side differs"});
  contains_all(told({"Ab-1"}, {"aB-1"}), {"no-common-code", "upper and lower case"});
  contains_all(told({"A 1"}, {"A1"}), {"no-common-code", "blanks"});
  contains_all(told({"A\xC2\xA0"
                     "1\xC2\xA0",
                     "B\xC2\xA0"
                     "2"},
                    {"A1", "B2"}),
               {"no-common-code", "2 codes of each side differ only in"});
  contains_all(told({"X-10", "X-11"}, {"10", "11"}), {"\"X-\" before, nothing after"});
  contains_all(told({"\xE2\x80\x8B"}, {"\xE2\x80\x8C"}), {"no-common-code"});
  contains_all(told({"A\xE2\x80\x8B"
                     "1"},
                    {"A1"}),
               {"no-common-code", "not seen"});
  contains_all(told({"0a 1", "0b2"}, {"A1", "B2"}),
               {"no-common-code", "leading zeros, case and blanks"});
  contains_all(told({"10", "11", "20"}, {"X-10", "X-11", "X-20"}),
               {"no-common-code", "nothing before, \"X-\" after"});
  contains_all(told({"A10", "A11"}, {"B10", "B11"}), {"\"A\" before, \"B\" after"});
  contains_all(told({"1"}, {"x"}), {"no-common-code", "two states of one organisation"});
  contains_all(told({"r", "07"}, {"r", "7"}), {"similar-codes", "leading zeros"});
  CHECK(told({"r", "a"}, {"r", "b"}).empty());
  CHECK(told({"r", "a"}, {"r"}).empty());
  CHECK(told({}, {"r"}).empty());
}

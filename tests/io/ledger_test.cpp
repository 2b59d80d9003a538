// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/ledger.hpp>

#include "support/catch.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/transform/simplify.hpp>
#include <pangkas/transform/undo.hpp>

#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::string json_of(const ledger& changes, std::string_view evidence = {}) {
  std::string out;
  write_ledger_json(
      changes, [&](std::string_view part) { out += part; }, evidence);
  return out;
}

std::string csv_of(const ledger& changes, char delimiter = ',') {
  std::string out;
  write_ledger_csv(
      changes, [&](std::string_view part) { out += part; }, delimiter);
  return out;
}

simplification sample() {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  position head = post("A, \"x\"", "III.a", "R");
  head.kind = position_kind::structural;
  head.position_class = "13";
  builder.add(head);
  builder.add(post("Bü", "Pelaksana", "A, \"x\""));
  builder.add_authority({"A, \"x\"", "letters", 0.1, authority_source::delegation, "R", "SK 1"});
  builder.add_authority({"A, \"x\"", "leave", {}, authority_source::attribution, "", ""});
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  return simplify(std::move(builder).build().organisation, rules);
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(read_ledger(text, ministry(), "ledger.json"));
  } catch (const input_error& e) {
    return e.what();
  }
  return {};
}

std::string with_change(const std::string& change) {
  return R"({"pangkas": "ledger", "version": 1, "policy": "p", "rules": [{"section": "reports", )"
         R"("rule": "r"}], "changes": [)" +
         change + "]}";
}

}  // namespace

TEST_CASE("the ledger as a table has one row for each change, in words", "[io][ledger]") {
  CHECK(
      csv_of(sample().changes) ==
      "position,change,was,is,rule,source,reason\n"
      "\"A, \"\"x\"\"\",converted,\"structural, III.a, class 13\",\"functional, Ahli Madya, class "
      "13\",III-to-madya,Permen 17/2021,mapping\n"
      "Bü,re-attached,\"reports to A, \"\"x\"\"\",reports to R,reports,,the superior was "
      "converted\n"
      "\"A, \"\"x\"\"\",authority-re-issued,\"delegation of \"\"letters\"\" up to 0.1 by R (SK "
      "1)\",must be re-issued to R,authority,,the holder was converted\n"
      "\"A, \"\"x\"\"\",authority-orphaned,\"attribution of \"\"leave\"\"\",held by nobody: it is "
      "orphaned until the law that names the post is changed,authority,,the holder was converted\n"
      "\"A, \"\"x\"\"\",role-added,superior of Bü,koordinator of Bü,roles,,the converted post "
      "keeps a role over its former reports\n");
  CHECK(csv_of(sample().changes, '\t').starts_with("position\tchange\t"));
}

TEST_CASE("the ledger as JSON has stable keys", "[io][ledger]") {
  CHECK(json_of(sample().changes, R"({"seed": 1})") == R"({
  "pangkas": "ledger",
  "version": 1,
  "policy": "central",
  "evidence": {"seed": 1},
  "rules": [
    {"section": "exempt", "rule": "E1", "source": "criteria", "reason": "heads a satker"},
    {"section": "convert", "rule": "III-to-madya", "source": "Permen 17/2021", "reason": "mapping"},
    {"section": "reports", "rule": "reports", "source": "", "reason": "the superior was converted"},
    {"section": "authority", "rule": "authority", "source": "", "reason": "the holder was converted"},
    {"section": "roles", "rule": "roles", "source": "", "reason": "the converted post keeps a role over its former reports"}
  ],
  "new_line_names": ["koordinator"],
  "changes": [
    {"position": "A, \"x\"", "change": "converted", "was": {"kind": "structural", "rank": "III.a", "class": "13"}, "is": {"kind": "functional", "rank": "Ahli Madya", "class": "13"}, "rule": 1},
    {"position": "Bü", "change": "re-attached", "was": "A, \"x\"", "is": "R", "rule": 2},
    {"position": "A, \"x\"", "change": "authority-re-issued", "was": {"position": "A, \"x\"", "matter": "letters", "limit": 0.1, "source": "delegation", "giver": "R", "legal_source": "SK 1", "place": 0}, "is": {"position": "R", "matter": "letters", "limit": 0.1, "source": "delegation", "giver": "R", "legal_source": "SK 1"}, "rule": 3},
    {"position": "A, \"x\"", "change": "authority-orphaned", "was": {"position": "A, \"x\"", "matter": "leave", "source": "attribution", "place": 1}, "is": null, "rule": 3},
    {"position": "A, \"x\"", "change": "role-added", "was": null, "is": {"role": "koordinator", "of": "Bü"}, "rule": 4}
  ]
}
)");
}

TEST_CASE("an empty ledger is written and read", "[io][ledger]") {
  const ledger nothing;
  CHECK(csv_of(nothing) == "position,change,was,is,rule,source,reason\n");
  const ledger read = read_ledger(json_of(nothing), ministry());
  CHECK(read.entries.empty());
  CHECK(same(undo(ministry(), read), ministry()));
}

TEST_CASE("undo works from files: the ledger and the organisation as they were written",
          "[io][ledger][random]") {
  random_cases random(7);
  const auto scheme = ministry_scheme();
  std::size_t undone = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const random_case c = random.next();
    std::vector<std::size_t> rows(c.positions.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const organisation before = build(c, rows, scheme);
    simplification s;
    try {
      s = simplify(before, c.rules);
    } catch (const rule_error&) {
      continue;
    }
    const std::string text = json_of(s.changes);
    const ledger read = read_ledger(text, s.after, "ledger.json");
    REQUIRE(read.entries.size() == s.changes.entries.size());
    REQUIRE(json_of(read) == text);
    REQUIRE(csv_of(read) == csv_of(s.changes));
    REQUIRE(same(before, undo(s.after, read)));
    // The organisation takes the way through a file as well: the same bytes come back.
    const organisation reread = read_json(to_json(s.after)).organisation;
    const ledger for_reread = read_ledger(text, reread);
    REQUIRE(to_json(undo(reread, for_reread)) == to_json(before));
    undone += s.converted > 0 ? 1 : 0;
  }
  CHECK(undone > 500);
}

TEST_CASE("read_ledger says what is wrong", "[io][ledger]") {
  CHECK_THAT(refusal("no"), contains("ledger.json is no valid JSON"));
  CHECK_THAT(refusal(""), contains("ledger.json is no valid JSON"));
  CHECK_THAT(refusal("[]"), contains("not a ledger of Pangkas"));
  CHECK_THAT(refusal("{\"pangkas\": \"organisation\"}"), contains("not a ledger of Pangkas"));
  CHECK_THAT(refusal(R"({"pangkas": "ledger", "version": "1"})"),
             contains("\"version\" must be a whole number"));
  CHECK_THAT(refusal(R"({"pangkas": "ledger", "version": 2, "changes": []})"),
             contains("is of version 2, this program reads up to 1"));
  CHECK_THAT(refusal(R"({"pangkas": "ledger", "version": 1})"),
             contains("has no list \"changes\""));
  CHECK_THAT(refusal(R"({"pangkas": "ledger", "version": 1, "changes": []})"),
             contains("the head of the ledger is not valid"));
  CHECK_THAT(refusal(with_change("3")), contains("an entry of \"changes\" is no object"));
  CHECK_THAT(refusal(with_change("[{}]")), contains("an entry of \"changes\" is no object"));
  CHECK_THAT(refusal(with_change("{}")), contains("change 1 is not valid"));
  CHECK_THAT(refusal(with_change(R"({"position": "NOBODY"})")),
             contains("change 1 names \"NOBODY\", which is not in the organisation"));
  CHECK_THAT(refusal(with_change(R"({"position": "STAF", "change": "abolished"})")),
             contains("change 1 is of an unknown kind"));
  CHECK_THAT(refusal(with_change(R"({"position": "STAF", "change": "re-attached", "was": "KASUBBAG",
                                     "is": "BIRO", "rule": 1})")),
             contains("a change of \"STAF\" names rule 1, but there are 1"));
  CHECK_THAT(refusal(with_change(R"({"position": "STAF", "change": "converted", "rule": 0,
                                     "was": {"kind": "boss"}, "is": {}})")),
             contains("change 1 has an unknown kind"));
  CHECK_THAT(refusal(with_change(R"({"position": "STAF", "change": "converted", "rule": 0,
                                     "was": 3, "is": {}})")),
             contains("change 1 has a post that is no object"));
  CHECK_THAT(refusal(with_change(R"({"position": "STAF", "change": "authority-moved", "rule": 0,
      "was": {"place": 0, "position": "STAF", "matter": "m", "source": "mandate"}, "is": null})")),
             contains("change 1 says nothing about where the authority went"));
  CHECK(refusal(with_change(R"({"position": "STAF", "change": "re-attached", "was": "KASUBBAG",
                                "is": "BIRO", "rule": 0, "note": "unknown keys are left out"})"))
            .empty());
}

TEST_CASE("a text that is not UTF-8 is refused when it is written", "[io][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A\xff", "III.a", "R"));
  const simplification s = simplify(std::move(builder).build().organisation, central_policy());
  CHECK_THROWS_AS(json_of(s.changes), output_error);
}

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/ledger.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("the ledger says every change in words, with rule, source and reason",
          "[simplify][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  position head = post("A", "III.a", "R");
  head.position_class = "13";
  builder.add(head);
  builder.add(post("B", "Pelaksana", "A"));
  using enum authority_source;
  builder.add_authority({"A", "licences", 100000.0, attribution, "", "Law 5"});
  builder.add_authority({"A", "letters", {}, delegation, "R", ""});
  builder.add_authority({"A", "leave", {}, mandate, "R", ""});
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  rules.roles.rule.source = "decree on coordinators";
  rules.authority.rule = {"authority", "the post is gone", "Law 30/2014", {}};
  rules.reports.rule = {"to-kept", "under the assessing official", "Permen 7/2022", {}};
  rules.convert[0].to_class = "12";
  rules.convert[0].rule.reason.clear();  // then the reason of the select rule stands
  rules.convert[0].rule.source.clear();
  const simplification s = simplify(before, rules);

  std::vector<change_in_words> words;
  for (const ledger_entry& e : s.changes.entries) words.push_back(in_words(s.changes, e));
  CHECK(words ==
        std::vector<change_in_words>{
            {"A", "converted", "structural, III.a, class 13", "functional, Ahli Madya, class 12",
             "III-to-madya", "Permen 25/2021", "two levels"},
            {"B", "re-attached", "reports to A", "reports to R", "to-kept", "Permen 7/2022",
             "under the assessing official"},
            {"A", "authority-orphaned", "attribution of \"licences\" up to 100000 (Law 5)",
             "held by nobody: it is orphaned until the law that names the post is changed",
             "authority", "Law 30/2014", "the post is gone"},
            {"A", "authority-re-issued", "delegation of \"letters\" by R", "must be re-issued to R",
             "authority", "Law 30/2014", "the post is gone"},
            {"A", "authority-returned", "mandate of \"leave\" by R", "back with its giver R",
             "authority", "Law 30/2014", "the post is gone"},
            {"A", "role-added", "superior of B", "koordinator of B", "roles",
             "decree on coordinators", "the converted post keeps a role over its former reports"}});
}

TEST_CASE("a ledger entry is 20 bytes and posts and rules are held once", "[simplify][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  for (std::size_t i = 0; i < 50; ++i) {
    const std::string code = "A" + std::to_string(i);
    builder.add(post(code, i % 2 == 0 ? "III.a" : "IV.a", "R"));
    builder.add(post(code + "s", "Pelaksana", code));
  }
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.changes.entries.size() == 100);
  CHECK(s.changes.states.size() == 4);
  CHECK(s.changes.rules.size() == 4);  // exempt, two conversions, reports
  CHECK(s.changes.codes == before.table().codes);
  // The same two conversions, whichever of two rules selects a post.
  policy twice = central_policy();
  twice.select.push_back(twice.select[0]);
  twice.select[0].rule.id = "first two";
  twice.select[0].when.codes = {"A0", "A1"};
  CHECK(simplify(before, twice).changes.rules == s.changes.rules);
}

TEST_CASE("the ledger names the period and the capacity of an authority, and matters",
          "[simplify][ledger]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  builder.add_line({"R", "A", line_type::acting, "", ""});
  using enum authority_source;
  using enum acting_capacity;
  builder.add_authority({"R", "leave", 2.5, mandate, "", "SP 1", "2021-01-01", "2021-03-31", plh});
  builder.add_authority({"A", "leave", {}, delegation, "R", "", "", "2021-12-31", {}});
  builder.add_authority({"A", "*", {}, mandate, "R", "", "2021-01-01", "", plt});
  matter leave;
  leave.code = "leave";
  leave.clerical_steps = {"registry", "printing"};
  leave.work_minutes = 7.5;
  builder.add_matter(leave);
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.digital = {{{"no-paper", "electronic office", "decree 9", {}}, {"*"}, {"registry"}, {}, 4}};
  const simplification s = simplify(before, rules);
  std::vector<change_in_words> words;
  for (const ledger_entry& e : s.changes.entries) words.push_back(in_words(s.changes, e));
  REQUIRE(words.size() == 5);
  CHECK(words[1].was ==
        "mandate of \"leave\" up to 2.5 as Plh (SP 1) from 2021-01-01 until "
        "2021-03-31");
  CHECK(words[1].change == "authority-lapsed");
  CHECK(words[1].is == "held by nobody: the post that it acted for was converted");
  CHECK(words[2].was == "delegation of \"leave\" by R until 2021-12-31");
  CHECK(words[3].was == "mandate of \"*\" as Plt by R from 2021-01-01");
  CHECK(words[3].is == "must be re-issued to the converted official A");
  CHECK(words[4] ==
        change_in_words{"", "turned-digital",
                        "\"leave\" on paper; clerical steps: registry, printing; work: 7.5 minutes "
                        "a step",
                        "\"leave\" in digital form; clerical steps: printing; work: 7.5 minutes a "
                        "step; waiting: 4 hours a step",
                        "no-paper", "decree 9", "electronic office"});
}

TEST_CASE("the laws that establish posts which go are told with their posts",
          "[simplify][ledger]") {
  organisation_builder builder(ministry_scheme());
  for (auto [code, law] : {std::pair("R", "Decree 1"),
                           {"A", "Decree 2"},
                           {"B", "Decree 1"},
                           {"C", "Decree 2"},
                           {"D", ""},
                           {"E", "Decree 3"}}) {
    position p = post(code, "III.a", code == std::string("R") ? "" : "R");
    p.legal_source = law;
    builder.add(p);
  }
  const organisation before = std::move(builder).build().organisation;
  scenario steps;
  steps.steps = {{{"end"}, abolish_step{{"C", "D"}, "R", {}, {}}},
                 {{"join"}, merge_step{{{"B"}, "R", {}, {}}}},
                 {{"rank"}, re_rank_step{{"A"}, "IV.a", {}, {}}},
                 {{"move"}, move_step{{"E"}, "A"}}};
  CHECK(laws_to_amend(apply(before, steps).changes) ==
        std::vector<law_to_amend>{{"Decree 2", 2}, {"Decree 1", 1}});
  steps.steps.pop_back();
  CHECK(in_words(apply(before, steps).changes, apply(before, steps).changes.entries.back())
            .established_by == "Decree 2");
}

TEST_CASE("an added line is told with its days and its law", "[simplify][ledger]") {
  ledger changes;
  auto codes = std::make_shared<code_column>();
  for (const char* code : {"A", "B"}) {
    codes->texts.push_back(code);
    codes->index.enter_last(codes->texts);
  }
  changes.codes = codes;
  changes.rules.emplace_back();
  changes.whole_lines = {
      {0, 1, line_type::acting, "leave", "plt", "2021-01-01", "2021-06-30", "Decree 1"}};
  CHECK(in_words(changes, {0, line_changed{0, 0, change_kind::line_removed}}).was ==
        "acting line to B as plt for leave from 2021-01-01 until 2021-06-30 (Decree 1)");
}

TEST_CASE("changes have names in files", "[simplify][ledger]") {
  for (std::size_t i = 0; i < detail::change_kind_names.size(); ++i) {
    const auto change = static_cast<change_kind>(i);
    CHECK(parse_change_kind(to_string(change)) == change);
  }
  CHECK_FALSE(parse_change_kind("vanished"));
}

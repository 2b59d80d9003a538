// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decision_findings.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// "rule level position" of each.
std::vector<std::string> told(const std::vector<finding>& findings) {
  std::vector<std::string> all;
  for (const finding& f : findings)
    all.push_back(f.rule + " " + std::string(to_string(f.level)) + " " + f.position);
  return all;
}

std::vector<finding> checked(const decision_data& data, const decision_options& options = {}) {
  finding_list findings(10);
  check_decisions(make(data), options, findings);
  return std::move(findings).take();
}

}  // namespace

TEST_CASE("each breach of a rule of matters is a finding in words",
          "[decisions][decision_findings]") {
  // What M raises of the budget it decides itself.
  decision_data data = office();
  const auto one = checked(data);
  REQUIRE(told(one) == std::vector<std::string>{"four-eyes error M"});
  CHECK_THAT(one[0].detail, contains("\"M\"") && contains("\"budget\""));
  CHECK(one[0].action == "listed, not mended");

  // Too many initials are the only breach that is no error.
  data.matters[0].checks = 3;
  data.matters[0].initials = 1;
  data.matters[0].not_same_position = {"budget"};
  data.authorities[0].position = "M";
  data.authorities[1].until = "2021-06-30";
  const auto all = checked(data, {.on = "2021-06-30"});
  CHECK(told(all) == std::vector<std::string>{"initials-of-matter warning s1",
                                              "initials-of-matter warning s2", "four-eyes error M",
                                              "incompatible-roles error M"});
  CHECK_THAT(all[0].detail,
             contains("\"leave\"") && contains("3 initials") && contains("1 are allowed"));
  CHECK_THAT(all[3].detail, contains("\"leave\"") && contains("\"budget\""));
  const auto later = checked(data, {.on = "2021-07-01"});
  CHECK(told(later) == std::vector<std::string>{"initials-of-matter warning s1",
                                                "initials-of-matter warning s2",
                                                "undecidable error M", "undecidable error L",
                                                "undecidable error H", "undecidable error s1"});
  CHECK_THAT(later[2].detail, contains("nobody decides"));
}

TEST_CASE("why nobody decides is told in words, and who decides two matters that must be apart",
          "[decisions][decision_findings]") {
  const auto told_of = [](auto change) {
    decision_data data = office();
    data.matters.pop_back();
    data.matters[0].originators = parse_condition("s2");
    change(data);
    const auto all = checked(data);
    REQUIRE(all.size() == 1);
    return all[0].detail;
  };
  const std::pair<std::function<void(decision_data&)>, const char*> reasons[] = {
      {[](decision_data& d) { d.authorities.clear(); },
       "no position above it has an authority for it"},
      {[](decision_data& d) {
         d.authorities.clear();
         d.at("H").reports_to = "gone";
       },
       "no root is above it, and no position on the way up has an authority"},
      {[](decision_data& d) {
         d.matters[0].amount = 10;
         d.authorities[0].limit = 9;
       },
       "the limits of those above it do not reach the amount"},
      {[](decision_data& d) { d.at("D").filled = 0; },
       "the post that could has no holder, nor an official who may act in it"},
      {[](decision_data& d) {
         d.authorities[0].with = parse_holder_list("L");
         d.at("L").filled = 0;
       },
       "too few of those who must concur are there"},
      {[](decision_data& d) { d.matters[0].levels_up = 1; },
       "who could stands more lines up than the matter may climb"}};
  for (const auto& [change, words] : reasons)
    CHECK(told_of(change) ==
          std::string("nobody decides the matter \"leave\" that \"s2\" raises: ") + words);

  decision_data data = office();
  data.matters[0].not_same_unit = {"budget"};
  data.positions[0].unit = "Secretariat";
  data.matters[1].originators = parse_condition("L");
  auto all = checked(data);
  REQUIRE(all.size() == 1);
  CHECK(all[0].detail ==
        "\"D\" decides \"leave\" and \"M\" decides \"budget\", both in the unit \"Secretariat\"; "
        "one unit "
        "may not decide both");
  data.matters[0].not_same_unit.clear();
  data.matters[0].not_same_position = {"budget"};
  data.authorities[0].position = "M";
  all = checked(data);
  REQUIRE(all.size() == 1);
  CHECK(all[0].detail ==
        "\"M\" decides both \"leave\" and \"budget\", which nobody may decide both");
}

TEST_CASE("who is at fault beside the originator is named", "[decisions][decision_findings]") {
  decision_data data = office();
  data.matters.pop_back();
  data.matters[0].beneficiary = parse_holder("H");
  data.matters[0].apart = {"certify", "approve"};
  const auto step = [&](const char* who, step_act act) {
    matter_step s{.matter = "leave", .act = act, .who = parse_holder(who)};
    data.steps.push_back(s);
  };
  step("H", step_act::recommend);
  step("K", step_act::certify);
  step("K", step_act::approve);
  step("K", step_act::sign);
  data.matters[0].apart.push_back("sign");  // three acts of one hand are one breach
  const auto all = checked(data);
  CHECK(told(all) == std::vector<std::string>{"same-hand error s1", "beneficiary error s1",
                                              "same-hand error s2", "beneficiary error s2"});
  for (const finding& f : all)
    CHECK_THAT(f.detail, f.rule == "beneficiary"
                             ? contains("\"H\" has the benefit of the matter \"leave\"")
                             : contains("\"K\" does two acts on the matter \"leave\""));
}

TEST_CASE("a breach of matters or positions that are new was not there before",
          "[decisions][decision_findings]") {
  const decision_data before = office();
  decision_data after = before;
  after.matters.push_back(after.matters[1]);
  after.matters.back().code = "travel";
  after.matters.back().not_same_position = {"budget"};
  after.authorities.push_back(after.authorities[1]);
  after.authorities.back().matter = "travel";
  after.positions.push_back(post("N"));
  after.positions.back().unit = "Office";
  after.matters.back().originators = parse_condition("M|N");
  finding_list findings(10);
  check_decisions(make(before), make(after), {}, findings);
  std::vector<std::string> known;
  std::vector<std::string> fresh;
  for (const finding& f : std::move(findings).take())
    (f.action.ends_with("not so before") ? fresh : known).push_back(f.rule + " " + f.position);
  CHECK(known == std::vector<std::string>{"four-eyes M"});
  std::ranges::sort(fresh);
  CHECK(fresh == std::vector<std::string>{"four-eyes M", "incompatible-roles M", "undecidable N"});
}

TEST_CASE("after a change a finding says whether it was so before",
          "[decisions][decision_findings]") {
  const decision_data data = office();
  decision_data changed = data;
  changed.matters[0].checks = 3;         // of "leave", which has two
  changed.positions[6].reports_to = "";  // s2 is a root now: nobody decides for it
  finding_list findings(10);
  check_decisions(make(data), make(changed), {}, findings);
  const auto all = std::move(findings).take();
  std::vector<std::pair<std::string, std::string>> actions;
  for (const finding& f : all) actions.emplace_back(f.rule + " " + f.position, f.action);
  const std::string before = "left as it is; it was so before";
  const std::string not_before = "left as it is; it was not so before";
  CHECK(actions == std::vector<std::pair<std::string, std::string>>{{"undecidable s2", not_before},
                                                                    {"checks s1", not_before},
                                                                    {"four-eyes M", before}});
}

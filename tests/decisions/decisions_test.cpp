// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decisions.hpp>

#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions_before_after.hpp>
#include <pangkas/simplify/simplify.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/small_ministry.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// The values here were worked out by hand from docs/background/decisions.md; random organisations
// are in decisions_oracle_test.cpp.

namespace {

/// M leads D, D leads H and K, H leads s1 and s2. D decides "leave", M decides "budget"; K
/// coordinates s1, L (below M) initials what H hands on.
decision_data office() {
  decision_data data;
  data.positions = {post("M"),      post("D", "M"),  post("L", "M"), post("H", "D"),
                    post("K", "D"), post("s1", "H"), post("s2", "H")};
  for (position& p : data.positions) p.unit = p.code == "M" ? "" : "Secretariat";
  data.positions[0].rank = "I.a";
  data.positions[1].rank = "II.a";
  data.lines = {{"K", "s1", line_type::assignment, {}, "coordinator"},
                {"L", "H", line_type::coordination, {}, {}}};
  matter leave;
  leave.code = "leave";
  leave.originators = parse_condition("s1|s2");
  leave.volume = 60;
  leave.work_minutes = 30;
  leave.waiting_hours = 1.5;
  leave.clerical_steps = {"registry"};
  matter budget;
  budget.code = "budget";
  budget.originators = parse_condition("s1|H|M|L");
  data.matters = {leave, budget};
  for (auto [holder, code] : {std::pair("D", "leave"), std::pair("M", "budget")}) {
    authority a;
    a.position = holder;
    a.matter = code;
    data.authorities.push_back(std::move(a));
  }
  return data;
}

using by_code = std::vector<std::pair<std::string, double>>;

void check_values(const organisation& org, const std::vector<double>& values,
                  const by_code& expected) {
  REQUIRE(values.size() == org.size());
  for (const auto& [code, value] : expected) {
    CAPTURE(code);
    CHECK(values[org.at(code)] == Approx(value));
  }
}

/// A breach as "rule matter position …".
std::vector<std::string> breaches(const decision_data& data, const decision_options& options = {}) {
  const organisation org = make(data);
  std::vector<std::string> listed;
  for (const decision_violation& v : decision_violations(org, options)) {
    std::string text = std::string(to_string(v.rule)) + " " + org.matters()[v.matter].code + " " +
                       std::string(org.code(v.position));
    if (v.reason) text += " " + std::string(to_string(*v.reason));
    if (v.found != 0 || v.limit != 0)
      text += " " + std::to_string(v.found) + "/" + std::to_string(v.limit);
    if (v.other_matter) text += " " + org.matters()[*v.other_matter].code;
    if (v.other_position) text += " " + std::string(org.code(*v.other_position));
    listed.push_back(text);
  }
  return listed;
}

}  // namespace

TEST_CASE("decisions weigh every path by its volume", "[metrics][decisions]") {
  const decision_report found = decisions(make(office()));
  REQUIRE(found.matters.size() == 2);
  // leave: s1, K, H, L, D and s2, H, L, D, each 30 a year.
  const matter_summary& leave = found.matters[0];
  CHECK(leave.volume == 60.0);
  CHECK(leave.originators == 2);
  CHECK(leave.undecidable_volume == 0.0);
  CHECK(leave.mean_hand_offs == 2.0);
  CHECK(leave.mean_hand_offs_with_roles == 2.5);
  CHECK(leave.mean_hand_offs_with_coordination == 3.5);
  // 4.5 steps and the registry, each half an hour of work and an hour and a half of waiting.
  CHECK(*leave.elapsed_hours == Approx(5.5 * 2.0));
  CHECK(leave.handlers == 4);      // K, H, L, D
  CHECK(leave.least_delay == 2U);  // two items: one official counts, 2/1 + log₂ 1
  // budget: s1, K, H, L, D, M; H, L, D, M; M alone; L, M; one each.
  const matter_summary& budget = found.matters[1];
  CHECK(budget.volume == 4.0);
  CHECK(budget.mean_hand_offs == (3 + 2 + 0 + 1) / 4.0);
  CHECK(budget.mean_hand_offs_with_roles == (4 + 2 + 0 + 1) / 4.0);
  CHECK(budget.mean_hand_offs_with_coordination == (5 + 3 + 0 + 1) / 4.0);
  CHECK(budget.p50 == std::size_t{1});
  CHECK(budget.p90 == std::size_t{3});
  CHECK(budget.max == std::size_t{3});
  CHECK_FALSE(budget.elapsed_hours);

  CHECK(found.all.volume == 64.0);
  CHECK(*found.all.mean_hand_offs == Approx((60 * 2 + 6) / 64.0));
  CHECK(found.all.p50 == std::size_t{2});
  CHECK(found.all.p90 == std::size_t{2});  // 63 of 64
  CHECK(found.all.max == std::size_t{3});
  REQUIRE(found.decided_by.size() == 2);
  CHECK(found.decided_by[0].rank == "II.a");
  CHECK(found.decided_by[0].share == Approx(60.0 / 64));
  CHECK(found.decided_by[1].rank == "I.a");
}

TEST_CASE("traffic counts every step, pass-through those between", "[metrics][decisions]") {
  const organisation org = make(office());
  const decision_report found = decisions(org);
  check_values(org, found.traffic,
               {{"s1", 31}, {"s2", 30}, {"K", 31}, {"H", 62}, {"L", 63}, {"D", 62}, {"M", 4}});
  check_values(org, found.pass_through,
               {{"s1", 0}, {"s2", 0}, {"K", 31}, {"H", 61}, {"L", 62}, {"D", 2}, {"M", 0}});
  // Only "leave" says what a step costs.
  check_values(
      org, found.load,
      {{"s1", 900}, {"s2", 900}, {"K", 900}, {"H", 1800}, {"L", 1800}, {"D", 1800}, {"M", 0}});
  // By pairs: 3 of 900 with 3 of 1800, 3 of 900 with 0, 3 of 1800 with 0, each twice.
  const double differences = 2.0 * (9 * 900 + 3 * 900 + 3 * 1800);
  CHECK(*found.load_gini == Approx(differences / (7 * 7) / (2 * 8100.0 / 7)));
  CHECK(found.busiest ==
        std::vector<position_id>{org.at("L"), org.at("H"), org.at("K"), org.at("D")});
  CHECK(found.most_loaded == org.at("D"));  // the first of three alike
  CHECK(gini({1, 1, 1}) == 0.0);
  CHECK(*gini({0, 0, 0, 1}) == Approx(0.75));
  CHECK_FALSE(gini({0, 0}));
}

TEST_CASE("matters of the same originators add up, whatever stands between them",
          "[metrics][decisions]") {
  decision_data data = office();
  data.matters.clear();
  data.authorities.resize(1);
  data.authorities[0].matter = "*";  // of D
  // H reviews for others in the matters that it raises itself. K stands in the way of one only.
  data.lines = {{"K", "s1", line_type::assignment, "fourth", "coordinator"}};
  for (const auto& [code, who] :
       {std::pair("first", "s1|H"), std::pair("second", "s2|H"), std::pair("third", "s1|H"),
        std::pair("fourth", "s1|H"), std::pair("fifth", "s1|H"), std::pair("sixth", "M")}) {
    matter m;
    m.code = code;
    m.originators = parse_condition(who);
    m.work_minutes = 10;
    data.matters.push_back(std::move(m));
  }
  const organisation org = make(data);
  const decision_report found = decisions(org);
  // s1 (or s2), H, D and H, D; s1, K, H, D and H, D once; what M raises nobody decides.
  CHECK(found.matters[5].undecidable == 1);
  check_values(org, found.traffic,
               {{"M", 0}, {"D", 10}, {"L", 0}, {"H", 10}, {"K", 1}, {"s1", 4}, {"s2", 1}});
  check_values(org, found.load,
               {{"M", 0}, {"D", 100}, {"L", 0}, {"H", 100}, {"K", 10}, {"s1", 40}, {"s2", 10}});
  check_values(org, found.pass_through,
               {{"M", 0}, {"D", 0}, {"L", 0}, {"H", 5}, {"K", 1}, {"s1", 0}, {"s2", 0}});
  check_values(org, found.reviewed,
               {{"M", 0}, {"D", 0}, {"L", 0}, {"H", 5}, {"K", 0}, {"s1", 0}, {"s2", 0}});
}

TEST_CASE("what nobody decides is counted and travels nowhere", "[metrics][decisions]") {
  decision_data data = office();
  data.authorities.erase(data.authorities.begin());
  const organisation org = make(data);
  const decision_report found = decisions(org);
  CHECK(found.matters[0].undecidable == 2);
  CHECK(found.matters[0].undecidable_volume == 60.0);
  CHECK_FALSE(found.matters[0].mean_hand_offs);
  CHECK_FALSE(found.matters[0].elapsed_hours);
  CHECK(found.undecidable_volume == 60.0);
  CHECK(found.traffic[org.at("s2")] == 0.0);
  CHECK_FALSE(found.load_gini);
}

TEST_CASE("a matter that is raised 0 times a year has no means", "[metrics][decisions]") {
  decision_data data = office();
  data.matters[0].volume = 0;
  const decision_report found = decisions(make(data));
  CHECK(found.matters[0].originators == 2);
  CHECK_FALSE(found.matters[0].mean_hand_offs);
  CHECK_FALSE(found.matters[0].max);
  CHECK(found.all.mean_hand_offs == 1.5);
  CHECK(decisions(organisation()).matters.empty());
  CHECK_FALSE(decisions(organisation()).all.mean_hand_offs);
}

TEST_CASE("quality is worked out over command and role steps", "[metrics][decisions]") {
  decision_data data = office();
  data.matters[0].pass_good = 0.9;
  data.matters[0].pass_bad = 0.5;
  // s1 has three checks (K, H, D), s2 two.
  const matter_summary chain = decisions(make(data)).matters[0];
  CHECK(*chain.wrong_refusal == Approx(1 - (0.729 + 0.81) / 2));
  CHECK(*chain.wrong_approval == Approx((0.125 + 0.25) / 2));
  data.matters[0].approvals = 2;
  const matter_summary committee = decisions(make(data)).matters[0];
  CHECK(*committee.wrong_refusal == Approx(1 - (0.972 + 0.81) / 2));
  CHECK(*committee.wrong_approval == Approx((0.5 + 0.25) / 2));
  data.matters[0].pass_bad.reset();
  CHECK_FALSE(decisions(make(data)).matters[0].wrong_approval);
}

TEST_CASE("every breach of a rule is listed with its position", "[metrics][decision_violations]") {
  decision_data data = office();
  CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});

  SECTION("too few checks: those of roles do not count") {
    data.matters[0].checks = 2;
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});
    data.matters[0].checks = 3;
    CHECK(breaches(data) == std::vector<std::string>{"checks leave s1 2/3", "checks leave s2 2/3",
                                                     "four-eyes budget M"});
  }
  SECTION("too many initials: those of roles do count, coordination does not") {
    data.matters[0].initials = 1;
    CHECK(breaches(data) ==
          std::vector<std::string>{"initials-of-matter leave s1 2/1", "four-eyes budget M"});
    data.matters[0].initials = 0;
    CHECK(breaches(data) == std::vector<std::string>{"initials-of-matter leave s1 2/0",
                                                     "initials-of-matter leave s2 1/0",
                                                     "four-eyes budget M"});
  }
  SECTION("four eyes: also where the drafter acts for the decider") {
    data.positions[1].filled = 0;
    data.lines.push_back({"s2", "D", line_type::acting, "leave", {}});
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes leave s2", "four-eyes budget M"});
  }
  SECTION("undecidable") {
    data.authorities[0].limit = 5;
    data.matters[0].amount = 10;
    data.authorities[1].from = "2021-07-01";
    CHECK(breaches(data, {"2021-06-30", "absent", 72000}) ==
          std::vector<std::string>{
              "undecidable leave s1 limit-too-low", "undecidable leave s2 limit-too-low",
              "undecidable budget M no-authority", "undecidable budget L no-authority",
              "undecidable budget H no-authority", "undecidable budget s1 no-authority"});
  }
  SECTION("two matters in one hand") {
    data.matters[1].not_same_position = {"leave"};
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});
    data.authorities[0].position = "M";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget"});
    // Each pair once, whichever names the other.
    data.matters[0].not_same_position = {"budget", "leave", "no matter at all"};
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget"});
    // It is the official who decides, not the post.
    data.positions[0].flags = {"absent"};
    data.lines.push_back({"L", "M", line_type::acting, "budget", {}});
    data.lines.push_back({"K", "M", line_type::acting, "leave", {}});
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M", "four-eyes budget L"});
  }
  SECTION("two matters in one unit") {
    data.matters[0].not_same_unit = {"budget"};
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});  // M has no unit
    data.positions[0].unit = "Secretariat";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave D budget M"});
    // One position is in one unit with itself.
    data.authorities[0].position = "M";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget M"});
  }
}

TEST_CASE("the ministry saves two hand-offs on paper, and none where coordinators stay",
          "[metrics][decisions_before_after]") {
  // Staff, sub-head, head, bureau head, secretary-general, minister: 5 hand-offs, published for the
  // policy of 2021 as 3 without roles (−40 %) and 5 again with coordinators.
  matter letters;
  letters.code = "letters";
  letters.volume = 100;
  authority a;
  a.position = "MENTERI";
  a.matter = "*";
  decision_data data = written_down(ministry());
  data.matters = {letters};
  data.authorities = {a};
  const organisation before = make(data, ministry_scheme());
  CHECK(decisions(before).all.mean_hand_offs == 5.0);

  policy rules = central_policy();
  for (const role_policy kind :
       {role_policy::none, role_policy::team_leads, role_policy::coordinators}) {
    CAPTURE(to_string(kind));
    rules.roles.kind = kind;
    const organisation after = simplify(before, rules).after;
    const matter_comparison change = compare_decisions(before, after).all;
    CHECK(change.volume == 100.0);
    CHECK(change.compared == 100.0);
    CHECK(*change.formal == Approx(0.4));
    // Both posts stay on the path as coordinators; as team lead the lower one alone.
    const double steps = kind == role_policy::none ? 3 : kind == role_policy::team_leads ? 4 : 5;
    CHECK(*change.with_roles == Approx(1 - steps / 5).margin(1e-12));
    CHECK(change.shadow == (kind == role_policy::none ? 0.0 : 1.0));
    CHECK(decisions(after).all.mean_hand_offs == 3.0);
  }
}

TEST_CASE("a role that rebuilds nothing is no shadow, and a lost right is newly undecidable",
          "[metrics][decisions_before_after]") {
  const decision_data data = office();
  const organisation before = make(data);
  CHECK(compare_decisions(before, before).all.shadow == 0.0);  // K never was the superior of s1

  // H is taken out and leads s1 as coordinator; s2 goes on without.
  decision_data flat = data;
  flat.positions[5].reports_to = flat.positions[6].reports_to = "D";
  flat.lines.push_back({"H", "s1", line_type::assignment, {}, "coordinator"});
  const decisions_before_after change = compare_decisions(before, make(flat));
  const matter_comparison& leave = change.matters[0];
  CHECK(*leave.formal == Approx(0.5));              // 2 and 2, now 1 and 1
  CHECK(*leave.with_roles == Approx(1 - 4 / 5.0));  // 3 and 2, now 3 and 1
  CHECK(leave.shadow == 0.5);
  CHECK(leave.unchanged == 1);
  CHECK(leave.shorter == 1);
  CHECK(leave.shorter_formal == 2);

  decision_data orphaned = flat;
  orphaned.authorities.erase(orphaned.authorities.begin());
  std::vector<std::string> newly;
  const organisation after = make(orphaned);
  const auto lost = compare_decisions(before, after, {}, [&](const newly_undecidable& n) {
    newly.push_back(before.matters()[n.matter].code + " " + std::string(after.code(n.after)));
  });
  CHECK(newly == std::vector<std::string>{"leave s1", "leave s2"});
  CHECK(lost.matters[0].newly_undecidable == 2);
  CHECK(lost.matters[0].compared == 0.0);
  CHECK_FALSE(lost.matters[0].formal);
  CHECK_FALSE(lost.matters[0].shadow);
  CHECK(lost.all.compared == 4.0);
}

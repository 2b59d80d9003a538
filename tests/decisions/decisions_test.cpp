// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decisions.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// The values here were worked out by hand from docs/background/decisions.md; random organisations
// are in decisions_oracle_test.cpp.

namespace {

using by_code = std::vector<std::pair<std::string, double>>;

void check_values(const organisation& org, const std::vector<double>& values,
                  const by_code& expected) {
  REQUIRE(values.size() == org.size());
  for (const auto& [code, value] : expected) {
    CAPTURE(code);
    CHECK(values[org.at(code)] == Approx(value));
  }
}

}  // namespace

TEST_CASE("decisions weigh every path by its volume", "[decisions][decisions]") {
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

TEST_CASE("traffic counts every step, pass-through those between", "[decisions][decisions]") {
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
          "[decisions][decisions]") {
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

TEST_CASE("what nobody decides is counted and travels nowhere", "[decisions][decisions]") {
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

TEST_CASE("a matter that is raised 0 times a year has no means", "[decisions][decisions]") {
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

TEST_CASE("quality is worked out over command and role steps", "[decisions][decisions]") {
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

TEST_CASE("load in full-time posts is that of one seat", "[decisions]") {
  // 1,500 minutes of ten seats that work 72,000 minutes each: 1,500 / 720,000.
  decision_data data = office();
  data.positions[0].seats = 10;
  data.positions[1].seats = 0;
  const organisation org = make(data);
  CHECK(full_time_posts(org, org.at("M"), 1'500, {}) == Approx(1'500.0 / 720'000));
  CHECK(full_time_posts(org, org.at("D"), 1'500, {}) == Approx(1'500.0 / 72'000));
}

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decisions.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/compare_with_walker.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_policy.hpp"
#include "support/random_schemes.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

using namespace pangkas;
using namespace pangkas::tests;

// All that is expected of random organisations comes from the walker of support/naive_decisions.hpp,
// which was written from docs/background/decisions.md and shares no code with the library's paths.
// What is expected of the walker itself was worked out by hand from the same page.

namespace {

/// T leads D and F, D leads H, H leads s and t; F leads L. All but F, L and T are of one unit; s
/// raises "buy", of 50, and T may decide everything.
struct scheme : decision_data {
  scheme() {
    positions = {post("T"),      post("D", "T"), post("H", "D"), post("s", "H"),
                 post("t", "H"), post("F", "T"), post("L", "F")};
    for (position& p : positions)
      if (p.code != "T" && p.code != "F" && p.code != "L") p.unit = "Works";
    matter buy;
    buy.code = "buy";
    buy.amount = 50;
    matters = {buy};
    right("T", "*");
  }
  authority& right(const std::string& who, const std::string& matter = "buy",
                   std::optional<double> limit = {}) {
    authority a;
    const holder of = parse_holder(who);
    if (of.kind == holder_kind::post) a.position = who;
    if (of.kind != holder_kind::post) a.whoever = of;
    a.matter = matter;
    a.limit = limit;
    return authorities.emplace_back(a);
  }
  matter_step& step(const std::string& who, step_act act = step_act::review) {
    matter_step s;
    s.matter = "buy";
    s.who = parse_holder(who);
    s.act = act;
    return steps.emplace_back(s);
  }
  void vacate(const std::string& code) { at(code).filled = 0; }
  void line(const std::string& upper, const std::string& lower, line_type type) {
    lines.push_back({upper, lower, type, {}, {}, {}, {}});
  }

  /// All steps by the walker, as in "s H(initial) +F *D ~L": + concurs, * decides, ~ afterwards;
  /// or the reason why there are none.
  [[nodiscard]] std::string path(const std::string& originator = "s",
                                 const std::string& on = {}) const {
    const organisation org = make(*this, small_scheme());
    const naive_decisions hand(*this, org, on);
    const naive_path found = hand.path(0, hand.row(originator));
    std::string text(found.undecidable);
    for (const naive_step& s : found.all_steps()) {
      if (!text.empty()) text += ' ';
      if (s.role == "concurrence") text += '+';
      if (s.role == "decider") text += '*';
      if (s.after) text += '~';
      text += hand.code(s.position);
      if (s.act) text += "(" + std::string(to_string(*s.act)) + ")";
    }
    return text;
  }
  [[nodiscard]] naive_decisions walker(const organisation& org) const { return {*this, org}; }
};

/// One random organisation; counts its paths.
std::string compare_scheme(std::uint64_t seed, std::size_t most_positions, std::size_t& paths) {
  random_schemes random(seed, most_positions);
  const decision_data data = random.next();
  decision_options options;
  options.on = random.day();
  if (random.roll().chance(30))
    options.initials = static_cast<std::uint32_t>(random.roll().below(4));
  const organisation org = make(data, small_scheme());
  const naive_decisions hand(data, org, options.on, options.absent_flag, options.initials);
  differences found;
  if (data.matters.empty()) return {};  // the chart alone: decisions_oracle_test.cpp
  paths += hand.all_paths().size();
  for (std::size_t m = 0; m < hand.matters(); ++m) compare_paths(org, hand, m, options, found);
  compare_follower(org, hand, options, found);
  compare_report(org, hand, options, found);
  compare_violations(org, hand, options, found);
  return found.text();
}

}  // namespace

TEST_CASE("the walker finds classes, relative holders and exceptions", "[decisions][schemes]") {
  const auto of = [](const std::string& who) {
    scheme s;
    s.right(who);
    return s;
  };
  CHECK(scheme().path() == "s H D *T");
  CHECK(of("manager=yes").path() == "s *H");
  CHECK(of("codes=D|F").path() == "s H *D");  // each of a class, but only above the originator
  CHECK(of("codes=D|F").path("L") == "L *F");
  CHECK(of("@superior").path() == "s *H");
  CHECK(of("@superior:2").path() == "s H *D");
  CHECK(of("@superior:4").path() == "s H D *T");
  CHECK(of("@head-of-unit").path() == "s H *D");
  CHECK(of("@head-of-unit").path("L") == "L F *T");  // no unit
  CHECK(of("@top").path() == "s H D *T");
  scheme vacant = of("@superior");
  vacant.vacate("H");
  CHECK(vacant.path() == "s *D");  // the first that is handled
  scheme exception;
  exception.right("H", "buy", 10);
  exception.right("manager=yes");
  CHECK(exception.path() == "s H *D");
}

TEST_CASE("the walker takes the right for a matter before that of a family before that for all",
          "[decisions][schemes]") {
  scheme s;
  s.matters[0].families = {"spending"};
  s.right("H", "*");
  s.right("H", "spending");
  const organisation org = make(s);
  CHECK(s.walker(org).path(0, 3).authority == 2U);
  s.right("H", "buy");
  const organisation more = make(s);
  CHECK(s.walker(more).path(0, 3).authority == 3U);
}

TEST_CASE("the walker finds deciders beside the line", "[decisions][schemes]") {
  scheme s;
  s.right("F").originators = parse_condition("s|D");
  CHECK(s.path() == "s H D *F");  // T is the nearest common superior
  CHECK(s.path("t") == "t H D *T");
  s.matters[0].until = parse_holder("@superior");
  CHECK(s.path() == "s H *F");
  s.matters[0].until = parse_holder("@top");
  CHECK(s.path() == "s H D *F");
  s.vacate("F");
  CHECK(s.path() == "s H D *T");  // the right does not stand, the line is climbed
  scheme below;
  below.right("t").originators = parse_condition("D");
  CHECK(below.path("D") == "D *t");
  scheme apart;
  apart.at("F").reports_to = "";
  apart.right("L").originators = parse_condition("all");
  CHECK(apart.path() == "s H D T *L");  // no superior in common
  CHECK(apart.path("L") == "*L");
}

TEST_CASE("the walker asks who must concur", "[decisions][schemes]") {
  scheme s;
  authority& a = s.right("D");
  a.with = parse_holder_list("F + L");
  CHECK(s.path() == "s H +F +L *D");
  s.authorities[1].with = parse_holder_list("1 of L + F");
  CHECK(s.path() == "s H +L *D");
  s.vacate("L");
  CHECK(s.path() == "s H +F *D");
  s.authorities[1].with = parse_holder_list("F + L");
  CHECK(s.path() == "s H D *T");
  s.authorities.erase(s.authorities.begin());
  CHECK(s.path() == "nobody-to-concur");
  s.authorities[0].with = parse_holder_list("@superior");
  CHECK(s.path() == "s H *D");  // H has made a step already
}

TEST_CASE("the walker lets the originator decide where the matter or the row says so",
          "[decisions][schemes]") {
  scheme s;
  s.right("s");
  CHECK(s.path() == "s H D *T");
  s.matters[0].own_first = true;
  CHECK(s.path() == "*s");
  s.authorities[1].limit = 49;
  CHECK(s.path() == "s H D *T");
  s.authorities[1].limit = 50;
  s.authorities[1].with = parse_holder_list("F");
  CHECK(s.path() == "s H D *T");
}

TEST_CASE("the walker takes the steps that an order names", "[decisions][schemes]") {
  scheme s;
  s.step("F", step_act::certify);
  CHECK(s.path() == "s F(certify) *T");
  s.step("D", step_act::initial);
  s.step("T");  // the decider
  s.step("s");
  CHECK(s.path() == "s F(certify) D(initial) *T");
  s.step("L", step_act::report).after = true;
  CHECK(s.path() == "s F(certify) D(initial) *T ~L(report)");
  s.steps[1].who = parse_holder("@line");
  CHECK(s.path() == "s F(certify) H(initial) D(initial) *T ~L(report)");
  s.steps[0].above = 50;
  s.steps[1].originators = parse_condition("t");
  s.steps[2].flag = "personal";
  s.steps[3].originators = parse_condition("t");
  CHECK(s.path() == "s H D *T ~L(report)");  // none is named for s
  s.steps[0].above = 49;
  CHECK(s.path() == "s F(certify) *T ~L(report)");
}

TEST_CASE("the walker counts checks that can stop a matter and are independent",
          "[decisions][schemes]") {
  scheme s;
  s.step("D", step_act::recommend);
  s.step("F", step_act::initial);
  s.step("t", step_act::certify);
  s.step("D", step_act::review);
  s.step("L", step_act::approve).after = true;
  const auto checks = [&](const std::string& who) {
    s.matters[0].originators = parse_condition(who);
    const organisation org = make(s);
    return s.walker(org).all_paths().front().checks;
  };
  CHECK(checks("s") == 3);  // D once, t, T
  CHECK(checks("H") == 2);  // t is below H
}

TEST_CASE("the walker lets bodies act with their quorum", "[decisions][schemes]") {
  scheme s;
  s.vacate("D");
  authority& a = s.right("D");
  CHECK(s.path() == "s H *T");
  a.quorum = 2;
  s.line("D", "L", line_type::membership);
  s.line("D", "t", line_type::membership);
  CHECK(s.path() == "s H *D");
  s.vacate("t");
  CHECK(s.path() == "s H D *T");  // one member is there, so that it reviews
  s.vacate("L");
  CHECK(s.path() == "s H *T");
}

TEST_CASE("the walker follows chains of officials, and their limit", "[decisions][schemes]") {
  scheme s;
  s.vacate("D");
  s.vacate("F");
  s.line("F", "D", line_type::acting);
  s.line("L", "F", line_type::acting);
  s.right("D");
  CHECK(s.path() == "s H *L");
  s.authorities[1].acting_limit = 49;
  CHECK(s.path() == "s H L *T");
  s.right("L").acting = acting_capacity::plh;
  CHECK(s.path() == "s H *L");
  s.lines[1].from = "2021-07-01";
  CHECK(s.path("s", "2021-06-30") == "s H *T");
  CHECK(s.path("s", "2021-07-01") == "s H *L");
  s.authorities = {s.authorities[2]};
  CHECK(s.path("L") == "*L");  // it acts in F
  s.lines.clear();
  CHECK(s.path("L") == "no-authority");  // as Plh it is none of its own post
}

TEST_CASE("the walker compares limits in one currency, by each measure, and not above them",
          "[decisions][schemes]") {
  scheme s;
  authority& a = s.right("H", "buy", 50);
  CHECK(s.path() == "s *H");
  s.matters[0].currency = "USD";
  CHECK(s.path() == "s H D *T");
  a.currency = "USD";
  s.matters[0].measures = {{"days", 7}};
  CHECK(s.path() == "s *H");
  a.limits = {{"percent", 5}, {"days", 6}};
  CHECK(s.path() == "s H D *T");
  a.limits = {{"days", 7}};
  s.matters[0].above_limits = true;
  CHECK(s.path() == "s H D *T");
  s.matters[0].above_limits = false;
  a.limit.reset();
  a.budget_share = 0.5;
  CHECK(s.path() == "s *H");  // no budget is known
  s.at("H").budget = 99;
  CHECK(s.path() == "s H D *T");
  s.at("H").budget = 100;
  CHECK(s.path() == "s *H");
}

TEST_CASE("the walker asks the fallback where no right stands", "[decisions][schemes]") {
  scheme s;
  s.authorities[0].limit = 49;  // of 50
  CHECK(s.path() == "limit-too-low");
  s.matters[0].fallback = parse_holder("F");
  CHECK(s.path() == "s H D *F");  // beside the line, as any decider there
  s.matters[0].until = parse_holder("@superior");
  CHECK(s.path() == "s H *F");
  s.matters[0].fallback = parse_holder("T");  // whatever its own limit
  CHECK(s.path() == "s H D *T");
  s.vacate("T");
  CHECK(s.path() == "post-without-holder");
  s.line("L", "T", line_type::acting);
  CHECK(s.path() == "s H D *L");
  s.matters[0].strategic = true;  // no official decides it
  CHECK(s.path() == "post-without-holder");
  s.matters[0].fallback = parse_holder("s");  // nobody decides its own matter so
  CHECK(s.path() == "limit-too-low");
  s.right("H");  // a right that stands comes first
  CHECK(s.path() == "s *H");
}

TEST_CASE("the walker climbs no more lines than a matter may", "[decisions][schemes]") {
  scheme s;
  s.matters[0].levels_up = 3;
  CHECK(s.path() == "s H D *T");
  s.matters[0].levels_up = 2;
  CHECK(s.path() == "too-many-levels");
  s.vacate("H");  // a line is a line, whoever is there
  CHECK(s.path() == "too-many-levels");
  s.matters[0].fallback = parse_holder("L");
  CHECK(s.path() == "s D *L");
  s.matters[0].levels_up = 1;
  CHECK(s.path() == "s *L");  // H alone is near enough, and nobody is there
  s.matters[0].fallback = parse_holder("T");
  CHECK(s.path() == "s *T");  // the fallback is asked, however high it stands
  s.right("F").originators = parse_condition("s");
  CHECK(s.path() == "s *F");  // beside the line, and not climbed further to
  s.authorities[1].position = "D";
  CHECK(s.path() == "s *T");  // on the line it is too far up
  s.right("s");
  CHECK(s.path() == "*s");  // the own right comes before the fallback
  s.authorities.pop_back();
  s.authorities[0].limit = 49;
  s.matters[0].fallback.reset();
  CHECK(s.path() == "too-many-levels");  // D could; T could not, limit or no
}

TEST_CASE("the walker counts a veto as a check and never as the decision", "[decisions][schemes]") {
  scheme s;
  s.matters[0].originators = parse_condition("s");
  s.step("@line");
  s.step("F", step_act::veto);
  CHECK(s.path() == "s H(review) D(review) F(veto) *T");
  const auto checks = [&] {
    const organisation org = make(s);
    return s.walker(org).all_paths().front().checks;
  };
  CHECK(checks() == 4);  // H, D, F and T
  s.steps[1].act = step_act::initial;
  CHECK(checks() == 3);
  s.steps[1].act = step_act::veto;
  s.right("F");  // F is not on the line, and its veto does not make it decide
  CHECK(s.path() == "s H(review) D(review) F(veto) *T");
  s.steps[1].who = parse_holder("T");
  CHECK(s.path() == "s H(review) D(review) *T");  // who decides has no veto to use
  CHECK(checks() == 3);
}

TEST_CASE("the walker tells two acts in one hand, and who has the benefit",
          "[decisions][schemes]") {
  scheme s;
  s.matters[0].originators = parse_condition("s");
  s.step("F", step_act::certify);
  s.step("D", step_act::recommend);
  s.step("F", step_act::approve);
  s.matters[0].apart = {"certify", "approve"};
  s.matters[0].beneficiary = parse_holder("D");
  const organisation org = make(s);
  const auto found = s.walker(org).violations();
  REQUIRE(found.size() == 2);
  CHECK(found[0].rule == "beneficiary");
  CHECK(found[0].other_position == 1U);
  CHECK(found[1].rule == "same-hand");
  CHECK(found[1].other_position == 5U);
}

TEST_CASE("the walker adds up hours and shares out volume", "[decisions][schemes]") {
  scheme s;
  s.matters[0].originators = parse_condition("s|t");
  s.matters[0].work_minutes = 60;
  s.matters[0].waiting_hours = 1;
  s.matters[0].clerical_steps = {"registry"};
  for (const char* who : {"F", "L", "D"}) s.step(who).together = "a";
  s.steps[0].waiting_hours = 9;
  s.steps[1].work_minutes = 30;
  s.steps[2].together = "b";
  s.step("L", step_act::report).after = true;
  s.authorities[0].waiting_hours = 100;
  s.matters[0].volume = 30;
  s.matters[0].shared = volume_sharing::by_seats;
  s.at("s").seats = 2;
  const organisation org = make(s);
  const naive_decisions hand = s.walker(org);
  // Drafter 2, F and L beside each other 10, D 2, T 2 + 100, registry 2.
  CHECK(hand.all_paths()[0].hours == 118.0);
  CHECK(hand.all_paths()[0].weight == 20);
  CHECK(hand.all_paths()[1].weight == 10);
}

TEST_CASE("every path, figure and breach of a scheme of delegation is that of the walker",
          "[decisions][schemes]") {
  std::size_t paths = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(50'000); ++seed) {
    // Small ones first: what differs is looked at by hand.
    const std::string found = compare_scheme(seed, seed % 4 == 3 ? 30 : 5, paths);
    if (!found.empty()) FAIL("seed " << seed << ": " << found);
  }
  CHECK(paths > cases_to_try(50'000));
}

TEST_CASE("before and after are those of the walker for two organisations with schemes",
          "[decisions][schemes]") {
  // Originators, matters, superiors and rights go and come.
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    random_schemes random(seed, 8);
    const decision_data was = random.next();
    const decision_data is = random.next();
    if (was.matters.empty() || is.matters.empty()) continue;
    const organisation before = make(was, small_scheme());
    const organisation after = make(is, small_scheme());
    differences found;
    compare_sides(before, naive_decisions(was, before), after, naive_decisions(is, after), {},
                  found);
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
}

TEST_CASE("under random policies a scheme is measured as the walker does, and undone exactly",
          "[decisions][schemes]") {
  std::size_t converted = 0;
  random_cases policies(5);
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    const random_case rows = policies.next();
    random_schemes random(seed);
    const decision_data data = random.next(rows.positions);
    if (data.matters.empty()) continue;
    const organisation before = make(data, ministry_scheme());
    simplification result;
    try {
      result = simplify(before, rows.rules);
    } catch (const rule_error&) {
      continue;  // the rules leave a gap or contradict each other
    }
    converted += result.converted > 0 ? 1U : 0U;
    differences found;
    compare_sides(before, naive_decisions(data, before), result.after,
                  naive_decisions(written_down(result.after), result.after), {}, found);
    found.expect(same(before, undo(result.after, result.changes)), "undo");
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
  CHECK(converted > cases_to_try(2'000));
}

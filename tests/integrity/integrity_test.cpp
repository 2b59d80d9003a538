// SPDX-License-Identifier: BSL-1.0
#include <pangkas/integrity/integrity.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// An organisation and what is known beside it.
struct office_of_duties {
  organisation org{};
  integrity_tables tables{};

  explicit office_of_duties(organisation from) : org(std::move(from)), builder_(org) {}
  office_of_duties& duty_of(const std::string& position, const std::string& name,
                            const std::string& process = "purchase") {
    builder_.add(duty{position, {}, process, name, {}});
    return *this;
  }
  office_of_duties& held(const std::string& holder, const std::string& position,
                         const std::string& since = {}) {
    builder_.add(post_holder{holder, position, since});
    return *this;
  }
  office_of_duties& related(const std::string& a, const std::string& b, const std::string& kind,
                            std::optional<std::uint32_t> degree = {}) {
    builder_.add(relation{a, b, kind, degree});
    return *this;
  }
  integrity_report test(const integrity_rules& rules, const integrity_options& options = {}) {
    tables = std::move(builder_).build();
    REQUIRE(builder_.findings().empty());
    return integrity(org, tables, rules, options);
  }
  [[nodiscard]] std::vector<std::string> codes(const breach& b) const {
    std::vector<std::string> all;
    for (const row_index row : b.rows) all.emplace_back(org.code(org.position_at(row)));
    return all;
  }
  /// rule: codes, in order.
  [[nodiscard]] std::vector<std::string> in_words(const integrity_report& report) const {
    std::vector<std::string> all;
    for (const breach& b : report.breaches) {
      std::string words = report.rules[b.rule].id + (b.inherited ? " (inherited):" : ":");
      for (const std::string& code : codes(b)) words += " " + code;
      all.push_back(words);
    }
    return all;
  }

 private:
  integrity_builder builder_;
};

separation_rule apart(const std::string& id, std::vector<std::string> duties, std::uint32_t n = 2,
                      breach_severity level = breach_severity::high) {
  separation_rule s;
  s.rule.id = id;
  s.duties = std::move(duties);
  s.n = n;
  s.level = level;
  return s;
}

integrity_rules set_of(std::vector<separation_rule> separations) {
  integrity_rules rules;
  rules.name = "test";
  rules.separations = std::move(separations);
  return rules;
}

/// Posts below one head, each of its own.
organisation flat(const std::vector<std::string>& codes,
                  const std::vector<reporting_line>& lines = {}) {
  description what;
  what.positions.push_back(post("HEAD"));
  for (const std::string& code : codes) what.positions.push_back(post(code, "HEAD"));
  what.lines = lines;
  return make(what);
}

using words = std::vector<std::string>;

}  // namespace

TEST_CASE("a holder of four roles breaks three published rows, two of them high",
          "[integrity][integrity]") {
  // W1.1: order x delivery and order x credit note are high, the master against either medium.
  office_of_duties office(flat({"p"}));
  for (const char* name : {"customer master", "order", "delivery", "credit note"})
    office.duty_of("p", name);
  const auto report = office.test(set_of(
      {apart("order-delivery", {"order", "delivery"}),
       apart("order-credit", {"order", "credit note"}),
       apart("master-order", {"customer master", "order"}, 2, breach_severity::medium),
       apart("credit-master-order", {"credit master", "order"}, 2, breach_severity::medium)}));
  CHECK(office.in_words(report) ==
        words{"order-delivery: p", "order-credit: p", "master-order: p"});
  std::map<breach_severity, int> levels;
  for (const breach& b : report.breaches) ++levels[report.rules[b.rule].level];
  CHECK(levels ==
        std::map<breach_severity, int>{{breach_severity::high, 2}, {breach_severity::medium, 1}});
}

TEST_CASE("a number counts the duties of a set that one hand has", "[integrity][integrity]") {
  // W1.3
  const auto with_n = [](std::uint32_t n) {
    office_of_duties office(flat({"a", "b", "c", "d"}));
    office.duty_of("a", "request").duty_of("b", "request").duty_of("b", "approve");
    office.duty_of("c", "approve").duty_of("c", "pay").duty_of("c", "receive");
    office.duty_of("d", "request").duty_of("d", "approve").duty_of("d", "pay");
    return office.in_words(office.test(set_of({apart("rs", {"request", "approve", "pay"}, n)})));
  };
  CHECK(with_n(2) == words{"rs: b", "rs: c", "rs: d"});
  CHECK(with_n(3) == words{"rs: d"});
}

TEST_CASE("the fewest hands of a purchase", "[integrity][integrity]") {
  // W1.4: with u4, only {u1, u4}; without, 3. The vendor master does nothing for it.
  for (const bool with_u4 : {true, false}) {
    office_of_duties office(flat({"u1", "u2", "u3", "u4", "u5"}));
    office.duty_of("u1", "order").duty_of("u1", "receive").duty_of("u2", "approve");
    office.duty_of("u3", "pay");
    if (with_u4) office.duty_of("u4", "approve").duty_of("u4", "pay");
    const auto report = office.test(set_of({apart("r", {"order", "pay"})}));
    REQUIRE(report.colluding.size() == 1);
    CHECK(report.processes[report.colluding[0].process] == "purchase");
    CHECK(report.colluding[0].least == report.colluding[0].most);
    CHECK(report.colluding[0].most == (with_u4 ? 2 : 3));
    const auto hand = [&](const char* code) {
      return office.tables.hand_of(office.org.row(office.org.at(code)));
    };
    CHECK(report.colluding[0].hands == (with_u4 ? std::vector{hand("u1"), hand("u4")}
                                                : std::vector{hand("u1"), hand("u2"), hand("u3")}));
  }
}

TEST_CASE("whoever acts for a post has its duties too", "[integrity][integrity]") {
  // W1.5: clean before the acting line, one violation after it.
  const auto with = [](const std::vector<reporting_line>& lines) {
    office_of_duties office(flat({"PPK", "PPSPM"}, lines));
    office.duty_of("PPK", "commit").duty_of("PPSPM", "order payment");
    office.held("h1", "PPK").held("h2", "PPSPM");
    const auto report = office.test(set_of({apart("ppk-ppspm", {"commit", "order payment"})}));
    return std::pair(office.in_words(report), report.colluding.at(0).most);
  };
  CHECK(with({}) == std::pair(words{}, std::size_t{2}));
  const std::vector<reporting_line> acting{{"PPK", "PPSPM", line_type::acting, {}, "plt"}};
  CHECK(with(acting) == std::pair(words{"ppk-ppspm: PPK PPSPM"}, std::size_t{1}));
  // An acting line for another matter brings nothing.
  CHECK(with({{"PPK", "PPSPM", line_type::acting, "leave", "plt"}}).first == words{});
}

TEST_CASE("two posts of one holder are one hand", "[integrity][integrity]") {
  office_of_duties office(flat({"a", "b"}));
  office.duty_of("a", "order").duty_of("b", "pay").held("h", "a").held("h", "b");
  const auto report = office.test(set_of({apart("r", {"order", "pay"})}));
  CHECK(office.in_words(report) == words{"r: a b"});
  CHECK(report.breaches[0].hand == 0);
}

TEST_CASE("duties count in their own process, unless the rule says across",
          "[integrity][integrity]") {
  const auto with = [](bool across, std::vector<std::string> processes) {
    office_of_duties office(flat({"a", "b", "c"}));
    office.duty_of("a", "order", "roads").duty_of("a", "pay", "schools");
    office.duty_of("b", "order", "roads").duty_of("b", "pay", "*");
    office.duty_of("c", "order", "*").duty_of("c", "pay", "*").duty_of("c", "pay", "roads");
    separation_rule r = apart("r", {"order", "pay"});
    r.across = across;
    r.processes = std::move(processes);
    return office.in_words(office.test(set_of({r})));
  };
  CHECK(with(false, {}) == words{"r: b", "r: c"});  // of c once, in every process
  CHECK(with(true, {}) == words{"r: a", "r: b", "r: c"});
  CHECK(with(false, {"schools"}) == words{"r: c"});
}

TEST_CASE("a rule of units puts the duties of all in one unit together", "[integrity][integrity]") {
  description what;
  what.positions = {post("HEAD"), post("a", "HEAD"), post("b", "HEAD"), post("c", "HEAD")};
  for (std::size_t i = 1; i < 3; ++i) what.positions[i].unit = "Finance";
  office_of_duties office(make(what));
  office.duty_of("a", "order").duty_of("b", "pay").duty_of("c", "pay").duty_of("HEAD", "order");
  separation_rule r = apart("r", {"order", "pay"});
  r.within = separation_unit::unit;
  const auto report = office.test(set_of({r}));
  CHECK(office.in_words(report) == words{"r: a b"});  // no unit is no unit in common
  CHECK(report.breaches[0].hand == none_of_them);
}

TEST_CASE("with inheritance it is told where duties first come together",
          "[integrity][integrity]") {
  description what;  // R over M over a and b; R over c
  what.positions = {post("R"), post("M", "R"), post("a", "M"), post("b", "M"), post("c", "R")};
  for (const bool inherited : {false, true}) {
    office_of_duties office(make(what));
    office.duty_of("a", "order").duty_of("b", "pay").duty_of("c", "order");
    integrity_options options;
    options.inherited = inherited;
    const auto report = office.test(set_of({apart("r", {"order", "pay"})}), options);
    CHECK(office.in_words(report) == (inherited ? words{"r (inherited): M a b"} : words{}));
  }
}

TEST_CASE("a cashier who supervises may not do both in one case", "[integrity][integrity]") {
  // W1.2: statically refused; dynamically only who does both at once.
  office_of_duties office(flat({"cashier"}));
  office.duty_of("cashier", "cash").duty_of("cashier", "correct");
  CHECK(office.in_words(office.test(set_of({apart("r", {"cash", "correct"})}))) ==
        words{"r: cashier"});
  office_of_duties again(flat({"cashier"}));
  again.duty_of("cashier", "cash").duty_of("cashier", "correct");
  separation_rule dynamic = apart("r", {"cash", "correct"});
  dynamic.statically = false;
  CHECK(again.test(set_of({dynamic})).breaches.empty());
}

TEST_CASE("power over the related is told with the way", "[integrity][integrity]") {
  description what;
  what.positions = {post("R"), post("M", "R"), post("S", "M"), post("a", "S"), post("b", "R")};
  office_of_duties office(make(what));
  for (const char* code : {"R", "M", "S", "a", "b"}) office.held(std::string("h") + code, code);
  office.related("ha", "hM", "kin", 2).related("hS", "hb", "kin").related("hb", "hR", "business");
  office.related("hS", "hR", "kin", 5);
  integrity_rules rules;
  rules.relations.push_back({{"kin", {}, {}, {}}, {"kin"}, 3});
  rules.relations.push_back({{"any", {}, {}, {}}, {}, {}});
  // M over a through S; R over b and S; b and S are beside each other, and 5 is too far for kin.
  CHECK(office.in_words(office.test(rules)) ==
        words{"kin: M S a", "any: R M S", "any: R b", "any: M S a"});
}

TEST_CASE("who stays too long in a sensitive post", "[integrity][integrity]") {
  const auto on = [](const std::string& day) {
    description what;
    what.positions = {post("R"), post("a", "R"), post("b", "R")};
    what.positions[1].flags = {"sensitive"};
    office_of_duties office(make(what));
    office.held("h1", "a", "2020-02-29").held("h2", "b", "1990-01-01").held("h3", "R");
    integrity_rules rules;
    rules.sensitive.push_back({{"rotate", {}, {}, {}}, parse_condition("flags=sensitive"), 5});
    integrity_options options;
    options.decisions.on = day;
    const auto report = office.test(rules, options);
    CHECK(report.is_day_known == !day.empty());
    return office.in_words(report);
  };
  CHECK(on("").empty());
  CHECK(on("2025-02-28").empty());
  CHECK(on("2025-03-01") == words{"rotate: a"});
}

TEST_CASE("five years are over on the day after the fifth", "[integrity][integrity]") {
  const auto stays = [](const char* since, const char* day) {
    office_of_duties office(flat({"a"}));
    office.held("h", "a", since);
    integrity_rules rules;
    rules.sensitive.push_back({{"rotate", {}, {}, {}}, {}, 5});
    integrity_options options;
    options.decisions.on = day;
    return !office.test(rules, options).breaches.empty();
  };
  CHECK_FALSE(stays("2020-03-01", "2025-03-01"));
  CHECK(stays("2020-03-01", "2025-03-02"));
  CHECK_FALSE(stays("0004-12-31", "0009-12-31"));
  CHECK(stays("0004-12-31", "0010-01-01"));
  CHECK_FALSE(stays("9996-01-01", "9999-12-31"));  // no day has such a year
}

TEST_CASE("an auditor below who is audited is none, but everything is below the top",
          "[integrity][integrity]") {
  description what;  // R over M over the auditor A and a; R over B
  what.positions = {post("R"), post("M", "R"), post("A", "M"), post("a", "M"), post("B", "R")};
  const auto audited = [&](const char* code) {
    office_of_duties office(make(what));
    office.duty_of("A", "audit").duty_of(code, "pay");
    integrity_rules rules;
    rules.audits.push_back({{"audit", {}, {}, {}}});
    return office.in_words(office.test(rules));
  };
  CHECK(audited("M") == words{"audit: M A"});
  // So it is where both are of every process, and where one is.
  for (const auto& [audits, pays] : {std::pair("*", "*"), {"*", "purchase"}, {"purchase", "*"}}) {
    office_of_duties office(make(what));
    office.duty_of("A", "audit", audits).duty_of("M", "pay", pays);
    integrity_rules rules;
    rules.audits.push_back({{"audit", {}, {}, {}}});
    const auto report = office.test(rules);
    CHECK(office.in_words(report) == words{"audit: M A"});
    CHECK(report.colluding.size() == 1);
  }
  // Nothing waits for an audit: without anything else it needs no hands.
  office_of_duties alone(make(what));
  alone.duty_of("A", "audit");
  CHECK(alone.test(set_of({apart("r", {"x", "y"})})).colluding.size() == 1);
  office_of_duties known(make(what));
  known.duty_of("A", "audit");
  integrity_rules audits;
  audits.audits.push_back({{"audit", {}, {}, {}}});
  CHECK(known.test(audits).colluding.empty());
  CHECK(audited("R").empty());
  CHECK(audited("a").empty());
  CHECK(audited("B").empty());
}

namespace {

/// M leads D, D leads H, H leads s; D decides "buy", which needs one check.
decision_data chain_of_checks(std::uint32_t checks) {
  decision_data data;
  data.positions = {post("M"), post("D", "M"), post("H", "D"), post("s", "H")};
  matter buy;
  buy.code = "buy";
  buy.originators = parse_condition("s");
  buy.volume = 10;
  buy.checks = checks;
  data.matters = {buy};
  authority a;
  a.position = "D";
  a.matter = "buy";
  data.authorities = {a};
  return data;
}

}  // namespace

TEST_CASE("a checker who is the drafter, kin or in a second post of one does not count",
          "[integrity][integrity]") {
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  const auto found = [&](std::uint32_t needed, auto change) {
    office_of_duties office(make(chain_of_checks(needed)));
    change(office);
    const auto report = office.test(rules);
    return report.breaches.empty() ? std::string("none") : std::to_string(report.breaches[0].found);
  };
  // H and D check what s drafts: two.
  CHECK(found(2, [](office_of_duties&) {}) == "none");
  CHECK(found(3, [](office_of_duties&) {}) == "2");
  CHECK(found(2, [](office_of_duties& o) { o.held("h", "s").held("h", "H"); }) == "1");
  CHECK(found(2, [](office_of_duties& o) { o.held("h", "H").held("h", "D"); }) == "1");
  const auto related = [](office_of_duties& o) {
    o.held("h1", "s").held("h2", "D").related("h1", "h2", "kin");
  };
  CHECK(found(2, related) == "1");
  rules.four_eyes[0].not_related = false;
  CHECK(found(2, related) == "none");
  rules.four_eyes[0].not_second_post = false;
  CHECK(found(2, [](office_of_duties& o) { o.held("h", "H").held("h", "D"); }) == "none");
}

TEST_CASE("of several holders any may raise a case, and one who is independent checks it",
          "[integrity][integrity]") {
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  rules.relations.push_back({{"kin", {}, {}, {}}, {"kin"}, {}});
  // H and D check what s drafts. Holders are told in both orders: their numbers do not matter.
  const auto told = [&](const std::vector<std::pair<std::string, std::string>>& held,
                        const std::vector<std::pair<std::string, std::string>>& related) {
    std::vector<words> both;
    for (const bool backwards : {false, true}) {
      office_of_duties office(make(chain_of_checks(2)));
      for (std::size_t i = 0; i < held.size(); ++i) {
        const auto& [holder, code] = held[backwards ? held.size() - 1 - i : i];
        office.held(holder, code);
      }
      for (const auto& [a, b] : related) office.related(a, b, "kin");
      both.push_back(office.in_words(office.test(rules)));
    }
    CHECK(both[0] == both[1]);
    return both[0];
  };
  CHECK(told({{"h1", "s"}, {"h1", "H"}, {"h2", "H"}}, {}).empty());
  CHECK(told({{"h1", "H"}, {"h1", "D"}, {"h2", "D"}}, {}).empty());
  CHECK(told({{"h1", "s"}, {"h2", "s"}, {"h1", "H"}}, {}) == words{"eyes: s D"});
  CHECK(told({{"h1", "s"}, {"h2", "H"}, {"h3", "H"}}, {{"h1", "h2"}}) == words{"kin: H s"});
  CHECK(told({{"h1", "s"}, {"h2", "s"}, {"h3", "H"}}, {{"h2", "h3"}}) ==
        words{"eyes: s D", "kin: H s"});
  // The decider's second holder is kin of the drafter's: told once with the way, and once as above it.
  CHECK(told({{"h1", "s"}, {"h2", "s"}, {"h3", "D"}, {"h4", "D"}}, {{"h2", "h4"}}) ==
        words{"kin: D H s", "kin: D H s"});
}

TEST_CASE("steps that an order names are duties of their act, and checks where they can stop",
          "[integrity][integrity]") {
  // s leads t, who reviews for it; M must concur.
  decision_data data = chain_of_checks(3);
  data.positions.push_back(post("t", "s"));
  matter_step review{.matter = "buy", .act = step_act::review, .who = parse_holder("t")};
  matter_step line{.matter = "buy", .act = step_act::review, .who = parse_holder("@line")};
  matter_step told{
      .matter = "buy", .act = step_act::report, .who = parse_holder("M"), .after = true};
  data.steps = {review, line, told};
  integrity_rules rules =
      set_of({apart("review-pay", {"review", "pay"}), apart("report-pay", {"report", "pay"}),
              apart("draft-concur", {"draft", "concur"})});
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  // H, D and, but for a rule that does not mind, not t.
  for (const bool not_subordinate : {true, false}) {
    rules.four_eyes[0].not_subordinate = not_subordinate;
    office_of_duties office(make(data));
    office.duty_of("t", "pay", "buy").duty_of("M", "pay", "*");
    words expected{"review-pay: t", "report-pay: M"};
    if (not_subordinate) expected.push_back("eyes: s D");
    CHECK(office.in_words(office.test(rules)) == expected);
  }
  data.authorities[0].with = parse_holder_list("M");
  data.matters[0].checks = 0;
  office_of_duties office(make(data));
  office.held("h", "M").held("h", "s");
  CHECK(office.in_words(office.test(rules)) == words{"draft-concur: s M"});
}

TEST_CASE("whoever decides its own matter drafts it, unless it decides its own first",
          "[integrity][integrity]") {
  decision_data data = chain_of_checks(0);
  data.authorities.push_back(data.authorities[0]);
  data.authorities[1].position = "M";
  data.matters[0].originators = parse_condition("M|D");
  const integrity_rules rules = set_of({apart("draft-decide", {"draft", "decide"})});
  for (const bool own_first : {false, true}) {
    data.matters[0].own_first = own_first;
    office_of_duties office(make(data));
    // M has nobody above it; D goes to M, unless it comes first.
    CHECK(office.in_words(office.test(rules)) == (own_first ? words{} : words{"draft-decide: M"}));
  }
}

TEST_CASE("whoever acts for a post has its power, for all matters and on its days",
          "[integrity][integrity]") {
  description what;  // R over S and A; S over b
  what.positions = {post("R"), post("S", "R"), post("A", "R"), post("b", "S")};
  const auto told = [&](reporting_line acting, const char* day) {
    what.lines = {std::move(acting)};
    office_of_duties office(make(what));
    office.held("hA", "A").held("hS", "S").held("hb", "b").related("hb", "hA", "kin");
    office.duty_of("S", "order", "roads").duty_of("A", "pay", "roads");
    integrity_rules rules = set_of({apart("r", {"order", "pay"})});
    rules.relations.push_back({{"kin", {}, {}, {}}, {}, {}});
    integrity_options options;
    options.decisions.on = day;
    return office.in_words(office.test(rules, options));
  };
  reporting_line acting{"A", "S", line_type::acting, {}, "plt"};
  CHECK(told(acting, "") == words{"r: S A", "kin: S b"});
  acting.from = "2021-07-01";
  CHECK(told(acting, "2021-06-30").empty());
  CHECK(told(acting, "2021-07-01") == words{"r: S A", "kin: S b"});
  acting.matter = "roads";  // the duties of it alone
  CHECK(told(acting, "2021-07-01") == words{"r: S A"});
  acting.matter = "schools";
  CHECK(told(acting, "2021-07-01").empty());
  acting.type = line_type::coordination;
  acting.matter.clear();
  CHECK(told(acting, "2021-07-01").empty());
}

TEST_CASE("what is declared for a family is for its matters", "[integrity][integrity]") {
  decision_data data = chain_of_checks(0);
  data.matters[0].families = {"purchase"};
  data.lines = {{"M", "D", line_type::acting, "purchase", "plt"}};
  separation_rule dynamic = apart("draft-decide", {"draft", "decide"});
  dynamic.processes = {"purchase"};
  separation_rule other = dynamic;
  other.rule.id = "other";
  other.processes = {"leave"};
  separation_rule every = dynamic;
  every.rule.id = "every";
  every.processes = {"*"};
  // D decides and pays; M acts for it in that family, where it orders.
  const integrity_rules rules =
      set_of({apart("decide-pay", {"decide", "pay"}), apart("order-pay", {"order", "pay"}), dynamic,
              other, every});
  for (const bool alone : {false, true}) {
    office_of_duties office(make(data));
    office.duty_of("D", "pay", "purchase")
        .duty_of("M", "order", "purchase")
        .held("h", "s")
        .held("h", "D");
    office.held("g", "M");
    integrity_options options;
    if (alone) options.only = "buy";
    const auto report = office.test(rules, options);
    CHECK(office.in_words(report) ==
          words{"decide-pay: D", "order-pay: M D", "draft-decide: s D", "every: s D"});
    // h drafts and decides, H checks nothing by itself but is on the way; pay by h, order by g.
    REQUIRE(report.colluding.size() == 1);
    CHECK(report.colluding[0].most == 3);
  }
}

TEST_CASE("many duties beside a path are counted as few are", "[integrity][integrity]") {
  // s, H and D, and one post for each of 70 duties, each of them a hand.
  decision_data data = chain_of_checks(0);
  for (int i = 0; i < 70; ++i) data.positions.push_back(post("p" + std::to_string(i), "M"));
  office_of_duties office(make(data));
  for (int i = 0; i < 70; ++i)
    office.duty_of("p" + std::to_string(i), "duty " + std::to_string(i), "buy");
  const auto report = office.test(set_of({apart("r", {"x", "y"})}));
  CHECK(report.colluding.at(0).least == 73);
  CHECK(report.colluding.at(0).most == 73);
  // Of the duties that no rule knows twenty are listed.
  REQUIRE(report.findings.size() == 20);
  CHECK_THAT(report.findings.back().detail,
             contains("\"duty 19\"") && contains("and so it is with 50 more"));
}

namespace {

/// Separation as docs/background/integrity.md says it: every hand, process and rule by itself.
class naive_separation {
 public:
  std::vector<std::string> codes;
  std::map<std::string, std::string> above, unit;
  std::map<std::string, std::set<std::string>> holders;
  std::set<std::string> vacant;
  std::vector<std::tuple<std::string, std::string, std::string>> acting;  // who, for whom, matter
  std::vector<std::tuple<std::string, std::string, std::string>> duties;  // post, process, name
  std::vector<separation_rule> rules;
  std::set<std::string> told;

  void run() {
    std::set<std::string> processes{"*"};
    for (const auto& [post, process, name] : duties) processes.insert(process);
    for (const separation_rule& r : rules) {
      if (!r.statically) continue;
      if (r.across) {
        look(r, "", {});
        continue;
      }
      const bool every = look(r, "*", {});
      for (const std::string& process : processes)
        if (process != "*" && (r.processes.empty() || std::ranges::count(r.processes, process) > 0))
          look(r, process, every ? broken_in_every : std::set<std::string>{});
    }
  }

  /// With inheritance: what is at and below a post, but for what came together below it.
  void inherit() {
    for (const separation_rule& r : rules) {
      if (!r.statically || r.across || r.within != separation_unit::hand) continue;
      std::set<std::string> processes;
      for (const auto& [post, process, name] : duties) processes.insert(process);
      for (const std::string& process : processes) {
        if (process != "*" && !r.processes.empty() && std::ranges::count(r.processes, process) == 0)
          continue;
        for (const std::string& code : codes)
          if (above[code].empty()) carry(r, process, code);
      }
    }
  }

 private:
  std::set<std::string> broken_in_every;

  std::set<std::string> own(const std::string& post) const {
    const auto at = holders.find(post);
    return at == holders.end() ? std::set<std::string>{"post " + post} : at->second;
  }
  void stand_in(const std::string& post, const std::string& process, std::set<std::string>& asked,
                std::set<std::string>& found) const {
    if (!asked.insert(post).second) return;
    const bool is_first = asked.size() == 1;
    if (!vacant.contains(post)) found.merge(own(post));
    if (!vacant.contains(post) && !is_first) return;
    for (const auto& [who, whom, matter] : acting)
      if (whom == post && (matter.empty() || matter == process))
        stand_in(who, process, asked, found);
  }
  std::set<std::string> groups(const separation_rule& r, const std::string& post,
                               const std::string& process) const {
    if (r.within == separation_unit::unit)
      return unit.at(post).empty() ? std::set<std::string>{} : std::set{unit.at(post)};
    std::set<std::string> asked;
    std::set<std::string> found;
    stand_in(post, process, asked, found);
    return found.empty() ? own(post) : found;
  }
  /// @param process  Empty: all together.
  bool look(const separation_rule& r, const std::string& process,
            const std::set<std::string>& told_already) {
    std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> of;
    for (const auto& [post, in, name] : duties)
      if ((process.empty() || in == process || in == "*") && std::ranges::count(r.duties, name) > 0)
        for (const std::string& group : groups(r, post, in)) {
          of[group].first.insert(name);
          of[group].second.insert(post);
        }
    bool any = false;
    if (process == "*") broken_in_every.clear();
    for (const auto& [group, has] : of) {
      if (has.first.size() < r.n || told_already.contains(group)) continue;
      any = true;
      if (process == "*") broken_in_every.insert(group);
      std::string words = r.rule.id + " in " + process + ":";
      for (const std::string& code : codes)
        if (has.second.contains(code)) words += " " + code;
      told.insert(words);
    }
    return any;
  }
  std::pair<std::set<std::string>, std::set<std::string>> carry(const separation_rule& r,
                                                                const std::string& process,
                                                                const std::string& code) {
    std::pair<std::set<std::string>, std::set<std::string>> all;
    for (const auto& [post, in, name] : duties)
      if (post == code && (in == process || in == "*") && std::ranges::count(r.duties, name) > 0) {
        all.first.insert(name);
        all.second.insert(post);
      }
    for (const std::string& below : codes)
      if (above[below] == code) {
        auto more = carry(r, process, below);
        all.first.merge(more.first);
        all.second.merge(more.second);
      }
    if (all.first.size() < r.n) return all;
    if (all.second != std::set{code}) {
      std::string words = r.rule.id + " in " + process + " (inherited): " + code;
      for (const std::string& each : codes)
        if (each != code && all.second.contains(each)) words += " " + each;
      told.insert(words);
    }
    return {};
  }
};

}  // namespace

TEST_CASE("separation is that of every hand, process and rule by itself",
          "[integrity][integrity]") {
  std::map<std::string, std::size_t> seen;
  for (std::size_t round = 0; round < cases_to_try(6000); ++round) {
    dice roll(round);
    naive_separation naive;
    description what;
    const std::vector<std::string> processes{"*", "roads", "schools"};
    const std::vector<std::string> names{"order", "receive", "pay", "book"};
    for (std::size_t i = 0; i < 2 + roll.below(6); ++i) {
      position p = post(std::string(1, static_cast<char>('a' + i)));
      if (i > 0) p.reports_to = what.positions[roll.below(i)].code;
      if (roll.chance(50)) p.unit = roll.chance(50) ? "North" : "South";
      if (roll.chance(20)) p.filled = 0;
      if (roll.chance(15)) p.flags = {"absent"};
      naive.codes.push_back(p.code);
      naive.above[p.code] = p.reports_to;
      naive.unit[p.code] = p.unit;
      if (p.filled || !p.flags.empty()) naive.vacant.insert(p.code);
      what.positions.push_back(std::move(p));
    }
    for (std::size_t i = roll.below(4); i > 0; --i) {
      const std::string who = roll.one_of(naive.codes);
      const std::string whom = roll.one_of(naive.codes);
      const std::string matter = roll.chance(50) ? "" : processes[1 + roll.below(2)];
      if (who == whom) continue;
      naive.acting.emplace_back(who, whom, matter);
      what.lines.push_back({who, whom, line_type::acting, matter, {}});
    }
    office_of_duties office(make(what));
    for (const std::string& code : naive.codes) {
      for (std::size_t i = roll.below(4); i > 0; --i) {
        naive.duties.emplace_back(code, roll.one_of(processes), roll.one_of(names));
        office.duty_of(code, std::get<2>(naive.duties.back()), std::get<1>(naive.duties.back()));
      }
      for (std::size_t i = roll.below(3); i > 0; --i) {
        const std::string holder = "h" + std::to_string(roll.below(4));
        naive.holders[code].insert(holder);
        office.held(holder, code);
      }
    }
    for (std::size_t i = 0; i < 1 + roll.below(3); ++i) {
      std::vector<std::string> duties = names;
      roll.shuffle(duties);
      duties.resize(2 + roll.below(3));
      separation_rule r = apart("r" + std::to_string(i), duties, 2);
      if (duties.size() > 2) r.n = 2 + static_cast<std::uint32_t>(roll.below(duties.size() - 1));
      if (roll.chance(30)) r.processes = {roll.one_of(processes)};
      if (r.processes == std::vector<std::string>{"*"}) r.processes.clear();
      r.across = roll.chance(20);
      r.statically = roll.chance(90);
      if (roll.chance(25)) r.within = separation_unit::unit;
      naive.rules.push_back(r);
    }
    integrity_options options;
    options.decisions.absent_flag = "absent";
    options.inherited = roll.chance(50);
    naive.run();
    if (options.inherited) naive.inherit();
    const auto report = office.test(set_of(naive.rules), options);
    std::set<std::string> found;
    for (const breach& b : report.breaches) {
      std::string words = report.rules[b.rule].id + " in " +
                          (b.process == none_of_them ? "" : report.processes[b.process]) +
                          (b.inherited ? " (inherited):" : ":");
      for (const std::string& code : office.codes(b)) words += " " + code;
      found.insert(words);
      ++seen[b.inherited ? "inherited" : b.unit != none_of_them ? "unit" : "hand"];
    }
    INFO("round " << round);
    REQUIRE(found == naive.told);
  }
  CHECK(seen.size() == 3);
}

TEST_CASE("a rule may ask for more checks than matters say", "[integrity][integrity]") {
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}, 3});
  office_of_duties office(make(chain_of_checks(0)));
  const auto report = office.test(rules);
  CHECK(office.in_words(report) == words{"eyes: s D"});
  CHECK(report.breaches[0].needed == 3);
}

TEST_CASE("the fewest hands of a matter are those of its shortest way, and of what follows",
          "[integrity][integrity]") {
  const auto most = [](auto change) {
    office_of_duties office(make(chain_of_checks(1)));
    change(office);
    const auto report = office.test(set_of({apart("r", {"x", "y"})}));
    REQUIRE(report.processes[report.colluding.at(0).process] == "buy");
    CHECK(report.decided == 10);
    CHECK(report.distribution.volumes().at(report.colluding[0].most) == 10);
    return report.colluding[0].most;
  };
  CHECK(most([](office_of_duties&) {}) == 3);  // s, H and D
  CHECK(most([](office_of_duties& o) { o.held("h", "H").held("h", "D"); }) == 2);
  CHECK(most([](office_of_duties& o) { o.duty_of("M", "pay", "buy"); }) == 4);
  CHECK(most([](office_of_duties& o) {
          o.duty_of("M", "pay", "buy").duty_of("H", "pay", "buy");
        }) == 3);  // H may pay as well
  CHECK(most([](office_of_duties& o) { o.duty_of("M", "pay", "*"); }) == 4);
  CHECK(most([](office_of_duties& o) { o.duty_of("M", "pay", "sell"); }) == 3);
  // One of two holders of H is in D too.
  CHECK(most([](office_of_duties& o) { o.held("h", "H").held("g", "H").held("h", "D"); }) == 2);
}

TEST_CASE("what paths bring together counts beside declared duties", "[integrity][integrity]") {
  separation_rule r = apart("decide-pay", {"decide", "pay"});
  office_of_duties office(make(chain_of_checks(1)));
  office.duty_of("D", "pay", "buy").duty_of("H", "pay", "buy");
  CHECK(office.in_words(office.test(set_of({r}))) == words{"decide-pay: D"});
  // So it does beside those of every process, where the matter has no duties of its own.
  office_of_duties every(make(chain_of_checks(1)));
  every.duty_of("D", "pay", "*").duty_of("H", "pay", "sell");
  const auto report = every.test(set_of({r}));
  CHECK(every.in_words(report) == words{"decide-pay: D"});
  CHECK(report.processes[report.breaches[0].process] == "buy");
}

TEST_CASE("a set with too few hands is a breach where a rule says so", "[integrity][integrity]") {
  integrity_rules rules;
  rules.collusions.push_back({{"three", {}, {}, {}}, {}, 3});
  rules.collusions.push_back({{"four", {}, {}, {}}, {}, 4});
  rules.collusions.push_back({{"other", {}, {}, {}}, {"sell"}, 9});
  office_of_duties office(make(chain_of_checks(1)));
  CHECK(office.in_words(office.test(rules)) == words{"four: D H s"});
}

TEST_CASE("a duty that no rule knows and posts that act in a circle are findings",
          "[integrity][integrity]") {
  office_of_duties office(flat(
      {"a", "b"}, {{"a", "b", line_type::acting, {}, {}}, {"b", "a", line_type::acting, {}, {}}}));
  office.duty_of("a", "aprove").duty_of("b", "pay");
  const auto report = office.test(set_of({apart("r", {"approve", "pay"})}));
  REQUIRE(report.findings.size() == 2);
  CHECK_THAT(report.findings[0].detail, contains("did you mean \"approve\"?"));
  CHECK(report.findings[1].rule == "acting-circle");
  CHECK_THAT(report.findings[1].detail, contains("\"a\", \"b\""));
}

TEST_CASE("nothing is found in nothing", "[integrity][integrity]") {
  const auto report = integrity(organisation(), {}, set_of({apart("r", {"x", "y"})}));
  CHECK(report.breaches.empty());
  CHECK(report.colluding.empty());
  CHECK(report.decided == 0);
}

TEST_CASE("separation in one case and its hands are those of a walk over every path",
          "[integrity][integrity]") {
  random_decisions make_case(2022);
  dice roll(22);
  separation_rule s = apart("draft-decide", {"draft", "decide"});
  const integrity_rules rules = set_of({s, apart("review-initial", {"review", "initial"}),
                                        apart("three", {"draft", "review", "decide"}, 3)});
  const std::vector<std::set<std::string>> sets{
      {"draft", "decide"}, {"review", "initial"}, {"draft", "review", "decide"}};
  for (std::size_t round = 0; round < cases_to_try(4000); ++round) {
    const decision_data data = make_case.next();
    office_of_duties office(make(data));
    std::map<std::string, std::string> holder;
    for (position_id p{0}; p < office.org.size(); ++p) {
      const std::string code(office.org.code(p));
      if (!roll.chance(60)) continue;
      holder[code] = "h" + std::to_string(roll.below(4));
      office.held(holder[code], code);
    }
    const auto report = office.test(rules);
    // The walk: what each hand does on each path, by names.
    using case_of_hand = std::tuple<std::string, std::string, std::string, std::size_t>;
    std::set<case_of_hand> expected;
    std::map<std::string, std::size_t> fewest_of;
    for (std::size_t m = 0; m < office.org.matters().size(); ++m)
      for (position_id o{0}; o < office.org.size(); ++o) {
        if (!condition_matcher(office.org, office.org.matters()[m].originators)(o)) continue;
        const followed_path path = decision_path(office.org, m, o);
        if (path.undecidable) continue;
        std::map<std::string, std::set<std::string>> does;
        std::set<std::string> stopping;
        const auto takes = [&](position_id p, const std::string& what, bool stops) {
          const std::string code(office.org.code(p));
          const std::string hand = holder.contains(code) ? holder[code] : "post " + code;
          does[hand].insert(what);
          if (stops) stopping.insert(hand);
        };
        if (path.steps.front().role != step_role::decider || !office.org.matters()[m].own_first)
          takes(o, "draft", true);
        for (const path_step& step : path.steps) {
          const bool ordered = step.act && step.role != step_role::decider;
          switch (step.role) {
            case step_role::drafter:
              break;
            case step_role::decider:
              takes(step.position, "decide", true);
              break;
            case step_role::role_step:
            case step_role::coordination:
              takes(step.position, ordered ? std::string(to_string(*step.act)) : "initial", false);
              break;
            case step_role::concurrence:
              takes(step.position, ordered ? std::string(to_string(*step.act)) : "concur",
                    !step.after && (!ordered || can_stop(*step.act)));
              break;
            case step_role::reviewer:
              takes(step.position, ordered ? std::string(to_string(*step.act)) : "review",
                    !step.after && (!ordered || can_stop(*step.act)));
              break;
            case step_role::afterwards:
              takes(step.position, ordered ? std::string(to_string(*step.act)) : "review", false);
              break;
          }
        }
        const std::string& code = office.org.matters()[m].code;
        for (const auto& [hand, acts] : does)
          for (std::size_t r = 0; r < sets.size(); ++r) {
            const auto common = std::ranges::count_if(
                acts, [&](const std::string& act) { return sets[r].contains(act); });
            if (static_cast<std::uint32_t>(common) >= rules.separations[r].n)
              expected.insert({code, std::string(office.org.code(o)), hand, r});
          }
        auto& best = fewest_of[code];
        if (best == 0 || stopping.size() < best) best = stopping.size();
      }
    std::set<case_of_hand> found;
    for (const breach& b : report.breaches) {
      REQUIRE(b.kind == breach_kind::dynamic_duties);
      const auto known = office.tables.holder_of(b.hand);
      const row_index row = known ? no_row : office.tables.row_of(b.hand);
      found.insert({report.processes[b.process],
                    std::string(office.org.code(office.org.position_at(b.rows.front()))),
                    known ? office.tables.holders[*known]
                          : "post " + std::string(office.org.code(office.org.position_at(row))),
                    b.rule});
    }
    INFO("round " << round);
    REQUIRE(found == expected);
    std::map<std::string, std::size_t> numbers;
    for (const collusion& c : report.colluding) numbers[report.processes[c.process]] = c.most;
    REQUIRE(numbers == fewest_of);
  }
}

TEST_CASE("without holders and relations too few checks are those that decisions have",
          "[integrity][integrity]") {
  random_decisions make_case(7);
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  for (std::size_t round = 0; round < cases_to_try(4000); ++round) {
    const organisation org = make(make_case.next());
    std::set<std::pair<std::size_t, row_index>> expected;
    for (const decision_violation& v : decision_violations(org))
      if (v.rule == decision_rule::checks) expected.insert({v.matter, org.row(v.position)});
    std::set<std::pair<std::size_t, row_index>> found;
    for (const breach& b : integrity(org, {}, rules).breaches)
      found.insert({b.process, b.rows.front()});
    INFO("round " << round);
    REQUIRE(found == expected);
  }
}

TEST_CASE("asked of one matter it gives what it gives of all", "[integrity][integrity]") {
  random_decisions make_case(11);
  integrity_rules rules = set_of({apart("draft-decide", {"draft", "decide"})});
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}, 2});
  for (std::size_t round = 0; round < cases_to_try(1000); ++round) {
    const organisation org = make(make_case.next());
    const auto all = integrity(org, {}, rules);
    std::vector<breach> parts;
    for (const matter& m : org.matters()) {
      integrity_options options;
      options.only = m.code;
      for (const breach& b : integrity(org, {}, rules, options).breaches) parts.push_back(b);
    }
    std::ranges::sort(parts,
                      [](const breach& a, const breach& b) { return compare_breaches(a, b) < 0; });
    REQUIRE(parts == all.breaches);
  }
}

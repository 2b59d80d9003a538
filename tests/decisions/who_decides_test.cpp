// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/who_decides.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_schemes.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

authority given(const std::string& position, const std::string& matter, const std::string& giver) {
  authority a;
  a.position = position;
  a.matter = matter;
  a.giver = giver;
  if (!giver.empty()) a.source = authority_source::delegation;
  return a;
}

/// T leads A and D, A leads a, who leads x. T may decide all, passed "buy" on to A, and A to a.
decision_data passed_on_twice() {
  decision_data data;
  data.positions = {post("T"), post("A", "T"), post("D", "T"), post("a", "A"), post("x", "a")};
  matter buy;
  buy.code = "buy";
  data.matters = {buy};
  data.authorities = {given("T", "*", ""), given("A", "buy", "T"), given("a", "buy", "A")};
  return data;
}

}  // namespace

TEST_CASE("who_decides tells the grants up to the one that nobody gave", "[decisions][who]") {
  const organisation org = make(passed_on_twice());
  std::vector<std::string> told;
  who_decides(org, {}, [&](const who_decides_row& row) {
    std::string text =
        std::string(org.code(row.originator)) + ":" + std::string(org.code(row.post));
    for (const std::size_t place : row.grants) text += " " + org.authorities()[place].position;
    told.push_back(text);
  });
  CHECK(told == std::vector<std::string>{"D:T T", "x:a a A T"});
  decision_data circle = passed_on_twice();
  circle.authorities = {given("A", "buy", "A")};  // left out when it is built, so in parts alone
  organisation_parts parts = org.parts();
  parts.authorities = circle.authorities;
  CHECK(grants_of(organisation(parts, org), 0, 0) == std::vector<std::size_t>{0});
  who_decides(organisation(), {}, [](const who_decides_row&) { FAIL("nothing is raised"); });
}

TEST_CASE("of several rights of one post the nearest to the matter is named", "[decisions][who]") {
  decision_data data;
  data.positions = {post("T"), post("D", "T"), post("K", "T"), post("x", "D")};
  matter buy;
  buy.code = "buy";
  buy.families = {"purchase"};
  buy.originators = parse_condition("x");
  buy.amount = 10;
  buy.measures = {{"days", 7}, {"percent", 25}};
  data.matters = {buy};
  const auto by = [&](std::vector<authority> rights) {
    data.authorities = std::move(rights);
    const organisation org = make(data);
    std::string text = "nobody";
    who_decides(org, {}, [&](const who_decides_row& row) {
      if (row.undecidable) return;
      text = std::string(org.code(row.post));
      for (const std::size_t place : row.grants) text += " " + org.authorities()[place].matter;
    });
    return text;
  };
  const authority all = given("D", "*", "");
  const authority family = given("D", "purchase", "");
  const authority own = given("D", "buy", "");
  CHECK(by({all, family, own}) == "D buy");
  CHECK(by({own, all, family}) == "D buy");
  CHECK(by({all, family}) == "D purchase");
  CHECK(by({family, all}) == "D purchase");
  // So it is for the giver's: the right that T passed on is that for this matter, else the nearest.
  const authority passed_on = given("D", "buy", "T");
  CHECK(by({passed_on, given("T", "*", ""), given("T", "purchase", ""), given("T", "buy", "")}) ==
        "D buy buy");
  CHECK(by({passed_on, given("T", "*", ""), given("T", "purchase", "")}) == "D buy purchase");
  CHECK(by({passed_on, given("T", "purchase", ""), given("T", "*", "")}) == "D buy purchase");
  // A class that the giver is of had it; one that says how it stands to the originator did not.
  authority of_class = given("", "*", "");
  of_class.whoever = parse_holder("codes=T");
  CHECK(by({passed_on, of_class}) == "D buy *");
  of_class.whoever = parse_holder("codes=K");
  CHECK(by({passed_on, of_class}) == "D buy");
  of_class.whoever = parse_holder("@top");
  CHECK(by({passed_on, of_class}) == "D buy");
  // Who gave it may be in no table.
  const organisation org = make(data);
  organisation_parts parts = org.parts();
  parts.authorities = {given("D", "buy", "elsewhere"), given("nobody", "buy", "")};
  const organisation unknown(std::move(parts), org);
  CHECK(grants_of(unknown, 0, 0) == std::vector<std::size_t>{0});
  std::size_t rows = 0;
  who_decides(unknown, {}, [&](const who_decides_row& row) {
    ++rows;
    CHECK(row.grants.size() == 1);
  });
  CHECK(rows == 1);

  // Each measure is held to the limit by its own name.
  authority by_days = own;
  by_days.limits = {{"days", 6}};
  authority by_percent = all;
  by_percent.limits = {{"percent", 25}};
  CHECK(by({by_days, by_percent}) == "D *");
  by_percent.limits[0].value = 24;
  CHECK(by({by_days, by_percent}) == "nobody");
  // Two rows of one class with limits by other measures are two rights.
  for (authority* each : {&by_days, &by_percent}) {
    each->position.clear();
    each->whoever = parse_holder("codes=D|K");
    each->matter = "buy";
  }
  by_percent.limits[0].value = 25;
  by_percent.except = {"K", "left since"};
  CHECK(by({by_days, by_percent}) == "D buy");

  // Whoever acts in D may use what is not limited for it.
  data.at("D").filled = 0;
  data.lines = {{"K", "D", line_type::acting, {}, {}, {}, {}}};
  authority limited = own;
  limited.acting_limit = 9;
  CHECK(by({limited, all}) == "D *");
  limited.acting_limit = 10;
  CHECK(by({limited, all}) == "D buy");
}

TEST_CASE("route_decisions tells who decides while the decider is away", "[decisions][who]") {
  decision_data data = passed_on_twice();
  decision_options options;
  const auto fallbacks = [&] {
    const organisation org = make(data);
    std::vector<std::string> told;
    route_decisions(org, options, [&](const routed_path& r) {
      told.push_back(std::string(org.code(r.originator)) + ":" +
                     (r.fallback == no_position ? "-" : std::string(org.code(r.fallback))));
    });
    return told;
  };
  // Above a stands A, which has the right too; nobody stands above T.
  CHECK(fallbacks() == std::vector<std::string>{"D:-", "x:A"});
  data.lines.push_back({"D", "a", line_type::acting, {}, {}, {}, {}});
  CHECK(fallbacks() == std::vector<std::string>{"D:-", "x:D"});
  // It needs no flag of the caller's that says who is away.
  options.absent_flag.clear();
  CHECK(fallbacks() == std::vector<std::string>{"D:-", "x:D"});
}

TEST_CASE("who_decides and route_decisions say what the walker finds", "[decisions][who]") {
  std::size_t rows = 0;
  std::size_t with_fallback = 0;
  for (std::uint64_t seed = 1; seed <= cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    random_schemes random(seed, 12);
    const decision_data data = random.next();
    decision_options options;
    options.on = random.day();
    const organisation org = make(data, small_scheme());
    if (org.matters().empty()) continue;
    const naive_decisions hand(data, org, options.on);
    std::vector<who_decides_row> told;
    who_decides(org, options, [&](const who_decides_row& row) {
      ++rows;
      const std::size_t raised_in = org.row(row.originator);
      const naive_path path = hand.path(row.matter, raised_in);
      REQUIRE(hand.raises(row.matter, raised_in));
      REQUIRE((row.post != no_position) == path.decidable());
      if (!path.decidable()) {
        CHECK(to_string(*row.undecidable) == path.undecidable);
        return;
      }
      CHECK(row.post == hand.number(path.deciding_post()));
      CHECK((row.grants.empty() ? std::nullopt : std::optional(row.grants.front())) ==
            path.authority);
      for (std::size_t i = 0; i + 1 < row.grants.size(); ++i) {
        const authority& lower = org.authorities()[row.grants[i]];
        const authority& upper = org.authorities()[row.grants[i + 1]];
        CHECK((upper.position == lower.giver || upper.whoever));
      }
    });
    route_decisions(org, options, [&](const routed_path& routed) {
      const naive_path path = hand.path(routed.matter, org.row(routed.originator));
      REQUIRE(routed.path.steps.empty() == !path.decidable());
      if (!path.decidable()) return;
      CHECK(routed.path.steps.size() == path.all_steps().size());
      decision_data away = data;
      away.positions[path.deciding_post()].flags.push_back("absent");
      const organisation other = make(away, small_scheme());
      const naive_decisions then(away, other, options.on);
      const naive_path instead = then.path(routed.matter, org.row(routed.originator));
      if (routed.fallback == no_position) return;
      ++with_fallback;
      REQUIRE(instead.decidable());
      bool is_decider = false;
      for (const naive_step& s : instead.all_steps())
        if (s.role == "decider") is_decider = then.number(s.position) == routed.fallback;
      CHECK(is_decider);
    });
  }
  CHECK(rows > 100);
  CHECK(with_fallback > 10);
}

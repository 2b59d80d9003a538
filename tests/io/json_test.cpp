// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/json.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/random_decisions.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/presets.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Everything that an organisation says of its positions, lines and authorities.
void check_same(const organisation& a, const organisation& b) {
  REQUIRE(a.size() == b.size());
  CHECK(a.scheme() == b.scheme());
  for (position_id p{0}; p < a.size(); ++p) {
    CHECK(a.code(p) == b.code(p));
    CHECK(a.row(p) == b.row(p));
    CHECK(a.title(p) == b.title(p));
    CHECK((*a.table().kinds)[a.row(p)] == (*b.table().kinds)[b.row(p)]);
    CHECK(a.rank_name(p) == b.rank_name(p));
    CHECK(a.unit(p) == b.unit(p));
    CHECK((*a.table().seats)[a.row(p)] == (*b.table().seats)[b.row(p)]);
    CHECK(a.filled(p) == b.filled(p));
    CHECK(a.position_class(p) == b.position_class(p));
    CHECK(a.cost(p) == b.cost(p));
    CHECK(a.budget(p) == b.budget(p));
    CHECK(a.flags(p) == b.flags(p));
    CHECK(a.declared_superior(p) == b.declared_superior(p));
    CHECK(a.command().placement_of(p) == b.command().placement_of(p));
  }
  CHECK(a.lines().size() == b.lines().size());
  CHECK(a.authorities() == b.authorities());
  CHECK(a.matters() == b.matters());
}

build_result read(const std::string& positions) {
  return read_json(R"({"pangkas": "organisation", "version": 1, "positions": [)" + positions + "]}",
                   "x.json");
}

}  // namespace

TEST_CASE("JSON gives every named organisation back", "[io][json]") {
  for (const named_organisation& n : named_organisations()) {
    INFO(n.name);
    const organisation before = make(n.what);
    const organisation after = read_json(to_json(before)).organisation;
    check_same(before, after);
  }
}

TEST_CASE("JSON gives random organisations back to the same bytes", "[io][json]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20000); ++seed) {
    const organisation before = make(random_description(seed));
    const std::string text = to_json(before);
    const organisation after = read_json(text).organisation;
    if (to_json(after) != text) {
      INFO("seed " << seed);
      CHECK(to_json(after) == text);
    }
    if (seed < 50) check_same(before, after);
  }
}

TEST_CASE("JSON gives random matters, lines and authorities back to the same bytes", "[io][json]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10000); ++seed) {
    dice roll(seed);
    const description what = random_description(seed, random_options::forests());
    organisation_builder builder;
    std::vector<std::string> codes;
    for (position p : what.positions) {
      codes.push_back(p.code);
      builder.add(p);
    }
    for (const reporting_line& l : what.lines) builder.add_line(with_days(roll, l));
    std::vector<std::string> matters{"*"};
    for (std::size_t i = roll.below(4); i > 0; --i) {
      matters.push_back(std::to_string(i) + any_text(roll));
      builder.add_matter(any_matter(roll, matters.back()));
    }
    for (std::size_t i = codes.empty() ? 0 : roll.below(6); i > 0; --i)
      builder.add_authority(any_authority(roll, codes, matters));
    for (std::size_t i = roll.below(4); i > 0; --i)
      builder.add_step(any_step(roll, codes, matters));
    const organisation before = std::move(builder).build().organisation;
    const std::string text = to_json(before);
    const organisation after = read_json(text).organisation;
    if (to_json(after) != text || after.matters() != before.matters() ||
        after.authorities() != before.authorities() || after.steps() != before.steps()) {
      INFO("seed " << seed);
      CHECK(to_json(after) == text);
      CHECK(after.matters() == before.matters());
      CHECK(after.authorities() == before.authorities());
      CHECK(after.steps() == before.steps());
    }
  }
}

TEST_CASE("JSON is of version 1 unless it holds what version 1 does not know", "[io][json]") {
  const auto written = [](auto add) {
    organisation_builder builder;
    builder.add(post("A"));
    builder.add(post("B", "A"));
    add(builder);
    return to_json(std::move(builder).build().organisation);
  };
  const auto version_of = [&](auto add) {
    return written(add).find("\"version\": 1,") != std::string::npos ? 1 : 2;
  };
  CHECK(version_of([](organisation_builder& b) {
          b.add_matter({.code = "m", .amount = 5.0});
          b.add_authority({.position = "A", .matter = "m", .limit = 5.0});
          b.add_line({"A", "B", line_type::acting, "m", "role"});
        }) == 1);
  CHECK(version_of([](organisation_builder& b) { b.add_matter({.code = "m", .share = 0.5}); }) ==
        2);
  CHECK(version_of([](organisation_builder& b) {
          b.add_authority({.position = "A", .matter = "m", .stays = true});
        }) == 2);
  CHECK(version_of([](organisation_builder& b) {
          b.add_line({"A", "B", line_type::membership, {}, {}});
        }) == 2);
  CHECK(version_of([](organisation_builder& b) {
          b.add_line({"A", "B", line_type::acting, {}, {}, "2021-06-30", {}});
        }) == 2);
  CHECK(version_of([](organisation_builder& b) {
          position p = post("C", "A");
          p.budget = 5.0;
          b.add(p);
        }) == 2);
  const auto with_step = [](organisation_builder& b) {
    b.add_step({.matter = "*", .act = step_act::sign, .who = parse_holder("@superior:2")});
  };
  CHECK(version_of(with_step) == 2);
  CHECK_THAT(
      written(with_step),
      contains(
          "\"steps\": [\n    {\"matter\":\"*\",\"act\":\"sign\",\"who\":\"@superior:2\"}\n  ]"));
}

TEST_CASE("What would say something else without a member is left out of the JSON", "[io][json]") {
  const build_result result = read_json(R"({"pangkas": "organisation", "version": 2,
    "positions": [{"code": "A"}, {"code": "B", "reports_to": "A"}],
    "matters": [{"code": "a", "until": "@boss", "beneficiary": 7, "measures": "days", "share": 2,
                 "shared": "heads", "apart": ["sign", "nod"], "limit_hours": -1}],
    "authorities": [{"whoever": "@boss", "matter": "a"},
                    {"position": "A", "matter": "a", "for": "rnak=III"},
                    {"position": "A", "matter": "a", "for": ["B"]},
                    {"position": "A", "matter": "a", "with": "3 of A + B"},
                    {"position": "A", "matter": "a", "with": "B + B"},
                    {"position": "A", "matter": "a", "budget_share": 5},
                    {"position": "A", "matter": "a", "limits": "days=x"},
                    {"position": "A", "matter": "a", "acting_limit": -1},
                    {"position": "A", "matter": "a", "quorum": 0},
                    {"position": "A", "matter": "a", "receivers": ";"},
                    {"whoever": "@line", "matter": "a"},
                    {"position": "A", "whoever": "all", "matter": "a"},
                    {"whoever": "all", "matter": "a", "except": "B"}],
    "steps": [{"matter": "a", "act": "nod", "who": "A"}, {"matter": "a", "who": "A"},
              {"matter": "a", "act": "sign"}, {"matter": "a", "act": "sign", "who": "@boss"},
              {"matter": "a", "act": "sign", "who": "@line", "above": "x"}, 7]})",
                                        "x.json");
  std::vector<std::string> rules;
  for (const finding& f : result.findings)
    rules.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " " + f.column);
  CHECK(rules ==
        std::vector<std::string>{
            "bad-measures 1 measures",   "bad-value 1 share",        "bad-holder 1 until",
            "bad-value 1 limit_hours",   "bad-value 1 beneficiary",  "bad-value 1 shared",
            "bad-holder 1 whoever",      "bad-selector 2 for",       "bad-value 3 for",
            "bad-holder 4 with",         "bad-holder 5 with",        "bad-value 6 budget_share",
            "bad-measures 7 limits",     "bad-value 8 acting_limit", "bad-value 9 quorum",
            "bad-selector 10 receivers", "bad-value 13 except",      "bad-value 1 act",
            "bad-value 2 act",           "bad-value 3 who",          "bad-holder 4 who",
            "bad-value 5 above",         "bad-value 6 steps",        "unknown-act 1 apart",
            "bad-value 1 apart",         "bad-holder 11 whoever",    "unclear-holder 12 whoever"});
  matter a;
  a.code = "a";
  CHECK(result.organisation.matters() == std::vector<matter>{a});
  CHECK(result.organisation.authorities().size() == 1);
  CHECK(
      result.organisation.steps() ==
      std::vector<matter_step>{{.matter = "a", .act = step_act::sign, .who = {holder_kind::line}}});
}

TEST_CASE("JSON leaves out what is by default, of a matter too", "[io][json]") {
  organisation_builder builder;
  builder.add(post("A"));
  CHECK(to_json(std::move(builder).build().organisation).find("matters") == std::string::npos);
  organisation_builder other;
  other.add(post("A"));
  matter m;
  m.code = "leave";
  other.add_matter(m);
  CHECK_THAT(to_json(std::move(other).build().organisation),
             contains("\"matters\": [\n    {\"code\":\"leave\"}\n  ]"));
}

TEST_CASE("A fault in a matter, a line or an authority of the JSON is a finding", "[io][json]") {
  const build_result result = read_json(R"({"pangkas": "organisation", "version": 1,
    "positions": [{"code": "A"}, {"code": "B", "reports_to": "A"}],
    "matters": [{"code": "a", "volume": -1, "amount": -1, "checks": 1.5, "initials": "x",
                 "channel": "pigeon", "strategic": "yes", "pass_good": 1.1, "pass_bad": -0.1,
                 "approvals": 0, "clerical_steps": "registry", "colour": "red"},
                {"code": "b", "originators": "rnak=III"}, 7,
                {"code": "c", "volume": "many", "originators": "codes=B", "checks": 2.0}],
    "lines": [{"superior": "A", "subordinate": "B", "type": "asignment"},
              {"superior": "A", "subordinate": "B"}],
    "authorities": [{"position": "A", "matter": "a", "limit": "x"},
                    {"position": "A", "matter": "a", "acting": "pjs"},
                    {"position": "A", "matter": "a", "from": "30-06-2021"},
                    {"position": "A", "matter": "a", "until": 20210630},
                    {"position": "B", "matter": "a", "acting": "plt", "until": "2021-06-30"}]})",
                                        "x.json");
  std::vector<std::string> rules;
  for (const finding& f : result.findings)
    rules.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " " + f.column);
  CHECK(rules ==
        std::vector<std::string>{
            "bad-value 1 volume",       "bad-value 1 amount",    "bad-value 1 checks",
            "bad-value 1 initials",     "bad-value 1 channel",   "bad-value 1 clerical_steps",
            "bad-value 1 strategic",    "bad-value 1 pass_good", "bad-value 1 pass_bad",
            "bad-value 1 approvals",    "unknown-key 1 colour",  "bad-selector 2 originators",
            "bad-value 3 matters",      "bad-value 4 volume",    "unknown-line-type 1 type",
            "unknown-line-type 2 type", "bad-value 1 limit",     "bad-value 2 acting",
            "bad-value 4 until",        "bad-date 3 from"});
  const organisation& org = result.organisation;
  REQUIRE(org.matters().size() == 2);
  matter a;
  a.code = "a";
  a.volume = 0.0;
  CHECK(org.matters()[0] == a);
  CHECK(org.matters()[1].checks == 2);
  CHECK_FALSE(org.matters()[1].volume.has_value());
  CHECK(org.lines().empty());
  REQUIRE(org.authorities().size() == 1);
  CHECK(org.authorities()[0].acting == acting_capacity::plt);
  CHECK(org.authorities()[0].until == "2021-06-30");
}

TEST_CASE("A member of the JSON that is null is absent", "[io][json]") {
  const build_result result = read_json(R"({"pangkas": "organisation", "version": 1,
    "positions": [{"code": "A"}, {"code": "B", "reports_to": "A"}],
    "matters": [{"code": "a", "name": null, "amount": null, "checks": null, "strategic": null,
                 "clerical_steps": null, "shared": "positions"}],
    "lines": [{"superior": "A", "subordinate": "B", "type": "assignment", "matter": null}],
    "authorities": [{"position": "A", "matter": "a", "limit": null, "acting": null}]})",
                                        "x.json");
  CHECK(result.findings.empty());
  matter a;
  a.code = "a";
  CHECK(result.organisation.matters() == std::vector<matter>{a});
  REQUIRE(result.organisation.lines().size() == 1);
  CHECK(result.organisation.lines()[0].matter == 0);
  authority right;
  right.position = "A";
  right.matter = "a";
  CHECK(result.organisation.authorities() == std::vector<authority>{right});
  // A list of texts with something else in it is none.
  const build_result steps = read_json(R"({"pangkas": "organisation", "version": 1,
    "positions": [{"code": "A"}], "matters": [{"code": "a", "clerical_steps": ["registry", 7]}]})");
  REQUIRE(steps.findings.size() == 1);
  CHECK(steps.findings[0].column == "clerical_steps");
  CHECK(steps.organisation.matters().at(0).clerical_steps.empty());
}

TEST_CASE("JSON keeps text exactly, whatever the script", "[io][json]") {
  organisation_builder builder;
  position p;
  p.code = "007 ";
  p.title = "Kepala \"Biro\" \\ \t\n\u202e 監察院 \U0001F600";
  p.seats = 12.5;
  p.filled = 0.0;
  p.cost = 1234567.89;
  p.budget = 0.0;
  p.flags = {"E1", "b c"};
  builder.add(p);
  const organisation before = std::move(builder).build().organisation;
  const organisation after = read_json(to_json(before)).organisation;
  check_same(before, after);
  CHECK(after.title(position_id{0}) == p.title);
}

TEST_CASE("JSON holds a scheme that is no preset whole, and a preset by its name", "[io][json]") {
  const auto preset = preset_scheme("indonesia");
  const organisation with_preset(organisation_parts{{}, preset, {}, {}, {}, {""}, {}});
  CHECK(nlohmann::json::parse(to_json(with_preset))["scheme"] == "indonesia");

  std::vector<rank> ranks = preset->ranks();
  ranks.resize(3);
  const auto own = std::make_shared<rank_scheme>("indonesia", "ours", ranks);
  const organisation with_own(organisation_parts{{}, own, {}, {}, {}, {""}, {}});
  CHECK(nlohmann::json::parse(to_json(with_own))["scheme"].is_object());
  CHECK(read_json(to_json(with_own)).organisation.scheme() == *own);
}

TEST_CASE("JSON and table give an external position back as one", "[io][json]") {
  organisation_builder builder;
  position outside;
  outside.code = "M";
  outside.flags = {"external"};
  position below;
  below.code = "b";
  below.reports_to = "M";
  for (const position& p : {outside, below}) builder.add(p);
  const organisation before = std::move(builder).build().organisation;
  const build_result of_json = read_json(to_json(before));
  check_same(before, of_json.organisation);
  std::string table;
  write_position_table(before, [&](std::string_view part) { table += part; });
  organisation_builder again;
  add_position_table(again, table, "x.csv");
  const build_result of_table = std::move(again).build();
  check_same(before, of_table.organisation);
  for (const build_result* result : {&of_json, &of_table}) {
    REQUIRE_FALSE(result->findings.empty());
    CHECK(result->findings[0].rule == "external-superior");
  }
}

TEST_CASE("A fault in an entry of the JSON is a finding", "[io][json]") {
  const build_result result = read(R"(
    {"code": "A", "nmae": "x"}, 7, {"code": "B", "seats": "two", "reports_to": "A"},
    {"code": 3}, {"code": "C", "kind": "boss", "flags": "E1"}, [1, {"code": "D"}],
    {"code": "E", "colour": null})");
  std::vector<std::string> rules;
  for (const finding& f : result.findings)
    rules.push_back(f.rule + " " + std::to_string(f.row.value_or(0)));
  CHECK(rules == std::vector<std::string>{"unknown-key 1", "bad-value 2", "bad-value 3",
                                          "bad-value 4", "no-code 4", "bad-value 5", "bad-value 5",
                                          "bad-value 6", "unknown-key 7", "several-roots 0"});
  CHECK(result.organisation.size() == 4);
  CHECK(result.organisation.at("C") == 1);

  // What stands beside the entries is in none of them.
  const build_result beside = read_json(
      R"({"pangkas": "organisation", "version": 1, "positions": [{"code": "A"}], "colour": 1})");
  REQUIRE(beside.findings.size() == 1);
  CHECK(beside.findings[0].rule == "unknown-key");
  CHECK_FALSE(beside.findings[0].row);
}

TEST_CASE("What is no organisation in JSON is refused", "[io][json]") {
  const auto refuse = [](const std::string& text, const std::string& part) {
    INFO(text);
    try {
      static_cast<void>(read_json(text, "x.json"));
      FAIL("was read");
    } catch (const input_error& e) {
      CHECK(e.file() == "x.json");
      CHECK_THAT(e.what(), contains(part));
    }
  };
  refuse("{", "line 1");
  refuse("{\"pangkas\": \"organisation\",\n\"version\": 1,\n\"positions\": [{]}", "line 3");
  refuse("[]", "not an organisation");
  refuse("{}", "not an organisation");
  refuse(R"({"pangkas": "organisation"})", "version");
  refuse(R"({"pangkas": "organisation", "version": 3, "positions": []})", "newer");
  refuse(R"({"pangkas": "organisation", "version": 1})", "positions");
  refuse(R"({"pangkas": "organisation", "version": 1, "positions": [], "lines": 1})", "lines");
  refuse(R"({"pangkas": "organisation", "version": 1, "positions": [], "matters": {}})", "matters");
  refuse(R"({"pangkas": "organisation", "version": 1, "positions": [], "scheme": "mars"})",
         "uk-civil-service");
  refuse(R"({"pangkas": "organisation", "version": 1, "positions": [], "scheme": {"name": 1}})",
         "rank scheme");
}

TEST_CASE("Text that is not UTF-8 is refused on the way out", "[io][json]") {
  organisation_builder builder;
  position p;
  p.code = "A";
  p.title = "\xff";
  builder.add(p);
  const organisation org = std::move(builder).build().organisation;
  CHECK_THROWS_AS(to_json(org), output_error);

  organisation_builder other;
  other.add(post("A"));
  matter m;
  m.code = "\xff";
  other.add_matter(m);
  CHECK_THROWS_AS(to_json(std::move(other).build().organisation), output_error);

  // Also in what decides the version.
  organisation_builder third;
  third.add(post("A"));
  third.add_matter({.code = "m", .currency = "\xff"});
  CHECK_THROWS_AS(to_json(std::move(third).build().organisation), output_error);
}

TEST_CASE("JSON keeps a flag that holds a control character as one", "[io][json]") {
  const organisation org = read(R"({"code": "A", "flags": ["E1", "_2"]},
                                   {"code": "B", "flags": ["E1\u001f_2"]})")
                               .organisation;
  CHECK(org.flags(org.at("A")) == std::vector<std::string>{"E1", "_2"});
  CHECK(org.flags(org.at("B")) == std::vector<std::string>{"E1\x1f_2"});
}

namespace {

/// What is said of a document whose head goes on so.
std::string refusal_of_document(const std::string& rest) {
  try {
    static_cast<void>(
        read_json("{\"pangkas\": \"organisation\", \"version\": 1,\n" + rest + "}", "x.json"));
  } catch (const input_error& e) {
    CHECK(e.file() == "x.json");
    return e.what();
  }
  return "was read";
}

std::string scheme_refusal(const std::string& members) {
  return refusal_of_document("\"positions\": [], \"scheme\": {\"name\": \"s\", \"ranks\": [{" +
                             members + "}]}");
}

}  // namespace

TEST_CASE("A member that stands twice in the head of the JSON is refused", "[io][json]") {
  CHECK(
      refusal_of_document("\"positions\": [{\"code\": \"A\"}],\n\"positions\": []") ==
      "x.json:3: the member \"positions\" stands twice in one object; keep the one that is meant");
  CHECK_THAT(refusal_of_document(R"("version": 1, "positions": [])"),
             contains("\"version\" stands twice"));
  // Escaped or not, it is the same member.
  CHECK_THAT(refusal_of_document(R"("scheme": null, "sch\u0065me": null, "positions": [])"),
             contains("\"scheme\" stands twice"));
  CHECK_THAT(
      refusal_of_document(R"("positions": [], "scheme": {"name": "a", "ranks": [], "name": "b"})"),
      contains("\"name\" stands twice"));
  CHECK_THAT(scheme_refusal(R"("name": "A", "kind": "structural", "kind": "executing")"),
             contains("\"kind\" stands twice"));
  // Members of one name in different objects are different members.
  CHECK(scheme_refusal(R"("name": "s", "kind": "structural")") == "was read");
}

TEST_CASE("A member that stands twice in an entry of the JSON is a finding", "[io][json]") {
  const build_result result = read_json(R"({"pangkas": "organisation", "version": 1,
    "positions": [{"code": "X", "code": "A"}, {"code": "B", "reports_to": "X", "reports_to": "A"}],
    "matters": [{"code": "m"}, {"code": "n", "volume": 1, "volume": 2}],
    "lines": [{"superior": "A", "subordinate": "B", "type": "acting", "type": "functional"}],
    "authorities": [{"position": "A", "matter": "m", "limit": 1, "limit": 2}]})",
                                        "x.json");
  std::vector<std::string> rules;
  for (const finding& f : result.findings)
    rules.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " " + f.column + " " +
                    f.position + ": " + f.action);
  CHECK(rules == std::vector<std::string>{"repeated-key 1 code A: the last one was read",
                                          "repeated-key 2 reports_to B: the last one was read",
                                          "repeated-key 2 volume : left out",
                                          "repeated-key 1 type B: left out",
                                          "repeated-key 1 limit A: left out"});
  const organisation& org = result.organisation;
  CHECK(org.size() == 2);
  CHECK(org.command().roots() == 1);
  CHECK(org.matters().size() == 1);
  CHECK(org.lines().empty());
  CHECK(org.authorities().empty());
}

TEST_CASE("A line or an authority in JSON is left out rather than widened", "[io][json]") {
  const build_result result = read_json(R"({"pangkas": "organisation", "version": 1,
    "positions": [{"code": "A"}, {"code": "B", "reports_to": "A"}],
    "lines": [{"superior": "A", "subordinate": "B", "type": "acting", "matter": 7}],
    "authorities": [{"position": "B", "matter": "m", "giver": ["A"]}]})",
                                        "x.json");
  CHECK(result.findings.size() == 2);
  CHECK(result.organisation.lines().empty());
  CHECK(result.organisation.authorities().empty());
}

TEST_CASE("A rank scheme in JSON is read by the rules of one in TOML", "[io][json]") {
  const std::string rank = R"("name": "A", "kind": "structural", )";
  // 4294967297 is 2^32 + 1, of which 32 bits hold 1.
  CHECK(scheme_refusal(rank + R"("class_low": 4294967297)") ==
        "x.json: \"class_low\" in rank 1 of the rank scheme must be a whole number from 0 to "
        "2147483647, not 4294967297");
  CHECK_THAT(scheme_refusal(rank + R"("class_low": 1.9)"), contains("not 1.9"));
  CHECK_THAT(scheme_refusal(rank + R"("class_high": -1)"), contains("not -1"));
  CHECK_THAT(scheme_refusal(rank + R"("class_low": 18446744073709551617)"), contains("class_low"));
  CHECK_THAT(scheme_refusal(rank + R"("allowance": 1e300)"), contains("\"allowance\""));
  CHECK_THAT(scheme_refusal(rank + R"("allowance": 9007199254740993)"),
             contains("not 9007199254740993"));
  CHECK_THAT(scheme_refusal(rank + R"("allowance": "much")"), contains("must be a number"));
  CHECK_THAT(scheme_refusal(rank + R"("clas_low": 1)"), contains("did you mean \"class_low\"?"));
  CHECK_THAT(scheme_refusal(rank + R"("aliases": ["a", 7])"), contains("a list of texts"));
  CHECK_THAT(scheme_refusal(rank + R"("aliases": [[["a"]]])"), contains("a list of texts"));
  CHECK_THAT(scheme_refusal(R"("kind": "structural")"), contains("has no \"name\""));
  CHECK_THAT(scheme_refusal(R"("name": "A", "kind": "boss")"), contains("not \"boss\""));
  CHECK_THAT(scheme_refusal(rank + R"("class_low": 5, "class_high": 4)"), contains("upside down"));
  CHECK_THAT(
      refusal_of_document(R"("positions": [], "scheme": {"name": "s", "rule": 0.5, "ranks": []})"),
      contains("unknown key \"rule\" in the rank scheme"));
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": 0.5)"),
             contains("\"scheme\" must be null"));
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": {"name": "s", "ranks": {}})"),
             contains("a list of objects"));
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": {"name": "s", "ranks": [
                             {"name": "A", "kind": "structural"}, {"name": "b", "kind": "executing"},
                             {"name": "a", "kind": "functional"}]})"),
             contains("x.json: rank scheme \"s\": \"a\" names both \"A\" and \"a\""));
  // Of five ranks the third is the first that names what another names.
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": {"name": "s", "ranks": [
                             {"name": "A", "kind": "structural"}, {"name": "b", "kind": "executing"},
                             {"name": "B", "kind": "functional"}, {"name": "d", "kind": "executing"},
                             {"name": "D", "kind": "executing"}]})"),
             contains("\"B\" names both \"b\" and \"B\""));
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": {"name": "s", "ranks": [{}, 7]})"),
             contains("a list of objects"));
  CHECK_THAT(refusal_of_document(R"("positions": [], "scheme": {"ranks": []})"),
             contains("the rank scheme has no \"name\"; give it one"));
  CHECK_THAT(scheme_refusal(rank + R"("class_low": 18446744073709551615)"),
             contains("\"class_low\" in rank 1 of the rank scheme"));
  CHECK_THAT(scheme_refusal(rank + R"("note": {"a": {"b": {"c": 1}}})"), contains("\"note\""));
  // Whole is whole, however it is written, and null is absent.
  const build_result read = read_json(R"({"pangkas": "organisation", "version": 1, "positions": [],
    "scheme": {"name": "s", "ranks": [{"name": "A", "kind": "structural", "class_low": 15.0,
                                       "note": null}]}})");
  CHECK(read.organisation.scheme().ranks().at(0).class_low == 15);
}

TEST_CASE("JSON repeats at most 80 characters of a text that is wrong", "[io][json]") {
  const std::string longest(std::size_t{5} << 20, 'x');
  const build_result result =
      read("{\"code\": \"A\", \"seats\": \"" + longest + "\", \"" + longest + "\": 1}");
  REQUIRE(result.findings.size() == 2);
  for (const finding& f : result.findings) CHECK(f.detail.size() + f.column.size() < 300);
  CHECK(refusal_of_document("\"scheme\": \"" + longest + "\", \"positions\": []").size() < 300);
}

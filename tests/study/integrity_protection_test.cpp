// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/integrity_protection.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// T over M over A and B, each with two clerks; M decides what the clerks buy, with so many checks.
organisation offices(std::uint32_t checks) {
  organisation_builder builder;
  for (const auto& [code, above] : std::vector<std::pair<std::string, std::string>>{{"T", ""},
                                                                                    {"M", "T"},
                                                                                    {"A", "M"},
                                                                                    {"B", "M"},
                                                                                    {"a1", "A"},
                                                                                    {"a2", "A"},
                                                                                    {"b1", "B"},
                                                                                    {"b2", "B"}})
    builder.add(post(code, above));
  matter buy;
  buy.code = "buy";
  buy.originators = parse_condition("a1|a2|b1|b2");
  buy.volume = 400;
  buy.checks = checks;
  builder.add_matter(buy);
  authority a;
  a.position = "M";
  a.matter = "buy";
  builder.add_authority(a);
  return std::move(builder).build().organisation;
}

std::vector<std::string> codes(const organisation& org, const std::vector<position_id>& posts) {
  std::vector<std::string> all;
  for (const position_id p : posts) all.emplace_back(org.code(p));
  return all;
}

}  // namespace

TEST_CASE("posts are kept until the optimum brings no breach", "[study][integrity_protection]") {
  // Without a limit A and B go, 200 hand-offs a year with each. Their heads order and receive.
  const organisation org = offices(0);
  integrity_builder builder(org);
  builder.add(duty{"A", {}, "purchase", "order", true});
  builder.add(duty{"B", {}, "purchase", "receive", true});
  const integrity_tables tables = std::move(builder).build();
  integrity_rules rules;
  rules.separations.push_back({{"order-receive", {}, {}, {}}, {"order", "receive"}});
  flattening_request asked;
  asked.span_cap = 20;
  const integrity_protection found = keep_integrity(org, asked, tables, rules);
  CHECK(found.brought == 1);
  CHECK(found.left == 0);
  CHECK(codes(org, found.kept) == std::vector<std::string>{"A", "B"});
  CHECK(found.hand_offs == 400);
  CHECK(codes(org, asked.keep) == std::vector<std::string>{"A", "B"});
  CHECK(asked.keep_because.id == "keep-for-integrity");
}

TEST_CASE("what is kept for a breach leaves room for others, which are looked at in turn",
          "[study][integrity_protection]") {
  // Four sections of two clerks; M may have eight reports, so that two of them can go: first those
  // that save more. In both pairs one orders and one receives.
  organisation_builder builder;
  builder.add(post("T", ""));
  builder.add(post("M", "T"));
  for (const std::string head : {"A", "B", "C", "D"}) {
    builder.add(post(head, "M"));
    for (const char* clerk : {"1", "2"}) builder.add(post(head + clerk, head));
  }
  for (const auto& [code, who, volume] :
       {std::tuple("much", "A1|A2|B1|B2", 400.0), {"less", "C1|C2|D1|D2", 200.0}}) {
    matter m;
    m.code = code;
    m.originators = parse_condition(who);
    m.volume = volume;
    builder.add_matter(m);
    authority a;
    a.position = "M";
    a.matter = code;
    builder.add_authority(a);
  }
  const organisation org = std::move(builder).build().organisation;
  integrity_builder known(org);
  for (const auto& [position, name] :
       {std::pair("A", "order"), {"B", "receive"}, {"C", "order"}, {"D", "receive"}})
    known.add(duty{position, {}, "purchase", name, true});
  const integrity_tables tables = std::move(known).build();
  integrity_rules rules;
  rules.separations.push_back({{"order-receive", {}, {}, {}}, {"order", "receive"}});
  flattening_request asked;
  asked.span_cap = 8;
  asked.keep_because = {"ours", "Our reason.", "Us", {}};
  const integrity_protection found = keep_integrity(org, asked, tables, rules);
  CHECK(found.brought == 1);
  CHECK(found.left == 0);
  CHECK(codes(org, found.kept) == std::vector<std::string>{"A", "B", "C", "D"});
  CHECK(found.hand_offs == 400);
  CHECK(asked.keep_because.id == "ours");
}

TEST_CASE("where no breach comes nothing is kept", "[study][integrity_protection]") {
  const organisation org = offices(0);
  integrity_rules rules;
  rules.separations.push_back({{"order-receive", {}, {}, {}}, {"order", "receive"}});
  flattening_request asked;
  asked.span_cap = 20;
  const integrity_protection found = keep_integrity(org, asked, {}, rules);
  CHECK(found.kept.empty());
  CHECK(found.brought == 0);
  CHECK(found.hand_offs == 0);
  CHECK(asked.keep.empty());
}

TEST_CASE("hands that a case must need keep a post on its path", "[study][integrity_protection]") {
  // A clerk, its head and M carry a case: three hands. The optimum would leave two.
  const organisation org = offices(0);
  integrity_rules rules;
  rules.collusions.push_back({{"three", {}, {}, {}}, {}, 3});
  flattening_request asked;
  asked.span_cap = 20;
  const integrity_protection found = keep_integrity(org, asked, {}, rules);
  CHECK(found.brought == 1);
  CHECK(found.left == 0);
  CHECK(found.kept.size() == 2);
}

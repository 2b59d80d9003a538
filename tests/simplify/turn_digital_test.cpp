// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/turn_digital.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

matter matter_of(std::string code, std::vector<std::string> steps, double minutes, double hours,
                 matter_channel channel = matter_channel::paper) {
  matter m;
  m.code = std::move(code);
  m.clerical_steps = std::move(steps);
  m.work_minutes = minutes;
  m.waiting_hours = hours;
  m.channel = channel;
  return m;
}

/// Letters and leave on paper, reports digital already.
organisation with_matters() {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  builder.add(post("B", "Pelaksana", "A"));
  builder.add_line({"R", "B", line_type::coordination, "letters", ""});
  builder.add_authority({"A", "letters", {}, authority_source::attribution, "", ""});
  builder.add_matter(matter_of("letters", {"registry", "printing", "registry", "archive"}, 10, 24));
  builder.add_matter(matter_of("leave", {"registry"}, 5, 8));
  builder.add_matter(matter_of("reports", {"printing"}, 3, 2, matter_channel::digital));
  return std::move(builder).build().organisation;
}

digital_rule rule(std::string id, std::vector<std::string> matters,
                  std::vector<std::string> removes = {}, std::optional<double> minutes = {},
                  std::optional<double> hours = {}) {
  return {{std::move(id), "no paper", "decree", {}},
          std::move(matters),
          std::move(removes),
          minutes,
          hours};
}

policy only(std::vector<digital_rule> rules) {
  policy p;
  p.name = "digital";
  p.digital = std::move(rules);
  return p;
}

}  // namespace

TEST_CASE("a matter that turns digital loses the named steps, and its work and waiting change",
          "[simplify][turn_digital]") {
  const organisation before = with_matters();
  const simplification s =
      simplify(before, only({rule("letters", {"letters"}, {"registry", "printing"}, 4.5, 0)}));
  CHECK(s.turned_digital == 1);
  CHECK(s.findings.empty());
  std::vector<matter> expected = before.matters();
  expected[0].channel = matter_channel::digital;
  expected[0].clerical_steps = {"archive"};
  expected[0].work_minutes = 4.5;
  expected[0].waiting_hours = 0;
  CHECK(s.after.matters() == expected);
  REQUIRE(s.changes.entries.size() == 1);
  CHECK_FALSE(s.changes.entries[0].row());
  CHECK(s.changes.rules == std::vector<ledger_rule>{{"digital", "letters", "no paper", "decree"}});
  CHECK(same(undo(s.after, s.changes), before));
}

TEST_CASE("turning matters digital takes out no level, no line and no authority",
          "[simplify][turn_digital]") {
  const organisation before = with_matters();
  const simplification s = simplify(before, only({rule("all", {"*"}, {"registry"}, 1, 1)}));
  CHECK(s.turned_digital == 2);
  CHECK(s.selected == 0);
  CHECK(s.findings.empty());  // a policy that selects nothing is not told so
  CHECK(&s.after.command() == &before.command());
  CHECK(std::ranges::equal(s.after.lines(), before.lines()));
  CHECK(s.after.authorities() == before.authorities());
  CHECK(same(undo(s.after, s.changes), before));
}

TEST_CASE("what a digital rule does not say stays as before", "[simplify][turn_digital]") {
  const organisation before = with_matters();
  const simplification s = simplify(before, only({rule("letters", {"letters"})}));
  std::vector<matter> expected = before.matters();
  expected[0].channel = matter_channel::digital;
  CHECK(s.after.matters() == expected);
}

TEST_CASE("the first digital rule that names a matter is for it, and \"*\" is for the rest",
          "[simplify][turn_digital]") {
  const organisation before = with_matters();
  const simplification s =
      simplify(before, only({rule("leave", {"leave"}, {}, 1), rule("rest", {"*"}, {}, 2)}));
  CHECK(s.after.matters()[0].work_minutes == 2.0);
  CHECK(s.after.matters()[1].work_minutes == 1.0);
  CHECK(s.after.matters()[2] == before.matters()[2]);  // it was digital already
  REQUIRE(s.changes.entries.size() == 2);
  CHECK(in_words(s.changes, s.changes.entries[0]).rule == "rest");  // by place of the matter
  CHECK(in_words(s.changes, s.changes.entries[1]).rule == "leave");
}

TEST_CASE("digital rules work beside a simplification", "[simplify][turn_digital]") {
  const organisation before = with_matters();
  policy rules = central_policy();
  rules.digital = {rule("all", {"*"}, {"registry"})};
  const simplification s = simplify(before, rules);
  CHECK(s.converted == 1);
  CHECK(s.turned_digital == 2);
  CHECK(s.changes.entries.back().change() == change_kind::turned_digital);
  CHECK(same(undo(s.after, s.changes), before));
}

TEST_CASE("what is wrong with a digital rule for this organisation is listed",
          "[simplify][turn_digital]") {
  const organisation before = with_matters();
  const simplification s =
      simplify(before, only({rule("a", {"leters", "letters"}, {"printing", "registri"}),
                             rule("b", {"reports"}, {"registry"})}));
  REQUIRE(rules_of(s.findings) ==
          std::vector<std::string>{"unknown-matter", "unknown-clerical-step", "already-digital",
                                   "unknown-clerical-step"});
  CHECK(counts_of(simplify(before,
                           only({rule("a", {"leters", "letters"}, {"printing", "registri"}),
                                 rule("b", {"reports"}, {"registry"})}),
                           {.findings_per_rule = 0})
                      .findings) == counts_of(s.findings));
  CHECK(s.findings[0].level == severity::error);
  CHECK_THAT(s.findings[0].detail,
             contains("rule \"a\" names the matter \"leters\", which is not there; did you mean "
                      "\"letters\"?"));
  CHECK(s.findings[1].level == severity::warning);
  CHECK_THAT(s.findings[1].detail, contains("\"registri\", which none of its matters has; did you "
                                            "mean \"registry\"?"));
  CHECK(s.findings[2].level == severity::warning);
  CHECK_THAT(s.findings[2].detail, contains("turns the matter \"reports\" digital, which it is"));
  CHECK(s.turned_digital == 1);
  CHECK(s.after.matters()[2] == before.matters()[2]);
  CHECK(s.after.matters()[0].clerical_steps ==
        std::vector<std::string>{"registry", "registry", "archive"});
}

TEST_CASE("a rule for all matters is told when there are none, or none on paper",
          "[simplify][turn_digital]") {
  const policy all = only({rule("all", {"*"}, {"registry"})});
  const simplification none = simplify(ministry(), all);
  REQUIRE(rules_of(none.findings) == std::vector<std::string>{"unknown-matter"});
  CHECK_THAT(none.findings[0].detail,
             contains("is for all matters, but the organisation has no matters"));
  const simplification named = simplify(ministry(), only({rule("a", {"letters"})}));
  REQUIRE(rules_of(named.findings) == std::vector<std::string>{"unknown-matter"});
  CHECK_THAT(named.findings[0].detail,
             contains("\"letters\", but the organisation has no matters"));

  const simplification once = simplify(with_matters(), all);
  const simplification twice = simplify(once.after, all);
  CHECK(rules_of(twice.findings) ==
        std::vector<std::string>{"already-digital", "unknown-clerical-step"});
  CHECK(counts_of(simplify(once.after, all, {.findings_per_rule = 0}).findings) ==
        counts_of(twice.findings));
  CHECK(counts_of(simplify(ministry(), all, {.findings_per_rule = 0}).findings) ==
        counts_of(none.findings));
  CHECK(twice.turned_digital == 0);
  CHECK(twice.changes.entries.empty());
  CHECK(same(twice.after, once.after));
}

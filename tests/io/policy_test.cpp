// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/policy.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::string policy_error(const std::string& text) {
  try {
    static_cast<void>(read_policy(text, "rules.toml"));
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

const std::string policy_head = "[policy]\nname = \"p\"\n";
const std::string one_rule = policy_head + "[[select]]\nrule = \"s\"\n";

}  // namespace

TEST_CASE("read_policy reads every key", "[io][policy]") {
  const policy rules = read_policy(R"(
[policy]
name = "p"
title = "A policy"
description = "What it does"
source = "a law"
scheme = "indonesia"
[[select]]
rule = "s"
reason = "why"
source = "Permen"
rank = ["III", "IV"]
kind = ["structural", "executing"]
layer = [2, 3]
unit = ["Biro Umum"]
unit_contains = ["biro"]
title_contains = ["kepala"]
flags = ["F"]
codes = ["001"]
manager = true
[[exempt]]
rule = "E1"
reason = "heads a satker"
source = "criteria"
flags = ["E1"]
[[convert]]
rule = "c"
rank = ["III"]
to = "Ahli Madya"
to_kind = "functional"
class = "12"
[reports]
rule = "r"
reason = "under the assessing official"
source = "Permen 7/2022"
attach = "nearest-kept-superior"
[authority]
rule = "a"
attribution = "nearest-kept-superior"
delegation = "converted-official"
mandate = "giver"
[roles]
rule = "o"
kind = "coordinators"
[[roles.name]]
rank = ["III"]
name = "koordinator"
[[digital]]
rule = "d"
reason = "electronic letters"
source = "Perpres 95/2018"
matters = ["letters-out", "leave"]
removes = ["registry", "printing"]
work_minutes = 10
waiting_hours = 0.5
[checks]
span_low = 3
span_high = 15
structural_layers = 2
initials = 3
)",
                                   "rules.toml");
  CHECK(rules.name == "p");
  CHECK(rules.title == "A policy");
  CHECK(rules.description == "What it does");
  CHECK(rules.source == "a law");
  CHECK(rules.scheme == "indonesia");
  CHECK(rules.file == "rules.toml");
  REQUIRE(rules.select.size() == 1);
  CHECK(rules.select[0].rule.id == "s");
  CHECK(rules.select[0].rule.reason == "why");
  CHECK(rules.select[0].rule.source == "Permen");
  CHECK(rules.select[0].rule.place.line == 8U);
  CHECK(rules.select[0].rule.place.line_of("codes") == 19U);
  condition when;
  when.ranks = {"III", "IV"};
  when.kinds = {position_kind::structural, position_kind::executing};
  when.layers = {{2, 3}};
  when.units = {"Biro Umum"};
  when.unit_contains = {"biro"};
  when.title_contains = {"kepala"};
  when.flags = {"F"};
  when.codes = {"001"};
  when.manager = true;
  CHECK(rules.select[0].when == when);
  REQUIRE(rules.exempt.size() == 1);
  CHECK(rules.exempt[0].when.flags == std::vector<std::string>{"E1"});
  REQUIRE(rules.convert.size() == 1);
  CHECK(rules.convert[0].to == "Ahli Madya");
  CHECK(rules.convert[0].to_kind == position_kind::functional);
  CHECK(rules.convert[0].to_class == "12");
  CHECK(rules.reports.rule.id == "r");
  CHECK(rules.reports.rule.source == "Permen 7/2022");
  CHECK(rules.authority.attribution == attribution_outcome::nearest_kept_superior);
  CHECK(rules.authority.delegation == delegation_outcome::converted_official);
  CHECK(rules.authority.rule.reason == "the holder was converted");
  CHECK(rules.roles.kind == role_policy::coordinators);
  REQUIRE(rules.roles.names.size() == 1);
  CHECK(rules.roles.names[0].name == "koordinator");
  REQUIRE(rules.digital.size() == 1);
  CHECK(rules.digital[0].rule.id == "d");
  CHECK(rules.digital[0].rule.source == "Perpres 95/2018");
  CHECK(rules.digital[0].matters == std::vector<std::string>{"letters-out", "leave"});
  CHECK(rules.digital[0].removes == std::vector<std::string>{"registry", "printing"});
  CHECK(rules.digital[0].work_minutes == 10.0);
  CHECK(rules.digital[0].waiting_hours == 0.5);
  CHECK(rules.checks.span_low == 3U);
  CHECK(rules.checks.span_high == 15U);
  CHECK(rules.checks.structural_layers == 2U);
  CHECK(rules.checks.initials == 3U);
}

TEST_CASE("read_policy leaves what is not said at its default", "[io][policy]") {
  const policy rules = read_policy(one_rule, "rules.toml");
  CHECK(rules.title == "p");
  CHECK(rules.roles.kind == role_policy::none);
  CHECK(rules.authority.attribution == attribution_outcome::orphan);
  CHECK_FALSE(rules.checks.initials);
  CHECK(rules.digital.empty());
  const policy digital = read_policy(policy_head + "[[digital]]\nmatters = \"*\"\n", "rules.toml");
  CHECK(digital.digital.at(0).matters == std::vector<std::string>{"*"});
  CHECK(digital.digital[0].removes.empty());
  CHECK_FALSE(digital.digital[0].work_minutes);
  CHECK_FALSE(digital.digital[0].waiting_hours);
  CHECK_FALSE(rules.select[0].when.layers);
  CHECK(read_policy(one_rule + "layer = []\n", "rules.toml").select[0].when.layers ==
        std::vector<std::size_t>{});
}

TEST_CASE("read_policy says what is wrong and on which line", "[io][policy]") {
  CHECK_THAT(policy_error("[policy\n"), contains("rules.toml:1: this is no valid TOML"));
  CHECK_THAT(policy_error("[policy]\nname = \"\xff\"\n"), contains("this is no valid TOML"));
  CHECK_THAT(policy_error(""), contains("begins with a table [policy]"));
  CHECK_THAT(policy_error("[policy]\n"), contains("rules.toml:1: the policy has no \"name\""));
  CHECK_THAT(policy_error("policy = 3\n"), contains("\"policy\" in a policy must be a table"));
  CHECK_THAT(policy_error(policy_head + "[select]\nrule = \"s\"\n"),
             contains("must be an array of tables, written [[select]]"));
  CHECK_THAT(
      policy_error(policy_head + "[[selct]]\n"),
      contains("rules.toml:3: unknown key \"selct\"") && contains("did you mean \"select\"?"));
  CHECK_THAT(policy_error(one_rule + "ranks = [\"III\"]\n"),
             contains("rules.toml:5: unknown key \"ranks\" in [[select]]; did you mean \"rank\"?"));
  CHECK_THAT(policy_error(one_rule + "hierarchy = 1\n"),
             contains("rules.toml:5: unknown key \"hierarchy\" in [[select]]") &&
                 contains("unit_contains"));
  CHECK_THAT(policy_error(one_rule + "rank = 3\n"),
             contains("rules.toml:5: \"rank\" in [[select]]"));
  CHECK_THAT(policy_error(one_rule + "rank = []\n"),
             contains("rules.toml:5: \"rank\" is an empty list"));
  CHECK_THAT(policy_error(one_rule + "title_contains = [\"\"]\n"), contains("holds an empty text"));
  CHECK_THAT(
      policy_error(one_rule + "layer = [2, 0]\n"),
      contains("rules.toml:5: \"layer\" in [[select]] must be a list, each entry a whole number "
               "from 1 to 4294967295, not 0"));
  CHECK_THAT(policy_error(one_rule + "layer = [2.5]\n"), contains("rules.toml:5: \"layer\""));
  CHECK_THAT(policy_error(one_rule + "kind = [\"structral\"]\n"),
             contains("not \"structral\"; did you mean \"structural\"?"));
  CHECK_THAT(policy_error(one_rule + "manager = \"yes\"\n"), contains("must be true or false"));
  CHECK_THAT(policy_error(policy_head + "[[convert]]\nrule = \"c\"\nto_kind = \"boss\"\n"),
             contains("rules.toml:5: \"to_kind\" must be one of \"structural\", \"functional\", "
                      "\"executing\", not \"boss\""));
  CHECK_THAT(policy_error(policy_head + "[roles]\nkind = \"coordinator\"\n"),
             contains("not \"coordinator\"; did you mean \"coordinators\"?"));
  CHECK_THAT(policy_error(policy_head + "[[roles.name]]\nrank = [\"III\"]\n"),
             contains("rules.toml:3: a [[roles.name]] has no \"name\""));
  CHECK_THAT(policy_error(policy_head + "[authority]\nmandate = \"me\"\n"),
             contains("rules.toml:4: \"mandate\" must be one of \"giver\""));
  CHECK_THAT(policy_error(policy_head + "[checks]\ninitials = -1\n"),
             contains("rules.toml:4: \"initials\" in [checks] must be a whole number from 0 to "
                      "4294967295, not -1"));
  CHECK_THAT(policy_error(policy_head + "[[digital]]\nmatter = \"*\"\n"),
             contains("unknown key \"matter\" in [[digital]]; did you mean \"matters\"?"));
  CHECK_THAT(policy_error(policy_head + "[[digital]]\nmatters = []\n"),
             contains("rules.toml:4: \"matters\" is an empty list"));
  CHECK_THAT(policy_error(policy_head + "[[digital]]\nwork_minutes = \"5\"\n"),
             contains("rules.toml:4: \"work_minutes\" in [[digital]] must be a number"));
  CHECK_THAT(policy_error(policy_head + "[digital]\nmatters = \"*\"\n"),
             contains("must be an array of tables, written [[digital]]"));
  CHECK_THAT(policy_error(policy_head + "[checks]\nspan = 3\n"),
             contains("unknown key \"span\" in [checks]"));
}

TEST_CASE("read_policy refuses damage that would bring the TOML parser down", "[io][policy]") {
  for (const char* text :
       {"[# no name\n", "[ \t#\n", "[[#\n", "[[[policy]]]\n", "[=]\n", "a = [1, }\n", "a = [[}\n",
        "[{]\n", "[@]\n", "[^]\n", "[;]\n", "\t[# no name\n", "\r[#\n", "a = {b = 1]\n", "]\n",
        "a = \u00fc\n", "[\u00fc]\n", "a = \"\"\"x \\\n  \u00fc\"\"\"\n"}) {
    CAPTURE(text);
    CHECK_THAT(policy_error(text), contains("this is no valid TOML"));
  }
  CHECK_THAT(policy_error("a = 1\nb = \"\"\"\n\n\"\"\"\n[# x\n"), contains("rules.toml:5:"));
  CHECK_THAT(policy_error("b = \"\"\"\\\n\n\"\"\"\n[# x\n"), contains("rules.toml:4:"));
  // A text may end with the file, whatever is open then.
  for (const char* text : {"a = \"x\\", "a = \"\"\"x\\", "a = \"\"\"x\"\"", "[", "[[ "})
    CHECK_THAT(policy_error(text), contains("rules.toml:1: "));
  CHECK_THAT(policy_error("a = \"\"\"x\"\"\""), contains("unknown key \"a\""));
  // All letters that a name may begin with, and a list of lists that looks like a heading.
  for (const char* name : {"A", "Z", "a", "z", "0", "9", "_", "-", "\"\"", "'q'"})
    CHECK_THAT(policy_error("[" + std::string(name) + "]\n"),
               contains("unknown key") && !contains("no valid TOML"));
  CHECK_THAT(policy_error("a = [\n[# x\n1]\n]\n"), contains("unknown key \"a\""));
  // Each part of a key is a table in the one before it, and each bracket a value in another.
  const auto parts = [](std::size_t count, const std::string& between) {
    std::string text = "a";
    while (--count > 0) text += between + "a";
    return text;
  };
  const std::string brackets(200'000, '[');
  for (const std::string& text :
       {parts(33, ".") + " = 1\n", parts(200'000, " . ") + " = 1\n",
        "[" + parts(200'000, ".") + "]\n", "[[" + parts(200'000, ".\"b\".") + "]]\n",
        "a = {" + parts(200'000, ".") + " = 1}\n", "a = " + brackets + "\n",
        "a = " + parts(200'000, "={")}) {
    CAPTURE(text.substr(0, 80));
    CHECK_THAT(policy_error(text), contains("rules.toml:1: this is no valid TOML"));
  }
  CHECK_THAT(policy_error(parts(33, ".") + " = 1\n"), contains("a key has more than 32 parts"));
  CHECK_THAT(policy_error(parts(32, ".") + " = [1.5, 2.5]\n"), !contains("no valid TOML"));
  // A text that is cut off anywhere is refused, or is a policy still.
  const std::string whole(preset_policy_text("id-central-2021"));
  for (std::size_t length = 0; length < whole.size(); length += 7)
    CHECK_NOTHROW(policy_error(whole.substr(0, length)));
}

TEST_CASE("read_policy takes brackets and letters of any script where TOML allows them",
          "[io][policy]") {
  const policy rules = read_policy(
      "\xef\xbb\xbf# [# \u00fc\r\n"
      "[policy] # [[[\r\n"
      "name = \"p [#\"\r\n"
      "title = '\\'\r\n"
      "description = \"\"\"\r\n[# no heading\r\n\\\"\"\" }] \u00fc \\\r\n  end\"\"\"\"\"\r\n"
      "source = '''\r\n[[[ it's \\'''''\r\n"
      "[[ select ]]\r\n"
      "\"rule\" = \"s \\\" }\"\r\n"
      "rank = [ # [\r\n"
      "  \"III\", # ]\r\n"
      "  'IV',\r\n"
      "]\r\n",
      "rules.toml");
  CHECK(rules.name == "p [#");
  CHECK(rules.title == "\\");
  CHECK_THAT(rules.description, contains("[# no heading") && contains("\u00fc end\"\""));
  CHECK_THAT(rules.source, contains("[[[ it's \\''"));
  CHECK(rules.select.at(0).rule.id == "s \" }");
  CHECK(rules.select.at(0).when.ranks == std::vector<std::string>{"III", "IV"});
}

TEST_CASE("every faulty policy of the test data is refused on the line that it names",
          "[io][policy]") {
  std::size_t files = 0;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("tests/data/policies"))
    paths.insert(entry.path());
  for (const std::filesystem::path& path : paths) {
    CAPTURE(path);
    const std::string text = read_file(path.string());
    const std::string promise = "# error at line ";
    REQUIRE(text.starts_with(promise));
    const std::size_t line = std::stoul(text.substr(promise.size()));
    try {
      const policy rules = read_policy(text, path.string());
      validate(rules, *preset_scheme("indonesia"));
      // Open layers are no fault until the policy is applied.
      static_cast<void>(simplify(organisation(), rules));
      FAIL("the policy was accepted");
    } catch (const rule_error& e) {
      CAPTURE(e.what());
      CHECK(e.line() == line);
      CHECK(e.file() == path.string());
    }
    ++files;
  }
  CHECK(files >= 20);
}

TEST_CASE("ranges and conditions within conditions are read, and written as they are read",
          "[io][policy]") {
  const policy rules = read_policy(
      one_rule +
          "layer = [\"2..2\", \"4..6\"]\nspan = [3, \"8..\"]\n"
          "superior = { manager = true, codes = [\"1\", \"2\", \"3\", \"4\", \"5\"] }\n"
          "not = { title_contains = [\"a\\u007Fb\"], superior = { rank = [\"II\"] } }\n",
      "rules.toml");
  const condition& when = rules.select[0].when;
  CHECK(when.layer_ranges == std::vector<value_range>{{2, 2}, {4, 6}});
  CHECK_FALSE(when.layers);
  CHECK(when.span == std::vector<value_range>{{3, 3}, {8, {}}});
  REQUIRE(when.superior.size() == 1);
  CHECK(when.superior[0].manager == true);
  CHECK(when.superior[0].codes.size() == 5);
  REQUIRE(when.none_of.size() == 1);
  CHECK(when.none_of[0].title_contains == std::vector<std::string>{"a\x7f"
                                                                   "b"});
  CHECK(when.none_of[0].superior.at(0).ranks == std::vector<std::string>{"II"});
  const std::string text = write_policy(rules);
  CHECK(read_policy(text, "again").select[0].when == when);
  CHECK_THAT(text, contains("layer = [\"2..2\", \"4..6\"]"));
  // Layers by number beside ranges, as a selector may say both.
  policy both = rules;
  both.select[0].when.layers = {{7}};
  CHECK(read_policy(write_policy(both), "again").select[0].when.layer_ranges ==
        std::vector<value_range>{{7, 7}, {2, 2}, {4, 6}});
  for (const auto& [keys, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"span = \"wide\"\n", "\"span\" holds \"wide\", which is no range"},
           {"span = []\n", "\"span\" is an empty list"},
           {"not = {}\n", "\"not\" asks nothing"},
           {"superior = { superior = {} }\n", "\"superior\" asks nothing"}})
    CHECK_THAT(policy_error(one_rule + keys), contains("rules.toml:5: " + sentence));
}

TEST_CASE("each limit of an optimum is written alone", "[io][policy]") {
  for (const char* key :
       {"span_cap = 7", "span_floor = 3", "max_layers = 4", "objective = \"posts\""}) {
    INFO(key);
    const std::string text =
        write_policy(read_policy(policy_head + "[optimum]\n" + key + "\n", "rules.toml"));
    CHECK_THAT(text, contains("[optimum]\n" + std::string(key) + "\n"));
  }
  CHECK_THAT(write_policy(read_policy(policy_head, "rules.toml")), !contains("[optimum]"));
}

TEST_CASE("write_policy writes what read_policy reads", "[io][policy]") {
  for (const std::string& name : preset_policies()) {
    CAPTURE(name);
    const policy rules = preset_policy(name);
    const std::string text = write_policy(rules);
    const policy again = read_policy(text, "again");
    CHECK(write_policy(again) == text);
    CHECK(again.name == rules.name);
    CHECK(again.description == rules.description);
    CHECK(again.scheme == rules.scheme);
    REQUIRE(again.select.size() == rules.select.size());
    for (std::size_t i = 0; i < rules.select.size(); ++i) {
      CHECK(again.select[i].when == rules.select[i].when);
      CHECK(again.select[i].rule.reason == rules.select[i].rule.reason);
    }
    REQUIRE(again.exempt.size() == rules.exempt.size());
    for (std::size_t i = 0; i < rules.exempt.size(); ++i) {
      CHECK(again.exempt[i].when == rules.exempt[i].when);
      CHECK(again.exempt[i].rule.source == rules.exempt[i].rule.source);
    }
    REQUIRE(again.convert.size() == rules.convert.size());
    for (std::size_t i = 0; i < rules.convert.size(); ++i) {
      CHECK(again.convert[i].when == rules.convert[i].when);
      CHECK(again.convert[i].to == rules.convert[i].to);
      CHECK(again.convert[i].to_kind == rules.convert[i].to_kind);
      CHECK(again.convert[i].to_class == rules.convert[i].to_class);
    }
    CHECK(again.reports.rule.reason == rules.reports.rule.reason);
    CHECK(again.authority.attribution == rules.authority.attribution);
    CHECK(again.authority.delegation == rules.authority.delegation);
    CHECK(again.roles.kind == rules.roles.kind);
    CHECK(again.roles.names.size() == rules.roles.names.size());
    CHECK(again.checks.span_low == rules.checks.span_low);
    CHECK(again.checks.span_high == rules.checks.span_high);
    CHECK(again.checks.structural_layers == rules.checks.structural_layers);
    CHECK(again.checks.initials == rules.checks.initials);
  }
  policy odd;
  odd.name = "odd";
  odd.title = "a \"quote\", a \\ and a\ttab\nin İstanbul";
  odd.select.push_back({{"s", "", "", {}}, {}});
  odd.select[0].when.units = {"", "x"};
  odd.select[0].when.manager = false;
  odd.select[0].when.codes = {"1", "2", "3", "4", "5", "00 6"};
  odd.select[0].when.subtrees = {"7"};
  odd.digital.push_back({{"d", "Forms are on line.", "Act 3", {}}, {"*"}, {"registry"}, 2.5, 8.0});
  const policy again = read_policy(write_policy(odd), "again");
  CHECK(again.title == odd.title);
  CHECK(again.select[0].when == odd.select[0].when);
  REQUIRE(again.digital.size() == 1);
  CHECK(again.digital[0].rule.source == "Act 3");
  CHECK(again.digital[0].matters == odd.digital[0].matters);
  CHECK(again.digital[0].removes == odd.digital[0].removes);

  // Up to four on one line, more with a line for each.
  odd.select[0].when.codes = {"1", "2", "3", "4"};
  CHECK_THAT(write_policy(odd), contains(" = [\"1\", \"2\", \"3\", \"4\"]\n"));
  CHECK(again.digital[0].work_minutes == 2.5);
  CHECK(again.digital[0].waiting_hours == 8.0);
}

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/body_rules.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/error.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("each preset rule reads, and says whose it is", "[io][body_rules]") {
  CHECK(preset_body_rules() == std::vector<std::string>{"apsc", "australian-states", "iowa",
                                                        "newcastle", "north-carolina", "oregon",
                                                        "texas"});
  for (const std::string& name : preset_body_rules()) {
    const body_rule rule = read_body_rule(preset_body_rule_text(name), name);
    CHECK(rule.name == name);
    CHECK_FALSE(check_body(ministry(), rule).empty());
  }
  const body_rule apsc = read_body_rule(preset_body_rule_text("apsc"), "apsc");
  CHECK(apsc.layers == value_range{5, 7});
  CHECK(apsc.by_size.size() == 5);
  const auto refused = [](const std::string& text) {
    try {
      static_cast<void>(read_body_rule(text, "r.toml"));
    } catch (const rule_error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  CHECK(refused("[ratio]\nothers_per_manager = 3\n").find("begins with a table [body_rule]") !=
        std::string::npos);
  CHECK(refused("[body_rule]\nname = \"x\"\nsource = \"y\"\n").find("asks nothing") !=
        std::string::npos);
  CHECK(refused("[body_rule]\nname = \"x\"\nsource = \"y\"\n[layers]\nnumber = \"7..5\"\n")
            .find("r.toml:5: \"number\" is no range") != std::string::npos);
  const std::string head = "[body_rule]\nname = \"x\"\nsource = \"y\"\n";
  for (const auto& [text, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"[body_rule]\nsource = \"y\"\n", "1: the rule has no \"name\""},
           {"[body_rule]\nname = \"x\"\n", "1: the rule has no \"source\""},
           {head + "except = \"rnak=II\"\n", "4: the selector \"rnak=II\""},
           {head + "[ratio]\nmanagers = \"rank=II\"\n", "4: a [ratio] asks for a number"},
           {head + "[layers]\nnumber = [3, 4]\n", "5: \"number\" is no range"},
           {head + "[[layers.by_size]]\nlayers = 4\n", "4: a [[layers.by_size]] needs"},
           {head + "[[layers.by_size]]\nname = \"small\"\n", "4: a [[layers.by_size]] needs"}}) {
    INFO(text);
    CHECK(refused(text).find("r.toml:" + sentence) != std::string::npos);
  }
  // Each of these is something to ask.
  for (const char* asks :
       {"[[layers.by_size]]\nname = \"small\"\nlayers = 4\n", "[spans]\neach = \"5..\"\n",
        "[spans]\nmean = 5\n", "[spans]\nmedian = \"..7\"\n"})
    CHECK(refused(head + asks).empty());
}

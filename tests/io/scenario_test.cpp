// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/scenario.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"
#include "support/temporary_folder.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/simplify/undo.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

const std::string scenario_head = "[scenario]\nname = \"s\"\nreason = \"why\"\nsource = \"law\"\n";

std::string scenario_fault(const std::string& text) {
  try {
    (void)read_scenario(text, "s.toml");
  } catch (const error& e) {
    return e.what();
  }
  return {};
}
std::string step_fault(const std::string& keys) {
  return scenario_fault(scenario_head + "[[step]]\n" + keys);
}

std::string step_refusal(const std::string& keys) {
  try {
    (void)apply(ministry(), read_scenario(scenario_head + keys, "s.toml"));
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

const std::string scenario_of_all_steps(read_file(std::string(PANGKAS_SOURCE_DIR) +
                                                  "/tests/fuzz/corpus/scenario/steps.toml"));

}  // namespace

TEST_CASE("read_scenario reads every step", "[io][scenario]") {
  const scenario s = read_scenario(scenario_of_all_steps, "s.toml");
  CHECK(s.name == "all steps");
  REQUIRE(s.steps.size() == 11);
  CHECK(std::get<move_step>(s.steps[0].what) == move_step{{"C"}, "A"});
  const auto& merge = std::get<merge_step>(s.steps[1].what);
  CHECK(merge.positions == std::vector<std::string>{"B"});
  CHECK(merge.to == "C");
  CHECK(merge.seats_to == "");
  CHECK_FALSE(merge.authority_to);
  const auto& split = std::get<split_step>(s.steps[2].what);
  CHECK(split.from == "C");
  CHECK(split.post.code == "N");
  CHECK(split.takes == std::vector<std::string>{"D"});
  CHECK(split.matters == std::vector<std::string>{"m"});
  CHECK(split.moved_seats == 1);
  CHECK(std::get<abolish_step>(s.steps[3].what).authority_to == "");
  const auto& add = std::get<add_step>(s.steps[4].what);
  CHECK(add.post.code == "12");
  CHECK(add.post.reports_to.empty());
  CHECK(add.post.seats == 2);
  const auto& rank = std::get<re_rank_step>(s.steps[5].what);
  CHECK(rank.rank == "Ahli Madya");
  CHECK(rank.position_class == "9");
  CHECK(std::get<retitle_step>(s.steps[6].what).title == "Ahli");
  CHECK(std::get<seats_step>(s.steps[7].what).filled == 1);
  const auto& right = std::get<authority_step>(s.steps[8].what);
  CHECK(right.row.source == authority_source::delegation);
  CHECK(right.row.from == "2026-01-01");
  CHECK(right.row.legal_source == "none");
  CHECK(std::get<line_step>(s.steps[9].what).role == "paraf");
  CHECK(std::get<policy_step>(s.steps[10].what).rules.name == "delayer");
  CHECK(s.steps[2].rule.id == "step 3");
  CHECK(s.steps[2].rule.reason == "to try each");
  CHECK(s.steps[2].rule.place.line == 14);
}

TEST_CASE("a bad scenario is one sentence with its line", "[io][scenario]") {
  CHECK(scenario_fault("") ==
        "s.toml:1: a scenario begins with a table [scenario] that gives its name");
  CHECK(scenario_fault("[scenario]\nname = \"s\"\n") ==
        "s.toml:1: the scenario has no step; write each as [[step]] with a \"do\"");
  CHECK(step_fault("position = \"A\"\n") ==
        "s.toml:5: step 1 has no \"do\"; say what it does: move, merge, split, abolish, add, "
        "re-rank, retitle, seats, authority, line, policy");
  CHECK(
      step_fault("do = \"mvoe\"\n") ==
      "s.toml:6: \"do\" must be one of \"move\", \"merge\", \"split\", \"abolish\", \"add\", "
      "\"re-rank\", \"retitle\", \"seats\", \"authority\", \"line\", \"policy\", not \"mvoe\"; did "
      "you mean \"move\"?");
  CHECK(step_fault("do = \"move\"\nposition = \"A\"\n") ==
        "s.toml:5: step 1 has no \"to\"; give the code of a position, or \"\" for a top");
  CHECK(
      step_fault("do = \"move\"\nposition = \"A\"\nto = \"B\"\nunder = \"C\"\n") ==
      "s.toml:9: unknown key \"under\" in [[step]]; known are rule, reason, source, do, position, "
      "to");
  CHECK(step_fault("do = \"move\"\nposition = [\"A\", \"A\"]\nto = \"B\"\n") ==
        "s.toml:7: step 1 names \"A\" twice in \"position\"");
  CHECK(step_fault("do = \"seats\"\nposition = \"A\"\nseats = -1\n") ==
        "s.toml:8: \"seats\" in [[step]] must be a number from 0 to 1e15, not -1");
  CHECK(step_fault("do = \"seats\"\nposition = \"A\"\n") ==
        "s.toml:5: step 1 needs one of seats, filled, cost");
  CHECK(scenario_fault(
            "[scenario]\nname = \"s\"\n[[step]]\ndo = \"move\"\nposition = \"A\"\nto = \"B\"\n"
            "source = \"law\"\n") ==
        "s.toml:3: step 1 has no \"reason\"; every change needs both a reason and its source, here "
        "or in [scenario]");
  CHECK(step_fault("do = \"policy\"\npolicy = \"delayer\"\n") ==
        "s.toml:7: step 1 applies \"delayer\", which selects by layers that it leaves open; name "
        "them, as in layers = [3]");
  CHECK(step_fault("do = \"authority\"\nposition = \"A\"\nmatter = \"m\"\n") ==
        "s.toml:5: step 1 needs \"as\" (attribution, delegation, mandate) for an authority that is "
        "given, \"to\" for one that moves, or \"withdraw\"");
  const std::string authority = "do = \"authority\"\nposition = \"A\"\nmatter = \"m\"\n";
  for (const auto& [keys, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"do = \"move\"\nto = \"B\"\n",
            "5: step 1 has no \"position\"; give the code of a position, or a list of them"},
           {"do = \"move\"\nposition = []\nto = \"B\"\n",
            "7: step 1 has no \"position\"; give the code of a position, or a list of them"},
           {"do = \"move\"\nposition = [\"A\", \"\"]\nto = \"B\"\n",
            "7: step 1 has an empty code in \"position\""},
           {"do = \"seats\"\nposition = [\"A\", \"B\"]\nseats = 1\n",
            "7: \"position\" in [[step]] must be one text"},
           {"do = \"seats\"\nposition = \"\"\nseats = 1\n", "7: step 1 has an empty \"position\""},
           {"do = \"retitle\"\ntitle = \"T\"\n",
            "5: step 1 has no \"position\"; give the code of a position"},
           {"do = \"re-rank\"\nposition = \"A\"\n", "5: step 1 needs one of rank, kind, class"},
           {"do = \"retitle\"\nposition = \"A\"\n",
            "5: step 1 needs one of title, unit, legal_source"},
           {authority + "as = \"mandate\"\nwithdraw = true\n",
            "5: step 1 does more than one thing: \"to\" moves an authority"},
           {authority + "to = \"B\"\nlimit = 5\n",
            "5: step 1 does more than one thing: \"to\" moves an authority"},
           {authority + "to = \"B\"\nwithdraw = true\n",
            "5: step 1 does more than one thing: \"to\" moves an authority"},
           {authority + "until = \"2026-02-30\"\n",
            "9: step 1 has a \"until\" that is no day, as in 2026-06-30"},
           {"do = \"line\"\nsuperior = \"A\"\nposition = \"B\"\n",
            "5: step 1 has no \"type\" of line"},
           {"do = \"policy\"\npolicy = \"id-central-2021\"\nlayers = [3]\n",
            "8: step 1 cannot give layers: "}})
    CHECK_THAT(step_fault(keys), contains("s.toml:" + sentence));
  CHECK(scenario_fault("[scenario]\nreason = \"why\"\n[[step]]\ndo = \"move\"\n") ==
        "s.toml:1: the scenario has no \"name\"; give it one");
  CHECK_THAT(scenario_fault("[scenario]\nname = \"s\"\nreason = \"why\"\n[[step]]\ndo = "
                            "\"move\"\nposition = \"A\"\nto = \"B\"\n"),
             contains("s.toml:4: step 1 has no \"source\""));
}

TEST_CASE("each key of a step is enough where it says what changes", "[io][scenario]") {
  const auto step = [](const std::string& keys) {
    return read_scenario(scenario_head + "[[step]]\n" + keys, "s.toml").steps.at(0);
  };
  const std::string a = "position = \"A\"\n";
  const auto rank = [&](const std::string& key) {
    return std::get<re_rank_step>(step("do = \"re-rank\"\n" + a + key).what);
  };
  CHECK(rank("rank = \"II.a\"") == re_rank_step{{"A"}, "II.a", {}, {}});
  CHECK(rank("kind = \"functional\"") == re_rank_step{{"A"}, {}, position_kind::functional, {}});
  CHECK(rank("class = 9") == re_rank_step{{"A"}, {}, {}, "9"});
  const auto title = [&](const std::string& key) {
    return std::get<retitle_step>(step("do = \"retitle\"\n" + a + key).what);
  };
  CHECK(title("unit = \"U\"") == retitle_step{"A", {}, "U", {}});
  CHECK(title("legal_source = \"L\"") == retitle_step{"A", {}, {}, "L"});
  const auto seats = [&](const std::string& key) {
    return std::get<seats_step>(step("do = \"seats\"\n" + a + key).what);
  };
  CHECK(seats("seats = 2") == seats_step{"A", 2.0, {}, {}});
  CHECK(seats("cost = 2") == seats_step{"A", {}, {}, 2.0});
  const auto right = [&](const std::string& key) {
    return std::get<authority_step>(
        step("do = \"authority\"\n" + a + "matter = \"m\"\n" + key).what);
  };
  CHECK(right("limit = 5").row.limit == 5.0);
  CHECK(right("giver = \"B\"").row.giver == "B");
  CHECK(right("legal_source = \"L\"").row.legal_source == "L");
  CHECK(right("from = \"2026-01-01\"").row.from == "2026-01-01");
  CHECK(right("until = \"2026-01-01\"").row.until == "2026-01-01");
  CHECK(right("withdraw = true").withdraw);
  CHECK(right("to = \"B\"").to == "B");
  const scenario_step called =
      step("rule = \"mine\"\ndo = \"policy\"\npolicy = \"id-central-2021\"\nroles = \"none\"\n");
  CHECK(called.rule.id == "mine");
  CHECK(std::get<policy_step>(called.what).rules.roles.kind == role_policy::none);
}

TEST_CASE("what cannot be applied names the line of the key", "[io][scenario]") {
  CHECK(step_refusal("[[step]]\ndo = \"move\"\nposition = \"KABG\"\nto = \"MENTERI\"\n") ==
        "s.toml:7: step 1 (move) names \"KABG\", which is not in the organisation; did you mean "
        "\"KABAG\"?");
  CHECK(step_refusal("[[step]]\ndo = \"move\"\nposition = \"BIRO\"\nto = \"STAF\"\n") ==
        "s.toml:8: step 1 (move) moves \"BIRO\" below \"STAF\", which stands below it: the lines "
        "would run in a circle");
  CHECK(step_refusal("[[step]]\ndo = \"abolish\"\nposition = \"MENTERI\"\n") ==
        "s.toml:7: step 1 (abolish) ends \"MENTERI\", above which nobody stands to take its work "
        "over; say who does, with \"to\"");
}

TEST_CASE("a policy of a scenario is found beside its file", "[io][scenario]") {
  const temporary_folder folder;
  put(folder / "mine.toml",
      "[policy]\nname = \"mine\"\n[[select]]\nrule = \"s\"\nrank = \"IV\"\n[[convert]]\n"
      "rule = \"c\"\nto_kind = \"functional\"\n");
  const std::string text = scenario_head + "[[step]]\ndo = \"policy\"\npolicy = \"./mine.toml\"\n";
  const scenario s = read_scenario(text, folder / "s.toml");
  CHECK(std::get<policy_step>(s.steps[0].what).rules.name == "mine");
  CHECK_THROWS_AS(read_scenario(text, "elsewhere/s.toml"), error);
}

TEST_CASE("the ledger of a scenario reads back, and undoes from files", "[io][scenario][ledger]") {
  const organisation before = ministry();
  const std::string text =
      scenario_head +
      "[[step]]\ndo = \"split\"\nposition = \"KABAG\"\ncode = \"N\"\ntakes = \"KASUBBAG\"\n"
      "[[step]]\ndo = \"merge\"\nposition = \"BIRO\"\ninto = \"SEKJEN\"\n"
      "[[step]]\ndo = \"retitle\"\nposition = \"SEKJEN\"\ntitle = \"Sekretaris\"\n"
      "[[step]]\ndo = \"add\"\ncode = \"T\"\nreports_to = \"\"\n"
      "[[step]]\ndo = \"move\"\nposition = \"MENTERI\"\nto = \"T\"\n"
      "[[step]]\ndo = \"line\"\nsuperior = \"KABAG\"\nposition = \"STAF\"\ntype = \"functional\"\n";
  const simplification s = apply(before, read_scenario(text, "s.toml"));
  std::string written;
  ledger_hashes hashes{sha256_of(before), sha256_of(s.after)};
  write_ledger_json(
      s.changes, [&](std::string_view part) { written += part; }, {}, hashes);
  const ledger read = read_ledger(written, s.after);
  CHECK(read.stages == s.changes.stages);
  REQUIRE(read.entries.size() == s.changes.entries.size());
  for (std::size_t i = 0; i < read.entries.size(); ++i)
    CHECK(in_words(read, read.entries[i]) == in_words(s.changes, s.changes.entries[i]));
  CHECK(sha256_of(undo(s.after, read, hashes)) == hashes.before);
  CHECK_THROWS_AS(read_ledger(written.replace(written.find("Sekretaris"), 1, "s"), s.after),
                  input_error);
}

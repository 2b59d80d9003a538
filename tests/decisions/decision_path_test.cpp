// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decision_path.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// Every expected path below was worked out by hand from the rules in docs/background/decisions.md.
// The walker of support/naive_decisions.hpp has to give it too, so that it can be trusted where it
// is compared with the library on random organisations (decisions_oracle_test.cpp).

namespace {

/// A step in words: "K reviewer by acting for H over 1" is K, who handles the post H without holder
/// by an acting line, after one post was passed over.
std::string in_words(std::string_view code, std::string_view role,
                     std::optional<line_type> led_here, std::string_view acts_for,
                     std::size_t passed_over) {
  std::string text = std::string(code) + " " + std::string(role);
  if (led_here) text += " by " + std::string(to_string(*led_here));
  if (!acts_for.empty()) text += " for " + std::string(acts_for);
  if (passed_over > 0) text += " over " + std::to_string(passed_over);
  return text;
}

std::string joined(const std::vector<std::string>& steps) {
  std::string text;
  for (const std::string& step : steps) text += (text.empty() ? "" : ", ") + step;
  return text;
}

/// M leads D, D leads H, H leads s. M may decide "leave"; nothing else is said.
decision_data chain() {
  decision_data data;
  data.positions = {post("M"), post("D", "M"), post("H", "D"), post("s", "H")};
  matter leave;
  leave.code = "leave";
  data.matters = {leave};
  authority a;
  a.position = "M";
  a.matter = "leave";
  data.authorities = {a};
  return data;
}

void vacate(decision_data& data, std::string_view code) { data.at(code).filled = 0; }

void allow(decision_data& data, std::string holder, std::optional<double> limit = {},
           std::optional<acting_capacity> acting = {}, std::string for_matter = "leave") {
  authority a;
  a.position = std::move(holder);
  a.matter = std::move(for_matter);
  a.limit = limit;
  a.acting = acting;
  data.authorities.push_back(std::move(a));
}

void draw(decision_data& data, std::string superior, std::string subordinate, line_type type,
          std::string for_matter = {}) {
  data.lines.push_back(
      {std::move(superior), std::move(subordinate), type, std::move(for_matter), {}});
}

void put(decision_data& data, std::string code, std::string reports_to) {
  data.positions.push_back(post(std::move(code), std::move(reports_to)));
}

std::string library_path(const organisation& org, std::string_view originator,
                         const decision_options& options) {
  followed_path path;
  if (!org.matters().empty()) {
    path = decision_path(org, 0, org.at(originator), options);
  } else if (const auto steps = decision_path(org, org.at(originator))) {
    path.steps = *steps;
  } else {
    path.undecidable = undecidable_reason::not_placed;
  }
  if (path.steps.empty()) {
    REQUIRE(path.undecidable);
    REQUIRE_FALSE(path.authority);
    return "undecidable: " + std::string(to_string(*path.undecidable));
  }
  REQUIRE_FALSE(path.undecidable);
  std::vector<std::string> steps;
  for (const path_step& s : path.steps)
    steps.push_back(in_words(org.code(s.position), role_word(s.role), s.led_here,
                             s.acts_for ? org.code(*s.acts_for) : std::string_view(),
                             s.passed_over));
  return joined(steps);
}

std::string walked_path(const decision_data& data, const organisation& org,
                        const std::string& originator, const decision_options& options) {
  const naive_decisions hand(data, org, options.on, options.absent_flag);
  const naive_path path = hand.path(0, hand.row(originator));
  if (!path.decidable()) return "undecidable: " + std::string(path.undecidable);
  std::vector<std::string> steps;
  for (const naive_step& s : path.all_steps())
    steps.push_back(in_words(hand.code(s.position), s.role, s.led_here,
                             s.acts_for ? hand.code(*s.acts_for) : std::string(), s.passed_over));
  return joined(steps);
}

void check_path(const decision_data& data, const std::string& originator,
                const std::string& expected, const decision_options& options = {}) {
  CAPTURE(originator);
  const organisation org = make(data);
  CHECK(walked_path(data, org, originator, options) == expected);
  CHECK(library_path(org, originator, options) == expected);
}

/// The places of the authority by which the matter of s is decided.
void check_authority(const decision_data& data, std::optional<std::size_t> expected) {
  const organisation org = make(data);
  const naive_decisions hand(data, org);
  CHECK(hand.path(0, hand.row("s")).authority == expected);
  CHECK(decision_path(org, 0, org.at("s")).authority == expected);
}

/// Hand-offs by command steps, with roles, with coordination.
void check_lengths(const decision_data& data, const std::string& originator, std::size_t command,
                   std::size_t roles, std::size_t all) {
  const organisation org = make(data);
  const naive_decisions hand(data, org);
  const naive_path path = hand.path(0, hand.row(originator));
  CHECK(path.command_steps().size() - 1 == command);
  CHECK(path.steps_with_roles().size() - 1 == roles);
  CHECK(path.all_steps().size() - 1 == all);
  const followed_path found = decision_path(org, 0, org.at(originator));
  CHECK(found.hand_offs == command);
  CHECK(found.hand_offs_with_roles == roles);
  CHECK(found.hand_offs_with_coordination == all);
}

}  // namespace

TEST_CASE("a matter climbs to the nearest superior with authority", "[decisions][decision_path]") {
  decision_data data = chain();
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command");
  check_path(data, "D", "D drafter, M decider by command");
  allow(data, "D");
  check_path(data, "s", "s drafter, H reviewer by command, D decider by command");
  check_authority(data, 1);
  // Who raises it may decide it too, but somebody above comes first.
  allow(data, "s");
  check_path(data, "s", "s drafter, H reviewer by command, D decider by command");
  data.authorities[1].matter = "*";
  check_path(data, "s", "s drafter, H reviewer by command, D decider by command");
  data.authorities[1].matter = "travel";
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command");
}

TEST_CASE("an authority reaches a matter whose amount its limit reaches",
          "[decisions][decision_path]") {
  const std::string by_head = "s drafter, H reviewer by command, D decider by command";
  const std::string by_minister =
      "s drafter, H reviewer by command, D reviewer by command, M decider by command";
  decision_data data = chain();
  allow(data, "D", 50);
  check_path(data, "s", by_head);  // the matter has no amount
  data.matters[0].amount = 50;
  check_path(data, "s", by_head);
  data.matters[0].amount = 50.01;
  check_path(data, "s", by_minister);
  allow(data, "D", 100, acting_capacity::plt);
  check_path(data, "s", by_minister);  // what it holds as Plt is none of its own post
  check_authority(data, 0);
}

TEST_CASE("an authority holds from its first to its last day", "[decisions][decision_path]") {
  const std::string by_head = "s drafter, H reviewer by command, D decider by command";
  const std::string by_minister =
      "s drafter, H reviewer by command, D reviewer by command, M decider by command";
  decision_data data = chain();
  allow(data, "D");
  data.authorities[1].from = "2021-03-01";
  data.authorities[1].until = "2021-06-30";
  check_path(data, "s", by_head);  // no day is asked about
  check_path(data, "s", by_minister, {.on = "2021-02-28"});
  check_path(data, "s", by_head, {.on = "2021-03-01"});
  check_path(data, "s", by_head, {.on = "2021-06-30"});
  check_path(data, "s", by_minister, {.on = "2021-07-01"});
}

TEST_CASE("a post without its holder and without an official is passed over",
          "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "H");
  check_path(data, "s", "s drafter, D reviewer by command over 1, M decider by command");
  vacate(data, "D");
  check_path(data, "s", "s drafter, M decider by command over 2");
  {
    const organisation org = make(data);
    CHECK(decision_path(org, 0, org.at("s")).passed_over ==
          std::vector<position_id>{org.at("H"), org.at("D")});
    CHECK(decision_path(org, 0, org.at("D")).passed_over.empty());
  }
  // Part of a seat is a holder, and so is what is not known.
  data.at("H").filled = 0.5;
  data.at("D").filled.reset();
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command");
  data.at("D").flags = {"E1", "absent"};
  check_path(data, "s", "s drafter, H reviewer by command, M decider by command over 1");
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command",
             {.absent_flag = "away"});
  // What hangs on a post that is passed over is passed over too.
  put(data, "K", "M");
  draw(data, "K", "D", line_type::assignment);
  draw(data, "K", "D", line_type::coordination);
  check_path(data, "s", "s drafter, H reviewer by command, M decider by command over 1");
}

TEST_CASE("the originator drafts though its own post is vacant", "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "s");
  put(data, "K", "M");
  draw(data, "K", "s", line_type::acting);
  draw(data, "K", "s", line_type::assignment);
  check_path(data, "s",
             "s drafter, K role step by assignment, H reviewer by command, D reviewer by command, "
             "M decider by command");
}

TEST_CASE("an acting official handles a post without its holder", "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "H");
  put(data, "K1", "M");
  put(data, "K2", "M");
  // K1 has the lower number, whatever the order of the lines.
  draw(data, "K2", "H", line_type::acting);
  draw(data, "K1", "H", line_type::acting);
  check_path(data, "s",
             "s drafter, K1 reviewer by acting for H, D reviewer by command, M decider by command");
  // An official who is absent cannot act.
  data.at("K1").flags = {"absent"};
  check_path(data, "s",
             "s drafter, K2 reviewer by acting for H, D reviewer by command, M decider by command");
  vacate(data, "K2");
  put(data, "K3", "M");
  draw(data, "K3", "K2", line_type::acting);
  // K2's own official does, where no official of H is there.
  check_path(data, "s",
             "s drafter, K3 reviewer by acting for H, D reviewer by command, M decider by command");
  // A holder who is there needs no official.
  data.at("H").filled = 1;
  data.at("K1").flags.clear();
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command");
}

TEST_CASE("what hangs on a post stays with it when an official acts there",
          "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "H");
  put(data, "K", "M");
  put(data, "C", "M");
  put(data, "L", "M");
  draw(data, "K", "H", line_type::acting);
  draw(data, "C", "H", line_type::assignment);
  draw(data, "L", "K", line_type::coordination);
  draw(data, "L", "K", line_type::assignment);
  check_path(data, "s",
             "s drafter, K reviewer by acting for H, C role step by assignment, D reviewer by "
             "command, M decider by command");
}

TEST_CASE("an acting official decides by the authority of the post, but nothing strategic",
          "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "D");
  put(data, "K", "M");
  draw(data, "K", "D", line_type::acting);
  allow(data, "D");
  check_path(data, "s", "s drafter, H reviewer by command, K decider by acting for D");
  check_authority(data, 1);
  data.matters[0].strategic = true;
  check_path(data, "s",
             "s drafter, H reviewer by command, K reviewer by acting for D, M decider by command");
}

TEST_CASE("an acting official decides by what it holds as Plh or Plt, not by its own right",
          "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "D");
  put(data, "K", "M");
  draw(data, "K", "D", line_type::acting);
  allow(data, "K");
  check_path(data, "s",
             "s drafter, H reviewer by command, K reviewer by acting for D, M decider by command");
  allow(data, "K", {}, acting_capacity::plh);
  check_path(data, "s", "s drafter, H reviewer by command, K decider by acting for D");
  check_authority(data, 2);
  // The authority of the post comes before that of the official.
  allow(data, "D");
  check_authority(data, 3);
  data.authorities.pop_back();
  data.matters[0].strategic = true;
  check_path(data, "s",
             "s drafter, H reviewer by command, K reviewer by acting for D, M decider by command");
}

TEST_CASE("what was given as Plh or Plt reaches no strategic matter, whoever handles the post",
          "[decisions][decision_path]") {
  decision_data data = chain();
  allow(data, "D", {}, acting_capacity::plt);
  // Nor is it a right of the holder's own post.
  for (const bool strategic : {false, true}) {
    data.matters[0].strategic = strategic;
    check_path(data, "s",
               "s drafter, H reviewer by command, D reviewer by command, M decider by command");
  }
  allow(data, "D");
  check_path(data, "s", "s drafter, H reviewer by command, D decider by command");
}

TEST_CASE("where nobody above may decide, the originator decides its own matter",
          "[decisions][decision_path]") {
  decision_data data = chain();
  data.authorities[0].position = "s";
  check_path(data, "s", "s decider");
  check_authority(data, 0);
  check_path(data, "H", "undecidable: no-authority");  // nobody decides from below
  // A right over which nobody sits does not help.
  vacate(data, "D");
  allow(data, "D");
  check_path(data, "s", "s decider");
  const organisation org = make(data);
  CHECK(decision_path(org, 0, org.at("s")).passed_over.empty());
  check_lengths(data, "s", 0, 0, 0);
}

TEST_CASE("two posts in one hand are one step", "[decisions][decision_path]") {
  SECTION("the superior acts for its subordinate") {
    decision_data data = chain();
    vacate(data, "H");
    draw(data, "D", "H", line_type::acting);
    check_path(data, "s", "s drafter, D reviewer by acting, M decider by command");
    allow(data, "D");
    check_path(data, "s", "s drafter, D decider by acting");
    // If H may decide, D does it there; what is above does not matter.
    allow(data, "H");
    check_path(data, "s", "s drafter, D decider by acting for H");
  }
  SECTION("a subordinate acts for its superior") {
    decision_data data = chain();
    vacate(data, "D");
    draw(data, "H", "D", line_type::acting);
    check_path(data, "s", "s drafter, H reviewer by command for D, M decider by command");
    allow(data, "D");
    check_path(data, "s", "s drafter, H decider by command for D");
  }
  SECTION("the originator acts for its superior") {
    decision_data data = chain();
    vacate(data, "H");
    draw(data, "s", "H", line_type::acting);
    check_path(data, "s", "s drafter for H, D reviewer by command, M decider by command");
    allow(data, "H");
    check_path(data, "s", "s decider for H");
    check_authority(data, 1);
    data.matters[0].strategic = true;
    check_path(data, "s", "s drafter for H, D reviewer by command, M decider by command");
  }
  SECTION("a third acts for both, over a post that is passed over") {
    decision_data data = chain();
    data.positions = {post("M"),      post("D", "M"), post("E", "D"),
                      post("H", "E"), post("s", "H"), post("K", "M")};
    vacate(data, "D");
    vacate(data, "E");
    vacate(data, "H");
    draw(data, "K", "D", line_type::acting);
    draw(data, "K", "H", line_type::acting);
    check_path(data, "s", "s drafter, K reviewer by acting for D, M decider by command");
    check_lengths(data, "s", 2, 2, 2);
  }
  SECTION("a post in other hands between them keeps them apart") {
    decision_data data = chain();
    vacate(data, "D");
    draw(data, "s", "D", line_type::acting);
    check_path(
        data, "s",
        "s drafter, H reviewer by command, s reviewer by acting for D, M decider by command");
    allow(data, "D");
    check_path(data, "s", "s drafter, H reviewer by command, s decider by acting for D");
  }
}

TEST_CASE("a role or coordination step keeps two posts in one hand apart",
          "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "H");
  draw(data, "D", "H", line_type::acting);
  put(data, "K", "M");
  SECTION("a role step, in the two lengths that have it") {
    draw(data, "K", "H", line_type::assignment);
    check_path(data, "s",
               "s drafter, D reviewer by acting for H, K role step by assignment, D reviewer by "
               "command, M decider by command");
    check_lengths(data, "s", 2, 4, 4);
    allow(data, "D");
    check_path(data, "s",
               "s drafter, D reviewer by acting for H, K role step by assignment, D decider by "
               "command");
    check_lengths(data, "s", 1, 3, 3);
  }
  SECTION("a coordination step, in the longest alone") {
    draw(data, "K", "H", line_type::coordination);
    check_path(data, "s",
               "s drafter, D reviewer by acting for H, K coordination by coordination, D reviewer "
               "by command, M decider by command");
    check_lengths(data, "s", 2, 2, 4);
  }
  SECTION("a holder of a role who is absent does not") {
    draw(data, "K", "H", line_type::assignment);
    vacate(data, "K");
    check_path(data, "s", "s drafter, D reviewer by acting, M decider by command");
    check_lengths(data, "s", 2, 2, 2);
  }
}

TEST_CASE("roles are climbed breadth first, by number, and through who is absent",
          "[decisions][decision_path]") {
  decision_data data = chain();
  for (const char* code : {"K1", "K2", "K3", "K4"}) put(data, code, "M");
  draw(data, "K2", "s", line_type::assignment);
  draw(data, "K1", "s", line_type::functional);
  draw(data, "K4", "K1", line_type::assignment);
  draw(data, "K3", "K2", line_type::assignment);
  draw(data, "K1", "K2", line_type::assignment);  // has it already
  draw(data, "s", "K4", line_type::assignment);   // nor does it come back
  const std::string upwards =
      ", H reviewer by command, D reviewer by command, M decider by command";
  check_path(data, "s",
             "s drafter, K1 role step by functional, K2 role step by assignment, K4 role step by "
             "assignment, K3 role step by assignment" +
                 upwards);
  vacate(data, "K1");
  check_path(data, "s",
             "s drafter, K2 role step by assignment, K4 role step by assignment, K3 role step by "
             "assignment" +
                 upwards);
  // An official of a role does not stand in for it.
  draw(data, "K3", "K1", line_type::acting);
  check_path(data, "s",
             "s drafter, K2 role step by assignment, K4 role step by assignment, K3 role step by "
             "assignment" +
                 upwards);
  check_lengths(data, "s", 3, 6, 6);
}

TEST_CASE("a command superior is no role step and is not climbed through",
          "[decisions][decision_path]") {
  decision_data data = chain();
  put(data, "K", "M");
  draw(data, "D", "s", line_type::assignment);
  draw(data, "K", "D", line_type::assignment);
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, K role step by assignment, "
             "M decider by command");
  vacate(data, "D");
  check_path(data, "s", "s drafter, H reviewer by command, M decider by command over 1");
}

TEST_CASE("coordination stands directly after its step, each position once",
          "[decisions][decision_path]") {
  decision_data data = chain();
  for (const char* code : {"K", "L1", "L2"}) put(data, code, "M");
  draw(data, "L2", "s", line_type::coordination);
  draw(data, "L1", "s", line_type::coordination);
  data.lines.push_back({"L1", "s", line_type::coordination, {}, "a second time"});
  draw(data, "K", "s", line_type::assignment);
  draw(data, "L1", "K", line_type::coordination);
  draw(data, "H", "K", line_type::coordination);   // also a superior initials
  draw(data, "M", "L1", line_type::coordination);  // not climbed further
  draw(data, "L1", "M", line_type::coordination);  // the decider ends the path
  draw(data, "K", "M", line_type::assignment);
  const std::string upwards = "H reviewer by command, D reviewer by command, M decider by command";
  check_path(data, "s",
             "s drafter, L1 coordination by coordination, L2 coordination by coordination, K role "
             "step by assignment, L1 coordination by coordination, H coordination by "
             "coordination, " +
                 upwards);
  check_lengths(data, "s", 3, 4, 8);
  vacate(data, "L1");
  check_path(data, "s",
             "s drafter, L2 coordination by coordination, K role step by assignment, H "
             "coordination by coordination, " +
                 upwards);
  // A holder of a role who is absent hands nothing on.
  vacate(data, "K");
  check_path(data, "s", "s drafter, L2 coordination by coordination, " + upwards);
}

TEST_CASE("a line for one matter counts for that matter alone", "[decisions][decision_path]") {
  decision_data data = chain();
  vacate(data, "H");
  put(data, "K", "M");
  for (line_type type : {line_type::functional, line_type::assignment, line_type::coordination})
    draw(data, "K", "s", type, "travel");
  draw(data, "K", "H", line_type::acting, "travel");
  check_path(data, "s", "s drafter, D reviewer by command over 1, M decider by command");
  data.matters[0].code = "travel";
  data.authorities[0].matter = "travel";
  check_path(data, "s",
             "s drafter, K coordination by coordination, K role step by functional, K reviewer by "
             "acting for H, D reviewer by command, M decider by command");
}

TEST_CASE("an undecidable matter has a reason, the last that applies",
          "[decisions][decision_path]") {
  SECTION("no authority") {
    decision_data data = chain();
    data.authorities[0].matter = "travel";
    check_path(data, "s", "undecidable: no-authority");
    data.authorities[0].matter = "leave";
    data.authorities[0].until = "2021-06-30";
    check_path(data, "s", "undecidable: no-authority", {.on = "2021-07-01"});
    put(data, "K", "M");
    data.authorities[0].position = "K";  // not on the way
    check_path(data, "s", "undecidable: no-authority");
    // The way up begins above the originator.
    data.matters[0].amount = 100;
    data.authorities[0].position = "s";
    data.authorities[0].limit = 99;
    check_path(data, "s", "undecidable: no-authority");
    // What was given as Plh or Plt is no authority for a strategic matter.
    data.matters[0].strategic = true;
    data.authorities.clear();
    allow(data, "M", {}, acting_capacity::plt);
    check_path(data, "s", "undecidable: no-authority");
  }
  SECTION("not placed") {
    decision_data data = chain();
    data.authorities.clear();
    data.at("M").reports_to = "gone";
    check_path(data, "s", "undecidable: not-placed");
    allow(data, "D", 5);
    data.matters[0].amount = 10;
    check_path(data, "s", "undecidable: limit-too-low");
  }
  SECTION("limit too low") {
    decision_data data = chain();
    data.matters[0].amount = 100;
    data.authorities[0].limit = 99;
    check_path(data, "s", "undecidable: limit-too-low");
    vacate(data, "M");
    check_path(data, "s", "undecidable: limit-too-low");
  }
  SECTION("post without holder") {
    decision_data data = chain();
    vacate(data, "M");
    allow(data, "D", 5);
    data.matters[0].amount = 10;
    check_path(data, "s", "undecidable: post-without-holder");
    draw(data, "D", "M", line_type::acting);
    check_path(data, "s", "s drafter, H reviewer by command, D decider by command for M");
    data.matters[0].strategic = true;
    check_path(data, "s", "undecidable: post-without-holder");
  }
}

TEST_CASE("the lines of orphans and of unrooted positions are climbed as far as they go",
          "[decisions][decision_path]") {
  decision_data data = chain();
  data.at("M").reports_to = "gone";
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, M decider by command");
  SECTION("up to a report to itself") {
    data.at("M").reports_to = "M";
    check_path(data, "s",
               "s drafter, H reviewer by command, D reviewer by command, M decider by command");
    data.authorities.clear();
    check_path(data, "s", "undecidable: not-placed");
  }
  SECTION("up to the first member of a cycle") {
    data.at("M").reports_to = "H";
    allow(data, "H");
    check_path(data, "s", "s drafter, H decider by command");
    data.authorities.pop_back();
    check_path(data, "s", "undecidable: not-placed");
    check_path(data, "M", "M decider");
  }
}

TEST_CASE("the default matter knows neither authorities nor vacancies",
          "[decisions][decision_path]") {
  decision_data data = chain();
  data.matters.clear();
  vacate(data, "H");
  vacate(data, "M");
  put(data, "K", "M");
  vacate(data, "K");
  draw(data, "K", "H", line_type::acting);
  draw(data, "K", "D", line_type::assignment);
  draw(data, "K", "H", line_type::assignment, "leave");
  allow(data, "H");
  check_path(data, "s",
             "s drafter, H reviewer by command, D reviewer by command, K role step by assignment, "
             "M decider by command");
  check_path(data, "M", "M decider");
  data.at("M").reports_to = "gone";
  check_path(data, "s", "undecidable: not-placed");
}

TEST_CASE("a path takes the hours of its steps and of its clerical steps",
          "[decisions][decision_path]") {
  decision_data data = chain();
  CHECK_FALSE(decision_path(make(data), 0, make(data).at("s")).elapsed_hours);
  data.matters[0].work_minutes = 30;
  data.matters[0].waiting_hours = 1;
  data.matters[0].clerical_steps = {"registry"};
  // s, H, D and M make a step each.
  CHECK(decision_path(make(data), 0, make(data).at("s")).elapsed_hours == 5 * 1.5);
}

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/delegation_question.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/random_schemes.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

matter raised(const std::string& code, const std::string& by) {
  matter m;
  m.code = code;
  m.originators = parse_condition(by);
  return m;
}

authority right(const std::string& position, const std::string& of) {
  authority a;
  a.position = position;
  a.matter = of;
  return a;
}

/// A head T, two divisions A and B, sections a1, a2 below A and b1 below B, a clerk below each section.
/// T decides all. Each clerk raises the matter, and so does one straight below A.
decision_data small_scheme_of_delegation() {
  decision_data data;
  for (const auto& [code, above] : std::vector<std::pair<std::string, std::string>>{{"T", ""},
                                                                                    {"A", "T"},
                                                                                    {"B", "T"},
                                                                                    {"a1", "A"},
                                                                                    {"a2", "A"},
                                                                                    {"b1", "B"},
                                                                                    {"x", "a1"},
                                                                                    {"y", "a2"},
                                                                                    {"z", "b1"},
                                                                                    {"w", "A"}})
    data.positions.push_back(post(code, above));
  data.matters = {raised("buy", "codes=x|y|z|w")};
  data.authorities = {right("T", "buy")};
  return data;
}

/// "buy T>A 3" for each delegation: who passes it on to whom, and the hand-offs saved.
std::vector<std::string> in_words(const organisation& org, const delegation_answer& answer) {
  std::vector<std::string> all;
  for (const delegation& d : answer.delegations)
    all.push_back(org.matters()[d.matter].code + " " + std::string(org.code(d.from)) + ">" +
                  std::string(org.code(d.to)) + " " +
                  std::to_string(static_cast<int>(d.hand_offs + 0.5)));
  std::ranges::sort(all);
  return all;
}

using texts = std::vector<std::string>;

/// What the walker makes of an organisation: hand-offs with roles, decider and checks of every originator
/// of every matter whose matter is decided.
struct walked {
  double hand_offs = 0;  ///< a year
  std::size_t decider = 0;
  std::size_t checks = 0;
};
std::map<std::pair<std::size_t, std::size_t>, walked> walk(const decision_data& data,
                                                           const organisation& org,
                                                           const std::string& on) {
  const naive_decisions hand(data, org, on);
  std::map<std::pair<std::size_t, std::size_t>, walked> all;
  for (const naive_decisions::raised& r : hand.all_paths())
    if (r.path.decidable())
      all[{r.matter, r.originator}] = {r.weight * static_cast<double>(r.length_with_roles()),
                                       r.path.deciding_post(), r.checks};
  return all;
}

/// Hand-offs saved a year on what is decided on both sides.
double saved(const std::map<std::pair<std::size_t, std::size_t>, walked>& before,
             const std::map<std::pair<std::size_t, std::size_t>, walked>& after) {
  double all = 0;
  for (const auto& [key, was] : before)
    if (const auto is = after.find(key); is != after.end())
      all += was.hand_offs - is->second.hand_offs;
  return all;
}

}  // namespace

TEST_CASE("best_delegations lets the lowest posts decide where nothing forbids it",
          "[study][delegation]") {
  const decision_data data = small_scheme_of_delegation();
  const organisation org = make(data);
  // x, y, z take 3 hand-offs and w 2: 11. With a1, a2, b1 and, for w alone, A: 4.
  const delegation_answer all = best_delegations(org);
  CHECK(in_words(org, all) == texts{"buy T>A 1", "buy T>a1 2", "buy T>a2 2", "buy T>b1 2"});
  CHECK(all.hand_offs_before == 11);
  CHECK(all.hand_offs == 7);
  // Each then decides the matter of one, which says the same where a scheme has every path walked.
  decision_data walked_too = data;
  walked_too.matters[0].levels_up = 9;
  for (const delegation_answer& each : {all, best_delegations(make(walked_too))})
    for (const delegation& d : each.delegations) CHECK(d.volume == 1);
  CHECK(all.worth == 7);
  CHECK(all.exact);
  // By hand: one saves 3 at most, at A (x, y and w one each); b1 adds 2 and a1, a2 one each.
  CHECK(delegation_savings(org, {}, 9) == std::vector<double>{0, 3, 5, 6, 7});
  CHECK(in_words(org, best_delegations(org, {.most = 1})) == texts{"buy T>A 3"});
  CHECK(in_words(org, best_delegations(org, {.most = 2})) == texts{"buy T>A 3", "buy T>b1 2"});
  CHECK(in_words(org, best_delegations(org, {.price = 1})) == texts{"buy T>A 3", "buy T>b1 2"});
  CHECK(best_delegations(org, {.price = 3}).delegations.empty());
  CHECK(best_delegations(org, {.most = 0}).delegations.empty());
}

TEST_CASE("best_delegations leaves the checks that a matter needs", "[study][delegation]") {
  decision_data data = small_scheme_of_delegation();
  data.matters[0].checks = 2;
  // The same where a scheme has every path walked, though its limit is far away.
  data.matters[0].levels_up =
      GENERATE(std::optional<std::uint32_t>(), std::optional<std::uint32_t>(9));
  // Only w stands too close to A, and everybody to its section; z passes two posts before B.
  const organisation org = make(data);
  CHECK(in_words(org, best_delegations(org)) == texts{"buy T>B 1"});
  CHECK(best_delegations(org).delegations[0].fewest_checks == 2);
  CHECK(best_delegations(org).delegations[0].checks == 1);
  data.matters[0].originators = parse_condition("codes=x|y|z");
  CHECK(in_words(make(data), best_delegations(make(data))) == texts{"buy T>A 2", "buy T>B 1"});
}

TEST_CASE("best_delegations heeds rank, holder, amount, strategy and what the right itself says",
          "[study][delegation]") {
  decision_data data = small_scheme_of_delegation();
  data.at("A").rank = "II.a";
  data.at("B").rank = "II.a";
  data.at("b1").rank = "III.a";
  const auto words = [&](const delegation_request& asked) {
    const organisation org = make(data, small_scheme());
    return in_words(org, best_delegations(org, asked));
  };
  CHECK(words({.rank_floor = "II.a"}) == texts{"buy T>A 3", "buy T>B 1"});
  CHECK(words({.receivers = parse_condition("codes=a1|b1")}) == texts{"buy T>a1 2", "buy T>b1 2"});
  data.at("b1").filled = 0;
  CHECK(words({.receivers = parse_condition("codes=a1|b1")}) == texts{"buy T>a1 2"});
  CHECK(words({.receivers = parse_condition("rank=III"), .amount = 1}).empty());
  CHECK(words({.receivers = parse_condition("codes=a1"), .amount = 1}) == texts{"buy T>a1 2"});
  data.matters[0].amount = 50;
  CHECK(words({.receivers = parse_condition("codes=a1"), .amount = 49}).empty());
  CHECK(words({.receivers = parse_condition("codes=a1"), .amount = 50}) == texts{"buy T>a1 2"});
  data.authorities[0].receivers = parse_condition("codes=A|B");
  CHECK(words({}) == texts{"buy T>A 3", "buy T>B 1"});
  data.authorities[0].stays = true;
  CHECK(words({}).empty());
  data.authorities[0].stays = false;
  data.matters[0].strategic = true;
  CHECK(words({}).empty());
  CHECK(words({.strategic = true}) == texts{"buy T>A 3", "buy T>B 1"});
}

TEST_CASE("best_delegations keeps receivers within their minutes and tells the bound",
          "[study][delegation]") {
  decision_data data = small_scheme_of_delegation();
  data.matters[0].work_minutes = 10;
  const organisation org = make(data);
  // A section decides 1 of 10 minutes; A decides what a1 or a2 cannot.
  CHECK(in_words(org, best_delegations(org, {.minutes = 10})) ==
        texts{"buy T>A 1", "buy T>a1 2", "buy T>a2 2", "buy T>b1 2"});
  const delegation_answer none = best_delegations(org, {.minutes = 9});
  CHECK(none.delegations.empty());
  CHECK(none.bound == 7);
  CHECK_FALSE(none.exact);
  // Of two matters the one that is raised more often: with b1 alone, 30 minutes for 3 a year or 1.
  data.matters.push_back(raised("sign", "codes=z"));
  data.matters[1].volume = 3;
  data.matters[1].work_minutes = 10;
  data.authorities.push_back(right("T", "sign"));
  const organisation two = make(data);
  const delegation_request asked{.receivers = parse_condition("codes=b1"), .minutes = 30};
  CHECK(in_words(two, best_delegations(two, asked)) == texts{"sign T>b1 6"});
  CHECK(best_delegations(two, asked).bound == 8);
}

TEST_CASE("of many delegations to one post those are kept that save most a minute",
          "[study][delegation]") {
  // Seventeen matters of z, raised 1 to 17 times a year; b1 saves two hand-offs a case. The first two
  // take 100 minutes a case, the others 10.
  decision_data data = small_scheme_of_delegation();
  data.matters.clear();
  data.authorities.clear();
  for (int i = 1; i <= 17; ++i) {
    data.matters.push_back(raised("m" + std::to_string(i), "codes=z"));
    data.matters.back().volume = i;
    data.matters.back().work_minutes = i <= 2 ? 100 : 10;
    data.authorities.push_back(right("T", data.matters.back().code));
  }
  data.matters.push_back(raised("free", "codes=z"));  // takes nothing that anybody says
  data.authorities.push_back(right("T", "free"));
  delegation_request asked{.receivers = parse_condition("codes=b1"), .minutes = 1500};
  // 3 to 17 are 150 cases of 10 minutes.
  const auto received = [&](std::optional<double> seats) {
    data.at("b1").seats = seats;
    const organisation org = make(data);
    const delegation_answer answer = best_delegations(org, asked);
    double minutes = 0;
    for (const delegation& d : answer.delegations) minutes += d.minutes;
    return std::pair(answer.delegations.size(), minutes);
  };
  CHECK(received({}) == std::pair(std::size_t{16}, 1500.0));
  CHECK(received(0) == std::pair(std::size_t{16}, 1500.0));
  asked.minutes = 900;
  CHECK(received(2) == std::pair(std::size_t{18}, 1800.0));
  asked.minutes = 50;
  CHECK(received({}) == std::pair(std::size_t{2}, 50.0));  // the fifth, and what takes nothing
}

TEST_CASE("best_delegations tells which rights are held needlessly high", "[study][delegation]") {
  decision_data data = small_scheme_of_delegation();
  data.matters.push_back(raised("leave", "codes=x|y"));
  data.authorities.push_back(right("T", "leave"));
  const organisation org = make(data);
  const delegation_answer found = best_delegations(org, {.most = 0});
  // All who raise "leave" stand below A; those who raise "buy" have nothing but T in common.
  REQUIRE(found.high.size() == 1);
  CHECK(found.high[0].matter == 1);
  CHECK(org.code(found.high[0].from) == "T");
  CHECK(org.code(found.high[0].to) == "A");
  CHECK(found.high[0].originators == 2);
  CHECK(found.high[0].hand_offs == 2);
}

TEST_CASE("best_delegations passes on a right that holds for those below others",
          "[study][delegation]") {
  // F stands beside the line of x and y and decides for all: x passes a1 and A before it. B may be
  // given it for those below it, but neither T nor F, who is above it or has it.
  decision_data data = small_scheme_of_delegation();
  data.positions.push_back(post("F", "T"));
  data.matters[0].originators = parse_condition("codes=x|z");
  data.authorities[0].position = "F";
  data.authorities[0].originators = condition{};
  const organisation org = make(data);
  const delegation_answer found = best_delegations(org, {.most_of_matter = 1});
  CHECK(in_words(org, found) == texts{"buy F>a1 2"});
  const organisation after = with_delegations(org, found.delegations);
  REQUIRE(after.authorities().size() == 2);
  CHECK(to_string(*after.authorities()[0].originators) == "subtree=a1");
  CHECK(after.authorities()[0].giver == "F");
  CHECK(after.authorities()[0].source == authority_source::delegation);
  CHECK(after.authorities()[1] == org.authorities()[0]);
  CHECK_FALSE(found.delegations.at(0).hours);  // nobody says what a step takes
  // A right for those below some may be passed on to them and below them alone.
  const auto receivers_of = [&](const char* originators) {
    data.matters[0].originators = parse_condition("codes=x");
    data.authorities[0].originators = parse_condition(originators);
    const organisation limited = make(data);
    texts all;
    for (const char* code : {"A", "a1"})
      if (!best_delegations(limited, {.receivers = parse_condition(code)}).delegations.empty())
        all.push_back(code);
    return all;
  };
  CHECK(receivers_of("subtree=A") == texts{"A", "a1"});
  CHECK(receivers_of("subtree=gone|a1") == texts{"a1"});
  CHECK(receivers_of("subtree=x") == texts{});
}

TEST_CASE("what a fallback decides falls to a receiver that stands near enough",
          "[study][delegation]") {
  // A matter climbs two lines: w's to T, which decides; those of x and y come no further than A, and
  // z's than B, so that F decides them. With the right A decides for w (1 less), x and y.
  decision_data data = small_scheme_of_delegation();
  data.positions.push_back(post("F", "T"));
  data.matters[0].levels_up = 2;
  data.matters[0].fallback = parse_holder("F");
  const auto promised = [&](std::uint32_t checks) {
    data.matters[0].checks = checks;
    const organisation org = make(data);
    const delegation_answer answer = best_delegations(org);
    CHECK(answer.hand_offs == Approx(answer.expected));
    const organisation after = with_delegations(org, answer.delegations);
    CHECK(saved(walk(data, org, ""), walk(data, after, "")) == Approx(answer.hand_offs));
    return in_words(org, answer);
  };
  // x, a1, A, F are three hand-offs, and two where A decides.
  CHECK(promised(0) == texts{"buy T>A 3"});
  CHECK(promised(2).empty());  // A would be the only check of w's
}

TEST_CASE("with_delegations takes up a smaller right of the receiver", "[study][delegation]") {
  decision_data data = small_scheme_of_delegation();
  data.matters[0].amount = 50;
  authority small = right("A", "buy");
  small.limit = 20;
  small.giver = "T";
  small.source = authority_source::delegation;
  data.authorities.push_back(small);
  const organisation org = make(data);
  const organisation after = with_delegations(org, best_delegations(org, {.most = 1}).delegations);
  REQUIRE(after.authorities().size() == 2);
  CHECK(after.authorities()[0].position == "A");
  CHECK(after.authorities()[0].limit == 50);
  CHECK(after.authorities()[1].position == "T");
}

TEST_CASE("best_delegations finds what trying every set of delegations finds",
          "[study][delegation]") {
  std::size_t tried = 0;
  std::size_t with_gain = 0;
  for (std::uint64_t seed = 1; seed <= cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    random_decisions random(seed, 9);
    const decision_data data = random.next();
    if (data.matters.empty()) continue;
    delegation_request asked;
    asked.decisions.on = random.day();
    asked.strategic = random.roll().chance(50);
    if (random.roll().chance(30)) asked.price = static_cast<double>(random.roll().below(4));
    if (random.roll().chance(40)) asked.most_of_matter = random.roll().below(3);
    const organisation org = make(data, small_scheme());
    const auto before = walk(data, org, asked.decisions.on);
    for (std::size_t m = 0; m < org.matters().size(); ++m) {
      if (org.matters()[m].above_limits || (org.matters()[m].strategic && !asked.strategic))
        continue;
      asked.matters = {m};
      const delegation_answer answer = best_delegations(org, asked);
      // Whoever is above somebody, below its decider, in its own post, and leaves the checks that are needed.
      std::vector<delegation> may;
      for (const auto& [key, was] : before) {
        if (key.first != m || was.decider == key.second) continue;
        const position_id o = org.position_at(static_cast<row_index>(key.second));
        const position_id from = org.position_at(static_cast<row_index>(was.decider));
        const std::size_t by =
            *naive_decisions(data, org, asked.decisions.on).path(m, key.second).authority;
        for (position_id to = org.command().superiors()[o]; to != from;
             to = org.command().superiors()[to]) {
          const std::size_t row = org.row(to);
          const bool present = data.positions[row].filled.value_or(1) != 0 &&
                               std::ranges::count(data.positions[row].flags, "absent") == 0;
          if (!present || org.authorities()[by].acting ||
              std::ranges::count(may, to, &delegation::to) > 0)
            continue;
          delegation d;
          d.matter = m;
          d.from = from;
          d.to = to;
          d.by = by;
          const auto alone = walk(data, with_delegations(org, {d}), asked.decisions.on);
          bool leaves = true;
          for (const auto& [other, is] : alone)
            if (other.first == m && is.decider == row && before.contains(other))
              leaves = leaves && is.checks >= std::min<std::size_t>(org.matters()[m].checks,
                                                                    before.at(other).checks);
          if (leaves) may.push_back(d);
        }
      }
      if (may.size() > 5) continue;
      double best = 0;
      for (std::uint32_t set = 1; set < (1U << may.size()); ++set) {
        std::vector<delegation> given;
        for (std::size_t i = 0; i < may.size(); ++i)
          if (((set >> i) & 1U) != 0) given.push_back(may[i]);
        if (asked.most_of_matter && given.size() > *asked.most_of_matter) continue;
        const auto after = walk(data, with_delegations(org, given), asked.decisions.on);
        best =
            std::max(best, saved(before, after) - asked.price * static_cast<double>(given.size()));
      }
      ++tried;
      if (best > 0) ++with_gain;
      CHECK(answer.worth == Approx(best).margin(1e-4));
      CHECK(answer.hand_offs == Approx(answer.expected).margin(1e-4));
    }
  }
  CHECK(tried > 20);
  CHECK(with_gain > 3);
}

TEST_CASE("what best_delegations promises is what the paths are afterwards, whatever a scheme says",
          "[study][delegation]") {
  std::size_t tried = 0;
  std::size_t other = 0;
  for (std::uint64_t seed = 1; seed <= cases_to_try(3000); ++seed) {
    CAPTURE(seed);
    random_schemes random(seed, 14);
    const decision_data data = random.next();
    if (data.matters.empty()) continue;
    delegation_request asked;
    asked.decisions.on = random.day();
    const organisation org = make(data, small_scheme());
    const delegation_answer answer = best_delegations(org, asked);
    if (answer.delegations.empty()) continue;
    ++tried;
    const auto before = walk(data, org, asked.decisions.on);
    const auto after = walk(data, with_delegations(org, answer.delegations), asked.decisions.on);
    CHECK(saved(before, after) == Approx(answer.hand_offs).margin(1e-4));
    if (answer.hand_offs != Approx(answer.expected).margin(1e-4)) ++other;
    for (const auto& [key, was] : before) {
      REQUIRE(after.contains(key));  // nothing is decided no more
      const walked& is = after.at(key);
      if (is.decider != was.decider)
        CHECK(is.checks >= std::min<std::size_t>(org.matters()[key.first].checks, was.checks));
    }
    double due = 0;
    for (const delegation& d : answer.delegations) due += d.hand_offs;
    CHECK(due == Approx(answer.hand_offs).margin(1e-4));
  }
  CHECK(tried > 20);
  CHECK(other * 50 <= tried);
}

TEST_CASE("best_delegations refuses what it cannot ask, in a sentence", "[study][delegation]") {
  const organisation org = make(small_scheme_of_delegation(), small_scheme());
  CHECK_THROWS_WITH(best_delegations(org, {.rank_floor = "IX"}),
                    Catch::Contains("has no rank \"IX\""));
  CHECK_THROWS_WITH(best_delegations(org, {.price = -1}),
                    Catch::Contains("price of a delegation is -1"));
  CHECK_THROWS_WITH(best_delegations(org, {.price = 1e13}),
                    "the price of a delegation is 10000000000000; give a number from 0 to 9e12");
  decision_data much = small_scheme_of_delegation();
  much.matters[0].originators = parse_condition("codes=x");
  much.matters[0].volume = 9e12;
  CHECK_THROWS_WITH(best_delegations(make(much)),
                    "the gains of delegations are too large; give volumes in a larger unit");
  CHECK_THROWS_WITH(best_delegations(org, {.minutes = -1}), Catch::Contains("give 0 or more"));
  CHECK_THROWS_WITH(best_delegations(org, {.most_entries = 3}), Catch::Contains("rank floor"));
  for (const delegation_request& asked :
       {delegation_request{.most = 1}, {.most_of_matter = 1}, {.minutes = 1}})
    CHECK_THROWS_AS(delegation_savings(org, asked, 3), input_error);
}

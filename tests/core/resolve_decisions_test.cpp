// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/resolve_decisions.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// R → A → a1, a2; R → B. Rows are counted up, so that each finding can name its own.
class small_office {
 public:
  small_office() : file_(builder_.add_file("office.csv")) {
    for (const auto& [code, above] : {std::pair("R", ""), std::pair("A", "R"), std::pair("B", "R"),
                                      std::pair("a1", "A"), std::pair("a2", "A")})
      builder_.add(post(code, above));
  }
  small_office& with(matter m) { return builder_.add_matter(std::move(m), next()), *this; }
  small_office& with(authority a) { return builder_.add_authority(std::move(a), next()), *this; }
  small_office& with(reporting_line l) { return builder_.add_line(std::move(l), next()), *this; }
  small_office& with(matter_step s) { return builder_.add_step(std::move(s), next()), *this; }
  small_office& with(const char* selector, authority a) {
    builder_.add_authorities(parse_condition(selector), std::move(a), next());
    return *this;
  }
  [[nodiscard]] build_result done() { return std::move(builder_).build(); }

 private:
  [[nodiscard]] origin next() { return {file_, ++row_}; }

  organisation_builder builder_;
  std::uint32_t file_;
  std::uint32_t row_ = 0;
};

matter kind_of(std::string code) {
  matter m;
  m.code = std::move(code);
  return m;
}

authority right(std::string position, std::string of, std::string giver = {}) {
  authority a;
  a.position = std::move(position);
  a.matter = std::move(of);
  a.giver = std::move(giver);
  if (!a.giver.empty()) a.source = authority_source::mandate;
  return a;
}

/// "rule row [column] position" of each finding, sorted.
std::vector<std::string> told(const build_result& result) {
  std::vector<std::string> all;
  for (const finding& f : result.findings) {
    CHECK(f.file == "office.csv");
    CHECK_FALSE(f.detail.empty());
    CHECK_FALSE(f.action.empty());
    all.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " [" + f.column + "] " +
                  f.position);
  }
  std::ranges::sort(all);
  return all;
}

using lines_of_text = std::vector<std::string>;

}  // namespace

TEST_CASE("what is right with decisions is no finding", "[core][resolve_decisions]") {
  const build_result result = small_office()
                                  .with(kind_of("leave"))
                                  .with(right("R", "*"))
                                  .with(right("A", "leave", "R"))
                                  .with({"B", "a1", line_type::coordination, "leave", "initials"})
                                  .done();
  CHECK(told(result).empty());
  CHECK(result.organisation.matters().size() == 1);
  CHECK(result.organisation.authorities().size() == 2);
  CHECK(result.organisation.lines().size() == 1);
}

TEST_CASE("a matter without a code, with the code of all, or given twice is left out",
          "[core][resolve_decisions]") {
  matter other = kind_of("leave");
  other.volume = 7.0;
  matter bands = kind_of("*");
  bands.bands = {{0, 10.0, 0.5, false}, {10, {}, 0.5, false}};
  matter nowhere = kind_of("travel");
  nowhere.levels_up = 0;
  const build_result result = small_office()
                                  .with(kind_of(""))
                                  .with(kind_of("*"))
                                  .with(kind_of("leave"))
                                  .with(kind_of("leave"))
                                  .with(other)
                                  .with(bands)
                                  .with(nowhere)
                                  .done();
  CHECK(told(result) == lines_of_text{"bad-value 2 [code] ", "bad-value 6 [code] ",
                                      "bad-value 7 [levels_up] ", "contradicting-rows 5 [code] ",
                                      "no-code 1 [code] ", "repeated-row 4 [code] "});
  REQUIRE(result.organisation.matters().size() == 2);
  CHECK_FALSE(result.organisation.matters()[0].volume.has_value());
  CHECK_FALSE(result.organisation.matters()[1].levels_up.has_value());
  const auto same = std::ranges::find(result.findings, "contradicting-rows", &finding::rule);
  CHECK_THAT(same->detail, contains("row 3 of office.csv"));
}

TEST_CASE("a matter that names matters which are not there is told", "[core][resolve_decisions]") {
  matter m = kind_of("payment");
  m.not_same_position = {"payment", "order"};
  m.not_same_unit = {"paymnet"};
  const build_result result = small_office().with(m).with(kind_of("order")).done();
  CHECK(told(result) ==
        lines_of_text{"bad-value 1 [not_same_position] ", "unknown-matter 1 [not_same_unit] "});
  CHECK_THAT(result.findings.back().detail, contains("did you mean \"payment\"?"));
  CHECK(result.organisation.matters()[0] == m);
}

TEST_CASE("a selector that selects nobody is told, and so is each code that is not there",
          "[core][resolve_decisions]") {
  matter some = kind_of("some");
  some.originators = parse_condition("a1| A1 |zz");
  matter none = kind_of("none");
  none.originators = parse_condition("kind=executing");
  const build_result result = small_office()
                                  .with(some)
                                  .with(none)
                                  .with("subtree=b", right("", "some"))
                                  .with("manager=yes", right("", "some"))
                                  .done();
  CHECK(told(result) ==
        lines_of_text{"selects-nobody 2 [originators] ", "selects-nobody 3 [holders] ",
                      "unknown-position 1 [originators] A1", "unknown-position 1 [originators] zz",
                      "unknown-position 3 [holders] b"});
  // A1 is not a1, but may be meant for it.
  CHECK_THAT(result.findings[0].detail, contains("did you mean \"a1\"?"));
  CHECK(result.organisation.matters().size() == 2);
  CHECK(result.organisation.authorities() ==
        std::vector<authority>{right("R", "some"), right("A", "some")});
}

TEST_CASE("a line that cannot stand is left out", "[core][resolve_decisions]") {
  const build_result result = small_office()
                                  .with(kind_of("leave"))
                                  .with({"R", "b", line_type::functional, {}, {}})
                                  .with({"", "B", line_type::functional, {}, {}})
                                  .with({"B", "B", line_type::acting, {}, {}})
                                  .with({"R", "B", line_type::command, {}, {}})
                                  .with({"A", "B", line_type::assignment, "leaev", {}})
                                  .with({"A", "B", line_type::assignment, "leave", {}})
                                  .with({"A", "B", line_type::assignment, "leave", {}})
                                  .with({"A", "B", line_type::assignment, "leave", "lead"})
                                  .done();
  CHECK(told(result) == lines_of_text{"command-line 5 [] B", "repeated-row 8 [] B",
                                      "self-report 4 [] B", "unknown-matter 6 [matter] B",
                                      "unknown-position 2 [subordinate] b",
                                      "unknown-position 3 [superior] "});
  CHECK(result.organisation.lines().size() == 4);
  const auto repeated = std::ranges::find(result.findings, "repeated-row", &finding::rule);
  CHECK_THAT(repeated->detail, contains("row 7 of office.csv"));
}

TEST_CASE("an authority that cannot stand is left out", "[core][resolve_decisions]") {
  const auto in = [](std::string from, std::string until) {
    authority a = right("A", "leave");
    a.from = std::move(from);
    a.until = std::move(until);
    return a;
  };
  const build_result result = small_office()
                                  .with(kind_of("leave"))
                                  .with(right("A", ""))
                                  .with(right("a", "leave"))
                                  .with(right("A", "leave", "r"))
                                  .with(in("2021-06-30", "2021-06-29"))
                                  .with(in("30-06-2021", ""))
                                  .with(in("", "2021-02-29"))
                                  .with(in("2020-02-29", "2020-02-29"))
                                  .with(right("B", "elave"))
                                  .done();
  CHECK(told(result) ==
        lines_of_text{"bad-date 6 [from] A", "bad-date 7 [until] A", "bad-period 5 [until] A",
                      "no-matter 2 [matter] A", "unknown-matter 9 [matter] B",
                      "unknown-position 3 [position] a", "unknown-position 4 [giver] r"});
  CHECK(result.organisation.authorities() ==
        std::vector<authority>{in("2020-02-29", "2020-02-29"), right("B", "elave")});
}

TEST_CASE("without matters nobody can tell whether one is there", "[core][resolve_decisions]") {
  const build_result result = small_office()
                                  .with(right("A", "anything"))
                                  .with({"A", "B", line_type::assignment, "anything", {}})
                                  .done();
  CHECK(told(result).empty());
}

TEST_CASE("of two rows on one right the first stands", "[core][resolve_decisions]") {
  authority first = right("A", "leave");
  first.limit = 10.0;
  first.until = "2021-06-30";
  authority other_limit = first;
  other_limit.limit = 20.0;
  authority later = other_limit;
  later.from = "2021-07-01";
  later.until.clear();
  authority longer = first;
  longer.until.clear();
  longer.from = "2021-07-01";
  longer.acting = acting_capacity::plh;
  authority mandate = right("A", "leave", "R");
  const build_result result = small_office()
                                  .with(first)
                                  .with(other_limit)
                                  .with(first)
                                  .with(later)
                                  .with(longer)
                                  .with(mandate)
                                  .with(right("R", "leave"))
                                  .done();
  CHECK(told(result) ==
        lines_of_text{"contradicting-rows 2 [position] A", "repeated-row 3 [position] A"});
  CHECK_THAT(result.findings[0].detail, contains("row 1 of office.csv"));
  CHECK_THAT(result.findings[0].action, contains("the first row on a right stands"));
  CHECK(result.organisation.authorities() ==
        std::vector<authority>{first, later, longer, mandate, right("R", "leave")});

  // A period holds its last day.
  authority from_that_day = later;
  from_that_day.from = "2021-06-30";
  CHECK(told(small_office().with(first).with(from_that_day).done()) ==
        lines_of_text{"contradicting-rows 2 [position] A"});
}

TEST_CASE("the same right over two periods that overlap is no contradiction",
          "[core][resolve_decisions]") {
  authority first = right("A", "leave");
  first.until = "2021-06-30";
  authority second = right("A", "leave");
  second.from = "2021-06-01";
  const build_result result = small_office().with(first).with(second).done();
  CHECK(told(result).empty());
  CHECK(result.organisation.authorities() == std::vector<authority>{first, second});
}

TEST_CASE("a row of a post before the row of its class is an exception from it",
          "[core][resolve_decisions]") {
  authority exception = right("A", "leave");
  exception.limit = 10.0;
  authority late = right("B", "leave");
  late.limit = 20.0;
  authority of_class = right("", "leave");
  of_class.limit = 500.0;
  // The same of a selector of holders: A keeps its own, and nothing is said of it.
  const build_result each = small_office().with(exception).with("A|B", of_class).done();
  CHECK(told(each).empty());
  REQUIRE(each.organisation.authorities().size() == 2);
  CHECK(each.organisation.authorities()[0].limit == 10.0);
  CHECK(each.organisation.authorities()[1].position == "B");
  of_class.whoever = parse_holder("codes=A|B|a1");
  const build_result result = small_office()
                                  .with(exception)
                                  .with(right("R", "travel"))
                                  .with(of_class)
                                  .with(late)
                                  .with(right("a2", "leave"))
                                  .done();
  CHECK(told(result) == lines_of_text{"contradicting-rows 4 [position] B"});
  CHECK_THAT(result.findings[0].action, contains("an exception goes before the rule"));
  const std::vector<authority>& kept = result.organisation.authorities();
  REQUIRE(kept.size() == 4);
  CHECK(kept[2].except == std::vector<std::string>{"A"});
  CHECK(kept[3].position == "a2");
  // Whose row is for another time is no exception, and who has two is one.
  authority early = exception;
  early.until = "2021-06-30";
  authority autumn = exception;
  autumn.from = "2021-10-01";
  authority winter = exception;
  winter.until = "2021-09-30";
  winter.from = "2021-07-01";
  of_class.from = "2021-07-01";
  const build_result times =
      small_office().with(early).with(winter).with(autumn).with(of_class).done();
  CHECK(told(times).empty());
  CHECK(times.organisation.authorities()[3].except == std::vector<std::string>{"A"});
  const build_result before = small_office().with(early).with(of_class).done();
  CHECK(told(before).empty());
  CHECK(before.organisation.authorities()[1].except.empty());
}

TEST_CASE(
    "of two selectors that give one right to a post the first stands, and each row is told once",
    "[core][resolve_decisions]") {
  authority small = right("", "leave");
  small.limit = 10.0;
  authority large = small;
  large.limit = 20.0;
  matter leave = kind_of("leave");
  leave.amount = 100.0;
  const build_result result =
      small_office().with(leave).with("A|B", small).with("A|B|a1", large).done();
  // The second row is for a1 alone then; both limits are below the amount.
  CHECK(told(result) ==
        lines_of_text{"contradicting-rows 3 [position] A", "contradicting-rows 3 [position] B",
                      "limit-below-amounts 2 [limit] A", "limit-below-amounts 3 [limit] a1"});
  REQUIRE(result.organisation.authorities().size() == 3);
  CHECK(result.organisation.authorities()[0].limit == 10.0);
  CHECK(result.organisation.authorities()[2].limit == 20.0);
}

TEST_CASE("who decides cannot concur, nor can a whole line", "[core][resolve_decisions]") {
  authority own = right("A", "leave");
  own.with = parse_holder_list("B + A");
  authority line = right("A", "leave");
  line.with = parse_holder_list("@line");
  authority relative = right("", "leave");
  relative.whoever = parse_holder("@superior");
  relative.with = parse_holder_list("@superior");
  // Two of a class may be two posts.
  authority of_class = right("", "leave");
  of_class.whoever = parse_holder("codes=A|B");
  of_class.with = parse_holder_list("codes=A|B");
  authority unknown = right("a1", "leave");
  unknown.with = parse_holder_list("Z");
  const build_result result =
      small_office().with(own).with(line).with(relative).with(of_class).with(unknown).done();
  CHECK(told(result) == lines_of_text{"bad-holder 2 [with] ", "joint-decider 1 [with] A",
                                      "joint-decider 3 [with] ", "unknown-position 5 [with] Z"});
  CHECK(result.organisation.authorities() == std::vector<authority>{of_class, unknown});
}

TEST_CASE("of many holders only who is left without others to concur loses the right",
          "[core][resolve_decisions]") {
  authority both = right("", "leave");
  both.with = parse_holder_list("B + A");
  const build_result result = small_office().with("A|a1", both).done();
  CHECK(told(result) == lines_of_text{"joint-decider 1 [with] A"});
  both.position = "a1";
  CHECK(result.organisation.authorities() == std::vector<authority>{both});

  // Any two of three decide: each with one of the other two.
  authority any = right("", "leave");
  any.with = parse_holder_list("1 of R + A + B");
  const build_result of_three = small_office().with("R|A|B", any).done();
  CHECK(told(of_three).empty());
  CHECK(of_three.organisation.authorities().size() == 3);
  any.with = parse_holder_list("3 of R + A + B");
  CHECK(told(small_office().with("R|a1", any).done()) == lines_of_text{"joint-decider 1 [with] R"});
  any.position = "A";
  any.with = parse_holder_list("1 of A + B");
  CHECK(told(small_office().with(any).done()).empty());
}

TEST_CASE("what was passed on by who may not, or had less, is told", "[core][resolve_decisions]") {
  authority stays = right("R", "leave");
  stays.stays = true;
  authority small = right("R", "travel");
  small.limit = 10.0;
  authority narrow = right("R", "buy");
  narrow.receivers = parse_condition("B");
  authority larger = right("A", "travel", "R");
  larger.limit = 20.0;
  authority euro = larger;
  euro.currency = "EUR";  // never compared with another currency
  const build_result result = small_office()
                                  .with(stays)
                                  .with(small)
                                  .with(narrow)
                                  .with(right("A", "leave", "R"))
                                  .with(larger)
                                  .with(right("B", "travel", "R"))
                                  .with(right("A", "buy", "R"))
                                  .with(right("B", "buy", "R"))
                                  .with(euro)
                                  .done();
  CHECK(told(result) ==
        lines_of_text{"giver-limit-lower 5 [limit] A", "giver-limit-lower 6 [limit] B",
                      "not-a-receiver 7 [position] A", "not-to-be-passed-on 4 [giver] A"});
  CHECK(result.organisation.authorities().size() == 9);
}

TEST_CASE("a giver may have its right as one of a class", "[core][resolve_decisions]") {
  CHECK(told(small_office().with("A|B", right("", "leave")).with(right("a1", "leave", "A")).done())
            .empty());
  CHECK(told(small_office().with("B", right("", "leave")).with(right("a1", "leave", "A")).done()) ==
        lines_of_text{"giver-without-authority 2 [giver] a1"});
}

TEST_CASE("posts that act for each other in a circle are told once", "[core][resolve_decisions]") {
  const auto acts = [](const char* superior, const char* subordinate) {
    return reporting_line{superior, subordinate, line_type::acting, {}, {}};
  };
  CHECK(told(small_office().with(acts("A", "B")).with(acts("B", "A")).done()).size() == 1);
  const build_result three = small_office()
                                 .with(acts("A", "B"))
                                 .with(acts("a1", "A"))
                                 .with(acts("B", "a1"))
                                 .with(acts("R", "A"))
                                 .done();
  REQUIRE(told(three).size() == 1);
  CHECK(three.findings[0].rule == "acting-circle");
  CHECK_THAT(three.findings[0].detail, contains(": B → A → a1 → B"));
  CHECK(told(small_office().with(acts("A", "B")).with(acts("A", "a1")).with(acts("B", "a1")).done())
            .empty());
  // A body that sits in itself is a line to itself.
  CHECK(told(small_office().with({"A", "A", line_type::membership, {}, {}}).done()) ==
        lines_of_text{"self-report 1 [] A"});
}

TEST_CASE("functional lines that lead in a circle on one matter are told once",
          "[core][resolve_decisions]") {
  const auto leads = [](const char* superior, const char* subordinate, const char* of) {
    return reporting_line{superior, subordinate, line_type::functional, of, {}};
  };
  const build_result both = small_office()
                                .with(kind_of("buy"))
                                .with(leads("A", "B", "buy"))
                                .with(leads("B", "A", ""))
                                .done();
  CHECK(told(both) == lines_of_text{"line-circle 3 [] B"});
  CHECK_THAT(both.findings[0].detail, contains(": B → A → B"));
  // Lines for two matters never meet, and coordination lines are not climbed.
  CHECK(told(small_office()
                 .with(kind_of("buy"))
                 .with(kind_of("pay"))
                 .with(leads("A", "B", "buy"))
                 .with(leads("B", "A", "pay"))
                 .with({"A", "B", line_type::coordination, {}, {}})
                 .with({"B", "A", line_type::coordination, {}, {}})
                 .done())
            .empty());
}

TEST_CASE("what a step names must be there", "[core][resolve_decisions]") {
  matter m = kind_of("buy");
  m.families = {"spending"};
  m.flags = {"big"};
  const auto step = [](const char* of, const char* who, const char* flag) {
    matter_step s;
    s.matter = of;
    s.who = parse_holder(who);
    s.flag = flag;
    return s;
  };
  const build_result result = small_office()
                                  .with(m)
                                  .with(kind_of("leave"))
                                  .with(step("spending", "@line", "big"))
                                  .with(step("*", "A", "big"))
                                  .with(step("leave", "A", "big"))
                                  .with(step("spendign", "A", ""))
                                  .with(step("buy", "Z", "bgi"))
                                  .with(step("", "A", ""))
                                  .with(step("buy", "kind=executing", ""))
                                  .done();
  CHECK(told(result) == lines_of_text{"no-matter 8 [matter] ", "selects-nobody 9 [who] ",
                                      "unknown-flag 5 [flag] ", "unknown-flag 7 [flag] ",
                                      "unknown-matter 6 [matter] ", "unknown-position 7 [who] Z"});
  CHECK(result.organisation.steps().size() == 6);
}

TEST_CASE("nothing of the native form is left out", "[core][resolve_decisions]") {
  organisation_builder builder;
  for (const char* code : {"R", "A"}) {
    position p;
    p.code = code;
    builder.add(p);
  }
  authority small = right("A", "leave");
  small.limit = 1.0;
  const std::vector<authority> given{right("A", "leave"), right("A", "leave"), small,
                                     right("R", "travel", "A"), right("A", "travel", "R")};
  for (const authority& a : given) builder.keep_authority(a);
  const build_result result = std::move(builder).build();
  CHECK(result.organisation.authorities() == given);
  CHECK(std::ranges::count(result.findings, "delegation-cycle", &finding::rule) == 2);
  CHECK(std::ranges::count(result.findings, "repeated-row", &finding::rule) == 0);
}

namespace {

/// What must become of authorities, worked out row by row and day by day.
struct naive_authorities {
  std::vector<authority> kept;
  std::multiset<std::string> rules;

  explicit naive_authorities(const std::vector<authority>& given) {
    std::vector<authority> first;
    for (const authority& a : given) {
      const auto same_time = [&](const authority& b) {
        for (char day = '0'; day <= '9'; ++day)
          if (const std::string on = std::string("2021-06-0") + day;
              a.holds_on(on) && b.holds_on(on))
            return true;
        return false;
      };
      bool stands = true;
      bool contradicts = false;
      for (const authority& b : first) {
        if (a == b) stands = false;
        if (a.position == b.position && a.matter == b.matter && a.giver == b.giver &&
            a.source == b.source && a.acting == b.acting && a.limit != b.limit && same_time(b))
          contradicts = true;
      }
      if (!stands)
        rules.insert("repeated-row");
      else if (contradicts)
        rules.insert("contradicting-rows");
      if (stands && !contradicts) first.push_back(a);
    }
    const auto serves = [](const authority& b, const authority& a) {
      return b.position == a.giver && (b.matter == a.matter || b.matter == "*");
    };
    for (const authority& a : first) {
      bool has_own = false;
      bool is_enough = false;
      for (const authority& b : first) {
        if (a.giver.empty() || !serves(b, a)) continue;
        has_own = true;
        is_enough = is_enough || !b.limit || (a.limit && *a.limit <= *b.limit);
      }
      if (has_own && !is_enough) rules.insert("giver-limit-lower");
    }
    std::vector<bool> rests(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      const authority& a = first[i];
      rests[i] = a.giver.empty();
      if (rests[i]) continue;
      rests[i] = std::ranges::none_of(first, [&](const authority& b) { return serves(b, a); });
      if (rests[i]) rules.insert("giver-without-authority");
    }
    for (std::size_t round = 0; round < first.size(); ++round)
      for (std::size_t i = 0; i < first.size(); ++i)
        for (std::size_t j = 0; j < first.size(); ++j)
          if (rests[j] && serves(first[j], first[i])) rests[i] = true;
    for (std::size_t i = 0; i < first.size(); ++i) {
      // Who has the right of their own may also have been given it in a circle.
      bool has = false;
      for (std::size_t j = 0; j < first.size(); ++j)
        has = has || (rests[j] && first[j].position == first[i].position &&
                      first[j].matter == first[i].matter);
      if (has)
        kept.push_back(first[i]);
      else
        rules.insert("delegation-cycle");
    }
    // R → A → a1, a2; R → B.
    const auto is_above = [](const std::string& p, const std::string& giver) {
      return p == "R" ? giver != "R" : p == "A" && (giver == "a1" || giver == "a2");
    };
    for (const authority& a : kept)
      if (!a.giver.empty() && !a.acting && (a.position == a.giver || is_above(a.position, a.giver)))
        rules.insert("passed-on-upwards");
  }
};

}  // namespace

TEST_CASE("random authorities stand or fall as a naive walk says", "[core][resolve_decisions]") {
  const std::vector<std::string> codes{"R", "A", "B", "a1", "a2"};
  const std::vector<std::string> matters{"leave", "leave", "travel", "*"};
  std::map<std::string, std::size_t> met;
  for (std::uint64_t seed = 0; seed < cases_to_try(30'000); ++seed) {
    dice roll(seed);
    std::vector<authority> given;
    for (std::size_t i = roll.below(14); i > 0; --i) {
      authority a = right(roll.one_of(codes), roll.one_of(matters),
                          roll.chance(80) ? roll.one_of(codes) : "");
      if (roll.chance(20)) a.limit = static_cast<double>(roll.below(2));
      if (roll.chance(20)) a.acting = acting_capacity::plh;
      std::size_t from = 1 + roll.below(9);
      std::size_t until = from + roll.below(10 - from);
      if (roll.chance(30)) a.from = "2021-06-0" + std::to_string(from);
      if (roll.chance(30)) a.until = "2021-06-0" + std::to_string(until);
      given.push_back(a);
    }
    small_office office;
    for (const authority& a : given) office.with(a);
    const build_result result = office.done();
    const naive_authorities expected(given);
    std::multiset<std::string> rules;
    for (const finding& f : result.findings) {
      rules.insert(f.rule);
      ++met[f.rule];
    }
    if (result.organisation.authorities() != expected.kept || rules != expected.rules) {
      INFO("seed " << seed);
      CHECK(result.organisation.authorities() == expected.kept);
      CHECK(rules == expected.rules);
    }
  }
  // The cases are worth something only if each rule came up often.
  CHECK(met["contradicting-rows"] > cases_to_try(1000));
  CHECK(met["repeated-row"] > cases_to_try(1000));
  CHECK(met["delegation-cycle"] > cases_to_try(1000));
  CHECK(met["giver-without-authority"] > cases_to_try(1000));
  CHECK(met["giver-limit-lower"] > cases_to_try(500));
  CHECK(met["passed-on-upwards"] > cases_to_try(1000));
}

TEST_CASE("a right that is passed on upwards is told with its row", "[core][resolve_decisions]") {
  const auto detail = [](small_office& office) {
    const build_result result = office.done();
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].rule == "passed-on-upwards");
    CHECK(result.findings[0].level == severity::warning);
    return told(result).front() + ": " + result.findings[0].detail;
  };
  small_office upwards;
  upwards.with(right("a1", "leave")).with(right("R", "leave", "a1"));
  CHECK_THAT(detail(upwards), contains("passed-on-upwards 2 [giver] R") &&
                                  contains("comes from \"a1\", which stands below it"));
  small_office itself;
  itself.with(right("A", "leave")).with(right("A", "leave", "A"));
  CHECK_THAT(detail(itself), contains("the post itself"));
  // To the side it is ordinary: a secretary general passes on what is for the whole house.
  small_office beside;
  beside.with(right("B", "leave")).with(right("a1", "leave", "B"));
  CHECK(told(beside.done()).empty());
  // A row for many is told once; who acts for a post may be called from below.
  small_office many;
  many.with(right("a1", "leave")).with("R|A", right("", "leave", "a1"));
  CHECK_THAT(detail(many), contains("passed-on-upwards 2 [giver]"));
  small_office rows;
  rows.with(right("a1", "*")).with("R|A", right("", "leave", "a1"));
  rows.with("R", right("", "leave", "a1")).with("A", right("", "travel", "a1"));
  std::vector<std::string> told_of = told(rows.done());
  std::erase_if(told_of, [](const std::string& t) { return !t.starts_with("passed"); });
  CHECK(told_of == lines_of_text{"passed-on-upwards 2 [giver] R", "passed-on-upwards 4 [giver] A"});
  authority acting = right("R", "leave", "a1");
  acting.acting = acting_capacity::plh;
  small_office called;
  called.with(right("a1", "leave")).with(acting);
  CHECK(told(called.done()).empty());
}

TEST_CASE("a quorum that a body can never have is told", "[core][resolve_decisions]") {
  authority board = right("R", "leave");
  board.quorum = 2;
  const reporting_line member{"R", "a1", line_type::membership, {}, {}};
  const reporting_line other{"R", "a2", line_type::membership, {}, {}};
  CHECK(told(small_office().with(board).with(member).with(other).done()).empty());
  // A member that is given twice is one.
  CHECK(told(small_office().with(member).with(member).with(board).done()) ==
        lines_of_text{"quorum-above-members 3 [quorum] R", "repeated-row 2 [] a1"});
  // A row for many is told once.
  board.position.clear();
  const reporting_line of_b{"B", "a1", line_type::membership, {}, {}};
  const reporting_line and_b{"B", "a2", line_type::membership, {}, {}};
  CHECK(told(small_office().with(of_b).with(and_b).with("B|R|A", board).done()) ==
        lines_of_text{"quorum-above-members 3 [quorum] R"});
}

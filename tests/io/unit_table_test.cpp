// SPDX-License-Identifier: BSL-1.0
// A table of units with heads beside a table of posts that name their unit alone. Who leads whom was
// worked out by hand.
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>

#include <map>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

const std::string by_column =
    "[columns]\ncode = \"post\"\nunit = \"in\"\n"
    "[units]\ncode = \"unit\"\nparent = \"above\"\nhead = \"head\"\n";
const std::string by_post =
    "[columns]\ncode = \"post\"\nunit = \"in\"\n"
    "[units]\ncode = \"unit\"\nparent = \"above\"\n"
    "head = { column = \"leads\", values = [\"yes\"] }\n";

struct units_and_posts {
  std::string mapping = by_column;
  std::string units = "unit,above,head\nM,,m\nD,M,d\nS,D,\nT,S,t\n";
  std::string posts = "post,in,leads\nm,M,yes\nd,D,yes\na,D,\nb,S,\nt,T,yes\nc,T,\n";

  [[nodiscard]] read_result read() const {
    const work_folder folder;
    folder.write("units.csv", units);
    folder.write("posts.csv", posts);
    read_options options;
    options.columns = read_columns(mapping, "mapping.toml");
    // Whatever the order of the files.
    return read_organisation(
        std::vector{(folder.path() / "posts.csv").string(), (folder.path() / "units.csv").string()},
        options);
  }
};

std::map<std::string, std::string> who_leads(const organisation& org) {
  std::map<std::string, std::string> found;
  for (position_id p{0}; p < org.size(); ++p)
    found[std::string(org.code(p))] = org.declared_superior(p);
  return found;
}

}  // namespace

TEST_CASE("posts are led by the head of their unit, heads by that of the unit above",
          "[io][unit_table]") {
  units_and_posts given;
  // S has no head, so that its post, and the head of the unit below it, report to that of D.
  const std::map<std::string, std::string> expected{{"m", ""},  {"d", "m"}, {"a", "d"},
                                                    {"b", "d"}, {"t", "d"}, {"c", "t"}};
  for (const std::string& mapping : {by_column, by_post}) {
    given.mapping = mapping;
    const read_result read = given.read();
    CHECK(who_leads(read.organisation) == expected);
    CHECK(rules_of(read.findings) == std::vector<std::string>{"unit-without-head"});
  }
  const read_result read = given.read();
  REQUIRE(read.tables.size() == 2);
  CHECK(read.tables[0].left_out.at("unit") == 4);
  CHECK(read.tables[0].rows == 4);
  CHECK(read.tables[1].positions == 6);
}

TEST_CASE("a superior that a row names comes before the head of the unit", "[io][unit_table]") {
  units_and_posts given;
  given.posts = "post,in,leads,reports_to\nm,M,yes,\nd,D,yes,-\na,D,,m\nt,T,yes,\n";
  CHECK(who_leads(given.read().organisation) ==
        std::map<std::string, std::string>{{"m", ""}, {"d", "m"}, {"a", "m"}, {"t", "d"}});
}

TEST_CASE("what units do not tell is told", "[io][unit_table]") {
  units_and_posts given;
  given.mapping = by_post;
  given.posts = "post,in,leads\nm,M,yes\nn,M,yes\nx,nowhere,\ny,,\n";
  read_result read = given.read();
  CHECK(who_leads(read.organisation) ==
        std::map<std::string, std::string>{{"m", ""}, {"n", "m"}, {"x", "nowhere"}, {"y", ""}});
  CHECK(rules_of(read.findings) == std::vector<std::string>{"several-heads", "unknown-unit",
                                                            "unknown-superior", "several-roots"});
  // Two units above each other, without a head; a unit twice; a unit without a code.
  given.units = "unit,above,head\nA,B,\nB,A,\nA,,\n,A,\n";
  given.posts = "post,in,leads\na,A,\n";
  read = given.read();
  const std::vector<std::string> rules = rules_of(read.findings);
  for (const char* rule : {"unit-cycle", "duplicate-code", "no-code", "unit-without-head"}) {
    CAPTURE(rule);
    CHECK(std::ranges::find(rules, rule) != rules.end());
  }
  CHECK(read.organisation.command().orphans() == 1);
  CHECK_THROWS_AS(read_columns("[units]\ncode = \"a\"\n", "m.toml"), error);
  CHECK_THROWS_AS(read_columns("[units]\ncode = \"a\"\nparent = \"b\"\n", "m.toml"), error);
  given.posts = given.units;
  CHECK_THROWS_AS(given.read(), input_error);
}

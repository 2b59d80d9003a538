// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/process/position_map.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/position_map.hpp>
#include <pangkas/io/position_table.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace position_map_test {

namespace {

organisation office() {
  organisation_builder builder;
  add_position_table(builder,
                     "code,reports_to,rank,unit\nR,,I.a,Top\nD,R,II.a,A\nS,D,III.a,A\n"
                     "E,S,,A\nF,S,,A\n",
                     "p.csv");
  return std::move(builder).build().organisation;
}

struct step {
  const char* case_id;
  const char* resource;
  const char* role;
  const char* group;
  const char* day;
};

event_log log_of(const std::vector<step>& steps) {
  event_log_builder builder;
  for (const step& s : steps) {
    event_row row;
    row.case_id = s.case_id;
    row.activity = "a";
    row.resource = s.resource;
    row.role = s.role;
    row.group = s.group;
    row.time = parse_instant(s.day).value_or(written_instant{});
    builder.add(row);
  }
  return std::move(builder).build();
}

std::string shown(const mapped_log& m, const organisation& org) {
  std::string text;
  for (std::size_t e = 0; e < m.position.size(); ++e) {
    if (e > 0) text += ' ';
    text += m.how[e] == mapping_of_event::mapped     ? std::string(org.code(m.position[e]))
            : m.how[e] == mapping_of_event::external ? "external"
            : m.how[e] == mapping_of_event::nobody   ? "nobody"
                                                     : "?";
  }
  return text;
}

std::string mapped(const std::string& table, const std::vector<step>& steps) {
  const organisation org = office();
  return shown(map_positions(log_of(steps), org, read_position_map(table, "m.csv").rows), org);
}

}  // namespace

TEST_CASE("A resource comes before role and group, role before group", "[process][position-map]") {
  CHECK(mapped("resource,role,group,position\n"
               ",head,,D\n,,A,F\n,head,A,S\nann,,,E\nann,head,,R\nSYSTEM,,,\n",
               {{"1", "bob", "head", "", ""},
                {"1", "bob", "clerk", "A", ""},
                {"1", "bob", "head", "A", ""},
                {"1", "ann", "clerk", "A", ""},
                {"1", "ann", "head", "A", ""},
                {"1", "SYSTEM", "", "", ""},
                {"1", "", "", "", ""},
                {"1", "", "", "A", ""},
                {"1", "eve", "", "B", ""}}) == "D F S E R external nobody F ?");
}

TEST_CASE("A row of a map holds from its first day to its last", "[process][position-map]") {
  const std::string table =
      "pelaku,jabatan,mulai,sampai\nann,E,,2024-01-31\nann,F,2024-02-01,2024-02-29\nann,S,,\n"
      "bob,E,2024-02-01,2024-02-29\n";
  CHECK(mapped(table, {{"1", "ann", "", "", "2024-01-31T23:00:00+07:00"},
                       {"1", "ann", "", "", "2024-02-01T01:00:00+07:00"},
                       {"1", "ann", "", "", "2024-03-01"},
                       {"1", "ann", "", "", ""},
                       {"1", "bob", "", "", "2024-01-31"},
                       {"1", "bob", "", "", "2024-02-01"},
                       {"1", "bob", "", "", "2024-02-29"},
                       {"1", "bob", "", "", "2024-03-01"}}) == "E F S E ? E E ?");
}

TEST_CASE("Roles lead to who stands so to the originator", "[process][position-map]") {
  const std::string table =
      "role,position\nclerk,E\nboss,@superior\nnext,@superior:2\ndirector,rank=II.a\n"
      "top,@top\nunit,@head-of-unit\nfar,@superior:9\nline,@line\n";
  CHECK(mapped(table, {{"1", "", "boss", "", ""},
                       {"1", "", "clerk", "", ""},
                       {"1", "", "next", "", ""},
                       {"1", "", "director", "", ""},
                       {"1", "", "top", "", ""},
                       {"1", "", "unit", "", ""},
                       {"1", "", "far", "", ""},
                       {"1", "", "line", "", ""},
                       {"2", "", "boss", "", ""}}) == "S E D D R D ? ? ?");
}

TEST_CASE("Nobody alone stands on a line", "[process][position-map]") {
  const organisation org = office();
  CHECK(shown(map_positions(
                  log_of({{"1", "", "clerk", "", ""}, {"1", "", "line", "", ""}}), org,
                  {{"", "clerk", "", parse_holder("E")}, {"", "line", "", parse_holder("@line")}}),
              org) == "E ?");
}

TEST_CASE("What a map leaves open is told", "[process][position-map]") {
  const organisation org = office();
  const event_log log = log_of({{"1", "ann", "", "", ""},
                                {"1", "bob", "", "", ""},
                                {"2", "bob", "", "", ""},
                                {"2", "ann", "head", "", ""},
                                {"2", "eve", "head", "x", ""}});
  const mapped_log m = map_positions(
      log, org,
      read_position_map("resource,role,position\nann,,E\nann,head,F\ncid,,NOBODY\n", "m").rows);
  CHECK(m.mapped == 2);
  CHECK(m.unmapped == 3);
  CHECK(m.resources == 3);
  CHECK(m.mapped_resources == 1);
  CHECK(m.resources_of_several == 1);
  CHECK(m.missing == std::vector<unmapped_performer>{{"bob", "", "", 2}, {"eve", "head", "x", 1}});
  CHECK(m.never_seen.size() == 3);
  CHECK(m.unknown_rows == std::vector<std::uint32_t>{4});
  CHECK(m.positions.text(0) == "E");
  CHECK(m.units.text(0) == "A");
  CHECK(m.units[1] == no_entry);
  CHECK(performers_of(log, m, log_level::position).text(0) == "E");
  CHECK(performers_of(log, m, log_level::unit).text(0) == "A");
  CHECK(performers_of(log, m, log_level::role).text(3) == "head");
}

TEST_CASE("Of those of whom a map says nothing ten are named, the busiest first",
          "[process][position-map]") {
  event_log_builder builder;
  for (int who = 1; who <= 12; ++who)
    for (int times = 0; times < who; ++times) {
      const std::string name = std::to_string(who);
      event_row row;
      row.case_id = "1";
      row.resource = name;
      builder.add(row);
    }
  const mapped_log m = map_positions(std::move(builder).build(), office(), {});
  CHECK(m.unmapped == 12 * 13 / 2);
  REQUIRE(m.missing.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) CHECK(m.missing[i].events == 12 - i);
}

}  // namespace position_map_test

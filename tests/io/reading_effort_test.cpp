// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/position_table.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// All that reading a table can show: the organisation to the byte, the findings in order, or the
/// error.
struct outcome {
  std::string organisation;
  std::vector<finding> findings;
  std::vector<std::string> units;  // the dictionary, in the order of first use
  std::string error;
  bool balances = true;  // every row is accounted for

  friend bool operator==(const outcome&, const outcome&) = default;
};

std::size_t rows_with_text(const std::string& text) {
  csv_reader reader(text, "x.csv");
  csv_row row;
  reader.next(row);
  std::size_t rows = 0;
  while (reader.next(row)) rows += row.blank() ? 0U : 1U;
  return rows;
}

outcome read_with(const std::string& text, const column_mapping& mapping,
                  const reading_effort& effort) {
  outcome result;
  organisation_builder builder(small_scheme());
  try {
    const table_account account = add_position_table(builder, text, "x.csv", mapping, {}, effort);
    result.balances = rows_with_text(text) == account.rows && builder.size() == account.positions &&
                      account.rows == account.positions + account.job_shares + account.repeated +
                                          account.left_out_rows();
    const build_result built = std::move(builder).build();
    write_position_table(built.organisation,
                         [&](std::string_view piece) { result.organisation += piece; });
    result.findings = built.findings;
    const text_column& units = built.organisation.table().units->values();
    for (std::size_t i = 0; i < units.size(); ++i) result.units.emplace_back(units[i]);
  } catch (const input_error& e) {
    result.error = e.what();
  }
  return result;
}

/// A table in which every rule of the reader has something to do: quotes that open, close, double
/// and stand where they should not, line breaks of all kinds inside and outside them, codes given
/// twice, rows too short and too long, numbers that are none, marks of roots and of no code.
std::string hostile_table(dice& roll) {
  const std::vector<std::string> codes{"A",  "B", "C", " D", "E ", "\"F\"", "\"G\"\"\"", "\"H\nh\"",
                                       "I,", "",  "-", "0",  "x",  "\"\"",  "J\"",       "K"};
  const std::vector<std::string> texts{"",
                                       "Legal",
                                       "\"Legal, all\"",
                                       "\"two\r\nlines\"",
                                       "\"say \"\"so\"\"\"",
                                       "\"odd\" end",
                                       "in\"side",
                                       "\"\n\n\"",
                                       "\"a\rb\"",
                                       "Finance"};
  const std::vector<std::string> numbers{"",   "1",         "0",           "12.5", "x",
                                         "-1", "\"1,000\"", "\"1.000,5\"", "1.000"};
  const std::vector<std::string> ends{"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n  \n"};
  std::string table = "code,reports_to,unit,seats,state,cost,flags" + roll.one_of(ends);
  for (std::size_t rows = roll.below(40); rows > 0; --rows) {
    table += roll.chance(50) ? "P" + std::to_string(roll.below(60)) : roll.one_of(codes);
    table += "," + (roll.chance(50) ? "P" + std::to_string(roll.below(60)) : roll.one_of(codes));
    table += "," + roll.one_of(texts);
    table += "," + roll.one_of(numbers);
    table += "," + std::string(roll.chance(10) ? "gone" : "");
    table += "," + roll.one_of(numbers);
    if (!roll.chance(5)) table += "," + std::string(roll.chance(20) ? "E1 E2" : "");
    if (roll.chance(5)) table += ",more";
    table += roll.one_of(ends);
  }
  if (roll.chance(5)) table += "Z,\"never closed";
  return table;
}

}  // namespace

TEST_CASE("Threads and blocks change nothing of what is read",
          "[io][position_table][property][threads]") {
  column_mapping mapping;
  mapping.eliminated = {"state", {"gone"}, false};
  mapping.no_code = {"", "0"};
  dice roll(20211);
  std::size_t refused = 0;
  std::size_t with_findings = 0;
  for (std::size_t trial = 0; trial < cases_to_try(1500); ++trial) {
    const std::string table = hostile_table(roll);
    // From the beginning to the end by one thread.
    const outcome expected = read_with(table, mapping, {1, table.size() + 1});
    if (!expected.balances) {
      CAPTURE(table);
      FAIL("a row is not accounted for");
    }
    refused += expected.error.empty() ? 0U : 1U;
    with_findings += expected.findings.empty() ? 0U : 1U;
    for (int division = 0; division < 4; ++division) {
      const reading_effort effort{1 + roll.below(4), 1 + roll.below(300)};
      const outcome found = read_with(table, mapping, effort);
      if (found == expected) continue;
      CAPTURE(table, effort.threads, effort.block, expected.error, found.error,
              expected.organisation, found.organisation);
      FAIL("another division gives another result");
    }
  }
  CHECK(refused > cases_to_try(30));
  CHECK(with_findings > cases_to_try(1000));
}

TEST_CASE("A fault far down in a table is placed the same by any number of threads",
          "[io][position_table][threads]") {
  std::string table = "code,reports_to,title\n";
  for (int i = 0; i < 20000; ++i)
    table += "P" + std::to_string(i) + "," + (i == 0 ? "" : "P0") + ",\"two\nlines\"\n";
  // 20,000 rows of two lines each, below a heading: row 20,002 on line 40,002.
  table += "X,P0,\"never closed\nat all";
  for (const std::size_t threads : {1U, 2U, 3U}) {
    const outcome found = read_with(table, {}, {threads, 0});
    CHECK_THAT(found.error, contains("row 20002 (line 40002)"));
    CHECK(found.error == read_with(table, {}, {threads, 1000}).error);
  }
}

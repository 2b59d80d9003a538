// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/columns.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("A column mapping sets what it names and leaves the rest", "[io][columns]") {
  const column_mapping mapping = read_columns(R"(
[columns]
code = "post"
reports_to = ["manager", "boss"]
class = []
[reading]
root_marks = ["", "XX"]
delimiter = "tab"
encoding = "windows-1252"
decimal = "comma"
scheme = "indonesia"
[keep]
date = "2013-09-30"
body = ["co", "hmt"]
[eliminated]
column = "status"
values = ["eliminated"]
letters_only = true
)",
                                              "x.toml");
  CHECK(mapping.code == std::vector<std::string>{"post"});
  CHECK(mapping.reports_to == std::vector<std::string>{"manager", "boss"});
  CHECK(mapping.position_class.empty());
  CHECK(mapping.title == column_mapping{}.title);
  CHECK(mapping.root_marks == std::vector<std::string>{"", "XX"});
  CHECK(mapping.delimiter == '\t');
  CHECK(mapping.text_encoding == encoding::windows_1252);
  CHECK(mapping.decimals == decimal_mark::comma);
  CHECK(mapping.scheme == "indonesia");
  REQUIRE(mapping.keep.size() == 2);
  CHECK(mapping.eliminated.letters_only);
  const column_mapping other = read_columns(
      "[superior]\nin_code = 2\nothers = \"coordination\"\n[reading]\nsheet = \"Posts\"\n",
      "x.toml");
  CHECK(other.superior.code_lengths == std::vector<std::size_t>{2});
  CHECK(other.superior.others == line_type::coordination);
  CHECK(other.sheet == "Posts");
}

TEST_CASE("A column mapping that is wrong is refused with its line", "[io][columns]") {
  const auto refuse = [](const std::string& text, std::size_t line, const std::string& part) {
    INFO(text);
    try {
      static_cast<void>(read_columns(text, "x.toml"));
      FAIL("was read");
    } catch (const rule_error& e) {
      CHECK(e.line() == line);
      CHECK(std::string(e.what()).starts_with("x.toml:" + std::to_string(line) + ": "));
      CHECK_THAT(e.what(), contains(part));
    }
  };
  refuse("[columns\n", 1, "TOML");
  refuse("[columns]\nkode = \"x\"\n", 2, "did you mean \"code\"?");
  refuse("\n[colums]\n", 2, "did you mean \"columns\"?");
  refuse("[columns]\ncode = 3\n", 2, "a list of texts");
  refuse("[reading]\ndelimiter = \"::\"\n", 2, "delimiter");
  refuse("[reading]\n\nencoding = \"ebcdic\"\n", 3, "utf-8");
  refuse("[eliminated]\nvalues = [\"x\"]\n", 1, "column");
  refuse("[eliminated]\ncolumn = \"x\"\n", 1, "values");
  refuse("[reading]\nscheme = \"indonesa\"\n", 2, "did you mean \"indonesia\"?");
  refuse("[keep]\ndate = []\n", 2, "no row would be read");
  refuse("[keep]\ndate = [true]\n", 2, "a list of texts");
  refuse("[keep]\ndate = { is = \"a\", not = \"b\" }\n", 2, "two conditions");
  refuse("[keep]\ndate = { letters_only = true }\n", 2, "says nothing");
  refuse("[keep]\ndate = { from = [\"2020-01-01\", \"2021-01-01\"] }\n", 2, "must be a day");
  refuse("[keep]\ndate = { until = \"soon\" }\n", 2, "must be a day");
  refuse("[validity]\non = 2020-01-01\n", 1, "name the column of the first day");
  refuse("[reading]\nheading_rows = 3\n", 2, "one row or two");
  for (const char* other : {"column = \"x\"", "in_brackets = true", "separator = \";\""})
    refuse("[superior]\nin_code = \"-\"\n" + std::string(other) + "\n", 2, "either in the code");
  refuse("[vacant]\ncolumn = \"x\"\nvalues = [\"~~\"]\nletters_only = true\n", 3, "letter");
  // "--" has no letters, as a blank cell has none, and a name in another script.
  refuse("[vacant]\ncolumn = \"x\"\nvalues = [\"Vacant\", \"--\"]\nletters_only = true\n", 3,
         "\"--\" has no letter");
  refuse("[columns]\ncode == \"x\"\n", 2, "this is no valid TOML: \"code == ");
  refuse("[columns]\ncode = 1e999\n", 2, "this is no valid TOML: \"code = 1e999\"");
}

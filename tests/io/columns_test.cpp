// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/columns.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

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
  // "--" has no letters, as a blank cell has none, and a name in another script.
  refuse("[vacant]\ncolumn = \"x\"\nvalues = [\"Vacant\", \"--\"]\nletters_only = true\n", 3,
         "\"--\" has no letter");
  refuse("[columns]\ncode == \"x\"\n", 2, "this is no valid TOML: \"code == ");
  refuse("[columns]\ncode = 1e999\n", 2, "this is no valid TOML: \"code = 1e999\"");
}

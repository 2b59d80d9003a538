// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/csv.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace pangkas;
using namespace std::string_literals;
using pangkas::tests::contains;

using table = std::vector<std::vector<std::string>>;

static_assert(!std::is_copy_constructible_v<csv_row>);
static_assert(std::is_nothrow_move_constructible_v<csv_row>);

std::vector<std::string> cells_of(const csv_row& row) {
  return {row.cells().begin(), row.cells().end()};
}

table read_all(const std::string& text, csv_options options = {}) {
  table rows;
  csv_reader reader(text, "staff.csv", options);
  csv_row row;
  while (reader.next(row)) rows.push_back(cells_of(row));
  return rows;
}

std::string csv_error_of(const std::string& text, csv_options options = {}) {
  try {
    read_all(text, options);
  } catch (const input_error& fault) {
    CHECK(fault.file() == "staff.csv");
    return fault.what();
  }
  return "no error";
}

/// One character after the other, without any of the shortcuts of the reader: the rules again, as
/// RFC 4180 and the documentation of csv_reader state them. Gives false for an unclosed quote.
bool read_plainly(const std::string& text, char delimiter, table& rows,
                  std::vector<std::size_t>& numbers, std::vector<std::size_t>& lines) {
  enum class state { cell_start, unquoted, quoted, after_quote };
  state now = state::cell_start;
  std::vector<std::string> row(1);
  bool any_quoted = false;
  std::size_t number = 1;
  std::size_t line = 1;
  std::size_t row_line = 1;
  const auto blank = [](const std::string& cell) {
    std::string rest = cell;
    for (std::size_t at; (at = rest.find("\xC2\xA0")) != std::string::npos;) rest.erase(at, 2);
    return rest.find_first_not_of(" \t\r\n") == std::string::npos;
  };
  const auto finish = [&] {
    if (row.size() > 1 || any_quoted || !blank(row[0])) {
      rows.push_back(row);
      numbers.push_back(number);
      lines.push_back(row_line);
    }
    ++number;
    row.assign(1, "");
    any_quoted = false;
    now = state::cell_start;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool crlf = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (now == state::quoted) {
      if (c == '"') {
        now = state::after_quote;
      } else {
        if (c == '\n' || (c == '\r' && !crlf)) ++line;
        row.back() += c;
      }
    } else if (now == state::after_quote && c == '"' && text[at - 1] == '"') {
      row.back() += '"';
      now = state::quoted;
    } else if (c == delimiter) {
      row.emplace_back();
      now = state::cell_start;
    } else if (c == '\n' || c == '\r') {
      if (crlf) ++at;
      ++line;
      finish();
      row_line = line;
    } else if (now == state::cell_start && c == '"') {
      any_quoted = true;
      now = state::quoted;
    } else {
      row.back() += c;
      now = state::unquoted;
    }
  }
  if (now == state::quoted) return false;
  if (row.size() > 1 || any_quoted || !row[0].empty()) finish();
  return true;
}

}  // namespace

TEST_CASE("csv_reader reads the examples of RFC 4180", "[io][csv]") {
  // Section 2, rules 1 to 7.
  CHECK(read_all("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") ==
        table{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read_all("aaa,bbb,ccc\r\nzzz,yyy,xxx") ==
        table{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read_all("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx") ==
        table{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read_all("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") ==
        table{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read_all("\"aaa\",\"b\"\"bb\",\"ccc\"") == table{{"aaa", "b\"bb", "ccc"}});
}

TEST_CASE("csv_reader reads the quotes of published returns", "[io][csv]") {
  CHECK(read_all("FDSA,\"\"\"Chief Executive\"\"\",x\n") ==
        table{{"FDSA", "\"Chief Executive\"", "x"}});
  CHECK(read_all("a,\"\",b\n") == table{{"a", "", "b"}});
  CHECK(read_all("a,\"\"\"\"\n") == table{{"a", "\""}});
}

TEST_CASE("csv_reader takes LF, CRLF and CR for the end of a line, also mixed", "[io][csv]") {
  const table expected = {{"a", "b"}, {"1", "2"}, {"3", "4"}};
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    CHECK(read_all("a,b" + end + "1,2" + end + "3,4") == expected);
    CHECK(read_all("a,b" + end + "1,2" + end + "3,4" + end) == expected);
  }
  CHECK(read_all("a,b\r\n1,2\r3,4\n") == expected);
}

TEST_CASE("csv_reader keeps empty cells at both ends of a row", "[io][csv]") {
  CHECK(read_all(",a,\n,,\n,") == table{{"", "a", ""}, {"", "", ""}, {"", ""}});
}

TEST_CASE("csv_reader reads nothing from an empty table and the header of one without rows",
          "[io][csv]") {
  CHECK(read_all("").empty());
  CHECK(read_all("\n\r\n \n").empty());
  CHECK(read_all("code,reports_to") == table{{"code", "reports_to"}});
}

TEST_CASE("csv_reader counts rows as a spreadsheet does", "[io][csv]") {
  const std::string text = "code,title\n\n  \n1,\"Head\nof\r\nunit\"\r\n2,x\n\"\",\n";
  csv_reader reader(text, "staff.csv");
  csv_row row;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  while (reader.next(row)) places.emplace_back(row.number(), row.line());
  CHECK(places == std::vector<std::pair<std::size_t, std::size_t>>{{1, 1}, {4, 4}, {5, 7}, {6, 8}});
  CHECK(reader.offset() == text.size());
}

TEST_CASE("csv_reader reads a table of one column", "[io][csv]") {
  CHECK(read_all("code\n1\n\n2\n\"\"\n") == table{{"code"}, {"1"}, {"2"}, {""}});
}

TEST_CASE("csv_reader leaves rows ragged", "[io][csv]") {
  const std::string text = "a,b,c\n1\n1,2,3,4\n";
  CHECK(read_all(text) == table{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}});
  csv_reader reader(text, "staff.csv");
  csv_row row;
  reader.next(row);
  reader.next(row);
  CHECK(row.size() == 1);
  CHECK(row[1].empty());  // beyond the end
  CHECK(row[2].empty());
}

TEST_CASE("csv_reader keeps a quote inside an unquoted cell", "[io][csv]") {
  CHECK(read_all("a,5\" pipe,b\n x,\"y\"\n") == table{{"a", "5\" pipe", "b"}, {" x", "y"}});
  CHECK(read_all("a, \"b\"\n") == table{{"a", " \"b\""}});
}

TEST_CASE("csv_reader keeps text after a closing quote and reports it", "[io][csv]") {
  const std::string text =
      "a,b,c\n1,\"Head\" of unit,\"x\"y\n2,\"a\"\"b\"\"\"c\"d\",3\n3,\"x\" ,4\n4,\"x\",5\n";
  csv_reader reader(text, "staff.csv");
  csv_row row;
  reader.next(row);
  CHECK_FALSE(row.text_after_quote().has_value());
  reader.next(row);
  CHECK(cells_of(row) == std::vector<std::string>{"1", "Head of unit", "xy"});
  CHECK(row.text_after_quote() == 1u);
  reader.next(row);
  CHECK(cells_of(row) == std::vector<std::string>{"2", "a\"b\"c\"d\"", "3"});
  CHECK(row.text_after_quote() == 1u);
  reader.next(row);  // only blanks: nothing to report
  CHECK(cells_of(row) == std::vector<std::string>{"3", "x ", "4"});
  CHECK_FALSE(row.text_after_quote().has_value());
  reader.next(row);
  CHECK_FALSE(row.text_after_quote().has_value());
}

TEST_CASE("csv_row knows when all its cells are blank", "[io][csv]") {
  const std::string text = ", \t,\"\xC2\xA0\"\n,x,\n";
  csv_reader reader(text, "staff.csv", {.delimiter = ','});
  csv_row row;
  reader.next(row);
  CHECK(row.blank());
  reader.next(row);
  CHECK_FALSE(row.blank());
}

TEST_CASE("csv_row keeps its cells when it is moved", "[io][csv]") {
  const std::string text = "\"a\"\"b\",c\n";
  csv_reader reader(text, "staff.csv");
  csv_row row;
  reader.next(row);
  const csv_row moved = std::move(row);
  CHECK(cells_of(moved) == std::vector<std::string>{"a\"b", "c"});
}

TEST_CASE("csv_reader names the row and line of a quote that is never closed", "[io][csv]") {
  const std::string text = "code,title\n1,\"two\nlines\"\n2,\"Head of unit\n3,x\n4,y\n";
  CHECK(
      csv_error_of(text) ==
      "staff.csv, row 3 (line 4): the quote that opens cell 2 is never closed, so the file may be "
      "cut off; close it, or double it if it is part of the text");
  try {
    read_all(text);
    FAIL("no error");
  } catch (const input_error& fault) {
    CHECK(fault.row() == 3u);
  }
  CHECK_THAT(csv_error_of("\""), contains("row 1 (line 1): the quote that opens cell 1"));
  CHECK_THAT(csv_error_of("a,\"b\"\""), contains("cell 2 is never closed"));
}

TEST_CASE("csv_reader refuses a cell of 100 MB quickly and names the row", "[io][csv]") {
  const std::string huge(100'000'000, 'x');
  const auto start = std::chrono::steady_clock::now();
  CHECK(csv_error_of("code,title\n1,a\n2," + huge + "\n3,b\n") ==
        "staff.csv, row 3 (line 3): cell 2 is longer than 16777216 bytes; check that this is a "
        "table");
  CHECK(csv_error_of("code,title\n1,\"" + huge + "\"\n") ==
        "staff.csv, row 2 (line 2): cell 2 is longer than 16777216 bytes; look for a quote that is "
        "not closed");
  CHECK_THAT(csv_error_of("code,title\n1,\"" + huge), contains("row 2 (line 2): cell 2 is longer"));
  CHECK_THAT(csv_error_of("code,title\n1,\"x\"" + huge),
             contains("row 2 (line 2): cell 2 is longer"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("csv_reader refuses a cell of 100 MB of line breaks or doubled quotes", "[io][csv]") {
  const std::string half(50'000'000, '"');
  CHECK_THAT(csv_error_of("a,b\n1,\"" + half + half + "\"\n"), contains("row 2 (line 2): cell 2"));
  CHECK_THAT(csv_error_of("a,b\n1,\"" + std::string(100'000'000, '\n') + "\"\n"),
             contains("row 2 (line 2): cell 2"));
}

TEST_CASE("csv_reader takes its limits from the options", "[io][csv]") {
  CHECK(read_all("ab,cd\n", {.max_cell = 2}) == table{{"ab", "cd"}});
  CHECK_THAT(csv_error_of("ab,cde\n", {.max_cell = 2}), contains("cell 2 is longer than 2 bytes"));
  CHECK(read_all("a,b,c\n", {.max_cells = 3}) == table{{"a", "b", "c"}});
  CHECK_THAT(csv_error_of("a,b,c\n1,2,3,4\n", {.max_cells = 3}),
             contains("row 2 (line 2): it has more than 3 cells"));
  CHECK_THAT(csv_error_of("a,b\n" + std::string(1'000'000, ',')),
             contains("more than 16384 cells"));
  CHECK_THAT(csv_error_of("a", {.delimiter = '"'}), contains("quote or a line break as delimiter"));
}

TEST_CASE("csv_reader honours the sep line of spreadsheets", "[io][csv]") {
  const std::string text = "sep=;\r\ncode;title\r\n1;a,b\r\n";
  csv_reader reader(text, "staff.csv");
  CHECK(reader.delimiter() == ';');
  csv_row row;
  REQUIRE(reader.next(row));
  CHECK(cells_of(row) == std::vector<std::string>{"code", "title"});
  CHECK(row.number() == 1);
  CHECK(row.line() == 2);
  CHECK(read_all("SEP=\t\na\tb\n") == table{{"a", "b"}});
  CHECK(read_all("sep=;").empty());
  CHECK(read_all("sep=;\na,b;c\n", {.delimiter = ','}) == table{{"a", "b;c"}});  // options win
  CHECK(read_all("sep=x1,b\n") == table{{"sep=x1", "b"}});
  CHECK(read_all("sep=\n1\n") == table{{"sep="}, {"1"}});
  CHECK(read_all("sep=\r\n1\r\n") == table{{"sep="}, {"1"}});
  CHECK(read_all("sep=") == table{{"sep="}});
  CHECK(read_all("sepal\n1\n") == table{{"sepal"}, {"1"}});
}

TEST_CASE("detect_delimiter finds comma, semicolon, tab and pipe", "[io][csv]") {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::string text = "code,title,reports_to\n1,a,\n2,b,1\n";
    std::ranges::replace(text, ',', delimiter);
    CHECK(detect_delimiter(text) == delimiter);
    CHECK(detect_delimiter(text.substr(0, text.find('\n'))) == delimiter);
  }
}

TEST_CASE("detect_delimiter is not misled by what stands in the cells", "[io][csv]") {
  CHECK(detect_delimiter("code;title (unit, team);reports_to\n1;a, b, c;\n2;a;1\n") == ';');
  CHECK(detect_delimiter("code;\"a,b,c,d\";reports_to\n1;x;\n") == ';');
  CHECK(detect_delimiter("code\ttitle, long, very\n1\ta\n2\tb, c\n") == '\t');
  CHECK(detect_delimiter("code,title\n1,a;b;c\n2,d;e;f\n") == ',');
  CHECK(detect_delimiter("code,title;short;long\n1,a\n2,b\n") == ',');  // alike before many
  CHECK(detect_delimiter("code,title;short;long\n") == ';');            // many where all are alike
  CHECK(detect_delimiter("code,title;short\n") == ',');                 // the first named
  CHECK(detect_delimiter("code,5\" pipe;b;c\n1;2;3\n") == ';');         // no quoted cell
  CHECK(detect_delimiter("code,\"line\nbreak;in;header\"\n1,a\n") == ',');
  CHECK(detect_delimiter("\n\ncode|title\n1|a\n") == '|');
  CHECK(detect_delimiter("kode;nama;gaji\n1;A;1.260.000,00\n2;B;5.500,00\n") == ';');
}

TEST_CASE("detect_delimiter gives a comma for a table of one column", "[io][csv]") {
  CHECK(detect_delimiter("") == ',');
  CHECK(detect_delimiter("code\n1\n2\n") == ',');
  CHECK(detect_delimiter("code\na;b\na;c\n") == ',');
  CHECK(detect_delimiter("\"never closed") == ',');
}

TEST_CASE("detect_delimiter looks only at the beginning of a large table", "[io][csv]") {
  std::string text = "code;title\n";
  while (text.size() < 3'000'000) text += "1;a\n";
  CHECK(detect_delimiter(text + std::string(1000, ',')) == ';');
}

TEST_CASE("csv_cell quotes only what would not read back", "[io][csv]") {
  CHECK(csv_cell("") == "");
  CHECK(csv_cell("Head of unit") == "Head of unit");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("a,b", {.delimiter = ';'}) == "a,b");
  CHECK(csv_cell("a;b", {.delimiter = ';'}) == "\"a;b\"");
  CHECK(csv_cell("5\"") == "\"5\"\"\"");
  CHECK(csv_cell("a\nb") == "\"a\nb\"");
  CHECK(csv_cell("a\rb") == "\"a\rb\"");
  CHECK(csv_cell(" a") == "\" a\"");
  CHECK(csv_cell("sep=;") == "\"sep=;\"");
  CHECK(csv_cell("=SUM(A1:A2)") == "=SUM(A1:A2)");  // evidence is not changed
  CHECK(csv_cell("+62 21") == "+62 21");
}

TEST_CASE("append_csv_row writes rows that read back", "[io][csv]") {
  std::string written;
  append_csv_row(written, std::vector<std::string_view>{"code", "title"});
  append_csv_row(written, std::vector<std::string_view>{"1", "a,b"});
  append_csv_row(written, std::vector<std::string_view>{""});
  append_csv_row(written, std::vector<std::string_view>{"2"});
  CHECK(written == "code,title\n1,\"a,b\"\n\"\"\n2\n");
  CHECK(read_all(written) == table{{"code", "title"}, {"1", "a,b"}, {""}, {"2"}});
}

TEST_CASE("csv_reader reads back every table that csv_cell writes", "[io][csv][property]") {
  const std::vector<std::string> letters = {"a", "b",        "7",        " ",        "\"", ",",
                                            ";", "\t",       "|",        "\n",       "\r", "\r\n",
                                            "=", "\xC3\xA9", "\xC2\xA0", "long text"};
  std::mt19937 random(4180);
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
  };
  std::size_t cases = 0;
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(2'500); ++trial) {
    table rows(1 + up_to(5));
    const std::size_t columns = 1 + up_to(4);
    for (auto& row : rows) {
      row.resize(columns);
      for (auto& cell : row) {
        for (std::size_t length = up_to(6); length > 0; --length) {
          cell += letters[up_to(letters.size() - 1)];
        }
      }
    }
    for (const char delimiter : {',', ';', '\t', '|'}) {
      for (const std::string end : {"\n", "\r\n", "\r"}) {
        std::string text;
        for (std::size_t index = 0; index < rows.size(); ++index) {
          if (columns == 1 && rows[index][0].empty()) text += "\"\"";
          for (std::size_t cell = 0; cell < columns; ++cell) {
            if (cell != 0) text += delimiter;
            text += csv_cell(rows[index][cell], {.delimiter = delimiter});
          }
          if (index + 1 < rows.size() || trial % 2 == 0) text += end;
        }
        if (read_all(text, {.delimiter = delimiter}) != rows)
          FAIL("reads back differently: " << text);
        ++cases;
      }
    }
  }
  CHECK(cases >= pangkas::tests::cases_to_try(20'000));
}

TEST_CASE("csv_reader agrees with a plain state machine on any text", "[io][csv][property]") {
  const std::string letters = "ab \"\"\"\",,,;\t\n\n\r\xC2\xA0";
  std::mt19937 random(2024);
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
  };
  std::size_t unclosed = 0;
  csv_row row;  // reused, so that what one table leaves in it cannot matter to the next
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(100'000); ++trial) {
    std::string text;
    // The long ones are searched in several parts.
    for (std::size_t length = up_to(trial % 500 == 0 ? 30'000 : 40); length > 0; --length) {
      text += letters[up_to(letters.size() - 1)];
    }
    const char delimiter = trial % 4 == 0 ? ';' : trial % 4 == 1 ? '\t' : ',';
    table expected;
    std::vector<std::size_t> expected_numbers;
    std::vector<std::size_t> expected_lines;
    const bool closed = read_plainly(text, delimiter, expected, expected_numbers, expected_lines);

    table rows;
    std::vector<std::size_t> numbers;
    std::vector<std::size_t> lines;
    bool refused = false;
    try {
      csv_reader reader(text, "staff.csv", {.delimiter = delimiter});
      while (reader.next(row)) {
        rows.push_back(cells_of(row));
        numbers.push_back(row.number());
        lines.push_back(row.line());
      }
    } catch (const input_error&) {
      refused = true;
    }
    if (rows != expected || numbers != expected_numbers || lines != expected_lines ||
        refused == closed) {
      CAPTURE(text, rows, expected, numbers, expected_numbers, lines, expected_lines);
      FAIL("differs from the plain reading");
    }
    if (!closed) ++unclosed;
  }
  CHECK(unclosed > pangkas::tests::cases_to_try(20'000));
}

TEST_CASE(
    "A cell that a spreadsheet would compute begins with an apostrophe where that is asked for",
    "[io][csv]") {
  // OWASP, "CSV Injection": = + - @ tab and carriage return begin what is computed.
  for (const auto& [cell, safe] : std::vector<std::pair<std::string, std::string>>{
           {"=1+1", "'=1+1"},
           {"@SUM(A1)", "'@SUM(A1)"},
           {"+A1", "'+A1"},
           {"-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"},
           {"=HYPERLINK(\"u\",\"t\")", "\"'=HYPERLINK(\"\"u\"\",\"\"t\"\")\""},
           {"\t=1", "\"'\t=1\""},
           {"\r=1", "\"'\r=1\""},
           // No formula: a number, a mark, and what does not begin with one.
           {"-12.5", "-12.5"},
           {"+62 812", "+62 812"},
           {"-", "-"},
           {"", ""},
           {"a=1", "a=1"},
           {"'=1", "'=1"}}) {
    CHECK(csv_cell(cell, for_people) == safe);
    CHECK(csv_cell(cell).find('\'') == cell.find('\''));
  }
}

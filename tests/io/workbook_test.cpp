// SPDX-License-Identifier: BSL-1.0
#include "io/workbook.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/sha256.hpp>

#include "support/archive.hpp"
#include "support/catch.hpp"
#include "support/data.hpp"
#include "support/temporary_folder.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using pangkas::tests::archive_of;
using pangkas::tests::archive_parts;
using pangkas::tests::contains;
using pangkas::tests::parts_of;
using pangkas::tests::sample_data;
using pangkas::tests::workbook_of;
using pangkas::tests::workbook_parts;

namespace {

/// The rows of a table by their number, cells apart by '|'.
std::map<std::size_t, std::string> rows_of(std::string_view text) {
  std::map<std::size_t, std::string> rows;
  csv_reader reader(text, "table");
  csv_row row;
  while (reader.next(row)) {
    if (row.blank()) continue;
    std::string& line = rows[row.number()];
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += '|';
      line += row[i];
    }
  }
  return rows;
}

/// A workbook with one sheet.
workbook_parts one_sheet(const std::string& rows, const std::string& after = {}) {
  workbook_parts parts;
  parts.sheets = {{"Posts", "<sheetData>" + rows + "</sheetData>" + after}};
  return parts;
}

std::map<std::size_t, std::string> rows_in(const workbook_parts& parts,
                                           const detail::sheet_choice& choice = {}) {
  return rows_of(detail::read_workbook(workbook_of(parts), "w.xlsx", choice).text);
}

/// The bytes of a workbook after a text in one of its parts was replaced, wherever it stands there.
std::string workbook_with(const workbook_parts& workbook, const std::string& part,
                          const std::string& from, const std::string& to) {
  archive_parts parts = parts_of(workbook);
  for (auto& [name, content] : parts)
    if (name == part)
      for (std::size_t at = 0; (at = content.find(from, at)) != std::string::npos; at += to.size())
        content.replace(at, from.size(), to);
  return archive_of(parts);
}

/// What is said of bytes that are no workbook.
std::string workbook_refusal(const std::string& bytes, const detail::sheet_choice& choice = {}) {
  try {
    static_cast<void>(detail::read_workbook(bytes, "w.xlsx", choice));
  } catch (const input_error& fault) {
    CHECK(fault.file() == "w.xlsx");
    return fault.what();
  }
  return "was read";
}

/// A cell of text.
std::string text_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

/// What a cell of a number is read as, by the code of its format.
std::string shown(const std::string& stored, const std::string& format = "General",
                  const std::string& properties = {}) {
  workbook_parts parts = one_sheet("<row><c s=\"1\"><v>" + stored + "</v></c></row>");
  parts.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"" + format +
                 "\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                 "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>";
  parts.properties = properties;
  return rows_in(parts)[1];
}

/// The same by the number of a format that every spreadsheet knows.
std::string shown_by_id(const std::string& stored, int format) {
  workbook_parts parts = one_sheet("<row><c s=\"0\"><v>" + stored + "</v></c></row>");
  parts.styles = "<cellXfs><xf numFmtId=\"" + std::to_string(format) + "\"/></cellXfs>";
  return rows_in(parts)[1];
}

}  // namespace

TEST_CASE("the rows of a sheet keep their numbers", "[io][workbook]") {
  // Rows and cells may be left out, and may have no number of their own.
  const auto rows =
      rows_in(one_sheet("<row r=\"3\">" + text_cell("A3", "code") + text_cell("C3", "reports_to") +
                        "</row><row r=\"4\"/>" + "<row r=\"7\">" + text_cell("C7", "x") +
                        "</row><row><c/>" + "<c t=\"inlineStr\"><is><t>y</t></is></c></row>"));
  CHECK(rows ==
        std::map<std::size_t, std::string>{{3, "code||reports_to"}, {7, "||x"}, {8, "|y|"}});
}

TEST_CASE("rows below a title are as wide as the headings", "[io][workbook]") {
  CHECK(rows_in(one_sheet("<row>" + text_cell("A1", "Title") + "</row><row>" +
                          text_cell("A2", "code") + text_cell("B2", "reports_to") + "</row><row>" +
                          text_cell("A3", "1") + "</row>")) ==
        std::map<std::size_t, std::string>{{1, "Title"}, {2, "code|reports_to"}, {3, "1|"}});
}

TEST_CASE("text is what a cell shows", "[io][workbook]") {
  workbook_parts parts = one_sheet(
      "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
      "<c t=\"str\"><f>A1</f><v>a, \"b\"; c</v></c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
      "<c t=\"d\"><v>2021-06-30</v></c><c t=\"s\"/>"
      "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>");
  parts.shared_texts =
      "<si><t>Biro &amp; \xC3\xA9</t></si>"
      "<si><r><t xml:space=\"preserve\">Kepala </t></r><r><rPr><b/></rPr><t>Bagian</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>left out</t></rPh></si>"
      "<si><t>a_x000D_b_x005F_x_xZZZZ_</t></si>";
  CHECK(rows_in(parts)[1] ==
        "Biro & \xC3\xA9|Kepala Bagian|a\rb_x_xZZZZ_|a, \"b\"; c|TRUE|FALSE|2021-06-30||inline");

  // How a word sounds is not shown; an empty truth is none; what is no escape stands as it is.
  parts = one_sheet(
      "<row><c t=\"inlineStr\"><is><t>word</t><rPh sb=\"0\" eb=\"1\"><t>sound</t></rPh></is></c>"
      "<c t=\"b\"><v>true</v></c><c t=\"b\"/><c t=\"s\"><v>0</v></c></row>");
  parts.shared_texts = "<t>lost</t><si><t>_x0000_ _x00E9_ _x00ZZ_ _x0041x _x00</t></si>";
  CHECK(rows_in(parts)[1] == "word|TRUE||_x0000_ _x00E9_ _x00ZZ_ _x0041x _x00");
  // Cells that do not stand in their order, and white space between elements.
  parts = one_sheet("\n<row>\n" + text_cell("B1", "b") + "\n" + text_cell("A1", "a") + "</row>\n");
  parts.styles = parts.properties = "\n";
  CHECK(rows_of(detail::read_workbook(workbook_with(parts, "xl/_rels/workbook.xml.rels",
                                                    "<Relationship ", "\n<Relationship "),
                                      "w.xlsx")
                    .text)[1] == "a|b");
}

TEST_CASE("numbers have as few digits as tell them, and no exponent", "[io][workbook]") {
  CHECK(shown("12") == "12");
  CHECK(shown("1.5") == "1.5");
  CHECK(shown("0.30000000000000004") == "0.3");  // 0.1 + 0.2 as it is stored
  CHECK(shown("1.1000000000000001") == "1.1");   // as Excel writes 1.1
  CHECK(shown("1.2E-2") == "0.012");
  CHECK(shown("-1.25E-7") == "-0.000000125");
  CHECK(shown("1E-5") == "0.00001");
  CHECK(shown("1.5E3") == "1500");
  CHECK(shown("999999999999999") == "999999999999999");
  CHECK(shown("1E+300").size() == 301);
  CHECK(shown("7", "000") == "007");
  CHECK(shown("1234", "000") == "1234");
  CHECK(shown("-7", "000") == "-7");
  CHECK(shown("x1") == "x1");
  CHECK(shown("12x") == "12x");
  CHECK(shown("inf") == "inf");
  CHECK(rows_in(one_sheet("<row><c s=\"7\"><v>12</v></c></row>"))[1] == "12");  // no such style

  // With the decimal comma, as the spreadsheet shows it there; the mapping's reader expects that.
  const std::string cell = "<row><c><v>1.5</v></c><c><v>2</v></c></row>";
  CHECK(rows_in(one_sheet(cell), {.decimals = decimal_mark::comma})[1] == "1,5|2");
}

TEST_CASE("numbers that are shown as dates are dates", "[io][workbook]") {
  // Section 18.17.4.1 of ECMA-376 has these serial numbers.
  CHECK(shown("1", "yyyy-mm-dd") == "1900-01-01");
  CHECK(shown("59", "dd/mm/yy") == "1900-02-28");
  CHECK(shown("60", "dd/mm/yy") == "60");  // the day that there was not
  CHECK(shown("61", "dd/mm/yy") == "1900-03-01");
  CHECK(shown("2958465", "d") == "9999-12-31");
  CHECK(shown("2958466", "d") == "2958466");
  CHECK(shown("0", "yyyy") == "0");
  CHECK(shown("-1", "yyyy") == "-1");
  const std::string from_1904 = "<workbookPr date1904=\"1\"/>";
  CHECK(shown("0", "yyyy-mm-dd", from_1904) == "1904-01-01");
  CHECK(shown("1", "yyyy-mm-dd", "<workbookPr date1904=\"true\"/>") == "1904-01-02");
  // 44377 is the 30th of June 2021: 43831, the first of 2020, and 366 + 180 days.
  CHECK(shown("44377", "[$-421]dd mmmm yyyy;@") == "2021-06-30");
  CHECK(shown("44377.25", "yyyy-mm-dd hh:mm") == "2021-06-30T06:00:00");
  CHECK(shown("44377.999999999", "d/m/yy h:mm") == "2021-07-01");
  CHECK(shown("44377", "mmm") == "2021-06-30");
  for (const char* const number : {"0.00", "#,##0 &quot;days&quot;", "[Red]0", "mm:ss", "h:mm",
                                   "\\d0", "0_d", "*d0", "0;yyyy", "General"})
    CHECK(shown("44377", number) == "44377");
  for (const int id : {14, 15, 16, 17, 22, 27, 36, 50, 58})
    CHECK(shown_by_id("44377", id) == "2021-06-30");
  for (const int id : {0, 1, 2, 10, 12, 13, 18, 21, 37, 45, 49})
    CHECK(shown_by_id("44377", id) == "44377");
}

TEST_CASE("a merged range fills the rows of its first column that have text", "[io][workbook]") {
  const std::string rows = "<row r=\"1\">" + text_cell("A1", "unit") + text_cell("B1", "code") +
                           text_cell("C1", "title") + "</row><row r=\"2\">" + text_cell("A2", "U") +
                           text_cell("B2", "1") + text_cell("C2", "wide") + "</row><row r=\"3\">" +
                           text_cell("B3", "2") + "</row><row r=\"5\">" + text_cell("B5", "3") +
                           "</row><row r=\"6\">" + text_cell("B6", "4") + "</row>";
  const auto merged = rows_in(one_sheet(
      rows,
      "<mergeCells count=\"2\"><mergeCell ref=\"A2:A5\"/><mergeCell ref=\"C2:D2\"/></mergeCells>"));
  CHECK(merged ==
        std::map<std::size_t, std::string>{
            {1, "unit|code|title"}, {2, "U|1|wide"}, {3, "U|2|"}, {5, "U|3|"}, {6, "|4|"}});

  // One that begins where nothing stands fills nothing; what is no range of rows is none.
  CHECK(rows_in(one_sheet(rows,
                          "<mergeCells><mergeCell ref=\"A4:A6\"/><mergeCell ref=\"F2:F3\"/>"
                          "<mergeCell ref=\"A2\"/><mergeCell ref=\"a2:A5\"/><mergeCell "
                          "ref=\"A2:5\"/></mergeCells>")) == rows_in(one_sheet(rows)));
  // Beside the table too, and over a row of blanks.
  const auto filled =
      rows_in(one_sheet("<row>" + text_cell("A1", "x") + text_cell("B1", "y") + "</row><row>" +
                            text_cell("A2", "1") + text_cell("D2", "far") + "</row><row>" +
                            text_cell("A3", " ") + "</row><row>" + text_cell("A4", "2") + "</row>",
                        "<mergeCells><mergeCell ref=\"D2:D4\"/></mergeCells>"));
  CHECK(filled.size() == 3);
  CHECK(filled.at(2) == "1|||far");
  CHECK(filled.at(4) == "2|||far");
}

TEST_CASE("what a cell does not tell is a finding of its column", "[io][workbook]") {
  const std::string rows =
      "<row r=\"2\">" + text_cell("A2", "code") + text_cell("B2", "cost") + "</row><row r=\"3\">" +
      "<c r=\"A3\"><v>1.2345678901234568E+17</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"4\"><c r=\"A4\"><f>A1</f></c><c r=\"B4\" t=\"e\"><v>#REF!</v></c></row>"
      "<row r=\"5\"><c r=\"A5\"><f>A1</f><v/></c><c r=\"C5\" t=\"e\"><v>#DIV/0!</v></c></row>";
  const detail::table_text table = detail::read_workbook(workbook_of(one_sheet(rows)), "w.xlsx");
  CHECK(table.name == "w.xlsx (sheet \"Posts\")");
  // A number has 15 digits: the rest are zeros.
  CHECK(rows_of(table.text) ==
        std::map<std::size_t, std::string>{{2, "code|cost"}, {3, "123456789012346000|"}});
  std::vector<std::string> told;
  for (const finding& f : table.findings) {
    CHECK(f.file == table.name);
    told.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " " + f.column + ": " +
                   f.detail);
  }
  CHECK(told ==
        std::vector<std::string>{
            "cell-error 3 cost: cell B3 holds the error #N/A; so do 1 cells below it",
            "cell-error 5 C: cell C5 holds the error #DIV/0!",
            "no-stored-value 4 code: cell A4 holds a formula, and not what it gives; so do 1 "
            "cells below it",
            "lost-digits 3 code: cell A3 holds 1.2345678901234568E+17 as a number, of which a "
            "spreadsheet keeps 15 digits"});

  // A column without a heading has its letter.
  const detail::table_text unnamed = detail::read_workbook(
      workbook_of(one_sheet("<row>" + text_cell("A1", "a") + text_cell("B1", " ") +
                            text_cell("C1", "c") +
                            "</row><row><c r=\"B2\" t=\"e\"><v>#N/A</v></c></row>")),
      "w.xlsx");
  REQUIRE(unnamed.findings.size() == 1);
  CHECK(unnamed.findings[0].column == "B");
}

TEST_CASE("a sheet is chosen by name, by number, or as the first that is seen", "[io][workbook]") {
  const auto sheet = [](const std::string& text) {
    return "<sheetData><row>" + text_cell("A1", text) + "</row></sheetData>";
  };
  workbook_parts parts;
  parts.sheets = {{"Hidden", sheet("h")},
                  {"First", sheet("f")},
                  {"Blank", "<sheetData/>"},
                  {"Jabatan &amp; Unit", sheet("j")}};
  parts.states = {"hidden", "visible", "visible", "visible"};
  const std::string bytes = workbook_of(parts);
  const auto read = [&](const detail::sheet_choice& choice) {
    const detail::table_text table = detail::read_workbook(bytes, "w.xlsx", choice);
    return rows_of(table.text)[1] + (table.findings.empty() ? "" : " " + table.findings[0].detail);
  };
  CHECK(read({}) == "f the workbook has more sheets: \"Jabatan & Unit\"");
  CHECK(read({.name = "Jabatan & Unit"}) == "j");
  CHECK(read({.name = "jabatan & unit"}) == "j");
  CHECK(read({.number = 1}) == "h");
  CHECK(read({.usual = "first"}) == "f");
  CHECK(read({.usual = "positions"}) == "f the workbook has more sheets: \"Jabatan & Unit\"");
  CHECK(workbook_refusal(bytes, {.name = "Frist"}) ==
        "w.xlsx has no sheet \"Frist\"; did you mean \"First\"?; its sheets are \"Hidden\", "
        "\"First\", "
        "\"Blank\", \"Jabatan & Unit\"");
  CHECK_THAT(workbook_refusal(bytes, {.number = 5}), contains("has no sheet of number 5"));

  // A chart has no cells.
  const std::string relations = "xl/_rels/workbook.xml.rels";
  const std::string chart =
      workbook_with(parts, relations, "worksheet\" Target=\"worksheets/sheet2",
                    "chartsheet\" Target=\"chartsheets/sheet2");
  CHECK_THAT(workbook_refusal(chart, {.name = "First"}),
             contains("has no cells in its sheet \"First\", which is a chart"));
  const auto read_charted = [&](const detail::sheet_choice& choice) {
    return rows_of(detail::read_workbook(chart, "w.xlsx", choice).text)[1];
  };
  CHECK(read_charted({.usual = "first"}).empty());  // the next that is seen, which is blank
  CHECK(read_charted({.number = 4}) == "j");
  const std::string charts = workbook_with(parts, relations, "/worksheet\"", "/chartsheet\"");
  CHECK_THAT(workbook_refusal(charts), contains("has no sheet with cells, only charts"));
  CHECK_THAT(workbook_refusal(workbook_with(parts, relations, "\"s4\"", "\"t4\""), {.number = 4}),
             contains("has no cells in its sheet \"Jabatan & Unit\""));
  // What stands elsewhere is not followed.
  CHECK_THAT(workbook_refusal(workbook_with(parts, relations, "Target=\"worksheets",
                                            "TargetMode=\"External\" Target=\"worksheets")),
             contains("has no sheet with cells"));
  CHECK_THAT(workbook_refusal(workbook_with(parts, relations, "sheets/sheet2", "sheets/none")),
             contains("is damaged: its part xl/worksheets/none.xml is missing"));
  CHECK_THAT(workbook_refusal(workbook_of({})), contains("is a workbook without sheets"));
  // Blanks between elements are no value; a number is one.
  parts.sheets = {{"1", sheet("a")},
                  {"2", "<sheetData>\n<row>\n</row></sheetData>"},
                  {"3", "<sheetData><row><c><v>3</v></c></row></sheetData>"}};
  for (int i = 4; i <= 32; ++i) parts.sheets.emplace_back(std::to_string(i), sheet("b"));
  parts.states.clear();
  const detail::table_text many = detail::read_workbook(workbook_of(parts), "w.xlsx");
  REQUIRE(many.findings.size() == 1);
  CHECK_THAT(many.findings[0].detail, contains("more sheets: \"3\", \"4\""));
  CHECK_THAT(workbook_refusal(workbook_of(parts), {.number = 33}), contains("\"30\" and 2 more"));
}

TEST_CASE("what is no workbook is refused by what it is", "[io][workbook]") {
  const std::string rows = "<row>" + text_cell("A1", "code") + "</row>";
  const std::string good = workbook_of(one_sheet(rows));
  CHECK(workbook_refusal(good) == "was read");
  const auto relations = [](const std::string& target) {
    return archive_of({{"_rels/.rels",
                        "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                        "Target=\"" +
                            target + "\"/></Relationships>"}});
  };
  CHECK(workbook_refusal(relations("word/document.xml")) ==
        "w.xlsx is a Word document, not a spreadsheet; copy its table into a spreadsheet and save "
        "that");
  CHECK_THAT(workbook_refusal(relations("ppt/presentation.xml")),
             contains("is a PowerPoint presentation"));
  CHECK_THAT(workbook_refusal(relations("xl/workbook.bin")), contains("in binary form (.xlsb)"));
  CHECK_THAT(
      workbook_refusal(archive_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                   {"content.xml", "<a/>"}})),
      contains("is an OpenDocument spreadsheet; save it as .xlsx"));
  CHECK_THAT(workbook_refusal(archive_of({{"posts.csv", "code\n"}})),
             contains("is a ZIP archive, but no Excel workbook"));
  CHECK_THAT(workbook_refusal(archive_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                          {"content.xml", "<a/>"}})),
             contains("is an OpenDocument file, but no spreadsheet"));
  CHECK_THAT(workbook_refusal(archive_of({{"mimetype", "application/epub+zip"}})),
             contains("is a ZIP archive, but no Excel workbook"));
  // The end of an archive that holds nothing, by its definition.
  const std::string empty_archive = "PK\x05\x06" + std::string(18, '\0');
  CHECK(detail::is_archive(empty_archive));
  CHECK_THAT(workbook_refusal(empty_archive), contains("w.xlsx"));
  CHECK_THAT(workbook_refusal(archive_of(parts_of(one_sheet(rows)), "secret")),
             contains("is protected by a password"));
  for (std::size_t length = 4; length < good.size(); length += 97)
    CHECK_THAT(workbook_refusal(good.substr(0, length)), contains("damaged"));
  // A byte of the first part, which is the sheet: its name ends at 30 + 24.
  std::string broken = good;
  broken[60] = static_cast<char>(broken[60] ^ 0x55);
  CHECK_THAT(workbook_refusal(broken), contains("its part xl/worksheets/sheet1.xml cannot be"));

  // Each part that is missing, no XML, or declares entities.
  for (std::size_t i = 0; i < parts_of(one_sheet(rows)).size(); ++i) {
    archive_parts parts = parts_of(one_sheet(rows));
    const std::string name = parts[i].first;
    parts[i].second = "<a><b></a>";
    CHECK_THAT(workbook_refusal(archive_of(parts)),
               contains("its part " + name + " is no valid XML"));
    parts[i].second = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    CHECK_THAT(workbook_refusal(archive_of(parts)), contains("declares a document type"));
  }
  for (const char* const bad :
       {"<row r=\"0\"/>", "<row r=\"x\"/>", "<row r=\"1048577\"/>", "<row r=\"2\"/><row r=\"2\"/>",
        "<row><c r=\"XFE1\"/></row>", "<row><c r=\"A\"/></row>",
        "<row><c t=\"s\"><v>0</v></c></row>", "<row><c t=\"s\"><v>x</v></c></row>",
        "<row r=\"3x\"/>", "<row><c r=\"a1\"/></row>", "<row><c r=\"1\"/></row>",
        "<row><c r=\"A0\"/></row>", "<row><c r=\"A1x\"/></row>", "<row><c r=\"A1048577\"/></row>",
        "<row><c r=\"XFD1\"/><c/></row>"})
    CHECK_THAT(workbook_refusal(workbook_of(one_sheet(bad))), contains("w.xlsx is damaged"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  CHECK_THAT(workbook_refusal(workbook_of(one_sheet(deep))),
             contains("nests elements more than 64 deep"));
}

TEST_CASE("an archive that unpacks beyond measure is refused", "[io][workbook]") {
  const std::string blanks(std::size_t{80} << 20, ' ');
  CHECK_THAT(workbook_refusal(workbook_of(one_sheet(blanks))),
             contains("unpacks to more than 300 times its size"));
  // A short file may also name a long text many times over.
  workbook_parts parts = one_sheet([] {
    std::string rows;
    for (int i = 0; i < 4000; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
    return rows;
  }());
  parts.shared_texts = "<si><t>" + std::string(32'767, 'x') + "</t></si>";
  CHECK_THAT(workbook_refusal(workbook_of(parts)), contains("unpacks to more than"));
}

TEST_CASE("a workbook is read as the tables that it was made from", "[io][workbook]") {
  // Made by openpyxl from those: see make.py beside it.
  const std::string workbook = (sample_data("workbooks") / "id-ministry.xlsx").string();
  const std::string example = std::string(PANGKAS_SOURCE_DIR) + "/examples/id-ministry/";
  const auto as_json = [](const std::string& positions, const std::string& matters,
                          const std::string& authority, const std::string& lines) {
    read_options options;
    options.matters = {matters};
    options.authority = {authority};
    options.lines = {lines};
    const read_result read = read_organisation(std::vector{positions}, options);
    CHECK(read.findings.empty());
    std::string text;
    write_json(read.organisation, [&](std::string_view piece) { text += piece; });
    return text;
  };
  CHECK(as_json(workbook, workbook, workbook, workbook) ==
        as_json(example + "positions.csv", example + "matters.csv", example + "authority.csv",
                example + "lines.csv"));
}

TEST_CASE("a mapping is for workbooks too, and findings name the sheet", "[io][workbook]") {
  const pangkas::tests::temporary_folder folder;
  const std::string path = folder / "staff.xlsx";
  workbook_parts parts;
  parts.sheets = {
      {"Notes", "<sheetData><row>" + text_cell("A1", "read me") + "</row></sheetData>"},
      {"Staff", "<sheetData><row r=\"1\">" + text_cell("A1", "post") + text_cell("B1", "manager") +
                    text_cell("C1", "fte") + "</row><row r=\"2\"><c r=\"A2\"><v>1</v></c>" +
                    text_cell("B2", "XX") + "<c r=\"C2\"><v>0.5</v></c></row><row r=\"9\">" +
                    "<c r=\"A9\"><v>12</v></c><c r=\"B9\"><v>7</v></c>" + text_cell("C9", "1,5") +
                    "</row></sheetData>"}};
  const std::string bytes = workbook_of(parts);
  pangkas::tests::put(path, bytes);
  read_options options;
  options.columns = read_columns(
      "[columns]\ncode = \"post\"\nreports_to = \"manager\"\nseats = \"fte\"\n[reading]\n"
      "root_marks = [\"XX\"]\nsheet = 2\ndelimiter = \";\"\ndecimal = \"comma\"\n",
      "mapping");
  for (const bool in_memory : {false, true}) {
    if (in_memory) options.in_memory = [&](const std::string&) { return std::optional(bytes); };
    const read_result read = read_organisation(std::vector{path}, options);
    REQUIRE(read.organisation.size() == 2);
    CHECK(read.organisation.seats(read.organisation.at("1")) == 0.5);
    CHECK(read.organisation.seats(read.organisation.at("12")) == 1.5);
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].rule == "unknown-superior");
    CHECK(read.findings[0].row == 9);
    CHECK(read.findings[0].file == path + " (sheet \"Staff\")");
    REQUIRE(read.inputs.size() == (in_memory ? 0 : 1));
    if (!in_memory) CHECK(read.inputs[0].file == path);
    if (!in_memory) CHECK(read.inputs[0].sha256 == sha256_hex(bytes));
  }
  options.format = file_format::json;
  CHECK_THROWS_AS(read_organisation(std::vector{path}, options), input_error);
}

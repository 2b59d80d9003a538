// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/exports.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/result_table.hpp>

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

constexpr std::string_view xml_declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text inside an element. A character that XML does not hold has an escape of the spreadsheet.
void append_xml_text(std::string& xml, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const auto value = static_cast<unsigned char>(c);
    const bool looks_like_escape = text.substr(at, 2) == "_x" && text.substr(at + 6, 1) == "_";
    if (c == '&')
      xml += "&amp;";
    else if (c == '<')
      xml += "&lt;";
    else if (c == '>')
      xml += "&gt;";
    else if (looks_like_escape || (value < ' ' && c != '\t' && c != '\n'))
      xml += fmt::format("_x{:04X}_", value);
    else
      xml += c;
  }
}

bool is_number_column(std::string_view heading) {
  constexpr std::array<std::string_view, 5> headings{"seats", "filled", "cost", "budget", "amount"};
  return std::ranges::find(headings, heading) != headings.end();
}

/// Whether a cell of a column of numbers is one and not, say, bands of amounts.
bool is_plain_number(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::ranges::count(cell, '.') <= 1 && cell.front() != '.' && cell.back() != '.';
}

/// A sheet with the cells of a table.
/// @param holds_numbers  By column; none: told by the headings.
std::string sheet_of(const std::string& table, const std::string& name,
                     std::vector<bool> holds_numbers = {}) {
  constexpr std::size_t rows_of_a_sheet = 1'048'576;
  constexpr std::size_t longest_cell = 32'767;
  std::string xml(xml_declaration);
  xml +=
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews>"
      "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/>"
      "</sheetView></sheetViews><sheetData>";
  csv_reader reader(table, name, {.delimiter = ','});
  csv_row row;
  const bool are_told = !holds_numbers.empty();
  bool is_heading = true;
  for (; reader.next(row); is_heading = false) {
    if (row.number() > rows_of_a_sheet)
      throw output_error(fmt::format("a sheet has no more than {} rows; write the {} as CSV",
                                     rows_of_a_sheet, name));
    xml += "<row>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string_view cell = row[i];
      if (is_heading && !are_told) holds_numbers.push_back(is_number_column(cell));
      if (cell.size() > longest_cell)
        throw output_error(
            fmt::format("a cell of a sheet has no more than {} characters; write the {} "
                        "as CSV",
                        longest_cell, name));
      if (cell.empty()) {
        xml += "<c/>";
      } else if (!is_heading && holds_numbers[i] && is_plain_number(cell)) {
        xml += fmt::format("<c><v>{}</v></c>", cell);
      } else {
        xml += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_xml_text(xml, cell);
        xml += "</t></is></c>";
      }
    }
    xml += "</row>\n";
  }
  return xml + "</sheetData></worksheet>";
}

/// An archive that is packed in memory.
class packed_archive {
 public:
  packed_archive() : target_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
    if (target_ == nullptr) fail();
    zip_source_keep(target_);
    archive_ = zip_open_from_source(target_, ZIP_TRUNCATE, nullptr);
    if (archive_ == nullptr) fail();
  }
  packed_archive(const packed_archive&) = delete;
  packed_archive& operator=(const packed_archive&) = delete;
  ~packed_archive() {
    if (archive_ != nullptr) zip_discard(archive_);
    zip_source_free(target_);
  }

  void add(const std::string& name, std::string content) {
    parts_.push_back(std::make_unique<std::string>(std::move(content)));
    zip_source_t* const source =
        zip_source_buffer(archive_, parts_.back()->data(), parts_.back()->size(), 0);
    if (source == nullptr) fail();
    const zip_int64_t index = zip_file_add(archive_, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      fail();
    }
    // The same organisation gives the same bytes: the first day that an archive can tell.
    std::tm day{};
    day.tm_year = 80;
    day.tm_mday = 1;
    day.tm_isdst = -1;
    zip_file_set_mtime(archive_, static_cast<zip_uint64_t>(index), std::mktime(&day), 0);
  }

  void write(const text_sink& sink) {
    if (zip_close(archive_) != 0) fail();
    archive_ = nullptr;
    if (zip_source_open(target_) != 0) fail();
    std::array<char, 65536> piece;
    for (;;) {
      const zip_int64_t got = zip_source_read(target_, piece.data(), piece.size());
      if (got < 0) fail();
      if (got == 0) break;
      sink({piece.data(), static_cast<std::size_t>(got)});
    }
    zip_source_close(target_);
  }

 private:
  [[noreturn]] static void fail() {
    throw output_error("the workbook could not be packed, most likely for want of memory");
  }

  zip_source_t* target_;
  zip_t* archive_ = nullptr;
  std::vector<std::unique_ptr<std::string>> parts_;  // read when the archive is closed
};

/// Sheets by name. What they hold is given to the archive, which keeps it until it is packed.
void write_sheets(std::vector<std::pair<std::string, std::string>> sheets, const text_sink& sink) {
  const std::string types = "http://schemas.openxmlformats.org/package/2006/content-types";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  const std::string sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::string contents = fmt::format(
      "{}<Types xmlns=\"{}\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
      "PartName=\"/xl/workbook.xml\" ContentType=\"{}sheet.main+xml\"/>",
      xml_declaration, types, sheet_type);
  std::string names;
  std::string relations;
  packed_archive archive;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    contents += fmt::format(
        "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}worksheet+xml\"/>", i,
        sheet_type);
    names += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", sheets[i - 1].first,
                         i, i);
    relations += fmt::format(
        "<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>", i,
        office, i);
  }
  archive.add("[Content_Types].xml", contents + "</Types>");
  archive.add("_rels/.rels",
              fmt::format("{}<Relationships xmlns=\"{}\"><Relationship Id=\"rId1\" "
                          "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                          xml_declaration, package, office));
  archive.add("xl/workbook.xml",
              fmt::format("{}<workbook "
                          "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                          "xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                          xml_declaration, office, names));
  archive.add("xl/_rels/workbook.xml.rels",
              fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", xml_declaration,
                          package, relations));
  for (std::size_t i = 1; i <= sheets.size(); ++i)
    archive.add(fmt::format("xl/worksheets/sheet{}.xml", i), std::move(sheets[i - 1].second));
  archive.write(sink);
}

}  // namespace

void write_result_workbook(const result_table& table, const text_sink& sink) {
  std::string cells;
  write_result_table(table, [&](std::string_view piece) { cells += piece; });
  std::vector<bool> holds_numbers;
  for (const result_column& column : table.columns)
    holds_numbers.push_back(std::holds_alternative<count_cells>(column.cells) ||
                            std::holds_alternative<number_cells>(column.cells));
  write_sheets({{"rows", sheet_of(cells, "rows", std::move(holds_numbers))}}, sink);
}

void write_workbook(const organisation& org, const text_sink& sink) {
  std::vector<std::pair<std::string, std::string>> sheets;
  const auto add_sheet = [&](const std::string& name, const auto& write_table) {
    std::string table;
    write_table([&](std::string_view piece) { table += piece; });
    sheets.emplace_back(name, sheet_of(table, name));
  };
  add_sheet("positions", [&](const text_sink& to) { write_position_table(org, to); });
  if (!org.matters().empty())
    add_sheet("matters", [&](const text_sink& to) { write_matter_table(org, to); });
  if (!org.authorities().empty())
    add_sheet("authority", [&](const text_sink& to) { write_authority_table(org, to); });
  if (!org.parts().lines.empty())
    add_sheet("lines", [&](const text_sink& to) { write_line_table(org, to); });
  if (!org.steps().empty())
    add_sheet("steps", [&](const text_sink& to) { write_step_table(org, to); });
  write_sheets(std::move(sheets), sink);
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "workbook.hpp"

#include "xml_parts.hpp"
#include "zip_archive.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

// What a spreadsheet can hold.
constexpr std::size_t last_row_of_sheet = 1'048'576;
constexpr std::size_t most_columns = 16'384;

// --- The parts of the archive -------------------------------------------------------------------

/// The relations of a part to others: the identifier, the last word of the type, and the target.
struct part_relation {
  std::string id;
  std::string type;
  std::string target;
};

class relation_events final : public xml_events {
 public:
  void begin(std::string_view name, const xml_attributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    const std::string_view type = attributes.find("Type").value_or("");
    found.push_back({std::string(attributes.find("Id").value_or("")),
                     std::string(type.substr(type.rfind('/') + 1)),
                     std::string(attributes.find("Target").value_or(""))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<part_relation> found;
};

/// The relations of a part, if it has any, with targets as the archive names them.
std::vector<part_relation> relations_of(zip_archive& archive, const std::string& part) {
  const std::filesystem::path path(part);
  const std::string relations =
      (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
  relation_events events;
  if (archive.has(relations)) parse_xml_part(archive, relations, events);
  for (part_relation& relation : events.found) {
    // A target that begins with a slash replaces the folder.
    relation.target =
        ("/" / path.parent_path() / relation.target).lexically_normal().generic_string().substr(1);
  }
  return std::move(events.found);
}

std::string first_target(const std::vector<part_relation>& relations, std::string_view type) {
  const auto found = std::ranges::find(relations, type, &part_relation::type);
  return found == relations.end() ? std::string() : found->target;
}

/// The part that is the workbook.
std::string workbook_part(zip_archive& archive) {
  const auto refuse = [&](std::string_view what) {
    throw input_error(fmt::format("{} {}", archive.file(), what), archive.file());
  };
  if (archive.has("mimetype")) {
    std::string type;
    archive.unpack("mimetype", [&](std::string_view piece) {
      type += piece;
      return type.size() < 100;
    });
    if (type.starts_with("application/vnd.oasis.opendocument.spreadsheet"))
      refuse("is an OpenDocument spreadsheet; save it as .xlsx, or export the sheet as CSV");
    if (type.starts_with("application/vnd.oasis.opendocument"))
      refuse(
          "is an OpenDocument file, but no spreadsheet; copy its table into a spreadsheet and save "
          "that");
  }
  const std::string main = first_target(relations_of(archive, ""), "officeDocument");
  if (main.starts_with("word/"))
    refuse(
        "is a Word document, not a spreadsheet; copy its table into a spreadsheet and save that");
  if (main.starts_with("ppt/"))
    refuse(
        "is a PowerPoint presentation, not a spreadsheet; copy its table into a spreadsheet and "
        "save that");
  if (main.ends_with(".bin"))
    refuse(
        "is an Excel workbook in binary form (.xlsb); save it as .xlsx, or export the sheet as "
        "CSV");
  if (main.empty()) refuse("is a ZIP archive, but no Excel workbook (.xlsx); unpack it first");
  return main;
}

// --- What the sheets share ------------------------------------------------------------------------

struct sheet_entry {
  std::string name;
  std::string relation;
  bool hidden = false;
  std::string part = {};  ///< empty for a sheet that is a chart
};

class workbook_events final : public xml_events {
 public:
  void begin(std::string_view name, const xml_attributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view value = attributes.find("date1904").value_or("0");
      from_1904 = value == "1" || value == "true";
    }
    if (name != "sheet") return;
    const std::string_view state = attributes.find("state").value_or("visible");
    sheets.push_back({std::string(attributes.find("name").value_or("")),
                      std::string(attributes.find("id").value_or("")), state != "visible"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<sheet_entry> sheets;
  bool from_1904 = false;
};

/// `_x000D_` is how a text holds a character that XML does not.
std::string without_escapes(std::string&& text) {
  for (auto at = text.find("_x00"); at != std::string::npos; at = text.find("_x00", at + 1)) {
    unsigned value = 0;
    const char* const digits = text.data() + at + 4;
    if (at + 7 > text.size() || text[at + 6] != '_' ||
        std::from_chars(digits, digits + 2, value, 16).ptr != digits + 2 || value == 0 ||
        value >= 0x80)
      continue;
    text.replace(at, 7, 1, static_cast<char>(value));
  }
  return std::move(text);
}

/// The texts that cells name by their number.
class shared_text_events final : public xml_events {
 public:
  explicit shared_text_events(zip_archive& archive) : archive_(archive) {}
  void begin(std::string_view name, const xml_attributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") is_phonetic_ = true;
    is_text_ = name == "t" && !is_phonetic_ && !texts.empty();
  }
  void end(std::string_view name) override {
    if (name == "t") is_text_ = false;
    if (name == "rPh") is_phonetic_ = false;
    if (name == "si") {
      texts.back() = without_escapes(std::move(texts.back()));
      archive_.spend(sizeof(std::string));
    }
  }
  void text(std::string_view piece) override {
    if (is_text_) texts.back() += piece;
  }

  std::vector<std::string> texts;

 private:
  zip_archive& archive_;
  bool is_text_ = false;
  bool is_phonetic_ = false;
};

/// How the numbers of a style are shown, as far as it matters.
struct number_look {
  bool is_date = false;
  std::size_t zeros = 0;  ///< digits at least
};

number_look look_of(std::string_view code) {
  number_look look;
  if (code.size() > 1 && code.find_first_not_of('0') == std::string_view::npos)
    look.zeros = std::min<std::size_t>(code.size(), 15);
  bool has_month_or_minute = false;
  bool has_time = false;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = lower(code[at]);
    if (c == '"' || c == '[')
      at = std::min(code.find(c == '[' ? ']' : '"', at + 1), code.size() - 1);
    else if (c == '\\' || c == '_' || c == '*')
      ++at;
    else if (c == 'y' || c == 'd')
      look.is_date = true;
    else if (c == 'm')
      has_month_or_minute = true;
    else if (c == 'h' || c == 's')
      has_time = true;
  }
  look.is_date = look.is_date || (has_month_or_minute && !has_time);
  return look;
}

class style_events final : public xml_events {
 public:
  void begin(std::string_view name, const xml_attributes& attributes) override {
    if (name == "numFmt")
      own_[std::string(attributes.find("numFmtId").value_or(""))] =
          look_of(attributes.find("formatCode").value_or(""));
    if (name == "cellXfs") is_cells_ = true;
    if (name == "xf" && is_cells_)
      looks.push_back(look_of_id(std::string(attributes.find("numFmtId").value_or("0"))));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") is_cells_ = false;
  }
  void text(std::string_view) override {}

  std::vector<number_look> looks;  ///< by the number of the style

 private:
  [[nodiscard]] number_look look_of_id(const std::string& id) const {
    if (const auto own = own_.find(id); own != own_.end()) return own->second;
    // Those that every spreadsheet knows: 14 to 17 and 22, and the dates of East Asia.
    static constexpr std::array<std::string_view, 17> dates{"14", "15", "16", "17", "22", "27",
                                                            "28", "29", "30", "31", "36", "50",
                                                            "51", "52", "53", "54", "57"};
    return {.is_date = std::ranges::find(dates, id) != dates.end() || id == "58"};
  }

  std::map<std::string, number_look> own_;
  bool is_cells_ = false;
};

// --- Cells ----------------------------------------------------------------------------------------

std::string letters_of(std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters;
}

/// The place of a cell, both counted from 0.
struct cell_place {
  std::size_t row;
  std::size_t column;
};

/// Reads `B12`; absent for anything else, or outside a sheet.
std::optional<cell_place> place_in(std::string_view text) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
    if (column > most_columns) return std::nullopt;
  }
  std::size_t row = 0;
  const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (at == 0 || fault != std::errc{} || end != text.data() + text.size() || row == 0 ||
      row > last_row_of_sheet)
    return std::nullopt;
  return cell_place{row - 1, column - 1};
}

/// A number that is shown as a date; absent for one that is no day.
std::optional<std::string> date_of(double number, bool from_1904) {
  using namespace std::chrono;
  constexpr double last_day = 2'958'466;  // the first of the year 10000, in the system of 1900
  if (!(number >= (from_1904 ? 0 : 1)) || number >= last_day) return std::nullopt;
  const auto seconds_of_all = std::llround(number * 86'400);
  const auto day = seconds_of_all / 86'400;
  const auto rest = seconds_of_all % 86'400;
  // The system of 1900 counts a 29th of February 1900 that there was not, as its 60th day.
  if (!from_1904 && day == 60) return std::nullopt;
  const sys_days start = from_1904  ? sys_days{January / 1 / 1904}
                         : day < 60 ? sys_days{December / 31 / 1899}
                                    : sys_days{December / 30 / 1899};
  std::string text = iso_date((start + days{day}).time_since_epoch().count());
  if (rest != 0) text += fmt::format("T{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
  return text;
}

/// A finite number in at most 15 digits, without an exponent.
std::string digits_of(double number) {
  std::string text = fmt::format("{:.15g}", number);
  const auto exponent = text.find('e');
  if (exponent == std::string::npos) return text;
  const double rounded = std::strtod(text.c_str(), nullptr);
  if (std::abs(rounded) >= 1) return fmt::format("{:.0f}", rounded);
  const auto digits =
      std::ranges::count_if(text.substr(0, exponent), [](char c) { return c >= '0' && c <= '9'; });
  const auto decimals = digits - 1 - std::stoi(text.substr(exponent + 1));
  return fmt::format("{:.{}f}", rounded, static_cast<int>(decimals));
}

/// What is wrong in a cell. One finding tells the cells of a column that are wrong in one way.
enum class cell_fault { error_value, no_value, lost_digits, no_day, no_number };

struct faulty_cells {
  std::size_t count = 0;
  std::size_t row = 0;  ///< of the first, from 0
  std::string value{};  ///< of the first
};

// --- A sheet --------------------------------------------------------------------------------------

/// What is read of a sheet before its cells.
struct sheet_context {
  const std::vector<std::string>& texts;
  const std::vector<number_look>& looks;
  bool from_1904;
  decimal_mark decimals;
};

struct merged_range {
  cell_place first;
  std::size_t last_row;
};

class sheet_events final : public xml_events {
 public:
  sheet_events(zip_archive& archive, const sheet_context& context)
      : archive_(archive), context_(context), text_(table_text_begin) {}

  void begin(std::string_view name, const xml_attributes& attributes) override {
    if (name == "sheetData") in_data_ = true;
    if (name == "mergeCell") add_merged(attributes.find("ref").value_or(""));
    if (!in_data_) return;
    if (name == "row") {
      begin_row(attributes);
    } else if (name == "c") {
      begin_cell(attributes);
    } else if (name == "v") {
      has_value_ = takes_text_ = true;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "rPh") {
      is_phonetic_ = true;
    } else if (name == "t") {
      has_value_ = true;
      takes_text_ = !is_phonetic_;
    }
  }

  void text(std::string_view piece) override {
    if (takes_text_) value_ += piece;
  }

  void end(std::string_view name) override {
    if (!in_data_) return;
    if (name == "v" || name == "t") takes_text_ = false;
    if (name == "rPh") is_phonetic_ = false;
    if (name == "c") end_cell();
    if (name == "row") end_row();
    if (name == "sheetData") in_data_ = false;
  }

  /// The text of the table.
  [[nodiscard]] std::string take_text() {
    fill_merged();
    return std::move(text_);
  }

  /// The findings, without the name of the file.
  [[nodiscard]] std::vector<finding> findings() const {
    std::vector<finding> found;
    for (const auto& [what, cells] : faults_) found.push_back(told(what.first, what.second, cells));
    return found;
  }

 private:
  using fault_key = std::pair<cell_fault, std::size_t>;  // and the column

  [[noreturn]] void fail(const std::string& what) const {
    throw input_error(fmt::format("{} is damaged: {}; open it in a spreadsheet and save it again",
                                  archive_.file(), what),
                      archive_.file());
  }

  void begin_row(const xml_attributes& attributes) {
    std::size_t number = row_ + 1;
    if (const auto given = attributes.find("r")) {
      const auto [end, fault] =
          std::from_chars(given->data(), given->data() + given->size(), number);
      if (fault != std::errc{} || end != given->data() + given->size())
        fail(fmt::format("\"{}\" is no number of a row", echo(*given)));
    }
    if (number > last_row_of_sheet) fail(fmt::format("a row has the number {}", number));
    if (number <= row_) fail(fmt::format("row {} stands behind row {}", number, row_));
    text_.append(number - row_ - 1, '\n');
    row_ = number;
    cells_.clear();
    column_ = 0;
  }

  void begin_cell(const xml_attributes& attributes) {
    if (const auto given = attributes.find("r")) {
      const auto place = place_in(*given);
      if (!place) fail(fmt::format("\"{}\" is no place of a cell", echo(*given)));
      column_ = place->column;
    }
    if (column_ >= most_columns) fail(fmt::format("row {} has too many cells", row_));
    type_ = attributes.find("t").value_or("n");
    style_ = number_look{};
    if (const auto given = attributes.find("s")) {
      std::size_t style = 0;
      std::from_chars(given->data(), given->data() + given->size(), style);
      if (style < context_.looks.size()) style_ = context_.looks[style];
    }
    value_.clear();
    has_value_ = has_formula_ = takes_text_ = is_phonetic_ = false;
  }

  void end_cell() {
    std::string cell = content();
    if (!cell.empty()) {
      if (cells_.size() <= column_) cells_.resize(column_ + 1);
      cells_[column_] = std::move(cell);
    }
    ++column_;
  }

  void end_row() {
    // A title may stand above the headings.
    if (headings_.empty() && std::ranges::count_if(cells_, is_not_blank) > 1) headings_ = cells_;
    append(cells_);
  }

  static bool is_not_blank(const std::string& cell) { return !trim(cell).empty(); }

  void append(const std::vector<std::string>& cells) {
    views_.assign(cells.begin(), cells.end());
    const std::size_t before = text_.size();
    width_ = std::max(width_, views_.size());  // that of the headings, by the rows below them
    append_record(text_, views_, width_);
    archive_.spend(text_.size() - before);
  }

  /// What a cell says.
  std::string content() {
    if (type_ == "s") {
      std::size_t number = 0;
      const auto [end, fault] =
          std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (!has_value_) return {};
      if (fault != std::errc{} || number >= context_.texts.size())
        fail(fmt::format("row {} names the shared text \"{}\", which is not there", row_,
                         echo(value_)));
      return context_.texts[number];
    }
    if (type_ == "inlineStr" || type_ == "str") return without_escapes(std::move(value_));
    if (type_ == "b")
      return value_ == "1" || value_ == "true" ? "TRUE" : value_.empty() ? "" : "FALSE";
    if (type_ == "e") return note(cell_fault::error_value, {});
    if (type_ == "d") return std::move(value_);
    if (value_.empty()) return has_formula_ ? note(cell_fault::no_value, {}) : std::string();
    return number_text();
  }

  std::string number_text() {
    double number = 0;
    const auto [end, fault] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (fault != std::errc{} || end != value_.data() + value_.size() || !std::isfinite(number))
      return note(cell_fault::no_number, value_);
    if (style_.is_date) {
      if (auto date = date_of(number, context_.from_1904)) return *std::move(date);
      return note(cell_fault::no_day, digits_of(number));
    }
    std::string text = digits_of(number);
    if (std::abs(number) >= 1e15) return note(cell_fault::lost_digits, std::move(text));
    if (const auto point = text.find('.'); point != std::string::npos) {
      if (context_.decimals == decimal_mark::comma) text[point] = ',';
    } else if (text.size() < style_.zeros && text.front() != '-') {
      text.insert(0, style_.zeros - text.size(), '0');
    }
    return text;
  }

  /// Counts a fault.
  /// @return What the cell is read as.
  std::string note(cell_fault what, std::string read_as) {
    faulty_cells& cells = faults_[{what, column_}];
    if (cells.count++ == 0) {
      cells.row = row_ - 1;
      cells.value = echo(value_);
    }
    return read_as;
  }

  [[nodiscard]] finding told(cell_fault what, std::size_t column, const faulty_cells& cells) const {
    finding f;
    f.level = severity::warning;  // nothing here knows whether the column matters
    f.row = cells.row + 1;
    f.column = column < headings_.size() && is_not_blank(headings_[column])
                   ? echo(trim(headings_[column]))
                   : letters_of(column);
    const std::string place = fmt::format("cell {}{}", letters_of(column), cells.row + 1);
    switch (what) {
      case cell_fault::error_value:
        f.rule = "cell-error";
        f.detail = fmt::format("{} holds the error {}", place, cells.value);
        f.action = "read as empty";
        break;
      case cell_fault::no_value:
        f.rule = "no-stored-value";
        f.detail = place + " holds a formula, and not what it gives";
        f.action = "read as empty; open the workbook in a spreadsheet and save it";
        break;
      case cell_fault::lost_digits:
        f.rule = "lost-digits";
        f.detail = fmt::format("{} holds {} as a number, of which a spreadsheet keeps 15 digits",
                               place, cells.value);
        f.action = "the digits after these were read as zeros; store long codes as text";
        break;
      case cell_fault::no_day:
        f.rule = "no-date";
        f.detail = fmt::format("{} is shown as a date, but {} is no day", place, cells.value);
        f.action = "the number was kept";
        break;
      case cell_fault::no_number:
        f.rule = "bad-number";
        f.detail = fmt::format("{} should hold a number, but holds \"{}\"", place, cells.value);
        f.action = "read as it stands";
        break;
    }
    if (cells.count > 1) f.detail += fmt::format("; so do {} cells below it", cells.count - 1);
    return f;
  }

  void add_merged(std::string_view range) {
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const auto first = place_in(range.substr(0, colon));
    const auto last = place_in(range.substr(colon + 1));
    if (first && last && last->row > first->row) merged_.push_back({*first, last->row});
  }

  /// Ranges are told after the cells, so the text is written again if there are any.
  void fill_merged() {
    if (merged_.empty()) return;
    std::ranges::sort(merged_, {}, [](const merged_range& range) { return range.first.row; });
    struct filling {
      std::string text;
      std::size_t last_row;
    };
    std::map<std::size_t, filling> fillings;  // by column
    auto next = merged_.begin();
    const std::string before = std::exchange(text_, std::string(table_text_begin));
    csv_reader reader(before, archive_.file());
    csv_row row;
    std::size_t written = 0;
    std::vector<std::string> cells;
    while (reader.next(row)) {
      if (row.blank()) continue;
      text_.append(row.number() - written - 1, '\n');
      written = row.number();
      cells.assign(row.cells().begin(), row.cells().end());
      for (; next != merged_.end() && next->first.row < row.number(); ++next)
        if (next->first.row + 1 == row.number() && next->first.column < cells.size())
          fillings[next->first.column] = {cells[next->first.column], next->last_row};
      for (auto at = fillings.begin(); at != fillings.end();) {
        if (at->second.last_row + 1 < row.number()) {
          at = fillings.erase(at);
          continue;
        }
        if (cells.size() <= at->first) cells.resize(at->first + 1);
        if (cells[at->first].empty()) cells[at->first] = at->second.text;
        ++at;
      }
      append(cells);
    }
  }

  zip_archive& archive_;
  const sheet_context& context_;
  std::string text_;
  std::map<fault_key, faulty_cells> faults_;
  std::vector<merged_range> merged_;
  std::vector<std::string> headings_;
  std::size_t width_ = 0;
  bool in_data_ = false;

  std::size_t row_ = 0;  // from 1; 0 before the first
  std::vector<std::string> cells_;
  std::vector<std::string_view> views_;

  std::size_t column_ = 0;  // from 0
  std::string type_;
  number_look style_;
  std::string value_;
  bool has_value_ = false;
  bool has_formula_ = false;
  bool takes_text_ = false;
  bool is_phonetic_ = false;
};

/// Looks for the first value of a sheet.
class any_value_events final : public xml_events {
 public:
  void begin(std::string_view name, const xml_attributes&) override {
    is_value_ = name == "v" || name == "t";
  }
  void end(std::string_view) override { is_value_ = false; }
  void text(std::string_view piece) override { found_ = found_ || (is_value_ && !piece.empty()); }
  [[nodiscard]] bool done() const override { return found_; }

 private:
  bool is_value_ = false;
  bool found_ = false;
};

// --- The choice of a sheet ------------------------------------------------------------------------

std::string quoted_names(const std::vector<sheet_entry>& sheets) {
  constexpr std::size_t most = 30;
  std::string list;
  for (std::size_t i = 0; i < std::min(sheets.size(), most); ++i)
    list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", echo(sheets[i].name));
  if (sheets.size() > most) list += fmt::format(" and {} more", sheets.size() - most);
  return list;
}

const sheet_entry* sheet_of_name(const std::vector<sheet_entry>& sheets, std::string_view name) {
  auto found = std::ranges::find(sheets, name, &sheet_entry::name);
  if (found == sheets.end())
    found = std::ranges::find_if(
        sheets, [&](const sheet_entry& sheet) { return fold(sheet.name) == fold(name); });
  return found == sheets.end() ? nullptr : &*found;
}

const sheet_entry& chosen_sheet(const std::vector<sheet_entry>& sheets, const std::string& file,
                                const sheet_choice& choice, bool& was_guessed) {
  const auto refuse = [&](const std::string& what) {
    throw input_error(fmt::format("{} {}", file, what), file);
  };
  if (sheets.empty()) refuse("is a workbook without sheets");
  const auto checked = [&](const sheet_entry& sheet) -> const sheet_entry& {
    if (sheet.part.empty())
      refuse(fmt::format("has no cells in its sheet \"{}\", which is a chart", echo(sheet.name)));
    return sheet;
  };
  if (!choice.name.empty()) {
    if (const sheet_entry* sheet = sheet_of_name(sheets, choice.name)) return checked(*sheet);
    std::vector<std::string> names;
    for (const sheet_entry& sheet : sheets) names.push_back(sheet.name);
    refuse(fmt::format("has no sheet \"{}\"{}; its sheets are {}", echo(choice.name),
                       did_you_mean(choice.name, names), quoted_names(sheets)));
  }
  if (choice.number > 0) {
    if (choice.number > sheets.size())
      refuse(fmt::format("has no sheet of number {}; its sheets are {}", choice.number,
                         quoted_names(sheets)));
    return checked(sheets[choice.number - 1]);
  }
  if (!choice.usual.empty())
    if (const sheet_entry* sheet = sheet_of_name(sheets, choice.usual);
        sheet != nullptr && !sheet->part.empty())
      return *sheet;
  was_guessed = true;
  for (const bool hidden : {false, true})
    for (const sheet_entry& sheet : sheets)
      if (sheet.hidden == hidden && !sheet.part.empty()) return sheet;
  refuse("has no sheet with cells, only charts");
  return sheets.front();
}

/// Tells the sheets that were not read, if the choice was not the caller's.
void report_other_sheets(zip_archive& archive, const std::vector<sheet_entry>& sheets,
                         const sheet_entry& chosen, table_text& table) {
  std::vector<sheet_entry> others;
  for (const sheet_entry& sheet : sheets) {
    if (&sheet == &chosen || sheet.hidden || sheet.part.empty()) continue;
    any_value_events events;
    parse_xml_part(archive, sheet.part, events);
    if (events.done()) others.push_back(sheet);
  }
  if (others.empty()) return;
  finding f;
  f.rule = "several-sheets";
  f.level = severity::warning;
  f.detail = fmt::format("the workbook has more sheets: {}", quoted_names(others));
  f.action = "left alone; name the right one as sheet in a column mapping (--columns)";
  table.findings.push_back(std::move(f));
}

}  // namespace

bool is_archive(std::string_view bytes) noexcept {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

table_text read_workbook(std::string_view bytes, const std::string& file,
                         const sheet_choice& choice) {
  zip_archive archive(bytes, file);
  const std::string main = workbook_part(archive);
  workbook_events workbook;
  parse_xml_part(archive, main, workbook);
  const std::vector<part_relation> relations = relations_of(archive, main);
  for (sheet_entry& sheet : workbook.sheets) {
    const auto found = std::ranges::find(relations, sheet.relation, &part_relation::id);
    if (found != relations.end() && found->type == "worksheet") sheet.part = found->target;
  }
  bool was_guessed = false;
  const sheet_entry& sheet = chosen_sheet(workbook.sheets, file, choice, was_guessed);

  shared_text_events shared(archive);
  if (const std::string part = first_target(relations, "sharedStrings"); archive.has(part))
    parse_xml_part(archive, part, shared);
  style_events styles;
  if (const std::string part = first_target(relations, "styles"); archive.has(part))
    parse_xml_part(archive, part, styles);

  table_text table;
  table.name = fmt::format("{} (sheet \"{}\")", file, echo(sheet.name));
  const sheet_context context{shared.texts, styles.looks, workbook.from_1904, choice.decimals};
  sheet_events events(archive, context);
  parse_xml_part(archive, sheet.part, events);
  table.text = events.take_text();
  table.findings = events.findings();
  if (was_guessed) report_other_sheets(archive, workbook.sheets, sheet, table);
  for (finding& f : table.findings) f.file = table.name;
  return table;
}

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
#include "tidy_table.hpp"

#include "csv_cell.hpp"
#include "day.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

constexpr const char* missing_column = "name the right one in a column mapping (--columns)";

/// Rows above the headings are looked through as far as this.
constexpr std::size_t most_rows_above = 30;

/// The row that numbers the columns of an annex: 1, 2, 3 or (1), (2), (3).
bool numbers_columns(const csv_row& row, const table_headings& headings,
                     const column_mapping& mapping) {
  if (row.size() != headings.size() || row.size() < 2) return false;
  bool in_brackets = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::string_view cell = trim(row[i]);
    if (cell.size() > 2 && (cell.front() == '(' || cell.front() == '[')) {
      in_brackets = true;
      cell = cell.substr(1, cell.size() - 2);
    }
    if (cell != std::to_string(i + 1)) return false;
  }
  // Without brackets it could be a post, but for a title or a unit that is a number too.
  return in_brackets || headings.find(mapping.title) || headings.find(mapping.unit) ||
         headings.find(mapping.rank);
}

class table_tidier {
 public:
  table_tidier(organisation_builder& builder, std::string_view text, const std::string& file,
               const column_mapping& mapping)
      : builder_(builder),
        report_(reporter_to(builder)),
        text_(text),
        file_(file),
        mapping_(mapping),
        rules_(mapping.superior),
        options_{mapping.delimiter} {}

  std::optional<tidy_table> run() {
    find_headings();
    if (!headings_ || (heading_.first == first_row_ && heading_.last == first_row_ &&
                       numbering_ == 0 && !mapping_.follows_conventions()))
      return std::nullopt;
    file_number_ = builder_.add_file(file_);
    if (mapping_.heading_row == 0 && heading_.last != first_row_ && mapping_.heading_rows == 1)
      report_("headings-below", severity::warning, at(heading_.last), {}, {},
              fmt::format("the headings stand in row {}", heading_.last),
              "the rows above them were passed over");
    if (numbering_ != 0)
      report_("numbered-columns", severity::warning, at(numbering_), {}, {},
              "the row numbers the columns", "left out");
    place_columns();
    if (looks_ahead()) look_through();
    write();
    if (!keep_.empty())
      report_values_without_rows(csv_reader(text_, file_, options_), keep_, *headings_, report_,
                                 file_number_);
    result_.mapping = plain_mapping();
    result_.code_is_made = !code_;
    return std::move(result_);
  }

 private:
  struct rows {
    std::size_t first = 0;
    std::size_t last = 0;
  };

  [[nodiscard]] origin at(std::size_t row) const {
    return {file_number_, static_cast<std::uint32_t>(row)};
  }

  // --- Headings -----------------------------------------------------------------------------------

  [[nodiscard]] bool has_columns(const table_headings& headings) const {
    const bool code =
        headings.find(mapping_.code) ||
        (!rules_.column.empty() && std::ranges::all_of(rules_.column, [&](const std::string& name) {
          return headings.find({name}).has_value();
        }));
    return code && (is_in_code() || headings.find(mapping_.reports_to) ||
                    (has_units() && headings.find(mapping_.unit)));
  }

  void find_headings() {
    csv_reader reader(text_, file_, options_);
    delimiter_ = reader.delimiter();
    std::vector<std::string> upper;
    csv_row row;
    for (std::size_t tried = 0; tried < most_rows_above && reader.next(row);) {
      if (row.blank()) continue;
      ++tried;
      if (first_row_ == 0) first_row_ = row.number();
      if (mapping_.heading_row != 0 && row.number() < mapping_.heading_row) {
        --tried;
        continue;
      }
      if (mapping_.heading_rows == 2 && upper.empty()) {
        for (const std::string_view cell : row.cells()) upper.emplace_back(trim(cell));
        heading_.first = row.number();
        continue;
      }
      std::vector<std::string> names;
      for (const std::string_view cell : row.cells()) names.emplace_back(trim(cell));
      if (!upper.empty()) join(upper, names);
      table_headings headings(std::move(names), file_, missing_column);
      const bool is_said = mapping_.heading_row != 0 || mapping_.heading_rows == 2;
      if (!is_said && !has_columns(headings)) continue;
      if (upper.empty()) heading_.first = row.number();
      heading_.last = row.number();
      headings_ = std::move(headings);
      break;
    }
    if (!headings_) {
      if (mapping_.heading_row != 0)
        throw input_error(fmt::format("{}: heading_row of the mapping is {}, but the table ends "
                                      "before it",
                                      file_, mapping_.heading_row),
                          file_);
      return;
    }
    while (reader.next(row)) {
      if (row.blank()) continue;
      if (numbers_columns(row, *headings_, mapping_)) numbering_ = row.number();
      return;
    }
  }

  /// The upper row of two is carried on over the blank cells of a wide heading.
  static void join(const std::vector<std::string>& upper, std::vector<std::string>& names) {
    names.resize(std::max(names.size(), upper.size()));
    std::string above;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i < upper.size() && !upper[i].empty()) above = upper[i];
      const bool is_wide = i < upper.size() && !upper[i].empty();
      if (names[i].empty())
        names[i] = is_wide ? above : std::string();
      else if (!above.empty())
        names[i] = above + " " + names[i];
    }
  }

  // --- Columns ------------------------------------------------------------------------------------

  [[nodiscard]] bool is_in_code() const {
    return !rules_.code_mark.empty() || !rules_.code_lengths.empty();
  }

  [[nodiscard]] bool has_units() const { return !mapping_.units.code.empty(); }

  void place_columns() {
    const table_headings& h = *headings_;
    if (has_units()) {
      unit_ = h.require(mapping_.unit, "the unit, by [units] of the mapping");
      head_post_ = placed_condition(mapping_.units.head_post, h);
    }
    for (const std::string& name : rules_.column)
      named_by_.push_back(h.require({name}, "the superior's name, by [superior] of the mapping"));
    code_ = h.find(mapping_.code);
    if (!code_ && named_by_.size() == 1) code_ = named_by_.front();
    if (!code_ && named_by_.empty()) code_ = h.require(mapping_.code, "the code of a position");
    reports_to_ = h.find(mapping_.reports_to);
    if (!reports_to_ && !is_in_code() && !has_units())
      reports_to_ = h.require(mapping_.reports_to, "the superior's code");
    for (const row_condition& condition : mapping_.keep) keep_.emplace_back(condition, h);
    eliminated_ = placed_condition(mapping_.eliminated, h);
    const auto day_column = [&](const std::string& name) -> std::optional<std::size_t> {
      if (name.empty()) return std::nullopt;
      return h.require({name}, "a day, by [validity] of the mapping");
    };
    from_ = day_column(mapping_.validity.from);
    until_ = day_column(mapping_.validity.until);
    for (const auto& [heading, type] : mapping_.lines)
      lines_.emplace_back(h.require({heading}, "superiors, by [lines] of the mapping"), type);
    result_.account.file = file_;
    for (std::size_t i = 0; i < h.size(); ++i) result_.account.columns.push_back({echo(h[i])});
    const auto label = [&](std::optional<std::size_t> column, const char* as) {
      if (column && result_.account.columns[*column].read_as.empty())
        result_.account.columns[*column].read_as = as;
    };
    for (const placed_condition& condition : keep_) label(condition.column(), "keep");
    label(eliminated_.column(), "eliminated");
    label(head_post_.column(), "head of the unit");
    label(from_, "from");
    label(until_, "until");
    for (const auto& [column, type] : lines_) label(column, "line");
  }

  // --- The first pass: what rows must know of others ----------------------------------------------

  [[nodiscard]] bool looks_ahead() const {
    return !named_by_.empty() || head_post_.column() || mapping_.codes_ignore_case || from_ ||
           until_ || (eliminated_.column() && mapping_.reports_of_eliminated_go_up);
  }

  struct dated_row {
    std::size_t row;
    std::string code;
    std::string from;
    std::string until;
  };

  /// The cells by which superiors are named, with a blank between them.
  [[nodiscard]] std::string name_of(const csv_row& row) const {
    std::string name;
    for (const std::size_t column : named_by_)
      if (const std::string_view part = cell(row, column); !part.empty())
        (name += name.empty() ? "" : " ") += part;
    return name;
  }
  [[nodiscard]] std::string code_of(const csv_row& row) const {
    return code_ ? std::string(cell(row, code_)) : name_of(row);
  }
  [[nodiscard]] std::string key(std::string_view text) const {
    return mapping_.codes_ignore_case ? fold(text) : std::string(trim(text));
  }

  template <class Visit>
  void for_each_row(const Visit& visit) {
    csv_reader reader(text_, file_, options_);
    csv_row row;
    std::size_t before = heading_.last;
    bool any = false;
    while (reader.next(row)) {
      if (row.number() <= heading_.last) continue;
      if (row.blank()) continue;
      if (mapping_.ends_at_blank && any && row.number() != before + 1) ended_ = true;
      before = row.number();
      any = true;
      visit(row);
    }
    ended_ = false;
  }

  void look_through() {
    std::vector<dated_row> dated;
    for_each_row([&](const csv_row& row) {
      if (ended_ || row.number() == numbering_ || !meets_all(keep_, row)) return;
      const std::string code(code_of(row));
      if (from_ || until_)
        dated.push_back({row.number(), key(code), day(row, from_), day(row, until_)});
      if (eliminated_.column() && eliminated_.holds(row)) {
        gone_.emplace(key(code), std::string(cell(row, reports_to_)));
        return;
      }
      if (head_post_.column() && head_post_.holds(row)) enter_head(row, code);
      const auto enter = [&](std::string name) {
        const auto [known, is_new] = codes_.try_emplace(std::move(name), code);
        if (!is_new && known->second != code) known->second.clear();
      };
      if (!named_by_.empty())
        enter(key(name_of(row)));
      else if (mapping_.codes_ignore_case)
        codes_.try_emplace(key(code), code);
    });
    if (from_ || until_) choose_by_day(dated);
  }

  void enter_head(const csv_row& row, const std::string& code) {
    const std::string unit(cell(row, unit_));
    const auto [head, is_new] = heads_.try_emplace(unit, code);
    if (is_new || head->second == code) return;
    report_("several-heads", severity::error, at(row.number()), (*headings_)[*unit_], code,
            fmt::format("\"{}\" heads the unit \"{}\", and so does \"{}\"", echo(code), echo(unit),
                        echo(head->second)),
            "the first is taken for its head; name one head of each unit");
  }

  /// Who leads a post of a unit: the head of it, or of the nearest unit above that has another.
  std::string head_above(const csv_row& row, std::string unit, std::string_view code) {
    const std::string of(unit);
    const auto& known = mapping_.units.known;
    for (std::size_t steps = 0; steps <= known.size(); ++steps) {
      if (unit.empty()) return {};
      const auto found = known.find(unit);
      const auto by_post = heads_.find(unit);
      if (found == known.end()) {
        report_("unknown-unit", severity::error, at(row.number()), (*headings_)[*unit_], code,
                fmt::format("the unit \"{}\" is in no table of units", echo(unit)),
                by_post == heads_.end() || by_post->second == code
                    ? "nobody is known to lead it; add its row"
                    : "its head leads it; add its row");
        return by_post == heads_.end() || by_post->second == code ? of : by_post->second;
      }
      const std::string& head = found->second.head.empty() && by_post != heads_.end()
                                    ? by_post->second
                                    : found->second.head;
      if (!head.empty() && head != code) return head;
      if (head.empty() && without_head_.insert(unit).second)
        report_("unit-without-head", severity::warning, at(row.number()), (*headings_)[*unit_],
                code, fmt::format("the unit \"{}\" has no head", echo(unit)),
                "its posts report to the head of the unit above");
      unit = found->second.parent;
    }
    report_("unit-cycle", severity::error, at(row.number()), (*headings_)[*unit_], code,
            fmt::format("the units above \"{}\" lead back to themselves, and none has a head",
                        echo(of)),
            "nobody is known to lead it; correct the unit above one of them");
    return of;
  }

  std::string day(const csv_row& row, std::optional<std::size_t> column) {
    const std::string_view written = cell(row, column);
    if (is_not_known(written)) return {};
    std::string iso = iso_day(written);
    if (iso.empty())
      report_("bad-date", severity::error, at(row.number()), (*headings_)[*column], code_of(row),
              fmt::format("\"{}\" is no day", echo(written)),
              "read as if no day were given; write it as in 2021-06-30");
    return iso;
  }

  /// Of the rows of a code that hold on the day, the one that began last.
  void choose_by_day(const std::vector<dated_row>& dated) {
    std::string today = mapping_.validity.on;
    if (today.empty())
      for (const dated_row& d : dated) today = std::max(today, d.from);
    std::unordered_map<std::string, const dated_row*> chosen;
    for (const dated_row& d : dated) {
      if ((!today.empty() && d.from > today) ||
          (!d.until.empty() && !today.empty() && d.until < today))
        continue;
      const dated_row*& best = chosen[d.code];
      if (best == nullptr || d.from >= best->from) best = &d;
    }
    for (const auto& [code, d] : chosen) valid_.insert(d->row);
  }

  // --- The second pass ----------------------------------------------------------------------------

  void write() {
    out_ = &result_.text;
    for (std::size_t row = 1; row < heading_.last; ++row) *out_ += '\n';
    std::vector<std::string> names;
    for (std::size_t i = 0; i < headings_->size(); ++i) names.push_back((*headings_)[i]);
    width_ = names.size();
    if (!reports_to_) names.emplace_back(added_heading());
    if (!code_) append_cell(*out_, code_heading(), style());
    if (!code_) *out_ += delimiter_;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) *out_ += delimiter_;
      append_cell(*out_, names[i], style());
    }
    *out_ += '\n';
    std::size_t written = heading_.last;
    for_each_row([&](const csv_row& row) {
      while (written + 1 < row.number()) {
        *out_ += '\n';
        ++written;
      }
      ++written;
      if (!write_row(row)) *out_ += '\n';
    });
    if (behind_ > 0)
      report_("behind-the-table", severity::warning, at(first_behind_), {}, {},
              fmt::format("the table ends at a blank row, and {} {} below it", behind_,
                          behind_ == 1 ? "row stands" : "rows stand"),
              "left out, by ends_at_blank of the mapping");
  }

  [[nodiscard]] csv_style style() const {
    csv_style s;
    s.delimiter = delimiter_;
    return s;
  }

  bool leave_out(const char* reason) {
    ++result_.account.rows;
    ++result_.account.left_out[reason];
    return false;
  }

  bool write_row(const csv_row& row) {
    if (row.number() == numbering_) return leave_out("numbered-columns");
    if (ended_) {
      if (behind_++ == 0) first_behind_ = row.number();
      return leave_out("behind-the-table");
    }
    if (!meets_all(keep_, row)) return leave_out("keep");
    const std::string code = code_of(row);
    if (eliminated_.column() && eliminated_.holds(row)) {
      if (!code.empty()) builder_.add_eliminated(std::string(code));
      return leave_out("eliminated");
    }
    if ((from_ || until_) && !valid_.contains(row.number())) return leave_out("validity");
    const std::vector<std::string> superiors = superiors_of(row, code);
    const std::string first = superiors.empty() ? std::string() : superiors.front();
    if (rules_.rows && !code.empty()) {
      const auto [known, is_new] = seen_.try_emplace(std::string(code), first);
      if (!is_new && known->second != first && !first.empty()) {
        add_lines(row, code, superiors, rules_.others);
        return leave_out("line");
      }
    }
    if (superiors.size() > 1)
      add_lines(row, code, {superiors.begin() + 1, superiors.end()}, rules_.others);
    for (const auto& [column, type] : lines_) {
      std::vector<std::string> others;
      for (const std::string_view part : parts_between(cell(row, column), rules_.separators))
        if (!is_root_mark(part)) others.push_back(code_meant(row, part, code));
      add_lines(row, code, others, type);
    }
    if (!code_) append_cell(*out_, code, style());
    if (!code_) *out_ += delimiter_;
    const std::size_t cells = std::max(row.size(), width_ + (reports_to_ ? 0U : 1U));
    for (std::size_t i = 0; i < cells; ++i) {
      if (i > 0) *out_ += delimiter_;
      const bool is_superior = reports_to_ ? i == *reports_to_ : i == width_;
      if (is_superior)
        append_cell(*out_, first, style());
      else if (reports_to_ || i < width_)
        append_cell(*out_, row[i], style());
      else
        append_cell(*out_, row[i - 1], style());
    }
    *out_ += '\n';
    return true;
  }

  void add_lines(const csv_row& row, std::string_view code, const std::vector<std::string>& above,
                 line_type type) {
    for (const std::string& superior : above)
      builder_.add_line({superior, std::string(code), type}, at(row.number()));
  }

  [[nodiscard]] bool is_root_mark(std::string_view text) const {
    return text.empty() ||
           std::ranges::find(mapping_.root_marks, text) != mapping_.root_marks.end();
  }

  /// The codes of a row's superiors; none for a root.
  std::vector<std::string> superiors_of(const csv_row& row, std::string_view code) {
    std::vector<std::string> codes;
    if (is_in_code()) {
      if (std::string above = code_above(code); !above.empty()) codes.push_back(std::move(above));
      return codes;
    }
    const std::string_view written = cell(row, reports_to_);
    if (is_root_mark(written)) {
      if (has_units())
        if (std::string head = head_above(row, std::string(cell(row, unit_)), code); !head.empty())
          codes.push_back(std::move(head));
      return codes;
    }
    for (const std::string_view part : parts_between(written, rules_.separators)) {
      if (is_root_mark(part)) continue;
      std::string above = code_meant(row, part, code);
      if (is_root_mark(above)) continue;
      if (rules_.self_is_root && key(above) == key(code)) continue;
      codes.push_back(gone_.empty() ? std::move(above) : still_there(row, std::move(above), code));
      if (codes.back().empty()) codes.pop_back();
    }
    return codes;
  }

  /// The code of the superior that is part of a code.
  [[nodiscard]] std::string code_above(std::string_view code) const {
    if (!rules_.code_mark.empty()) {
      const std::size_t mark = code.find_last_of(rules_.code_mark);
      return mark == std::string_view::npos ? std::string() : std::string(code.substr(0, mark));
    }
    std::size_t shorter = 0;
    for (const std::size_t length : rules_.code_lengths)
      if (length < code.size()) shorter = std::max(shorter, length);
    return std::string(code.substr(0, shorter));
  }

  /// The code that a cell, or a part of it, means.
  std::string code_meant(const csv_row& row, std::string_view text, std::string_view code) {
    if (rules_.in_brackets) {
      const std::size_t open = text.find_last_of('(');
      const std::size_t close = text.find_last_of(')');
      if (open != std::string_view::npos && close != std::string_view::npos && open < close)
        text = trim(text.substr(open + 1, close - open - 1));
      else
        report_("superior-mark", severity::warning, at(row.number()), heading_of_superior(), code,
                fmt::format("\"{}\" has no code in brackets", echo(text)),
                "read as the superior's code itself");
    }
    if (!mapping_.superior_after_first.empty())
      text = code_after_mark(text, mapping_.superior_after_first, report_, at(row.number()),
                             heading_of_superior(), code);
    const auto known = codes_.find(key(text));
    if (known == codes_.end()) return std::string(text);
    if (!known->second.empty()) return known->second;
    report_("ambiguous-superior", severity::error, at(row.number()), heading_of_superior(), code,
            fmt::format("\"{}\" stands in several rows of the column \"{}\"", echo(text),
                        echo(fmt::format("{}", fmt::join(rules_.column, " ")))),
            "nobody can know which is meant; name superiors by a code");
    return std::string(text);
  }

  [[nodiscard]] std::string_view heading_of_superior() const {
    return reports_to_ ? std::string_view((*headings_)[*reports_to_]) : std::string_view();
  }

  /// The next superior that was not left out.
  std::string still_there(const csv_row& row, std::string above, std::string_view code) {
    std::string next = above;
    for (std::size_t steps = 0; steps <= gone_.size(); ++steps) {
      const auto gone = gone_.find(key(next));
      if (gone == gone_.end()) break;
      next = is_root_mark(gone->second) ? std::string() : code_meant(row, gone->second, code);
    }
    if (next == above || gone_.contains(key(next))) return above;
    report_(
        "eliminated-superior", severity::warning, at(row.number()), heading_of_superior(), code,
        fmt::format("\"{}\" reports to \"{}\", a post that was left out", echo(code), echo(above)),
        next.empty() ? std::string("made a root, as that post was")
                     : fmt::format("put below its superior \"{}\"", echo(next)));
    return next;
  }

  // --- What is left to be said of the plain table -------------------------------------------------

  /// Of the column that is put first where names in several columns are the codes.
  [[nodiscard]] std::string code_heading() const {
    return fmt::format("{}", fmt::join(rules_.column, " + "));
  }

  /// Of the column that is added; blanks and underscores tell no headings apart.
  [[nodiscard]] std::string added_heading() const {
    std::string name = "reports_to";
    for (std::size_t number = 2; headings_->find({name}); ++number)
      name = "reports_to" + std::to_string(number);
    return name;
  }

  [[nodiscard]] column_mapping plain_mapping() const {
    column_mapping plain = mapping_;
    plain.delimiter = delimiter_;
    plain.code = {code_ ? (*headings_)[*code_] : code_heading()};
    plain.reports_to = {reports_to_ ? (*headings_)[*reports_to_] : added_heading()};
    plain.root_marks = {""};
    plain.superior_after_first.clear();
    plain.keep.clear();
    plain.eliminated = {};
    plain.superior = {};
    plain.lines.clear();
    plain.validity = {};
    plain.units = {};
    plain.heading_row = 0;
    plain.heading_rows = 1;
    plain.ends_at_blank = false;
    plain.codes_ignore_case = false;
    plain.reports_of_eliminated_go_up = false;
    return plain;
  }

  organisation_builder& builder_;
  finding_reporter report_;
  std::string_view text_;
  const std::string& file_;
  const column_mapping& mapping_;
  const superior_rules& rules_;
  csv_options options_;
  char delimiter_ = ',';
  std::uint32_t file_number_ = 0;
  std::optional<table_headings> headings_;
  rows heading_;
  std::size_t first_row_ = 0;
  std::size_t numbering_ = 0;  ///< the row that numbers the columns
  std::optional<std::size_t> code_, reports_to_, from_, until_, unit_;
  std::vector<std::size_t> named_by_;
  std::vector<std::pair<std::size_t, line_type>> lines_;
  std::vector<placed_condition> keep_;
  placed_condition eliminated_;
  placed_condition head_post_;
  std::unordered_map<std::string, std::string> heads_;  ///< by unit, as the rows of posts say
  std::unordered_set<std::string> without_head_;
  std::unordered_map<std::string, std::string> codes_;  ///< by name; empty: of several
  std::unordered_map<std::string, std::string> gone_;   ///< superiors of posts that were left out
  std::unordered_set<std::size_t> valid_;
  std::unordered_map<std::string, std::string> seen_;
  std::size_t behind_ = 0;
  std::size_t first_behind_ = 0;
  bool ended_ = false;
  std::size_t width_ = 0;
  std::string* out_ = nullptr;
  tidy_table result_;
};

}  // namespace

std::string letters(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (small >= 'a' && small <= 'z') result.push_back(small);
  }
  return result;
}

placed_condition::placed_condition(const row_condition& condition, const table_headings& headings)
    : condition_(condition) {
  if (!condition.column.empty())
    column_ = headings.require({condition.column}, "a condition of the mapping");
}

std::optional<std::size_t> placed_condition::value_of(const csv_row& row) const {
  const std::string_view text = cell(row, column_);
  const std::string here = condition_.letters_only ? letters(text) : std::string();
  for (std::size_t i = 0; i < condition_.values.size(); ++i)
    if (condition_.letters_only ? letters(condition_.values[i]) == here
                                : condition_.values[i] == text)
      return i;
  return std::nullopt;
}

std::vector<std::string_view> parts_between(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = marks.empty() ? text.size() : text.find_first_of(marks);
    if (const std::string_view part = trim(text.substr(0, end)); !part.empty())
      parts.push_back(part);
    if (end >= text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool meets_all(const std::vector<placed_condition>& conditions, const csv_row& row) {
  return std::ranges::all_of(conditions, [&](const auto& each) { return each.holds(row); });
}

std::string_view code_after_mark(std::string_view text, std::string_view marks,
                                 const finding_reporter& report, origin from,
                                 std::string_view heading, std::string_view code) {
  const std::size_t mark = text.find_first_of(marks);
  if (mark == std::string_view::npos) {
    report("superior-mark", severity::warning, from, heading, code,
           fmt::format("\"{}\" has no \"{}\" that the superior's code would follow", echo(text),
                       echo(marks)),
           "read as the superior's code itself");
    return text;
  }
  const std::string_view named = trim(text.substr(mark + 1));
  if (named.empty())
    report("superior-mark", severity::warning, from, heading, code,
           fmt::format("nothing follows \"{}\" in \"{}\"", text[mark], echo(text)),
           "read as a root");
  return named;
}

void report_values_without_rows(csv_reader rows, const std::vector<placed_condition>& conditions,
                                const table_headings& headings, const finding_reporter& report,
                                std::uint32_t file) {
  std::vector<std::vector<bool>> held;
  for (const placed_condition& condition : conditions)
    held.emplace_back(condition.values().size(), false);
  csv_row row;
  while (rows.next(row))
    for (std::size_t i = 0; i < conditions.size(); ++i)
      if (const auto value = conditions[i].value_of(row)) held[i][*value] = true;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    for (std::size_t v = 0; v < held[i].size(); ++v)
      if (!held[i][v])
        report("value-without-rows", severity::warning, {file, 0},
               headings[*conditions[i].column()], {},
               fmt::format("no row has \"{}\", which [keep] of the mapping names",
                           echo(conditions[i].values()[v])),
               "nothing was read or left out for it; see how the column writes it");
}

bool placed_condition::holds(const csv_row& row) const {
  if (!column_) return false;
  if (!condition_.values.empty() && value_of(row).has_value() == condition_.is_not) return false;
  if (condition_.from.empty() && condition_.until.empty()) return true;
  const std::string day = iso_day(cell(row, column_));
  return !day.empty() && (condition_.from.empty() || day >= condition_.from) &&
         (condition_.until.empty() || day <= condition_.until);
}

std::optional<tidy_table> tidied(organisation_builder& builder, std::string_view text,
                                 const std::string& file, const column_mapping& mapping) {
  return table_tidier(builder, text, file, mapping).run();
}

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
#include "suspicions.hpp"
#include "table_blocks.hpp"
#include "table_headings.hpp"
#include "text_pieces.hpp"
#include "tidy_table.hpp"
#include "written_positions.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/graph/impl/tuned.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::cell;
using detail::check_form;
using detail::echo;
using detail::letters;
using detail::number_in;
using detail::placed_condition;
using detail::read_headings;
using detail::table_headings;

constexpr std::size_t rows_between_progress = 65536;

/// A block and what is read from it stay in the second cache.
constexpr std::size_t usual_block = detail::tuned<std::size_t>(512 * 1024, 1);
/// Tables that are shorter than this are read by one thread: waking the others would cost more.
constexpr std::size_t worth_a_thread = 4 * usual_block;

constexpr const char* missing_column = "name the right one in a column mapping (--columns)";

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::ranges::find(values, value) != values.end();
}

/// Short texts that stand for something else, such as "-" for none.
class marks {
 public:
  explicit marks(const std::vector<std::string>& texts) : texts_(texts) {
    for (const std::string& text : texts) longest_ = std::max(longest_, text.size());
  }
  [[nodiscard]] bool contains(std::string_view text) const {
    return text.size() <= longest_ && pangkas::contains(texts_, text);
  }

 private:
  const std::vector<std::string>& texts_;
  std::size_t longest_ = 0;
};

/// Headings that differ between the rows of a job share everywhere.
bool is_personal(std::string_view heading) {
  static const std::array<std::string_view, 24> personal{
      "name",  "nama",    "holder", "pejabat",   "pemangku", "nip",  "phone",     "telephone",
      "email", "telepon", "e-mail", "contact",   "notes",    "note", "catatan",   "keterangan",
      "pay",   "salary",  "gaji",   "tunjangan", "fte",      "copy", "actualpay", "salarycost"};
  const std::string folded = fold(heading);
  return std::ranges::find(personal, folded) != personal.end();
}

/// Of seats, filled seats, cost and budget.
using number_styles = std::array<detail::number_column_style, 4>;

/// What the rows of a block say.
struct block_rows {
  /// A finding, and whether it is about what a row says rather than about its form. Of a row whose
  /// code stands already nothing is read, so that there is nothing to find.
  struct noted {
    finding what;
    bool of_content;
  };

  position_batch positions;
  std::vector<noted> findings;  ///< by row
  std::vector<std::string> eliminated;
  std::list<std::string> texts;  ///< those that do not stand in the table as they are
  std::vector<std::uint32_t> repeated;
  number_styles styles;
  std::size_t rows = 0;
  std::size_t kept = 0;
  std::size_t rows_before = 0;  ///< in the table, blank ones too
  struct {
    std::size_t rows = 0;  ///< with any text
    std::size_t not_kept = 0;
    std::size_t eliminated = 0;
    std::size_t without_code = 0;
  } left_out;

  void clear() {
    positions.clear();
    findings.clear();
    eliminated.clear();
    texts.clear();
    repeated.clear();
    styles = {};
    rows = kept = rows_before = 0;
    left_out = {};
  }
};

/// Reads the rows of one table into a builder; how a row becomes a position is the caller's.
class table_reader {
 public:
  using block = detail::table_block<block_rows>;

  table_reader(organisation_builder& builder, std::string_view text, const std::string& file,
               const column_mapping& mapping, const row_progress& progress,
               const reading_effort& effort)
      : builder_(builder),
        text_(text),
        file_(file),
        mapping_(mapping),
        progress_(progress),
        effort_(effort),
        no_code_(mapping.no_code),
        root_marks_(mapping.root_marks),
        options_{mapping.delimiter},
        file_number_(builder.add_file(file)),
        first_row_(static_cast<row_index>(builder.size())),
        headings_(read_heading_row()) {
    const auto need = [&](const char* name, std::vector<std::string> column_mapping::*field,
                          std::string_view what) -> std::optional<std::size_t> {
      const std::vector<std::string>& names = mapping_.*field;
      // Of headings that the mapping names, it wants the first.
      if (names == column_mapping{}.*field)
        headings_.report_others(names, detail::reporter_to(builder_), file_number_);
      const auto found = contains(mapping_.required, name)
                             ? std::optional(headings_.require(names, what))
                             : headings_.find(names);
      read_as(found, name);
      return found;
    };
    account_.file = file_;
    for (std::size_t i = 0; i < headings_.size(); ++i)
      account_.columns.push_back({echo(headings_[i])});
    code_ = *need("code", &column_mapping::code, "the code of a position");
    reports_to_ = *need("reports_to", &column_mapping::reports_to, "the superior's code");
    title_ = need("title", &column_mapping::title, "the title");
    kind_ = need("kind", &column_mapping::kind, "the kind");
    rank_ = need("rank", &column_mapping::rank, "the rank");
    unit_ = need("unit", &column_mapping::unit, "the unit");
    class_ = need("class", &column_mapping::position_class, "the class");
    numbers_ = {need("seats", &column_mapping::seats, "the seats"),
                need("filled", &column_mapping::filled, "the filled seats"),
                need("cost", &column_mapping::cost, "the cost"),
                need("budget", &column_mapping::budget, "the budget")};
    flags_ = need("flags", &column_mapping::flags, "the flags");
    holders_ = need("holder", &column_mapping::holder, "the holder");
    legal_source_ = need("legal_source", &column_mapping::legal_source, "the legal source");
    for (const row_condition& condition : mapping_.keep) {
      keep_.emplace_back(condition, headings_);
      read_as(keep_.back().column(), "keep");
    }
    eliminated_ = placed_condition(mapping_.eliminated, headings_);
    vacant_ = placed_condition(mapping_.vacant, headings_);
    read_as(eliminated_.column(), "eliminated");
    read_as(vacant_.column(), "vacant");
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (headings_[i].empty() || std::ranges::find(numbers_, i) != numbers_.end() ||
          is_personal(headings_[i]) || may_differ(headings_[i]))
        may_differ_.push_back(i);
  }

  /// Notes that a column is read for a field.
  void read_as(std::optional<std::size_t> column, std::string_view field) {
    if (column && account_.columns[*column].read_as.empty())
      account_.columns[*column].read_as = field;
  }

  /// Adds every row, after @p adjust has had a look at it.
  template <class Adjust>
  table_account add_all(const Adjust& adjust) {
    csv_reader reader(text_, file_, options_);
    csv_row heading;
    reader.next(heading);
    detail::table_blocks<block_rows>::work work;
    work.read = [&](block& b) { read(reader.from(b.begin, b.stop), b, adjust); };
    work.shift = [](block& b, std::size_t before) { shift(b.content, before); };
    work.enter = [this](block& b) { enter(b); };
    work.add_part = [this](block& b, std::size_t part) {
      builder_.add_part(b.content.positions, part);
    };
    work.parts = organisation_builder::parts_of_batch;
    work.finish = [this](block& b) {
      finish(b.content);
      if (effort_.passed) effort_.passed(b.end.offset);
    };
    const std::size_t threads =
        text_.size() < worth_a_thread && effort_.block == 0 ? 1 : effort_.threads;
    detail::table_blocks<block_rows>(text_, reader.where(),
                                     effort_.block == 0 ? usual_block : effort_.block, threads,
                                     std::move(work))
        .run();
    if (progress_ && rows_ >= rows_between_progress) progress_(rows_);
    if (!keep_.empty())
      detail::report_values_without_rows(csv_reader(text_, file_, options_), keep_, headings_,
                                         detail::reporter_to(builder_), file_number_);
    settle_numbers();
    if (!repeated_.empty()) explain_repeated(adjust);
    if (kept_ == 0)
      builder_.report("no-positions", severity::warning, {file_number_, 0}, {}, {},
                      "the table has a heading row, but no row below it that is to be read",
                      "read as an organisation without positions");
    if (effort_.suspicious)
      detail::report_suspicions({text_, file_, options_, file_number_, headings_, code_,
                                 reports_to_, title_, numbers_[0], keep_},
                                detail::reporter_to(builder_));
    account_.positions = builder_.size() - first_row_;
    return std::move(account_);
  }

  [[nodiscard]] const table_headings& columns() const noexcept { return headings_; }
  [[nodiscard]] std::optional<double> number_in(const csv_row& row,
                                                std::optional<std::size_t> column,
                                                const detail::finding_reporter& report,
                                                std::string_view code, origin from) const {
    return detail::number_in(row, column, headings_, mapping_.decimals, report, code, from);
  }

 private:
  table_headings read_heading_row() {
    csv_reader reader(text_, file_, options_);
    return read_headings(reader, file_, missing_column);
  }

  [[nodiscard]] bool may_differ(std::string_view heading) const {
    return std::ranges::any_of(
        mapping_.may_differ, [&](const std::string& name) { return fold(name) == fold(heading); });
  }

  template <class Adjust>
  void read(csv_reader reader, block& b, const Adjust& adjust) const {
    block_rows& into = b.content;
    into.clear();
    bool of_content = false;
    const detail::finding_reporter report = [&](std::string_view rule, severity level, origin from,
                                                std::string_view column, std::string_view code,
                                                std::string detail, std::string action) {
      into.findings.push_back({{std::string(rule), level, file_, from.row, echo(column),
                                std::string(code), std::move(detail), std::move(action)},
                               of_content});
    };
    csv_row row;
    position_view p;
    std::vector<std::string> flags;
    known_kind before;
    while (reader.next(row)) {
      ++into.rows;
      const std::string_view code = trim(row[code_]);
      if (code.empty() && row.blank()) continue;
      const origin from{file_number_, static_cast<std::uint32_t>(row.number())};
      of_content = false;
      if (row.size() != headings_.size() || row.text_after_quote())
        check_form(row, headings_, report, code, from);
      ++into.left_out.rows;
      if (!detail::meets_all(keep_, row)) {
        ++into.left_out.not_kept;
        continue;
      }
      ++into.kept;
      if (eliminated_.column() && eliminated_.holds(row)) {
        ++into.left_out.eliminated;
        if (!no_code_.contains(code)) into.eliminated.emplace_back(code);
        continue;
      }
      if (no_code_.contains(code)) {
        ++into.left_out.without_code;
        report_no_code(report, code, from);
        continue;
      }
      of_content = true;
      p.code = code;
      fill(row, from, report, p, into.styles);
      p.kind = kind_of(row, before, from, report, code);
      if (flags_ && !row[*flags_].empty()) split_flags(trim(row[*flags_]), flags);
      adjust(row, from, report, p);
      if (row.keeps_text()) keep_texts(p, into.texts);
      if (!flags.empty()) into.positions.flag_next(std::exchange(flags, {}));
      into.positions.push_back(p, from);
    }
    b.end = reader.where();
  }

  /// The next row overwrites what the row keeps itself.
  void keep_texts(position_view& p, std::list<std::string>& texts) const {
    const std::less_equal<const char*> before;
    for (std::string_view* text : {&p.code, &p.title, &p.rank, &p.reports_to, &p.unit,
                                   &p.position_class, &p.holders, &p.legal_source})
      if (!text->empty() && !(before(text_.data(), text->data()) &&
                              before(text->data() + text->size(), text_.data() + text_.size())))
        *text = texts.emplace_back(*text);
  }

  static void shift(block_rows& rows, std::size_t before) {
    rows.rows_before = before;
    const auto by = static_cast<std::uint32_t>(before);
    for (origin& from : rows.positions.origins()) from.row += by;
    for (block_rows::noted& f : rows.findings) *f.what.row += before;
  }

  void enter(block& b) {
    block_rows& rows = b.content;
    if (!std::exchange(has_reserved_, true) && text_.size() > usual_block) reserve(b);
    for (const auto& [first, later] : builder_.add_codes(rows.positions)) {
      const origin before = builder_.origin_of(first);
      repeated_.emplace_back(before.file == file_number_ ? before.row : 0, later.row);
      rows.repeated.push_back(later.row);
    }
  }

  /// By the length of the rows of the first block; rows that are very short there say nothing.
  void reserve(const block& b) {
    constexpr std::size_t shortest = 16;
    const std::size_t length =
        (b.end.offset - b.begin.offset) / std::max<std::size_t>(b.content.rows, 1);
    builder_.reserve(builder_.size() + text_.size() / std::max(length, shortest) * 21 / 20);
  }

  void finish(block_rows& rows) {
    for (std::string& code : rows.eliminated) builder_.add_eliminated(std::move(code));
    for (block_rows::noted& f : rows.findings)
      if (!f.of_content || !std::ranges::binary_search(
                               rows.repeated, static_cast<std::uint32_t>(f.what.row.value_or(0))))
        builder_.report(std::move(f.what));
    for (std::size_t i = 0; i < styles_.size(); ++i)
      styles_[i].add(rows.styles[i], rows.rows_before);
    account_.rows += rows.left_out.rows;
    leave_out("keep", rows.left_out.not_kept);
    leave_out("eliminated", rows.left_out.eliminated);
    leave_out("no-code", rows.left_out.without_code);
    kept_ += rows.kept;
    const std::size_t before = std::exchange(rows_, rows_ + rows.rows);
    if (progress_ && rows_ / rows_between_progress != before / rows_between_progress)
      progress_(rows_);
  }

  void leave_out(const char* reason, std::size_t rows) {
    if (rows > 0) account_.left_out[reason] += rows;
  }

  void report_no_code(const detail::finding_reporter& report, std::string_view code,
                      origin from) const {
    if (code == "0")
      report("no-code", severity::warning, from, headings_[code_], code,
             "the code \"0\" marks a person who is paid but in no post", "left out");
    else
      report("no-code", severity::error, from, headings_[code_], code,
             code.empty() ? "the position has no code"
                          : fmt::format("\"{}\" is a mark, not a code", echo(code)),
             "left out; give it a code of its own");
  }

  void fill(const csv_row& row, origin from, const detail::finding_reporter& report,
            position_view& p, number_styles& styles) const {
    p.title = cell(row, title_);
    p.rank = cell(row, rank_);
    if (!mapping_.ranks.empty())
      if (const auto known = mapping_.ranks.find(std::string(p.rank));
          known != mapping_.ranks.end())
        p.rank = known->second;
    p.unit = cell(row, unit_);
    p.position_class = cell(row, class_);
    p.reports_to = superior(cell(row, reports_to_), report, p.code, from);
    const auto number = [&](std::size_t which) {
      return detail::number_or_nan(row, numbers_[which], headings_, mapping_.decimals, report,
                                   p.code, from, &styles[which]);
    };
    p.seats = number(0);
    p.filled = number(1);
    p.cost = number(2);
    p.budget = number(3);
    p.holders = cell(row, holders_);
    p.legal_source = cell(row, legal_source_);
    if (vacant_.column() && vacant_.holds(row)) p.filled = 0.0;
  }

  std::string_view superior(std::string_view text, const detail::finding_reporter& report,
                            std::string_view code, origin from) const {
    if (text.empty() || root_marks_.contains(text)) return {};
    if (mapping_.superior_after_first.empty()) return text;
    const std::string_view named = detail::code_after_mark(
        text, mapping_.superior_after_first, report, from, headings_[reports_to_], code);
    return root_marks_.contains(named) ? std::string_view{} : named;
  }

  /// A cell that names a kind, and the kind.
  struct known_kind {
    std::string_view text;
    std::optional<position_kind> kind;
  };

  /// Rows that follow each other are mostly of one kind, so that its name is read once.
  std::optional<position_kind> kind_of(const csv_row& row, known_kind& before, origin from,
                                       const detail::finding_reporter& report,
                                       std::string_view code) const {
    if (!kind_) return std::nullopt;
    const std::string_view text = row[*kind_];
    if (detail::same_text(text, before.text)) return before.kind;
    const std::optional<position_kind> found = kind(trim(text), report, code, from);
    if (found && !row.keeps_text()) before = {text, found};
    return found;
  }

  std::optional<position_kind> kind(std::string_view text, const detail::finding_reporter& report,
                                    std::string_view code, origin from) const {
    if (text.empty()) return std::nullopt;
    if (const auto known = parse_position_kind(text)) return known;
    const std::string folded = fold(text);
    if (const auto known = parse_position_kind(folded)) return known;
    if (folded == "struktural") return position_kind::structural;
    if (folded == "fungsional") return position_kind::functional;
    if (folded == "pelaksana") return position_kind::executing;
    report(
        "unknown-kind", severity::warning, from, headings_[*kind_], code,
        fmt::format("\"{}\" is no kind; known are structural, functional, executing", echo(text)),
        "read as absent; the kind is taken from the rank");
    return std::nullopt;
  }

  static void split_flags(std::string_view text, std::vector<std::string>& flags) {
    constexpr std::string_view separators = " \t,;|";
    while (true) {
      const auto begin = text.find_first_not_of(separators);
      if (begin == std::string_view::npos) return;
      text.remove_prefix(begin);
      const auto end = std::min(text.find_first_of(separators), text.size());
      flags.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  /// A number that may be read in two ways is read as the others of its column are written. Where
  /// that is not the usual rule the rows are read again, for that is rare.
  void settle_numbers() {
    const auto report = detail::reporter_to(builder_);
    std::array<bool, 4> other{};
    for (std::size_t i = 0; i < styles_.size(); ++i) {
      other[i] = styles_[i].has_doubt() && styles_[i].settled() == decimal_mark::comma;
      if (numbers_[i])
        styles_[i].report(headings_[*numbers_[i]], mapping_.decimals, report, file_number_);
    }
    if (std::ranges::none_of(other, std::identity{})) return;
    csv_reader reader(text_, file_, options_);
    csv_row row;
    reader.next(row);
    row_index at = first_row_;
    while (reader.next(row) && at < builder_.size()) {
      if (builder_.origin_of(at).row != row.number()) continue;
      for (std::size_t i = 0; i < other.size(); ++i) {
        if (!other[i]) continue;
        const std::string_view text = cell(row, numbers_[i]);
        if (style_of(text) != number_style::doubtful) continue;
        builder_.change(at, static_cast<position_figure>(i),
                        parse_number(text, decimal_mark::comma));
      }
      ++at;
    }
  }

  /// Tells a job share from a code that was given twice. The rows are read again, for that is rare
  /// and keeping every row's text for it is not.
  template <class Adjust>
  void explain_repeated(const Adjust& adjust) {
    std::map<std::uint32_t, std::vector<std::string>> cells;
    for (const auto& [first, later] : repeated_) {
      cells[first];
      cells[later];
    }
    csv_reader reader(text_, file_, options_);
    csv_row row;
    while (reader.next(row)) {
      const auto wanted = cells.find(static_cast<std::uint32_t>(row.number()));
      if (wanted == cells.end()) continue;
      for (std::size_t i = 0; i < headings_.size(); ++i) wanted->second.emplace_back(cell(row, i));
      const std::string_view above = cell(row, reports_to_);
      if (above.empty() || root_marks_.contains(above))
        roots_.emplace(wanted->first, root_of(row, adjust));
    }
    for (const auto& [first, later] : repeated_)
      report_repeated(first, cells[first], later, cells[later]);
  }

  /// A row that is marked as a root, without the findings that its form may give: it was left out.
  template <class Adjust>
  position root_of(const csv_row& row, const Adjust& adjust) const {
    const detail::finding_reporter silent = [](std::string_view, severity, origin, std::string_view,
                                               std::string_view, std::string, std::string) {};
    const auto number = [](double value) {
      return std::isnan(value) ? std::nullopt : std::optional(value);
    };
    position_view p;
    p.code = cell(row, code_);
    number_styles styles;
    fill(row, {}, silent, p, styles);
    adjust(row, origin{}, silent, p);
    position root;
    root.code = p.code;
    root.title = p.title;
    if (kind_) root.kind = kind(trim(row[*kind_]), silent, p.code, {});
    root.rank = p.rank;
    root.unit = p.unit;
    root.seats = number(p.seats);
    root.filled = number(p.filled);
    root.position_class = p.position_class;
    root.cost = number(p.cost);
    root.budget = number(p.budget);
    if (flags_) split_flags(trim(row[*flags_]), root.flags);
    root.holders = p.holders;
    root.legal_source = p.legal_source;
    return root;
  }

  void report_repeated(std::uint32_t first, const std::vector<std::string>& first_cells,
                       std::uint32_t later, const std::vector<std::string>& later_cells) {
    const std::string& code = later_cells[code_];
    const origin from{file_number_, later};
    if (first == 0) {
      leave_out("duplicate-code", 1);
      builder_.report("duplicate-code", severity::error, from, headings_[code_], code,
                      fmt::format("the code \"{}\" stands in another file too", echo(code)),
                      "left out; the first position of a code stands");
      return;
    }
    std::string different;
    std::string personal;
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      if (first_cells[i] == later_cells[i] || headings_[i].empty()) continue;
      const bool may = std::ranges::find(may_differ_, i) != may_differ_.end();
      std::string& list = may ? personal : different;
      list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", echo(headings_[i]));
    }
    if (!different.empty()) {
      leave_out("duplicate-code", 1);
      builder_.report("duplicate-code", severity::error, from, headings_[code_], code,
                      fmt::format("the code \"{}\" was given to another position in row {}: the "
                                  "rows differ in {}",
                                  echo(code), first, different),
                      "left out; the first row of a code stands");
      if (const auto root = roots_.find(later); root != roots_.end())
        builder_.offer_root(*builder_.find(code), root->second, from);
    } else if (!personal.empty()) {
      ++account_.job_shares;
      if (mapping_.job_share == job_share_rule::add) add_job_share(later_cells);
      if (holders_) builder_.add_holder(*builder_.find(code), later_cells[*holders_]);
      builder_.report("job-share", severity::warning, from, headings_[code_], code,
                      fmt::format("the row shares the post \"{}\" with row {}: they differ only in "
                                  "{}",
                                  echo(code), first, personal),
                      job_share_action(later_cells));
    } else {
      ++account_.repeated;
      builder_.report("repeated-row", severity::warning, from, headings_[code_], code,
                      fmt::format("the row says of \"{}\" what row {} says", echo(code), first),
                      "counted once");
    }
  }

  /// Adds the figures of a row to those of the post that it shares.
  void add_job_share(const std::vector<std::string>& cells) {
    const std::optional<row_index> post = builder_.find(cells[code_]);
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (!numbers_[i] || detail::is_not_known(cells[*numbers_[i]])) continue;
      const decimal_mark marks = mapping_.decimals == decimal_mark::guess
                                     ? styles_[i].settled().value_or(decimal_mark::guess)
                                     : mapping_.decimals;
      const std::string_view text = cells[*numbers_[i]];
      const auto more =
          parse_number(text, style_of(text) == number_style::doubtful ? marks : mapping_.decimals);
      const auto which = static_cast<position_figure>(i);
      if (more && *more >= 0)
        builder_.change(*post, which, builder_.figure(*post, which).value_or(0) + *more);
    }
  }

  /// Says which figures of the row are in no sum.
  [[nodiscard]] std::string job_share_action(const std::vector<std::string>& cells) const {
    if (mapping_.job_share == job_share_rule::add)
      return "counted as one position, its figures added to those of the first row";
    std::string left_out;
    for (const auto& column : numbers_)
      if (column && !detail::is_not_known(cells[*column]))
        left_out += fmt::format("{}{} {}", left_out.empty() ? "" : ", ", echo(headings_[*column]),
                                echo(cells[*column]));
    return "counted as one position; the first row of a code stands" +
           (left_out.empty() ? std::string()
                             : fmt::format(", and what this row has is not added: {}", left_out));
  }

  organisation_builder& builder_;
  std::string_view text_;
  std::string file_;
  const column_mapping& mapping_;
  const row_progress& progress_;
  reading_effort effort_;
  marks no_code_;
  marks root_marks_;
  csv_options options_;
  std::uint32_t file_number_;
  row_index first_row_;  ///< of this table in the builder
  table_headings headings_;
  table_account account_;
  std::size_t code_ = 0;
  std::size_t reports_to_ = 0;
  std::optional<std::size_t> title_, kind_, rank_, unit_, class_, flags_, holders_, legal_source_;
  std::array<std::optional<std::size_t>, 4> numbers_;  ///< as number_styles
  number_styles styles_;
  std::vector<placed_condition> keep_;
  placed_condition eliminated_;
  placed_condition vacant_;
  std::vector<std::size_t> may_differ_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> repeated_;
  std::map<std::uint32_t, position> roots_;  ///< by row, of those whose code was given twice
  std::size_t kept_ = 0;
  std::size_t rows_ = 0;
  bool has_reserved_ = false;
};

/// The middle of a pay band for each full-time equivalent; absent if the band is.
std::optional<double> band_cost(std::optional<double> low, std::optional<double> high,
                                std::optional<double> seats) {
  if (!low || !high || *high <= 0) return std::nullopt;
  return (*low + *high) / 2 * seats.value_or(1.0);
}

}  // namespace

table_account add_position_table(organisation_builder& builder, std::string_view text,
                                 const std::string& file, const column_mapping& mapping,
                                 const row_progress& progress, const reading_effort& effort) {
  const auto as_it_is = [](const csv_row&, origin, const detail::finding_reporter&,
                           const position_view&) {};
  const std::optional<detail::tidy_table> tidy = detail::tidied(builder, text, file, mapping);
  if (!tidy) return table_reader(builder, text, file, mapping, progress, effort).add_all(as_it_is);
  reading_effort of_copy = effort;
  of_copy.passed = {};
  table_account account =
      table_reader(builder, tidy->text, file, tidy->mapping, progress, of_copy).add_all(as_it_is);
  if (tidy->code_is_made) account.columns.erase(account.columns.begin());
  account.rows += tidy->account.rows;
  for (const auto& [reason, rows] : tidy->account.left_out) account.left_out[reason] += rows;
  for (std::size_t i = 0; i < tidy->account.columns.size(); ++i)
    if (account.columns[i].read_as.empty())
      account.columns[i].read_as = tidy->account.columns[i].read_as;
  account.columns.resize(tidy->account.columns.size());
  return account;
}

column_mapping uk_senior_mapping() {
  column_mapping mapping;
  mapping.code = {"Post Unique Reference"};
  mapping.title = {"Job Title"};
  mapping.kind = {};
  mapping.rank = {"Grade", "Grade (or equivalent)"};
  mapping.reports_to = {"Reports to Senior Post"};
  mapping.unit = {"Unit"};
  mapping.seats = {"FTE"};
  mapping.filled = {};
  mapping.position_class = {};
  mapping.cost = {};
  mapping.budget = {};
  mapping.flags = {};
  mapping.holder = {};
  mapping.legal_source = {};
  mapping.root_marks = {"XX", "xx", ""};
  mapping.no_code = {"", "0", "XX"};
  mapping.eliminated = {"Name", {"Eliminated"}, false};
  mapping.vacant = {"Name", {"Vacant"}, true};
  mapping.may_differ = {"Contact Phone",
                        "Contact E-mail",
                        "Actual Pay Floor (£)",
                        "Actual Pay Ceiling (£)",
                        "Salary Cost of Reports (£)",
                        "URI",
                        "source_file",
                        "source_line"};
  mapping.scheme = "uk-civil-service";
  return mapping;
}

table_account add_uk_senior_return(organisation_builder& builder, std::string_view text,
                                   const std::string& file, const column_mapping& mapping,
                                   const row_progress& progress, const reading_effort& effort) {
  table_reader reader(builder, text, file, mapping, progress, effort);
  const auto name = reader.columns().find({"Name"});
  const auto low = reader.columns().find({"Actual Pay Floor (£)"});
  const auto high = reader.columns().find({"Actual Pay Ceiling (£)"});
  reader.read_as(name, "vacant");
  for (const auto column : {low, high}) reader.read_as(column, "cost");
  return reader.add_all([&](const csv_row& row, origin from, const detail::finding_reporter& report,
                            position_view& p) {
    const std::string_view holder = cell(row, name);
    p.cost = band_cost(reader.number_in(row, low, report, p.code, from),
                       reader.number_in(row, high, report, p.code, from),
                       std::isnan(p.seats) ? std::nullopt : std::optional(p.seats))
                 .value_or(position_view::absent);
    if (std::isnan(p.filled)) p.filled = p.seats;
    if (letters(holder) == "eliminated" || letters(holder) == "posteliminated" ||
        letters(holder) == "postdeleted")
      report("eliminated-spelling", severity::warning, from, "Name", p.code,
             fmt::format("the name is \"{}\"; only exactly \"Eliminated\" marks a post that "
                         "no longer exists",
                         echo(holder)),
             "kept as a post");
    if (!std::ranges::all_of(p.code, [](char c) {
          return c == '-' || (static_cast<unsigned char>(c) & 0x80U) != 0 ||
                 std::isalnum(static_cast<unsigned char>(c)) != 0;
        }))
      report("code-characters", severity::warning, from, "Post Unique Reference", p.code,
             fmt::format("the code \"{}\" holds a blank or a mark other than \"-\"", echo(p.code)),
             "kept exactly");
  });
}

table_account add_uk_junior_return(organisation_builder& builder, std::string_view text,
                                   const std::string& file, const row_progress& progress) {
  csv_reader csv(text, file);
  csv_row row;
  const table_headings columns = read_headings(csv, file, missing_column);
  const std::size_t senior = columns.require({"Reporting Senior Post"}, "the senior post");
  const std::size_t seats = columns.require({"Number of Posts in FTE"}, "the number of posts");
  const auto title = columns.find({"Generic Job Title"});
  const auto rank = columns.find({"Grade", "Grade (or equivalent)"});
  const auto unit = columns.find({"Unit"});
  const auto low = columns.find({"Payscale Minimum (£)"});
  const auto high = columns.find({"Payscale Maximum (£)"});
  const std::uint32_t file_number = builder.add_file(file);
  const auto report = detail::reporter_to(builder);
  const auto number = [&](std::optional<std::size_t> column, std::string_view code, origin from) {
    return number_in(row, column, columns, decimal_mark::guess, report, code, from);
  };

  table_account account{file};
  for (std::size_t i = 0; i < columns.size(); ++i) account.columns.push_back({echo(columns[i])});
  const auto read_as = [&](std::optional<std::size_t> column, const char* field) {
    if (column) account.columns[*column].read_as = field;
  };
  read_as(senior, "reports_to");
  read_as(seats, "seats");
  read_as(title, "title");
  read_as(rank, "rank");
  read_as(unit, "unit");
  read_as(low, "cost");
  read_as(high, "cost");
  std::unordered_map<std::string, std::size_t> rows_of;
  std::size_t rows = 0;
  position p;
  while (csv.next(row)) {
    if (progress && ++rows % rows_between_progress == 0) progress(rows);
    if (row.blank()) continue;
    const origin from{file_number, static_cast<std::uint32_t>(row.number())};
    p.reports_to = cell(row, senior);
    p.code = fmt::format("{}/{}", p.reports_to, ++rows_of[p.reports_to]);
    p.title = cell(row, title);
    p.rank = cell(row, rank);
    p.unit = cell(row, unit);
    p.seats = number(seats, p.code, from);
    p.filled = p.seats;
    p.cost = band_cost(number(low, p.code, from), number(high, p.code, from), p.seats);
    // A position without a superior would be a root; this one has a superior that is not told.
    if (p.reports_to.empty()) p.reports_to = "(blank)";
    ++account.rows;
    if (builder.add(p, from))
      ++account.positions;
    else
      ++account.left_out["duplicate-code"];
  }
  return account;
}

void write_position_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  using detail::put;
  const detail::csv_form form{style};
  detail::written_positions positions(org, form, [&](const std::vector<std::string>& flags) {
    return csv_cell(fmt::format("{}", fmt::join(flags, " ")), style);
  });
  detail::text_pieces pieces(sink);
  const char mark = style.delimiter;
  const bool budgets = org.table().budgets->any();
  const bool holders = org.table().holders->any();
  const bool laws = org.table().legal_sources->any();
  std::string headings =
      fmt::format("code,title,kind,rank,reports_to,unit,seats,filled,class,cost,{}flags{}{}\n",
                  budgets ? "budget," : "", holders ? ",holder" : "", laws ? ",legal_source" : "");
  std::ranges::replace(headings, ',', mark);
  pieces.append(headings);
  for (row_index row = 0; row < org.size(); ++row) {
    const detail::written_position p = positions[row];
    constexpr std::size_t marks = 14;
    char* at = pieces.room(p.size() + marks + 4 * detail::longest_number);
    for (const std::string_view cell : {p.code, p.title, p.kind, p.rank, p.reports_to, p.unit})
      at = put(put(at, cell), mark);
    if (p.seats) at = detail::put_number(at, *p.seats);
    at = put(at, mark);
    if (p.filled) at = detail::put_number(at, *p.filled);
    at = put(put(put(at, mark), p.position_class), mark);
    if (p.cost) at = detail::put_number(at, *p.cost);
    at = put(at, mark);
    if (p.budget) at = detail::put_number(at, *p.budget);
    if (budgets) at = put(at, mark);
    at = put(at, p.flags);
    if (holders) at = put(put(at, mark), p.holders);
    if (laws) at = put(put(at, mark), p.legal_source);
    pieces.took(put(at, '\n'));
  }
  pieces.end();
}

}  // namespace pangkas

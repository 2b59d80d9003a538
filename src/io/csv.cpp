// SPDX-License-Identifier: BSL-1.0
#include "csv_cell.hpp"

#include <fmt/format.h>
#include <pangkas/error.hpp>
#include <pangkas/graph/impl/tuned.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/text.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pangkas::inline v0_1 {
namespace {

constexpr std::uint64_t in_each_byte(char c) {
  return 0x0101010101010101U * static_cast<unsigned char>(c);
}

constexpr std::uint64_t quotes = in_each_byte('"');
constexpr std::uint64_t line_feeds = in_each_byte('\n');
constexpr std::uint64_t carriage_returns = in_each_byte('\r');

/// Marks the high bit of each zero byte. Bytes above the first zero may be marked wrongly (a
/// borrow), so only the lowest mark counts.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
}

/// First of three characters, each given in_each_byte(), or the end. Cells are short: a word at a
/// time finds the end of most in one or two steps, where three calls of memchr cost more.
const char* find_any(const char* at, const char* end, std::uint64_t a, std::uint64_t b,
                     std::uint64_t c) noexcept {
  if constexpr (std::endian::native == std::endian::little) {
    for (std::uint64_t word = 0; end - at >= 8; at += 8) {
      std::memcpy(&word, at, sizeof word);
      const std::uint64_t hits = zero_bytes(word ^ a) | zero_bytes(word ^ b) | zero_bytes(word ^ c);
      if (hits != 0) return at + std::countr_zero(hits) / 8;
    }
  }
  const auto low = [](std::uint64_t word) { return static_cast<char>(word & 0xFF); };
  while (at != end && *at != low(a) && *at != low(b) && *at != low(c)) ++at;
  return at;
}

/// Gives for each of 64 bytes a bit that tells whether it is a delimiter, quote or line break.
class mark_finder {
 public:
  static constexpr std::size_t width = 64;

#if defined(__SSE2__)
  explicit mark_finder(char delimiter) : delimiter_(_mm_set1_epi8(delimiter)) {}

  std::uint64_t operator()(const char* at) const noexcept {
    std::uint64_t marks = 0;
    for (unsigned part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + part);
      const __m128i hits = _mm_or_si128(
          _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter_), _mm_cmpeq_epi8(bytes, quote_)),
          _mm_or_si128(_mm_cmpeq_epi8(bytes, line_feed_), _mm_cmpeq_epi8(bytes, return_)));
      marks |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(hits))} << (16 * part);
    }
    return marks;
  }

 private:
  __m128i delimiter_;
  __m128i quote_ = _mm_set1_epi8('"');
  __m128i line_feed_ = _mm_set1_epi8('\n');
  __m128i return_ = _mm_set1_epi8('\r');
#else
  explicit mark_finder(char delimiter) : delimiter_(delimiter) {}

  std::uint64_t operator()(const char* at) const noexcept {
    std::uint64_t marks = 0;
    for (unsigned i = 0; i < width; ++i)
      marks |= std::uint64_t{at[i] == delimiter_ || at[i] == '"' || at[i] == '\n' || at[i] == '\r'}
               << i;
    return marks;
  }

 private:
  char delimiter_;
#endif
};

/// Past the line break at @p at.
const char* skip_line_break(const char* at, const char* end) noexcept {
  return at + (*at == '\r' && at + 1 != end && at[1] == '\n' ? 2 : 1);
}

bool starts_with_sep(std::string_view text) {
  return text.size() >= 4 && (text[0] | 0x20) == 's' && (text[1] | 0x20) == 'e' &&
         (text[2] | 0x20) == 'p' && text[3] == '=';
}

bool can_delimit(char c) { return c != '"' && c != '\r' && c != '\n'; }

/// The line `sep=;` in front of a table.
struct sep_line {
  std::optional<char> delimiter;
  std::size_t length = 0;
};

sep_line find_sep_line(std::string_view text) {
  if (!starts_with_sep(text) || text.size() < 5 || !can_delimit(text[4])) return {};
  if (text.size() == 5) return {text[4], 5};
  if (text[5] != '\r' && text[5] != '\n') return {};
  const char* const end = text.data() + text.size();
  return {text[4], static_cast<std::size_t>(skip_line_break(text.data() + 5, end) - text.data())};
}

/// How many cells each of the first records has; blank lines and a record cut by the end of the
/// sample are left out.
std::vector<std::size_t> cells_per_record(std::string_view sample, bool whole, char delimiter,
                                          std::size_t records) {
  std::vector<std::size_t> counts;
  std::size_t cells = 1;
  bool cell_start = true;
  bool quoted = false;
  bool blank = true;
  const auto end_record = [&] {
    if (!blank) counts.push_back(cells);
    cells = 1;
    cell_start = blank = true;
  };
  for (std::size_t at = 0; at < sample.size() && counts.size() < records; ++at) {
    const char c = sample[at];
    if (quoted) {
      if (c != '"') continue;
      if (at + 1 < sample.size() && sample[at + 1] == '"') {
        ++at;
      } else {
        quoted = false;
      }
    } else if (c == '\n' || c == '\r') {
      end_record();
    } else if (c == delimiter) {
      ++cells;
      cell_start = true;
      blank = false;
    } else {
      quoted = cell_start && c == '"';
      cell_start = false;
      blank = blank && (c == ' ' || c == '\t');
    }
  }
  if (whole && counts.size() < records) end_record();
  return counts;
}

}  // namespace

// ---- cells ------------------------------------------------------------------------------------

namespace {

/// Whether a reader would change a cell that is not quoted.
bool needs_quotes(std::string_view cell, char delimiter) noexcept {
  const char* const end = cell.data() + cell.size();
  return find_any(cell.data(), end, quotes, line_feeds, carriage_returns) != end ||
         cell.find(delimiter) != std::string_view::npos || trim(cell).size() != cell.size() ||
         starts_with_sep(cell);
}

/// Whether a spreadsheet would compute a cell.
bool is_formula(std::string_view cell) noexcept {
  if (cell.empty()) return false;
  if (std::string_view("=@\t\r").find(cell.front()) != std::string_view::npos) return true;
  return (cell.front() == '+' || cell.front() == '-') &&
         cell.find_first_not_of("0123456789., ", 1) != std::string_view::npos;
}

}  // namespace

bool detail::stands_as_it_is(std::string_view cell, const csv_style& style) noexcept {
  return !needs_quotes(cell, style.delimiter) && !(style.spreadsheet_safe && is_formula(cell));
}

void detail::append_cell(std::string& table, std::string_view cell, const csv_style& style) {
  const bool is_quoted = needs_quotes(cell, style.delimiter);
  if (is_quoted) table.push_back('"');
  if (style.spreadsheet_safe && is_formula(cell)) table.push_back('\'');
  if (!is_quoted) {
    table.append(cell);
    return;
  }
  for (std::size_t quote = cell.find('"'); quote != cell.npos; quote = cell.find('"')) {
    table.append(cell, 0, quote + 1);
    table.push_back('"');
    cell.remove_prefix(quote + 1);
  }
  table.append(cell);
  table.push_back('"');
}

// ---- rows -----------------------------------------------------------------------------------

bool csv_row::blank() const noexcept {
  return std::ranges::all_of(cells(), [](std::string_view cell) { return trim(cell).empty(); });
}

void csv_row::restart(std::size_t number, std::size_t line) {
  size_ = 0;
  doubled_.clear();
  number_ = number;
  line_ = line;
  text_after_quote_.reset();
  quoted_ = false;
}

void csv_row::make_room() {
  constexpr std::size_t usual = detail::tuned<std::size_t>(16, 1);
  cells_.resize(std::max(usual, 2 * cells_.size()));
}

// At the end of the row, when the memory needed is known: growing it for the second such cell
// would leave the first one looking at freed memory.
void csv_row::undo_doubled_quotes() {
  std::size_t room = 0;
  for (const std::size_t cell : doubled_) room += cells_[cell].size();
  if (undone_.size() < room) undone_.resize(room);
  char* out = undone_.data();
  for (const std::size_t index : doubled_) {
    char* const first = out;
    std::string_view raw = cells_[index];
    for (std::size_t quote = raw.find('"'); quote != raw.npos; quote = raw.find('"')) {
      out = std::copy_n(raw.data(), quote, out);
      raw.remove_prefix(quote + 1);
      if (!raw.starts_with('"')) break;  // the closing quote: what follows is kept as it stands
      *out++ = '"';
      raw.remove_prefix(1);
    }
    out = std::copy_n(raw.data(), raw.size(), out);
    cells_[index] = {first, static_cast<std::size_t>(out - first)};
  }
}

// ---- reader ---------------------------------------------------------------------------------

csv_reader::csv_reader(std::string_view text, std::string_view file, csv_options options)
    : begin_(text.data()),
      at_(text.data()),
      end_(text.data() + text.size()),
      stop_(end_),
      file_(file),
      options_(options),
      searched_from_(at_),
      searched_to_(at_) {
  if (options_.delimiter && !can_delimit(*options_.delimiter)) {
    throw input_error(fmt::format("{} cannot be read with a quote or a line break as delimiter; "
                                  "choose a comma, semicolon, tab or pipe",
                                  file_),
                      file_);
  }
  const sep_line sep = find_sep_line(text);
  if (sep.length != 0) {
    at_ += sep.length;
    ++line_;
  }
  searched_to_ = at_;
  delimiter_ = options_.delimiter ? *options_.delimiter : detect_delimiter(text);
}

csv_reader csv_reader::from(const place& from, std::size_t stop) const {
  csv_reader other(*this);
  other.at_ = begin_ + from.offset;
  other.stop_ = begin_ + stop;
  other.record_ = from.records;
  other.line_ = from.line;
  other.mark_ = other.mark_count_ = 0;
  other.searched_to_ = other.at_;
  return other;
}

bool csv_reader::next(csv_row& row) {
  while (at_ < stop_) {
    row.restart(++record_, line_);
    read_record(row);
    const bool blank_line = row.size_ == 1 && !row.quoted_ && trim(row.cells_[0]).empty();
    if (blank_line) continue;
    if (!row.doubled_.empty()) row.undo_doubled_quotes();
    return true;
  }
  return false;
}

/// Searches the next part of the text that holds a mark.
void csv_reader::find_marks() {
  constexpr std::size_t part = detail::tuned<std::size_t>(128 * mark_finder::width, 1);
  if (marks_.empty()) marks_.resize(part);
  const mark_finder find(delimiter_);
  std::uint32_t* out = marks_.data();
  mark_ = 0;
  do {
    searched_from_ = searched_to_;
    const std::size_t here = std::min(part, static_cast<std::size_t>(end_ - searched_from_));
    std::size_t at = 0;
    for (; at + mark_finder::width <= here; at += mark_finder::width)
      for (std::uint64_t hits = find(searched_from_ + at); hits != 0; hits &= hits - 1)
        *out++ =
            static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(hits));
    for (; at < here; ++at) {
      const char c = searched_from_[at];
      if (c == delimiter_ || c == '"' || c == '\n' || c == '\r')
        *out++ = static_cast<std::uint32_t>(at);
    }
    searched_to_ = searched_from_ + here;
  } while (out == marks_.data() && searched_to_ != end_);
  mark_count_ = static_cast<std::size_t>(out - marks_.data());
}

/// The first mark that was not passed, or the end.
inline const char* csv_reader::next_mark() {
  if (mark_ == mark_count_) {
    if (searched_to_ == end_) return end_;
    find_marks();
    if (mark_count_ == 0) return end_;
  }
  return searched_from_ + marks_[mark_];
}

/// What ends the cell that holds no quote, or whose quotes have been passed.
inline const char* csv_reader::end_of_cell() {
  const char* at = next_mark();
  while (at != end_ && *at == '"') {
    ++mark_;
    at = next_mark();
  }
  return at;
}

/// Reads cells that a delimiter ends, as far as they hold no quote and the text was searched:
/// nearly all cells of nearly all tables.
inline const char* csv_reader::read_plain_cells(csv_row& row, const char* at) {
  const std::uint32_t* mark = marks_.data() + mark_;
  const std::uint32_t* const last = marks_.data() + mark_count_;
  const char* const from = searched_from_;
  const char delimiter = delimiter_;
  const std::size_t longest = options_.max_cell;
  std::string_view* cell = row.cells_.data() + row.size_;
  const std::string_view* const end_of_room =
      row.cells_.data() + std::min(row.cells_.size(), options_.max_cells);
  for (; mark != last && cell < end_of_room; ++mark, ++cell) {
    const char* const end = from + *mark;
    const auto size = static_cast<std::size_t>(end - at);
    if (*end != delimiter || *at == '"' || size > longest) break;
    *cell = {at, size};
    at = end + 1;
  }
  row.size_ = static_cast<std::size_t>(cell - row.cells_.data());
  mark_ = static_cast<std::size_t>(mark - marks_.data());
  return at;
}

void csv_reader::read_record(csv_row& row) {
  const char* at = at_;
  for (;;) {
    at = read_plain_cells(row, at);
    if (row.size_ == options_.max_cells) {
      fail(row, row.line_,
           fmt::format("it has more than {} cells; check the delimiter", options_.max_cells));
    }
    if (at != end_ && *at == '"') {
      at = read_quoted_cell(row, at);
    } else {
      const char* const last = end_of_cell();
      check_size(row, at, last, false);
      row.add({at, static_cast<std::size_t>(last - at)});
      at = last;
    }
    if (at == end_) break;
    ++mark_;
    if (*at != delimiter_) {
      at = pass_line_break(at);
      break;
    }
    ++at;
  }
  at_ = at;
}

/// Past the line break at @p at, whose mark was passed.
inline const char* csv_reader::pass_line_break(const char* at) {
  ++line_;
  const char* const next = skip_line_break(at, end_);
  if (next - at == 2) {
    static_cast<void>(next_mark());
    ++mark_;
  }
  return next;
}

/// Reads the cell whose quote opens at @p open; gives the place of what ends it.
const char* csv_reader::read_quoted_cell(csv_row& row, const char* open) {
  const std::size_t open_line = line_;
  const char* const first = open + 1;
  const char* at = next_mark();  // the opening quote
  bool doubled = false;
  for (;;) {
    ++mark_;
    at = next_mark();
    check_size(row, first, at, true);
    if (at == end_) {
      fail(row, open_line,
           fmt::format("the quote that opens cell {} is never closed, so the file may be cut off; "
                       "close it, or double it if it is part of the text",
                       row.size_ + 1));
    }
    if (*at == '"') {
      if (at + 1 == end_ || at[1] != '"') break;
      doubled = true;
      ++mark_;
      static_cast<void>(next_mark());
    } else if (*at != delimiter_) {
      ++line_;
      if (skip_line_break(at, end_) - at == 2) {
        ++mark_;
        static_cast<void>(next_mark());
      }
    }
  }
  ++mark_;
  const char* const close = at;
  const char* const last = end_of_cell();
  check_size(row, first, last, true);
  const bool more = last != close + 1;
  if (doubled || more) row.doubled_.push_back(row.size_);
  if (more && !row.text_after_quote_ && !trim({close + 1, last}).empty()) {
    row.text_after_quote_ = row.size_;
  }
  row.quoted_ = true;
  row.add({first, static_cast<std::size_t>((more ? last : close) - first)});
  return last;
}

inline void csv_reader::check_size(const csv_row& row, const char* first, const char* last,
                                   bool quoted) const {
  if (static_cast<std::size_t>(last - first) <= options_.max_cell) [[likely]]
    return;
  fail(row, row.line_,
       fmt::format("cell {} is longer than {} bytes; {}", row.size_ + 1, options_.max_cell,
                   quoted ? "look for a quote that is not closed" : "check that this is a table"));
}

void csv_reader::fail(const csv_row& row, std::size_t line, const std::string& what) const {
  throw input_error(fmt::format("{}, row {} (line {}): {}", file_, row.number_, line, what), file_,
                    row.number_);
}

// ---- detection and output -------------------------------------------------------------------

char detect_delimiter(std::string_view text) {
  if (const sep_line sep = find_sep_line(text); sep.delimiter) return *sep.delimiter;

  constexpr std::size_t records = 20;
  const std::string_view sample = text.substr(0, std::size_t{1024} * 1024);
  char best = ',';
  std::size_t best_alike = 0;
  std::size_t best_cells = 1;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const bool whole = sample.size() == text.size();
    const auto counts = cells_per_record(sample, whole, candidate, records);
    if (counts.empty() || counts[0] < 2) continue;
    const auto alike = static_cast<std::size_t>(std::ranges::count(counts, counts[0]));
    if (best_cells > 1 &&
        (alike < best_alike || (alike == best_alike && counts[0] <= best_cells))) {
      continue;
    }
    best = candidate;
    best_alike = alike;
    best_cells = counts[0];
  }
  return best;
}

std::string csv_cell(std::string_view cell, const csv_style& style) {
  std::string written;
  detail::append_cell(written, cell, style);
  return written;
}

void append_csv_row(std::string& table, std::span<const std::string_view> cells,
                    const csv_style& style) {
  if (cells.size() == 1 && cells[0].empty()) {
    table += "\"\"\n";
    return;
  }
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (index != 0) table.push_back(style.delimiter);
    detail::append_cell(table, cells[index], style);
  }
  table.push_back('\n');
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "day.hpp"
#include "known_ranks.hpp"
#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/suggest_columns.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::echo;

constexpr std::size_t rows_looked_at = 20'000;
constexpr std::size_t rows_above_headings = 30;

std::string folded_heading(std::string_view heading) {
  std::string folded = fold(heading);
  std::erase_if(folded, [](char c) { return c == '_' || c == '-' || c == '.' || c == '/'; });
  return folded;
}

/// A text as TOML writes it.
std::string in_toml(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      result.append({'\\', c});
    else if (byte < 0x20 || byte == 0x7F)
      result += fmt::format("\\u{:04x}", byte);
    else
      result += c;
  }
  return result + '"';
}

bool is_number(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.,()[]- ") == std::string_view::npos;
}

/// What people write where there is no superior.
bool is_root_word(std::string_view cell) {
  static constexpr std::array<std::string_view, 12> words{
      "null", "n/a", "na", "none", "0", "xx", "board", "root", "top", "-", "tidakada", "#n/a"};
  return std::ranges::find(words, fold(cell)) != words.end();
}

std::string_view in_brackets(std::string_view cell) {
  const std::size_t open = cell.find_last_of('(');
  const std::size_t close = cell.find_last_of(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  return trim(cell.substr(open + 1, close - open - 1));
}

/// Headings that programs and people give a field, the surest first.
const std::vector<std::pair<const char*, std::vector<const char*>>>& known_headings() {
  static const std::vector<std::pair<const char*, std::vector<const char*>>> known{
      {"code",
       {"code", "kode", "kodejabatan", "positioncode", "positionid", "postid", "positionnumber",
        "postuniquereference", "idjabatan", "id", "post", "position", "employeeid", "staffid",
        "personid", "email"}},
      {"reports_to",
       {"reportsto", "kodeatasan", "atasan", "managerid", "parentid", "supervisorid", "reportstoid",
        "superior", "manager", "supervisor", "parent", "linemanager", "boss", "idatasan",
        "reportingto", "manageremail", "atasanlangsung"}},
      {"title",
       {"title", "jabatan", "namajabatan", "jobtitle", "positiontitle", "posttitle", "role",
        "position", "post", "name", "nama"}},
      {"unit",
       {"unit", "unitkerja", "department", "division", "satuankerja", "satker", "bagian",
        "organisationalunit", "orgunit", "team"}},
      {"rank", {"rank", "eselon", "jenjang", "grade", "band", "paygrade"}},
      {"kind", {"kind", "jenis", "jenisjabatan"}},
      {"seats", {"seats", "formasi", "fte", "headcount", "kebutuhan", "posts", "established"}},
      {"filled", {"filled", "terisi", "bezetting", "existing", "actual"}},
      {"class", {"class", "kelas", "kelasjabatan"}},
      {"cost", {"cost", "biaya", "annualcost", "salary"}}};
  return known;
}

/// What a comment of TOML may hold: a line end in a heading would end it.
std::string in_comment(std::string_view text) {
  std::string one_line(text);
  std::ranges::replace_if(
      one_line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return one_line;
}

class proposal {
 public:
  proposal(std::string_view text, const std::string& file) : file_(file) { read(text); }

  std::string write() {
    choose_code_and_superior();
    choose_others();
    std::string all = fmt::format("# A proposal for {}, made from {}. Read it before you use it.\n",
                                  in_comment(echo(file_)), detail::how_many(rows_.size(), "row"));
    for (const auto& [section, lines] : sections_) {
      if (lines.empty()) continue;
      if (!section.empty()) all += fmt::format("\n[{}]\n", section);
      for (const std::string& line : lines) all += line + '\n';
    }
    return all;
  }

 private:
  using column_values = std::unordered_set<std::string>;

  void read(std::string_view text) {
    csv_reader reader(text, file_);
    csv_row row;
    std::vector<std::pair<std::size_t, std::vector<std::string>>> first;
    const auto keep = [&] {
      std::vector<std::string> cells;
      for (const std::string_view cell : row.cells()) cells.emplace_back(trim(cell));
      return cells;
    };
    while (first.size() < rows_above_headings && reader.next(row))
      if (!row.blank()) first.emplace_back(row.number(), keep());
    if (first.size() < 2)
      throw input_error(fmt::format("{} has no rows from which a mapping could be made", file_),
                        file_);
    std::size_t widest = 0;
    const auto filled = [](const std::vector<std::string>& cells) {
      return static_cast<std::size_t>(
          std::ranges::count_if(cells, [](const std::string& c) { return !c.empty(); }));
    };
    for (const auto& [number, cells] : first) widest = std::max(widest, filled(cells));
    // The headings are the first row that is nearly as wide as the widest and holds no number.
    std::size_t at = 0;
    while (at + 1 < first.size() && (4 * filled(first[at].second) < 3 * widest ||
                                     std::ranges::any_of(first[at].second, is_number)))
      ++at;
    if (at + 1 == first.size()) at = 0;
    headings_ = first[at].second;
    heading_row_ = first[at].first;
    below_first_ = at > 0;
    const auto take = [&](std::vector<std::string> cells) {
      cells.resize(headings_.size());
      rows_.push_back(std::move(cells));
    };
    for (std::size_t i = at + 1; i < first.size(); ++i) take(std::move(first[i].second));
    while (rows_.size() < rows_looked_at && reader.next(row))
      if (!row.blank()) take(keep());
    count_values();
  }

  void count_values() {
    values_.assign(headings_.size(), {});
    counts_.assign(headings_.size(), 0);
    for (const auto& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty()) {
          ++counts_[i];
          values_[i].insert(row[i]);
        }
  }

  /// Where a table holds the states of several days, one below the other, looks at the last alone.
  void look_at_last_day() {
    for (std::size_t day = 0; day < headings_.size(); ++day) {
      if (headings_[day].empty() || counts_[day] != rows_.size() || values_[day].size() < 2 ||
          std::ranges::any_of(values_[day], [](const std::string& value) {
            return detail::iso_day(value).empty();
          }))
        continue;
      const std::string last = *std::ranges::max_element(
          values_[day], {}, [](const std::string& value) { return detail::iso_day(value); });
      std::erase_if(rows_, [&](const auto& row) { return row[day] != last; });
      taken_.insert(day);
      line("keep", in_toml(headings_[day]), in_toml(last),
           fmt::format("the last of {} days on which the table tells the state",
                       values_[day].size()));
      return count_values();
    }
  }

  void line(const std::string& section, const std::string& key, const std::string& value,
            const std::string& why) {
    for (auto& [name, lines] : sections_)
      if (name == section)
        lines.push_back(
            fmt::format("{:<32} # {}", fmt::format("{} = {}", key, value), in_comment(why)));
  }
  void comment(const std::string& sentence) {
    sections_.front().second.push_back("# " + in_comment(sentence));
  }

  /// Nothing stands twice in it, or hardly anything: codes may be given twice by mistake.
  [[nodiscard]] bool is_key(std::size_t column) const {
    return counts_[column] > 0 && 20 * counts_[column] >= 19 * rows_.size() &&
           20 * values_[column].size() >= 19 * counts_[column];
  }

  /// The place of a column's heading among those of a field; behind all if it is none of them.
  [[nodiscard]] std::size_t place(std::size_t column, const char* field) const {
    const std::string folded = folded_heading(headings_[column]);
    for (const auto& [name, known] : known_headings()) {
      if (std::string_view(name) != field) continue;
      const auto found = std::ranges::find(known, folded);
      return static_cast<std::size_t>(found - known.begin());
    }
    return 0;
  }
  [[nodiscard]] static std::size_t behind_all(const char* field) {
    for (const auto& [name, known] : known_headings())
      if (std::string_view(name) == field) return known.size();
    return 0;
  }

  struct match {
    std::size_t superior = 0;
    std::size_t key = 0;
    bool brackets = false;
    bool ignores_case = false;
    bool separated = false;
    double share = 0;
    std::size_t known = 0;  ///< place of the heading
  };

  /// How many of a column's cells stand in another.
  [[nodiscard]] std::optional<match> match_of(std::size_t superior, std::size_t key) const {
    column_values folded;
    for (const std::string& value : values_[key]) folded.insert(fold(value));
    std::size_t plain = 0;
    std::size_t brackets = 0;
    std::size_t cased = 0;
    std::size_t separated = 0;
    std::size_t others = 0;
    for (const auto& row : rows_) {
      const std::string& cell = row[superior];
      if (cell.empty() || cell == row[key]) continue;
      ++others;
      if (values_[key].contains(cell)) {
        ++plain;
        ++cased;
        continue;
      }
      if (folded.contains(fold(cell))) ++cased;
      if (values_[key].contains(std::string(in_brackets(cell)))) ++brackets;
      const std::size_t end = cell.find(';');
      if (end != std::string::npos && values_[key].contains(std::string(trim(cell.substr(0, end)))))
        ++separated;
    }
    if (others == 0) return std::nullopt;
    match m{superior, key};
    m.known = place(superior, "reports_to");
    const auto share = [&](std::size_t hits) {
      return static_cast<double>(hits) / static_cast<double>(others);
    };
    m.brackets = brackets > plain;
    m.separated = !m.brackets && separated > 0;
    m.ignores_case = !m.brackets && cased > plain;
    m.share = m.brackets ? share(brackets) : share(std::max(plain + separated, cased));
    // A heading that says it needs less evidence.
    const bool is_told = m.known < behind_all("reports_to");
    return m.share >= 0.5 || (is_told && m.share > 0) ? std::optional(m) : std::nullopt;
  }

  [[nodiscard]] std::vector<std::size_t> find_keys() const {
    std::vector<std::size_t> keys;
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (is_key(i) && !headings_[i].empty()) keys.push_back(i);
    return keys;
  }

  /// Few values in many rows are a mark, such as yes and no.
  [[nodiscard]] bool is_mark(std::size_t column) const {
    return rows_.size() > 20 && values_[column].size() < 3;
  }

  void choose_code_and_superior() {
    std::vector<std::size_t> keys = find_keys();
    if (keys.empty()) {
      look_at_last_day();
      keys = find_keys();
    }
    std::ranges::stable_sort(keys, {}, [&](std::size_t i) { return place(i, "code"); });
    if (below_first_)
      line("reading", "heading_row", std::to_string(heading_row_),
           "the first row that is as wide as the rows below it and holds no number");
    std::optional<match> best;
    for (std::size_t i = 0; i < headings_.size(); ++i)
      for (const std::size_t key : keys) {
        if (i == key || headings_[i].empty() || is_mark(i)) continue;
        const auto m = match_of(i, key);
        // A column of reports has far fewer values than rows, but for a chain.
        if (m && (!best || std::pair(m->known, -m->share) < std::pair(best->known, -best->share)))
          best = m;
      }
    if (keys.empty()) {
      comment(
          "No column has another value in each row, so that none can be the code. If rows hold for "
          "a");
      comment("time, name the columns of their days under [validity]; see the page of formats.");
      return;
    }
    std::size_t code = keys.front();
    if (best && place(code, "code") == behind_all("code")) code = best->key;
    if (best && best->superior == code && keys.size() > 1) code = best->key;
    taken_.insert(code);
    line("columns", "code", in_toml(headings_[code]), "no value stands twice in it");
    if (!best) return choose_superior_in_code(code);
    taken_.insert(best->superior);
    line("columns", "reports_to", in_toml(headings_[best->superior]),
         fmt::format("{:.0f} % of its cells stand in the column {}", 100 * best->share,
                     echo(headings_[best->key])));
    if (best->key != code)
      line("superior", "column", in_toml(headings_[best->key]),
           "superiors are named by this column, not by the code");
    if (best->brackets)
      line("superior", "in_brackets", "true", "the code stands in brackets behind a name");
    if (best->separated)
      line("superior", "separator", "\";\"",
           "some cells name several superiors; the first has command");
    if (best->ignores_case)
      line("reading", "codes_ignore_case", "true",
           "some cells differ from the codes in case or blanks");
    choose_root_marks(*best);
  }

  void choose_root_marks(const match& best) {
    std::size_t self = 0;
    std::map<std::string, std::size_t> strangers;
    for (const auto& row : rows_) {
      const std::string& cell = row[best.superior];
      if (!cell.empty() && cell == row[best.key]) ++self;
      if (cell.empty() || values_[best.key].contains(cell)) continue;
      const bool is_mark = is_root_word(cell);
      if (is_mark || (!best.brackets && !best.separated && !best.ignores_case)) ++strangers[cell];
    }
    if (self > 0)
      line("superior", "self", "\"root\"",
           fmt::format("{} {} to itself", self, self == 1 ? "row reports" : "rows report"));
    std::string marks;
    for (const auto& [cell, rows] : strangers)
      if (is_root_word(cell) && cell != "-") marks += ", " + in_toml(cell);
    if (!marks.empty())
      line("reading", "root_marks", "[\"\", \"-\"" + marks + "]",
           "stands in place of a superior and is no code");
    std::string named;
    std::size_t count = 0;
    for (const auto& [cell, rows] : strangers)
      if (marks.find(in_toml(cell)) == std::string::npos && cell != "-" && ++count <= 5)
        named += (named.empty() ? "" : ", ") + echo(cell);
    if (count > 0)
      comment(fmt::format("These superiors have no row of their own: {}{}.", named,
                          count > 5 ? fmt::format(" and {} more", count - 5) : std::string()));
  }

  /// 1, 2, 3 and so on begin with each other and mean nothing by it.
  [[nodiscard]] bool is_running_number(std::size_t column) const {
    unsigned long long least = 0;
    unsigned long long most = 0;
    for (bool first = true; const std::string& value : values_[column]) {
      if (value.size() > 9 || value.find_first_not_of("0123456789") != std::string::npos)
        return false;
      const unsigned long long number = std::stoull(value);
      least = std::exchange(first, false) ? number : std::min(least, number);
      most = std::max(most, number);
    }
    return most - least < 2 * values_[column].size();
  }

  void choose_superior_in_code(std::size_t code) {
    for (const char mark : {'-', '.', '/', '_'}) {
      std::size_t with_mark = 0;
      std::size_t hits = 0;
      for (const std::string& value : values_[code]) {
        const std::size_t at = value.find_last_of(mark);
        if (at == std::string::npos) continue;
        ++with_mark;
        if (values_[code].contains(value.substr(0, at))) ++hits;
      }
      if (hits == 0 || 4 * hits < 3 * with_mark || 2 * with_mark < values_[code].size()) continue;
      line("superior", "in_code", in_toml(std::string(1, mark)),
           fmt::format("{} of {} codes are a code without their last part", hits, with_mark));
      return;
    }
    std::set<std::size_t> lengths;
    for (const std::string& value : values_[code]) lengths.insert(value.size());
    if (lengths.size() > 1 && lengths.size() <= 12 && !is_running_number(code)) {
      std::size_t hits = 0;
      std::size_t longer = 0;
      for (const std::string& value : values_[code]) {
        const auto own = lengths.find(value.size());
        if (own == lengths.begin()) continue;
        ++longer;
        if (values_[code].contains(value.substr(0, *std::prev(own)))) ++hits;
      }
      if (4 * hits >= 3 * longer) {
        std::string list;
        for (const std::size_t length : lengths)
          list += fmt::format("{}{}", list.empty() ? "" : ", ", length);
        line("superior", "in_code", "[" + list + "]",
             fmt::format("{} of {} codes begin with a shorter code", hits, longer));
        return;
      }
    }
    comment("No column names superiors: no cells stand in the column of the code or in another.");
  }

  void choose_others() {
    for (const char* field :
         {"title", "unit", "rank", "kind", "seats", "filled", "class", "cost"}) {
      std::optional<std::size_t> best;
      for (std::size_t i = 0; i < headings_.size(); ++i)
        if (!taken_.contains(i) && counts_[i] > 0 && place(i, field) < behind_all(field) &&
            (!best || place(i, field) < place(*best, field)))
          best = i;
      if (!best && std::string_view(field) == "rank") best = column_of_ranks();
      if (!best) continue;
      taken_.insert(*best);
      const bool is_rank = std::string_view(field) == "rank";
      const std::string scheme = is_rank ? scheme_of(*best) : std::string();
      line("columns", field, in_toml(headings_[*best]),
           scheme.empty() ? "by its heading" : "most of it is in the rank scheme " + scheme);
      if (!scheme.empty()) line("reading", "scheme", in_toml(scheme), "knows most of the ranks");
    }
    std::string left;
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (!taken_.contains(i) && !headings_[i].empty())
        left += (left.empty() ? "" : ", ") + echo(headings_[i]);
    if (!left.empty()) comment("Left alone: " + left + ".");
  }

  /// The preset that knows most of a column's values.
  [[nodiscard]] std::string scheme_of(std::size_t column) const {
    const std::vector<std::string_view> names(values_[column].begin(), values_[column].end());
    const auto scheme = detail::preset_that_knows(names, [](std::string_view) { return true; });
    return scheme ? scheme->name() : std::string();
  }

  [[nodiscard]] std::optional<std::size_t> column_of_ranks() const {
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (!taken_.contains(i) && values_[i].size() > 1 && !is_key(i) &&
          std::ranges::none_of(values_[i], [](const std::string& v) { return is_number(v); }) &&
          !scheme_of(i).empty())
        return i;
    return std::nullopt;
  }

  const std::string& file_;
  std::vector<std::string> headings_;
  std::size_t heading_row_ = 0;
  bool below_first_ = false;
  std::vector<std::vector<std::string>> rows_;
  std::vector<column_values> values_;
  std::vector<std::size_t> counts_;
  std::set<std::size_t> taken_;
  std::vector<std::pair<std::string, std::vector<std::string>>> sections_{
      {"", {}}, {"columns", {}}, {"superior", {}}, {"reading", {}}, {"keep", {}}};
};

}  // namespace

std::string suggest_columns(std::string_view text, const std::string& file) {
  return proposal(text, file).write();
}

}  // namespace pangkas

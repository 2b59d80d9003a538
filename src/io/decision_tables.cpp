// SPDX-License-Identifier: BSL-1.0
#include "checked_number.hpp"
#include "table_headings.hpp"
#include "table_writer.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::cell;
using detail::echo;
using detail::is_not_known;
using detail::table_headings;

using column = std::optional<std::size_t>;

/// Reads one table row by row; a cell that does not fit is a finding of the row.
class decision_rows {
 public:
  decision_rows(organisation_builder& builder, std::string_view text, const std::string& file,
                decimal_mark decimals)
      : builder_(builder),
        report_(detail::reporter_to(builder)),
        reader_(text, file),
        columns_(detail::read_headings(reader_, file, "rename the right one")),
        decimals_(decimals),
        from_{builder.add_file(file), 0} {}

  [[nodiscard]] column find(std::initializer_list<const char*> names) const {
    const std::vector<std::string> wanted(names.begin(), names.end());
    columns_.report_others(wanted, report_, from_.file);
    return columns_.find(wanted);
  }
  [[nodiscard]] column require(std::initializer_list<const char*> names,
                               std::string_view what) const {
    const std::vector<std::string> wanted(names.begin(), names.end());
    columns_.report_others(wanted, report_, from_.file);
    return columns_.require(wanted, what);
  }

  /// Goes to the next row with any text. @p named: the column that holds the code of a position.
  bool next(column named = {}) {
    while (reader_.next(row_)) {
      if (row_.blank()) continue;
      any_ = true;
      from_.row = static_cast<std::uint32_t>(row_.number());
      code_ = cell(row_, named);
      detail::check_form(row_, columns_, report_, code_, from_);
      return true;
    }
    if (!any_)
      builder_.report("no-rows", severity::warning, {from_.file, 0}, {}, {},
                      "the table has a heading row, but no row below it", "nothing was read");
    return false;
  }

  [[nodiscard]] origin from() const { return from_; }
  [[nodiscard]] std::string text(column at) const { return std::string(cell(row_, at)); }
  /// A text that need not be there; "-" says that it is not.
  [[nodiscard]] std::string text_if_any(column at) const {
    const std::string_view written = cell(row_, at);
    return is_not_known(written) ? std::string{} : std::string(written);
  }

  void report(std::string_view rule, column at, std::string detail, std::string action) {
    builder_.report(rule, severity::error, from_, at ? columns_[*at] : std::string{}, code_,
                    std::move(detail), std::move(action));
  }

  [[nodiscard]] std::optional<double> number(column at) {
    return detail::number_in(row_, at, columns_, decimals_, report_, code_, from_);
  }

  /// A number where what is wrong has another effect than to be absent. The outer optional is
  /// absent for a cell that is none.
  [[nodiscard]] std::optional<std::optional<double>> number_or_left_out(column at,
                                                                        const char* action) {
    const std::string_view written = cell(row_, at);
    if (is_not_known(written)) return std::optional<double>{};
    const auto value = parse_number(written, decimals_);
    if (value && *value >= 0) {
      detail::warn_of_ambiguity(written, *value, columns_[*at], decimals_, report_, code_, from_);
      return value;
    }
    report("bad-number", at,
           fmt::format("\"{}\" is {}", echo(written), value ? "negative" : "no number"), action);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<double> volume(column at) {
    const auto value = parse_number(cell(row_, at), decimals_);
    if (!value || *value >= 0) return number(at);
    report("bad-number", at, fmt::format("\"{}\" is negative", echo(cell(row_, at))), "read as 0");
    return 0.0;
  }

  [[nodiscard]] std::optional<std::uint32_t> whole(column at, std::uint32_t least = 0) {
    const auto value = number_of(at, detail::whole_numbers(least));
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
  }

  [[nodiscard]] std::optional<double> probability(column at) {
    return number_of(at, detail::a_probability);
  }

  [[nodiscard]] bool truth(column at) {
    const std::string_view written = cell(row_, at);
    if (is_not_known(written)) return false;
    const std::string folded = fold(written);
    const auto is = [&](std::initializer_list<std::string_view> words) {
      return std::ranges::find(words, folded) != words.end();
    };
    if (is({"yes", "ya", "y", "true", "benar", "1"})) return true;
    if (!is({"no", "tidak", "n", "false", "salah", "0"}))
      report("bad-value", at,
             fmt::format("\"{}\" is neither yes nor no (ya, tidak)", echo(written)), "read as no");
    return false;
  }

  /// One of several names, some of them Indonesian. Absent with a finding for any other.
  template <class Value>
  [[nodiscard]] std::optional<Value> name(
      column at, std::initializer_list<std::pair<std::string_view, Value>> known,
      std::string_view rule, const char* action) {
    const std::string_view written = cell(row_, at);
    const std::string folded = fold(written);
    std::vector<std::string_view> names;
    for (const auto& [text, value] : known) {
      if (text == folded) return value;
      names.push_back(text);
    }
    report(rule, at,
           fmt::format("\"{}\" is none of {}{}", echo(written), fmt::join(names, ", "),
                       did_you_mean(folded, names)),
           action);
    return std::nullopt;
  }

  /// Names apart by pipes or semicolons, of which a backslash makes a part of a name.
  [[nodiscard]] std::vector<std::string> names(column at) const {
    std::vector<std::string> all;
    if (is_not_known(cell(row_, at))) return all;
    for (const std::string& part : detail::cut_selector(escaped(at), '|', true))
      for (std::string& name : detail::cut_selector(part, ';', false))
        if (!name.empty()) all.push_back(std::move(name));
    return all;
  }

  /// Absent with a finding if the selector cannot be read.
  [[nodiscard]] std::optional<condition> selector(column at, const char* action) {
    try {
      return parse_condition(escaped(at));
    } catch (const input_error& e) {
      report("bad-selector", at, e.what(), action);
      return std::nullopt;
    }
  }

  /// A day as ISO 8601 writes it; what cannot be read as one stays as it is, for the builder.
  [[nodiscard]] std::string day(column at) const {
    const std::string_view written = cell(row_, at);
    if (is_not_known(written)) return {};
    if (written.size() == 10 && (written[2] == '-' || written[2] == '/') &&
        written[5] == written[2]) {
      std::string iso =
          fmt::format("{}-{}-{}", written.substr(6), written.substr(3, 2), written.substr(0, 2));
      if (is_date(iso)) return iso;
    }
    return std::string(written);
  }

 private:
  [[nodiscard]] std::optional<double> number_of(column at, const detail::number_range& range) {
    const auto value = number(at);
    if (!value || range.holds(*value)) return value;
    report("bad-number", at,
           fmt::format("\"{}\" is not {}", echo(cell(row_, at)), to_string(range)),
           "read as absent");
    return std::nullopt;
  }

  /// A cell without the blanks around it, but with one that a backslash keeps.
  [[nodiscard]] std::string_view escaped(column at) const {
    const std::string_view text = cell(row_, at);
    const std::size_t backslashes = text.size() - (text.find_last_not_of('\\') + 1);
    const bool keeps_next = backslashes % 2 == 1;
    const std::string_view whole = at ? row_[*at] : std::string_view{};
    return keeps_next && text.data() + text.size() < whole.data() + whole.size()
               ? std::string_view(text.data(), text.size() + 1)
               : text;
  }

  organisation_builder& builder_;
  detail::finding_reporter report_;
  csv_reader reader_;
  table_headings columns_;
  decimal_mark decimals_;
  origin from_;
  csv_row row_;
  std::string_view code_;
  bool any_ = false;
};

template <class Number>
std::string number_cell(std::optional<Number> value) {
  return value ? format_number(static_cast<double>(*value)) : std::string{};
}

std::string names_cell(const std::vector<std::string>& names) {
  std::string cell;
  for (const std::string& name : names)
    cell.append(cell.empty() ? "" : "|").append(detail::escape_selector(name));
  // A name that would be read as none at all.
  return !cell.empty() && is_not_known(cell) ? "\\" + cell : cell;
}

}  // namespace

void add_matter_table(organisation_builder& builder, std::string_view text, const std::string& file,
                      decimal_mark decimals) {
  decision_rows rows(builder, text, file, decimals);
  const column code = rows.require({"code", "kode"}, "the code of a matter");
  const column name = rows.find({"name", "nama"});
  const column volume = rows.find({"volume", "jumlah"});
  const column originators = rows.find({"originators", "pengusul"});
  const column amount = rows.find({"amount", "nilai"});
  const column checks = rows.find({"checks", "pemeriksaan"});
  const column initials = rows.find({"initials", "paraf"});
  const column work = rows.find({"work_minutes", "menit_kerja"});
  const column waiting = rows.find({"waiting_hours", "jam_tunggu"});
  const column channel = rows.find({"channel", "saluran"});
  const column clerical = rows.find({"clerical_steps", "langkah_tata_usaha"});
  const column strategic = rows.find({"strategic", "strategis"});
  const column not_same_position = rows.find({"not_same_position", "tidak_sejabatan"});
  const column not_same_unit = rows.find({"not_same_unit", "tidak_seunit"});
  const column pass_good = rows.find({"pass_good", "lolos_baik"});
  const column pass_bad = rows.find({"pass_bad", "lolos_buruk"});
  const column approvals = rows.find({"approvals", "persetujuan"});
  while (rows.next()) {
    matter m;
    m.code = rows.text(code);
    m.name = rows.text(name);
    std::optional<condition> raised_by = m.originators;
    if (!is_not_known(rows.text(originators)))
      raised_by = rows.selector(originators, "the matter was left out");
    m.volume = rows.volume(volume);
    m.amount = rows.number(amount);
    m.checks = rows.whole(checks).value_or(0);
    m.initials = rows.whole(initials);
    m.work_minutes = rows.number(work);
    m.waiting_hours = rows.number(waiting);
    if (!is_not_known(rows.text(channel)))
      m.channel = rows.name<matter_channel>(channel,
                                            {{"paper", matter_channel::paper},
                                             {"digital", matter_channel::digital},
                                             {"kertas", matter_channel::paper}},
                                            "bad-value", "read as paper")
                      .value_or(matter_channel::paper);
    m.clerical_steps = rows.names(clerical);
    m.strategic = rows.truth(strategic);
    m.not_same_position = rows.names(not_same_position);
    m.not_same_unit = rows.names(not_same_unit);
    m.pass_good = rows.probability(pass_good);
    m.pass_bad = rows.probability(pass_bad);
    m.approvals = rows.whole(approvals, 1);
    if (!raised_by) continue;
    m.originators = std::move(*raised_by);
    builder.add_matter(std::move(m), rows.from());
  }
}

void add_authority_table(organisation_builder& builder, std::string_view text,
                         const std::string& file, decimal_mark decimals) {
  constexpr const char* left_out = "the authority was left out";
  decision_rows rows(builder, text, file, decimals);
  const column holders = rows.find({"holders", "pemegang"});
  const std::initializer_list<const char*> of_position{"position", "jabatan", "kode_jabatan"};
  const column position =
      holders ? rows.find(of_position) : rows.require(of_position, "the position");
  const column of_matter = rows.require({"matter", "urusan"}, "the matter");
  const column limit = rows.find({"limit", "batas"});
  const column source = rows.find({"source", "sumber"});
  const column giver = rows.find({"giver", "pemberi"});
  const column first_day = rows.find({"from", "mulai"});
  const column last_day = rows.find({"until", "sampai"});
  const column acting = rows.find({"acting", "plh_plt"});
  const column legal_source = rows.find({"legal_source", "dasar_hukum"});
  while (rows.next(position)) {
    authority a;
    a.position = rows.text(position);
    a.matter = rows.text(of_matter);
    a.giver = rows.text_if_any(giver);
    a.legal_source = rows.text_if_any(legal_source);
    a.from = rows.day(first_day);
    a.until = rows.day(last_day);
    const std::string selector = rows.text_if_any(holders);
    if (a.position.empty() == selector.empty()) {
      rows.report("unclear-holder", a.position.empty() ? position : holders,
                  a.position.empty()
                      ? "the row names neither a position nor a selector of holders"
                      : fmt::format("the row names the position \"{}\" and the holders \"{}\"",
                                    echo(a.position), echo(selector)),
                  left_out);
      continue;
    }
    const auto most = rows.number_or_left_out(limit, left_out);
    if (!most) continue;
    a.limit = *most;
    if (!is_not_known(rows.text(acting))) {
      a.acting = rows.name<acting_capacity>(acting,
                                            {{"plh", acting_capacity::plh},
                                             {"plt", acting_capacity::plt},
                                             {"plh.", acting_capacity::plh},
                                             {"plt.", acting_capacity::plt}},
                                            "bad-value", left_out);
      if (!a.acting) continue;
    }
    // A delegation needs a regulation that says so (Law 30/2014, Art. 13); both who act for a post
    // do so under mandate (BKN circular 1/2021).
    a.source =
        a.giver.empty() && !a.acting ? authority_source::attribution : authority_source::mandate;
    if (!is_not_known(rows.text(source)))
      a.source = rows.name<authority_source>(source,
                                             {{"attribution", authority_source::attribution},
                                              {"delegation", authority_source::delegation},
                                              {"mandate", authority_source::mandate},
                                              {"atribusi", authority_source::attribution},
                                              {"delegasi", authority_source::delegation},
                                              {"mandat", authority_source::mandate}},
                                             "bad-value", "read as blank")
                     .value_or(a.source);
    if (selector.empty()) {
      builder.add_authority(std::move(a), rows.from());
    } else if (const auto when = rows.selector(holders, left_out)) {
      builder.add_authorities(*when, std::move(a), rows.from());
    }
  }
}

void add_line_table(organisation_builder& builder, std::string_view text, const std::string& file) {
  decision_rows rows(builder, text, file, decimal_mark::guess);
  const column superior = rows.require({"superior", "atasan"}, "the superior's code");
  const column subordinate = rows.require({"subordinate", "bawahan"}, "the subordinate's code");
  const column type = rows.require({"type", "jenis"}, "the type of a line");
  const column of_matter = rows.find({"matter", "urusan"});
  const column role = rows.find({"role", "peran"});
  while (rows.next(subordinate)) {
    const auto known = rows.name<line_type>(type,
                                            {{"functional", line_type::functional},
                                             {"assignment", line_type::assignment},
                                             {"coordination", line_type::coordination},
                                             {"acting", line_type::acting},
                                             {"command", line_type::command},
                                             {"fungsional", line_type::functional},
                                             {"penugasan", line_type::assignment},
                                             {"koordinasi", line_type::coordination},
                                             {"komando", line_type::command}},
                                            "unknown-line-type", "the line was left out");
    if (!known) continue;
    builder.add_line({rows.text(superior), rows.text(subordinate), *known,
                      rows.text_if_any(of_matter), rows.text_if_any(role)},
                     rows.from());
  }
}

void write_matter_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  detail::table_writer table(sink,
                             "code,name,volume,originators,amount,checks,initials,work_minutes,"
                             "waiting_hours,channel,clerical_steps,strategic,not_same_position,"
                             "not_same_unit,pass_good,pass_bad,approvals",
                             style);
  for (const matter& m : org.matters())
    table.row({m.code, m.name, number_cell(m.volume),
               m.originators == non_managing_positions() ? "" : to_string(m.originators),
               number_cell(m.amount), std::to_string(m.checks), number_cell(m.initials),
               number_cell(m.work_minutes), number_cell(m.waiting_hours), to_string(m.channel),
               names_cell(m.clerical_steps), m.strategic ? "yes" : "",
               names_cell(m.not_same_position), names_cell(m.not_same_unit),
               number_cell(m.pass_good), number_cell(m.pass_bad), number_cell(m.approvals)});
  table.end();
}

void write_authority_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  detail::table_writer table(
      sink, "position,matter,limit,source,giver,from,until,acting,legal_source", style);
  for (const authority& a : org.authorities())
    table.row({a.position, a.matter, number_cell(a.limit), to_string(a.source), a.giver, a.from,
               a.until, a.acting ? to_string(*a.acting) : std::string_view{}, a.legal_source});
  table.end();
}

void write_line_table(const organisation& org, const text_sink& sink, const csv_style& style) {
  detail::table_writer table(sink, "superior,subordinate,type,matter,role", style);
  const text_column& codes = org.table().codes->texts;
  for (const row_line& l : org.parts().lines)
    table.row({codes[l.superior], codes[l.subordinate], to_string(l.type),
               org.line_names()[l.matter], org.line_names()[l.role]});
  table.end();
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include "io/written_texts.hpp"

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_policy.hpp"

#include <nlohmann/json.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/text.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Characters that a form may have to do something about, and some that it leaves alone.
std::vector<std::string> characters() {
  std::vector<std::string> all{"a", "b",      "Z",    "7",  "+",  "-",      "@",         "/", "'",
                               "=", "sep=",   "\x7f", "\"", "\"", ",",      ";",         "|", "\\",
                               " ", "\u00A0", "é",    "Ж",  "統", "\u2028", "\U0001F3DB"};
  for (int control = 0; control < 0x20; ++control) all.emplace_back(1, static_cast<char>(control));
  return all;
}

/// Texts of which about one in two needs no change.
class odd_texts {
 public:
  explicit odd_texts(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string text;
    const bool plain = below(2) == 0;
    for (std::size_t rest = below(3) == 0 ? below(60) : below(6); rest > 0; --rest)
      text += plain ? std::string(1, static_cast<char>('a' + below(26)))
                    : characters_[below(characters_.size())];
    return text;
  }
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> characters_ = characters();
};

/// RFC 8259, section 7, one character at a time.
std::string naively_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    constexpr std::string_view with_letter = "\b\t\n\f\r\"\\";
    constexpr std::string_view letters = "btnfr\"\\";
    if (const auto at = with_letter.find(c); at != with_letter.npos)
      out.append("\\").append(1, letters[at]);
    else if (static_cast<unsigned char>(c) < 0x20)
      out.append("\\u00").append(c < 0x10 ? "0" : "1").append(1, "0123456789abcdef"[c % 16]);
    else
      out += c;
  }
  return out;
}

/// RFC 4180, and what a reader would take away or for a line `sep=`; and what a spreadsheet would
/// compute.
std::string naively_quoted(std::string_view text, const csv_style& style) {
  const auto first_is = [&](std::string_view blank) { return text.starts_with(blank); };
  const auto last_is = [&](std::string_view blank) { return text.ends_with(blank); };
  bool quoted = false;
  for (const char c : text)
    quoted = quoted || c == '"' || c == '\r' || c == '\n' || c == style.delimiter;
  for (const char* const blank : {" ", "\t", "\u00A0"})
    quoted = quoted || first_is(blank) || last_is(blank);
  quoted = quoted || (text.size() > 3 && text[3] == '=' && fold(text.substr(0, 3)) == "sep");
  const bool signed_word =
      (first_is("+") || first_is("-")) && !std::ranges::all_of(text.substr(1), [](char c) {
        return std::string("0123456789., ").find(c) != std::string::npos;
      });
  const bool computed =
      first_is("=") || first_is("@") || first_is("\t") || first_is("\r") || signed_word;
  const std::string mark = computed && style.spreadsheet_safe ? "'" : "";
  if (!quoted) return mark + std::string(text);
  std::string out = "\"" + mark;
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

std::string naive_row(const std::vector<std::string>& cells, const csv_style& style = {}) {
  std::string row;
  for (const std::string& cell : cells)
    row.append(row.empty() && &cell == cells.data() ? "" : std::string(1, style.delimiter))
        .append(naively_quoted(cell, style));
  return row + '\n';
}

std::string number_cell(std::optional<double> value) { return value ? format_number(*value) : ""; }

/// An organisation whose every text is odd.
organisation odd_organisation(odd_texts& texts, bool budgets) {
  organisation_builder builder;
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < 70; ++i) {
    position p;
    p.code = texts.next() + std::to_string(i);
    if (texts.below(8) == 0) p.code += " ";
    p.title = texts.next();
    p.rank = texts.next();
    p.unit = texts.next();
    p.position_class = texts.next();
    if (texts.below(2) == 0) p.kind = static_cast<position_kind>(texts.below(3));
    if (texts.below(2) == 0) p.seats = static_cast<double>(texts.below(1000)) / 8;
    if (texts.below(2) == 0) p.cost = static_cast<double>(texts.below(1'000'000'000)) / 100;
    if (budgets && texts.below(2) == 0) p.budget = static_cast<double>(texts.below(1000)) / 8;
    for (std::size_t flags = texts.below(8); flags > 5; --flags)
      p.flags.push_back("f" + texts.next());
    if (!codes.empty()) p.reports_to = codes[texts.below(codes.size())];
    if (texts.below(20) == 0) p.reports_to = "absent" + texts.next();
    codes.push_back(p.code);
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

std::string superior_of(const organisation& org, row_index row) {
  const row_index above = org.parts().superiors[row];
  return std::string(above == no_row ? org.declared_superior(org.position_at(row))
                                     : org.table().codes->texts[above]);
}

}  // namespace

TEST_CASE("JSON's escapes are those of one character at a time", "[io][written_texts]") {
  odd_texts texts(1);
  for (std::size_t trial = 0; trial < cases_to_try(20'000); ++trial) {
    const std::string text = texts.next();
    std::string out = "before";
    detail::append_escaped(out, text);
    const std::string naive = naively_escaped(text);
    if (out != "before" + naive || '"' + naive + '"' != nlohmann::json(text).dump() ||
        detail::needs_no_escape(text) != (naive == text))
      FAIL(nlohmann::json(text).dump());
  }
}

TEST_CASE("What is no UTF-8 has no escaped form", "[io][written_texts]") {
  odd_texts texts(2);
  constexpr std::string_view bytes =
      "a\"\x7f\x80\xbf\xc1\xc3\xe0\xa0\xed\x9f\xf0\x90\xf4\x8f\xf5\xff";
  std::size_t valid = 0;
  for (std::size_t trial = 0; trial < cases_to_try(20'000); ++trial) {
    std::string text;
    for (std::size_t rest = texts.below(6); rest > 0; --rest)
      text += bytes[texts.below(bytes.size())];
    std::optional<std::string> expected;
    try {
      expected = nlohmann::json(text).dump();
    } catch (const nlohmann::json::exception&) {
    }
    std::string out;
    text_column column;
    column.push_back(text);
    const detail::written_texts written(column, detail::json_form());
    if (expected) {
      ++valid;
      detail::append_quoted(out, text);
      if (out != *expected || '"' + std::string(written[0]) + '"' != *expected) FAIL(*expected);
    } else {
      CHECK_THROWS_AS(detail::append_escaped(out, text), detail::not_utf8);
      CHECK(out.empty());
      CHECK_THROWS_AS(written[0], detail::not_utf8);
    }
  }
  CHECK(valid > cases_to_try(1000));
}

TEST_CASE("A cell is quoted as one character at a time tells", "[io][written_texts]") {
  odd_texts texts(3);
  for (std::size_t trial = 0; trial < cases_to_try(20'000); ++trial) {
    const std::string text = texts.next();
    const csv_style style{",;\t|a"[texts.below(5)], texts.below(2) == 0};
    std::string out;
    detail::append_cell(out, text, style);
    if (out != naively_quoted(text, style) || detail::stands_as_it_is(text, style) != (out == text))
      FAIL(nlohmann::json(text).dump() << " became " << out);
  }
}

TEST_CASE("The texts of a column are written as each of them alone", "[io][written_texts]") {
  odd_texts texts(4);
  for (const std::size_t size : {0UL, 1UL, 63UL, 64UL, 65UL, 128UL, 200UL, 5000UL})
    for (const std::size_t odd_in : {1UL, 2UL, 70UL, 10'000UL}) {
      text_column column;
      for (std::size_t i = 0; i < size; ++i)
        column.push_back(texts.below(odd_in) == 0 ? texts.next() : "plain" + std::to_string(i));
      const csv_style style{';', size % 2 == 0};
      const detail::written_texts cells(column, detail::csv_form{style});
      const detail::written_texts escaped(column, detail::json_form());
      for (std::size_t i = 0; i < size; ++i)
        if (cells[i] != naively_quoted(column[i], style) ||
            escaped[i] != naively_escaped(column[i]) ||
            cells.changes(i) != (cells[i] != column[i]) ||
            escaped.changes(i) != (escaped[i] != column[i]))
          FAIL(nlohmann::json(std::string(column[i])).dump());
    }
}

TEST_CASE("Table and JSON of odd texts are those written cell by cell", "[io][written_texts]") {
  odd_texts texts(5);
  for (int trial = 0; trial < 40; ++trial) {
    const bool budgets = trial % 2 == 1;  // without any there is no column for them
    const organisation org = odd_organisation(texts, budgets);
    const position_table& t = org.table();
    std::vector<std::vector<std::string>> rows{{"code", "title", "kind", "rank", "reports_to",
                                                "unit", "seats", "filled", "class", "cost",
                                                "flags"}};
    if (budgets) rows.front().insert(rows.front().end() - 1, "budget");
    nlohmann::ordered_json positions = nlohmann::ordered_json::array();
    for (row_index row = 0; row < org.size(); ++row) {
      const auto kind = (*t.kinds)[row];
      const std::string kind_name(kind ? to_string(*kind) : "");
      std::string flags;
      for (const std::string& flag : (*t.flags)[row]) flags += (flags.empty() ? "" : " ") + flag;
      const std::string code(t.codes->texts[row]);
      const std::string title((*t.titles)[row]);
      const std::string rank((*t.ranks)[row]);
      const std::string unit((*t.units)[row]);
      const std::string position_class((*t.classes)[row]);
      rows.push_back({code, title, kind_name, rank, superior_of(org, row), unit,
                      number_cell((*t.seats)[row]), number_cell((*t.filled)[row]), position_class,
                      number_cell((*t.costs)[row]), flags});
      if (budgets) rows.back().insert(rows.back().end() - 1, number_cell((*t.budgets)[row]));
      nlohmann::ordered_json p;
      const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty()) p[key] = value;
      };
      text("code", code);
      text("title", title);
      text("kind", kind_name);
      text("rank", rank);
      text("reports_to", superior_of(org, row));
      text("unit", unit);
      if ((*t.seats)[row]) p["seats"] = *(*t.seats)[row];
      if ((*t.filled)[row]) p["filled"] = *(*t.filled)[row];
      text("class", position_class);
      if ((*t.costs)[row]) p["cost"] = *(*t.costs)[row];
      if ((*t.budgets)[row]) p["budget"] = *(*t.budgets)[row];
      if (!(*t.flags)[row].empty()) p["flags"] = (*t.flags)[row];
      positions.push_back(std::move(p));
    }
    for (const csv_style& style : {csv_style{}, for_people, csv_style{';', true}}) {
      std::string table;
      for (const auto& cells : rows) table += naive_row(cells, style);
      std::string written;
      write_position_table(
          org, [&](std::string_view part) { written += part; }, style);
      REQUIRE(written == table);
    }
    const std::string document = to_json(org);
    const auto read = nlohmann::ordered_json::parse(document);
    REQUIRE(read["positions"] == positions);  // numbers aside, also byte by byte:
    for (const auto& p : read["positions"])
      for (const auto& [key, value] : p.items())
        if (!value.is_number() &&
            document.find(nlohmann::json(key).dump() + ":" + value.dump()) == std::string::npos)
          FAIL(key << " is not written as " << value.dump());
  }
}

TEST_CASE("A ledger with odd texts has the rows that its words make", "[io][written_texts]") {
  random_cases random(11);
  odd_texts texts(6);
  std::size_t rows = 0;
  for (int trial = 0; trial < 200; ++trial) {
    random_case c = random.next();
    // Another code, the same everywhere: every third is odd.
    const auto renamed = [&, seed = texts.below(1000)](const std::string& code) {
      odd_texts of_code(static_cast<unsigned>(seed + std::hash<std::string>()(code) % 1000));
      return code.empty() || of_code.below(3) != 0 ? code : of_code.next() + code + of_code.next();
    };
    for (position& p : c.positions) {
      p.code = renamed(p.code);
      p.reports_to = renamed(p.reports_to);
      p.position_class = renamed(p.position_class);
    }
    ledger changes;
    try {
      changes = simplify(build(c), c.rules).changes;
    } catch (const rule_error&) {
      continue;
    }
    for (const csv_style& style :
         {csv_style{','}, {';', true}, {'r'}, {' ', true}, {'-'}, {',', true}}) {
      std::string expected =
          naive_row({"position", "change", "was", "is", "rule", "source", "reason"}, style);
      for (const ledger_entry& entry : changes.entries) {
        const change_in_words w = in_words(changes, entry);
        expected +=
            naive_row({w.position, w.change, w.was, w.is, w.rule, w.source, w.reason}, style);
        ++rows;
      }
      std::string written;
      write_ledger_csv(
          changes, [&](std::string_view part) { written += part; }, style);
      REQUIRE(written == expected);
    }
    std::string written;
    write_ledger_json(changes, [&](std::string_view part) { written += part; });
    const auto document = nlohmann::json::parse(written);
    REQUIRE(document["changes"].size() == changes.entries.size());
    for (std::size_t i = 0; i < changes.entries.size(); ++i) {
      const ledger_entry& entry = changes.entries[i];
      const auto& change = document["changes"][i];
      if (const auto row = entry.row()) REQUIRE(change["position"] == changes.code(*row));
      REQUIRE(change["change"] == to_string(entry.change()));
      REQUIRE(change["rule"] == entry.rule);
      if (const auto* report = std::get_if<re_attached>(&entry.what)) {
        REQUIRE(change["was"] == changes.code(report->was));
        REQUIRE(change["is"] == changes.code(report->is));
      } else if (const auto* added = std::get_if<role_added>(&entry.what)) {
        const role_line& line = changes.lines[added->line];
        REQUIRE(change["is"]["role"] == changes.role_names[line.role]);
        REQUIRE(change["is"]["of"] == changes.code(line.subordinate));
      }
    }
  }
  CHECK(rows > 1000);
}

// SPDX-License-Identifier: BSL-1.0
// Positions are read many at a time where nothing is odd about them. Here that is compared with
// what the parser of documents says, which reads an entry with none before it in its list.
#include <pangkas/io/json.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

const std::string version_one = R"({"pangkas": "organisation", "version": 1, )";

std::string list_of(const std::vector<std::string>& entries, const std::string& separator = ",") {
  std::string list = "\"positions\": [";
  for (std::size_t i = 0; i < entries.size(); ++i) list += (i == 0 ? "" : separator) + entries[i];
  return list + "]";
}

/// The same entries, each in a document of its own behind as many numbers as entries stand before
/// it: its row is the same, and it is the first object of its list.
build_result read_apart(const std::vector<std::string>& entries, const std::string& lines,
                        bool lines_first) {
  organisation_builder builder;
  const auto add_lines = [&] {
    add_json(builder, version_one + "\"positions\": [], " + lines + "}", "x.json");
  };
  if (lines_first) add_lines();
  std::string before;
  for (const std::string& entry : entries) {
    add_json(builder, version_one + "\"positions\": [" + before + entry + "]}", "x.json");
    before += "0,";
  }
  if (!lines_first) add_lines();
  return std::move(builder).build();
}

using told_finding = std::tuple<std::string, severity, std::optional<std::size_t>, std::string,
                                std::string, std::string, std::string>;

/// All findings but those about an entry that is no object.
std::vector<told_finding> faults_of(const build_result& result) {
  std::vector<told_finding> all;
  for (const finding& f : result.findings)
    if (!f.detail.ends_with("is no object"))
      all.emplace_back(f.rule, f.level, f.row, f.column, f.position, f.detail, f.action);
  return all;
}

std::string blank(dice& roll) {
  static const std::vector<std::string> blanks{"", "", "", " ", "\n", "\t", "\r\n   "};
  return roll.one_of(blanks);
}

std::string quoted(dice& roll, std::size_t codes) {
  static const std::vector<std::string> pieces{"a",
                                               "B",
                                               "}",
                                               "]",
                                               "{",
                                               "},{",
                                               ",",
                                               ":",
                                               "[",
                                               "é",
                                               "院",
                                               "\\\"",
                                               "\\\\",
                                               "\\/",
                                               "\\n",
                                               "\\u0000",
                                               "\\u00e9",
                                               "\\u0041",
                                               "\\ud83d\\ude00",
                                               "😀",
                                               "\\b",
                                               "\x7f"};
  if (roll.chance(60)) return "\"P" + std::to_string(roll.below(codes)) + "\"";
  std::string text = "\"";
  for (std::size_t i = roll.below(5); i > 0; --i) text += roll.one_of(pieces);
  if (roll.chance(1)) text += std::string(roll.below(6000), 'x');
  return text + "\"";
}

std::string any_value(dice& roll, std::size_t depth = 0) {
  static const std::vector<std::string> values{"null",
                                               "true",
                                               "0",
                                               "-0",
                                               "-0.0",
                                               "1",
                                               "2.50",
                                               "-1",
                                               "1e2",
                                               "1E+15",
                                               "1e16",
                                               "1e-400",
                                               "5e-324",
                                               "0.1",
                                               "1000000000000001",
                                               "9223372036854775807",
                                               "18446744073709551615",
                                               "18446744073709551616",
                                               "-9223372036854775809",
                                               "123456789012345678901234567890"};
  if (depth < 3 && roll.chance(10)) return "[" + any_value(roll, depth + 1) + "]";
  if (depth < 3 && roll.chance(10)) return "[" + quoted(roll, 5) + "," + quoted(roll, 5) + "]";
  if (depth < 3 && roll.chance(10))
    return "{\"code\":" + any_value(roll, depth + 1) + ",\"z\":{},\"a\":" + quoted(roll, 5) + "}";
  return roll.chance(30) ? quoted(roll, 5) : roll.one_of(values);
}

std::string any_number(dice& roll) {
  const auto digits = [&](std::size_t most) {
    std::string written;
    for (std::size_t i = 1 + roll.below(most); i > 0; --i)
      written += static_cast<char>('0' + roll.below(10));
    return written;
  };
  std::string number = std::to_string(roll.below(1000));
  if (roll.chance(80)) number += "." + digits(30);
  if (roll.chance(50)) number += (roll.chance(50) ? "e-" : "e") + digits(2);
  return number;
}

/// A position as somebody may write it; of each @p odd in a hundred something is odd.
std::string any_entry(dice& roll, std::size_t codes, std::size_t odd) {
  if (roll.chance(odd)) return any_value(roll);
  static const std::vector<std::string> texts{"title", "rank", "reports_to", "unit", "class"};
  static const std::vector<std::string> numbers{"seats", "filled", "cost", "budget"};
  static const std::vector<std::string> kinds{"\"structural\"", "\"functional\"", "\"executing\"",
                                              "\"\"", "null"};
  static const std::vector<std::string> amounts{"0",    "1",    "2.5",  "-0",
                                                "1e15", "1e-7", "12e1", "null"};
  std::vector<std::pair<std::string, std::string>> members{
      {"code", "\"P" + std::to_string(roll.below(codes)) + "\""}};
  for (const std::string& key : texts)
    if (roll.chance(50)) members.emplace_back(key, roll.chance(5) ? "null" : quoted(roll, codes));
  if (roll.chance(30)) members.emplace_back("kind", roll.one_of(kinds));
  for (const std::string& key : numbers)
    if (roll.chance(50))
      members.emplace_back(key, roll.chance(30) ? any_number(roll) : roll.one_of(amounts));
  if (roll.chance(20))
    members.emplace_back("flags", roll.chance(50) ? "[]" : "[" + quoted(roll, 5) + ",\"E1\"]");
  if (roll.chance(odd)) members.emplace_back("c\\u006fst", any_value(roll));
  if (roll.chance(odd)) members.emplace_back(roll.one_of(texts), any_value(roll));
  if (roll.chance(odd)) members.emplace_back("colour", any_value(roll));
  if (roll.chance(odd)) members[roll.below(members.size())].second = any_value(roll);
  if (roll.chance(odd)) members.erase(members.begin());
  if (roll.chance(30)) roll.shuffle(members);
  std::string entry = "{";
  for (std::size_t i = 0; i < members.size(); ++i)
    entry += (i == 0 ? "" : ",") + blank(roll) + "\"" + members[i].first + "\"" + blank(roll) +
             ":" + blank(roll) + members[i].second + blank(roll);
  return entry + "}";
}

std::vector<std::string> any_entries(dice& roll, std::size_t most) {
  const std::size_t odd = roll.one_of(std::vector<std::size_t>{0, 2, 10, 50});
  const std::size_t codes = roll.one_of(std::vector<std::size_t>{3, 30, 300});
  std::vector<std::string> entries(roll.below(most + 1));
  for (std::string& entry : entries) entry = any_entry(roll, codes, odd);
  return entries;
}

/// What is said of a text that is no JSON, by the parser that sees all of it; empty if it is JSON.
std::string fault_of(const std::string& text) {
  using nlohmann::json;
  try {
    [[maybe_unused]] const json whole = json::parse(text);
  } catch (const json::parse_error& e) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte, text.size()));
    return "x.json is no valid JSON: the fault is in line " +
           std::to_string(1 + std::count(text.begin(), end, '\n')) + ", at byte " +
           std::to_string(e.byte) + "; the file may have been cut off or edited by hand";
  } catch (const json::out_of_range&) {
    // In the shortest beginning of the text with this fault, the number is the last that stands.
    std::size_t fine = 0;
    std::size_t faulty = text.size();
    while (faulty - fine > 1) {
      const std::size_t middle = fine + (faulty - fine) / 2;
      try {
        [[maybe_unused]] const json part = json::parse(text.substr(0, middle));
        fine = middle;
      } catch (const json::parse_error&) {
        fine = middle;
      } catch (const json::out_of_range&) {
        faulty = middle;
      }
    }
    return "x.json: line " +
           std::to_string(1 + std::count(text.begin(),
                                         text.begin() + static_cast<std::ptrdiff_t>(fine), '\n')) +
           " holds a number that is too large to be read; correct it";
  }
  return {};
}

std::string refusal_of(std::string_view text) {
  try {
    static_cast<void>(read_json(text, "x.json"));
  } catch (const input_error& e) {
    const std::string said = e.what();
    for (const char* kind : {"is no valid JSON", "too large to be read", "stands twice"})
      if (said.find(kind) != std::string::npos) return said;
  }
  return {};
}

}  // namespace

TEST_CASE("JSON positions read together are those that are read one by one", "[io][json]") {
  std::size_t positions = 0;
  std::size_t findings = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    dice roll(seed);
    const std::vector<std::string> entries = any_entries(roll, seed % 100 == 0 ? 400 : 30);
    const std::string lines = R"("lines": [{"superior": "P1", "subordinate": "P2"}])";
    const std::string positions_together = list_of(entries, blank(roll) + "," + blank(roll));
    const bool lines_first = roll.chance(50);
    const build_result together = read_json(
        version_one +
            (lines_first ? lines + ", " + positions_together : positions_together + ", " + lines) +
            "}",
        "x.json");
    const build_result apart = read_apart(entries, lines, lines_first);
    if (to_json(together.organisation) != to_json(apart.organisation) ||
        faults_of(together) != faults_of(apart)) {
      INFO("seed " << seed << ": " << list_of(entries));
      CHECK(to_json(together.organisation) == to_json(apart.organisation));
      CHECK(faults_of(together) == faults_of(apart));
    }
    positions += together.organisation.size();
    findings += faults_of(together).size();
  }
  CHECK(positions > cases_to_try(10'000));
  CHECK(findings > cases_to_try(10'000));
}

TEST_CASE("JSON with a fault anywhere is refused with its place", "[io][json]") {
  static const std::vector<std::string> faults{
      "\xff",    "\xc3",  "\xed\xa0\x80", "\\",   "\"",          "{",  "}",  "[",     "]",
      ",",       ":",     "\n",           "\t",   "\x01",        "0",  "-",  "1e400", "\\ud800",
      "\\udc00", "\\u12", "\\x",          "nul",  "NaN",         "01", ",,", "},{",   "},",
      ",{",      "}]",    "[{",           "// x", "\xef\xbb\xbf"};
  std::size_t refused = 0;
  std::size_t twice = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(20000); ++seed) {
    dice roll(seed);
    const std::string start = roll.chance(5) ? "\xef\xbb\xbf" : "";
    std::string text =
        start + version_one + list_of(any_entries(roll, 40), ",\n") + ", \"matters\": []}";
    const std::size_t at = roll.below(text.size());
    switch (roll.below(4)) {
      case 0:
        text.insert(at, roll.one_of(faults));
        break;
      case 1:
        text.replace(at, 1, roll.one_of(faults));
        break;
      case 2:
        text.erase(at, 1 + roll.below(3));
        break;
      default:
        text.insert(at, 1, '\0');
    }
    const std::string expected = fault_of(text);
    refused += expected.empty() ? 0U : 1U;
    const std::string found = refusal_of(text);
    // Where the fault ends the positions, what is left of one stands in the document: twice, perhaps.
    if (found.find("stands twice") != std::string::npos) {
      ++twice;
    } else if (found != expected) {
      INFO("seed " << seed << ": " << text);
      CHECK(found == expected);
    }
  }
  CHECK(refused > cases_to_try(10'000));
  CHECK(twice < cases_to_try(200));
}

TEST_CASE("JSON that was cut off at any byte is refused with the place", "[io][json]") {
  const std::string text =
      "\xef\xbb\xbf" + version_one + "\n" +
      list_of({R"({"code": "A", "title": "\u00e9 \ud83d\ude00 é}", "seats": 1.5e1})",
               R"({"code": "B", "reports_to": "A", "flags": ["E1", "E2"], "filled": null})",
               R"({"code": "C", "kind": "executing", "colour": {"x": [1, {"y": -0}]}})",
               R"({"code": "D", "cost": 12345678901234567890123})",
               R"({"code": "E", "reports_to": "B"})"},
              ",\n") +
      "}";
  CHECK(fault_of(text).empty());
  CHECK(refusal_of(text).empty());
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    CHECK_FALSE(fault_of(text.substr(0, size)).empty());
    // Of a longer text, so that what stands behind is to be left alone.
    CHECK(refusal_of(std::string_view(text).substr(0, size)) == fault_of(text.substr(0, size)));
  }
}

TEST_CASE("Objects in what should be a list of positions are no positions", "[io][json]") {
  // Were the second object taken for an entry, the text would be JSON.
  const std::string text = version_one + R"("positions": {"a": {"code": "A"}, {"code": "B"}}})";
  CHECK_FALSE(fault_of(text).empty());
  CHECK(refusal_of(text) == fault_of(text));
}

TEST_CASE("A long list of positions in JSON is read whole", "[io][json]") {
  constexpr std::size_t size = 30'000;
  organisation_builder builder;
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < size; ++i) {
    position p;
    p.code = "P" + std::to_string(i % 20'000);  // the rest are repetitions
    p.title = i % 7 == 0 ? "},{\"code\":\"X\"}" : "Kepala \"Biro\" " + std::to_string(i % 100);
    if (i > 0) p.reports_to = "P" + std::to_string(i / 10);
    p.seats = static_cast<double>(i % 5) / 2;
    if (i % 11 == 0) p.flags = {"E1", std::to_string(i % 3)};
    nlohmann::json entry{{"code", p.code}, {"title", p.title}, {"seats", *p.seats}};
    if (!p.reports_to.empty()) entry["reports_to"] = p.reports_to;
    if (!p.flags.empty()) entry["flags"] = p.flags;
    entries.push_back(entry.dump());
    builder.add(p, {0, static_cast<std::uint32_t>(i + 1)});
  }
  const build_result expected = std::move(builder).build();
  const build_result read = read_json(version_one + list_of(entries, ",\n") + "}");
  CHECK(read.organisation.size() == 20'000);
  CHECK(to_json(read.organisation) == to_json(expected.organisation));
  CHECK(faults_of(read) == faults_of(expected));
}

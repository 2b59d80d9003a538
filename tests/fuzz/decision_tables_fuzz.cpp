// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: read or refused, and what was read writes itself to the same table twice.
#include "fuzzers.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/number.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace {

using pangkas::organisation;

/// The first letter of the heading row tells the tables apart: "code", "position", "holders" or
/// "whoever", "superior", "matter".
char kind_of(std::string_view text) {
  const auto first = text.find_first_of("cphwskjamu");
  return first == std::string_view::npos ? 'c' : text[first];
}

organisation read(const std::string& text, char kind) {
  pangkas::organisation_builder builder;
  for (const auto& [code, above] :
       {std::pair("R", ""), std::pair("A", "R"), std::pair("B", "R"), std::pair("a", "A")}) {
    pangkas::position p;
    p.code = code;
    p.reports_to = above;
    builder.add(p);
  }
  // Numbers are written with a point.
  constexpr auto decimals = pangkas::decimal_mark::point;
  if (kind == 's' || kind == 'a')
    pangkas::add_line_table(builder, text, "fuzz");
  else if (kind == 'm' || kind == 'u')
    pangkas::add_step_table(builder, text, "fuzz", decimals);
  else if (kind == 'p' || kind == 'h' || kind == 'j')
    pangkas::add_authority_table(builder, text, "fuzz", decimals);
  else
    pangkas::add_matter_table(builder, text, "fuzz", decimals);
  return std::move(builder).build().organisation;
}

std::string write(const organisation& org, char kind) {
  std::string table;
  const auto sink = [&](std::string_view part) { table += part; };
  if (kind == 's' || kind == 'a')
    pangkas::write_line_table(org, sink);
  else if (kind == 'm' || kind == 'u')
    pangkas::write_step_table(org, sink);
  else if (kind == 'p' || kind == 'h' || kind == 'j')
    pangkas::write_authority_table(org, sink);
  else
    pangkas::write_matter_table(org, sink);
  return table;
}

}  // namespace

void fuzz::on_decision_tables(std::string_view input) {
  try {
    const std::string text = pangkas::decode_text(std::string(input), "fuzz").text;
    const char kind = kind_of(text);
    const std::string once = write(read(text, kind), kind);
    if (write(read(once, kind), kind) != once) std::abort();
  } catch (const pangkas::error&) {
  }
}

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/exports.hpp>

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using pangkas::tests::contains;

namespace {

template <class Write>
std::string exported(const organisation& org, const Write& write) {
  std::string text;
  write(org, [&](std::string_view piece) { text += piece; });
  return text;
}

read_result read_exported(const std::string& bytes, const read_options& given = {}) {
  read_options options = given;
  options.in_memory = [&](const std::string&) { return std::optional(bytes); };
  return read_organisation(std::vector<std::string>{"x"}, options);
}

/// Texts that other formats must escape, numbers of each kind, and a line other than command.
organisation awkward() {
  organisation_builder builder;
  const auto add = [&](const char* code, const char* title, const char* reports_to) {
    position p;
    p.code = code;
    p.title = title;
    p.reports_to = reports_to;
    p.unit = "Biro \"U\" & <V>";
    p.seats = 1.5;
    p.cost = 1234567.25;
    if (p.code == "1e5") p.kind = position_kind::functional;
    builder.add(p);
  };
  add("007", "=1+1", "");
  add("a b", "two\nlines\tand \"quotes\" \\ & <tags>", "007");
  add("1e5", "_x0041_ _xyz \x01\x7F Caf\xC3\xA9 \xE6\xA9\x9F", "a b");
  reporting_line line;
  line.superior = "007";
  line.subordinate = "1e5";
  line.type = line_type::coordination;
  builder.add_line(line);
  return std::move(builder).build().organisation;
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("a workbook that was written reads back as it was", "[io][exports]") {
  const organisation org = awkward();
  const std::string workbook = exported(org, write_workbook);
  read_options options;
  options.lines = {"x"};
  const read_result read = read_exported(workbook, options);
  CHECK(read.findings.empty());
  CHECK(exported(read.organisation, [](const organisation& o, const text_sink& to) {
          write_json(o, to);
        }) == exported(org, [](const organisation& o, const text_sink& to) { write_json(o, to); }));
  CHECK(exported(org, write_workbook) == workbook);

  // With everything that decides: each table has its sheet.
  const std::string folder = std::string(PANGKAS_SOURCE_DIR) + "/examples/software-company-2022/";
  read_options of_tables;
  of_tables.matters = {folder + "matters.csv"};
  of_tables.authority = {folder + "authority.csv"};
  of_tables.steps = {folder + "steps.csv"};
  const read_result tables =
      read_organisation(std::vector{folder + "positions-2022-05-31.csv"}, of_tables);
  read_options of_sheets;
  of_sheets.matters = of_sheets.authority = of_sheets.steps = {"x"};
  const read_result sheets =
      read_exported(exported(tables.organisation, write_workbook), of_sheets);
  const auto as_json = [](const organisation& o, const text_sink& to) { write_json(o, to); };
  CHECK(exported(sheets.organisation, as_json) == exported(tables.organisation, as_json));

  // A cell of a sheet holds 32,767 characters.
  organisation_builder builder;
  position p;
  p.code = "A";
  p.title = std::string(32'768, 'x');
  builder.add(p);
  CHECK_THROWS_AS(exported(std::move(builder).build().organisation, write_workbook), output_error);
}

TEST_CASE("Turtle that was written reads back as who reports to whom", "[io][exports]") {
  const organisation org = awkward();
  const read_result read = read_exported(exported(org, write_turtle));
  CHECK(read.findings.empty());
  REQUIRE(read.organisation.size() == 3);
  const position_id top = read.organisation.at("urn:pangkas:post:007");
  const position_id middle = read.organisation.at("urn:pangkas:post:a%20b");
  CHECK(read.organisation.title(top) == "=1+1");
  CHECK(read.organisation.title(middle) == org.title(org.at("a b")));
  CHECK(read.organisation.title(read.organisation.at("urn:pangkas:post:1e5")) ==
        org.title(org.at("1e5")));
  CHECK(read.organisation.declared_superior(middle) == "urn:pangkas:post:007");
  CHECK(read.organisation.unit(middle) == "Biro \"U\" & <V>");
  // An address is kept, so that what was read from Turtle is written with the same ones.
  CHECK(read_exported(exported(read.organisation, write_turtle))
            .organisation.find("urn:pangkas:post:a%20b"));
}

TEST_CASE("GraphML and DOT have a node for each position and an edge for each line",
          "[io][exports]") {
  const organisation org = awkward();
  const std::string graphml = exported(org, write_graphml);
  CHECK(times(graphml, "<node ") == 3);
  CHECK(times(graphml, "<edge ") == 3);
  CHECK_THAT(graphml, contains("attr.name=\"title\""));
  CHECK_THAT(graphml, contains("two lines and &quot;quotes&quot; \\ &amp; &lt;tags&gt;"));
  CHECK_THAT(graphml, contains(">coordination<"));
  CHECK_THAT(graphml, contains(">007<"));
  CHECK_THAT(graphml, contains(">functional<"));

  const std::string dot = exported(org, write_dot);
  CHECK(dot.starts_with("digraph "));
  CHECK(times(dot, "->") == 3);
  CHECK(times(dot, "style=dashed") == 1);
  CHECK(graphml.find('\x7F') == std::string::npos);  // nor does either hold control characters
  CHECK(dot.find('\x7F') == std::string::npos);
  CHECK_THAT(dot, contains("two lines and \\\"quotes\\\" \\\\ & <tags>\""));
}

TEST_CASE("an export of many posts is whole", "[io][exports]") {
  organisation_builder builder;
  for (int i = 0; i < 400; ++i) {
    position p;
    p.code = (i % 2 == 0 ? "https://example.org/" : "http://example.org/") + std::to_string(i);
    if (i > 0) p.reports_to = "https://example.org/0";
    p.title = std::string(300, 'x');
    builder.add(p);
  }
  const organisation org = std::move(builder).build().organisation;
  CHECK(times(exported(org, write_graphml), "<node ") == 400);
  CHECK(times(exported(org, write_dot), "->") == 399);
  // What is an address already stays one.
  const organisation read = read_exported(exported(org, write_turtle)).organisation;
  CHECK(read.size() == 400);
  CHECK(read.declared_superior(read.at("http://example.org/399")) == "https://example.org/0");
}

TEST_CASE("what takes a part of an export may refuse it", "[io][exports]") {
  const organisation org = awkward();
  const text_sink full = [](std::string_view) { throw output_error("the disk is full"); };
  CHECK_THROWS_WITH(write_workbook(org, full), "the disk is full");
  CHECK_THROWS_WITH(write_turtle(org, full), "the disk is full");
  CHECK_THROWS_WITH(write_graphml(org, full), "the disk is full");
  CHECK_THROWS_WITH(write_dot(org, full), "the disk is full");
}

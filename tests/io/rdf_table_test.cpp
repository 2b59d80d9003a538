// SPDX-License-Identifier: BSL-1.0
#include "io/rdf_table.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using pangkas::tests::contains;
using pangkas::tests::shared_data;

namespace {

read_result read_turtle(const std::string& text) {
  read_options options;
  options.in_memory = [&](const std::string&) { return std::optional(text); };
  return read_organisation(std::vector<std::string>{"x.ttl"}, options);
}

std::string turtle_refusal(const std::string& text) {
  try {
    static_cast<void>(read_turtle(text));
  } catch (const input_error& fault) {
    return fault.what();
  }
  return "was read";
}

const std::string prefixes =
    "# a comment\n@prefix org: <http://www.w3.org/ns/org#> .\n@prefix e: <http://e.org/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

}  // namespace

TEST_CASE("posts that report to posts are the records", "[io][rdf-table]") {
  // Classes and properties of the Recommendation; the data is of this test.
  const read_result read = read_turtle(
      prefixes +
      "e:head a org:Post ; rdfs:label \"Head\" ; skos:prefLabel \"Head of \\\"all\\\"\"@en ; "
      "org:postIn e:u .\n"
      "e:u a org:OrganizationalUnit ; skos:prefLabel \"Unit (one\" ; org:hasPost e:staff .\n"
      "e:staff org:reportsTo e:head ; rdfs:label \"\"\"two\nlines\"\"\" .\n"
      "e:someone org:holds e:head .\n[] org:holds e:head .\n");
  const organisation& org = read.organisation;
  REQUIRE(org.size() == 2);
  CHECK(read.findings.empty());
  const position_id head = org.at("http://e.org/head");
  const position_id staff = org.at("http://e.org/staff");
  CHECK(org.title(head) == "Head of \"all\"");
  CHECK(org.title(staff) == "two\nlines");
  CHECK(org.unit(staff) == "Unit (one");
  CHECK(org.declared_superior(staff) == "http://e.org/head");
  CHECK(org.filled(head) == 2.0);
  CHECK(org.filled(staff) == 0.0);
}

TEST_CASE("where no post reports to another the line runs through the units", "[io][rdf-table]") {
  const read_result read = read_turtle(
      prefixes +
      "e:top org:hasSubOrganization e:a ; org:hasUnit e:b . e:a org:subOrganizationOf e:top .\n"
      "e:c org:unitOf e:a, e:b . e:p org:postIn e:c . e:c org:hasPost e:p .\n");
  const organisation& org = read.organisation;
  REQUIRE(org.size() == 5);
  CHECK(org.command().layers() == 4);
  CHECK(org.declared_superior(org.at("http://e.org/p")) == "http://e.org/c");
  CHECK(org.declared_superior(org.at("http://e.org/c")) == "http://e.org/a");
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings[0].rule == "several-superiors");
  CHECK(read.findings[0].position == "http://e.org/c");
  CHECK(read.findings[0].row == 5);
}

TEST_CASE("Turtle that is damaged or says nothing of posts is refused", "[io][rdf-table]") {
  CHECK_THAT(turtle_refusal(prefixes + "e:a org:reportsTo"), contains("x.ttl is no valid Turtle"));
  CHECK_THAT(turtle_refusal(prefixes + "\n\ne:a ! e:b ."), contains("the fault is in line 8"));
  CHECK_THAT(turtle_refusal(prefixes + "e:a rdfs:label \"x\" ."),
             contains("names no posts or units"));
  CHECK_THAT(turtle_refusal(prefixes + "e:a org:reportsTo " + std::string(100'000, '[')),
             contains("nests brackets more than 200 deep"));
  CHECK_THAT(turtle_refusal(prefixes + "e:a rdfs:label \"" + std::string(500, '(') +
                            "\" ; org:reportsTo e:b ."),
             contains("was read"));
}

TEST_CASE("the RDF of the charts of Berlin has the published figures",
          "[io][rdf-table][shared-data]") {
  const auto folder = shared_data("berlin-organigramm");
  if (!folder) return;
  struct figures {
    const char* chart;
    std::size_t units, posts, several_parents, levels;
  };
  // From the page of the data, which counts levels of units; their posts are one below.
  for (const figures& expected : {figures{"senfin-2025", 71, 67, 0, 5},
                                  {"senfin-2023", 50, 64, 0, 4},
                                  {"seninnsport-2023", 27, 50, 1, 4},
                                  {"senwgp-2025", 31, 34, 0, 4}}) {
    INFO(expected.chart);
    const read_result read =
        read_organisation(std::vector{(*folder / (std::string(expected.chart) + ".ttl")).string()});
    CHECK(read.organisation.size() == expected.units + expected.posts);
    CHECK(read.organisation.command().roots() == 1);
    CHECK(read.organisation.command().layers() == expected.levels + 1);
  }
}

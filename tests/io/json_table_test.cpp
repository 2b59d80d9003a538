// SPDX-License-Identifier: BSL-1.0
#include "io/json_table.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using pangkas::tests::contains;
using pangkas::tests::sample_data;
using pangkas::tests::shared_data;

namespace {

column_mapping json_mapping(const std::string& toml) { return read_columns(toml, "mapping"); }

/// The cells of some columns of JSON that is read as a table, a text for each record.
std::vector<std::string> json_records(const std::string& text, const column_mapping& mapping,
                                      const std::vector<std::string>& headings) {
  const auto table = detail::table_of_json(text, "x.json", mapping);
  REQUIRE(table.has_value());
  csv_reader reader(table->text, "x.json");
  csv_row row;
  reader.next(row);
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < row.size(); ++i) columns.emplace(row[i], i);
  std::vector<std::string> records;
  while (reader.next(row)) {
    std::string& record = records.emplace_back();
    for (const std::string& heading : headings) {
      REQUIRE(columns.contains(heading));
      record += (&heading == &headings.front() ? "" : "|") + std::string(row[columns[heading]]);
    }
  }
  return records;
}

read_result read_json_text(const std::string& text, const column_mapping& mapping = {}) {
  read_options options;
  options.columns = mapping;
  options.in_memory = [&](const std::string&) { return std::optional(text); };
  return read_organisation(std::vector<std::string>{"x.json"}, options);
}

std::string json_refusal(const std::string& text, const column_mapping& mapping = {}) {
  try {
    static_cast<void>(read_json_text(text, mapping));
  } catch (const input_error& fault) {
    return fault.what();
  }
  return "was read";
}

/// A table of the published data: each row by its headings.
std::vector<std::map<std::string, std::string>> published_rows(const std::string& path) {
  const std::string text = read_file(path);
  csv_reader reader(text, path);
  csv_row row;
  reader.next(row);
  const std::vector<std::string> headings(row.cells().begin(), row.cells().end());
  std::vector<std::map<std::string, std::string>> rows;
  while (reader.next(row)) {
    rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) rows.back().emplace(headings[i], row[i]);
  }
  return rows;
}

}  // namespace

TEST_CASE("a tree of objects is read with the object around as the superior", "[io][json-table]") {
  const std::string tree =
      R"({"id": "A", "name": "Head", "contact": {"email": "a@b"}, "seats": 1.5, "flags": ["x", "y"],
          "children": [{"id": 2, "name": null, "acting": true, "children": [{"id": "C"}]},
                       {"id": "D", "children": []}]})";
  CHECK(
      json_records(tree, {}, {"code", "reports_to", "title", "contact.email", "flags", "acting"}) ==
      std::vector<std::string>{"A||Head|a@b|x|y|", "2|A||||true", "C|2||||", "D|A||||"});
  CHECK(json_records(tree, {}, {"@number", "@parent"}) ==
        std::vector<std::string>{"1|", "2|1", "3|2", "4|1"});
  const read_result read = read_json_text(tree);
  CHECK(read.findings.empty());
  CHECK(read.organisation.command().layers() == 3);
  CHECK(read.organisation.seats(read.organisation.at("A")) == 1.5);

  // What has a superior of its own keeps it; without the object around a code there is none to name.
  CHECK(
      json_records(R"([{"id": "A", "children": [{"id": "B", "reports_to": "C", "children": null}]},
                         {"id": "C", "reports_to": null}])",
                   {}, {"code", "reports_to"}) == std::vector<std::string>{"A|", "B|C", "C|"});
  CHECK(json_records(R"([{"name": "x", "children": [{"id": "B", "name": "y"}]}])", {},
                     {"code", "reports_to"}) == std::vector<std::string>{"|", "B|"});
  CHECK(json_records(R"([{"name": "x", "children": [5, {"name": "y"}]}])", {},
                     {"code", "reports_to", "title"}) == std::vector<std::string>{"1||x", "3|1|y"});
  // A mapping that names the columns is not helped out.
  const std::string named =
      R"([{"no": "A", "judul": "a", "children": [{"no": "B", "judul": "b"}]}])";
  CHECK(json_records(named, json_mapping("[columns]\ncode = \"no\"\ntitle = \"judul\""),
                     {"no", "reports_to", "judul"}) == std::vector<std::string>{"A||a", "B|A|b"});
  CHECK_THAT(json_refusal(named, json_mapping("[columns]\ncode = \"kode\"")),
             contains("no column for the code"));
  CHECK_THAT(json_refusal(named, json_mapping("[columns]\ncode = \"no\"\nreports_to = \"boss\"")),
             contains("no column for the superior's code"));

  // Without codes the number is one.
  CHECK(json_records(R"([{"name": "a", "children": [{"name": "b"}]}, {"name": "c"}])", {},
                     {"code", "reports_to", "title"}) ==
        std::vector<std::string>{"1||a", "2|1|b", "3||c"});
}

TEST_CASE("a flat list of objects names its superiors itself", "[io][json-table]") {
  const std::vector<std::string> expected{"A||x", "B|A|y"};
  for (const char* const key : {"parentId", "parent_id", "reports_to", "atasan"})
    CHECK(json_records(
              "{\"about\": {\"a\": 1}, \"posts\": [{\"id\": \"A\", \"name\": \"x\"}, {\"id\": "
              "\"B\", \"" +
                  std::string(key) + "\": \"A\", \"name\": \"y\"}]}",
              {}, {"code", std::string(key).starts_with("parent") ? "reports_to" : key, "title"}) ==
          expected);
  const column_mapping mapping = json_mapping(
      "[columns]\ncode = \"post.no\"\nreports_to = \"boss\"\n[reading]\nrecords = \"data.rows\"\n");
  const read_result read = read_json_text(
      R"({"data": {"rows": [{"post": {"no": 7}}, {"post": {"no": 8}, "boss": 7}, 5]}, "x": [{}]})",
      mapping);
  CHECK(read.organisation.size() == 2);
  CHECK(read.organisation.command().layers() == 2);
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings[0].rule == "bad-value");
  CHECK(read.findings[0].row == 4);  // the heading row is 1, the third object 4

  CHECK(json_records(R"({"list": [1], "children": [], "posts": [{"id": "A", "parent_id": null}]})",
                     {}, {"code", "reports_to"}) == std::vector<std::string>{"A|"});
  // A number of JSON has a point, whatever the cells of the mapping have.
  const read_result decimals = read_json_text(R"([{"id": "A", "parent_id": null, "seats": 1.5}])",
                                              json_mapping("[reading]\ndecimal = \"comma\"\n"));
  CHECK(decimals.organisation.seats(decimals.organisation.at("A")) == 1.5);
  CHECK_THAT(json_refusal("{\"data\": {\"rows\": 5}}", mapping),
             contains("has no list \"data.rows\""));

  CHECK_THAT(json_refusal(R"([{"id": "A"}, {"id": "B"}])"),
             contains("no column for the superior's code"));
  CHECK_THAT(json_refusal("[{\"id\": \"A\"}]", mapping), contains("has no list \"data.rows\""));
}

TEST_CASE("JSON that is no organisation is refused", "[io][json-table]") {
  for (const char* const other : {"{}", "[]", "{\"a\": 1}", "{\"a\": [{}], \"b\": [{}]}"})
    CHECK_THAT(json_refusal(other), contains("is JSON, but not an organisation"));
  CHECK_THAT(json_refusal("[{\"id\": \"A\""), contains("is no valid JSON"));
  CHECK_THAT(json_refusal(R"([{"id": "A", "id": "B"}])"), contains("stands twice in one object"));
  // The mark of the native form may stand anywhere in it.
  CHECK(!detail::table_of_json(R"({"positions": [{"code": "A"}], "pangkas": "organisation"})", "x",
                               {}));
  CHECK(!detail::table_of_json("5", "x", {}));
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "{\"children\": [";
  CHECK_THAT(json_refusal(deep), contains("nests objects and lists more than 512 deep"));
  std::string wide = "[{\"id\": 1, \"parent_id\": 2";
  for (int i = 0; i < 1001; ++i) wide += ", \"k" + std::to_string(i) + "\": 1";
  CHECK_THAT(json_refusal(wide + "}]"), contains("more than 1000 different keys"));
}

TEST_CASE("Popolo is read as bodies and their posts", "[io][json-table]") {
  // Classes and properties of the specification; the data is of this test.
  const read_result read = read_json_text(R"({
    "organizations": [{"id": "m", "name": "Ministry", "classification": "ministry"},
                      {"id": "d", "name": "Division", "parent_id": "m"}],
    "posts": [{"id": "p", "label": "Head of division", "role": "Head", "organization_id": "d"},
              {"id": "q", "role": "Officer", "organization_id": "d"}],
    "persons": [{"id": "x"}],
    "memberships": [{"person_id": "x", "post_id": "p", "organization_id": "d"},
                    {"person_id": "y", "post_id": "q", "end_date": "2020-01-01"},
                    {"person_id": "x", "organization_id": "m", "role": "member"}]})");
  const organisation& org = read.organisation;
  REQUIRE(org.size() == 4);
  CHECK(org.command().layers() == 3);
  CHECK(org.title(org.at("p")) == "Head of division");
  CHECK(org.title(org.at("q")) == "Officer");
  CHECK(org.unit(org.at("q")) == "Division");
  CHECK(org.declared_superior(org.at("q")) == "d");
  CHECK(org.filled(org.at("p")) == 1.0);
  CHECK(org.filled(org.at("q")) == 0.0);
  CHECK(!org.filled(org.at("m")).has_value());
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings[0].rule == "no-post");

  // Any two of its lists tell it; posts without memberships say nothing of who holds them.
  const read_result bare = read_json_text(R"({"organizations": [{"id": "m", "name": "M"}],
    "posts": [{"id": "p", "label": {}, "role": "Head", "organization_id": "m"},
              {"id": "q", "label": null, "role": "Aide", "organization_id": "m"}]})");
  CHECK(bare.findings.empty());
  CHECK(bare.organisation.title(bare.organisation.at("p")) == "Head");
  CHECK(bare.organisation.title(bare.organisation.at("q")) == "Aide");
  CHECK(!bare.organisation.filled(bare.organisation.at("p")).has_value());
  const std::string bodies = R"("organizations": [{"id": "m"}, {"id": "d", "parent_id": "m"}])";
  for (const char* const other : {R"("memberships": [])", R"("persons": [])"})
    CHECK(read_json_text("{" + bodies + ", " + other + "}").organisation.command().layers() == 2);
  CHECK(read_json_text(R"({"posts": [{"id": "p", "organization_id": "m"}], "memberships": []})")
            .organisation.size() == 1);
  CHECK_THAT(json_refusal(R"({"organizations": {}, "posts": [], "persons": []})"),
             contains("is JSON, but not an organisation"));
}

TEST_CASE("a chart of Berlin is read as the tables that were made from it",
          "[io][json-table][shared-data]") {
  const auto folder = shared_data("berlin-organigramm");
  if (!folder) return;
  const std::string mapping = read_file((sample_data("columns") / "berlin-chart.toml").string());
  for (const char* const chart :
       {"senfin-2023", "senfin-2025", "senfin-2026-02", "seninnsport-2023", "senwgp-2025"}) {
    INFO(chart);
    const std::string file = (*folder / chart).string();
    const auto units = published_rows(file + "-units.csv");
    std::map<std::string, std::size_t> numbers;
    std::vector<std::string> expected;
    for (const auto& unit : units) {
      numbers[unit.at("unit")] = numbers.size() + 1;
      const std::string& parent = unit.at("parent_unit");
      expected.push_back((parent.empty() ? "" : std::to_string(numbers[parent])) + "|" +
                         unit.at("type") + "|" + unit.at("local_id"));
    }
    CHECK(json_records(read_file(file + ".json"), json_mapping(mapping),
                       {"@parent", "type", "id"}) == expected);

    // With the posts as records below their units, there is one for each unit and each post.
    column_mapping with_posts = json_mapping(mapping);
    with_posts.children.emplace_back("positions");
    CHECK(json_records(read_file(file + ".json"), with_posts, {"@number"}).size() ==
          units.size() + published_rows(file + "-posts.csv").size());
  }
  // Levels, managers and the greatest span as the page of the data tells them.
  read_options options;
  options.columns = json_mapping(mapping);
  const read_result read =
      read_organisation(std::vector{(*folder / "senfin-2023.json").string()}, options);
  CHECK(read.organisation.size() == 73);
  CHECK(read.organisation.command().roots() == 1);
  CHECK(read.organisation.command().layers() == 4);
}

TEST_CASE("the agencies of Taiwan in Popolo are those of the table",
          "[io][json-table][shared-data]") {
  const auto folder = shared_data("taiwan-agencies-2013");
  if (!folder) return;
  const read_result read =
      read_organisation(std::vector{(*folder / "agencies.popolo.json").string()});
  // The figures of the page of the data: three bodies share one id.
  CHECK(read.organisation.size() == 1520);
  CHECK(read.organisation.command().roots() == 8);
  CHECK(read.organisation.command().layers() == 5);
}

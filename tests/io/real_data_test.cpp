// SPDX-License-Identifier: BSL-1.0
// Expected values: expected.csv of each folder of real data, which its publisher's figures were
// computed into twice, by a stand-alone script and by an independent graph package.
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/text.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using row_of_figures = std::map<std::string, std::string>;

std::vector<row_of_figures> figures(const std::filesystem::path& file) {
  const std::string text = read_file(file.string());
  csv_reader reader(text, file.string());
  csv_row row;
  REQUIRE(reader.next(row));
  const std::vector<std::string> names(row.cells().begin(), row.cells().end());
  std::vector<row_of_figures> all;
  while (reader.next(row)) {
    row_of_figures one;
    for (std::size_t i = 0; i < names.size(); ++i) one[names[i]] = row[i];
    all.push_back(std::move(one));
  }
  return all;
}

column_mapping mapping(const std::string& name) {
  const std::string file = PANGKAS_SOURCE_DIR "/tests/data/columns/" + name;
  return read_columns(read_file(file), file);
}

std::size_t count_rule(const std::vector<finding>& findings, std::string_view rule) {
  return static_cast<std::size_t>(std::ranges::count(findings, rule, &finding::rule));
}

std::string per_layer(const organisation& org) {
  std::string text;
  for (std::size_t n : summarise_layers(org).per_layer)
    text += (text.empty() ? "" : " ") + std::to_string(n);
  return text;
}

double real(const row_of_figures& expected, const std::string& name) {
  return parse_number(expected.at(name)).value();
}
std::size_t number(const row_of_figures& expected, const std::string& name) {
  return static_cast<std::size_t>(real(expected, name));
}

/// Every figure of a row of expected.csv that concerns posts.
void check_figures(const read_result& read, const row_of_figures& expected) {
  const organisation& org = read.organisation;
  const command_forest& forest = org.command();
  CHECK(org.size() == number(expected, "posts"));
  CHECK(forest.roots() == number(expected, "roots"));
  CHECK(forest.placed() == number(expected, "in_tree"));
  CHECK(forest.layers() == number(expected, "levels"));
  CHECK(forest.orphans() == number(expected, "orphan_posts"));
  CHECK(forest.unrooted() == number(expected, "unrooted"));
  if (expected.contains("level_sizes")) CHECK(per_layer(org) == expected.at("level_sizes"));
  // Figures are printed with four decimals.
  CHECK_THAT(summarise_layers(org).mean_depth.value_or(0.0),
             within(real(expected, "mean_depth"), 0.00005001));
  const span_summary spans = summarise_spans(forest);
  CHECK(spans.managers == number(expected, "managers"));
  CHECK(spans.max == number(expected, "max_span"));
  CHECK_THAT(spans.mean.value_or(0.0), within(real(expected, "mean_span"), 0.00005001));

  CHECK(count_rule(read.findings, "self-report") == number(expected, "self_loops"));
  CHECK(count_rule(read.findings, "cycle") == number(expected, "cycles"));
  std::size_t cycle_posts = 0;
  for (const auto& cycle : forest.cycles()) cycle_posts += cycle.size() > 1 ? cycle.size() : 0;
  CHECK(cycle_posts == number(expected, "cycle_posts"));
  CHECK(count_rule(read.findings, "unknown-superior") +
            count_rule(read.findings, "eliminated-superior") ==
        number(expected, "dangling_posts"));
  std::set<std::string> dangling;
  for (const auto& [row, code] : org.parts().unresolved) dangling.insert(code);
  CHECK(dangling.size() == number(expected, "dangling_refs"));

  CHECK(count_rule(read.findings, "duplicate-code") + count_rule(read.findings, "job-share") +
            count_rule(read.findings, "repeated-row") ==
        number(expected, "dup_rows"));
}

/// Codes that stand in rows with different superiors.
std::size_t conflicts(const std::vector<finding>& findings, const std::string& superior_column) {
  std::set<std::string> codes;
  for (const finding& f : findings)
    if (f.rule == "duplicate-code" &&
        f.detail.find('"' + superior_column + '"') != std::string::npos)
      codes.insert(f.position);
  return codes.size();
}

}  // namespace

TEST_CASE("The 40 UK returns of 2013 give the published figures", "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2013");
  if (!folder) return;
  const auto all = figures(*folder / "expected.csv");
  CHECK(all.size() == 40);
  for (const row_of_figures& expected : all) {
    const std::string file = (*folder / expected.at("file")).string();
    INFO(file);
    const std::vector<std::string> senior{file};
    const read_result read = read_organisation(senior);
    check_figures(read, expected);
    CHECK(count_rule(read.findings, "no-code") == number(expected, "no_id"));
    CHECK(conflicts(read.findings, "Reports to Senior Post") == number(expected, "dup_conflict"));

    const std::string junior = file.substr(0, file.rfind("-senior")) + "-junior.csv";
    const std::vector<std::string> pair{junior, file};
    const read_result both = read_organisation(pair);
    const organisation& org = both.organisation;
    CHECK(org.size() == number(expected, "posts") + number(expected, "junior_rows"));
    double seats = 0;
    for (auto row = static_cast<row_index>(read.organisation.size()); row < org.size(); ++row)
      seats += org.seats(org.position_at(row));
    CHECK_THAT(seats, within(real(expected, "junior_fte"), 0.00501));
    std::size_t dangling_findings = 0;
    for (const finding& f : both.findings)
      dangling_findings +=
          f.file == junior && (f.rule == "unknown-superior" || f.rule == "eliminated-superior");
    CHECK(dangling_findings == number(expected, "junior_dangling"));
  }
}

TEST_CASE("The UK returns of 2011 to 2016 give the published figures", "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2011-2016-linked-data");
  if (!folder) return;
  read_options options;
  options.columns = mapping("uk-linked-data.toml");
  const auto all = figures(*folder / "expected.csv");
  CHECK(all.size() == 27);
  for (const row_of_figures& expected : all) {
    INFO(expected.at("file"));
    const std::vector<std::string> files{(*folder / expected.at("file")).string()};
    const read_result read = read_organisation(files, options);
    check_figures(read, expected);
    CHECK(count_rule(read.findings, "no-code") == number(expected, "no_id"));
  }
}

TEST_CASE("The UK senior posts of 2010 to 2026 give the published figures for every snapshot",
          "[io][shared-data]") {
  const auto folder = shared_data("uk-senior-posts-2010-2026");
  if (!folder) return;
  column_mapping columns;
  columns.code = {"post"};
  columns.title = {"title"};
  columns.rank = {"grade"};
  columns.reports_to = {"reports_to"};
  columns.unit = {"unit"};
  columns.seats = {"fte"};
  columns.eliminated = {"status", {"eliminated"}, false};
  columns.vacant = {"status", {"vacant"}, false};
  columns.may_differ = {"copy", "status", "salary_cost_of_reports"};
  columns.scheme = "uk-civil-service";
  const auto all = figures(*folder / "expected.csv");
  CHECK(all.size() == 280);
  // The text of a body is decoded once for all its dates.
  std::map<std::string, std::string> texts;
  for (const row_of_figures& expected : all) {
    const std::string& file = expected.at("file");
    INFO(file << " " << expected.at("date"));
    if (!texts.contains(file)) texts[file] = read_file((*folder / file).string());
    columns.keep = {{"date", {expected.at("date")}, false}};
    organisation_builder builder;
    add_position_table(builder, texts[file], file, columns);
    build_options choices;
    choices.superior_column = "reports_to";
    build_result built = std::move(builder).build(choices);
    read_result read;
    read.organisation = std::move(built.organisation);
    read.findings = std::move(built.findings);
    check_figures(read, expected);
    CHECK(count_rule(read.findings, "no-code") == number(expected, "no_id"));
    CHECK(conflicts(read.findings, "reports_to") == number(expected, "dup_conflict"));
  }
}

TEST_CASE("The agencies of Taiwan give the published figures", "[io][shared-data]") {
  const auto folder = shared_data("taiwan-agencies-2013");
  if (!folder) return;
  // The README of the folder has these two rows as a table only.
  const auto read_as = [&](const char* file, const char* columns) {
    read_options options;
    options.columns = mapping(columns);
    const std::vector<std::string> files{(*folder / file).string()};
    return read_organisation(files, options);
  };
  check_figures(read_as("agencies.csv", "taiwan-agencies.toml"), {{"posts", "1520"},
                                                                  {"dup_rows", "2"},
                                                                  {"roots", "8"},
                                                                  {"in_tree", "1520"},
                                                                  {"levels", "5"},
                                                                  {"mean_depth", "2.7711"},
                                                                  {"managers", "115"},
                                                                  {"max_span", "165"},
                                                                  {"mean_span", "13.1478"},
                                                                  {"self_loops", "0"},
                                                                  {"cycles", "0"},
                                                                  {"cycle_posts", "0"},
                                                                  {"dangling_posts", "0"},
                                                                  {"dangling_refs", "0"},
                                                                  {"orphan_posts", "0"},
                                                                  {"unrooted", "0"}});
  check_figures(read_as("directory-dn.csv", "taiwan-directory.toml"), {{"posts", "8350"},
                                                                       {"dup_rows", "0"},
                                                                       {"roots", "30"},
                                                                       {"in_tree", "8349"},
                                                                       {"levels", "6"},
                                                                       {"mean_depth", "2.7675"},
                                                                       {"managers", "989"},
                                                                       {"max_span", "210"},
                                                                       {"mean_span", "8.4115"},
                                                                       {"self_loops", "0"},
                                                                       {"cycles", "0"},
                                                                       {"cycle_posts", "0"},
                                                                       {"dangling_posts", "1"},
                                                                       {"dangling_refs", "1"},
                                                                       {"orphan_posts", "1"},
                                                                       {"unrooted", "0"}});
}

TEST_CASE("A superior that differs in case is suggested, never taken", "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2013");
  if (!folder) return;
  const std::vector<std::string> files{(*folder / "health-education-england-senior.csv").string()};
  const read_result read = read_organisation(files);
  std::size_t suggested = 0;
  for (const finding& f : read.findings)
    suggested += f.rule == "unknown-superior" &&
                 f.detail.find("did you mean \"EOE-HEE-001\"?") != std::string::npos;
  CHECK(suggested == 6);
  CHECK(read.organisation.command().orphans() == 108);

  read_options as_roots;
  as_roots.orphans_are_roots = true;
  const read_result mended = read_organisation(files, as_roots);
  CHECK(mended.organisation.command().orphans() == 0);
  CHECK(mended.organisation.command().roots() == 18 + 6);
}

TEST_CASE("The cycle of the Department for Work and Pensions is named member by member",
          "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2013");
  if (!folder) return;
  const std::vector<std::string> files{
      (*folder / "dept-for-work-and-pensions-senior.csv").string()};
  const read_result read = read_organisation(files);
  const auto cycle = std::ranges::find(read.findings, "cycle", &finding::rule);
  REQUIRE(cycle != read.findings.end());
  // The README of the folder names DWP202, DWP135 and DWP29.
  for (const char* member : {"DWP202", "DWP135", "DWP29"})
    CHECK_THAT(cycle->detail, contains(member));
  const auto twice = std::ranges::find(read.findings, "duplicate-code", &finding::rule);
  REQUIRE(twice != read.findings.end());
  CHECK(twice->position == "DWP135");
  CHECK_THAT(twice->detail, contains("\"Job Title\""));
}

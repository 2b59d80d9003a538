// SPDX-License-Identifier: BSL-1.0
// Expected values: expected.csv of each folder. For the whole of a set they were published with it,
// computed twice, by a stand-alone script and by an independent graph package; where a sample was
// cut from it, tools/make_samples.py computed them by the same rules (tests/data/README.md).
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
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

/// Codes that stand in rows with different superiors.
std::size_t conflicts(const std::vector<finding>& findings, const std::string& superior_column) {
  std::set<std::string> codes;
  for (const finding& f : findings)
    if (f.rule == "duplicate-code" &&
        f.detail.find('"' + superior_column + '"') != std::string::npos)
      codes.insert(f.position);
  return codes.size();
}

/// Every figure of a row of expected.csv that concerns posts.
void check_figures(const read_result& read, const row_of_figures& expected,
                   const std::string& superior_column = "Reports to Senior Post") {
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
  CHECK(conflicts(read.findings, superior_column) == number(expected, "dup_conflict"));
  if (expected.contains("no_id"))
    CHECK(count_rule(read.findings, "no-code") == number(expected, "no_id"));
}

// Each of these checks a folder of one set, the whole or a sample, and returns how many rows of its
// expected.csv there were.

std::size_t check_returns_of_2013(const std::filesystem::path& folder) {
  const auto all = figures(folder / "expected.csv");
  for (const row_of_figures& expected : all) {
    const std::string file = (folder / expected.at("file")).string();
    INFO(file);
    const std::vector<std::string> senior{file};
    const read_result read = read_organisation(senior);
    check_figures(read, expected);

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
  return all.size();
}

std::size_t check_linked_data(const std::filesystem::path& folder) {
  read_options options;
  options.columns = mapping("uk-linked-data.toml");
  const auto all = figures(folder / "expected.csv");
  for (const row_of_figures& expected : all) {
    INFO(expected.at("file"));
    const std::vector<std::string> files{(folder / expected.at("file")).string()};
    check_figures(read_organisation(files, options), expected);
  }
  return all.size();
}

/// Tables of many dates: which rows are read is added to the mapping for each.
template <class Keep>
std::size_t check_dates(const std::filesystem::path& folder, column_mapping columns, Keep keep) {
  const auto all = figures(folder / "expected.csv");
  // A table is decoded once for all its dates.
  std::map<std::string, std::string> texts;
  for (const row_of_figures& expected : all) {
    const std::string& file = expected.at("file");
    INFO(file << " " << expected.at("date"));
    if (!texts.contains(file)) texts[file] = read_file((folder / file).string());
    columns.keep = keep(expected);
    organisation_builder builder;
    add_position_table(builder, texts[file], file, columns);
    build_options choices;
    choices.superior_column = columns.reports_to.front();
    build_result built = std::move(builder).build(choices);
    read_result read;
    read.organisation = std::move(built.organisation);
    read.findings = std::move(built.findings);
    check_figures(read, expected, columns.reports_to.front());
  }
  return all.size();
}

std::size_t check_senior_posts(const std::filesystem::path& folder) {
  return check_dates(folder, mapping("uk-senior-posts.toml"), [](const row_of_figures& expected) {
    return std::vector<row_condition>{{"date", {expected.at("date")}, false}};
  });
}

std::size_t check_workbook(const std::filesystem::path& folder) {
  return check_dates(folder, mapping("uk-workbook.toml"), [](const row_of_figures& expected) {
    // One of the two headings is misspelt.
    const char* const kind = expected.at("file") == "hmt.csv" ? "Senion/Junior" : "Senior/Junior";
    return std::vector<row_condition>{{"Back to Index", {expected.at("date")}, false},
                                      {kind, {"Senior"}, false}};
  });
}

/// A team whose members report to roles: that is, to the first who has the role.
std::size_t check_team(const std::filesystem::path& folder) {
  const auto rows = figures(folder / "team-2021-10-to-2023-06.csv");
  const auto all = figures(folder / "expected.csv");
  for (const row_of_figures& expected : all) {
    INFO(expected.at("date"));
    std::vector<position> team;
    std::map<std::string, std::string> first_of{{"none", ""}};
    for (const row_of_figures& row : rows) {
      if (row.at("date") != expected.at("date")) continue;
      position p;
      p.code = row.at("post");
      p.reports_to = row.at("reports_to");
      if (!row.at("role_slug").empty()) first_of.try_emplace(row.at("role_slug"), p.code);
      team.push_back(std::move(p));
    }
    organisation_builder builder;
    for (position& p : team) {
      if (const auto first = first_of.find(p.reports_to); first != first_of.end())
        p.reports_to = first->second;
      builder.add(p);
    }
    build_result built = std::move(builder).build();
    read_result read;
    read.organisation = std::move(built.organisation);
    read.findings = std::move(built.findings);
    check_figures(read, expected, "reports_to");
  }
  return all.size();
}

/// A table that a mapping says everything about.
struct mapped_table {
  std::string folder;
  std::string file;
  std::string columns;
  std::string published{};  ///< of the whole: in the order of the tables that state them
};

void check_table(const mapped_table& table, const std::filesystem::path& folder,
                 const row_of_figures& expected) {
  INFO(table.folder << "/" << table.file);
  read_options options;
  options.columns = mapping(table.columns);
  const std::vector<std::string> files{(folder / table.file).string()};
  check_figures(read_organisation(files, options), expected, options.columns->reports_to.front());
}

row_of_figures stated(const std::string& published) {
  row_of_figures row;
  std::istringstream values(published);
  for (const char* name :
       {"posts", "dup_rows", "dup_conflict", "roots", "in_tree", "levels", "mean_depth", "managers",
        "max_span", "mean_span", "self_loops", "cycles", "cycle_posts", "dangling_posts",
        "dangling_refs", "orphan_posts", "unrooted"})
    values >> row[name];
  return row;
}

/// Six posts report to one whose code differs in case, and 102 are below these.
void check_case(const std::string& file, std::size_t roots) {
  const std::vector<std::string> files{file};
  const read_result read = read_organisation(files);
  std::size_t suggested = 0;
  for (const finding& f : read.findings)
    suggested += f.rule == "unknown-superior" &&
                 f.detail.find("did you mean \"EOE-HEE-001\"?") != std::string::npos;
  CHECK(suggested == 6);
  CHECK(read.organisation.command().orphans() == 108);
  CHECK(read.organisation.command().roots() == roots);

  read_options as_roots;
  as_roots.orphans_are_roots = true;
  const read_result mended = read_organisation(files, as_roots);
  CHECK(mended.organisation.command().orphans() == 0);
  CHECK(mended.organisation.command().roots() == roots + 6);
}

/// A code is given to two posts, which makes a cycle.
void check_cycle(const std::string& file) {
  const std::vector<std::string> files{file};
  const read_result read = read_organisation(files);
  const auto cycle = std::ranges::find(read.findings, "cycle", &finding::rule);
  REQUIRE(cycle != read.findings.end());
  // Those that published the return name DWP202, DWP135 and DWP29.
  for (const char* member : {"DWP202", "DWP135", "DWP29"})
    CHECK_THAT(cycle->detail, contains(member));
  const auto twice = std::ranges::find(read.findings, "duplicate-code", &finding::rule);
  REQUIRE(twice != read.findings.end());
  CHECK(twice->position == "DWP135");
  CHECK_THAT(twice->detail, contains("\"Job Title\""));
}

}  // namespace

TEST_CASE("Samples of UK returns give the published figures", "[io][real_data]") {
  CHECK(check_returns_of_2013(sample_data("uk-organograms-2013")) == 4);
  CHECK(check_linked_data(sample_data("uk-organograms-2011-2016-linked-data")) == 6);
}

TEST_CASE("Samples of UK tables of many dates give the published figures for each",
          "[io][real_data]") {
  CHECK(check_senior_posts(sample_data("uk-senior-posts-2010-2026")) == 14);
  CHECK(check_workbook(sample_data("uk-departments-workbook-2010-2016")) == 3);
}

TEST_CASE("A team gives the published figures before and after its flattening", "[io][real_data]") {
  CHECK(check_team(sample_data("sourcegraph-team-2021-2024")) == 2);
}

TEST_CASE("Samples of Argentina, Berlin and Taiwan give the figures computed apart",
          "[io][real_data]") {
  for (const mapped_table& table : std::vector<mapped_table>{
           {"argentina-estructura-organica-2016", "estructura-organica.csv", "argentina.toml"},
           {"berlin-organigramm", "seninnsport-2023-units.csv", "berlin-units.toml"},
           {"taiwan-agencies-2013", "agencies.csv", "taiwan-agencies.toml"},
           {"taiwan-agencies-2013", "directory-dn.csv", "taiwan-directory.toml"}}) {
    const std::filesystem::path folder = sample_data(table.folder);
    const auto all = figures(folder / "expected.csv");
    const auto expected = std::ranges::find_if(
        all, [&](const row_of_figures& row) { return row.at("file") == table.file; });
    REQUIRE(expected != all.end());
    check_table(table, folder, *expected);
  }
}

TEST_CASE("A superior that differs in case is suggested, never taken", "[io][real_data]") {
  check_case((sample_data("uk-organograms-2013") / "health-education-england-east.csv").string(),
             1);
}

TEST_CASE("The cycle of a department is named member by member", "[io][real_data]") {
  check_cycle(
      (sample_data("uk-organograms-2013") / "dept-for-work-and-pensions-cycle.csv").string());
}

TEST_CASE("The 40 UK returns of 2013 give the published figures", "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2013");
  if (!folder) return;
  CHECK(check_returns_of_2013(*folder) == 40);
  check_case((*folder / "health-education-england-senior.csv").string(), 18);
  check_cycle((*folder / "dept-for-work-and-pensions-senior.csv").string());
}

TEST_CASE("The UK returns of 2011 to 2016 give the published figures", "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2011-2016-linked-data");
  if (folder) CHECK(check_linked_data(*folder) == 27);
}

TEST_CASE("The UK senior posts of 2010 to 2026 give the published figures for every snapshot",
          "[io][shared-data]") {
  const auto folder = shared_data("uk-senior-posts-2010-2026");
  if (folder) CHECK(check_senior_posts(*folder) == 280);
}

TEST_CASE("Two UK departments give the published figures for every date", "[io][shared-data]") {
  const auto folder = shared_data("uk-departments-workbook-2010-2016");
  if (folder) CHECK(check_workbook(*folder) == 20);
}

TEST_CASE("A team gives the published figures for every month", "[io][shared-data]") {
  const auto folder = shared_data("sourcegraph-team-2021-2024");
  if (folder) CHECK(check_team(*folder) == 21);
}

TEST_CASE("Argentina, Berlin and Taiwan give the published figures", "[io][shared-data]") {
  // The pages of these sets state them in tables.
  for (const mapped_table& table : std::vector<mapped_table>{
           {"argentina-estructura-organica-2016", "estructura-organica.csv", "argentina.toml",
            "301 24 5 0 0 0 0 95 26 2.9579 1 0 0 19 6 30 271"},
           {"berlin-organigramm", "senfin-2025-units.csv", "berlin-units.toml",
            "79 0 0 3 79 6 3.2658 18 13 4.2222 0 0 0 0 0 0 0"},
           {"berlin-organigramm", "senfin-2023-units.csv", "berlin-units.toml",
            "73 0 0 1 73 4 2.5205 10 13 7.2 0 0 0 0 0 0 0"},
           {"berlin-organigramm", "senfin-2026-02-units.csv", "berlin-units.toml",
            "77 0 0 3 77 6 3.2208 17 13 4.3529 0 0 0 0 0 0 0"},
           {"berlin-organigramm", "seninnsport-2023-units.csv", "berlin-units.toml",
            "49 0 0 1 49 4 2.6122 12 8 4.0 0 0 0 0 0 0 0"},
           {"berlin-organigramm", "senwgp-2025-units.csv", "berlin-units.toml",
            "84 0 0 5 84 5 2.119 15 23 5.2667 0 0 0 0 0 0 0"},
           {"taiwan-agencies-2013", "agencies.csv", "taiwan-agencies.toml",
            "1520 2 0 8 1520 5 2.7711 115 165 13.1478 0 0 0 0 0 0 0"},
           {"taiwan-agencies-2013", "directory-dn.csv", "taiwan-directory.toml",
            "8350 0 0 30 8349 6 2.7675 989 210 8.4115 0 0 0 1 1 1 0"}}) {
    const auto folder = shared_data(table.folder);
    if (folder) check_table(table, *folder, stated(table.published));
  }
}

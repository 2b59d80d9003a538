// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/sha256.hpp>

#include "support/archive.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;

TEST_CASE("a text in memory is read in place of a file, and is no input", "[io][read]") {
  read_options options;
  options.in_memory = [](const std::string& name) -> std::optional<std::string> {
    if (name == "posts")
      return "sep=\x1f\ncode\x1freports_to\nA\x1f\nB\x1f"
             "A\nC\x1fZ\n";
    if (name == "lines") return "superior,subordinate,type\nB,C,functional\nB,D,functional\n";
    return std::nullopt;
  };
  options.lines = {"lines"};
  const std::vector<std::string> files{"posts"};
  const read_result read = read_organisation(files, options);
  CHECK(read.organisation.size() == 3);
  CHECK(read.organisation.command().orphans() == 1);
  CHECK(read.organisation.lines().size() == 1);
  CHECK(read.inputs.empty());

  // In the order of the names, as for files.
  REQUIRE(read.findings.size() == 2);
  CHECK(read.findings[0].file == "posts");
  CHECK(read.findings[0].rule == "unknown-superior");
  CHECK(read.findings[0].row == 4);
  CHECK(read.findings[1].file == "lines");
  CHECK(read.findings[1].row == 3);

  const std::vector<std::string> nobody{"nobody.csv"};
  CHECK_THROWS_AS(read_organisation(nobody, options), input_error);
}

namespace {

/// A table of more rows than are read between two reports of progress.
std::string long_table() {
  std::string table = "code,reports_to,title\nA,,\n";
  for (int i = 0; i < 70'000; ++i) table += "P" + std::to_string(i) + ",A,Officer\n";
  return table;
}

/// What is said if a file is changed in the middle of its being read.
template <class Change>
std::string said_of(const std::string& path, const Change& change) {
  std::ofstream(path, std::ios::binary) << long_table();
  read_options options;
  options.map_files = true;
  options.progress = [&](std::size_t) { change(path); };
  try {
    const std::vector<std::string> files{path};
    static_cast<void>(read_organisation(files, options));
  } catch (const input_error& fault) {
    return fault.what();
  }
  return "was read";
}

void write_over(const std::string& path, const std::string& text) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(0) << text;
}

}  // namespace

TEST_CASE("A file that is changed while it is read is refused", "[io][read]") {
  const pangkas::tests::temporary_folder folder;
  const std::string path = folder / "table.csv";
  const std::string refusal = path + " changed while it was read; run this again once it is whole";
  CHECK(said_of(path, [](const std::string&) {}) == "was read");
  CHECK(said_of(path, [](const std::string& at) { write_over(at, "CODE"); }) == refusal);
  CHECK(said_of(path, [](const std::string& at) {
          std::ofstream(at, std::ios::app) << "Z,A,Officer\n";
        }) == refusal);
  // Who sets the time of the last change back cannot set back when that was done.
  CHECK(said_of(path, [](const std::string& at) {
          const auto before = std::filesystem::last_write_time(at);
          write_over(at, "CODE");
          std::filesystem::last_write_time(at, before);
        }) == refusal);
  // Another file put in its place leaves it as it was.
  CHECK(said_of(path, [](const std::string& at) {
          std::ofstream(at + ".new") << "code,reports_to\n";
          std::filesystem::rename(at + ".new", at);
        }) == "was read");
}

TEST_CASE("What begins like a list of JSON is JSON", "[io][read]") {
  const pangkas::tests::temporary_folder folder;
  const auto said = [&](const std::string& text) -> std::string {
    const std::vector<std::string> files{folder / "data"};
    std::ofstream(files[0]) << text;
    try {
      static_cast<void>(read_organisation(files));
    } catch (const input_error& fault) {
      return fault.what();
    }
    return "was read";
  };
  using pangkas::tests::contains;
  CHECK_THAT(said(std::string(1000, '[')), contains("more than 512 deep"));
  CHECK_THAT(said("\n[ {\"code\": \"A\"}]"), contains("no column for the superior's code"));
  CHECK_THAT(said("[]"), contains("is JSON, but not an organisation"));
  CHECK_THAT(said("case:concept:name;concept:name;org:resource;time:timestamp\n3;a;b;c\n"),
             contains("is an event log"));
  CHECK_THAT(said("case,activity,timestamp,resource,role\n"), contains("is an event log"));
  CHECK_THAT(said("digraph G {\n a -> b\n}\n"), contains("is a graph in DOT"));
  CHECK_THAT(said("graph,case\n1,2\n"), contains("no column for the code"));
  // Databases write headings in brackets.
  CHECK_THAT(said("[code],[reports_to]\nA,\n"), contains("its columns are \"[code]\""));
}

TEST_CASE("units in one table and posts in another are read by one mapping", "[io][read]") {
  read_options options;
  options.columns = read_columns(
      "[columns]\ncode = [\"post_code\", \"unit_code\"]\nreports_to = [\"parent_code\", "
      "\"unit_code\"]\ntitle = [\"title\", \"unit_name\"]\n",
      "mapping");
  options.in_memory = [](const std::string& name) {
    return std::optional<std::string>(
        name == "units" ? "unit_code,parent_code,unit_name\nU,,Ministry\nV,U,Bureau\n"
                        : "post_code,unit_code,title\n1,V,Head\n2,V,Staff\n");
  };
  const read_result read = read_organisation(std::vector<std::string>{"units", "posts"}, options);
  CHECK(read.findings.empty());
  CHECK(read.organisation.size() == 4);
  CHECK(read.organisation.declared_superior(read.organisation.at("2")) == "V");
  CHECK(read.organisation.command().layers() == 3);
}

TEST_CASE("a UK return with a chain of more than a hundred layers is told", "[io][read]") {
  const auto told = [](int layers) {
    std::string senior =
        "Post Unique Reference,Name,Grade,Job Title,Unit,Reports to Senior Post,FTE,"
        "Actual Pay Floor (£),Actual Pay Ceiling (£)\n";
    for (int i = 1; i <= layers; ++i)
      senior += "P" + std::to_string(i) + ",x,SCS1,Head,U," +
                (i == 1 ? "XX" : "P" + std::to_string(i - 1)) + ",1.0,60000,64999\n";
    read_options options;
    options.in_memory = [&](const std::string&) { return std::optional(senior); };
    std::vector<std::string> details;
    for (const finding& f : read_organisation(std::vector<std::string>{"senior"}, options).findings)
      if (f.rule == "long-chain") details.push_back(f.detail);
    return details;
  };
  CHECK(told(100).empty());
  CHECK(told(101) ==
        std::vector<std::string>{"a chain of command has 101 layers; more than 100 are a mistake"});
}

namespace {

/// Reads texts in memory by their names; what is said if they are refused.
std::string said_of_texts(const std::map<std::string, std::string>& texts,
                          const std::vector<std::string>& files, read_options options = {}) {
  options.in_memory = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = texts.find(name);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  try {
    std::string rules;
    for (const finding& f : read_organisation(files, options).findings)
      rules += (rules.empty() ? "" : " ") + f.rule;
    return rules;
  } catch (const input_error& fault) {
    return fault.what();
  }
}

}  // namespace

TEST_CASE("What is asked for and does not fit is refused", "[io][read]") {
  using pangkas::tests::contains;
  const std::string senior =
      "Post Unique Reference,Name,Grade,Job Title,Unit,Reports to Senior Post,FTE,"
      "Actual Pay Floor (£),Actual Pay Ceiling (£)\nA,x,SCS1,Head,U,XX,1.0,60000,64999\n"
      "B,gone,SCS1,Aide,U,A,1.0,60000,64999\n";
  const std::map<std::string, std::string> texts{
      {"table", "code,reports_to\nA,\nB,A\n"},
      {"senior", senior},
      {"junior",
       "Unit,Reporting Senior Post,Grade,Payscale Minimum (£),Payscale Maximum (£),Generic Job "
       "Title,Number of Posts in FTE\nU,A,EO,20000,30000,Officer,2\n"},
      {"cases", "code,reports_to,case,activity\nA,,1,a\n"},
      {"foreign",
       "code,reports_to,title\nA,,Biro Hukum\nB,A,Caf\xC3\xA9 \xC3\xA9 \xC3\xA9\nC,A,\xE9\n"},
      {"open", "["},
      {"orphan", "code,reports_to\nA,\nB,Z\n"},
      {"no-root", "code,reports_to\nA,B\nB,A\n"}};
  CHECK(said_of_texts(texts, {}) == "no file was given; name the files of one organisation");
  read_options uk;
  uk.format = file_format::uk_organogram;
  CHECK_THAT(said_of_texts(texts, {"table"}, uk), contains("table is no UK organogram"));
  CHECK(said_of_texts(texts, {"senior"}, uk).empty());
  CHECK_THAT(said_of_texts(texts, {"junior"}, uk), contains("junior is a junior return"));
  CHECK(said_of_texts(texts, {"junior", "senior"}) == "");
  CHECK(said_of_texts(texts, {"cases"}).empty());  // without times it is no event log
  CHECK_THAT(said_of_texts(texts, {"open"}), contains("is no valid JSON"));
  CHECK(said_of_texts(texts, {"foreign"}) == "encoding");
  // A mapping of a return that names no columns says something of its rows.
  read_options rows = uk;
  rows.columns = read_columns(
      "[keep]\nName = { not = \"gone\" }\n[vacant]\ncolumn = \"Name\"\n"
      "values = [\"x\"]\n[eliminated]\ncolumn = \"Name\"\nvalues = [\"y\"]\n"
      "[reading]\nroot_marks = [\"XX\"]\nno_code = [\"0\"]\n"
      "scheme = \"uk-civil-service\"\n",
      "m.toml");
  rows.in_memory = [&](const std::string&) { return std::optional(senior); };
  const organisation kept =
      read_organisation(std::vector<std::string>{"senior"}, rows).organisation;
  CHECK(kept.size() == 1);
  CHECK(kept.filled(kept.at("A")) == 0.0);
  rows.columns = read_columns("[reading]\ndecimal = \"point\"\n", "m.toml");
  CHECK(read_organisation(std::vector<std::string>{"senior"}, rows).organisation.size() == 2);
  // Strictly, the first error ends it; warnings do not.
  read_options strict;
  strict.strict = true;
  CHECK(said_of_texts(texts, {"table"}, strict).empty());
  CHECK_THAT(said_of_texts(texts, {"orphan"}, strict), contains("orphan:3: "));
  CHECK_THAT(said_of_texts(texts, {"no-root"}, strict), contains("without --strict"));
}

TEST_CASE("Ranks that no preset knows are named, the first five of them", "[io][read]") {
  read_options options;
  options.suspicious = true;
  std::string table = "code,reports_to,rank\nA,,r0\n";
  for (int i = 1; i < 7; ++i) table += "B" + std::to_string(i) + ",A,r" + std::to_string(i) + "\n";
  options.in_memory = [&](const std::string&) { return std::optional(table); };
  const read_result read = read_organisation(std::vector<std::string>{"x"}, options);
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings[0].rule == "no-rank-scheme");
  CHECK_THAT(read.findings[0].detail, pangkas::tests::contains(" and 2 more"));
}

TEST_CASE("Two files of native JSON are not one organisation", "[io][read]") {
  std::string json;
  read_options options;
  options.in_memory = [](const std::string&) {
    return std::optional<std::string>("code,reports_to\nA,\n");
  };
  const std::vector<std::string> one{"x"};
  write_json(read_organisation(one, options).organisation,
             [&](std::string_view piece) { json += piece; });
  options.in_memory = [&](const std::string&) { return std::optional(json); };
  options.format = file_format::json;
  CHECK(read_organisation(one, options).organisation.size() == 1);
  CHECK_THROWS_WITH(read_organisation(std::vector<std::string>{"x", "y"}, options),
                    pangkas::tests::contains("name one"));
}

TEST_CASE("A mapping is for positions, whatever sheets tell of decisions", "[io][read]") {
  const auto cell = [](const std::string& text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  };
  pangkas::tests::workbook_parts lines;
  lines.sheets = {{"First", "<sheetData><row>" + cell("superior") + cell("subordinate") +
                                cell("type") + "</row><row>" + cell("A") + cell("B") +
                                cell("functional") + "</row></sheetData>"},
                  {"Second", "<sheetData><row>" + cell("x") + "</row></sheetData>"}};
  const std::string workbook = pangkas::tests::workbook_of(lines);
  read_options options;
  options.lines = {"lines"};
  options.columns = read_columns("[columns]\ncode = \"no\"\n[reading]\nsheet = \"Posts\"\n", "m");
  options.in_memory = [&](const std::string& name) {
    return std::optional<std::string>(name == "lines" ? workbook : "no,reports_to\nA,\nB,A\n");
  };
  const read_result read = read_organisation(std::vector<std::string>{"posts"}, options);
  CHECK(read.organisation.lines().size() == 1);
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings[0].rule == "several-sheets");
}

TEST_CASE("A mapping is proposed for a table and for nothing else", "[io][read]") {
  const pangkas::tests::temporary_folder folder;
  const std::string table = folder / "posts.csv";
  std::ofstream(table) << "no,boss\n1,\n2,1\n";
  CHECK_THAT(suggest_mapping(table), pangkas::tests::contains("reports_to = \"boss\""));
  const std::string senior = folder / "senior.csv";
  std::ofstream(senior) << "Post Unique Reference,Name\nA,x\n";
  CHECK_THROWS_WITH(suggest_mapping(senior),
                    pangkas::tests::contains("which is read without a column mapping"));
}

TEST_CASE("Each file has its own hash, also where hashing takes a thread", "[io][read]") {
  const pangkas::tests::temporary_folder folder;
  const std::vector<std::string> files{folder / "posts.csv"};
  const std::string posts = "code,reports_to\nA,\nB,A\nC,A\n";
  std::ofstream(files[0]) << posts;
  // Of more than a megabyte, which is worth a thread.
  const std::string lines =
      "superior,subordinate,type,role\nB,C,assignment," + std::string(1'100'000, 'x') + "\n";
  std::ofstream(folder / "lines.csv") << lines;
  read_options options;
  options.lines = {folder / "lines.csv"};
  options.hash_inputs = true;
  options.threads = 2;
  const read_result read = read_organisation(files, options);
  REQUIRE(read.inputs.size() == 2);
  CHECK(read.inputs[0].sha256 == sha256_hex(posts));
  CHECK(read.inputs[1].sha256 == sha256_hex(lines));
}

TEST_CASE("A table in an older encoding reads the same, mapped or not", "[io][read]") {
  const pangkas::tests::temporary_folder folder;
  const std::vector<std::string> files{folder / "old.csv"};
  std::ofstream(files[0], std::ios::binary) << "code,reports_to,title\nA,,Chef d\xe9l\xe9gu\xe9\n";
  for (const bool mapped : {true, false}) {
    read_options options;
    options.map_files = mapped;
    const organisation org = read_organisation(files, options).organisation;
    CHECK(org.title(org.at("A")) == "Chef délégué");
  }
}

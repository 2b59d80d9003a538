// SPDX-License-Identifier: BSL-1.0
// Nothing of the user's is overwritten: expected is what the files held before.
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <pangkas/report/html_report.hpp>

#include <filesystem>
#include <string>

using namespace pangkas::tests;

namespace {

const std::string kept_table = "code,reports_to,note\n1,,keep\n2,1,keep\n";
const std::string kept_matters = "code,name,volume\nm,M,1\n";

/// A folder with a table, and the table under other names.
class folder_of_tables : public work_folder {
 public:
  folder_of_tables() {
    namespace fs = std::filesystem;
    write("a.csv", kept_table);
    write("b.csv", kept_table);
    write("m.csv", kept_matters);
    write("columns.toml", "root_marks = [\"\"]\n");
    fs::create_symlink("a.csv", path() / "link.csv");
    fs::create_hard_link(path() / "a.csv", path() / "hard.csv");
    fs::create_directory(path() / "folder");
    fs::create_directory_symlink("..", path() / "folder/up");
  }
};

/// The command is refused with a sentence that holds @p part, and changes nothing.
void check_kept(const work_folder& folder, const std::string& command, const std::string& part) {
  INFO(command);
  const long entries = folder.entries();
  const command_result result = run(folder, command);
  INFO(result.err);
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, contains(part));
  CHECK(folder.entries() == entries);
  CHECK(folder.read("a.csv") == kept_table);
  CHECK(folder.read("b.csv") == kept_table);
  CHECK(folder.read("m.csv") == kept_matters);
}

}  // namespace

TEST_CASE("An output that is an input of the same call is refused, under any name of it",
          "[cli][call-files]") {
  const folder_of_tables folder;
  for (const char* name : {"a.csv", "./a.csv", "folder/../a.csv", "folder/up/a.csv", "link.csv",
                           "hard.csv", "\"$PWD/a.csv\""})
    for (const char* force : {"", " --force"})
      check_kept(folder, std::string("pangkas convert a.csv --out ") + name + force,
                 "would be overwritten, but it is read");
  check_kept(folder, "pangkas convert link.csv --out hard.csv --force", "is read as link.csv");
  check_kept(folder, "pangkas convert a.csv a.csv --force", "name the file to write with --out");
  check_kept(folder, "pangkas convert - --to table --out a.csv --force < a.csv",
             "is read as the standard input");
  check_kept(folder, "pangkas convert a.csv - --to table >> a.csv",
             "the standard output would be overwritten");
  CHECK_THAT(run(folder, "pangkas convert a.csv /dev/fd/3 --to table 3>> a.csv").err,
             contains("/dev/fd/3 would be overwritten"));
}

TEST_CASE("Every option that writes refuses what the call reads", "[cli][call-files]") {
  const folder_of_tables folder;
  const std::string read = "would be overwritten, but it is read";
  for (const std::string command :
       {"check a.csv", "measure a.csv", "paths a.csv", "compare b.csv a.csv",
        "simplify a.csv --policy delayer --layers 2", "optimise a.csv --span-cap 3",
        "report a.csv --out new.html", "convert a.csv new.csv"})
    check_kept(folder, "pangkas " + command + " --force --findings hard.csv", read);
  check_kept(folder, "pangkas report a.csv --force --out a.csv", read);
  check_kept(folder, "pangkas report b.csv --force --matters m.csv --out m.csv", read);
  check_kept(folder, "pangkas undo b.csv a.csv --force --out a.csv", read);
  check_kept(folder, "pangkas undo b.csv a.csv --force --out b.csv", read);
  check_kept(folder, "pangkas check a.csv --columns columns.toml --force --findings columns.toml",
             read);
  check_kept(folder, "pangkas optimise a.csv --span-cap 3 --keep b.csv --findings b.csv --force",
             read);
  folder.write("pages.pdf", "code,reports_to\n1,\n");
  check_kept(folder, "pangkas check pages.pdf --force --findings pages.pdf", read);
  // The files that a folder is to hold count one by one.
  folder.write("folder/positions.csv", kept_table);
  for (const std::string command : {"simplify folder/positions.csv --policy delayer --layers 2",
                                    "optimise folder/up/folder/positions.csv --span-cap 3"})
    check_kept(folder, "pangkas " + command + " --force --out folder",
               "folder/positions.csv would be overwritten, but it is read");
  folder.write("folder/policy.toml", run(folder, "pangkas policy delayer").out);
  check_kept(folder,
             "pangkas simplify a.csv --policy folder/policy.toml --layers 2 --out folder --force",
             "folder/policy.toml " + read);
  CHECK(folder.read("folder/positions.csv") == kept_table);
  // A folder that is checked is read file by file.
  check_kept(folder, "pangkas check folder --findings folder/positions.csv --force",
             "folder/positions.csv " + read);
}

TEST_CASE("A file that is there is replaced only where --force says so", "[cli][call-files]") {
  const folder_of_tables folder;
  check_kept(folder, "pangkas convert a.csv b.csv",
             "b.csv is there already; name the file to write with --out, or add --force");
  for (const std::string command :
       {"convert a.csv --out b.csv", "report a.csv --out b.csv", "check a.csv --findings b.csv",
        "generate --positions 5 --out b.csv", "undo a.csv m.csv --out b.csv"})
    check_kept(folder, "pangkas " + command, "b.csv is there already; name another, or add");
  CHECK(run(folder, "pangkas convert a.csv --out b.csv --force").status == 0);
  CHECK(folder.read("b.csv").starts_with("code,title,"));
  CHECK(run(folder, "pangkas generate --positions 1 --out b.csv --force").status == 0);
  CHECK_THAT(folder.read("b.csv"), contains("Kepala Badan"));
  // Of a folder, each file.
  const std::string simplify = "pangkas simplify a.csv --policy delayer --layers 2 --out folder";
  folder.write("folder/ledger.csv", kept_table);
  const command_result there = run(folder, simplify);
  CHECK(there.status == 2);
  CHECK_THAT(there.err,
             contains("folder/ledger.csv is there already; name another folder, or add --force"));
  CHECK(folder.read("folder/ledger.csv") == kept_table);
  CHECK(run(folder, simplify + " --force").status == 0);
  CHECK_THAT(run(folder, "pangkas check folder").out, contains("0 errors"));
  CHECK(run(folder, simplify).status == 2);
  // What is beside them stays, and hinders nothing.
  folder.write("folder/notes.txt", "mine");
  CHECK(run(folder, simplify + " --force").status == 0);
  CHECK(folder.read("folder/notes.txt") == "mine");
}

TEST_CASE("Streams and devices are never there already", "[cli][call-files]") {
  const folder_of_tables folder;
  folder.write("clean.csv", "code,reports_to\n1,\n2,1\n");
  const std::string convert = "pangkas convert clean.csv --to table";
  const std::string converted = run(folder, convert + " --out -").out;
  CHECK(converted.starts_with("code,title,"));
  CHECK(run(folder, convert + " /dev/stdout").out == converted);
  for (const char* out : {"-", "/dev/stdout", "/dev/stderr 2>> new.csv"}) {
    CHECK(run(folder, "echo first > new.csv; " + convert + " " + out + " >> new.csv").status == 0);
    CHECK(folder.read("new.csv") == "first\n" + converted);
  }
  CHECK(run(folder, convert + " /dev/null").status == 0);
  CHECK(run(folder, convert + " /dev/fd/3 3> new.csv").status == 0);
  CHECK(folder.read("new.csv") == converted);
  CHECK(run(folder, "mkfifo pipe; cat pipe > new.csv & " + convert + " pipe; wait").status == 0);
  CHECK(folder.read("new.csv") == converted);
}

TEST_CASE("Two outputs of a call are two files", "[cli][call-files]") {
  const folder_of_tables folder;
  for (const char* other : {"new.csv", "./new.csv", "folder/../new.csv", "folder/up/new.csv"})
    check_kept(folder,
               std::string("pangkas convert a.csv --out new.csv --force --findings ") + other,
               "would be written twice");
  check_kept(folder, "pangkas report a.csv --out new.pdf --pdf ./new.pdf", "written twice");
  CHECK(run(folder, "pangkas convert a.csv --to table --out - --findings -").status == 0);
}

TEST_CASE("convert names its output by --out, or by a last name that is not there",
          "[cli][call-files]") {
  const folder_of_tables folder;
  CHECK(run(folder, "pangkas convert a.csv new.csv").status == 0);
  CHECK(run(folder, "pangkas convert a.csv --out other.csv").status == 0);
  CHECK(folder.read("new.csv") == folder.read("other.csv"));
  // Of two names and --out both are read; here they repeat each other's codes.
  CHECK(run(folder, "pangkas convert a.csv b.csv --out both.csv --strict").status == 2);
  check_kept(folder, "pangkas convert a.csv", "--out: name the file to write");
  check_kept(folder, "pangkas convert a.csv missing.csv --out both.csv", "missing.csv");
}

TEST_CASE("convert names the columns that are not in what it writes", "[cli][call-files]") {
  const folder_of_tables folder;
  const command_result one = run(folder, "pangkas convert a.csv new.csv");
  CHECK(one.status == 0);
  CHECK(one.err == "pangkas: 1 column of a.csv is not in new.csv: \"note\"\n");
  folder.write("x.csv", "code,reports_to,Phone\nA,,1\n");
  folder.write("y.csv", "code,title,reports_to,Mail,Room no.\nB,T,A,2,3\n");
  const command_result two = run(folder, "pangkas convert x.csv y.csv --out both.json");
  CHECK(two.err ==
        "pangkas: 1 column of x.csv is not in both.json: \"Phone\"\n"
        "pangkas: 2 columns of y.csv are not in both.json: \"Mail\", \"Room no.\"\n");
  CHECK(run(folder, "pangkas convert both.json --out again.csv").err.empty());
  folder.write("many.csv", "code,reports_to,a,b,c,d,e,f,g,h,i,j,k,l,m\nA,,,,,,,,,,,,,,\n");
  CHECK_THAT(run(folder, "pangkas convert many.csv --out many.json").err,
             contains("13 columns of many.csv are") && contains("\"l\" and 1 more\n"));
}

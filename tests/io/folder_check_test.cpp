// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/folder_check.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"
#include "support/temporary_folder.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A run that wrote three files.
void write_run(const std::string& path) {
  output_folder out(path);
  for (const char* name : {"a.csv", "b.csv", "c.csv"}) out.file(name).write(name);
  out.commit();
}

/// Each finding as its rule and the name of its file.
std::vector<std::string> told_of(const std::string& folder) {
  std::vector<std::string> told;
  for (const finding& f : check_folder(folder)) {
    CHECK(f.file.starts_with(folder + "/"));
    CHECK_FALSE(f.detail.empty());
    told.push_back(f.rule + " " + f.file.substr(folder.size() + 1));
  }
  return told;
}

using told = std::vector<std::string>;

}  // namespace

TEST_CASE("check_folder finds nothing in a folder that is as it was written", "[io][folder]") {
  const temporary_folder folder;
  write_run(folder / "run");
  CHECK(check_folder(folder / "run").empty());
  CHECK(check_folder(folder / "run//").empty());
}

TEST_CASE("check_folder names each file that is not as it was written", "[io][folder]") {
  const temporary_folder folder;
  const std::string run = folder / "run";
  write_run(run);
  put(run + "/a.csv", "A.csv");
  std::filesystem::remove(run + "/b.csv");
  put(run + "/notes.txt", "");
  put(run + "/c.csv.tmp-12-1", "");
  put(run + "/c.csv.old-12-3", "");
  put(run + "/c.tmp-12", "");
  CHECK(told_of(run) == told{"folder-file-changed a.csv", "folder-file-missing b.csv",
                             "folder-left-behind c.csv.old-12-3",
                             "folder-left-behind c.csv.tmp-12-1", "folder-other-file c.tmp-12",
                             "folder-other-file notes.txt"});
  std::filesystem::remove(run + "/SHA256SUMS");
  CHECK(told_of(run) == told{"folder-unfinished SHA256SUMS", "folder-left-behind c.csv.old-12-3",
                             "folder-left-behind c.csv.tmp-12-1"});
  // What only looks like the name of such a file is nobody's.
  const std::string other = folder / "other";
  write_run(other);
  told expected;
  for (const char* name : {".tmp-1-2", "c.old-a-1", "c.tmp--12", "c.tmp-1-2-3", "c.tmp-12-"}) {
    put(other + "/" + name, "");
    expected.push_back(std::string("folder-other-file ") + name);
  }
  CHECK(told_of(other) == expected);
}

TEST_CASE("check_folder takes no line of the list that is none", "[io][folder]") {
  const temporary_folder folder;
  const std::string run = folder / "run";
  write_run(run);
  const std::string hash(64, '0');
  for (const std::string& line :
       {hash + "  ../run/a.csv", hash + "  /etc/passwd", hash + "  ..", hash + "  .",
        hash + " a.csv", hash + "  ", std::string(64, 'G') + "  a.csv", hash.substr(1) + "  a.csv",
        std::string("x"), hash + "  " + std::string("\0", 1)}) {
    INFO(line);
    put(run + "/SHA256SUMS", line + "\n");
    const std::vector<finding> found = check_folder(run);
    CHECK(found.at(0).rule == "folder-list");
    CHECK(found.at(0).row == 1);
  }
  // As sha256sum writes it on other systems, and a name that stands twice.
  const std::string line =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad *a.csv\r\n";
  put(run + "/a.csv", "abc");
  put(run + "/SHA256SUMS", line + line);
  CHECK(told_of(run) ==
        told{"folder-list SHA256SUMS", "folder-other-file b.csv", "folder-other-file c.csv"});
}

TEST_CASE("check_folder tells a ledger of another organisation", "[io][folder]") {
  const temporary_folder folder;
  const std::string run = folder / "run";
  const organisation before = ministry();
  const simplification s = simplify(before, central_policy());
  const auto write = [&](const organisation& after, const ledger_hashes& hashes,
                         std::string_view more) {
    output_folder out(run);
    output_file& org = out.file("organisation.json");
    write_json(after, [&](std::string_view part) { org.write(part); });
    output_file& changes = out.file("ledger.json");
    write_ledger_json(
        s.changes, [&](std::string_view part) { changes.write(part); }, {}, hashes);
    changes.write(more);
    out.commit();
  };
  const ledger_hashes hashes{sha256_of(before), sha256_of(s.after)};
  write(s.after, hashes, "");
  CHECK(told_of(run).empty());
  // Whoever makes the list anew does not get past the ledger.
  write(before, hashes, "");
  CHECK(told_of(run) == told{"folder-ledger ledger.json"});
  write(s.after, {}, "");
  CHECK(told_of(run) == told{"folder-ledger ledger.json"});
  write(s.after, {hashes.before, ""}, "");
  CHECK(told_of(run) == told{"folder-ledger ledger.json"});
  write(s.after, hashes, "x");
  CHECK(told_of(run) == told{"folder-ledger ledger.json"});
  // Of what was changed nothing more is said, nor of a ledger that stands alone.
  write(s.after, hashes, "");
  const std::string written = read_file(run + "/organisation.json");
  put(run + "/organisation.json", "{}");
  CHECK(told_of(run) == told{"folder-file-changed organisation.json"});
  put(run + "/organisation.json", written);
  put(run + "/ledger.json", "{}");
  CHECK(told_of(run) == told{"folder-file-changed ledger.json"});
  output_folder alone(folder / "alone");
  alone.file("ledger.json").write("{}");
  alone.commit();
  CHECK(told_of(folder / "alone").empty());
}

TEST_CASE("check_folder says what is no folder", "[io][folder]") {
  const temporary_folder folder;
  put(folder / "file", "");
  CHECK_THROWS_WITH(check_folder(folder / "none"), contains("cannot be read as a folder"));
  CHECK_THROWS_WITH(check_folder(folder / "file"), contains("cannot be read as a folder"));
}

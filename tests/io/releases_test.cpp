// SPDX-License-Identifier: BSL-1.0
// Files that releases wrote are read for ever: tests/data/releases, a folder a release.
#include "support/catch.hpp"
#include "support/data.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("organisations, policies and ledgers of each release read as they did",
          "[io][releases]") {
  std::vector<std::string> seen;
  for (const auto& release : std::filesystem::directory_iterator(std::string(PANGKAS_SOURCE_DIR) +
                                                                 "/tests/data/releases")) {
    const std::string folder = release.path().string() + "/";
    seen.push_back(release.path().filename().string());
    CAPTURE(folder);
    const auto read = [&](const char* name) { return read_file(folder + name); };
    const organisation before = read_json(read("organisation.json")).organisation;
    const organisation after = read_json(read("after.json")).organisation;
    const std::vector<std::string> table{folder + "positions.csv"};
    CHECK(to_json(read_organisation(table).organisation) == to_json(before));
    CHECK(to_json(simplify(before, read_policy(read("policy.toml"), "policy.toml")).after) ==
          to_json(after));
    const std::string text = read("ledger.json");
    CHECK(to_json(undo(after, read_ledger(text, after))) == to_json(before));
    if (seen.back() == "0.1.0")  // ledgers of version 1 hold no hashes
      CHECK_THROWS_AS(read_ledger_hashes(text), input_error);
    else
      CHECK(read_ledger_hashes(text) == ledger_hashes{sha256_of(before), sha256_of(after)});
  }
  CHECK(seen.size() == 1);  // so many releases there are
}

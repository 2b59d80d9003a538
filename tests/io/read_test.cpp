// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/io/read.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
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

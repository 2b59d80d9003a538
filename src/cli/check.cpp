// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/report/evidence.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <memory>

namespace pangkas::cli {

void add_check(command_line app, int& status) {
  struct options {
    input in;
    bool json = false;
    bool all = false;
  };
  const auto given = std::make_shared<options>();
  const command_line command =
      app.add_subcommand("check", "List what is wrong in the data; exit status 1 if anything is");
  given->in.add_to(command);
  command.add_flag("--json", given->json, "print the findings as JSON");
  command.add_flag("--all", given->all, "print every finding, not the first 20 of each rule");
  command.footer(
      "Example:\n  pangkas check examples/uk-department-of-health-2013/senior.csv "
      "examples/uk-department-of-health-2013/junior.csv");
  command.callback([given, &status] {
    const read_result read =
        given->in.read(given->json ? input_hashes::taken : input_hashes::unused);
    given->in.stats().begin("print");
    const evidence origin = evidence_of(read);
    constexpr std::size_t most_of_a_rule = 20;
    if (given->json) {
      print(to_json(read.findings, origin));
    } else {
      print(findings_text(read.findings,
                          given->all ? std::numeric_limits<std::size_t>::max() : most_of_a_rule,
                          "--all shows them, --findings FILE writes them"));
      print(counts_text(origin) + ". " + coverage_text(read.organisation));
    }
    if (!read.findings.empty()) status = exit_findings;
  });
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "scenario.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/report/evidence.hpp>
#include <pangkas/study/play.hpp>

#include <memory>
#include <string>

namespace pangkas::cli {

void add_compare(command_line app, int&) {
  struct options {
    input in;
    decision_input decisions;
    std::string before;
    std::string after;
    bool json = false;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand(
      "compare",
      "Two states of one organisation side by side, position by position through the code");
  command.reads(command.add_option("BEFORE", given->before, "file of the organisation before")
                    .required()
                    .type_name(""));
  command.reads(command.add_option("AFTER", given->after, "file of the organisation after")
                    .required()
                    .type_name(""));
  given->in.add_options(command);
  given->decisions.add_to(command);
  command.add_flag("--json", given->json, "print the comparison as JSON under stable keys");
  command.footer(
      "Example:\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after\n"
      "  pangkas compare examples/id-ministry/positions.csv after/organisation.json");
  command.callback([given] {
    const auto [before, after] = given->in.read_both(
        given->before, given->after, given->json ? input_hashes::taken : input_hashes::unused);
    given->in.stats().begin("compare");
    comparison found;
    const decision_options& how = given->decisions.options();
    static_cast<two_sides&>(found) =
        measure_sides(before.organisation, after.organisation, {}, how);
    found.findings_after = found.breaches;
    found.before_evidence = evidence_of(before);
    found.after_evidence = evidence_of(after);
    found.converted = found.change.converted;
    print(given->json ? to_json(found) : comparison_text(found));
  });
}

}  // namespace pangkas::cli

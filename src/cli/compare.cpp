// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "text_report.hpp"

#include <pangkas/core/finding_list.hpp>
#include <pangkas/io/report.hpp>
#include <pangkas/metrics/before_after.hpp>
#include <pangkas/metrics/decision_findings.hpp>
#include <pangkas/metrics/measures.hpp>

#include <memory>
#include <string>
#include <utility>

namespace pangkas::cli {

void add_compare(CLI::App& app, int&) {
  struct options {
    input in;
    decision_input decisions;
    std::string before;
    std::string after;
    bool json = false;
  };
  const auto given = std::make_shared<options>();
  CLI::App* command = app.add_subcommand(
      "compare",
      "Two states of one organisation side by side, position by position through the code");
  command->add_option("BEFORE", given->before, "file of the organisation before")
      ->required()
      ->type_name("");
  command->add_option("AFTER", given->after, "file of the organisation after")
      ->required()
      ->type_name("");
  given->in.add_options(*command);
  given->decisions.add_to(*command);
  command->add_flag("--json", given->json, "print the comparison as JSON under stable keys");
  command->footer(
      "Example:\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after\n"
      "  pangkas compare examples/id-ministry/positions.csv after/organisation.json");
  command->callback([given] {
    const read_result before = given->in.read({given->before}, true);
    const read_result after = given->in.read({given->after}, true);
    comparison found;
    const decision_options& how = given->decisions.options();
    found.decided_before = follow_decisions(before.organisation, how);
    found.decided_after = follow_decisions_after(before.organisation, after.organisation, how);
    found.before = found.decided_before
                       ? measure(before.organisation, found.decided_before->found.all)
                       : measure(before.organisation);
    found.after = found.decided_after ? measure(after.organisation, found.decided_after->found.all)
                                      : measure(after.organisation);
    if (found.decided_after) {
      constexpr std::size_t most_of_a_rule = 1000;
      finding_list breaches(most_of_a_rule);
      check_decisions(before.organisation, after.organisation, how, breaches);
      found.findings_after = std::move(breaches).take();
    }
    found.before_evidence = evidence_of(before);
    found.after_evidence = evidence_of(after);
    found.change = compare(before.organisation, after.organisation, {}, how);
    found.converted = found.change.converted;
    print(given->json ? to_json(found) : comparison_text(found));
  });
}

}  // namespace pangkas::cli

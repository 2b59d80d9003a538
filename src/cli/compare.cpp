// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "scenario.hpp"
#include "streams.hpp"
#include "table_output.hpp"
#include "text_report.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/position_changes.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::cli {

void add_compare(command_line app, int&) {
  struct options {
    input in;
    decision_input decisions;
    std::string before;
    std::string after;
    bool json = false;
    table_output rows;
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
  given->in.add_columns_of_sides(command);
  given->in.keep_holders();
  given->decisions.add_to(command);
  const option json =
      command.add_flag("--json", given->json, "print the comparison as JSON under stable keys");
  given->rows.add_to(command, {"position"},
                     "print instead a row for each position: what became of it, and which of its "
                     "attributes are others",
                     json);
  command.footer(
      "Examples:\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after\n"
      "  pangkas compare examples/id-ministry/positions.csv after/organisation.json\n"
      "  pangkas compare examples/id-ministry/positions.csv after/organisation.json --by position");
  command.callback([given] {
    const auto both = given->in.read_both(given->before, given->after,
                                          given->json ? input_hashes::taken : input_hashes::unused);
    const read_result& before = both.first;
    const read_result& after = both.second;
    given->in.stats().begin("compare");
    const position_changes changes = compare_positions(before.organisation, after.organisation);
    const auto rows = [&] { return table_of(changes, before.organisation, after.organisation); };
    comparison found;
    found.positions = summarise_changes(changes, before.organisation, after.organisation);
    std::vector<finding> of_codes = code_findings(changes, before.organisation, after.organisation);
    if (given->rows.is_given() && !given->json)
      return given->rows.write(rows(), position_changes_text(*found.positions) +
                                           findings_text(of_codes, of_codes.size(), {}));
    const decision_options& how = given->decisions.options();
    static_cast<two_sides&>(found) =
        measure_sides(before.organisation, after.organisation, {}, how);
    found.findings_after = std::move(of_codes);
    found.findings_after.insert(found.findings_after.end(), found.breaches.begin(),
                                found.breaches.end());
    found.before_evidence = evidence_of(before);
    found.after_evidence = evidence_of(after);
    found.converted = found.change.converted;
    if (given->rows.is_given()) return print_with_rows(to_json(found), rows());
    print(given->json ? to_json(found) : comparison_text(found));
  });
}

}  // namespace pangkas::cli

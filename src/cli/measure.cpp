// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "streams.hpp"
#include "table_output.hpp"
#include "text_report.hpp"

#include <pangkas/core/result_table.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/structure_tables.hpp>

#include <memory>
#include <string>

namespace pangkas::cli {
namespace {

result_table figures_by(const std::string& what, const organisation& org,
                        const decision_options& options) {
  if (what == "position") return position_figures(org, options);
  if (what == "manager") return manager_figures(org);
  if (what == "unit") return unit_figures(org);
  if (what == "rank") return rank_figures(org);
  return layer_figures(org);
}

}  // namespace

void add_measure(command_line app, int&) {
  struct options {
    input in;
    decision_input decisions;
    bool json = false;
    bool hierarchy = false;
    std::string spans_in = "positions";
    table_output rows;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand(
      "measure", "Layers, spans of control, distances and decision paths of an organisation");
  given->in.add_to(command);
  given->decisions.add_to(command);
  const option json =
      command.add_flag("--json", given->json, "print the measures as JSON under stable keys");
  const option hierarchy =
      command.add_flag("--hierarchy", given->hierarchy,
                       "print the published measures of hierarchy and the span bands too");
  command
      .add_option("--spans-in", given->spans_in,
                  "what the spans count that --hierarchy judges by bands: positions, seats, filled "
                  "seats, or seats to each seat of the head")
      .one_of({"positions", "seats", "filled", "seats-per-head"})
      .capture_default_str();
  given->rows
      .add_to(command, {"position", "manager", "unit", "rank", "layer"},
              "print instead a row for each position, manager, unit, rank or layer", json)
      .excludes(hierarchy);
  command.footer(
      "Examples:\n"
      "  pangkas measure examples/uk-department-of-health-2013/senior.csv\n"
      "  pangkas measure examples/id-ministry/positions.csv --by manager\n"
      "  pangkas measure examples/id-ministry/positions.csv --by position --out posts.csv\n"
      "  pangkas measure examples/id-ministry/positions.csv --hierarchy\n"
      "  pangkas measure examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv");
  command.callback([given] {
    const read_result read =
        given->in.read(given->json ? input_hashes::taken : input_hashes::unused);
    given->in.stats().begin("measure");
    if (given->rows.is_given()) {
      const std::string& by = given->rows.by();
      const result_table rows = figures_by(by, read.organisation, given->decisions.options());
      given->in.stats().begin("print");
      if (given->json) return print_with_rows(rows_head(by, evidence_of(read)), rows);
      return given->rows.write(rows);
    }
    const auto decisions = follow_decisions(read.organisation, given->decisions.options());
    const measures found =
        decisions ? measure(read.organisation, decisions->found.all) : measure(read.organisation);
    const evidence origin = evidence_of(read);
    const auto spans = given->spans_in == "seats"            ? pangkas::counted::seats
                       : given->spans_in == "filled"         ? pangkas::counted::filled
                       : given->spans_in == "seats-per-head" ? pangkas::counted::seats_per_head
                                                             : pangkas::counted::positions;
    if (given->json)
      return print(given->hierarchy
                       ? to_json_with_hierarchy(read.organisation, found, origin, decisions, spans)
                       : to_json(found, origin, decisions));
    print(measures_text(found, origin, decisions) +
          (given->hierarchy ? hierarchy_text(read.organisation, spans) : std::string{}));
  });
}

}  // namespace pangkas::cli

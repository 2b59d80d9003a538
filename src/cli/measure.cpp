// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/study/measures.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

/// Totals of each unit, or of each manager and all that is below it, as a table for a spreadsheet.
std::string roll_up_table(const organisation& org, const std::string& by) {
  std::string table = by + ",title,positions,seats,filled,filled_known,cost,cost_known\n";
  const auto add = [&](std::string_view name, std::string_view title, const totals& sums) {
    const auto number = [](std::optional<double> value) {
      return value ? format_number(*value) : std::string{};
    };
    const std::array<std::string, 6> numbers{std::to_string(sums.positions),
                                             format_number(sums.seats),
                                             number(sums.filled),
                                             std::to_string(sums.filled_known),
                                             number(sums.cost),
                                             std::to_string(sums.cost_known)};
    std::vector<std::string_view> cells{name, title};
    cells.insert(cells.end(), numbers.begin(), numbers.end());
    append_csv_row(table, cells, for_people);
  };
  if (by == "unit")
    for (const unit_totals& unit : roll_up_by_unit(org)) add(unit.unit, {}, unit.totals);
  else
    for (const manager_totals& m : roll_up_by_manager(org))
      add(org.code(m.manager), org.title(m.manager), m.totals);
  return table;
}

}  // namespace

void add_measure(command_line app, int&) {
  struct options {
    input in;
    decision_input decisions;
    bool json = false;
    bool hierarchy = false;
    std::string by;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand(
      "measure", "Layers, spans of control, distances and decision paths of an organisation");
  given->in.add_to(command);
  given->decisions.add_to(command);
  command.add_flag("--json", given->json, "print the measures as JSON under stable keys");
  const option hierarchy =
      command.add_flag("--hierarchy", given->hierarchy,
                       "print the published measures of hierarchy and the span bands too");
  command
      .add_option("--by", given->by,
                  "print instead positions, seats, filled seats and cost of each unit, or of each "
                  "manager with all that is below it, as CSV")
      .one_of({"unit", "manager"})
      .excludes(hierarchy);
  command.footer(
      "Examples:\n"
      "  pangkas measure examples/uk-department-of-health-2013/senior.csv\n"
      "  pangkas measure examples/id-ministry/positions.csv --by manager\n"
      "  pangkas measure examples/id-ministry/positions.csv --hierarchy\n"
      "  pangkas measure examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv");
  command.callback([given] {
    const read_result read =
        given->in.read(given->json ? input_hashes::taken : input_hashes::unused);
    given->in.stats().begin("measure");
    if (!given->by.empty()) return print(roll_up_table(read.organisation, given->by));
    const auto decisions = follow_decisions(read.organisation, given->decisions.options());
    const measures found =
        decisions ? measure(read.organisation, decisions->found.all) : measure(read.organisation);
    const evidence origin = evidence_of(read);
    if (given->json)
      return print(given->hierarchy
                       ? to_json_with_hierarchy(read.organisation, found, origin, decisions)
                       : to_json(found, origin, decisions));
    print(measures_text(found, origin, decisions) +
          (given->hierarchy ? hierarchy_text(read.organisation) : std::string{}));
  });
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "number_text.hpp"
#include "streams.hpp"
#include "table_output.hpp"
#include "text_report.hpp"

#include "text_table.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/structure_tables.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

body_rule body_rule_by_name(const std::string& name) {
  if (is_file_name(name)) return read_body_rule(decode_text(read_file(name), name).text, name);
  return read_body_rule(preset_body_rule_text(name), name);
}

/// Who is counted, in one sentence.
std::string as_text(const body_scope& scope, const body_rule& rule) {
  std::string text =
      fmt::format("Counted: {} with {}", counted(scope.positions, "position"),
                  counted(shown(scope.full_time_equivalents), "full-time equivalent"));
  if (scope.excepted > 0)
    text += fmt::format(", {} left out ({})", scope.excepted, to_string(rule.except));
  if (scope.external > 0) text += fmt::format(", {} outside the organisation", scope.external);
  return text + fmt::format("\nManagers ({}): {} with {}, {} the others\n", scope.definition,
                            counted(scope.managers, "position"),
                            counted(shown(scope.manager_equivalents), "full-time equivalent"),
                            scope.managers_are_too ? "among" : "not among");
}

std::string as_text(const body_rule& rule, const body_scope& scope,
                    const std::vector<body_check>& checks) {
  text_table table;
  table.row({rule.title, "Found", "Asked", "Holds"});
  for (const body_check& c : checks)
    table.row({c.what, c.found ? fmt::format("{:.4g}", *c.found) : "–", c.wanted,
               c.holds            ? (*c.holds ? "yes" : "no")
               : c.wanted.empty() ? ""
               : c.found          ? "not asked"
                                  : "–"});
  return table.str() + as_text(scope, rule) + "Source: " + rule.source + "\n";
}

nlohmann::ordered_json as_json(const body_rule& rule, const body_scope& scope,
                               const std::vector<body_check>& checks) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const body_check& c : checks) {
    nlohmann::ordered_json& one = all.emplace_back();
    one["what"] = c.what;
    one["found"] = c.found ? nlohmann::ordered_json(*c.found) : nlohmann::ordered_json(nullptr);
    one["asked"] = c.wanted;
    one["holds"] = c.holds ? nlohmann::ordered_json(*c.holds) : nlohmann::ordered_json(nullptr);
  }
  const nlohmann::ordered_json counts{{"positions", scope.positions},
                                      {"full_time_equivalents", scope.full_time_equivalents},
                                      {"excepted", scope.excepted},
                                      {"external", scope.external},
                                      {"managers", scope.managers},
                                      {"manager_full_time_equivalents", scope.manager_equivalents},
                                      {"managers_are", scope.definition},
                                      {"managers_among_others", scope.managers_are_too}};
  return {{"rule", rule.name},
          {"title", rule.title},
          {"source", rule.source},
          {"scope", counts},
          {"checks", all}};
}

}  // namespace

void add_measure(command_line app, int&) {
  struct options {
    input in;
    decision_input decisions;
    bool json = false;
    bool hierarchy = false;
    std::string spans_in = "positions";
    std::string rule;
    std::optional<double> baseline;
    std::optional<double> years;
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
      .needs(hierarchy)
      .capture_default_str();
  const option rule =
      command
          .add_option(
              "--rule", given->rule,
              fmt::format("print instead whether a public rule holds for the body: a preset "
                          "({}), or a TOML file",
                          fmt::join(preset_body_rules(), ", ")))
          .type_name("NAME|FILE")
          .excludes(hierarchy);
  command.reads(rule);
  command.suggest(rule, preset_body_rules());
  const option baseline = command
                              .add_option("--baseline", given->baseline,
                                          "others to each manager where the body stood, for a rule "
                                          "that asks for movement")
                              .finite()
                              .needs(rule);
  baseline.needs(
      command.add_option("--years", given->years, "how many years ago that was; with --baseline")
          .finite()
          .needs(baseline));
  given->rows
      .add_to(command, {"position", "manager", "unit", "rank", "layer"},
              "print instead a row for each position, manager, unit, rank or layer", json)
      .excludes(hierarchy)
      .excludes(rule);
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
    if (!given->rule.empty()) {
      std::optional<body_baseline> then;
      if (given->baseline) then = {*given->baseline, *given->years};
      const body_rule asked = body_rule_by_name(given->rule);
      const std::vector<body_check> checks = check_body(read.organisation, asked, then);
      const body_scope scope = scope_of(read.organisation, asked);
      return print(given->json ? as_json(asked, scope, checks).dump(2) + "\n"
                               : as_text(asked, scope, checks));
    }
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

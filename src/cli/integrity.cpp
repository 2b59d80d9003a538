// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "integrity_input.hpp"
#include "integrity_text.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/report/integrity.hpp>
#include <pangkas/study/integrity_change.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace pangkas::cli {
namespace {

struct integrity_command {
  input in;
  decision_input decisions;
  given_policy policy;
  integrity_input duties;
  std::size_t repairs = repair_limits{}.groups;
  bool holders = false;
  bool inherited = false;
  bool all = false;
  bool json = false;
};

std::string findings_of(const std::vector<finding>& findings, bool all) {
  if (findings.empty()) return {};
  return "\nThe tables\n" + findings_text(findings,
                                          all ? std::numeric_limits<std::size_t>::max() : 5,
                                          "--all lists them");
}

void run(const integrity_command& given) {
  if (!given.in.any()) {
    if (given.duties.rules().size() == 1)
      return print(integrity_input::text_of_rules(given.duties.rules().front()));
    throw usage_error("FILE",
                      "name the files of an organisation; --rules NAME alone prints a set "
                      "of rules");
  }
  integrity_telling how;
  how.with_holders = given.holders;
  const integrity_rules rules = given.duties.load_rules(how);
  const bool plays = given.policy.is_given();
  loaded_policy loaded;
  if (plays) loaded = given.policy.load();
  const read_result read = given.in.read(given.json ? input_hashes::taken : input_hashes::unused);
  const integrity_data data =
      given.duties.read(read.organisation, given.json, given.in.is_strict());
  given.in.stats().begin("integrity");
  evidence origin = evidence_of(read);
  origin.inputs.insert(origin.inputs.end(), data.inputs.begin(), data.inputs.end());
  origin.errors += count(data.findings, severity::error);
  origin.warnings += count(data.findings, severity::warning);
  integrity_options options;
  options.decisions = given.decisions.options();
  options.inherited = given.inherited;
  const integrity_told told{given.all ? std::numeric_limits<std::size_t>::max() / 8 : 5,
                            given.holders};
  if (!plays) {
    const integrity_report found = integrity(read.organisation, data.tables, rules, options);
    return print(given.json ? to_json(read.organisation, data.tables, found, origin, how)
                            : integrity_text(read.organisation, data.tables, found, told) +
                                  findings_of(data.findings, given.all));
  }
  given.policy.tell_missing_layers(read.organisation);
  const simplification result = loaded.apply_to(read.organisation);
  options.decisions = loaded.options(options.decisions);
  repair_limits limits;
  limits.groups = given.repairs;
  const integrity_change changed = integrity_change_of(read.organisation, loaded.policy_if_any(),
                                                       result, data.tables, rules, options, limits);
  const policy_evidence policy = loaded.evidence(given.policy.layers());
  print(given.json ? to_json(read.organisation, changed, result, data.tables, policy, origin, how)
                   : integrity_text(read.organisation, data.tables, changed, result, told) +
                         findings_of(data.findings, given.all));
}

}  // namespace

void add_integrity(command_line app, int&) {
  const auto given = std::make_shared<integrity_command>();
  const command_line command = app.add_subcommand(
      "integrity",
      "Which duties are in one hand, how few hands carry a case, and what flattening does to it");
  given->in.add_to(command, false);
  given->in.keep_holders();
  given->decisions.add_to(command);
  given->policy.add_scenario_to(command, given->policy.add_to(command));
  given->duties.add_to(command);
  command
      .add_option("--repairs", given->repairs,
                  "for so many causes of new breaches a repair is looked for, the largest first")
      .within(std::size_t{0}, std::size_t{100000})
      .capture_default_str();
  command.add_flag("--inherited", given->inherited,
                   "also what a superior could do in place of those below");
  command.add_flag("--holders", given->holders, "tell codes of holders, not their positions alone");
  command.add_flag("--all", given->all, "print every breach, not the first few of each rule");
  command.add_flag("--json", given->json, "print breaches and fewest hands as JSON");
  command.footer(
      "Examples:\n"
      "  pangkas integrity --rules purchase-to-pay > my-rules.toml\n"
      "  pangkas integrity examples/id-ministry/positions.csv --duties "
      "examples/id-ministry/duties.csv --matters examples/id-ministry/matters.csv --authority "
      "examples/id-ministry/authority.csv --policy id-central-2021");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli

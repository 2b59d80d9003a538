// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "stop_signals.hpp"
#include "text_report.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/report.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/io/text.hpp>
#include <pangkas/metrics/before_after.hpp>
#include <pangkas/metrics/decision_findings.hpp>
#include <pangkas/metrics/measures.hpp>
#include <pangkas/transform/simplify.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct options {
  input in;
  decision_input decisions;
  std::string policy;
  std::vector<std::size_t> layers;
  std::string roles;
  std::string out;
  bool json = false;
};

struct loaded_policy {
  policy rules;
  std::string text;
};

loaded_policy load_policy(const options& given) {
  loaded_policy loaded;
  if (is_file_name(given.policy)) {
    loaded.text = decode_text(read_file(given.policy), given.policy).text;
    loaded.rules = read_policy(loaded.text, given.policy);
  } else {
    loaded.text = preset_policy_text(given.policy);
    loaded.rules = read_policy(loaded.text, given.policy);
  }
  if (!given.layers.empty()) set_layers(loaded.rules, given.layers);
  if (needs_layers(loaded.rules))
    throw rule_error(
        fmt::format("the policy \"{}\" selects by layers that it leaves open; name them, "
                    "as in --layers 3",
                    loaded.rules.name));
  if (!given.roles.empty()) {
    loaded.rules.roles.kind = *parse_role_policy(given.roles);
    loaded.rules.roles.rule = {"roles-given", "The roles were given on the command line.", {}, {}};
  }
  return loaded;
}

/// All or nothing: the organisation after, the ledger, the policy and the figures.
void write_all(const std::string& folder_name, const simplification& result,
               const comparison& found, const std::string& summary,
               const std::string& policy_text) {
  const stop_signals signals;
  output_folder folder(folder_name);
  const auto into = [&](std::string_view name) {
    output_file& file = folder.file(name);
    return signals.watch([&file](std::string_view text) { file.write(text); });
  };
  write_json(result.after, into("organisation.json"));
  write_position_table(result.after, into("positions.csv"));
  if (!result.after.matters().empty()) write_matter_table(result.after, into("matters.csv"));
  if (!result.after.authorities().empty())
    write_authority_table(result.after, into("authority.csv"));
  if (!result.after.parts().lines.empty()) write_line_table(result.after, into("lines.csv"));
  write_ledger_json(result.changes, into("ledger.json"),
                    to_json(found.before_evidence, *found.policy));
  write_ledger_csv(result.changes, into("ledger.csv"));
  into("summary.json")(summary);
  into("policy.toml")(policy_text);
  folder.commit();
}

void run(const options& given) {
  const loaded_policy loaded = load_policy(given);
  const read_result read = given.in.read();
  const organisation& before = read.organisation;
  simplification result = simplify(before, loaded.rules);

  comparison found;
  decision_options how = given.decisions.options();
  if (loaded.rules.checks.initials)
    how.initials = static_cast<std::uint32_t>(*loaded.rules.checks.initials);
  found.decided_before = follow_decisions(before, how);
  found.decided_after = follow_decisions_after(before, result.after, how);
  if (found.decided_before) {
    found.before = measure(before, found.decided_before->found.all);
    found.after = measure(result.after, found.decided_after->found.all);
    finding_list breaches(simplify_options{}.findings_per_rule);
    check_decisions(before, result.after, how, breaches);
    for (finding& f : std::move(breaches).take()) result.findings.push_back(std::move(f));
  } else {
    found.before = measure(before);
    found.after = measure(result.after);
  }
  found.before_evidence = evidence_of(read);
  found.after_evidence = {read.inputs, count(result.findings, severity::error),
                          count(result.findings, severity::warning)};
  found.change = compare(before, result.after, result.must_stay, how);
  found.converted = result.converted;
  found.converted_holders = result.converted_holders;
  found.kept_exempt = result.kept_exempt;
  found.findings_after = result.findings;
  found.policy = policy_evidence{loaded.rules.name, sha256_hex(loaded.text), given.layers,
                                 std::string(to_string(loaded.rules.roles.kind))};
  const std::string summary = to_json(found);
  if (!given.out.empty()) write_all(given.out, result, found, summary, loaded.text);
  print(given.json ? summary : comparison_text(found));
  if (!given.json && !given.out.empty())
    print(
        fmt::format("Written to {}: organisation.json, positions.csv, ledger.json, ledger.csv, "
                    "summary.json, policy.toml, and a table each of matters, authority and lines "
                    "where there are any\n",
                    given.out));
}

}  // namespace

void add_simplify(CLI::App& app, int&) {
  const auto given = std::make_shared<options>();
  CLI::App* command = app.add_subcommand(
      "simplify", "Take echelons out under a policy; before and after side by side");
  given->in.add_to(*command);
  given->decisions.add_to(*command);
  command
      ->add_option("--policy", given->policy,
                   fmt::format("a preset ({}), or a TOML file", fmt::join(preset_policies(), ", ")))
      ->required()
      ->type_name("NAME|FILE");
  command
      ->add_option("--layers", given->layers,
                   "layers whose managers are taken out, for a policy that leaves them open; the "
                   "root is layer 1")
      ->delimiter(',')
      ->check(CLI::Range(std::size_t{1}, std::size_t{2147483647}));
  command->add_option("--roles", given->roles, "roles of converted posts, instead of the policy's")
      ->check(CLI::IsMember({"none", "team-leads", "coordinators"}));
  command
      ->add_option("--out", given->out,
                   "folder to write the organisation after, the ledger and the figures to")
      ->type_name("DIR");
  command->add_flag("--json", given->json, "print before and after as JSON under stable keys");
  command->footer(
      "Examples:\n"
      "  pangkas simplify examples/uk-department-of-health-2013/senior.csv --policy delayer "
      "--layers 3\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after");
  command->callback([given] { run(*given); });
}

}  // namespace pangkas::cli
